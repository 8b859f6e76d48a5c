//! One side of a comparison: a file, or a file of a git revision, and what stands beside it.

use std::fs;
use std::path::{Path, PathBuf};

use oas_codegen::source::ReadFile;

use crate::failure::Failure;
use crate::git;
use crate::pipeline::NAMES;
use crate::reader::{FolderReader, GitReader, resolve_dots};
use crate::workspace;

/// A description, wherever it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// A file; a relative path is relative to `base`.
    File { base: PathBuf, path: String },
    /// A file of a git revision, by its path from the top of the repository.
    Revision {
        repository: PathBuf,
        reference: String,
        path: String,
    },
}

/// A text and how messages name it.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Text {
    /// Reads a file that must be there.
    pub(crate) fn read(base: &Path, file: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(base.join(file))
            .map_err(|error| Failure::io("cannot read", file, &error))?;
        Ok(Self {
            name: file.display().to_string(),
            text,
        })
    }
}

impl Side {
    /// A file.
    pub(crate) fn file(base: &Path, path: &str) -> Self {
        Self::File {
            base: base.to_owned(),
            path: path.to_owned(),
        }
    }

    /// The file as it is in the last commit; `path` is relative to `folder`.
    pub(crate) fn committed(folder: &Path, path: &str) -> Result<Self, Failure> {
        let prefix = git::prefix(folder)
            .map_err(|what| Failure::new(what).help("name both sides: BASE HEAD"))?;
        Ok(Self::Revision {
            repository: folder.to_owned(),
            reference: "HEAD".to_owned(),
            path: format!("{prefix}{path}"),
        })
    }

    /// What the user wrote: the name of a file if there is one of that name, else `REF:PATH` if it holds a colon.
    pub(crate) fn parse(folder: &Path, argument: &str) -> Result<Self, Failure> {
        if folder.join(argument).exists() {
            return Ok(Self::file(folder, argument));
        }
        let Some((reference, path)) = split(argument) else {
            return Ok(Self::file(folder, argument));
        };
        if path.is_empty() {
            return Err(Failure::new(format!(
                "`{argument}` names no file: write REF:PATH"
            )));
        }
        let path = if path.starts_with("./") || path.starts_with("../") {
            let prefix = git::prefix(folder).map_err(Failure::new)?;
            let from_top = resolve_dots(&Path::new(&prefix).join(path));
            let outside = || Failure::new(format!("`{argument}` leads out of the repository"));
            from_top
                .ok_or_else(outside)?
                .to_string_lossy()
                .replace('\\', "/")
        } else {
            path.to_owned()
        };
        Ok(Self::Revision {
            repository: folder.to_owned(),
            reference: reference.to_owned(),
            path,
        })
    }

    /// How messages name it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File { path, .. } => path.clone(),
            Self::Revision {
                reference, path, ..
            } => format!("{reference}:{path}"),
        }
    }

    /// Reads it and what lies in its folder.
    pub(crate) fn reader(&self) -> Box<dyn ReadFile> {
        match self {
            Self::File { base, path } => Box::new(FolderReader::new(base, path)),
            Self::Revision {
                repository,
                reference,
                path,
            } => Box::new(GitReader::new(repository, reference, path)),
        }
    }

    /// The file called `name` in its folder, if there is one.
    pub(crate) fn beside(&self, name: &str) -> Result<Option<Text>, Failure> {
        self.sibling(name).text()
    }

    /// Its text, if it is there.
    fn text(&self) -> Result<Option<Text>, Failure> {
        if !self.exists() {
            return Ok(None);
        }
        let name = self.name();
        let cannot =
            |why: &dyn std::fmt::Display| Failure::new(format!("`{name}` cannot be read: {why}"));
        let bytes = self.reader().read(&name).map_err(|error| cannot(&error))?;
        let text = String::from_utf8(bytes).map_err(|error| cannot(&error))?;
        Ok(Some(Text { name, text }))
    }

    /// The names that its crate has: in the folder of the workspace's crate for the workspace's description, else beside it.
    pub(crate) fn names(&self) -> Result<Option<Text>, Failure> {
        let (Self::File { path, .. } | Self::Revision { path, .. }) = self;
        let found = self.beside(NAMES)?;
        match path.strip_suffix(workspace::SPEC) {
            Some(top) if found.is_none() => {
                let (top, generated) = (top.to_owned(), workspace::GENERATED);
                self.at(|_| format!("{top}{generated}/{NAMES}")).text()
            }
            _ => Ok(found),
        }
    }

    fn sibling(&self, name: &str) -> Self {
        self.at(|path| match path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name.to_owned(),
        })
    }

    /// The same side with another path.
    fn at(&self, join: impl Fn(&str) -> String) -> Self {
        match self {
            Self::File { base, path } => Self::File {
                base: base.clone(),
                path: join(path),
            },
            Self::Revision {
                repository,
                reference,
                path,
            } => Self::Revision {
                repository: repository.clone(),
                reference: reference.clone(),
                path: join(path),
            },
        }
    }

    fn exists(&self) -> bool {
        match self {
            Self::File { base, path } => base.join(path).is_file(),
            Self::Revision {
                repository,
                reference,
                path,
            } => git::has_file(repository, reference, path),
        }
    }
}

/// The revision and the path, parted at the first colon that is not in braces, as git does (`HEAD^{/fix: it}:a.yaml`).
fn split(argument: &str) -> Option<(&str, &str)> {
    let mut depth = 0usize;
    for (index, c) in argument.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => return Some((&argument[..index], &argument[index + 1..])),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_ends_at_the_first_colon_outside_of_braces() {
        assert_eq!(split("HEAD:spec/a.yaml"), Some(("HEAD", "spec/a.yaml")));
        assert_eq!(split(":a.yaml"), Some(("", "a.yaml")));
        assert_eq!(
            split("HEAD^{/fix: it}:a:b"),
            Some(("HEAD^{/fix: it}", "a:b"))
        );
        assert_eq!(split("spec/a.yaml"), None);
    }

    #[test]
    fn a_file_comes_before_a_revision() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::write(temp.path().join("a:b"), "x").unwrap();
        assert_eq!(
            Side::parse(temp.path(), "a:b").unwrap(),
            Side::file(temp.path(), "a:b")
        );
        assert!(matches!(
            Side::parse(temp.path(), "a:c").unwrap(),
            Side::Revision { .. }
        ));
        assert!(Side::parse(temp.path(), "HEAD:").is_err());
    }

    #[test]
    fn what_is_beside_a_side_is_in_its_folder() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::create_dir(temp.path().join("api")).unwrap();
        std::fs::write(temp.path().join("api/codegen.toml"), "x").unwrap();
        let side = Side::file(temp.path(), "api/api.yaml");
        let beside = side.beside("codegen.toml").unwrap().unwrap();
        assert_eq!(
            (beside.name.as_str(), beside.text.as_str()),
            ("api/codegen.toml", "x")
        );
        assert!(
            Side::file(temp.path(), "api.yaml")
                .beside("codegen.toml")
                .unwrap()
                .is_none()
        );
    }
}
