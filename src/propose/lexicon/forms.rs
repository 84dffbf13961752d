//! The forms of English verbs and nouns, by rule.

pub(super) fn past(base: &str) -> String {
    match base {
        _ if base.ends_with('e') => format!("{base}d"),
        _ if consonant_y(base) => format!("{}ied", &base[..base.len() - 1]),
        _ if doubles(base) => format!("{base}{}ed", last(base)),
        _ => format!("{base}ed"),
    }
}

pub(super) fn ing(base: &str) -> String {
    match base {
        "be" => "being".to_owned(),
        "lie" | "die" => format!("{}ying", &base[..1]),
        _ if base.ends_with("ee") => format!("{base}ing"),
        _ if base.ends_with('e') && base.len() > 2 => format!("{}ing", &base[..base.len() - 1]),
        _ if doubles(base) => format!("{base}{}ing", last(base)),
        _ => format!("{base}ing"),
    }
}

pub(super) fn s_form(base: &str) -> String {
    match base {
        _ if consonant_y(base) => format!("{}ies", &base[..base.len() - 1]),
        _ if base.ends_with("ch") || base.ends_with("sh") || base.ends_with(['s', 'x', 'z', 'o']) => {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

fn consonant_y(base: &str) -> bool {
    let mut back = base.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !is_vowel(c))
}

/// "stab" → "stabbed": one vowel between consonants, or one of the longer words that are stressed at their end.
fn doubles(base: &str) -> bool {
    if matches!(
        base,
        "begin"
            | "confer"
            | "transfer"
            | "prefer"
            | "compel"
            | "control"
            | "patrol"
            | "propel"
            | "incur"
            | "dispel"
            | "embed"
            | "commit"
            | "admit"
            | "permit"
            | "occur"
            | "repel"
            | "rebut"
            | "deter"
            | "kidnap"
            | "rebel"
            | "quit"
            | "expel"
            | "refer"
            | "submit"
    ) {
        return true;
    }
    let letters: Vec<char> = base.chars().collect();
    let [.., before, vowel, end] = letters.as_slice() else { return false };
    letters.iter().filter(|c| is_vowel(**c)).count() == 1
        && !is_vowel(*before)
        && is_vowel(*vowel)
        && !is_vowel(*end)
        && !matches!(end, 'w' | 'x' | 'y')
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn last(base: &str) -> char {
    base.chars().next_back().unwrap_or('e')
}
