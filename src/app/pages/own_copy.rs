//! The reader's own copy of a source: every argument's passage is looked for in it. The text
//! stays on the device.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, File, HtmlInputElement};

use super::sources::copy_of;
use crate::app::desk::{Desk, OwnCopy, desk};
use crate::app::{browser, words};
use crate::corpus::anchor::{Copy, Found};
use crate::corpus::{ArgumentId, SourceId};
use crate::link::{Open, Page};

/// The largest copy that is read, in bytes: a thousand pages of text.
const LARGEST: f64 = 8e6;

/// The copy, or the place to open one.
#[component]
pub fn OwnCopyView(source: SourceId) -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    // Where a source's text may be redistributed, it is there at once.
    if let (Some(text), None) = (&corpus.sources[source].text, copy_of(desk, source)) {
        open(desk, source, text.clone());
    }
    let copy = Memo::new(move |_| copy_of(desk, source));
    view! {
        <div class="own-copy">
            {move || match copy.get() {
                Some(text) => view! { <Located source text /> }.into_any(),
                None => view! { <OpenCopy source /> }.into_any(),
            }}
        </div>
    }
}

fn open(desk: Desk, source: SourceId, text: String) {
    desk.copies.update(|copies| {
        copies.retain(|copy| copy.source != source);
        copies.push(OwnCopy { source, text: Arc::from(text) });
    });
}

/// Why a file is no copy of a text, if it is none.
fn refusal(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"%PDF") {
        Some(words::COPY_IS_PDF)
    } else if bytes.starts_with(b"PK") {
        Some(words::COPY_IS_ARCHIVE)
    } else if bytes.contains(&0) && !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff]) {
        Some(words::COPY_IS_BINARY)
    } else {
        None
    }
}

/// Reads a file as text: UTF-8, or UTF-16 if it says so.
async fn read(file: File) -> Result<String, String> {
    if file.size() > LARGEST {
        return Err(words::COPY_TOO_LARGE.into());
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| words::COPY_UNREADABLE.to_owned())?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    if let Some(reason) = refusal(&bytes) {
        return Err(reason.into());
    }
    let utf16 = |of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    Ok(match bytes.as_slice() {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)).into_owned(),
    })
}

#[component]
fn OpenCopy(source: SourceId) -> impl IntoView {
    let desk = desk();
    let problem = RwSignal::new(String::new());
    let pasted = RwSignal::new(String::new());
    let over = RwSignal::new(false);
    let take = move |text: String| {
        if text.trim().is_empty() {
            problem.set(words::COPY_EMPTY.into());
        } else {
            open(desk, source, text);
        }
    };
    let take_file = move |file: Option<File>| {
        let Some(file) = file else { return };
        spawn_local(async move {
            match read(file).await {
                Ok(text) => take(text),
                Err(reason) => problem.set(reason),
            }
        });
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let Some(data) = event.data_transfer() else { return };
        match data.files().and_then(|files| files.get(0)) {
            Some(file) => take_file(Some(file)),
            None => take(data.get_data("text/plain").unwrap_or_default()),
        }
    };
    let chosen = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        take_file(input.and_then(|input| input.files()).and_then(|files| files.get(0)));
    };
    view! {
        <form
            class="drop" class:over=over
            on:submit=move |event| { event.prevent_default(); take(pasted.get_untracked()); }
            on:dragover=move |event| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <h3>"Open your own copy"</h3>
            <p>{words::COPY_LEAD}</p>
            <label><span>"Paste the text"</span>
                <textarea name="copy" rows="6" prop:value=pasted on:input=move |event| pasted.set(event_target_value(&event))></textarea>
            </label>
            <p class="actions">
                <button type="submit">"Find the arguments in it"</button>
                <label class="file">"or choose a text file "<input type="file" accept=".txt,.md,text/plain" on:change=chosen /></label>
            </p>
            <p class="problem" role="alert">{problem}</p>
        </form>
    }
}

/// Where one argument was found.
struct Placed {
    argument: ArgumentId,
    found: Found,
}

