//! What all sentences are made with: patterns with named slots, lists, numbers of things. What holds in English only
//! stands here and nowhere else.

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
                out.push_str(value);
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
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
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
pub(crate) fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
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
