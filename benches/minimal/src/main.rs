//! The smallest Leptos page: one heading, drawn by a component.

use leptos::prelude::*;

/// The heading.
#[component]
fn Ready() -> impl IntoView {
    view! { <h1 class="ready">"Ready"</h1> }
}

fn main() {
    leptos::mount::mount_to_body(Ready);
}
