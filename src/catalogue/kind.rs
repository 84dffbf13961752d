//! One kind of happening.

use crate::catalogue::Scheme;
use serde::Deserialize;

/// A kind of happening.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    /// As written in `events.geojson`.
    pub id: String,
    /// What one is called in the middle of a sentence: "air strike".
    pub label: String,
    /// What several are called, or one that cannot be counted: "air strikes", "fighting".
    pub plural: String,
    /// Its row in the time bar.
    pub lane: KindLane,
    /// Its sign in the time bar.
    pub symbol: KindSymbol,
    /// What it does to the control of a listed place.
    pub effect: ControlEffect,
    /// 0 to 9: what a headline names first where there is much.
    pub weight: u8,
    /// How a headline words it.
    pub headline: HeadlineWords,
    pub(super) acled: Vec<String>,
    pub(super) ucdp: Vec<String>,
    pub(super) cameo: Vec<String>,
    pub(super) plover: Vec<String>,
}

/// Rows of the time bar, from above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KindLane {
    /// Who takes what.
    Captures,
    /// Who leaves.
    Withdrawals,
    /// Sieges, fighting and other violence.
    Fighting,
    /// In the street and at the polls.
    Protests,
    /// What is said and agreed.
    Talks,
    /// Nature and accidents.
    Disasters,
    /// Troops and people that are moved, and what is done to them.
    Movement,
    /// Somebody's way.
    Journeys,
    /// Births, deaths, offices.
    Lives,
    /// Everything else.
    #[default]
    Other,
}

/// Signs of the time bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KindSymbol {
    /// A large full circle.
    Disc,
    /// Pointing to the left.
    Triangle,
    /// An open circle.
    Ring,
    /// An open square.
    Square,
    /// A small full circle.
    #[default]
    Dot,
}

/// What a happening does to the control of a listed place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ControlEffect {
    /// Gives it to the side that acts.
    Takes,
    /// Takes it from the side that acts.
    Leaves,
    /// Contests it while it lasts, and puts it under siege.
    Besieges,
    /// Contests it while it lasts.
    Contests,
    /// Nothing.
    #[default]
    None,
}

/// Patterns of a headline, with the slots `{places}`, `{side}`, `{label}` and `{plural}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadlineWords {
    /// Of one place.
    pub one: String,
    /// Of several places.
    pub several: String,
    /// Inside the bounds of its date.
    pub possible: String,
    /// Said by an interested party alone.
    pub claimed: Sided,
    /// With the side that acts.
    pub by: Sided,
    /// The same inside the bounds of its date.
    pub possible_by: Sided,
}

/// A pattern for a side in the singular, and for one in the plural.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "OneOrTwo")]
pub struct Sided(pub [String; 2]);

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrTwo {
    One(String),
    Two([String; 2]),
}

impl From<OneOrTwo> for Sided {
    fn from(written: OneOrTwo) -> Self {
        match written {
            OneOrTwo::One(pattern) => Self([pattern.clone(), pattern]),
            OneOrTwo::Two(patterns) => Self(patterns),
        }
    }
}

impl Sided {
    /// The pattern for a side.
    pub fn pattern(&self, singular: bool) -> &str {
        let Self([one, several]) = self;
        if singular { one } else { several }
    }
}

/// A kind as a table writes it: what is left out stays as it was.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct KindEntry {
    pub(super) id: String,
    label: Option<String>,
    plural: Option<String>,
    lane: Option<KindLane>,
    symbol: Option<KindSymbol>,
    effect: Option<ControlEffect>,
    weight: Option<u8>,
    #[serde(default)]
    headline: HeadlineEntry,
    #[serde(default)]
    acled: Vec<String>,
    #[serde(default)]
    ucdp: Vec<String>,
    #[serde(default)]
    cameo: Vec<String>,
    #[serde(default)]
    plover: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
struct HeadlineEntry {
    one: Option<String>,
    several: Option<String>,
    possible: Option<String>,
    claimed: Option<Sided>,
    by: Option<Sided>,
    possible_by: Option<Sided>,
}

impl Kind {
    /// The codes of a data set that it answers to.
    pub fn codes(&self, scheme: Scheme) -> &[String] {
        match scheme {
            Scheme::Acled => &self.acled,
            Scheme::Ucdp => &self.ucdp,
            Scheme::Cameo => &self.cameo,
            Scheme::Plover => &self.plover,
        }
    }

    /// Takes over what a table says of it. A new label without a plural stands for both.
    pub(super) fn set(&mut self, entry: KindEntry) {
        fn put<T>(to: &mut T, said: Option<T>) {
            if let Some(said) = said {
                *to = said;
            }
        }
        let KindEntry { id: _, label, plural, lane, symbol, effect, weight, headline, acled, ucdp, cameo, plover } =
            entry;
        put(&mut self.plural, plural.or_else(|| label.clone()));
        put(&mut self.label, label);
        put(&mut self.lane, lane);
        put(&mut self.symbol, symbol);
        put(&mut self.effect, effect);
        put(&mut self.weight, weight);
        let HeadlineEntry { one, several, possible, claimed, by, possible_by } = headline;
        put(&mut self.headline.one, one);
        put(&mut self.headline.several, several);
        put(&mut self.headline.possible, possible);
        put(&mut self.headline.claimed, claimed);
        put(&mut self.headline.by, by);
        put(&mut self.headline.possible_by, possible_by);
        self.acled.extend(acled);
        self.ucdp.extend(ucdp);
        self.cameo.extend(cameo);
        self.plover.extend(plover);
    }
}
