//! Identifiers, one type for each kind of record.

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(std::sync::Arc<str>);

        impl $name {
            /// The text of the identifier.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self { Self(text.into()) }
        }
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str { &self.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{:?}", &*self.0) }
        }
    )+};
}

id! {
    /// A chronicle through all edits: what its `chronicle.toml` declares as `id`, else made from where its files lie.
    ChronicleId,
    /// A place, such as `herat`.
    PlaceId,
    /// An event, such as `EV-HERAT-CAPTURE`.
    EventId,
    /// A claim, such as `S003-21`.
    ClaimId,
    /// A document (`003`) or a reference (`REU-AJ`).
    SourceId,
    /// An independent witness, such as `V-MASOOM-JAN`.
    VoiceId,
    /// A side, such as `taliban`.
    SideId,
    /// A polygon, such as `AF-HER`.
    AreaId,
    /// A language, by its BCP 47 tag, such as `prs` or `zh-Hant`.
    LanguageTag,
}

/// How many edits a chronicle is away from its files as they were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Revision(u64);

impl Revision {
    /// After one more edit.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl std::fmt::Display for Revision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
