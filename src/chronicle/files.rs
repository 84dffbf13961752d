//! Where a chronicle's files come from: a folder on disk, or the program itself.

use crate::limits::LARGEST_FILE_BYTES;
use include_dir::{Dir, DirEntry, include_dir};
use std::borrow::Cow;
use std::fs::File;
use std::io::{Error, ErrorKind, Read as _, Result, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Read access to a chronicle's folder. Paths are relative, with `/`, and never leave it.
pub trait Files: Send + Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When it is missing, cannot be read, is too large, or its path leaves the folder.
    fn read(&self, path: &str) -> std::io::Result<Cow<'static, [u8]>>;

    /// The files directly in a folder, as paths from the chronicle's folder, sorted.
    fn list(&self, folder: &str) -> Vec<String>;

    /// A file to be read in parts, of any size.
    ///
    /// # Errors
    /// As [`Files::read`], but for its size.
    fn open(&self, path: &str) -> std::io::Result<Box<dyn RandomAccess>> {
        Ok(Box::new(self.read(path)?))
    }

    /// What to call it in messages: the folder, or "the built-in chronicle".
    fn name(&self) -> String;

    /// Where they lie, the same from wherever the program is run; `name` where that cannot be told better.
    fn location(&self) -> String {
        self.name()
    }
}

/// The chronicle's own folder: in a bag it is the one in `data/`.
pub fn chronicle_in(folder: &Path) -> PathBuf {
    let inside = folder.join("data");
    let file = "data/chronicle.toml";
    if !folder.join(file).is_file() && inside.join(file).is_file() { inside } else { folder.to_owned() }
}

/// A file that is read in parts.
pub trait RandomAccess: Send + Sync {
    /// Its bytes.
    fn len(&self) -> u64;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// So many bytes from one on.
    ///
    /// # Errors
    /// When there are not so many, or they cannot be read.
    fn part(&self, at: u64, length: usize) -> std::io::Result<Vec<u8>>;
}

impl RandomAccess for Cow<'static, [u8]> {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn part(&self, at: u64, length: usize) -> Result<Vec<u8>> {
        let bytes = usize::try_from(at).ok().and_then(|at| self.get(at..at.checked_add(length)?));
        bytes.map(<[u8]>::to_vec).ok_or_else(|| ErrorKind::UnexpectedEof.into())
    }
}

/// A file on disk, and how long it was when it was opened.
impl RandomAccess for (Mutex<File>, u64) {
    fn len(&self) -> u64 {
        self.1
    }

    fn part(&self, at: u64, length: usize) -> Result<Vec<u8>> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = vec![0; length];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

/// A folder on disk.
#[derive(Clone, Debug)]
pub struct Folder(pub PathBuf);

/// The built-in chronicle: this repository's own `data/` and `seeds/`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Embedded;

static BUILT_IN: [Dir<'static>; 2] =
    [include_dir!("$CARGO_MANIFEST_DIR/data"), include_dir!("$CARGO_MANIFEST_DIR/seeds")];

/// Files inside the program: the folders `data` and `seeds`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inside(pub &'static [Dir<'static>; 2]);

/// Whether a path stays inside the folder by its spelling alone: relative, `/`, no `..`, no drive, no empty part.
///
/// # Errors
/// Says what is wrong with it.
pub(super) fn check_path(path: &str) -> std::result::Result<(), &'static str> {
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') || drive {
        return Err("it is absolute");
    }
    if path.contains('\\') {
        return Err("it uses \\ where / is meant");
    }
    if path.contains('\0') {
        return Err("it contains a zero byte");
    }
    if path.split('/').any(|part| part == "..") {
        return Err("it leaves the chronicle's folder");
    }
    if path.split('/').any(|part| part.is_empty() || part == ".") {
        return Err("one of its parts is empty");
    }
    Ok(())
}

fn refused(path: &str, why: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, format!("the path \"{path}\" is not read: {why}"))
}

impl Folder {
    /// The file behind a path, after all symbolic links, if that still lies in the folder.
    fn resolve(&self, path: &str) -> Result<PathBuf> {
        check_path(path).map_err(|why| refused(path, why))?;
        let root = self.0.canonicalize()?;
        let file = root.join(path).canonicalize()?;
        if file.starts_with(&root) {
            Ok(file)
        } else {
            Err(refused(path, "a link leads out of the chronicle's folder"))
        }
    }

