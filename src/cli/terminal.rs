//! The one way to standard output and standard error. What a file or a record says never commands the terminal: no
//! control character and no turning of the direction of writing goes through, whoever wrote it.

use std::io::{ErrorKind, Write, stderr, stdout};

/// What a text is written in: how a character that may not reach a terminal is said instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For reading.
    Text,
    /// JSON, in which every character has a name of its own.
    Json,
    /// HTML, likewise.
    Html,
}

/// Writes to standard output.
///
/// # Errors
/// The sentence to show where it cannot be written. That whoever reads has seen enough is no error.
pub fn print(text: &str, form: Form) -> Result<(), String> {
    let mut out = stdout().lock();
    match out.write_all(harmless(text, form).as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("standard output cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}

/// Writes one sentence to standard error: "error", or another word, and what there is to say.
pub fn complain(word: &str, sentence: &str) {
    let line = harmless(&sentence.replace('\n', " "), Form::Text);
    // Where even this cannot be written, the exit code says it.
    let _ = writeln!(stderr(), "{word}: {line}");
}

/// Says why nothing was done; the exit code.
pub fn fail(sentence: &str) -> u8 {
    complain("error", sentence);
    2
}

/// Whether a terminal would obey a character rather than show it: controls but for the end of a line, and what turns
/// the direction of writing.
fn commands(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (c.is_control() && c != '\n')
}

/// A text without what a terminal would obey.
fn harmless(text: &str, form: Form) -> String {
    use std::fmt::Write as _;
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        let _ = match form {
            _ if !commands(c) => safe.write_char(c),
            Form::Text => safe.write_char('\u{fffd}'),
            Form::Json => write!(safe, "\\u{:04x}", u32::from(c)),
            Form::Html if c == '\t' => safe.write_char(c),
            Form::Html => write!(safe, "&#{};", u32::from(c)),
        };
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_said_otherwise_in_each_form() {
        for (text, plain, json, html) in [
            ("Herat\n", "Herat\n", "Herat\n", "Herat\n"),
            ("\u{1b}[2J", "\u{fffd}[2J", "\\u001b[2J", "&#27;[2J"),
            ("\u{9b}2J\r", "\u{fffd}2J\u{fffd}", "\\u009b2J\\u000d", "&#155;2J&#13;"),
            ("a\u{202e}b\u{2066}", "a\u{fffd}b\u{fffd}", "a\\u202eb\\u2066", "a&#8238;b&#8294;"),
            // What joins letters in Persian stays.
            ("می\u{200c}خواهم", "می\u{200c}خواهم", "می\u{200c}خواهم", "می\u{200c}خواهم"),
        ] {
            for (form, expected) in [(Form::Text, plain), (Form::Json, json), (Form::Html, html)] {
                assert_eq!(harmless(text, form), expected, "{text:?} {form:?}");
            }
        }
    }
}
