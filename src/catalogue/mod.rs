//! What the program knows beforehand: the kinds of happening, as data.
//!
//! A kind says how it is called, where it stands in the time bar and with which sign, what it does to the control of a
//! place, how heavy it weighs, and how a headline words it. The program's own stand in `kinds.toml`; a chronicle may add
//! to them and change them. No other place in the source asks which kind a happening is by its name.
//!
//! Knows no records and no sentence: what is made of the words stands in [`crate::words`].

mod kind;

pub use kind::{ControlEffect, HeadlineWords, Kind, KindEntry, KindLane, KindSymbol, Sided};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The table the program ships.
const SHIPPED: &str = include_str!("kinds.toml");

/// The schemes whose codes kinds answer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// `sub_event_type` of ACLED, such as `Air/drone strike`.
    Acled,
    /// `type_of_violence` of UCDP GED: `1`, `2` or `3`.
    Ucdp,
    /// The event code of CAMEO, such as `190`; the kind with the most of its first digits answers.
    Cameo,
    /// The category of PLOVER, such as `ASSAULT`.
    Plover,
}

/// The kinds of one chronicle, in the order of the table.
#[derive(Clone, Debug)]
pub struct Catalogue {
    kinds: Vec<Kind>,
    /// Positions in `kinds`.
    by_id: BTreeMap<String, usize>,
    /// What every kind is before it says otherwise, and what an unknown one is.
    default: Kind,
}

#[derive(serde::Deserialize)]
struct Table {
    default: KindEntry,
    #[serde(rename = "kind")]
    kinds: Vec<KindEntry>,
}

