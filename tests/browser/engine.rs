//! The browser engines: how each is started, and how each is told what a screen is like.
//!
//! `STANDPOINT_BROWSER` names one: chromium (if nothing is named), firefox or webkit.

use std::cell::RefCell;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command as DriverCommand, ExtensionCommand};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, ChromiumLikeCapabilities};

use super::services::{Folder, Service};

/// What draws the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    /// The engine that the environment names.
    pub fn chosen() -> Engine {
        match std::env::var("STANDPOINT_BROWSER").as_deref() {
            Err(_) | Ok("" | "chromium") => Engine::Chromium,
            Ok("firefox") => Engine::Firefox,
            Ok("webkit") => Engine::WebKit,
            Ok(other) => panic!("STANDPOINT_BROWSER is {other}; known are chromium, firefox and webkit"),
        }
    }
}

/// Whether a test must be left out because only these engines have what it needs. It is said past
/// the test runner, which swallows what a test that passes prints.
pub fn skipped(unless: &[Engine], needs: &str) -> bool {
    let skip = !unless.contains(&Engine::chosen());
    if skip {
        let name = std::thread::current().name().unwrap_or_default().to_owned();
        writeln!(std::io::stderr(), "skipped: {name} needs {needs}").ok();
    }
    skip
}

/// A running driver of the chosen engine.
pub struct Driver {
    pub engine: Engine,
    service: Service,
    desktop: Option<Desktop>,
    /// What went wrong in pages that were left.
    noted: RefCell<Vec<String>>,
    /// Scripts that Firefox runs before those of a page, in every tab.
    placed: RefCell<Vec<String>>,
}

const HELP: &str = "Install the browsers and their drivers with: make setup-browsers";

impl Driver {
    /// Starts the driver. Firefox' and WebKit's hold one session each, so every reader has a driver.
    pub fn start() -> Driver {
        let engine = Engine::chosen();
        let desktop = (engine == Engine::WebKit).then(Desktop::start);
        let service = match &desktop {
            None if engine == Engine::Chromium => {
                Service::start(Command::new("chromedriver").arg("--port=0"), HELP, |line| {
                    let port = line.split("started successfully on port ").nth(1)?;
                    Some(format!("http://127.0.0.1:{}", port.trim_end_matches('.')))
                })
            }
            None => {
                let mut command = Command::new("geckodriver");
                // The media of a page are set from within the browser itself.
                command.args(["--port=0", "--allow-system-access"]).env("MOZ_CRASHREPORTER_DISABLE", "1");
                Service::start(&mut command, HELP, |line| {
                    line.split("Listening on ").nth(1).map(|place| format!("http://{}", place.trim()))
                })
            }
            Some(desktop) => {
                let mut command = Command::new("WebKitWebDriver");
                command.arg("--port=0").env("DISPLAY", &desktop.screen.address);
                for kept in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
                    command.env(kept, desktop.folder.path());
                }
                // Nobody listens to an accessibility bus there; looking for one takes time.
                command.envs([("NO_AT_BRIDGE", "1"), ("GTK_A11Y", "none")]);
                Service::start_silent(&mut command, HELP)
            }
        };
        Driver { engine, service, desktop, noted: RefCell::default(), placed: RefCell::default() }
    }

    /// Opens a browser with a window as large as the others' in every engine.
    pub async fn open(&self) -> WebDriver {
        let wanted = capabilities(self.engine).expect("capabilities");
        let driver = WebDriver::new(&self.service.address, wanted).await.expect("a browser session");
        if self.engine != Engine::Chromium {
            self.resize(&driver, 1366, 757).await;
        }
        driver
    }

    /// Gives the page a screen of this size; the window may take a moment.
    pub async fn resize(&self, driver: &WebDriver, width: u32, height: u32) {
        match self.engine {
            Engine::Chromium => {
                let size =
                    json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                devtools(driver, "Emulation.setDeviceMetricsOverride", size).await;
            }
            Engine::Firefox => {
                ask_firefox(driver, FIREFOX_SIZE, json!([width, height])).await;
            }
            Engine::WebKit => {
                // The page has what the window's bar leaves of it.
                let bar = driver.execute("return outerHeight - innerHeight", vec![]).await.expect("a window");
                let bar = bar.json().as_u64().expect("a height") as u32;
                driver.set_window_rect(0, 0, width, height + bar).await.expect("a size");
            }
        }
    }

    /// Sets features of the medium: its type ("" is the screen), and those that media queries ask
    /// for, by their names there. What is not named is as by default.
    pub async fn medium(&self, driver: &WebDriver, kind: &str, features: &[(&str, &str)]) {
        match (self.engine, &self.desktop) {
            (Engine::Chromium, _) => {
                let features = features.iter().map(|(name, value)| json!({ "name": name, "value": value }));
                let medium = json!({ "media": kind, "features": features.collect::<Value>() });
                devtools(driver, "Emulation.setEmulatedMedia", medium).await;
            }
            (Engine::Firefox, _) => {
                ask_firefox(driver, FIREFOX_MEDIUM, json!([kind, features])).await;
            }
            (_, Some(desktop)) => {
                desktop.set(features);
                // No way leads to WebKit's print medium; so the rules for it are made to apply,
                // until the page is loaded again.
                if kind == "print" {
                    driver.execute(WEBKIT_PRINT, vec![]).await.expect("the rules for print");
                }
            }
            (_, None) => unreachable!("WebKit has a desktop"),
        }
    }

    /// Runs a script before those of every page that is loaded from now on.
    pub async fn before_load(&self, driver: &WebDriver, script: &str) {
        match self.engine {
            Engine::Chromium => {
                devtools(driver, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
            }
            Engine::Firefox => {
                if !self.placed.borrow().iter().any(|placed| placed == script) {
                    self.placed.borrow_mut().push(script.to_owned());
                    ask_firefox(driver, FIREFOX_FIRST, json!(script)).await;
                }
            }
            Engine::WebKit => panic!("a test with scripts before the page's own must say what it needs"),
        }
    }

    /// Notes from now on what goes wrong in the page, where the driver has no log.
    pub async fn listen(&self, driver: &WebDriver) {
        if self.engine != Engine::Chromium {
            driver.execute(LISTEN, vec![]).await.expect("a listener");
        }
    }

    /// Keeps what was noted, before the page is left.
    pub async fn keep(&self, driver: &WebDriver) {
        if self.engine != Engine::Chromium {
            let noted = driver.execute("return window.faults?.splice(0) ?? []", vec![]).await;
            let noted: Vec<String> = noted.and_then(|noted| noted.convert()).expect("a list of faults");
            self.noted.borrow_mut().extend(noted);
        }
    }

    /// The warnings, errors and uncaught exceptions since this was asked last.
    pub async fn faults(&self, driver: &WebDriver, base: &str) -> Vec<String> {
        if self.engine == Engine::Chromium {
            let log = driver.browser_log().await.expect("the console").into_iter();
            let faults = log.filter(|entry| entry.level == "SEVERE" || entry.level == "WARNING");
            return faults.map(|entry| format!("{}: {}", entry.level, entry.message)).collect();
        }
        self.keep(driver).await;
        let mut faults = self.noted.take();
        if self.engine == Engine::Firefox {
            let log = ask_firefox(driver, FIREFOX_LOG, json!(base)).await;
            faults.extend(log.as_array().into_iter().flatten().map(Value::to_string));
        }
        faults
    }
}

