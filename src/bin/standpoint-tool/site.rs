//! A site in its folder: the page with a corpus in it, and everything around the program. Files are
//! named after their bytes; the page and its worker know them by digest.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest, Sha256};
use standpoint::corpus::Corpus;
use standpoint::link::{Page, View};
use standpoint::markup::{Library, turn_to, words};

use super::page::{Asset, Parts};
use super::{as_one, files, headers, licences, page, pictures, texts};

/// The folder of files whose names change with their bytes.
pub const ASSETS: &str = "assets";

/// What the page needs to run: what its worker keeps.
struct Kept {
    folder: PathBuf,
    /// Addresses from the page, and digests.
    files: Vec<(String, String)>,
    /// Those that are kept only once they were needed.
    later: Vec<(String, String)>,
}

/// The digest of some bytes as `integrity` has it.
fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", base64(&Sha256::digest(bytes)))
}

/// Base 64 of RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let sign = char::from(SIGNS[(bits >> (18 - 6 * at)) as usize & 63]);
            out.push(if at <= group.len() { sign } else { '=' });
        }
    }
    out
}

/// The first digits of a digest, for names.
fn short(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl Kept {
    /// Writes a file that the page needs.
    fn write(&mut self, address: &str, bytes: &[u8]) -> Result<Asset, String> {
        let path = self.folder.join(address.trim_start_matches("./"));
        files::write(&path, bytes)?;
        let asset = Asset { address: address.to_owned(), integrity: integrity(bytes) };
        self.files.push((asset.address.clone(), asset.integrity.clone()));
        Ok(asset)
    }

    /// Writes a file that only some readers need, under a name that has its bytes' digest in it.
    fn write_later(&mut self, stem: &str, extension: &str, bytes: &[u8]) -> Result<Asset, String> {
        let asset = self.write_named(stem, extension, bytes)?;
        self.later.extend(self.files.pop());
        Ok(asset)
    }

    /// Writes a file under a name that has its bytes' digest in it.
    fn write_named(&mut self, stem: &str, extension: &str, bytes: &[u8]) -> Result<Asset, String> {
        self.write(&format!("./{ASSETS}/{stem}-{}.{extension}", short(bytes)), bytes)
    }
}

/// Styles or a script without the lines that are only comments, and without indentation.
pub fn squeeze(text: &str) -> String {
    let mut in_comment = false;
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        in_comment &= !line.contains("*/");
    }
    out
}

pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

pub fn read_text(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

/// What a site is made of.
pub struct Site<'a> {
    /// The program.
    pub wasm: Vec<u8>,
    /// What joins it to the browser.
    pub glue: Vec<u8>,
    /// The second program, for large corpora, and what joins it to the browser.
    pub engine: [Vec<u8>; 2],
    /// The page with places for its head and body.
    pub template: String,
    /// The corpus's folder or file.
    pub corpus: &'a Path,
    /// The address at which it will be published, if that is known.
    pub address: Option<String>,
    /// Whether it is meant for readers; else for the one who works on it.
    pub release: bool,
}

/// Makes a folder, and those around it.
pub fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

impl Site<'_> {
    /// Writes the site into a folder.
    ///
    /// # Errors
    /// The corpus has errors (each is told with its place), the address is none, or a file cannot
    /// be read or written.
    pub fn write(&self, folder: &Path) -> Result<(), String> {
        let written = files::sound(self.corpus)?;
        let whole = as_one(&written)?;
        let corpus = Corpus::new("corpus", written).map_err(|error| error.to_string())?;
        let library = Library::new(corpus, texts::nfkd);
        make(&folder.join(ASSETS))?;
        let mut kept = Kept { folder: folder.to_owned(), files: Vec::new(), later: Vec::new() };
        let parts = Parts {
            boot: kept.write_named("boot", "js", squeeze(&read_text("web/boot.js")?).as_bytes())?,
            glue: kept.write_named("standpoint", "js", &self.glue)?,
            wasm: kept.write_named("standpoint", "wasm", &self.wasm)?,
            style: kept.write_named("style", "css", style(Path::new("style"))?.as_bytes())?,
            engine: self.engine(&mut kept)?,
            address: self.address.clone().map(address).transpose()?,
            release: self.release,
        };
        let html = page::page(&self.template, &library, &parts)?;
        files::write(&folder.join("index.html"), &html)?;
        // A host may lead index.html to its folder, and a led answer cannot answer a navigation.
        kept.files.push(("./".into(), integrity(html.as_bytes())));
        kept.write("./icon.svg", &read(Path::new("web/icon.svg"))?)?;
        for (name, picture) in pictures::icons() {
            kept.write(&format!("./{name}"), &picture?)?;
        }
        kept.write("./manifest.webmanifest", manifest(&library.corpus).as_bytes())?;
        files::write(&folder.join("card.png"), pictures::card(&library)?)?;
        files::write(&folder.join("corpus.json"), whole)?;
        if self.release {
            files::write(&folder.join("worker.js"), worker(&kept)?)?;
            files::write(&folder.join("licences.txt"), licences::text()?)?;
            files::write(&folder.join("_headers"), headers::for_pages())?;
            let hosting = folder.join("hosting");
            make(&hosting)?;
            files::write(&hosting.join("nginx.conf"), headers::for_nginx())?;
            files::write(&hosting.join("Caddyfile"), headers::for_caddy())?;
        }
        Ok(())
    }
}

