//! Reading and writing a corpus's files.

use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use standpoint::corpus::written::{CorpusFile, SourceFile};
use standpoint::corpus::{Fault, Problem, ProblemPlace, check, foreign_format, unmarked};

/// A corpus as it was read, and from where.
pub struct Files {
    /// The corpus, with its sources in it.
    pub corpus: CorpusFile,
    /// The corpus's file.
    pub main: PathBuf,
    /// The file of each source; empty if they are in the corpus's file.
    pub sources: Vec<PathBuf>,
}

impl Files {
    /// Everything wrong with it, each problem with its file.
    pub fn check(&self) -> Vec<Problem> {
        let sources: Vec<String> = self.sources.iter().map(|path| path.display().to_string()).collect();
        let sources = (!sources.is_empty()).then_some(sources.as_slice());
        check(&self.corpus, &self.main.display().to_string(), sources)
    }

    /// The name of a source's file, and how pointers into that source begin.
    pub fn place_of(&self, source: usize) -> (String, String) {
        match self.sources.get(source) {
            Some(path) => (path.display().to_string(), String::new()),
            None => (self.main.display().to_string(), format!("sources[{source}].")),
        }
    }
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text = unmarked(&text);
    let mut json = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let pointer = error.path().to_string();
        let (pointer, fault) = match foreign_format(text) {
            Some(fault) => ("format".into(), fault),
            None if pointer == "." => (String::new(), Fault::Shape(error.into_inner().to_string())),
            None => (pointer, Fault::Shape(error.into_inner().to_string())),
        };
        Problem { place: ProblemPlace { file: path.display().to_string(), pointer }, fault }.to_string()
    })?;
    json.end().map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(read)
}

/// Reads a corpus from a folder or from one file.
pub fn read(path: &Path) -> Result<Files, String> {
    if !path.is_dir() {
        return Ok(Files { corpus: read_json(path)?, main: path.to_owned(), sources: Vec::new() });
    }
    let main = path.join("corpus.json");
    let mut corpus: CorpusFile = read_json(&main)?;
    if !corpus.sources.is_empty() {
        return Err(format!(
            "{}: sources: in a folder each source is a file in sources/; move them there",
            main.display()
        ));
    }
    let dir = path.join("sources");
    let entries = fs::read_dir(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let mut sources: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    sources.sort();
    corpus.sources = sources.iter().map(|path| read_json::<SourceFile>(path)).collect::<Result<_, _>>()?;
    Ok(Files { corpus, main, sources })
}

/// Reads a corpus, which must be without errors.
pub fn sound(path: &Path) -> Result<CorpusFile, String> {
    let files = read(path)?;
    let problems = files.check();
    // What readers would notice, and whoever builds the page may not.
    for problem in problems.iter().filter(|problem| matches!(problem.fault, Fault::Large { .. })) {
        eprintln!("remark: {problem}");
    }
    let errors: Vec<String> =
        problems.iter().filter(|problem| problem.fault.is_error()).map(ToString::to_string).collect();
    if errors.is_empty() { Ok(files.corpus) } else { Err(errors.join("\n")) }
}

/// Writes a file whole.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::read_json;

    #[test]
    fn a_file_is_read_from_its_first_sign_to_its_last() {
        let path: PathBuf = std::env::temp_dir().join(format!("standpoint-{}.json", std::process::id()));
        let read = |text: &str| {
            fs::write(&path, text).expect("a file");
            read_json::<Vec<u8>>(&path)
        };
        let marked = read("\u{feff}[1, 2]\n");
        let more = read("[1, 2] and more");
        fs::remove_file(&path).ok();
        assert_eq!(marked, Ok(vec![1, 2]));
        assert!(more.is_err_and(|error| error.contains("trailing characters at line 1 column 8")));
    }
}
