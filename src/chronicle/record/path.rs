//! The way to a value inside a record.

/// One step on the way to a value inside a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStep<'a> {
    /// The member of this name.
    Key(&'a str),
    /// The element at this position, from 0.
    At(usize),
}

impl<'a> From<&'a str> for PathStep<'a> {
    fn from(key: &'a str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for PathStep<'_> {
    fn from(at: usize) -> Self {
        Self::At(at)
    }
}

impl std::fmt::Display for PathStep<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Key(key) => write!(f, "`{key}`"),
            Self::At(at) => write!(f, "element {at}"),
        }
    }
}
