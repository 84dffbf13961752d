//! Where the parts of a GeoJSON text begin and end, by its brackets alone: for files that are not sound throughout.

/// Where the next feature seems to begin, after one whose brackets cannot be trusted.
pub(super) fn next_feature(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.match_indices("\"Feature\"").find_map(|(found, _)| {
        let before = rest.get(..found)?.trim_end().strip_suffix(':')?.trim_end().strip_suffix("\"type\"")?.trim_end();
        before.ends_with('{').then(|| from + before.len() - 1)
    })
}

/// Where the first element of the top-level `features` array may stand.
pub(super) fn features_start(text: &str) -> Option<usize> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut at = skip_blank(text, mark);
    if text.as_bytes().get(at) != Some(&b'{') {
        return None;
    }
    at += 1;
    loop {
        at = skip_blank(text, at);
        match text.as_bytes().get(at)? {
            b',' => at += 1,
            b'"' => {
                let end = skip_value(text, at)?;
                let key = text.get(at..end)?;
                at = skip_blank(text, end);
                if text.as_bytes().get(at)? != &b':' {
                    return None;
                }
                at = skip_blank(text, at + 1);
                if key == "\"features\"" {
                    return (text.as_bytes().get(at)? == &b'[').then_some(at + 1);
                }
                at = skip_value(text, at)?;
            }
            _ => return None,
        }
    }
}

/// Whether what follows the features closes the collection.
pub(super) fn skip_rest(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at = skip_blank(text, at);
        match text.as_bytes().get(at)? {
            b'}' => return Some(at),
            b',' | b':' => at += 1,
            _ => at = skip_value(text, at).filter(|end| *end > at)?,
        }
    }
}

/// The first byte from `from` on that is no white space.
pub(in crate::chronicle) fn skip_blank(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    from + rest.iter().take_while(|b| b.is_ascii_whitespace()).count()
}

/// The end of the value that begins at `from`: strings are respected, brackets are counted. `None` when the text ends
/// first.
pub(in crate::chronicle) fn skip_value(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (from, 0usize);
    loop {
        match bytes.get(at)? {
            b'"' => {
                at = skip_string(bytes, at + 1)?;
                if depth == 0 {
                    return Some(at);
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return Some(at),
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b',' if depth == 0 => return Some(at),
            b if depth == 0 && b.is_ascii_whitespace() => return Some(at),
            _ => {}
        }
        at += 1;
    }
}

/// The byte after the closing quotation mark.
fn skip_string(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}
