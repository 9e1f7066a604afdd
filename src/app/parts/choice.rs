//! A labelled choice of one among a few.

use leptos::prelude::*;

/// A select with its label. `options` are names and texts; `chosen` follows the view.
#[component]
pub fn Choice(
    label: &'static str,
    name: &'static str,
    options: Vec<(&'static str, &'static str)>,
    chosen: impl Fn() -> &'static str + Send + Sync + Copy + 'static,
    choose: impl Fn(String) + 'static,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(value, text)| view! { <option value=value selected=move || chosen() == value>{text}</option> })
        .collect_view();
    view! {
        <label class="choice">
            <span>{label}</span>
            <select name=name prop:value=chosen on:change=move |event| choose(event_target_value(&event))>
                {options}
            </select>
        </label>
    }
}
