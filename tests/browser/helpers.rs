//! A visit to the page: one fresh browser, what a reader does in it, and what stands there.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::engine::Driver;
use super::services;

/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked for.
const POLL: Duration = Duration::from_millis(20);

/// One reader in one fresh browser.
pub struct Visit {
    /// Dropped last, when the browser is closed.
    pub(super) started: Driver,
    pub(super) driver: WebDriver,
    /// The address of the page without its fragment.
    pub base: String,
}

/// Visits the built page at a view, does something there, and looks for faults in the console.
pub fn visit(view: &str, does: impl AsyncFnOnce(&Visit)) {
    visit_folder(&services::dist(), view, does);
}

/// A visit with a second reader at hand, who has another browser.
pub fn visit_with_friend(view: &str, does: impl AsyncFnOnce(&Visit, &Visit)) {
    let server = services::serve(&services::dist());
    browse(&server.address, 2, async |readers| {
        let [reader, friend] = readers else { panic!("two readers were asked for") };
        reader.open(view).await;
        does(reader, friend).await;
    });
}

/// Visits a folder's page.
pub fn visit_folder(folder: &Path, view: &str, does: impl AsyncFnOnce(&Visit)) {
    let server = services::serve(folder);
    browse(&server.address, 1, async |readers| {
        readers[0].open(view).await;
        does(&readers[0]).await;
    });
}

/// Opens so many browsers. They are closed also if the test fails, and only then their drivers end.
pub fn browse(address: &str, readers: usize, does: impl AsyncFnOnce(&[Visit])) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut visits = Vec::new();
    let result = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            for _ in 0..readers {
                visits.push(Visit::begin(address).await);
            }
            does(&visits).await;
            for visit in &visits {
                visit.assert_no_faults().await;
            }
        });
    }));
    for visit in visits {
        runtime.block_on(visit.end());
    }
    result.unwrap_or_else(|panic| resume_unwind(panic));
}

impl Visit {
    async fn begin(base: &str) -> Visit {
        let started = Driver::start();
        let driver = started.open().await;
        Visit { started, driver, base: format!("{base}/") }
    }

    async fn end(self) {
        self.driver.quit().await.ok();
    }

    /// Opens a view as if it were a link from elsewhere, and waits for the page.
    pub async fn open(&self, view: &str) {
        self.open_raw(view).await;
        // The page's first view stands there before the app does.
        let ready = "return !!document.querySelector('#app[aria-busy=false] .foot')";
        self.wait("the page with its app", ready).await;
    }

    /// Leaves for an empty page, which has no policy.
    pub async fn open_empty(&self) {
        // WebKit's own blank page keeps to the policy of the page before.
        let page = concat!("file://", env!("CARGO_MANIFEST_DIR"), "/tests/browser/empty.html");
        self.driver.goto(page).await.expect("an empty page");
    }

    /// Opens a view and waits for nothing.
    pub async fn open_raw(&self, view: &str) {
        self.started.keep(&self.driver).await;
        self.driver.goto("about:blank").await.expect("an empty page");
        self.driver.goto(format!("{}{view}", self.base)).await.expect("the page");
        self.started.listen(&self.driver).await;
    }

    /// What a script returns.
    pub async fn ask<T: DeserializeOwned>(&self, script: &str, with: Value) -> T {
        let answer = self.driver.execute(script, vec![with]).await;
        let answer = answer.unwrap_or_else(|error| panic!("{script}: {error}"));
        answer.convert().unwrap_or_else(|error| panic!("{script}: {error}: {}", answer.json()))
    }

    /// Waits until a script returns true.
    pub async fn wait(&self, what: &str, script: &str) {
        self.wait_with(what, script, Value::Null).await;
    }

