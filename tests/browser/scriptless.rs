//! The page where no script runs: everything in order, for anyone.

use serde_json::{Value, json};

use super::axe;
use super::engine::{Engine, skipped};
use super::helpers::visit;

const OUTLINE: &str = "
    const all = selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility());
    const levels = all('h1, h2, h3, h4, h5, h6').map(one => +one.tagName[1]);
    return {
        first: levels[0], tops: levels.filter(level => level === 1).length,
        skips: levels.filter((level, at) => at > 0 && level > levels[at - 1] + 1).length,
        mains: all('main').length, headings: levels.length,
        nameless: all('a, button, input, select').filter(one => !one.textContent.trim() && !one.ariaLabel && !one.labels?.length)
            .map(one => one.outerHTML.slice(0, 90)),
        dead: all('a[href^=\"#\"]').map(one => one.getAttribute('href')).filter(to => !document.getElementById(decodeURIComponent(to.slice(1)))
            && !document.getElementById(to.slice(1))).slice(0, 5),
        // What is hidden where a browser says that it runs none; this one only does not.
        controls: all('button, input, select').filter(one => !one.closest('.toolbar, .tools')).map(one => one.outerHTML.slice(0, 90)),
    }";

#[test]
fn without_scripts_the_page_is_sound() {
    if skipped(&[Engine::Chromium], "a page without scripts that a driver's scripts can look at") {
        return;
    }
    visit("", async |reader| {
        let scripts = |off: bool| json!({ "value": off });
        reader.devtools("Emulation.setScriptExecutionDisabled", scripts(true)).await;
        reader.open_raw("").await;
        reader.wait_for(".unscripted .card").await;
        let found: Value = reader.ask(OUTLINE, Value::Null).await;
        assert_eq!(
            (&found["first"], &found["tops"], &found["mains"]),
            (&json!(1), &json!(1), &json!(1)),
            "{found:#}"
        );
        assert_eq!(found["skips"], 0, "{found:#}");
        assert!(found["headings"].as_u64() > Some(20), "{found:#}");
        for none in ["nameless", "dead", "controls"] {
            assert_eq!(found[none], json!([]), "{none}");
        }
        // The driver's scripts wait for timers, which need scripts to run; what is there stays.
        reader.devtools("Emulation.setScriptExecutionDisabled", scripts(false)).await;
        axe::assert_accessible(reader, "the page without scripts").await;
    });
}
