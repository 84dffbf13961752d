use super::*;
use crate::jobs::Unwatched;
use std::io::Write as _;

/// A PDF of these objects, each without its number; the first is the catalogue, the second the pages.
fn pdf(objects: &[Vec<u8>]) -> Arc<[u8]> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        writeln!(bytes, "{} 0 obj", number + 1).unwrap();
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let table = bytes.len();
    write!(bytes, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(bytes, "{place:010} 00000 n ").unwrap();
    }
    write!(bytes, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).unwrap();
    bytes.into()
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<< {dictionary} /Length {} >>\nstream\n", data.len()).into_bytes();
    object.extend_from_slice(data);
    object.extend_from_slice(b"\nendstream");
    object
}

fn packed(data: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(data).unwrap();
    packer.finish().unwrap()
}

/// One page with these contents, and what else there is from object 6 on.
fn page(contents: Vec<u8>, resources: &str, more: &[Vec<u8>]) -> Arc<[u8]> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> {resources} >> >>"
        )
        .into_bytes(),
        contents,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

fn text_of(contents: &str) -> Result<String, Refusal> {
    read("a.pdf", &page(stream("", contents.as_bytes()), "", &[]), None, &Unwatched).map(|document| document.text)
}

#[test]
fn lines_become_paragraphs_and_parted_words_are_joined() {
    let contents = "BT /F 18 Tf 72 760 Td (Ferry stopped) Tj ET \
        BT /F 11 Tf 72 720 Td (The ferry to the island was stopped on Tuesday because of high waves, the har-) Tj \
        0 -14 Td (bour office said. It will not sail before Friday, and the post will come by air until it) Tj \
        0 -14 Td (does.) Tj 0 -30 Td (Nobody was) Tj 65 0 Td (hurt.) Tj ET";
    assert_eq!(
        text_of(contents).unwrap(),
        "Ferry stopped\n\nThe ferry to the island was stopped on Tuesday because of high waves, the harbour office said. \
         It will not sail before Friday, and the post will come by air until it does.\n\nNobody was hurt.\n"
    );
}

#[test]
fn a_page_without_letters_is_a_scan_or_empty() {
    assert_eq!(text_of("0 0 100 100 re f"), Err(Refusal::NoWords));
    let picture =
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", &[0]);
    let scan = page(stream("", b"595 0 0 842 0 0 cm /P Do"), "/XObject << /P 6 0 R >>", &[picture]);
    assert_eq!(read("a.pdf", &scan, None, &Unwatched), Err(Refusal::Scan("1 page".to_owned())));
}

#[test]
fn what_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
    let blanks = packed(&vec![b' '; 200 << 20]);
    let large = page(stream("/Filter /FlateDecode", &blanks), "", &[]);
    assert!(matches!(read("a.pdf", &large, None, &Unwatched), Err(Refusal::Grows(_))));
    // Packed twice it is a few hundred bytes.
    let twice = packed(&blanks);
    let large = page(stream("/Filter [/FlateDecode /FlateDecode]", &twice), "", &[]);
    assert!(large.len() < 100_000);
    assert!(matches!(read("a.pdf", &large, None, &Unwatched), Err(Refusal::Grows(_))));
}

#[test]
fn forms_that_draw_each_other_without_end_are_refused() {
    // Ten forms, each of which draws the next eight times: 8^10 in all.
    let forms: Vec<Vec<u8>> = (0..10)
        .map(|at| {
            let next = 7 + at;
            let dictionary = format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {next} 0 R >> >>"
            );
            stream(&dictionary, &b"/X Do ".repeat(8))
        })
        .collect();
    let endless = page(stream("", b"/X Do"), "/XObject << /X 6 0 R >>", &forms);
    assert!(matches!(read("a.pdf", &endless, None, &Unwatched), Err(Refusal::Endless(_))));
}

#[test]
fn half_a_file_and_none_are_refused_in_a_sentence() {
    let whole = page(stream("", b"BT /F 11 Tf 72 720 Td (Ferry) Tj ET"), "", &[]);
    for part in [9, 60, 200, whole.len() / 2] {
        let half: Arc<[u8]> = whole[..part].into();
        let refused = read("a.pdf", &half, None, &Unwatched);
        assert!(refused.is_err() || refused.is_ok_and(|document| document.text.contains("Ferry")), "{part}");
    }
}