    /// A plain file behind a path, and its length in bytes.
    fn plain(&self, path: &str) -> Result<(PathBuf, u64)> {
        let file = self.resolve(path)?;
        let about = std::fs::metadata(&file)?;
        if about.is_file() {
            Ok((file, about.len()))
        } else {
            Err(Error::new(ErrorKind::InvalidInput, format!("{path} is no plain file")))
        }
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>> {
        let (file, length) = self.plain(path)?;
        let most = LARGEST_FILE_BYTES >> 20;
        let too_large = || Error::new(ErrorKind::FileTooLarge, format!("{path} is larger than {most} MiB"));
        if length > LARGEST_FILE_BYTES {
            return Err(too_large());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        File::open(&file)?.take(LARGEST_FILE_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST_FILE_BYTES { Err(too_large()) } else { Ok(Cow::Owned(bytes)) }
    }

    fn open(&self, path: &str) -> Result<Box<dyn RandomAccess>> {
        let (file, length) = self.plain(path)?;
        Ok(Box::new((Mutex::new(File::open(file)?), length)))
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = self.resolve(folder).and_then(std::fs::read_dir) else { return Vec::new() };
        let mut paths: Vec<String> = entries
            .filter_map(std::result::Result::ok)
            .filter(|entry| std::fs::metadata(entry.path()).is_ok_and(|about| about.is_file()))
            .filter_map(|entry| entry.file_name().into_string().ok())
            .map(|name| format!("{folder}/{name}"))
            .collect();
        paths.sort();
        paths
    }

    fn name(&self) -> String {
        self.0.display().to_string()
    }

    fn location(&self) -> String {
        self.0.canonicalize().map_or_else(|_| self.name(), |path| path.display().to_string())
    }
}

impl Inside {
    /// The folder a path starts in, and what is left of the path.
    fn split(self, path: &str) -> Option<(&'static Dir<'static>, &str)> {
        let (top, rest) = path.split_once('/').unwrap_or((path, ""));
        let [data, seeds] = self.0;
        match top {
            "data" => Some((data, rest)),
            "seeds" => Some((seeds, rest)),
            _ => None,
        }
    }

    /// As [`Files::read`]; `name` is what the chronicle is called.
    pub fn read(self, path: &str, name: &str) -> Result<Cow<'static, [u8]>> {
        check_path(path).map_err(|why| refused(path, why))?;
        self.split(path)
            .and_then(|(dir, rest)| dir.get_file(rest))
            .map(|file| Cow::Borrowed(file.contents()))
            .ok_or_else(|| Error::new(ErrorKind::NotFound, format!("there is no {path} in {name}")))
    }

    /// As [`Files::list`].
    pub fn list(self, folder: &str) -> Vec<String> {
        let Some((dir, rest)) = self.split(folder) else { return Vec::new() };
        let entries = match rest {
            "" => dir.entries(),
            rest => dir.get_dir(rest).map_or(&[][..], Dir::entries),
        };
        let name = |path: &Path| path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        let files = entries.iter().filter_map(DirEntry::as_file);
        let mut paths: Vec<String> =
            files.filter_map(|file| name(file.path())).map(|name| format!("{folder}/{name}")).collect();
        paths.sort();
        paths
    }
}

impl Files for Embedded {
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>> {
        Inside(&BUILT_IN).read(path, "the built-in chronicle")
    }

    fn list(&self, folder: &str) -> Vec<String> {
        Inside(&BUILT_IN).list(folder)
    }

    fn name(&self) -> String {
        "the built-in chronicle".to_owned()
    }
}

/// The built-in chronicle with some files replaced.
#[cfg(test)]
pub(crate) struct Patched(pub std::collections::BTreeMap<&'static str, Vec<u8>>);

#[cfg(test)]
impl Files for Patched {
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>> {
        self.0.get(path).map_or_else(|| Embedded.read(path), |bytes| Ok(Cow::Owned(bytes.clone())))
    }
    fn list(&self, folder: &str) -> Vec<String> {
        Embedded.list(folder)
    }
    fn name(&self) -> String {
        "patched".to_owned()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_could_leave_the_folder_is_refused() {
        for path in
            ["../secret", "data/../../secret", "/etc/passwd", "C:\\x", "c:/x", "data\\x", "", "data//x", "./x", "a\0b"]
        {
            assert!(check_path(path).is_err(), "{path:?}");
            assert_eq!(Embedded.read(path).unwrap_err().kind(), ErrorKind::InvalidInput, "{path:?}");
        }
        for path in ["data/chronicle.toml", "seeds/..txt", "data/basemap/a.png"] {
            assert_eq!(check_path(path), Ok(()), "{path:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leaves_the_folder_is_refused_and_one_inside_is_followed() {
        let dir = tempfile::tempdir().unwrap();
        let inside = dir.path().join("chronicle");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(dir.path().join("secret"), "s").unwrap();
        std::fs::write(inside.join("open"), "o").unwrap();
        std::os::unix::fs::symlink("../secret", inside.join("out")).unwrap();
        std::os::unix::fs::symlink("open", inside.join("in")).unwrap();
        let files = Folder(inside);
        assert_eq!(
            files.read("out").unwrap_err().to_string(),
            "the path \"out\" is not read: a link leads out of the chronicle's folder"
        );
        assert_eq!(&*files.read("in").unwrap(), b"o");
    }

    #[test]
    fn what_is_no_plain_file_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("data")).unwrap();
        assert_eq!(Folder(dir.path().to_owned()).read("data").unwrap_err().to_string(), "data is no plain file");
    }

    #[test]
    fn the_built_in_chronicle_reads_as_the_folder_it_was_built_from() {
        let folder = Folder(PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        for dir in ["data", "data/basemap", "seeds"] {
            assert_eq!(Embedded.list(dir), folder.list(dir), "{dir}");
            for path in Embedded.list(dir) {
                assert_eq!(Embedded.read(&path).unwrap(), folder.read(&path).unwrap(), "{path}");
            }
        }
    }
}
