//! The readers that the generator is handed: of a folder on disk, and of a git revision. Each gives the description itself
//! and what lies in the description's folder, nothing else.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use oas_codegen::load::Limits;
use oas_codegen::source::ReadFile;

use crate::git;

/// Reads a description on disk, and files in its folder.
pub(crate) struct FolderReader {
    /// What relative paths are relative to.
    base: PathBuf,
    /// The description, as it was named: the user may name any file, even by a link.
    description: String,
}

impl FolderReader {
    pub(crate) fn new(base: &Path, description: &str) -> Self {
        Self {
            base: base.to_owned(),
            description: description.to_owned(),
        }
    }

    /// Refuses what is not in the description's folder once every link is followed.
    fn confine(&self, path: &str) -> io::Result<PathBuf> {
        let folder = self.base.join(&self.description);
        let folder = folder.parent().unwrap_or(&self.base).canonicalize()?;
        let file = self.base.join(path).canonicalize()?;
        if !file.starts_with(&folder) {
            return Err(outside());
        }
        if !file.is_file() && !file.is_dir() {
            // A pipe or a device may have no end; the description itself may be one, if the user says so.
            return Err(io::Error::other("it is no regular file"));
        }
        Ok(file)
    }
}

impl ReadFile for FolderReader {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let file = self.base.join(path);
        let file = if path == self.description {
            Ok(file)
        } else {
            self.confine(path)
        };
        file.and_then(|file| read_file(&file))
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => {
                    let base = self.base.display();
                    io::Error::new(
                        ErrorKind::NotFound,
                        format!("there is no such file (looked for in `{base}`)"),
                    )
                }
                _ => error,
            })
    }
}

fn read_file(file: &Path) -> io::Result<Vec<u8>> {
    if file.is_dir() {
        return Err(io::Error::new(
            ErrorKind::IsADirectory,
            "it is a folder; name a file in it",
        ));
    }
    // One byte more than what is read says that it is too large.
    let most = u64::try_from(Limits::default().bytes).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let mut open = File::open(file)?.take(most.saturating_add(1));
    open.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn outside() -> io::Error {
    let why = "it is outside of the description's folder, which is all that is read";
    io::Error::new(ErrorKind::PermissionDenied, why)
}

/// Reads a description as it is in a git revision, and files in its folder there. Paths are `REF:PATH`, or relative to
/// the top of the revision, as a reference from a description at the top comes out.
pub(crate) struct GitReader {
    /// Where git is asked.
    repository: PathBuf,
    /// The revision, empty for the index.
    reference: String,
    /// The description's folder in it.
    folder: PathBuf,
}

impl GitReader {
    pub(crate) fn new(repository: &Path, reference: &str, path: &str) -> Self {
        let folder = Path::new(path).parent().unwrap_or(Path::new(""));
        Self {
            repository: repository.to_owned(),
            reference: reference.to_owned(),
            folder: folder.to_owned(),
        }
    }
}

impl ReadFile for GitReader {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let prefix = format!("{}:", self.reference);
        let path = path.strip_prefix(&prefix).unwrap_or(path);
        let (Some(file), Some(folder)) =
            (resolve_dots(Path::new(path)), resolve_dots(&self.folder))
        else {
            return Err(outside());
        };
        if !file.starts_with(folder) {
            return Err(outside());
        }
        git::blob(&self.repository, &self.reference, path).map_err(io::Error::other)
    }
}

/// The path without `.` and `..`; none if it leads out of where it begins. Git keeps links as texts and follows none, so
/// names are all there is to check.
pub(crate) fn resolve_dots(path: &Path) -> Option<PathBuf> {
    let mut resolved: Vec<&OsStr> = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => resolved.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                resolved.pop()?;
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(resolved.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_folder_of_the_description_is_read() {
        let temp = tempfile::tempdir().unwrap();
        let base = temp.path();
        std::fs::create_dir_all(base.join("api/parts")).unwrap();
        std::fs::write(base.join("secret.yaml"), "s").unwrap();
        std::fs::write(base.join("api/api.yaml"), "a").unwrap();
        std::fs::write(base.join("api/parts/b.yaml"), "b").unwrap();
        let reader = FolderReader::new(base, "api/api.yaml");
        assert_eq!(reader.read("api/api.yaml").unwrap(), b"a");
        assert_eq!(reader.read("api/parts/../parts/b.yaml").unwrap(), b"b");
        let refused = reader.read("api/../secret.yaml").unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::PermissionDenied);
        let missing = reader.read("api/none.yaml").unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::NotFound);
        assert_eq!(
            reader.read("api").unwrap_err().kind(),
            ErrorKind::IsADirectory
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_refused_unless_it_is_the_description() {
        let temp = tempfile::tempdir().unwrap();
        let base = temp.path();
        std::fs::create_dir(base.join("api")).unwrap();
        std::fs::write(base.join("secret.yaml"), "s").unwrap();
        std::os::unix::fs::symlink("../secret.yaml", base.join("api/link.yaml")).unwrap();
        let other = FolderReader::new(base, "api/api.yaml");
        assert_eq!(
            other.read("api/link.yaml").unwrap_err().kind(),
            ErrorKind::PermissionDenied
        );
        let named = FolderReader::new(base, "api/link.yaml");
        assert_eq!(named.read("api/link.yaml").unwrap(), b"s");
    }

    #[test]
    fn a_revision_is_confined_by_names() {
        let reader = GitReader::new(Path::new("."), "HEAD", "spec/api.yaml");
        for path in [
            "HEAD:other/a.yaml",
            "spec/../other/a.yaml",
            "../a.yaml",
            "/etc/passwd",
        ] {
            assert_eq!(
                reader.read(path).unwrap_err().kind(),
                ErrorKind::PermissionDenied,
                "{path}"
            );
        }
        assert_eq!(
            resolve_dots(Path::new("./a/../b/c")),
            Some(PathBuf::from("b/c"))
        );
    }
}
