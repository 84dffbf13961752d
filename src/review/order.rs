//! In which order proposals come, and how many there are.

/// In which order proposals come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ProposalOrder {
    /// As they stand in the documents.
    #[default]
    Documents,
    /// By the date of what they tell.
    Dates,
    /// The surest first.
    Scores,
}

impl ProposalOrder {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Documents, Self::Dates, Self::Scores];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Documents => "as they stand in the documents",
            Self::Dates => "by date",
            Self::Scores => "the surest first",
        }
    }

    /// In a word or two.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Documents => "by document",
            Self::Dates => "by date",
            Self::Scores => "by score",
        }
    }
}

/// How many proposals there are, and what has become of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub all: usize,
    /// Accepted.
    pub accepted: usize,
    /// Rejected.
    pub rejected: usize,
}

impl Tally {
    /// How many are open.
    pub const fn open(self) -> usize {
        self.all - self.accepted - self.rejected
    }
}
