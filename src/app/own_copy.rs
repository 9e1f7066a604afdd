//! Reading a reader's own copy of a source: pasted, dropped or chosen. It stays on the device.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, Element, Event, File, HtmlInputElement, HtmlTextAreaElement};

use super::browser;
use super::browser::on;
use super::desk::Desk;
use crate::markup::words;

/// The largest copy that is read, in bytes: a thousand pages of text.
const LARGEST: f64 = 8e6;

const FORM: &str = "[data-copy-of]";

/// Begins to hear what is brought to the forms for copies.
pub fn listen(desk: Desk) {
    on("submit", move |event| {
        let Some(form) = browser::closest(event, FORM) else { return };
        event.prevent_default();
        let text = form.query_selector("textarea").ok().flatten();
        let text = text.and_then(|text| text.dyn_into::<HtmlTextAreaElement>().ok());
        take(desk, &form, text.map(|text| text.value()).unwrap_or_default());
    });
    on("change", move |event| {
        let (Some(form), Some(input)) =
            (browser::closest(event, FORM), browser::closest(event, "[type=file]"))
        else {
            return;
        };
        let files = input.dyn_ref::<HtmlInputElement>().and_then(HtmlInputElement::files);
        take_file(desk, form, files.and_then(|files| files.get(0)));
    });
    on("dragover", |event| over(event, true));
    on("dragleave", |event| over(event, false));
    on("drop", move |event| {
        let Some(form) = browser::closest(event, FORM) else { return };
        over(event, false);
        event.prevent_default();
        let Some(data) = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer) else { return };
        match data.files().and_then(|files| files.get(0)) {
            Some(file) => take_file(desk, form, Some(file)),
            None => take(desk, &form, data.get_data("text/plain").unwrap_or_default()),
        }
    });
}

/// Shows that something may be dropped here.
fn over(event: &Event, on: bool) {
    if let Some(form) = browser::closest(event, FORM) {
        event.prevent_default();
        form.class_list().toggle_with_force("over", on).ok();
    }
}

fn problem(form: &Element, what: &str) {
    if let Some(place) = form.query_selector(".problem").ok().flatten() {
        place.set_text_content(Some(what));
    }
}

/// Opens a copy of the form's source.
fn take(desk: Desk, form: &Element, text: String) {
    if text.trim().is_empty() {
        return problem(form, words::COPY_EMPTY);
    }
    if let Some(source) = form.get_attribute("data-copy-of") {
        desk.keep_copy(source, Some(text));
        request_animation_frame(|| browser::focus(".own-copy"));
    }
}

/// Closes the copy of a source.
pub fn close(desk: Desk, source: String) {
    desk.keep_copy(source, None);
}

fn take_file(desk: Desk, form: Element, file: Option<File>) {
    let Some(file) = file else { return };
    spawn_local(async move {
        match read(file).await {
            Ok(text) => take(desk, &form, text),
            Err(reason) => problem(&form, reason),
        }
    });
}

/// Reads a file as text: UTF-8, or UTF-16 if it says so.
async fn read(file: File) -> Result<String, &'static str> {
    if file.size() > LARGEST {
        return Err(words::COPY_TOO_LARGE);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| words::COPY_UNREADABLE)?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    let utf16 = |of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => Ok(utf16(u16::from_le_bytes)),
        [0xfe, 0xff, ..] => Ok(utf16(u16::from_be_bytes)),
        [b'%', b'P', b'D', b'F', ..] => Err(words::COPY_IS_PDF),
        [b'P', b'K', ..] => Err(words::COPY_IS_ARCHIVE),
        bytes if bytes.contains(&0) => Err(words::COPY_IS_BINARY),
        bytes => {
            Ok(String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned())
        }
    }
}
