//! What extracted text looks like.

/// Blank lines between paragraphs, none at the ends, single blanks within: what extracted text looks like.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.lines() {
        let mut words = line.split_whitespace().peekable();
        if words.peek().is_none() {
            blank = !tidy.is_empty();
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        let mut first = true;
        for word in words {
            if !first {
                tidy.push(' ');
            }
            first = false;
            tidy.push_str(word);
        }
    }
    if !tidy.is_empty() {
        tidy.push('\n');
    }
    tidy
}

/// A text with its headline before it, unless it begins with that.
pub(super) fn headed(title: Option<&str>, body: &str) -> String {
    let body = tidy(body);
    match title.map(str::trim).filter(|title| !title.is_empty() && !body.starts_with(*title)) {
        Some(title) => format!("{title}\n\n{body}"),
        None => body,
    }
}
