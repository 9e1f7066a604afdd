//! The build's last step, in the folder where Trunk stages the page: everything that is not the
//! program. Files are named after their bytes; the page and its worker know them by digest.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest, Sha256};
use standpoint::corpus::Corpus;
use standpoint::link::{Page, View};
use standpoint::markup::{Library, turn_to, words};

use super::page::{Asset, Parts};
use super::{as_one, files, headers, page, pictures};

/// The folder of files whose names change with their bytes.
const ASSETS: &str = "assets";

/// What the page needs to run: what its worker keeps.
struct Kept {
    staging: PathBuf,
    /// Addresses from the page, and digests.
    files: Vec<(String, String)>,
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
        let path = self.staging.join(address.trim_start_matches("./"));
        files::write(&path, bytes)?;
        let asset = Asset { address: address.to_owned(), integrity: integrity(bytes) };
        self.files.push((asset.address.clone(), asset.integrity.clone()));
        Ok(asset)
    }

    /// Writes a file under a name that has its bytes' digest in it.
    fn write_named(&mut self, stem: &str, extension: &str, bytes: &[u8]) -> Result<Asset, String> {
        self.write(&format!("./{ASSETS}/{stem}-{}.{extension}", short(bytes)), bytes)
    }

    /// Takes a file of Trunk's out of the folder.
    fn take(&self, ending: &str) -> Result<Vec<u8>, String> {
        let entries = fs::read_dir(&self.staging).map_err(|error| error.to_string())?;
        let found = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("standpoint-") && name.ends_with(ending)
        });
        let path = found.ok_or_else(|| format!("{}: no standpoint-*{ending}", self.staging.display()))?;
        let bytes = read(&path)?;
        fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(bytes)
    }
}

/// Gives the names between the program and its glue numbers in place of their hashes, which are
/// random digits and so cannot be compressed: two kilobytes in both.
fn number_names(glue: &mut [u8], wasm: &mut [u8]) {
    const DIGITS: usize = 16;
    let is_hash = |word: &[u8]| {
        word.len() == DIGITS + 1
            && matches!(word[0], b'_' | b'h')
            && word[1..].iter().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte))
    };
    let hashes: BTreeSet<Vec<u8>> =
        glue.windows(DIGITS + 1).filter(|word| is_hash(word)).map(<[u8]>::to_vec).collect();
    for bytes in [glue, wasm] {
        for at in 0..bytes.len().saturating_sub(DIGITS) {
            let word = &bytes[at..=at + DIGITS];
            if let Some(number) = hashes.iter().position(|hash| is_hash(word) && hash == word) {
                // As long as before, so nothing else moves.
                bytes[at + 1..=at + DIGITS].copy_from_slice(format!("{number:016}").as_bytes());
            }
        }
    }
}

/// Styles or a script without the lines that are only comments, and without indentation.
fn squeeze(text: &str) -> String {
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

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn read_text(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

/// Finishes the staged page.
pub fn finish() -> Result<(), String> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let staging: PathBuf = variable("TRUNK_STAGING_DIR")
        .ok_or("finish is called by Trunk, which names the folder in TRUNK_STAGING_DIR")?
        .into();
    let release = variable("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    let written = files::sound(Path::new(&variable("STANDPOINT_CORPUS").unwrap_or_else(|| "corpus".into())))?;
    let whole = as_one(&written)?;
    let corpus = Corpus::new("corpus", written).map_err(|error| error.to_string())?;
    let library = Library::new(corpus, super::texts::nfkd);

    let assets = staging.join(ASSETS);
    fs::create_dir_all(&assets).map_err(|error| format!("{}: {error}", assets.display()))?;
    let mut kept = Kept { staging: staging.clone(), files: Vec::new() };
    let (mut glue, mut wasm) = (kept.take(".js")?, kept.take("_bg.wasm")?);
    number_names(&mut glue, &mut wasm);
    let parts = Parts {
        boot: kept.write_named("boot", "js", squeeze(&read_text("web/boot.js")?).as_bytes())?,
        glue: kept.write_named("standpoint", "js", squeeze(&String::from_utf8_lossy(&glue)).as_bytes())?,
        wasm: kept.write_named("standpoint", "wasm", &wasm)?,
        style: kept.write_named("style", "css", style(Path::new("style"))?.as_bytes())?,
        address: address(variable("STANDPOINT_ADDRESS"))?,
        release,
    };
    let template = staging.join("index.html");
    let html = page::page(&read_text(&template.display().to_string())?, &library, &parts)?;
    files::write(&template, &html)?;
    // A host may lead index.html to its folder, and a led answer cannot answer a navigation.
    kept.files.push(("./".into(), integrity(html.as_bytes())));
    kept.write("./icon.svg", &read(Path::new("web/icon.svg"))?)?;
    for (name, picture) in pictures::icons() {
        kept.write(&format!("./{name}"), &picture?)?;
    }
    kept.write("./manifest.webmanifest", manifest(&library.corpus).as_bytes())?;
    files::write(&staging.join("card.png"), pictures::card(&library)?)?;
    files::write(&staging.join("corpus.json"), whole)?;
    if release {
        files::write(&staging.join("worker.js"), worker(&kept.files)?)?;
        files::write(&staging.join("_headers"), headers::for_pages())?;
        let hosting = staging.join("hosting");
        fs::create_dir_all(&hosting).map_err(|error| format!("{}: {error}", hosting.display()))?;
        files::write(&hosting.join("nginx.conf"), headers::for_nginx())?;
        files::write(&hosting.join("Caddyfile"), headers::for_caddy())?;
    }
    Ok(())
}

/// The address at which the page will be published.
fn address(given: Option<std::ffi::OsString>) -> Result<Option<String>, String> {
    let Some(address) = given else { return Ok(None) };
    let address = address.to_string_lossy().into_owned();
    if !address.starts_with("https://") && !address.starts_with("http://") || address.contains(['?', '#']) {
        return Err(format!(
            "STANDPOINT_ADDRESS={address}: it must be the page's whole address, such as https://example.org/debate/"
        ));
    }
    Ok(Some(if address.ends_with('/') { address } else { address + "/" }))
}

/// The worker for this list of files.
fn worker(files: &[(String, String)]) -> Result<String, String> {
    let list = serde_json::to_string(files).map_err(|error| error.to_string())?;
    let version = short(list.as_bytes());
    Ok(squeeze(&read_text("web/worker.js")?).replace("{version}", &version).replace("{files}", &list))
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
