//! Lines of a paragraph.

use crate::text::measure;

/// Breaks a paragraph at spaces into lines no wider than `width_px`; a word that is wider stands alone. The last line
/// is never one short word, if the line before can spare one; a number stays with the word after it.
pub fn wrap(text: &str, size: f64, weight: u16, width_px: f64) -> Vec<String> {
    let space = measure(" ", size, weight);
    let mut lines: Vec<Vec<&str>> = Vec::new();
    let mut used = 0.0;
    for word in words(text) {
        let width = measure(word, size, weight);
        match lines.last_mut() {
            Some(line) if used + space + width <= width_px => {
                line.push(word);
                used += space + width;
            }
            _ => {
                lines.push(vec![word]);
                used = width;
            }
        }
    }
    if let [.., before, last] = lines.as_mut_slice()
        && last.len() == 1
        && before.len() > 2
        && let Some(spared) = before.pop()
    {
        let joined = measure(spared, size, weight) + space + measure(last.concat().as_str(), size, weight);
        if joined <= width_px {
            last.insert(0, spared);
        } else {
            before.push(spared);
        }
    }
    lines.into_iter().map(|line| line.join(" ")).collect()
}

/// The text with no-break spaces where [`wrap`] breaks no line: for a painter that breaks lines itself.
pub fn together(text: &str) -> String {
    words(text).map(|word| word.replace(' ', "\u{a0}")).collect::<Vec<_>>().join(" ")
}

/// The words of a text: a number together with what it counts, and with the number it is a share of.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        let mut end = word_end(rest, 0);
        let mut last = rest.get(..end)?;
        // "3 of 34" and "12 August" never break within.
        let mut counted = is_number(last);
        while counted && rest.get(end + 1..).is_some_and(|after| !after.starts_with(char::is_whitespace)) {
            let next = word_end(rest, end + 1);
            last = rest.get(end + 1..next)?;
            counted = last == "of";
            end = next;
        }
        let (word, after) = rest.split_at_checked(end)?;
        rest = after.trim_start();
        (!word.is_empty()).then_some(word)
    })
}

fn word_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.find(char::is_whitespace).unwrap_or(rest.len())
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '–')
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_allowed_and_no_word_is_lost() {
        let text =
            "The Taliban hold 3 of 34 provincial capitals in the documents, 12–13 with the reference chronology.";
        for width in [100.0, 120.0, 240.0, 900.0] {
            let lines = wrap(text, 13.0, 400, width);
            assert_eq!(lines.join(" "), text);
            for line in lines.iter().filter(|line| line.contains(' ')) {
                assert!(measure(line, 13.0, 400) <= width + 0.01, "{line}");
            }
        }
    }

    #[test]
    fn a_paragraph_does_not_end_in_a_lonely_word() {
        let width = measure("one two three four", 12.0, 400);
        let lines = wrap("one two three four five", 12.0, 400, width);
        assert_eq!(lines, ["one two three", "four five"]);
    }

    #[test]
    fn a_number_stays_with_what_it_counts() {
        let width = measure("Kandahar and 4", 12.0, 700);
        assert_eq!(wrap("Kandahar and 4 more fall", 12.0, 700, width), ["Kandahar and", "4 more fall"]);
    }

    #[test]
    fn a_share_is_never_torn_from_its_whole() {
        let text = "Known by 13 August: the Taliban hold 3 of 34 provincial capitals, 12–13 with the others.";
        for width_px in 60..400 {
            let lines = wrap(text, 13.0, 400, f64::from(width_px));
            assert_eq!(lines.join(" "), text);
            let together = ["13 August", "3 of 34", "12–13 with"];
            for share in together {
                assert!(lines.iter().any(|line| line.contains(share)), "{share} at {width_px} px: {lines:?}");
            }
        }
    }

    #[test]
    fn what_belongs_together_has_spaces_that_do_not_break() {
        let text = "By 13 August: 3 of 34 capitals, 12–13 with them.";
        assert_eq!(together(text), "By 13\u{a0}August: 3\u{a0}of\u{a0}34 capitals, 12–13\u{a0}with them.");
    }

    #[test]
    fn nothing_makes_no_lines() {
        assert!(wrap("  ", 12.0, 400, 100.0).is_empty());
    }
}