    /// Waits until a script with an argument returns true.
    pub async fn wait_with(&self, what: &str, script: &str, with: Value) {
        let began = Instant::now();
        loop {
            let answer = self.driver.execute(script, vec![with.clone()]).await;
            if matches!(&answer, Ok(answer) if *answer.json() == Value::Bool(true)) {
                return;
            }
            if began.elapsed() > PATIENCE {
                let last = answer.map(|answer| answer.json().to_string());
                panic!("waited in vain for {what}; at {}; last answer {last:?}", self.address().await);
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Waits for an element.
    pub async fn wait_for(&self, selector: &str) {
        let what = format!("an element {selector}");
        self.wait_with(&what, "return !!document.querySelector(arguments[0])", json!(selector)).await;
    }

    /// Waits until no such element is left.
    pub async fn wait_gone(&self, selector: &str) {
        let what = format!("no element {selector}");
        self.wait_with(&what, "return !document.querySelector(arguments[0])", json!(selector)).await;
    }

    /// Waits until the address has this fragment.
    pub async fn wait_address(&self, fragment: &str) {
        let what = format!("the address {fragment}");
        self.wait_with(&what, "return location.hash === arguments[0]", json!(fragment)).await;
    }

    /// The fragment of the address.
    pub async fn address(&self) -> String {
        self.ask("return location.hash", Value::Null).await
    }

    /// Clicks with the mouse, where a reader would see the element.
    pub async fn click(&self, selector: &str) {
        self.wait_for(selector).await;
        self.ask::<()>(
            "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', inline: 'nearest' })",
            json!(selector),
        )
        .await;
        let element = self.driver.find(By::Css(selector)).await.expect("it is there");
        element.click().await.unwrap_or_else(|error| panic!("{selector} cannot be clicked: {error}"));
    }

    /// Gives the first such element the focus, as a page does: no key is pressed.
    pub async fn focus(&self, selector: &str) {
        self.ask::<()>("document.querySelector(arguments[0]).focus()", json!(selector)).await;
    }

    /// Clicks at a place of the window.
    pub async fn click_at(&self, x: i64, y: i64) {
        self.driver.action_chain().move_to(x, y).click().perform().await.expect("a click");
    }

    /// Chooses an option of a select, as its event says.
    pub async fn choose(&self, name: &str, value: &str) {
        self.click(&format!("select[name={name}] option[value={value}]")).await;
    }

    /// Presses one key, wherever the focus is.
    pub async fn press(&self, key: impl Into<char>) {
        let key = key.into();
        let pressed = self.driver.action_chain().key_down(key).key_up(key).perform().await;
        pressed.unwrap_or_else(|error| panic!("the key {key:?}: {error}"));
    }

    /// Types a text, letter by letter.
    pub async fn type_text(&self, text: &str) {
        for letter in text.chars() {
            self.press(letter).await;
        }
    }

    /// Presses a key while Control is held.
    pub async fn press_with_control(&self, key: Key) {
        let (control, key) = (Key::Control.value(), key.value());
        let chain = self.driver.action_chain().key_down(control).key_down(key).key_up(key).key_up(control);
        chain.perform().await.expect("keys");
    }

    /// Presses a key while Shift is held.
    pub async fn press_with_shift(&self, key: Key) {
        let (shift, key) = (Key::Shift.value(), key.value());
        let chain = self.driver.action_chain().key_down(shift).key_down(key).key_up(key).key_up(shift);
        chain.perform().await.expect("keys");
    }

    /// Goes back in the history.
    pub async fn back(&self) {
        self.driver.back().await.expect("back");
    }

    /// Goes forward in the history.
    pub async fn forward(&self) {
        self.driver.forward().await.expect("forward");
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.started.keep(&self.driver).await;
        self.driver.refresh().await.expect("reload");
        self.started.listen(&self.driver).await;
        self.wait_for("#app[aria-busy=false] main").await;
    }

    /// The texts of all elements, as they stand in the document.
    pub async fn texts(&self, selector: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent)";
        self.ask(script, json!(selector)).await
    }

    /// The text of the first such element.
    pub async fn text(&self, selector: &str) -> String {
        let texts = self.texts(selector).await;
        texts.into_iter().next().unwrap_or_else(|| panic!("no element {selector}"))
    }

    /// An attribute of all elements.
    pub async fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0].selector)]
            .map(one => one.getAttribute(arguments[0].name) ?? '')";
        self.ask(script, json!({ "selector": selector, "name": name })).await
    }

    /// Whether the focused element matches a selector.
    pub async fn has_focus(&self, selector: &str) -> bool {
        self.ask("return document.activeElement.matches(arguments[0])", json!(selector)).await
    }

    /// Waits until a long list or matrix is drawn to its end: its rest comes after the first part is
    /// painted, and the page's foot only below a whole matrix.
    pub async fn wait_drawn(&self) {
        let drawn = "if (document.querySelector('.matrix')) return !!document.querySelector('footer');
            const said = document.querySelector('.counted')?.textContent.match(/\\d+/);
            return !said || document.querySelectorAll('.cards [data-argument]').length >= +said[0]";
        self.wait("the whole matrix, or all counted cards", drawn).await;
    }

    /// Waits until an element that matches has the focus.
    pub async fn wait_focus(&self, selector: &str) {
        let what = format!("the focus on {selector}");
        self.wait_with(&what, "return document.activeElement.matches(arguments[0])", json!(selector)).await;
    }

    /// Gives the page a screen of this size.
    pub async fn resize(&self, width: u32, height: u32) {
        self.started.resize(&self.driver, width, height).await;
        let sized = "return innerWidth === arguments[0][0] && innerHeight === arguments[0][1]";
        self.wait_with("the new size", sized, json!([width, height])).await;
    }

    /// Sets features of the medium: its type and whether it is dark.
    pub async fn medium(&self, kind: &str, scheme: &str) {
        self.prefer(kind, &[("prefers-color-scheme", scheme)]).await;
    }

    /// Sets the medium's type, and features by their names in media queries.
    pub async fn prefer(&self, kind: &str, features: &[(&str, &str)]) {
        self.started.medium(&self.driver, kind, features).await;
        // On paper browsers have a mind of their own.
        for (name, value) in features.iter().filter(|_| kind != "print") {
            let seen = "return matchMedia(`(${arguments[0]})`).matches";
            self.wait_with("the new feature", seen, json!(format!("{name}: {value}"))).await;
        }
    }

    /// Whether the page can be scrolled sideways at this width, and by what.
    pub async fn assert_no_sideways(&self, width: u32, place: &str) {
        let (wide, what): (u32, Vec<String>) = self.ask(SIDEWAYS, json!(width)).await;
        assert!(wide <= width, "{place}: the page is {wide} px wide on a screen of {width}: {what:?}");
    }

    /// The warnings, errors and uncaught exceptions in the console since this was asked last.
    pub async fn faults(&self) -> Vec<String> {
        self.started.faults(&self.driver, &self.base).await
    }

    /// Fails if the console has a warning, an error or an uncaught exception.
    pub async fn assert_no_faults(&self) {
        let faults = self.faults().await;
        assert!(faults.is_empty(), "the console says: {faults:#?}");
    }
}

const SIDEWAYS: &str = "
    const width = arguments[0];
    const out = [...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > width + 1 && !one.closest('.frame, .skip, .hidden'))
        .slice(0, 4).map(one => one.tagName + '.' + (one.getAttribute('class') ?? ''));
    return [document.documentElement.scrollWidth, out]";
