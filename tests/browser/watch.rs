//! What a test sees and does beyond a reader's hand: tabs, scripts before the page's own, its
//! worker and its caches.

use serde_json::Value;
use thirtyfour::WindowHandle;

use super::engine;
use super::helpers::Visit;

/// Notes what happens from before the page's first script on: what is said in passing, what the
/// start script tells, and how often the page was loaded in this tab.
const WATCH: &str = "
    window.told = [];
    for (const what of ['standpoint-offline', 'standpoint-update'])
        document.addEventListener(what, () => told.push(what));
    window.said = [];
    let shown = '';
    new MutationObserver(() => {
        const now = document.querySelector('.toast.shown')?.textContent ?? '';
        if (now && now !== shown) said.push(now);
        shown = now;
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    try {
        sessionStorage.loads = 1 + Number(sessionStorage.loads ?? 0);
    } catch {
        // An empty page keeps nothing.
    }";

/// As a reader does it: what Firefox' driver does instead asks the server, past the worker.
const RELOAD: &str = "window.isLeft = true; location.reload()";

/// Whether the worker runs, has this page, and has all its files.
const READY: &str = "return (async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    if (registration?.active?.state !== 'activated' || !navigator.serviceWorker.controller)
        return `the worker is ${registration?.active?.state}`;
    const code = await (await fetch('worker.js')).text().catch(() => '');
    const version = code.match(/VERSION = '(\\w+)'/)?.[1];
    const name = `standpoint ${registration.scope} ${version}`;
    if (!(await caches.keys()).includes(name)) return `no cache ${name}`;
    const files = JSON.parse(code.match(/FILES = (.*);/)[1]);
    const kept = await (await caches.open(name)).keys();
    return kept.length === files.length || `kept ${kept.map(one => one.url)}`;
})()";

impl Visit {
    /// A command of Chromium's debugging protocol.
    pub async fn devtools(&self, command: &str, with: Value) -> Value {
        engine::devtools(&self.driver, command, with).await
    }

    /// Runs a script before the page's own ones, in every page this tab loads from now on.
    pub async fn before_load(&self, script: &str) {
        self.started.before_load(&self.driver, script).await;
    }

    /// Watches this tab from its next page on.
    pub async fn watch(&self) {
        self.before_load(WATCH).await;
    }

    /// Goes to an address; the browser's reason if it shows none of its page.
    pub async fn try_to_open(&self, address: &str) -> Result<(), String> {
        self.driver.goto(address).await.map_err(|error| error.to_string())
    }

    /// Waits until the app has taken the page over.
    pub async fn wait_alive(&self) {
        self.wait_for("#app[aria-busy=false] main").await;
    }

    /// Opens the page at a view and waits for the app.
    pub async fn open_alive(&self, view: &str) {
        self.open_raw(view).await;
        self.wait_alive().await;
    }

    /// Loads the page again and waits for the app.
    pub async fn reload_alive(&self) {
        self.ask::<Value>(RELOAD, Value::Null).await;
        self.wait("the page anew", "return !window.isLeft").await;
        self.wait_alive().await;
    }

    /// Waits until the page is kept whole for later without a network.
    pub async fn wait_ready(&self) {
        self.wait("the worker with all its files", READY).await;
    }

    /// Waits until nothing of the worker is under way any more.
    pub async fn wait_settled(&self) {
        let settled = "return navigator.serviceWorker.getRegistration().then(registration =>
            !registration?.installing && registration?.active?.state === 'activated')";
        self.wait("a settled worker", settled).await;
    }

    /// Looks for a new version; true if it was taken whole, false if it was given up.
    pub async fn update(&self) -> bool {
        self.ask(
            "return (async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            const end = new Promise(done => registration.addEventListener('updatefound', () => {
                const coming = registration.installing;
                coming.addEventListener('statechange', () => done(coming.state === 'installed'), { once: true });
            }));
            await registration.update();
            return end;
            })()",
            Value::Null,
        )
        .await
    }

    /// The names of all caches, sorted.
    pub async fn caches(&self) -> Vec<String> {
        let mut names: Vec<String> = self.ask("return caches.keys()", Value::Null).await;
        names.sort();
        names
    }

    /// What was said in passing since the page was loaded.
    pub async fn said(&self) -> Vec<String> {
        self.ask("return window.said", Value::Null).await
    }

    /// Waits until something was said in passing.
    pub async fn wait_said(&self) {
        let said = "const toast = document.querySelector('.toast')?.outerHTML;
            return said.length > 0 || `told ${told}, load ${sessionStorage.loads}, now ${toast}`";
        self.wait("a word in passing", said).await;
    }

    /// What the page's start script told the app since the page was loaded.
    pub async fn told(&self) -> Vec<String> {
        self.ask("return window.told", Value::Null).await
    }

    /// How often this tab has loaded the page.
    pub async fn loads(&self) -> u32 {
        let loads: String = self.ask("return sessionStorage.loads", Value::Null).await;
        loads.parse().expect("a number")
    }

    /// The tab at hand.
    pub async fn tab(&self) -> WindowHandle {
        self.driver.window().await.expect("a tab")
    }

    /// Opens a new tab, watched, and goes to it.
    pub async fn new_tab(&self) -> WindowHandle {
        let tab = self.driver.new_tab().await.expect("a new tab");
        self.turn_to(&tab).await;
        self.watch().await;
        tab
    }

    /// Goes to a tab.
    pub async fn turn_to(&self, tab: &WindowHandle) {
        self.driver.switch_to_window(tab.clone()).await.expect("the tab");
    }
}