/// Neither Firefox nor WebKit tells its driver what the console says. What comes before this, at the
/// very start, shows in that the page does not start.
const LISTEN: &str = "
    if (window.faults) return;
    const faults = window.faults = [];
    for (const level of ['warn', 'error']) {
        const say = console[level];
        console[level] = (...all) => { faults.push(level + ': ' + all.join(' ')); say.apply(console, all); };
    }
    // What a test itself says to the page is none.
    addEventListener('error', ({ isTrusted, message, target }) => {
        if (isTrusted) faults.push('error: ' + (message ?? target.outerHTML));
    }, true);
    addEventListener('unhandledrejection', event => faults.push('rejected: ' + event.reason));
    addEventListener('securitypolicyviolation', event => faults.push('refused: ' + event.violatedDirective));
    for (const one of performance.getEntriesByType('resource'))
        if (one.responseStatus >= 400) faults.push(one.responseStatus + ': ' + one.name)";

/// What Firefox says of the page: exceptions, what a policy refuses; nothing of its own. A script that
/// runs while its page is left it stops "by timeout", however short it ran.
const FIREFOX_LOG: &str = "
    const all = Services.console.getMessageArray().map(String);
    Services.console.reset();
    const isLeft = 'Script terminated by timeout';
    return all.filter(said => said.includes(arguments[0]) && !said.includes(isLeft))";

/// A command of Chromium's debugging protocol, which the other engines do not speak.
pub async fn devtools(driver: &WebDriver, command: &str, with: Value) -> Value {
    assert_eq!(Engine::chosen(), Engine::Chromium, "a test with {command} must say that it needs Chromium");
    driver.cdp().send_raw(command, with).await.expect("a devtools command")
}

fn capabilities(engine: Engine) -> WebDriverResult<Capabilities> {
    match engine {
        Engine::Chromium => chromium(),
        Engine::Firefox => {
            let mut wanted = Capabilities::new();
            // Nothing may ask the network at its start.
            let quiet = json!({
                "app.normandy.enabled": false,
                "messaging-system.rsexperimentloader.enabled": false,
                "browser.newtabpage.enabled": false,
                "intl.accept_languages": "en",
                // Automation lets pages from files read their neighbours; readers' browsers do not.
                "security.fileuri.strict_origin_policy": true,
            });
            wanted.set("moz:firefoxOptions", json!({ "args": ["-headless"], "prefs": quiet }))?;
            Ok(wanted)
        }
        Engine::WebKit => {
            let mut wanted = Capabilities::new();
            // A bar that lies over the page swallows clicks at its edge.
            wanted.set("webkitgtk:browserOptions", json!({ "useOverlayScrollbars": false }))?;
            Ok(wanted)
        }
    }
}

