//! A corpus as tables: a folder of Parquet files for whatever reads those. What each column means
//! stands in `docs/scale.md`, the matrix in `sql/`.

mod columns;
mod contents;

use std::fs;
use std::path::{Path, PathBuf};

use standpoint::corpus::Corpus;

use super::files;
use super::site::make;

/// Writes the tables of a corpus into a folder: all of them or none.
///
/// # Errors
/// The corpus has errors, the folder holds something else, or a file cannot be written.
pub fn export(corpus: &Path, out: &Path) -> Result<String, String> {
    refuse_other_files(out)?;
    let corpus = Corpus::new("corpus", files::sound(corpus)?).map_err(|error| error.to_string())?;
    let part = Part::beside(out)?;
    let tables = contents::write(&corpus, &part.0)?;
    replace(&part.0, out)?;
    let counted: Vec<String> = tables.iter().map(|(name, rows)| format!("{name} {rows}")).collect();
    Ok(format!("{}: rows of {}", out.display(), counted.join(", ")))
}

fn told(path: &Path) -> impl Fn(std::io::Error) -> String {
    move |error| format!("{}: {error}", path.display())
}

/// The folder is replaced whole, so nothing may be in it that this tool did not write.
fn refuse_other_files(out: &Path) -> Result<(), String> {
    if !out.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(out).map_err(told(out))? {
        let name = entry.map_err(told(out))?.file_name();
        if !contents::FILES.iter().any(|file| name == **file) {
            return Err(format!(
                "{}: has {} in it, which is none of the tables; name a new folder or an empty one",
                out.display(),
                name.display()
            ));
        }
    }
    Ok(())
}

/// A folder that is gone unless it was renamed.
struct Part(PathBuf);

impl Part {
    /// Beside the folder that it will be, because a name can only change within one disk.
    fn beside(out: &Path) -> Result<Part, String> {
        let name = out.file_name().ok_or_else(|| format!("{}: this folder has no name", out.display()))?;
        let part = sibling(out, &format!(".{}.part-{}", name.display(), std::process::id()));
        make(&part)?;
        Ok(Part(part))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After an error the first message is the one that counts; after success it is gone.
        drop(fs::remove_dir_all(&self.0));
    }
}

fn sibling(out: &Path, name: &str) -> PathBuf {
    out.parent().unwrap_or(Path::new("")).join(name)
}

/// Puts the finished folder in its place; what stood there is removed when the new one stands.
fn replace(part: &Path, out: &Path) -> Result<(), String> {
    if !out.exists() {
        return fs::rename(part, out).map_err(told(out));
    }
    let old = part.with_extension("old");
    fs::rename(out, &old).map_err(told(out))?;
    fs::rename(part, out).or_else(|error| fs::rename(&old, out).and(Err(error))).map_err(told(out))?;
    fs::remove_dir_all(&old).map_err(told(&old))
}
