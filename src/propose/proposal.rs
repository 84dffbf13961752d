//! What a reader proposes: a drafted event with the passage it stands on. Nothing counts before a person accepts it.

/// The kinds of happening that the reader tells apart; [`Kind::id`] is the kind's id in a chronicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A place passes to another side.
    Capture,
    /// A place passes back to the side that held it.
    Recapture,
    /// A force leaves a place.
    Withdrawal,
    /// A place is surrounded.
    Siege,
    /// Two forces fight.
    Fighting,
    /// A force or a place gives up.
    Surrender,
    /// Somebody is taken prisoner.
    Arrest,
    /// Sides talk.
    Negotiation,
    /// People are brought to safety.
    Evacuation,
    /// Bombing, shelling, air strike, shooting, kidnapping.
    Attack,
    /// People protest.
    Protest,
    /// Forces are sent.
    Deployment,
    /// Earthquake, flood, storm, accident.
    Disaster,
    /// A body declares something formally.
    Statement,
}

impl Kind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Self; 14] = [
        Self::Capture,
        Self::Recapture,
        Self::Withdrawal,
        Self::Siege,
        Self::Fighting,
        Self::Surrender,
        Self::Arrest,
        Self::Negotiation,
        Self::Evacuation,
        Self::Attack,
        Self::Protest,
        Self::Deployment,
        Self::Disaster,
        Self::Statement,
    ];

    /// Its id: "capture".
    pub fn id(self) -> &'static str {
        match self {
            Self::Capture => "capture",
            Self::Recapture => "recapture",
            Self::Withdrawal => "withdrawal",
            Self::Siege => "siege",
            Self::Fighting => "fighting",
            Self::Surrender => "surrender",
            Self::Arrest => "arrest",
            Self::Negotiation => "negotiation",
            Self::Evacuation => "evacuation",
            Self::Attack => "attack",
            Self::Protest => "protest",
            Self::Deployment => "deployment",
            Self::Disaster => "disaster",
            Self::Statement => "statement",
        }
    }
}

/// Whether it happened, as the text has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It is over.
    Happened,
    /// It goes on.
    Ongoing,
    /// Somebody means to do it.
    Planned,
    /// Somebody expects it.
    Predicted,
    /// Somebody says that it did not happen.
    Negated,
}

impl Modality {
    /// As a chronicle writes it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Predicted => "predicted",
            Self::Negated => "negated",
        }
    }
}

/// How well it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Only somebody whom it serves says so, or nobody who is named.
    Claimed,
    /// The report, a witness or somebody else says so.
    Reported,
    /// Somebody against whose interest it is, or who did it, says so.
    Confirmed,
}

impl Standing {
    /// As a chronicle writes it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Reported => "reported",
            Self::Confirmed => "confirmed",
        }
    }
}

/// A passage of the document, word for word. Offsets are code points.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Quote {
    /// The passage.
    pub exact: String,
    /// Up to 32 code points before it.
    #[serde(default)]
    pub prefix: String,
    /// Up to 32 code points after it.
    #[serde(default)]
    pub suffix: String,
    /// Its first code point.
    pub start: usize,
    /// The code point after its last.
    pub end: usize,
}

/// Where it happened.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ProposedPlace {
    /// In the gazetteer: "geonames:1140026".
    pub id: String,
    /// As the gazetteer calls it.
    pub name: String,
    /// Longitude in degrees, WGS84.
    pub lon: f64,
    /// Latitude in degrees, WGS84.
    pub lat: f64,
}

/// One event that a text seems to tell. As JSON it is what `dateline propose` writes; another reader may leave out all but
/// kind and quotation.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Proposal {
    /// What happened.
    pub kind: Kind,
    /// Whether it did.
    #[serde(default = "happened")]
    pub modality: Modality,
    /// Where; none where no place is named or the gazetteer does not know it.
    #[serde(default)]
    pub place: Option<ProposedPlace>,
    /// The words that name the place.
    #[serde(rename = "named", default, skip_serializing_if = "Option::is_none")]
    pub place_words: Option<String>,
    /// When, as EDTF.
    #[serde(default)]
    pub when: Option<String>,
    /// The first day, `YYYY-MM-DD`.
    #[serde(default)]
    pub earliest: Option<String>,
    /// The last day, `YYYY-MM-DD`.
    #[serde(default)]
    pub latest: Option<String>,
    /// Who did it, as named.
    #[serde(default)]
    pub side: Option<String>,
    /// To whom or what it was done, as named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// How well it stands.
    #[serde(default = "reported")]
    pub standing: Standing,
    /// Who says so, as named; the report where nobody is.
    #[serde(default)]
    pub voice: String,
    /// The same in words: "the report itself", "a Taliban spokesman".
    #[serde(default)]
    pub by: String,
    /// The passage it stands on.
    pub quote: Quote,
    /// Other passages of the same document that tell the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Quote>,
    /// The document whose words the passage repeats, where several were read: both are one voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// How sure the rules are, 0 to 1.
    #[serde(default)]
    pub score: f32,
    /// What led to it, for a person to read.
    #[serde(default)]
    pub why: Vec<String>,
}

fn happened() -> Modality {
    Modality::Happened
}

fn reported() -> Standing {
    Standing::Reported
}
