//! Brings a folder to what should be in it: all files are written under another name first, so that what fails, fails
//! before anything of the old state is gone.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{Change, Kind, LOCK, Plan, TEMPORARY};
use crate::failure::Failure;

/// What a run changed.
#[derive(Debug, Default)]
pub(crate) struct Done {
    /// The files written, by path in the folder.
    pub(crate) written: Vec<PathBuf>,
    /// The files removed.
    pub(crate) removed: Vec<PathBuf>,
    /// How many files were as they should be.
    pub(crate) unchanged: usize,
}

/// A file that was written and has yet to get its name.
struct Staged {
    temporary: PathBuf,
    path: PathBuf,
}

impl Plan {
    /// Writes what is missing or changed, removes what is orphaned.
    ///
    /// # Errors
    /// What the operating system says. The lock file is put in its place first, so a run that was cut short can be
    /// repeated.
    pub(crate) fn apply(self) -> Result<Done, Failure> {
        let mut orphans: Vec<&Path> = Vec::new();
        let mut writes: Vec<(&Path, &str)> = Vec::new();
        for Change { path, kind } in &self.changes {
            match kind {
                Kind::Missing { text } | Kind::Changed { text, .. } => writes.push((path, text)),
                Kind::Orphaned => orphans.push(path),
            }
        }
        // What stands where a folder or a file has to be is in the way; everything else goes last, when all is in place.
        let in_the_way = |orphan: &Path| {
            writes
                .iter()
                .any(|(path, _)| path.starts_with(orphan) || orphan.starts_with(path))
        };
        let (blocking, others): (Vec<&Path>, Vec<&Path>) =
            orphans.iter().partition(|orphan| in_the_way(orphan));
        self.remove(&blocking)?;
        let staged = self.stage(&writes)?;
        self.name(staged)?;
        self.remove(&others)?;
        Ok(Done {
            written: writes.iter().map(|(path, _)| path.to_path_buf()).collect(),
            removed: orphans.iter().map(|path| path.to_path_buf()).collect(),
            unchanged: self.unchanged,
        })
    }

    /// Removes files, and the folders that are empty then.
    fn remove(&self, paths: &[&Path]) -> Result<(), Failure> {
        for path in paths {
            let file = self.folder.join(path);
            fs::remove_file(&file).map_err(|error| Failure::io("cannot remove", &file, &error))?;
            for parent in path
                .ancestors()
                .skip(1)
                .filter(|parent| !parent.as_os_str().is_empty())
            {
                if fs::remove_dir(self.folder.join(parent)).is_err() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Writes all texts under other names, or, if one can't be written, none.
    fn stage(&self, writes: &[(&Path, &str)]) -> Result<Vec<Staged>, Failure> {
        let mut staged: Vec<Staged> = Vec::new();
        for (number, (path, text)) in writes.iter().enumerate() {
            let target = self.folder.join(path);
            match self.stage_one(number, path, text) {
                Ok(temporary) => staged.push(Staged {
                    temporary,
                    path: target,
                }),
                Err(error) => {
                    for Staged { temporary, .. } in staged {
                        let _ = fs::remove_file(temporary);
                    }
                    return Err(Failure::io("cannot write", &target, &error));
                }
            }
        }
        Ok(staged)
    }

    fn stage_one(&self, number: usize, path: &Path, text: &str) -> io::Result<PathBuf> {
        let parent = path.parent().unwrap_or(Path::new(""));
        self.make_folder(parent)?;
        let name = format!("{TEMPORARY}{}.{number}", std::process::id());
        let temporary = self.folder.join(parent).join(name);
        let mut file = File::create_new(&temporary)?;
        let written = file.write_all(text.as_bytes());
        drop(file);
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        written.map(|()| temporary)
    }

    /// Makes the folder `inside`, a step at a time so that no link is followed.
    fn make_folder(&self, inside: &Path) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut at = self.folder.clone();
        for component in inside.components() {
            at.push(component);
            match at.symlink_metadata() {
                Ok(found) if found.is_dir() => {}
                Ok(_) => {
                    return Err(io::Error::new(
                        ErrorKind::NotADirectory,
                        format!("`{}` is in the way", at.display()),
                    ));
                }
                Err(error) if error.kind() == ErrorKind::NotFound => fs::create_dir(&at)?,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Gives the staged files their names, the lock file first.
    fn name(&self, mut staged: Vec<Staged>) -> Result<(), Failure> {
        let lock = self.folder.join(LOCK);
        staged.sort_by_key(|file| file.path != lock);
        let mut failed = None;
        for Staged { temporary, path } in staged {
            let renamed = if failed.is_none() {
                fs::rename(&temporary, &path)
            } else {
                Ok(())
            };
            if let Err(error) = renamed {
                failed = Some(Failure::io("cannot write", &path, &error));
            }
            if failed.is_some() {
                let _ = fs::remove_file(temporary);
            }
        }
        failed.map_or(Ok(()), Err)
    }
}
