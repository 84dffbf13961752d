//! Whose copy a text is: an agency that it names in its dateline, in brackets, or as the one that was told.

use crate::ingest::Said;
use crate::language::Text;

/// Agencies: what they are called, and the words by which texts name them.
const AGENCIES: &[(&str, &[&str])] = &[
    ("AFP", &["AFP", "Agence France-Presse"]),
    ("Reuters", &["Reuters", "REUTERS"]),
    ("AP", &["AP", "Associated Press"]),
    ("dpa", &["dpa", "Deutsche Presse-Agentur"]),
    ("EFE", &["EFE", "Agencia EFE"]),
    ("ANSA", &["ANSA"]),
    ("UPI", &["UPI", "United Press International"]),
    ("Xinhua", &["Xinhua"]),
    ("TASS", &["TASS", "ITAR-TASS"]),
    ("Interfax", &["Interfax"]),
    ("Anadolu", &["Anadolu Agency", "Anadolu Ajansi"]),
    ("PTI", &["PTI", "Press Trust of India"]),
    ("ANI", &["ANI"]),
    ("Kyodo", &["Kyodo", "KYODO"]),
    ("Yonhap", &["Yonhap"]),
    ("Antara", &["ANTARA"]),
    ("SANA", &["SANA"]),
    ("Ukrinform", &["Ukrinform"]),
    ("Pajhwok", &["Pajhwok"]),
    ("PA", &["PA Media", "Press Association"]),
];

/// The agency whose copy a text is.
pub(super) fn of(text: &Text<'_>) -> Option<Said> {
    let source = text.source();
    let lines = text.paragraphs().iter().filter_map(|paragraph| paragraph.dateline.clone());
    let datelines: Vec<&str> = lines.take(2).map(|tokens| text.written(tokens)).collect();
    let by_dateline = datelines.iter().find_map(|line| {
        let named = AGENCIES.iter().find(|(_, names)| names.iter().any(|name| has(line, name)))?;
        Some((named.0, format!("its dateline, “{}”", line.trim_end_matches(['-', '–', '—', ':', ' ']))))
    });
    let by_words = || {
        AGENCIES.iter().find_map(|(agency, names)| {
            names.iter().find_map(|name| {
                let forms = [format!("({name})"), format!("told {name}"), format!("© {name}"), format!("[{name}]")];
                let own = ["correspondents", "reporters", "journalists", "photographer", "correspondent", "journalist"];
                let own = own.iter().map(|who| format!("{name} {who}"));
                let found = forms.into_iter().chain(own).find(|words| has(source, words))?;
                Some((*agency, format!("the words “{found}”")))
            })
        })
    };
    by_dateline.or_else(by_words).and_then(|(agency, how)| Said::of(agency, &how))
}

/// Whether words stand in a text as words.
fn has(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_is_named_by_dateline_brackets_or_as_who_was_told() {
        for (text, expected) in [
            ("Kabul (AFP) – The ferry was stopped on Friday, the harbour office said in a statement.", Some("AFP")),
            ("The ferry was stopped, the office said.\n\nAFP correspondents in the port saw nobody.", Some("AFP")),
            ("The ferry was stopped, the master told Reuters.", Some("Reuters")),
            ("Apples were sold at the market. The APC stood before it.", None),
            ("The ferry was stopped, said an AP of the harbour.", None),
        ] {
            assert_eq!(of(&Text::new(text)).map(|said| said.value).as_deref(), expected, "{text}");
        }
    }
}
