//! What is wrong with a record, while the rest still opens.

/// One thing wrong, with where it is and what to do.
///
/// ```
/// use dateline::chronicle::{Problem, Severity};
///
/// let problem = Problem {
///     severity: Severity::Error,
///     file: "data/events.geojson".to_owned(),
///     line: Some(320),
///     record: Some("S003-21".to_owned()),
///     message: "expected a day the calendar has, found 2021-02-30".to_owned(),
///     hint: Some("correct the date".to_owned()),
///     lost: false,
/// };
/// assert_eq!(
///     problem.to_string(),
///     "S003-21: expected a day the calendar has, found 2021-02-30 (correct the date) [data/events.geojson:320]"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// How bad.
    pub severity: Severity,
    /// Path from the chronicle's folder.
    pub file: String,
    /// Line in that file, counted from 1, where one is known.
    pub line: Option<usize>,
    /// Id of the record, where it has one.
    pub record: Option<String>,
    /// What was expected and what was found, in one clear sentence.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Whether a file, or its rest, could not be read: records are lost that nobody could count.
    #[serde(skip)]
    pub lost: bool,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is wrong, but it may not be as meant.
    Hint,
    /// The record opens and counts.
    Warning,
    /// The record was left out.
    Error,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(record) = &self.record {
            write!(f, "{record}: ")?;
        }
        write!(f, "{}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        write!(f, " [{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, "]")
    }
}