fn chromium() -> WebDriverResult<Capabilities> {
    let mut wanted = DesiredCapabilities::chrome();
    wanted.set_binary(&program("chromium").to_string_lossy())?;
    for flag in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1366,900",
        "--lang=en",
    ] {
        wanted.add_arg(flag)?;
    }
    wanted.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    Ok(wanted.into())
}

/// A program, wherever the system keeps it.
fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("{name} is not in PATH. {HELP}"))
}

/// What a script returns that has Firefox' own rights.
async fn ask_firefox(driver: &WebDriver, script: &str, with: Value) -> Value {
    let set = |context| driver.cmd(DriverCommand::ExtensionCommand(Box::new(FirefoxContext(context))));
    set("chrome").await.expect("Firefox from within");
    let answer = driver.execute(script, vec![with]).await;
    set("content").await.expect("the page again");
    answer.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
}

/// Whom the scripts that follow belong to: the page ("content") or the browser ("chrome").
#[derive(Debug)]
struct FirefoxContext(&'static str);

impl ExtensionCommand for FirefoxContext {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "context": self.0 }))
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/moz/context".into()
    }
}

/// Windows of Firefox have a least width, so not the window but the page in it is made narrow.
const FIREFOX_SIZE: &str = "
    const [width, height] = arguments[0].map(size => size + 'px');
    Object.assign(gBrowser.selectedBrowser.style,
        { flex: 'none', minWidth: width, maxWidth: width, width, minHeight: height, maxHeight: height, height })";

const FIREFOX_FIRST: &str = "
    const frame = `addEventListener('DOMWindowCreated', ({ target: { defaultView } }) => {
        const place = new Cu.Sandbox(defaultView, { sandboxPrototype: defaultView, wantXrays: false });
        Cu.evalInSandbox(${JSON.stringify(arguments[0])}, place);
    }, true)`;
    Services.mm.loadFrameScript('data:,' + encodeURIComponent(frame), true)";

const FIREFOX_MEDIUM: &str = "
    const [kind, features] = arguments[0];
    const wanted = new Map(features);
    const context = gBrowser.selectedBrowser.browsingContext;
    context.mediumOverride = kind;
    context.prefersColorSchemeOverride = wanted.get('prefers-color-scheme') ?? 'none';
    context.prefersReducedMotionOverride = wanted.get('prefers-reduced-motion') ?? 'none';
    context.forcedColorsOverride = wanted.get('forced-colors') ?? 'none'";

const WEBKIT_PRINT: &str = "
    const apply = rules => {
        for (const rule of rules) {
            if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';
            if (rule.cssRules) apply(rule.cssRules);
        }
    };
    for (const sheet of document.styleSheets) apply(sheet.cssRules)";

/// A desktop for WebKit, which cannot do without a screen and follows the desktop's settings.
struct Desktop {
    screen: Service,
    settings: Service,
    /// Where the settings are, and what the browser keeps.
    folder: Folder,
}

impl Desktop {
    fn start() -> Desktop {
        let folder = Folder::new();
        // The window's bar would keep the window wider than a phone.
        fs::create_dir(folder.path().join("gtk-3.0")).expect("a folder for a style");
        fs::write(folder.path().join("gtk-3.0/gtk.css"), NARROW_BAR).expect("the bar's style");
        let file = folder.path().join("settings");
        fs::write(&file, SETTINGS).expect("the desktop's settings");
        let mut screen = Command::new("Xvfb");
        screen.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
        let screen = Service::start(&mut screen, HELP, |line| Some(format!(":{}", line.trim())));
        let mut settings = Command::new("xsettingsd");
        settings.arg("-c").arg(&file).env("DISPLAY", &screen.address);
        Desktop { settings: Service::start_alone(&mut settings, HELP), screen, folder }
    }

    fn set(&self, features: &[(&str, &str)]) {
        let mut settings = SETTINGS.to_owned();
        for feature in features {
            settings += match feature {
                ("prefers-color-scheme", "dark") => "Net/ThemeName \"Adwaita-dark\"\n",
                ("prefers-color-scheme", _) => "Net/ThemeName \"Adwaita\"\n",
                ("prefers-reduced-motion", "reduce") => "Gtk/EnableAnimations 0\n",
                ("prefers-reduced-motion", _) => "Gtk/EnableAnimations 1\n",
                other => panic!("no desktop has a setting for {other:?}"),
            };
        }
        fs::write(self.folder.path().join("settings"), settings).expect("the desktop's settings");
        self.settings.reload();
    }
}

const SETTINGS: &str = "Gtk/CursorBlink 0\n";
const NARROW_BAR: &str = "* { min-width: 0; min-height: 0; margin: 0; padding: 0; border: 0; font-size: 1px }
    image { -gtk-icon-transform: scale(0.1) }\n";
