//! Names as they are looked up.

use crate::language::{Text, TokenKind};
use fst::raw::{CompiledAddr, Fst, Output};

/// A name as the gazetteer looks it up: its words folded, single blanks between them, no hyphens or full stops;
/// "Saint", "Mount" and "Fort" in short; the linking vowel of Persian names ("Qala-i-Naw", "Qala e Naw") left out.
///
/// ```
/// use dateline::world::name_key;
/// assert_eq!(name_key("Mazar-i-Sharif"), name_key("Mazār-e Sharīf"));
/// assert_eq!(name_key("Saint Louis"), name_key("St. Louis"));
/// assert_eq!(name_key("U.S."), "us");
/// ```
pub fn name_key(name: &str) -> String {
    let text = Text::new(name);
    let mut key = String::with_capacity(name.len());
    let last = text.tokens().len().saturating_sub(1);
    for (at, token) in text.tokens().iter().enumerate() {
        let part = match token.kind {
            TokenKind::Word | TokenKind::Number | TokenKind::Mixed | TokenKind::Clitic => {
                name_part(text.folded(at), key.is_empty() || at == last)
            }
            TokenKind::Hyphen | TokenKind::Dash | TokenKind::Quote | TokenKind::Sign => continue,
        };
        if !part.is_empty() {
            if !key.is_empty() {
                key.push(' ');
            }
            key.extend(part.chars().filter(|c| *c != '.' && *c != '\''));
        }
    }
    key
}

/// One folded word as part of a name's key; empty where it is left out. Dots and apostrophes in it still have to go.
pub fn name_part(folded: &str, outer: bool) -> &str {
    match folded {
        "saint" | "st." => "st",
        "sainte" | "ste." => "ste",
        "mount" | "mt." => "mt",
        "fort" | "ft." => "ft",
        "i" | "e" | "ye" | "y" if !outer => "",
        _ => folded,
    }
}

/// Words of names that are written in several ways when they are put into Latin letters, after other alphabets.
const SPELLINGS: [&[&str]; 17] = [
    &["al", "ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "el", "en", "er", "es", "esh", "et", "ez"],
    &["abu", "aboo"],
    &["ain", "ayn", "ein"],
    &["bani", "beni", "banu"],
    &["beit", "bayt", "bait"],
    &["bir", "beer", "bi'r"],
    &["deir", "dayr", "der", "dair"],
    &["diyah", "diya", "diyyah"],
    &["jabal", "jebel", "djebel", "gebel"],
    &["jisr", "djisr", "gisr"],
    &["kafr", "kfar", "kefar", "kufr"],
    &["khan", "chan"],
    &["qala", "qalat", "kala", "qalah"],
    &["sheikh", "shaykh", "shekh", "cheikh"],
    &["sidi", "sayyidi"],
    &["tel", "tall", "tell", "tal"],
    &["umm", "um", "oum"],
];

/// Other ways to write a word of a name: "tel" as "tall".
pub fn other_spellings(part: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    // Most words are longer, or begin otherwise.
    let may = part.len() < 8 && part.starts_with(|letter| "abdejgqkcstu".contains(letter));
    let known = SPELLINGS.iter().filter(|_| may).find(|list| list.contains(&part));
    known.into_iter().flat_map(|list| list.iter().copied()).filter(move |other| *other != part)
}

/// A way through the names, letter by letter.
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    names: Option<&'a Fst<Vec<u8>>>,
    at: CompiledAddr,
    output: Output,
    letters: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(names: Option<&'a Fst<Vec<u8>>>) -> Self {
        Self { names, at: names.map_or(0, |names| names.root().addr()), output: Output::zero(), letters: false }
    }

    /// The same, as at the beginning of a name.
    pub(super) fn restarted(self) -> Self {
        Self { letters: false, ..self }
    }

    /// Goes on by one word of a name, as [`name_part`] gives it; `false`, and nothing more, if no name goes on so.
    pub fn next(&mut self, part: &str) -> bool {
        part.is_empty() || ((!self.letters || self.push(" ")) && self.push(part))
    }

    /// Goes on by letters, dots and apostrophes left out.
    pub fn push(&mut self, letters: &str) -> bool {
        let Some(names) = self.names else { return false };
        for byte in letters.bytes().filter(|byte| *byte != b'.' && *byte != b'\'') {
            let node = names.node(self.at);
            let Some(index) = node.find_input(byte) else { return false };
            let transition = node.transition(index);
            self.at = transition.addr;
            self.output = self.output.cat(transition.out);
            self.letters = true;
        }
        true
    }

    /// The key of the name that ends here, for [`super::Gazetteer::postings`].
    pub fn found(&self) -> Option<u64> {
        let node = self.names?.node(self.at);
        node.is_final().then(|| self.output.cat(node.final_output()).value())
    }
}