fn locate(desk: Desk, source: SourceId, text: &str) -> Vec<Placed> {
    let corpus = desk.corpus();
    let copy = Copy::new(text, browser::nfkc);
    corpus
        .arguments_of(source)
        .map(|argument| {
            let row = &corpus.arguments[argument];
            let length = (row.place.last - row.place.first + 1) as usize;
            Placed { argument, found: copy.find(&row.anchor, length) }
        })
        .collect()
}

#[component]
fn Located(source: SourceId, text: Arc<str>) -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    let placed = locate(desk, source, &text);
    let count = |wanted: fn(&Found) -> bool| placed.iter().filter(|placed| wanted(&placed.found)).count();
    let exact = count(|found| matches!(found, Found::Exact(_)));
    let drifted = count(|found| matches!(found, Found::Drifted(..)));
    let lost = count(|found| matches!(found, Found::Lost));
    let claim_link = |argument: ArgumentId| {
        let row = &corpus.arguments[argument];
        let to = desk.link_to(|view| {
            view.page = Page::Sources;
            view.source = Some(corpus.sources[source].name.clone());
            view.open = Some(Open::Argument(row.name.clone()));
        });
        (to, row)
    };
    let missing = placed
        .iter()
        .filter(|placed| placed.found == Found::Lost)
        .map(|placed| {
            let (to, row) = claim_link(placed.argument);
            view! { <li><a href=to dir="auto">{row.claim.as_str()}</a></li> }
        })
        .collect_view();
    let close = move |_| desk.copies.update(|copies| copies.retain(|copy| copy.source != source));
    view! {
        <h3>"Your copy"</h3>
        <p class="tally" role="status">
            <b class="exact">{exact}</b>" found exactly, "<b class="drifted">{drifted}</b>" drifted, "<b class="lost">{lost}</b>" lost. "
            <button class="quiet" on:click=close>"Close the copy"</button>
        </p>
        {(lost > 0).then(|| view! { <details><summary>"Lost"</summary><ul class="related">{missing}</ul></details> })}
        <div class="copy-text" dir="auto">{passages(desk, &text, &placed, source)}</div>
    }
}

/// The text, cut where marks begin and end; a stretch may belong to several arguments.
fn passages(desk: Desk, text: &str, placed: &[Placed], source: SourceId) -> impl IntoView + use<> {
    let corpus = desk.corpus();
    let spans: Vec<(Range<usize>, ArgumentId, bool)> = placed
        .iter()
        .filter_map(|placed| match &placed.found {
            Found::Exact(range) => Some((range.clone(), placed.argument, true)),
            Found::Drifted(range, _) => Some((range.clone(), placed.argument, false)),
            Found::Lost => None,
        })
        .collect();
    let mut cuts: Vec<usize> = spans.iter().flat_map(|(range, ..)| [range.start, range.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut numbered: Vec<ArgumentId> = Vec::new();
    cuts.windows(2)
        .map(|cut| {
            let part = text[cut[0]..cut[1]].to_owned();
            let here: Vec<_> = spans.iter().filter(|(range, ..)| range.start <= cut[0] && cut[1] <= range.end).collect();
            if here.is_empty() {
                return view! { <span>{part}</span> }.into_any();
            }
            let exact = here.iter().all(|(.., exact)| *exact);
            let links = here
                .iter()
                .filter(|(_, argument, _)| !numbered.contains(argument))
                .map(|(_, argument, _)| *argument)
                .collect::<Vec<_>>();
            numbered.extend(&links);
            let links = links
                .into_iter()
                .map(|argument| {
                    let row = &corpus.arguments[argument];
                    let to = desk.link_to(|view| {
                        view.page = Page::Sources;
                        view.source = Some(corpus.sources[source].name.clone());
                        view.open = Some(Open::Argument(row.name.clone()));
                    });
                    view! { <a class="to-card" href=to title=row.claim.as_str() aria-label="To the card" data-passage=row.name.as_str()>"▸"</a> }
                })
                .collect_view();
            view! { {links}<mark class:drifted=!exact>{part}</mark> }.into_any()
        })
        .collect_view()
}
