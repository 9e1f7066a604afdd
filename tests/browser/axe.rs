//! axe-core on what is on the screen: the rules of accessibility that a program can check.

use std::path::Path;
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::helpers::Visit;

/// All rules of WCAG up to AA, best practice and what is still tried out; with the one on the size
/// of targets, which axe leaves off as new. Of AAA is only contrast, which a reader can ask for.
/// Cards out of sight have guessed heights until they are laid out, so all are.
const RUN: &str = "
    const whole = new CSSStyleSheet();
    whole.replaceSync('.card { content-visibility: visible !important }');
    document.adoptedStyleSheets = [whole];
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'experimental'];
    const rules = { 'target-size': { enabled: true } };
    if (arguments[0].more) rules['color-contrast-enhanced'] = { enabled: true };
    return axe.run(document, { runOnly: { type: 'tag', values }, rules, resultTypes: ['violations'] })
        .then(({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html, failureSummary }) =>
            `${id} (${help}): ${target.join(' ')}: ${html.slice(0, 160)}: ${failureSummary.replace(/\\s+/g, ' ').slice(0, 300)}`)))
        .finally(() => { document.adoptedStyleSheets = []; })";

/// axe-core as the Makefile installs it, read once.
fn source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools");
        let files = std::fs::read_dir(&tools).into_iter().flatten().flatten().map(|file| file.path());
        let found = files.into_iter().find(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("axe-core-") && name.ends_with(".js")
        });
        let found = found
            .expect("axe-core is not in .tools. Install it with: make setup-browser (part of make test)");
        std::fs::read_to_string(found).expect("axe-core")
    })
}

/// What axe-core finds, a line a fault.
pub async fn faults(reader: &Visit, more: bool) -> Vec<String> {
    // Run by the driver, so the page's policy does not refuse it.
    if !reader.ask::<bool>("return !!window.axe", Value::Null).await {
        reader.ask::<Value>(source(), Value::Null).await;
    }
    reader.ask(RUN, json!({ "more": more })).await
}

/// Fails if axe-core finds anything.
pub async fn assert_accessible(reader: &Visit, what: &str) {
    let found = faults(reader, false).await;
    assert!(found.is_empty(), "{what}: axe finds {} faults: {found:#?}", found.len());
}
