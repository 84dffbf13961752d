//! The closed lists of FORMAT.md: what a code may be.

use crate::chronicle::load::reader::Fault;
use crate::chronicle::{Basis, MapRole, Modality, Precision, Says, Standing};
use crate::time::Extent;

/// A property with a closed list of values.
pub(super) trait Code: Copy + 'static {
    /// The property.
    const NAME: &'static str;
    /// Every value it may have.
    const CODES: &'static [(&'static str, Self)];

    /// Reads a code.
    fn read(text: &str) -> Result<Self, Fault> {
        Self::CODES.iter().find(|(code, _)| *code == text).map(|(_, value)| *value).ok_or_else(|| {
            let known: Vec<&str> = Self::CODES.iter().map(|(code, _)| *code).collect();
            Fault::new(format!("expected `{}` to be one of {}, found \"{text}\"", Self::NAME, known.join(", ")))
                .of(Self::NAME)
                .hint("use one of the list")
        })
    }
}

macro_rules! codes {
    ($type:ty, $name:literal, $($code:literal => $value:ident),+) => {
        impl Code for $type {
            const NAME: &'static str = $name;
            const CODES: &'static [(&'static str, Self)] = &[$(($code, <$type>::$value)),+];
        }
    };
}

codes!(Extent, "extent", "within" => Within, "throughout" => Throughout);
codes!(Basis, "basis", "documents" => Documents, "reference" => Reference);
codes!(Modality, "modality", "happened" => Happened, "ongoing" => Ongoing, "planned" => Planned,
    "predicted" => Predicted, "negated" => Negated);
codes!(MapRole, "role", "mark" => Mark, "area" => Area, "timeline" => Timeline, "context" => Context,
    "exclude" => Exclude);
codes!(Standing, "standing", "claimed" => Claimed, "reported" => Reported, "confirmed" => Confirmed,
    "denied" => Denied, "retracted" => Retracted);
codes!(Says, "says", "same day" => SameDay, "supports" => Supports, "differs" => Differs,
    "earlier event" => EarlierEvent, "later event" => LaterEvent);
codes!(Precision, "precision", "exact" => Exact, "settlement" => Settlement, "region" => Region,
    "country" => Country);
