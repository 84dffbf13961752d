//! What all sentences are made with: patterns with named slots, lists, numbers of things. What holds in English only
//! stands here and nowhere else.

use std::borrow::Cow;

/// A pattern with its `{slots}` filled; a slot without a value stays as it is.
///
/// Values are never searched for slots, whatever they hold.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let slot = from.find('}').and_then(|end| Some((from.get(1..end)?, from.get(end + 1..)?)));
        let found = slot.and_then(|(name, after)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, after))
        });
        match found {
            Some((value, after)) => {
                out.push_str(&isolated(value));
                rest = after;
            }
            None => {
                out.push('{');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// "A", "A and B", "A, B and C".
pub(crate) fn list(names: &[impl AsRef<str>]) -> String {
    match names {
        [] => String::new(),
        [only] => isolated(only.as_ref()).into_owned(),
        [first @ .., last] => {
            let first: Vec<Cow<'_, str>> = first.iter().map(|name| isolated(name.as_ref())).collect();
            format!("{} and {}", first.join(", "), isolated(last.as_ref()))
        }
    }
}

/// A name that is written from the right, kept apart from what stands beside it: a number after it would else change
/// its place ("X, 122 km" would be read "km 122 ,X"). Any other is as it is.
///
/// Source: Unicode Standard Annex 9, first strong isolate.
pub(crate) fn isolated(name: &str) -> Cow<'_, str> {
    if name.contains(is_from_the_right) && !name.contains(ISOLATE) {
        format!("{ISOLATE}{name}{END_OF_ISOLATE}").into()
    } else {
        name.into()
    }
}

/// A text without the signs of [`isolated`]: for where nothing heeds them.
pub(crate) fn not_isolated(text: &str) -> String {
    text.replace([ISOLATE, END_OF_ISOLATE], "")
}

const ISOLATE: char = '\u{2068}';
const END_OF_ISOLATE: char = '\u{2069}';

/// Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin.
const fn is_from_the_right(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Statements side by side: "A falls; B may have fallen". Empty ones are left out.
pub(crate) fn clauses<T: AsRef<str>>(parts: impl IntoIterator<Item = T>) -> String {
    let mut all = String::new();
    for part in parts {
        let part = part.as_ref();
        if !(all.is_empty() || part.is_empty()) {
            all.push_str("; ");
        }
        all.push_str(part);
    }
    all
}

/// Whole sentences one after the other. Empty ones are left out.
pub(crate) fn sentences<T: AsRef<str>>(parts: impl IntoIterator<Item = T>) -> String {
    let mut all = String::new();
    for part in parts {
        let part = part.as_ref();
        if !(all.is_empty() || part.is_empty()) {
            all.push(' ');
        }
        all.push_str(part);
    }
    all
}

/// The first letter as a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// "1 claim", "12 claims".
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// A number with a comma between its thousands: "1,200".
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut said = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

/// A number of bytes: "812 bytes", "34 kB", "1.5 MB".
pub fn bytes(bytes: u64) -> String {
    match bytes {
        ..1_000 => counted(usize::try_from(bytes).unwrap_or_default(), "byte", "bytes"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// "provincial capital" to "provincial capitals", "city" to "cities": for what a chronicle names in the singular only.
pub(crate) fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// The noun alone: the last word of "provincial capital"; "place" where there is none.
pub(crate) fn head_noun(phrase: &str) -> &str {
    match phrase.trim().rsplit(' ').next() {
        None | Some("") => "place",
        Some(last) => last,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_and_their_values_left_alone() {
        let values = [("places", "{side} and B"), ("side", "the army")];
        for (pattern, filled) in [
            ("{side} take {places}", "the army take {side} and B"),
            ("{places}", "{side} and B"),
            ("no slot", "no slot"),
            ("{unknown} {side}", "{unknown} the army"),
            ("open { and {side", "open { and {side"),
        ] {
            assert_eq!(fill(pattern, &values), filled, "{pattern}");
        }
    }

    #[test]
    fn a_name_from_the_right_is_kept_apart_from_the_number_beside_it() {
        let values = [("place", "יפו"), ("km", "122")];
        assert_eq!(fill("nearest: {place}, {km} km", &values), "nearest: \u{2068}יפו\u{2069}, 122 km");
        let names = list(&["כابل", "Herat", "יפו"]);
        assert_eq!(names, "\u{2068}כابل\u{2069}, Herat and \u{2068}יפו\u{2069}");
        assert_eq!(fill("{places} fall", &[("places", &names)]), format!("{names} fall"));
        assert_eq!(not_isolated(&names), "כابل, Herat and יפו");
    }

    #[test]
    fn nouns_have_their_plural() {
        for (one, several) in [("capital", "capitals"), ("city", "cities"), ("quay", "quays"), ("church", "churches")] {
            assert_eq!(plural(one), several);
        }
        assert_eq!(
            (counted(1, "claim", "claims"), counted(0, "claim", "claims")),
            ("1 claim".into(), "0 claims".into())
        );
        assert_eq!((head_noun("provincial capital"), head_noun(" ")), ("capital", "place"));
    }

    #[test]
    fn lists_are_joined() {
        assert_eq!(list(&["A"]), "A");
        assert_eq!(list(&["A", "B", "C"]), "A, B and C");
        assert_eq!((clauses(["A", "", "B"]), sentences(["A.", "", "B."])), ("A; B".to_owned(), "A. B.".to_owned()));
    }
}
