//! What a host says of every file: the policy of the page, and how long a file may be kept.
//! The page's own `<meta>`, the server of `make serve` and the files for hosts all have it from here.

/// What the page may load and do: its own files, and nothing else.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    base-uri 'self'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default";

/// What only a header can say: in no frame.
const FRAMES: &str = "; frame-ancestors 'none'";

/// Kept for ever: its name changes with its bytes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Asked for each time: its name stays.
const EACH_TIME: &str = "no-cache";

/// The headers of every file but for how long it is kept.
pub fn common() -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", format!("{POLICY}{FRAMES}")),
        ("X-Content-Type-Options", "nosniff".into()),
        ("X-Frame-Options", "DENY".into()),
        ("Referrer-Policy", "no-referrer".into()),
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        ("Cross-Origin-Resource-Policy", "same-origin".into()),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()".into()),
    ]
}

/// How long a file may be kept, by its path in the folder.
pub fn keeping(path: &str) -> &'static str {
    // Whatever the finishing step names after its bytes stands in this folder.
    if path.trim_start_matches('/').starts_with("assets/") { FOR_EVER } else { EACH_TIME }
}

/// `_headers`, which Netlify and Cloudflare Pages read.
pub fn for_pages() -> String {
    let mut out = String::from("/*\n");
    for (name, value) in common() {
        out.push_str(&format!("  {name}: {value}\n"));
    }
    out.push_str(&format!(
        "  Cache-Control: {EACH_TIME}\n/assets/*\n  ! Cache-Control\n  Cache-Control: {FOR_EVER}\n"
    ));
    out
}

/// A part of an nginx server block.
pub fn for_nginx() -> String {
    let each = |indent: &str| -> String {
        let line = |(name, value): (&str, String)| format!("{indent}add_header {name} \"{value}\" always;\n");
        common().into_iter().map(line).collect()
    };
    format!(
        "# Include this in the server block whose root is the folder that make dist wrote.\n\
         # nginx drops inherited headers where a block adds its own, so each block has them all.\n\
         types {{\n    application/wasm wasm;\n    application/manifest+json webmanifest;\n}}\n\
         gzip_static on;\n\
         # With the brotli module: brotli_static on;\n\
         location / {{\n    index index.html;\n{}    add_header Cache-Control \"{EACH_TIME}\" always;\n}}\n\
         location ~ /assets/ {{\n{}    add_header Cache-Control \"{FOR_EVER}\" always;\n}}\n",
        each("    "),
        each("    "),
    )
}

/// A part of a Caddyfile.
pub fn for_caddy() -> String {
    let lines: String = common().into_iter().map(|(name, value)| format!("\t{name} \"{value}\"\n")).collect();
    format!(
        "# Import this in the site block whose root is the folder that make dist wrote.\n\
         header {{\n{lines}\tCache-Control \"{EACH_TIME}\"\n}}\n\
         @assets path */assets/*\n\
         header @assets Cache-Control \"{FOR_EVER}\"\n\
         file_server {{\n\tprecompressed br gzip\n}}\n"
    )
}
