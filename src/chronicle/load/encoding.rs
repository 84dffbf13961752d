//! Documents as received, in whatever encoding: `encoding` in `seeds/sources.toml` names it, by its label on the web
//! (<https://encoding.spec.whatwg.org/#names-and-labels>). Nothing is guessed; what it might be is said.

use crate::chronicle::load::reader::Fault;
use crate::files::{likely_encoding, utf_16_unmarked};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// The text of a document; without a label it is UTF-8. A byte order mark stays its first character.
pub(super) fn text(bytes: Cow<'static, [u8]>, label: Option<&str>, path: &str) -> Result<String, Fault> {
    let encoding = match label {
        None => UTF_8,
        Some(label) => Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            let fault = format!("expected `encoding` to be one that is known, such as windows-1251, found \"{label}\"");
            Fault::new(fault).hint("correct it; without one a document is UTF-8")
        })?,
    };
    if encoding == UTF_8 {
        // Latin letters in UTF-16 without a mark are valid UTF-8, with a zero beside each of them.
        if let Some(zero) = bytes.iter().position(|byte| *byte == 0).filter(|_| utf_16_unmarked(&bytes).is_some()) {
            return Err(not_utf8(&bytes, zero, path));
        }
        return String::from_utf8(bytes.into_owned()).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            not_utf8(error.as_bytes(), valid, path)
        });
    }
    // A byte order mark of another encoding than the one that is named would be a lie about one of them.
    if let Some((marked, _)) = Encoding::for_bom(&bytes).filter(|(marked, _)| *marked != encoding) {
        let fault =
            format!("expected {} as `encoding` says, found the mark of {} in {path}", encoding.name(), marked.name());
        return Err(Fault::new(fault).hint(format!("write encoding = \"{}\"", marked.name())));
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes);
    text.map(Cow::into_owned).ok_or_else(|| {
        let fault =
            Fault::new(format!("expected {} as `encoding` says, found bytes in {path} that are none", encoding.name()));
        fault.hint(match likely_encoding(&bytes) {
            Some(likely) => {
                format!("it looks like {}; correct `encoding`, or restore the file as received", likely.name())
            }
            None => "correct `encoding`, or restore the file as received".to_owned(),
        })
    })
}

/// What to say of bytes that are not UTF-8 and of which nobody said what they are.
fn not_utf8(bytes: &[u8], valid: usize, path: &str) -> Fault {
    let line = 1 + bytes.get(..valid).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
    let fault = Fault::new(format!("expected UTF-8, found another encoding in {path} at line {line}, byte {valid}"));
    fault.hint(match likely_encoding(bytes) {
        Some(likely) => format!(
            "keep the file as received and say in its [[source]] what it is written in; it looks like encoding = \"{}\"",
            likely.name()
        ),
        None => "restore the file as received; `encoding` in its [[source]] says what a text is written in".to_owned(),
    })
}

/// The text of bytes of which nobody said what they are: UTF-8, else what they look like, by its label on the web. `None`
/// where they look like no text. A byte order mark stays its first character.
pub fn decoded(bytes: &[u8]) -> Option<(String, Option<&'static str>)> {
    let utf_8 = std::str::from_utf8(bytes).ok().filter(|_| !bytes.contains(&0) || utf_16_unmarked(bytes).is_none());
    if let Some(text) = utf_8 {
        return Some((text.to_owned(), None));
    }
    let encoding = likely_encoding(bytes)?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some((text.into_owned(), Some(encoding.name())))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const RUSSIAN: &str = "Войска вошли в город в четверг вечером, сообщил представитель губернатора.\n";

    fn utf_16(text: &str, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_document_is_decoded_as_its_bibliography_says() {
        let (russian, _, _) = encoding_rs::WINDOWS_1251.encode(RUSSIAN);
        let cases: [(&[u8], Option<&str>, &str); 6] = [
            ("Herat fell — “quickly”".as_bytes(), None, "Herat fell — “quickly”"),
            ("\u{feff}Herat".as_bytes(), Some("utf-8"), "\u{feff}Herat"),
            (b"caf\xe9 \x93fell\x94", Some("windows-1252"), "café “fell”"),
            (b"caf\xe9", Some("latin1"), "café"),
            (&russian, Some("windows-1251"), RUSSIAN),
            (&utf_16("Herat fell", true), Some("UTF-16LE"), "\u{feff}Herat fell"),
        ];
        for (bytes, label, expected) in cases {
            assert_eq!(text(bytes.to_vec().into(), label, "d.txt").unwrap(), expected, "{label:?}");
        }
    }

    #[test]
    fn what_is_no_utf_8_is_named_with_what_it_looks_like() {
        let (russian, _, _) = encoding_rs::WINDOWS_1251.encode(RUSSIAN);
        let plain = utf_16("Herat fell on Thursday evening, a security source said.", false);
        let (french, _, _) = encoding_rs::WINDOWS_1252
            .encode("L’armée a annoncé jeudi soir que la ville était tombée, après une journée…");
        let cases: [(&[u8], Option<&str>, &str); 7] = [
            (&russian, None, "it looks like encoding = \"windows-1251\""),
            (&utf_16("Herat", true), None, "it looks like encoding = \"UTF-16LE\""),
            (&plain, None, "it looks like encoding = \"UTF-16LE\""),
            (&french, None, "it looks like encoding = \"windows-1252\""),
            (b"\0\xff\x01\0\0\x02 one \0 two \0\xfe", None, "restore the file as received"),
            (b"Herat", Some("klingon"), "correct it; without one a document is UTF-8"),
            (&utf_16("Herat", true), Some("utf-16be"), "write encoding = \"UTF-16LE\""),
        ];
        for (bytes, label, hint) in cases {
            let fault = text(bytes.to_vec().into(), label, "d.txt").unwrap_err();
            assert!(fault.sentence().contains(hint), "{label:?}: {}", fault.sentence());
        }
        let fault = text(b"one\ntwo \xe9".as_slice().into(), None, "d.txt").unwrap_err();
        assert!(fault.message.ends_with("d.txt at line 2, byte 8"), "{}", fault.message);
    }
}
