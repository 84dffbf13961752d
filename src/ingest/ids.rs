//! Words as names of files and records, in kebab case and ASCII; checksums.

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The most characters of a name made of words.
const LONGEST: usize = 40;

/// The words of a text in kebab case, as far as they have Latin letters and digits; empty where there are none.
pub(super) fn kebab(text: &str) -> String {
    let mut name = String::new();
    let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    for word in bare.split(|c: char| !c.is_ascii_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if name.len() + word.len() >= LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(&word.to_ascii_lowercase());
    }
    name
}

/// SHA-256 in hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