impl Catalogue {
    /// The program's own, parsed once.
    ///
    /// ```
    /// use dateline::catalogue::{Catalogue, ControlEffect};
    ///
    /// let kinds = Catalogue::shipped();
    /// assert_eq!(kinds.kind("recapture").effect, ControlEffect::Takes);
    /// assert_eq!(kinds.label("carnival-parade"), "carnival parade");
    /// ```
    pub fn shipped() -> &'static Arc<Self> {
        static SHIPPED_KINDS: OnceLock<Arc<Catalogue>> = OnceLock::new();
        SHIPPED_KINDS.get_or_init(|| {
            // A test holds that the table parses; nothing else could be done about it here.
            let (default, entries) = match toml_edit::de::from_str::<Table>(SHIPPED) {
                Ok(Table { default, kinds }) => (default, kinds),
                Err(_) => (KindEntry::default(), Vec::new()),
            };
            let mut empty = Kind::default();
            empty.set(default);
            let empty = Self { kinds: Vec::new(), by_id: BTreeMap::new(), default: empty };
            Arc::new(empty.with(entries))
        })
    }

    /// The same with the kinds that a chronicle adds, and with what it says of those that are there.
    #[must_use]
    pub fn with(mut self, entries: impl IntoIterator<Item = KindEntry>) -> Self {
        for entry in entries {
            let next = self.kinds.len();
            let at = *self.by_id.entry(entry.id.clone()).or_insert(next);
            if at == next {
                let label = entry.id.replace('-', " ");
                self.kinds.push(Kind {
                    id: entry.id.clone(),
                    label: label.clone(),
                    plural: label,
                    ..self.default.clone()
                });
            }
            if let Some(kind) = self.kinds.get_mut(at) {
                kind.set(entry);
            }
        }
        self
    }

    /// All kinds, in the order of the table.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// A kind of the table; `None` where it is not in it.
    pub fn find(&self, id: &str) -> Option<&Kind> {
        self.by_id.get(id).and_then(|at| self.kinds.get(*at))
    }

    /// A kind, or what the program does with one that it does not know: an occurrence that changes nothing.
    pub fn kind(&self, id: &str) -> &Kind {
        self.find(id).unwrap_or(&self.default)
    }

    /// What one is called in the middle of a sentence; an unknown kind is called by its id.
    pub fn label<'a>(&'a self, id: &str) -> Cow<'a, str> {
        self.find(id).map_or_else(|| Cow::Owned(id.replace('-', " ")), |kind| Cow::Borrowed(kind.label.as_str()))
    }

    /// What several are called, or one that cannot be counted.
    pub fn plural<'a>(&'a self, id: &str) -> Cow<'a, str> {
        self.find(id).map_or_else(|| self.label(id), |kind| Cow::Borrowed(kind.plural.as_str()))
    }

    /// The kind that answers to a code of a data set; `None` where none does.
    pub fn of_code(&self, scheme: Scheme, code: &str) -> Option<&Kind> {
        let answers = |code: &str| self.kinds.iter().find(|kind| kind.codes(scheme).iter().any(|own| own == code));
        match scheme {
            // 1823 is a kind of 182, and that of 18.
            Scheme::Cameo => (2..=code.len()).rev().filter_map(|digits| code.get(..digits)).find_map(answers),
            Scheme::Acled | Scheme::Ucdp | Scheme::Plover => answers(code),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const SCHEMES: [Scheme; 4] = [Scheme::Acled, Scheme::Ucdp, Scheme::Cameo, Scheme::Plover];

    #[test]
    fn the_shipped_table_parses_and_names_each_kind_once() {
        let table: Table = toml_edit::de::from_str(SHIPPED).unwrap();
        let ids: BTreeSet<&str> = table.kinds.iter().map(|kind| kind.id.as_str()).collect();
        assert_eq!(ids.len(), table.kinds.len());
        assert_eq!(Catalogue::shipped().kinds().len(), ids.len());
        assert!(ids.len() > 80);
    }

    #[test]
    fn every_kind_has_its_words() {
        for kind in Catalogue::shipped().kinds() {
            let HeadlineWords { one, several, possible, claimed, by, possible_by } = &kind.headline;
            assert!(!kind.label.is_empty() && !kind.plural.is_empty(), "{}", kind.id);
            for words in [one, several, possible] {
                assert!(words.contains("{places}"), "{}: {words}", kind.id);
            }
            for sided in [claimed, by, possible_by] {
                let Sided([one, several]) = sided;
                assert!(one.contains("{places}") && several.contains("{places}"), "{}: {one}", kind.id);
            }
            if kind.effect == ControlEffect::Takes {
                assert!(by.0.iter().chain(&possible_by.0).all(|words| words.contains("{side}")), "{}", kind.id);
            }
        }
    }

    #[test]
    fn no_code_of_a_data_set_belongs_to_two_kinds() {
        for scheme in SCHEMES {
            let codes: Vec<&String> = Catalogue::shipped().kinds().iter().flat_map(|k| k.codes(scheme)).collect();
            assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "{scheme:?}");
            assert!(codes.len() >= 3, "{scheme:?}");
        }
    }

    #[test]
    fn a_code_of_a_data_set_finds_its_kind() {
        for (scheme, code, kind) in [
            (Scheme::Acled, "Non-state actor overtakes territory", Some("capture")),
            (Scheme::Acled, "Air/drone strike", Some("air-strike")),
            (Scheme::Acled, "Never heard of", None),
            (Scheme::Ucdp, "3", Some("attack")),
            (Scheme::Cameo, "1823", Some("attack")),
            (Scheme::Cameo, "1451", Some("riot")),
            (Scheme::Cameo, "141", Some("protest")),
            (Scheme::Cameo, "0", None),
            (Scheme::Plover, "RETREAT", Some("withdrawal")),
        ] {
            assert_eq!(Catalogue::shipped().of_code(scheme, code).map(|kind| kind.id.as_str()), kind, "{code}");
        }
    }

    #[test]
    fn a_chronicle_adds_kinds_and_changes_those_that_are_there() {
        let entries: Vec<KindEntry> =
            ["id = \"parade\"\nlabel = \"parade\"\nlane = \"protests\"", "id = \"siege\"\nlabel = \"encirclement\""]
                .map(|text| toml_edit::de::from_str(text).unwrap())
                .into();
        let kinds = Catalogue::shipped().as_ref().clone().with(entries);
        assert_eq!((kinds.kind("parade").lane, kinds.kind("parade").effect), (KindLane::Protests, ControlEffect::None));
        assert_eq!(kinds.plural("parade"), "parade");
        assert_eq!(
            (kinds.label("siege"), kinds.kind("siege").effect),
            ("encirclement".into(), ControlEffect::Besieges)
        );
        assert_eq!(kinds.kinds().len(), Catalogue::shipped().kinds().len() + 1);
    }

    #[test]
    fn an_unknown_kind_is_an_occurrence_called_by_its_id() {
        let kinds = Catalogue::shipped();
        assert_eq!(kinds.find("foot-race"), None);
        assert_eq!(
            (kinds.kind("foot-race").effect, kinds.kind("foot-race").lane),
            (ControlEffect::None, KindLane::Other)
        );
        assert_eq!((kinds.label("foot-race"), kinds.plural("foot-race")), ("foot race".into(), "foot race".into()));
    }
}
