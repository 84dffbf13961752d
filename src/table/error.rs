//! Why a table cannot be read at all.

/// Why a table cannot be read at all. A row that cannot be read is none of these.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The file cannot be read.
    #[error("the file cannot be read ({why}): {path}")]
    Unreadable {
        /// What stood in the way.
        why: String,
        /// The file.
        path: String,
    },
    /// Its name and its beginning say nothing that is known.
    #[error("expected a table ({expected}), found {found}")]
    Unknown {
        /// What is read.
        expected: String,
        /// What there is.
        found: String,
    },
    /// The file is not what it says.
    #[error("expected {expected}, found {found}")]
    Broken {
        /// What it says that it is.
        expected: &'static str,
        /// What it is.
        found: String,
    },
    /// Nothing is in it.
    #[error("expected a table, found no rows")]
    Empty,
    /// Nothing separates its cells.
    #[error("expected several columns, found one; say what separates them with --separator")]
    OneColumn,
    /// It has no column that says when.
    #[error("expected a column that says when, found {0}; say which it is with --column HEADING=when")]
    NoDate(String),
    /// A row is a country in a month or a year, with counts.
    #[error(
        "each row is {0} with counts: a panel, not events, of which nobody knows when and where they were; import the events it was made of"
    )]
    Panel(String),
    /// Its headings are not those of the mapping.
    #[error("expected the headings of the mapping ({expected}), found {found}")]
    Headings {
        /// Of the mapping.
        expected: String,
        /// Of the file.
        found: String,
    },
    /// A heading that it does not have.
    #[error("expected a heading of the table ({found}) or the number of a column, found \"{wanted}\"")]
    NoColumn {
        /// What was said.
        wanted: String,
        /// The headings.
        found: String,
    },
    /// An encoding that nobody knows.
    #[error("expected an encoding that is known, such as windows-1251, found \"{0}\"")]
    Encoding(String),
    /// A mapping that is none.
    #[error("the mapping cannot be read: {0}")]
    Mapping(String),
    /// More rows than can be numbered.
    #[error("expected at most 4 billion rows, found more: {0}")]
    TooLong(String),
    /// A file of its name is there.
    #[error("a file of this name is there already; rename one of them: {0}")]
    Taken(String),
    /// It cannot be written.
    #[error("{0}")]
    Unwritten(String),
    /// It was stopped.
    #[error("stopped")]
    Stopped,
}
