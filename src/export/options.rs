//! Which parts of a job matter to a format.

use crate::export::CoverageKind;

/// What of a job a format looks at: what a dialog offers for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Width and height.
    pub size: bool,
    /// Whether sheets of paper are its usual sizes.
    pub paper: bool,
    /// Light or dark.
    pub theme: bool,
    /// The area shown, the layers, the place marked.
    pub map: bool,
    /// How fast it goes.
    pub pace: bool,
    /// Whether whole documents may be carried.
    pub documents: bool,
}

impl Options {
    /// A picture.
    pub const PICTURE: Self = Self { size: true, paper: false, theme: true, map: true, pace: false, documents: false };
    /// A page to be printed.
    pub const PRINT: Self = Self { paper: true, ..Self::PICTURE };
    /// A film.
    pub const FILM: Self = Self { pace: true, ..Self::PICTURE };
    /// A page to be read on a screen, whose reader has a theme and a size.
    pub const PAGE: Self = Self { size: false, theme: false, ..Self::PICTURE };
    /// Records.
    pub const DATA: Self = Self { size: false, paper: false, theme: false, map: false, pace: false, documents: false };

    /// What is usual for a format made of these: a picture of an instant, a film of days, data of everything.
    pub fn usual(kinds: &[CoverageKind]) -> Self {
        match kinds {
            [] | [CoverageKind::All] => Self::DATA,
            [CoverageKind::Days] => Self::FILM,
            kinds if kinds.contains(&CoverageKind::Instant) => Self::PICTURE,
            _ => Self::PAGE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_format_is_made_of_says_what_it_is() {
        for (kinds, options) in [
            (&[CoverageKind::Instant][..], Options::PICTURE),
            (&[CoverageKind::Instant, CoverageKind::Days], Options::PICTURE),
            (&[CoverageKind::Days], Options::FILM),
            (&[CoverageKind::Days, CoverageKind::All], Options::PAGE),
            (&[CoverageKind::All], Options::DATA),
        ] {
            assert_eq!(Options::usual(kinds), options, "{kinds:?}");
        }
    }
}
