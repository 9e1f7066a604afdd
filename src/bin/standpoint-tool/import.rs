//! Making a corpus of what others have: tables, answers of the Wahl-O-Mat, in archives or not.

use std::ops::ControlFlow;
use std::path::Path;

use standpoint::corpus::Corpus;
use standpoint::opening::table::{self, Columns, Guess};
use standpoint::opening::{Brought, Kind, Limits, Notes, Opened, Progress, election, kind, own, unpack};

use super::files;

/// Writes a corpus made of these files and folders; says what it made of them. `columns` says what is
/// what in a table where the guess is wrong: `holder=Party,claim=4`.
///
/// # Errors
/// Nothing can be read, or what was read is no sound corpus: all that is wrong with it.
pub fn import(paths: &[impl AsRef<Path>], columns: Option<&str>, out: &Path) -> Result<String, String> {
    let mut brought = Vec::new();
    for path in paths {
        bring(path.as_ref(), &name_of(path.as_ref()), &mut brought)?;
    }
    let unpacked = unpack(brought, &Limits::default(), &mut go_on).map_err(|error| error.to_string())?;
    let (opened, how) = read(&unpacked.files, columns)?;
    let mut said = how;
    for (what, notes) in
        [("left out", &unpacked.left_out), ("left out", &opened.left_out), ("remark", &opened.remarks)]
    {
        said.extend(listed(what, notes));
    }
    let file = out.display().to_string();
    let corpus = Corpus::new(&file, opened.corpus.clone()).map_err(|error| error.to_string())?;
    files::write(out, super::as_one(&opened.corpus)?)?;
    said.push(format!(
        "{file}: {} sources, {} propositions, {} arguments",
        corpus.sources.len(),
        corpus.propositions.len(),
        corpus.arguments.len()
    ));
    Ok(said.join("\n"))
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Takes a file, or everything in a folder, in the order of names.
fn bring(path: &Path, name: &str, brought: &mut Vec<Brought>) -> Result<(), String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", path.display());
    if !path.is_dir() {
        brought.push(Brought { name: name.to_owned(), bytes: std::fs::read(path).map_err(wrong)? });
        return Ok(());
    }
    let mut entries: Vec<_> =
        std::fs::read_dir(path).and_then(Iterator::collect::<Result<_, _>>).map_err(wrong)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    entries.iter().try_for_each(|entry| {
        let path = entry.path();
        bring(&path, &format!("{name}/{}", name_of(&path)), brought)
    })
}

/// Reads what there is, and says how.
fn read(files: &[Brought], columns: Option<&str>) -> Result<(Opened, Vec<String>), String> {
    let text = |error: standpoint::opening::OpenError| error.to_string();
    let kind = kind(files).map_err(text)?;
    if columns.is_some() && !matches!(kind, Kind::Table(_)) {
        return Err("--columns is for a table, and this is none".into());
    }
    match kind {
        Kind::Corpus { file, sources } => {
            let sources: Vec<&Brought> = sources.iter().map(|&at| &files[at]).collect();
            Ok((own::read(&files[file], &sources, &mut go_on).map_err(text)?, Vec::new()))
        }
        Kind::Elections(folders) => {
            let opened = election::read(files, &folders, &mut go_on).map_err(text)?;
            Ok((opened, vec![format!("answers of the Wahl-O-Mat: {} elections", folders.len())]))
        }
        Kind::Table(at) => {
            let table = table::decode(&files[at]).map_err(text)?;
            let mut guess = table::guess(&table);
            if let Some(columns) = columns {
                correct(&mut guess, columns)?;
            }
            let how = format!("table: {}", told(&guess));
            if !guess.mapping.columns.suffices() {
                return Err(format!(
                    "{how}\na table needs a proposition and a stance, or a claim: say which columns with --columns"
                ));
            }
            Ok((table::read(&table, &guess.mapping, &mut go_on).map_err(text)?, vec![how]))
        }
    }
}

/// What a column can be, by name.
fn parts(columns: &mut Columns) -> [(&'static str, &mut Option<usize>); 7] {
    [
        ("source", &mut columns.source),
        ("holder", &mut columns.holder),
        ("proposition", &mut columns.proposition),
        ("issue", &mut columns.issue),
        ("stance", &mut columns.stance),
        ("claim", &mut columns.claim),
        ("date", &mut columns.date),
    ]
}

/// Corrects a guess: `holder=Party,claim=4`, columns by name or counted from 1; `date=` for none.
fn correct(guess: &mut Guess, columns: &str) -> Result<(), String> {
    for part in columns.split(',') {
        let (name, column) =
            part.split_once('=').ok_or_else(|| format!("--columns: “{part}” is no name=column"))?;
        let names = &guess.names;
        let by_number = || column.parse::<usize>().ok().filter(|number| (1..=names.len()).contains(number));
        let at =
            names.iter().position(|name| name == column).or_else(|| by_number().map(|number| number - 1));
        if at.is_none() && !column.is_empty() {
            return Err(format!("--columns: no column “{column}”; there are {}", names.join(", ")));
        }
        let mut parts = parts(&mut guess.mapping.columns);
        let known = parts.each_ref().map(|(known, _)| *known).join(", ");
        let of = parts.iter_mut().find(|(known, _)| *known == name);
        *of.ok_or_else(|| format!("--columns: no “{name}”; there are {known}"))?.1 = at;
    }
    Ok(())
}

/// Which column is taken for what.
fn told(guess: &Guess) -> String {
    let mut columns = guess.mapping.columns;
    let parts = parts(&mut columns);
    let taken = parts.iter().filter_map(|(name, at)| Some(format!("{name}={}", guess.names.get((**at)?)?)));
    taken.collect::<Vec<_>>().join(",")
}

fn listed(what: &str, notes: &Notes) -> Vec<String> {
    let rest = notes.total - notes.first.len();
    let more = (rest > 0).then(|| format!("{what}: {rest} more"));
    notes.first.iter().map(|problem| format!("{what}: {problem}")).chain(more).collect()
}
