use super::*;
use crate::jobs::Unwatched;
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A packed folder of these files.
fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn one(name: &str, bytes: &[u8]) -> Result<Incoming, Refusal> {
    let mut found = read(name, bytes.into(), None, &Unwatched);
    assert_eq!(found.len(), 1, "{name}");
    found.remove(0).map_err(|(_, refusal)| refusal)
}

const WORD: &str = "<w:document><w:body>\
    <w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Forces leave the river towns</w:t></w:r></w:p>\
    <w:p><w:r><w:t>They left </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:r><w:t>on Wednesday &amp; \
    &#8220;in good order&#8221;.</w:t></w:r></w:p><w:p><w:r><w:instrText>PAGE</w:instrText><w:t>Issued 21 May 2015</w:t></w:r></w:p>\
    </w:body></w:document>";
const OPEN: &str = "<office:document-content><office:body><office:text><text:tracked-changes><text:p>gone</text:p>\
    </text:tracked-changes><text:h>Ferry stopped by high waves</text:h><text:p>The ferry<text:s/>was <text:span>stopped</text:span> on \
    Tuesday.<office:annotation><text:p>a remark</text:p></office:annotation></text:p></office:text></office:body>\
    </office:document-content>";
const LETTER: &str = "From: A Correspondent <a@example.org>\r\nSubject: =?utf-8?q?Quiet_night=2C_two_checkpoints_moved?=\r\n\
    Date: Tue, 19 May 2015 08:12:00 +0300\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n\
    Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nTwo checkpoints were mo=\r\nved.\r\n";

#[test]
fn each_format_gives_its_text_and_what_it_says_of_itself() {
    let open = [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", OPEN)];
    let page_letter = LETTER
        .replace("text/plain", "text/html")
        .replace("Two checkpoints were mo=\r\nved.", "<html><body><p>Two moved.</p>");
    for (name, bytes, format, title, published, text) in [
        (
            "a.docx",
            packed(&[("word/document.xml", WORD)]),
            DocumentFormat::Docx,
            Some("Forces leave the river towns"),
            Some("2015-05-21"),
            "Forces leave the river towns\n\nThey left on Wednesday & “in good order”.\n\nIssued 21 May 2015\n",
        ),
        (
            "a.odt",
            packed(&open),
            DocumentFormat::Odt,
            Some("Ferry stopped by high waves"),
            None,
            "Ferry stopped by high waves\n\nThe ferry was stopped on Tuesday.\n",
        ),
        (
            "a.eml",
            LETTER.into(),
            DocumentFormat::Mail,
            Some("Quiet night, two checkpoints moved"),
            Some("2015-05-19T08:12:00+03:00"),
            "Quiet night, two checkpoints moved\n\nTwo checkpoints were moved.\n",
        ),
        (
            "b.eml",
            page_letter.into(),
            DocumentFormat::Mail,
            Some("Quiet night, two checkpoints moved"),
            Some("2015-05-19T08:12:00+03:00"),
            "Quiet night, two checkpoints moved\n\nTwo moved.\n",
        ),
        (
            "a.txt",
            b"caf\xe9 closed by the \x93mayor\x94 on Monday, after a long day of rain.".to_vec(),
            DocumentFormat::Text,
            None,
            None,
            "café closed by the “mayor” on Monday, after a long day of rain.",
        ),
    ] {
        let document = one(name, &bytes).unwrap();
        assert_eq!(document.format, format, "{name}");
        assert_eq!(document.title.as_ref().map(|title| title.value.as_str()), title, "{name}");
        assert_eq!(document.published.as_ref().map(|published| published.edtf.as_str()), published, "{name}");
        assert_eq!(document.text, text, "{name}");
        assert_eq!(document.extractor.is_none(), format == DocumentFormat::Text, "{name}");
    }
}

#[test]
fn hostile_files_end_in_a_sentence_and_run_or_fetch_nothing() {
    let grows = "a".repeat(140 << 20);
    let nested = format!("<w:document>{}", "<w:p>".repeat(100_000));
    let entities =
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b SYSTEM 'file:///etc/passwd'>]><w:p><w:t>1 &a; &b;</w:t></w:p>";
    let deep = format!("<html><body>{}words", "<div>".repeat(5_000));
    let many = format!("<html><body>{}", "<b>x</b>".repeat(150_000));
    for (name, bytes, said) in [
        ("a.docx", packed(&[("word/document.xml", &grows)]), "it grows beyond"),
        ("a.docx", packed(&[("word/document.xml", &nested)]), "it does not end"),
        ("a.docx", packed(&[("word/document.xml", entities)]), "no words"),
        ("a.docx", packed(&[("word/document.xml", WORD)])[..200].to_vec(), "expected"),
        ("a.html", deep.into(), "it does not end"),
        ("a.html", many.into(), "it does not end"),
        ("a.xml", b"<rss><item><title>".to_vec(), "no words"),
        ("a.txt", Vec::new(), "it is empty"),
        ("a.txt", b"... --- 123".to_vec(), "no words"),
        ("a.bin", (0..=255).cycle().take(3000).collect(), "expected a document"),
        ("a.zip", packed(&[("photos/1.jpg", "x")]), "unpack it"),
    ] {
        let refused = one(name, &bytes).map(|document| document.text.chars().take(80).collect::<String>());
        assert!(
            refused.as_ref().is_err_and(|refusal| refusal.to_string().contains(said)),
            "{name}, {said}: {refused:?}"
        );
    }
}

#[test]
fn scripts_and_addresses_of_a_page_are_neither_run_nor_kept() {
    let page = "<html><body><script>document.write('run')</script><img src='http://example.org/x.png'><iframe src='//example.org'>\
        framed</iframe><p onload='x()'>The ferry was stopped on Tuesday.</p></body></html>";
    let text = one("a.html", page.as_bytes()).unwrap().text;
    assert_eq!(text.trim(), "The ferry was stopped on Tuesday.");
}

#[test]
fn extractors_are_called_by_the_versions_that_are_compiled() {
    let lock = include_str!("../../../Cargo.lock");
    for by in [html::BY, mail::BY, pdf::BY] {
        let (name, version) = by.split_once(' ').unwrap();
        assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"")), "{by}");
    }
}
