//! The page itself: what stands in it before, and without, scripts.

use serde_json::{Value, json};
use standpoint::corpus::{Corpus, cite, packed};
use standpoint::link::View;
use standpoint::markup::{
    Around, Element, Extent, Library, Node, Shown, el, failure, opening, screen, unscripted, words,
};

use super::headers::POLICY;

/// A file that the page starts, by its address and the digest of its bytes, which its worker knows of all.
pub struct Asset {
    /// Where it is, from the page.
    pub address: String,
    /// Its digest as `integrity` has it.
    pub integrity: String,
}

/// What a page is made of.
pub struct Parts {
    /// The start script.
    pub boot: Asset,
    /// The program's glue.
    pub glue: Asset,
    /// The program.
    pub wasm: Asset,
    /// The styles.
    pub style: Asset,
    /// The second program's start script, and the styles of what only it draws.
    pub engine: [Asset; 2],
    /// The address at which the page will be published, if that is known, with a slash at its end.
    pub address: Option<String>,
    /// Whether it is meant for readers: with its policy, and kept for later without a network.
    pub release: bool,
}

/// Puts head and body into the template.
pub fn page(template: &str, library: &Library, parts: &Parts) -> Result<String, String> {
    // What told Trunk which program to build, or us what stands where, tells a browser nothing.
    let is_note = |line: &str| line.starts_with("<!-- ") && !line.starts_with("<!-- {");
    let mut page: String = template
        .lines()
        .map(str::trim)
        .filter(|line| !line.contains("data-trunk") && !line.is_empty() && !is_note(line))
        .map(|line| format!("{line}\n"))
        .collect();
    for (mark, html) in
        [("<!-- {head} -->", head(&library.corpus, parts)), ("<!-- {body} -->", body(library))]
    {
        if !page.contains(mark) {
            return Err(format!("index.html: it has no place {mark}"));
        }
        page = page.replacen(mark, &html, 1);
    }
    Ok(page)
}

/// Several pieces of markup as HTML, a line each.
fn lines(nodes: impl IntoIterator<Item = Element>) -> String {
    nodes.into_iter().map(|node| Node::from(node).to_html()).collect::<Vec<_>>().join("\n")
}

fn head(corpus: &Corpus, parts: &Parts) -> String {
    let meta = |name: &str, content: &str| el("meta").attr("name", name).attr("content", content);
    let property = |name: &str, content: &str| el("meta").attr("property", name).attr("content", content);
    let link = |rel: &str, href: &str| el("link").attr("rel", rel).attr("href", href);
    let title = words::title(View::default().page, &corpus.title);
    let description = words::description(corpus);
    let at = |file: &str| format!("{}{file}", parts.address.as_deref().unwrap_or("./"));
    let policy = el("meta").attr("http-equiv", "Content-Security-Policy").attr("content", POLICY);
    let canonical = parts.address.as_deref().map(|address| link("canonical", address));
    let address = parts.address.as_deref().map(|address| property("og:url", address));
    // Browsers give no digests of what a page beside it in a folder loads: so these two have none, and a
    // page opened from a file is styled and can say what it lacks.
    let boot = el("script")
        .attr("src", parts.boot.address.as_str())
        .attr("data-glue", parts.glue.address.as_str())
        .attr("data-wasm", parts.wasm.address.as_str())
        .attr("data-integrity", parts.wasm.integrity.as_str())
        .attr("data-engine", parts.engine[0].address.as_str())
        .attr("data-style", parts.engine[1].address.as_str())
        .maybe("data-worker", parts.release.then(|| "./worker.js".to_owned()));
    let head = [
        parts.release.then_some(policy),
        Some(el("title").with(title.as_str())),
        Some(meta("description", &description)),
        canonical,
        // The script's import takes the glue's digest from here, so this stands before it.
        Some(link("modulepreload", &parts.glue.address).attr("integrity", parts.glue.integrity.as_str())),
        // A script waits for the styles that stand before it.
        Some(boot),
        Some(link("stylesheet", &parts.style.address)),
        Some(link("icon", "./icon.svg").attr("type", "image/svg+xml")),
        // The one whose ground fills its square: that system paints what is transparent black.
        Some(link("apple-touch-icon", "./icon-maskable.png")),
        Some(link("manifest", "./manifest.webmanifest")),
        Some(meta("theme-color", "#ffffff").attr("media", "(prefers-color-scheme: light)")),
        Some(meta("theme-color", "#201f1d").attr("media", "(prefers-color-scheme: dark)")),
        Some(property("og:type", "website")),
        Some(property("og:title", &title)),
        Some(property("og:description", &description)),
        Some(property("og:image", &at("card.png"))),
        Some(property("og:image:alt", &words::card_alt(corpus))),
        address,
        Some(meta("twitter:card", "summary_large_image")),
    ];
    lines(head.into_iter().flatten())
}

fn body(library: &Library) -> String {
    let shown = Shown::new(library, View::default());
    let scene = shown.scene(library);
    let drawn = el("div").class("screen").with_all(screen(&scene, &Around::default(), &[], &Extent::FIRST));
    let app = el("div").attr("id", "app").with(drawn);
    let data =
        |kind: &str, id: &str, text: &str| format!("<script type=\"{kind}\" id=\"{id}\">{text}</script>");
    // As JSON has it, so that no text can end the element.
    let linked = linked_data(&library.corpus).to_string().replace('<', "\\u003c");
    [
        // As a `noscript`: where scripts run, a browser steps over it as text. As elements beside
        // the app it doubled the time to an interactive page.
        lines([app, opening(), failure(), el("noscript").with(unscripted(&scene))]),
        data("text/plain", "corpus", &packed::pack(&library.corpus)),
        data("application/ld+json", "linked-data", &linked),
    ]
    .join("\n")
}

/// The corpus in the vocabulary of schema.org: a data set, its documents, and its authors' claims.
fn linked_data(corpus: &Corpus) -> Value {
    let work = |at: usize| format!("#source-{at}");
    let documents = corpus.sources.iter().enumerate().map(|(at, source)| {
        json!({
            "@type": "CreativeWork", "@id": work(at),
            "name": source.record.title, "author": cite::authors(&source.record),
            "datePublished": source.date.map(|date| date.to_string()), "url": source.record.url,
        })
    });
    let claims = corpus.arguments.entries().map(|(id, argument)| {
        let holder = corpus.is_reported(id).then(|| corpus.holder_label(argument.holder));
        json!({ "@type": "Claim", "text": argument.claim, "author": holder,
            "appearance": { "@id": work(argument.source.index()) } })
    });
    let people = |names: &[String]| -> Vec<Value> {
        names.iter().map(|name| json!({ "@type": "Person", "name": name })).collect()
    };
    let mut value = json!({
        "@context": "https://schema.org", "@type": "Dataset",
        "name": corpus.title, "description": words::description(corpus), "version": corpus.version,
        "datePublished": corpus.issued, "license": format!("https://spdx.org/licenses/{}.html", corpus.licence),
        "inLanguage": corpus.language, "creator": people(&corpus.coders), "isAccessibleForFree": true,
        "distribution": {
            "@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": "./corpus.json",
        },
        "isBasedOn": documents.collect::<Vec<_>>(), "hasPart": claims.collect::<Vec<_>>(),
    });
    leave_out_nothing(&mut value);
    value
}

/// Takes out fields that have no value.
fn leave_out_nothing(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null() && field != "");
            fields.values_mut().for_each(leave_out_nothing);
        }
        Value::Array(rows) => rows.iter_mut().for_each(leave_out_nothing),
        _ => {}
    }
}
