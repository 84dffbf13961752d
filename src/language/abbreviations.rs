//! Words whose full stop does not end a sentence.

/// Whether a dot right after this word belongs to it.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.len() <= 6 && ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word)) && !is_plain(word)
}

/// "gen." abbreviates, "no." and "sat." in lower case end a sentence.
fn is_plain(word: &str) -> bool {
    word.starts_with(|c: char| c.is_lowercase()) && PLAIN_IN_LOWER_CASE.contains(&word)
}

/// Whether a sentence may end with this abbreviation, so that what follows has to decide.
pub(super) fn may_end_a_sentence(folded: &str) -> bool {
    folded.ends_with('.') || MAY_END.contains(&folded)
}

/// Words that, capitalised, begin a sentence rather than a name.
pub(super) fn opens_a_sentence(folded: &str) -> bool {
    OPENERS.contains(&folded)
}

const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "pres", "gov", "sen", "rep", "amb", "sgt", "cpl", "pvt", "lt",
    "capt", "cmdr", "cdr", "col", "gen", "maj", "adm", "brig", "sr", "jr", "st", "mt", "ft", "no", "nos", "vs", "etc",
    "inc", "ltd", "co", "corp", "dept", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "approx", "est", "fig", "vol",
    "pp", "km", "mi", "msgr", "supt", "insp", "det", "ofc", "pfc", "spc", "ens", "comdr", "ave", "blvd", "univ",
    "assn", "bros", "messrs", "mme", "mlle", "wm", "geo", "chas", "jas", "ed", "cf", "ca", "bf", "nr", "str",
];

const PLAIN_IN_LOWER_CASE: &[&str] = &[
    "no", "mar", "sat", "sun", "mon", "fig", "ed", "det", "est", "str", "gen", "rep", "co", "ave", "mi", "col", "fri",
    "ens", "nos", "dec", "jun", "rev", "st", "ft", "mt", "nr", "amb", "geo",
];

const MAY_END: &[&str] = &["etc", "inc", "ltd", "co", "corp", "jr", "sr", "km", "mi", "bros", "dept"];

const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "this",
    "that",
    "these",
    "those",
    "there",
    "in",
    "on",
    "at",
    "but",
    "and",
    "his",
    "her",
    "its",
    "their",
    "after",
    "before",
    "as",
    "when",
    "while",
    "if",
    "for",
    "with",
    "no",
    "some",
    "many",
    "most",
    "however",
    "meanwhile",
    "earlier",
    "later",
    "by",
    "from",
    "since",
    "both",
    "one",
    "two",
    "officials",
    "witnesses",
    "residents",
    "local",
    "government",
    "state",
    "another",
    "what",
    "who",
    "why",
];
