//! The command-line tool for corpora and for the build.

mod agree;
mod files;
mod finish;
mod headers;
mod import;
mod licences;
mod page;
mod pictures;
mod serve;
mod site;
mod tables;
mod texts;
mod weight;

use std::path::PathBuf;
use std::process::ExitCode;

use standpoint::corpus::{Corpus, Problem, written::CorpusFile};

const HELP: &str = "\
standpoint-tool: for corpora and for the build

  check CORPUS [--texts DIR]   say what is wrong; with the texts also with anchors and wording
  anchor DIR --texts DIR       fill in outline and anchors from the texts
  pack CORPUS --out FILE       write a corpus as one file
  import FILE… --out FILE      make a corpus of tables (CSV, TSV) or of answers of the Wahl-O-Mat
                               [--columns holder=Party,claim=4: where the guess is wrong]
  parquet CORPUS --out DIR     write a corpus as tables; see docs/scale.md
  schema                       print the JSON Schema of a corpus
  agree FIRST SECOND           Krippendorff's alpha of two codings
  serve DIR [--port N]         serve a folder on 127.0.0.1; --plain: without the page's headers
  compress DIR                 write brotli and gzip copies beside the files
  budget DIR FILE              say what a first visit weighs; fail if it is more than FILE allows
  publish CORPUS --page DIR --out DIR [--address URL]
                               write the site of a built page with this corpus in it
  finish                       what the build does last (called by Trunk)

CORPUS is a folder with corpus.json and sources/*.json, or one file.";

/// What a call asks for.
struct Call {
    command: String,
    paths: Vec<PathBuf>,
    texts: Option<PathBuf>,
    out: Option<PathBuf>,
    page: Option<PathBuf>,
    address: Option<String>,
    columns: Option<String>,
    port: u16,
    plain: bool,
}

fn call() -> Result<Call, lexopt::Error> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let (mut words, mut texts, mut out, mut port) = (Vec::new(), None, None, 8080);
    let (mut page, mut address, mut plain, mut columns) = (None, None, false, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("texts") => texts = Some(parser.value()?.into()),
            Long("out") => out = Some(parser.value()?.into()),
            Long("page") => page = Some(parser.value()?.into()),
            Long("address") => address = Some(parser.value()?.string()?).filter(|value| !value.is_empty()),
            Long("columns") => columns = Some(parser.value()?.string()?),
            Long("plain") => plain = true,
            Long("port") => port = parser.value()?.parse()?,
            Short('h') | Long("help") => words = vec!["help".into()],
            Value(word) => words.push(word),
            other => return Err(other.unexpected()),
        }
    }
    let mut words = words.into_iter();
    let command = words.next().map_or_else(|| "help".into(), |word| word.to_string_lossy().into_owned());
    Ok(Call {
        command,
        paths: words.map(PathBuf::from).collect(),
        texts,
        out,
        page,
        address,
        columns,
        port,
        plain,
    })
}

fn main() -> ExitCode {
    let result = call().map_err(|error| error.to_string()).and_then(run);
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(call: Call) -> Result<(), String> {
    match (call.command.as_str(), call.paths.as_slice()) {
        ("help", _) => println!("{HELP}"),
        ("check", [path]) => return check(path, call.texts),
        ("anchor", [path]) => {
            let texts = call.texts.ok_or("anchor needs --texts DIR, the folder of the coded texts")?;
            println!("{}", texts::anchor_command(path, &texts)?);
        }
        ("pack", [path]) => {
            let out = call.out.ok_or("pack needs --out FILE, the file to write")?;
            pack(path, &out)?;
        }
        ("import", paths @ [_, ..]) => {
            let out = call.out.ok_or("import needs --out FILE, the file to write")?;
            println!("{}", import::import(paths, call.columns.as_deref(), &out)?);
        }
        ("parquet", [corpus]) => {
            let out = call.out.ok_or("parquet needs --out DIR, the folder to write")?;
            println!("{}", tables::export(corpus, &out)?);
        }
        ("schema", []) => print!("{}", schema()?),
        ("agree", [first, second]) => print!("{}", agree::report(first, second)?),
        ("serve", [dir]) => serve::serve(dir, call.port, call.plain)?,
        ("publish", [corpus]) => {
            let page = call.page.ok_or("publish needs --page DIR, the folder of the built page")?;
            let out = call.out.ok_or("publish needs --out DIR, the folder to write")?;
            finish::publish(corpus, &page, &out, call.address)?;
        }
        ("compress", [dir]) => weight::compress(dir)?,
        ("budget", [dir, file]) => weight::budget(dir, file)?,
        ("finish", []) => finish::finish()?,
        (command, paths) => {
            return Err(format!("cannot do `{command}` with {} paths\n\n{HELP}", paths.len()));
        }
    }
    Ok(())
}

/// Prints every problem; fails if one is an error.
fn check(path: &std::path::Path, texts: Option<PathBuf>) -> Result<(), String> {
    let files = files::read(path)?;
    let mut problems = files.check();
    if let Some(dir) = &texts {
        if !dir.is_dir() {
            return Err(format!("{}: no folder of texts", dir.display()));
        }
        problems.extend(texts::check(&files, dir));
    }
    let (errors, remarks): (Vec<Problem>, Vec<Problem>) =
        problems.into_iter().partition(|problem| problem.fault.is_error());
    for problem in &remarks {
        println!("remark: {problem}");
    }
    for problem in &errors {
        eprintln!("{problem}");
    }
    if !errors.is_empty() {
        return Err(if errors.len() == 1 { "1 error".into() } else { format!("{} errors", errors.len()) });
    }
    let corpus = Corpus::new("corpus", files.corpus).map_err(|error| error.to_string())?;
    let between = corpus
        .relations
        .iter()
        .filter(|relation| corpus.arguments[relation.from].source != corpus.arguments[relation.to].source);
    println!(
        "{}: {} sources, {} arguments, {} stances, {} relations, {} of them between sources; anchors {}",
        corpus.name,
        corpus.sources.len(),
        corpus.arguments.len(),
        corpus.statements.len(),
        corpus.relations.len(),
        between.count(),
        if texts.is_some() { "checked" } else { "not checked (no --texts)" },
    );
    Ok(())
}

/// Writes a corpus without errors as one file.
fn pack(path: &std::path::Path, out: &std::path::Path) -> Result<(), String> {
    files::write(out, &as_one(&files::sound(path)?)?)
}

/// A corpus as the text of one file.
fn as_one(corpus: &CorpusFile) -> Result<String, String> {
    serde_json::to_string(corpus).map_err(|error| error.to_string())
}

/// The JSON Schema of a corpus, of its source files too.
fn schema() -> Result<String, String> {
    let schema = schemars::schema_for!(CorpusFile);
    serde_json::to_string_pretty(&schema).map(|text| text + "\n").map_err(|error| error.to_string())
}
