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
}
