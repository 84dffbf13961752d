//! Reading what may be anything.

use std::fs::{File, metadata};
use std::io::{Error, ErrorKind, Read as _, Result};
use std::path::Path;

/// The bytes of a plain file of at most so many; links are followed.
///
/// # Errors
/// When it is missing or may not be read, is a folder, a pipe or a device, or larger.
pub fn read_plain(path: &Path, most_bytes: u64) -> Result<Vec<u8>> {
    // Before it is opened: opening a pipe would wait for somebody to write into it.
    let about = metadata(path)?;
    if !about.is_file() {
        return Err(Error::new(ErrorKind::InvalidInput, "it is no plain file"));
    }
    let too_large = || Error::new(ErrorKind::FileTooLarge, format!("it is larger than {} MiB", most_bytes >> 20));
    if about.len() > most_bytes {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // A file may grow while it is read, and some in /proc have no length.
    File::open(path)?.take(most_bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most_bytes { Err(too_large()) } else { Ok(bytes) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_file_of_the_expected_size_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, b"1234").unwrap();
        assert_eq!(read_plain(&path, 4).unwrap(), b"1234");
        assert_eq!(read_plain(&path, 3).unwrap_err().kind(), ErrorKind::FileTooLarge);
        assert_eq!(read_plain(folder.path(), 9).unwrap_err().kind(), ErrorKind::InvalidInput);
        assert_eq!(read_plain(&folder.path().join("b"), 9).unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_device_without_end_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.png");
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        assert_eq!(read_plain(&path, 1 << 30).unwrap_err().to_string(), "it is no plain file");
    }
}
