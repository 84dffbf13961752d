//! Of what the words of an instant speak: only of what is drawn.

use crate::chronicle::{Basis, Chronicle};

/// The bases that are switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shown {
    /// The documents.
    pub documents: bool,
    /// The reference chronology.
    pub reference: bool,
}

impl Shown {
    /// Both.
    pub const ALL: Self = Self { documents: true, reference: true };
    /// The documents alone.
    pub const DOCUMENTS: Self = Self { documents: true, reference: false };
    /// Neither.
    pub const NOTHING: Self = Self { documents: false, reference: false };

    /// Whether a basis is switched on.
    pub const fn has(self, basis: Basis) -> bool {
        match basis {
            Basis::Documents => self.documents,
            Basis::Reference => self.reference,
        }
    }

    /// The same without a reference chronology where the chronicle has none: nobody should hear of it then.
    #[must_use]
    pub fn in_chronicle(self, chronicle: &Chronicle) -> Self {
        Self { reference: self.reference && !chronicle.references.is_empty(), ..self }
    }
}
