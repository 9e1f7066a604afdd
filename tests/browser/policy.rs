//! The page's own policy: what it forbids is refused, on hosts that say nothing of it too, and nothing
//! the app does is forbidden.

use std::path::Path;

use serde_json::{Value, json};

use super::counts::{Counts, text};
use super::engine::{Engine, skipped};
use super::helpers::{Visit, browse};
use super::services::{self, serve};
use super::site::{Answer, Host, Site};

const NEEDS: &str = "scripts before the page's own";

/// What an intruder in the page would try: a name, a script, and the directive of the policy that
/// forbids it. `elsewhere` is another origin; what runs calls `ran`. `TT` are Trusted Types.
const TT: &str = "require-trusted-types-for";
const ATTACKS: [(&str, &str, &str); 33] = [
    ("a script's text", "const one = make('script'); one.append('ran()'); document.body.append(one)", TT),
    ("a script's text at once", "make('script').textContent = 'ran()'", TT),
    ("a foreign script", "make('script', { src: elsewhere + '/x.js' })", TT),
    ("a foreign module", "import(elsewhere + '/x.js').catch(() => {})", "script-src-elem"),
    ("a handler", "make('i').setAttribute('onclick', 'ran()')", TT),
    ("a link that runs", "make('a', { href: 'javascript:ran()' }).click()", "script-src-elem"),
    ("eval", "eval('ran()')", TT),
    ("a function from text", "new Function('ran()')()", TT),
    ("a timer from text", "setTimeout('ran()')", TT),
    ("markup", "document.body.innerHTML = '<img src=x onerror=ran()>'", TT),
    ("markup around", "document.body.lastChild.outerHTML = '<b>x</b>'", TT),
    ("markup beside", "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')", TT),
    ("markup unsafe", "document.body.setHTMLUnsafe('<b>x</b>')", TT),
    ("markup written", "document.write('<b>x</b>')", TT),
    ("markup parsed", "new DOMParser().parseFromString('<b>x</b>', 'text/html')", TT),
    ("a range of markup", "new Range().createContextualFragment('<b>x</b>')", TT),
    ("a frame of markup", "make('iframe').srcdoc = '<b>x</b>'", TT),
    ("a worker", "new Worker(elsewhere + '/x.js')", TT),
    (
        "another worker of the page's own",
        "navigator.serviceWorker.register('./icon.svg').catch(() => {})",
        TT,
    ),
    ("another policy", "trustedTypes.createPolicy('more', {})", "trusted-types"),
    ("the policy anew", "trustedTypes.createPolicy('default', {})", "trusted-types"),
    ("a foreign fetch", "fetch(elsewhere).catch(() => {})", "connect-src"),
    ("a foreign socket", "new WebSocket(elsewhere.replace('http', 'ws'))", "connect-src"),
    ("foreign events", "new EventSource(elsewhere)", "connect-src"),
    ("a beacon", "navigator.sendBeacon(elsewhere, 'x')", "connect-src"),
    ("a foreign picture", "make('img', { src: elsewhere + '/x.png' })", "img-src"),
    ("a foreign frame", "make('iframe', { src: elsewhere })", "frame-src"),
    ("a foreign object", "make('object', { data: elsewhere + '/x' })", TT),
    ("a foreign style", "make('link', { rel: 'stylesheet', href: elsewhere + '/x.css' })", "style-src-elem"),
    ("a style's text", "const one = make('style'); one.append('body { color: red }')", "style-src-elem"),
    ("an element's style", "document.body.setAttribute('style', 'color: red')", "style-src-attr"),
    (
        "a form",
        "const one = make('form', { action: './', method: 'post' }); one.requestSubmit()",
        "form-action",
    ),
    ("another base", "document.head.append(make('base', { href: elsewhere + '/' }))", "base-uri"),
];

/// Tries one and waits until a violation is reported. It runs in a task of the page's own: what the
/// driver runs may do more.
const TRY: &str = "
    const [elsewhere, script] = arguments[0];
    window.ran = () => { window.hasRun = true; };
    window.make = (tag, properties = {}) => {
        const one = document.createElement(tag);
        document.body.append(one);
        return Object.assign(one, properties);
    };
    window.elsewhere = elsewhere;
    return new Promise(done => {
        document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective), { once: true });
        setTimeout(() => {
            try {
                ATTACK
            } catch (error) {
                window.thrown = error.name;
            }
        });
    })";

/// The page as hosts serve it: with its headers, and by one that knows nothing of it.
fn on_both_hosts(does: impl AsyncFn(&Visit)) {
    let served = serve(&services::dist());
    let plain = Host::start(&services::dist(), 0, |_, _| Answer::Whole);
    for address in [&served.address, &plain.address] {
        browse(address, 1, async |readers| does(&readers[0]).await);
    }
}

#[test]
fn what_an_intruder_would_do_is_refused() {
    if skipped(&[Engine::Chromium], "Trusted Types as Chromium reports them") {
        return;
    }
    let elsewhere = Host::start(Site::empty().path("").as_path(), 0, |_, _| Answer::Whole);
    on_both_hosts(async |reader| {
        reader.open_alive("").await;
        reader.wait_ready().await;
        for (name, script, directive) in ATTACKS {
            let attempt = TRY.replace("ATTACK", script);
            let refused: String = reader.ask(&attempt, json!([elsewhere.address, script])).await;
            assert_eq!(refused, directive, "{name}");
        }
        let (ran, color, base): (bool, String, String) = reader
            .ask(
                "return [!!window.hasRun, getComputedStyle(document.body).color, document.baseURI.split('#')[0]]",
                Value::Null,
            )
            .await;
        assert!(!ran, "something ran");
        assert_ne!(color, "rgb(255, 0, 0)", "a style was taken");
        assert_eq!(base, reader.base, "the base is another");
        assert!(reader.texts("body > b, img[onerror]").await.is_empty(), "markup was taken");
        let inner = "return [...document.querySelectorAll('iframe')].map(one => one.contentDocument?.body.innerText ?? '')";
        let frames: Vec<String> = reader.ask(inner, Value::Null).await;
        assert!(frames.iter().all(|text| !text.contains('x')), "a frame has markup: {frames:?}");
        // Each was told to the console.
        assert!(reader.faults().await.len() >= ATTACKS.len());
    });
    assert_eq!(elsewhere.asked(), [""; 0], "another origin was asked");
}