impl Site<'_> {
    /// Writes the second program: its start script, and the styles of what only it draws.
    fn engine(&self, kept: &mut Kept) -> Result<[Asset; 2], String> {
        let [wasm, glue] = &self.engine;
        let wasm = kept.write_later("engine", "wasm", wasm)?;
        let glue = kept.write_later("engine", "js", glue)?;
        // Its files lie beside it.
        let beside = |asset: &Asset| asset.address.replace(&format!("./{ASSETS}/"), "./");
        let script = squeeze(&read_text("web/engine.js")?)
            .replace("{glue}", &beside(&glue))
            .replace("{wasm}", &beside(&wasm))
            .replace("{integrity}", &wasm.integrity);
        let mut styles = String::new();
        for file in ["sight.css", "large.css", "map.css", "door.css"] {
            styles += &squeeze(&read_text(&format!("style/{file}"))?);
        }
        Ok([
            kept.write_later("start", "js", script.as_bytes())?,
            kept.write_later("late", "css", styles.as_bytes())?,
        ])
    }
}

/// The address at which the page will be published, with a slash at its end.
fn address(given: String) -> Result<String, String> {
    let is_web = ["https://", "http://"].iter().any(|scheme| given.starts_with(scheme));
    if !is_web || given.contains(['?', '#', ' ']) {
        return Err(format!(
            "{given}: the address must be the page's whole one, such as https://example.org/debate/"
        ));
    }
    Ok(if given.ends_with('/') { given } else { given + "/" })
}

/// The worker that keeps these files.
fn worker(kept: &Kept) -> Result<String, String> {
    let list = |files: &[(String, String)]| serde_json::to_string(files).map_err(|error| error.to_string());
    let (files, later) = (list(&kept.files)?, list(&kept.later)?);
    let version = short((files.clone() + &later).as_bytes());
    let script = squeeze(&read_text("web/worker.js")?);
    Ok(script.replace("{version}", &version).replace("{files}", &files).replace("{later}", &later))
}

/// What a browser needs to know to install the page.
fn manifest(corpus: &Corpus) -> String {
    let shortcut = |page: Page| {
        let mut view = View::default();
        turn_to(&mut view, page);
        json!({ "name": words::page(page), "url": format!("./{view}") })
    };
    let icon = |file: &str, kind: &str, sizes: &str, purpose: &str| json!({ "src": format!("./{file}"), "type": kind, "sizes": sizes, "purpose": purpose });
    let manifest = json!({
        "id": "./", "start_url": "./", "scope": "./", "display": "standalone",
        "name": format!("{}: {}", words::BRAND, corpus.title), "short_name": words::BRAND,
        "description": words::description(corpus), "lang": "en",
        "background_color": "#fbfaf6", "theme_color": "#ffffff", "categories": ["education", "news"],
        "icons": [
            icon("icon.svg", "image/svg+xml", "any", "any"),
            icon("icon-192.png", "image/png", "192x192", "any"),
            icon("icon-512.png", "image/png", "512x512", "any"),
            icon("icon-maskable.png", "image/png", "512x512", "maskable"),
        ],
        "shortcuts": Page::ALL.map(shortcut),
    });
    manifest.to_string()
}

/// The styles as one file: what main.css imports, in its order.
fn style(dir: &Path) -> Result<String, String> {
    let read = |file: &str| read_text(&dir.join(file).display().to_string());
    let main = read("main.css")?;
    let imports = main.lines().filter_map(|line| line.strip_prefix("@import \"")?.strip_suffix("\";"));
    imports.map(|file| Ok(squeeze(&read(file)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::{base64, squeeze};

    #[test]
    fn squeezing_leaves_what_is_said() {
        let text = "// one\n\n/* two\n   three */\na {\n  b: c; /* d */\n}\nx('// y');\n";
        assert_eq!(squeeze(text), "a {\nb: c; /* d */\n}\nx('// y');\n");
    }

    #[test]
    fn base64_is_that_of_rfc_4648() {
        let vectors = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
        ];
        for (plain, written) in vectors {
            assert_eq!(base64(plain.as_bytes()), written);
        }
    }
}
