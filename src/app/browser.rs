//! The few things the app asks of the browser that Leptos does not wrap.

use std::cell::Cell;

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, EventTarget, HtmlDialogElement, HtmlElement};

/// Unicode normalisation form KC.
pub fn nfkc(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
}

/// Unicode normalisation form KD.
pub fn nfkd(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKD").into()
}

/// A selector for an attribute with this value.
pub fn by(name: &str, value: &str) -> String {
    format!("[{name}=\"{}\"]", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The first element that a selector finds.
pub fn element(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Focuses the first element that a selector finds.
pub fn focus(selector: &str) {
    if let Some(element) = element(selector) {
        element.focus().ok();
    }
}

/// The element that has the focus; the whole page is none.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok().filter(|one: &HtmlElement| one.tag_name() != "BODY")
}

/// The nearest element around an event's target that a selector finds.
pub fn closest(event: &web_sys::Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

/// Scrolls an element into sight, no further than needed.
pub fn reveal(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

thread_local! {
    /// Whether another program has taken the page over.
    static RETIRED: Cell<bool> = const { Cell::new(false) };
}

/// Whether another program has taken the page over: then this one does nothing any more.
pub fn is_retired() -> bool {
    RETIRED.get()
}

/// Retires when another program takes the page over.
pub fn retire_when_told() {
    on("standpoint-retire", |_| RETIRED.set(true));
}

/// Hears an event of a target; `hear` may prevent what the browser would do.
pub fn hear(
    target: &EventTarget,
    name: &'static str,
    options: EventListenerOptions,
    hear: impl Fn(&Event) + 'static,
) {
    let hear = move |event: &Event| {
        if !is_retired() {
            hear(event);
        }
    };
    EventListener::new_with_options(target, name, options, hear).forget();
}

/// Hears an event wherever it happens; `hear` may prevent what the browser would do.
pub fn on(name: &'static str, to: impl Fn(&Event) + 'static) {
    hear(&document(), name, EventListenerOptions::enable_prevent_default(), to);
}

/// Hears that a dialog closes.
pub fn on_close(to: impl Fn() + 'static) {
    // The event of a dialog that closes does not rise; it is caught on its way down.
    hear(&document(), "close", EventListenerOptions::run_in_capture_phase(), move |_| to());
}

/// Adds the styles of what the first program does not draw.
pub fn add_late_styles() {
    let address = element("script[data-style]").and_then(|place| place.get_attribute("data-style"));
    if let (Some(address), Some(head)) = (address, document().head())
        && let Ok(link) = document().create_element("link")
    {
        for (name, value) in [("rel", "stylesheet"), ("href", address.as_str())] {
            link.set_attribute(name, value).ok();
        }
        head.append_child(&link).ok();
    }
}

/// Opens a dialog.
pub fn show_dialog(name: &str) {
    let dialog = element(&format!("dialog.{name}"));
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok())
        && !dialog.open()
    {
        dialog.show_modal().ok();
    }
}

/// Leaves word of what went wrong for the page's start script, which hears that the app stopped.
pub fn leave_word(message: &str) {
    if let Some(root) = document().document_element() {
        root.set_attribute("data-failure", message).ok();
    }
}

/// Whether the view that the build drew is what the reader asked for: the start script has looked.
pub fn is_shown() -> bool {
    element(":root.elsewhere").is_none()
}

/// Shows the screen, which waits unseen if the page was opened at another view than the default.
pub fn show() {
    if let Some(root) = document().document_element() {
        root.class_list().remove_1("elsewhere").ok();
    }
    // For links where no script runs. Here going back to it would take the focus away.
    if let Some(body) = document().body() {
        body.remove_attribute("id").ok();
    }
    if let Some(app) = element("#app") {
        app.set_attribute("aria-busy", "false").ok();
    }
}

/// Takes away what is drawn of the screen.
pub fn clear_screen() -> Vec<crate::markup::Node> {
    if let Some(screen) = element(super::SCREEN) {
        screen.set_text_content(None);
    }
    Vec::new()
}

/// Tells the start script, or another program, of something.
pub fn tell(what: &str) {
    if let Ok(event) = Event::new(what) {
        document().dispatch_event(&event).ok();
    }
}

/// Scrolls to the top of the page.
pub fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Whether little of the page is scrolled away.
pub fn is_at_top() -> bool {
    window().scroll_y().unwrap_or(0.0) < 1_000.0
}

/// Does something once the next frame is painted and nothing else waits.
pub fn when_idle(then: impl Fn() + 'static) {
    request_animation_frame(move || request_idle_callback(then));
}

/// The address of this page with another fragment.
pub fn address_with(fragment: &str) -> String {
    let location = window().location();
    let href = location.href().unwrap_or_default();
    let base = href.split('#').next().unwrap_or_default();
    format!("{base}{fragment}")
}

/// Copies a text to the clipboard, then says whether it could.
pub fn copy(text: String, done: impl FnOnce(bool) + 'static) {
    spawn_local(async move {
        let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into())
            .ok()
            .filter(|clipboard| !clipboard.is_undefined())
            .map(|clipboard| clipboard.unchecked_into::<web_sys::Clipboard>());
        let copied = match clipboard {
            Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
            None => false,
        };
        done(copied);
    });
}

/// Today as year, month and day, in the reader's time zone.
pub fn today() -> [usize; 3] {
    let now = js_sys::Date::new_0();
    [now.get_full_year(), now.get_month() + 1, now.get_date()].map(|part| part as usize)
}

/// A setting that outlives the page; none where the browser keeps nothing.
pub fn stored(key: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Keeps a setting, where the browser keeps any.
pub fn store(key: &str, value: &str) {
    if let Some(storage) = window().local_storage().ok().flatten() {
        storage.set_item(key, value).ok();
    }
}