#[test]
fn no_other_page_shows_it_in_a_frame() {
    if skipped(&[Engine::Chromium], "Chromium's own page for a refused frame") {
        return;
    }
    let page = serve(&services::dist());
    let around = Site::empty();
    let frame = format!("<!doctype html><title>Around</title><iframe src=\"{}/\"></iframe>", page.address);
    super::site::write(&around.path("index.html"), frame);
    let host = Host::start(&around.path(""), 0, |_, _| Answer::Whole);
    browse(&host.address, 1, async |readers| {
        let reader = &readers[0];
        reader.open_raw("").await;
        reader.wait("the frame", "return document.readyState === 'complete'").await;
        reader.driver.enter_frame(0).await.expect("a frame");
        let shown: String = reader.ask("return document.URL", Value::Null).await;
        assert!(shown.starts_with("chrome-error:"), "the frame shows {shown}");
        let told = reader.faults().await;
        assert!(told.iter().any(|line| line.contains("frame-ancestors")), "{told:?}");
    });
}

/// Where the page's head has its policy, and what could come before it.
#[test]
fn the_policy_stands_before_whatever_it_is_for() {
    let page = std::fs::read_to_string(Path::new(&services::dist()).join("index.html")).expect("the page");
    let at = |what: &str| page.find(what).unwrap_or_else(|| panic!("no {what}"));
    let policy = at("http-equiv=\"Content-Security-Policy\"");
    for later in ["<script", "<link", "<style", "<body", "<img"] {
        assert!(page.find(later).is_none_or(|at| at > policy), "{later} stands before the policy");
    }
}

/// Everything a reader does in the app, one after the other.
async fn walk(reader: &Visit) {
    let counts = Counts::new();
    let (source, row) = (counts.source_names()[0].clone(), text(&counts.book("propositions")[0], "id"));
    reader.open_alive("").await;
    reader.wait_ready().await;
    for place in [
        "table.matrix td[data-row]:has(.number)",
        "#panel > .close",
        &format!("table.matrix th[data-row='{row}']"),
        "#panel > .close",
        &format!("table.matrix th[data-column='{source}']"),
        "#panel > .close",
        "table.matrix [data-fold]",
    ] {
        reader.click(place).await;
    }
    reader.choose("columns", "quarters").await;
    reader.choose("rows", "holders").await;
    reader.choose("order", "contested").await;
    reader.click(".nav a[href^='#/arguments']").await;
    reader.wait_drawn().await;
    reader.choose("group", "issue").await;
    reader.choose("sort", "date").await;
    reader.click(&format!(".facets input[value='{source}']")).await;
    reader.click("#search").await;
    reader.type_text("sanctoins").await;
    reader.wait("the search in the address", "return location.hash.includes('q=sanctoins')").await;
    reader.wait_drawn().await;
    reader.open_alive("#/sources").await;
    reader.click(&format!("[data-source='{source}'] .actions a")).await;
    reader.click("textarea[name=copy]").await;
    reader.type_text("A copy that is none.").await;
    reader.click("form[data-copy-of] [type=submit]").await;
    reader.wait_for(".own-copy .tally").await;
    reader.click("[data-do=close-copy]").await;
    reader.click("[data-source] .actions [data-do=cite]").await;
    reader.click("dialog[open] [data-do=copy-text]").await;
    reader.click("dialog[open] .close").await;
    reader.click("[data-do=cite-view]").await;
    reader.click("dialog[open] .close").await;
    reader.click("[data-do=keys]").await;
    reader.click("dialog[open] .close").await;
    reader.click("[data-do=share]").await;
    for _ in 0..3 {
        reader.click("[data-do=theme]").await;
    }
    reader.click(".nav a[href^='#/codebook']").await;
    reader.wait_for("main.codebook").await;
    for kind in ["print", "screen"] {
        for scheme in ["dark", "light"] {
            reader.medium(kind, scheme).await;
        }
    }
    reader.resize(360, 740).await;
    reader.open_alive("#/arguments?nonsense=1").await;
    reader.click("[data-do=understood]").await;
    reader.click(".drawer-button").await;
}

#[test]
fn nothing_the_app_does_is_forbidden() {
    if skipped(&[Engine::Chromium, Engine::Firefox], NEEDS) {
        return;
    }
    on_both_hosts(async |reader| {
        // Each page loaded has a list of its own, so the tab keeps them all.
        reader
            .before_load(
                "addEventListener('securitypolicyviolation', event => {
                    const kept = JSON.parse(sessionStorage.refused ?? '[]');
                    kept.push([event.effectiveDirective, event.blockedURI, event.sample, event.sourceFile].join(' '));
                    sessionStorage.refused = JSON.stringify(kept);
                })",
            )
            .await;
        walk(reader).await;
        let refused: Vec<String> =
            reader.ask("return JSON.parse(sessionStorage.refused ?? '[]')", Value::Null).await;
        assert_eq!(refused, [""; 0], "refused of the app's own");
    });
}
