//! What is wrong with a record, while the rest still opens.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::panic::Location;

/// One thing wrong, with where it is and what to do.
///
/// ```
/// use dateline::chronicle::{Problem, Severity};
///
/// let problem = Problem {
///     line: Some(320),
///     record: Some("S003-21".to_owned()),
///     hint: Some("correct the date".to_owned()),
///     ..Problem::new(Severity::Error, "data/events.geojson", "expected a day the calendar has, found 2021-02-30")
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
    /// How many more of its kind there are, which are not listed.
    #[serde(skip_serializing_if = "is_zero")]
    pub more: usize,
    /// What kind it is of.
    #[serde(skip)]
    pub kind: ProblemKind,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_zero(more: &usize) -> bool {
    *more == 0
}

/// A kind of problem: where in the program it is found, and what of several things is wrong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProblemKind {
    found_at: &'static Location<'static>,
    what: u64,
}

impl ProblemKind {
    /// The kind that is found where this is called.
    #[track_caller]
    pub(super) fn here() -> Self {
        Self { found_at: Location::caller(), what: 0 }
    }

    /// The same where one place finds several things.
    pub(super) fn of(self, what: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        what.hash(&mut hasher);
        Self { what: hasher.finish(), ..self }
    }
}

impl Problem {
    /// Something wrong with a whole file.
    #[track_caller]
    pub fn new(severity: Severity, file: &str, message: &str) -> Self {
        Self {
            severity,
            file: file.to_owned(),
            line: None,
            record: None,
            message: message.to_owned(),
            hint: None,
            lost: false,
            more: 0,
            kind: ProblemKind::here(),
        }
    }

    /// Those of some problems that are listed.
    pub fn listed(problems: Vec<Self>, listing: Listing) -> Vec<Self> {
        let mut found = Problems::new(listing);
        found.extend(problems);
        found.listed(|_| ())
    }

    /// How many problems some that are listed stand for.
    pub fn count(listed: &[Self]) -> usize {
        listed.iter().map(|problem| 1 + problem.more).sum()
    }
}

/// Which problems are listed where there are many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// All of a kind that has a few, of any other the first, with the number of the rest.
    #[default]
    FirstOfEachKind,
    /// Every one.
    All,
}

/// Problems as they are found. Of a kind there are many of, no more are kept than are listed.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    listing: Listing,
    kept: Vec<Problem>,
    /// How many there are of each kind.
    counts: BTreeMap<(ProblemKind, Severity), usize>,
    /// The records that were left out, by file.
    left_out: BTreeMap<String, BTreeSet<String>>,
}

impl Problems {
    /// Of a kind with more than so many, the first alone is listed.
    const FEW: usize = 20;

    /// None yet.
    pub fn new(listing: Listing) -> Self {
        Self { listing, ..Self::default() }
    }

    /// Which are listed.
    pub fn listing(&self) -> Listing {
        self.listing
    }

    /// Takes one in.
    pub fn push(&mut self, problem: Problem) {
        if let (Severity::Error, Some(record)) = (problem.severity, &problem.record) {
            match self.left_out.get_mut(&problem.file) {
                Some(records) => drop(records.insert(record.clone())),
                None => drop(self.left_out.insert(problem.file.clone(), BTreeSet::from([record.clone()]))),
            }
        }
        let count = self.counts.entry((problem.kind, problem.severity)).or_default();
        *count += 1;
        if *count <= Self::FEW || self.listing == Listing::All || problem.lost {
            self.kept.push(problem);
        }
    }

    /// Takes others in.
    pub fn append(&mut self, others: Self) {
        let Self { kept, counts, left_out, .. } = others;
        for (kind, count) in counts {
            *self.counts.entry(kind).or_default() += count;
        }
        for (file, records) in left_out {
            self.left_out.entry(file).or_default().extend(records);
        }
        self.kept.extend(kept);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.counts.values().sum()
    }

    /// Whether a record of a file was left out.
    pub fn left_out(&self, file: &str, record: &str) -> bool {
        self.left_out.get(file).is_some_and(|records| records.contains(record))
    }

    /// The records of a file that were left out.
    pub fn all_left_out(&self, file: &str) -> BTreeSet<String> {
        self.left_out.get(file).cloned().unwrap_or_default()
    }

    /// Those that are listed, in an order.
    pub fn listed<K: Ord>(self, order: impl Fn(&Problem) -> K) -> Vec<Problem> {
        let Self { listing, mut kept, counts, .. } = self;
        kept.sort_by_key(order);
        if listing == Listing::All {
            return kept;
        }
        let mut first = BTreeSet::new();
        kept.retain_mut(|problem| {
            let kind = (problem.kind, problem.severity);
            let count = counts.get(&kind).copied().unwrap_or(1);
            if count <= Self::FEW || problem.lost {
                return true;
            }
            let is_first = first.insert(kind);
            problem.more = if is_first { count - 1 } else { 0 };
            is_first
        });
        kept
    }
}

impl Extend<Problem> for Problems {
    fn extend<T: IntoIterator<Item = Problem>>(&mut self, problems: T) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
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
        write!(f, "]")?;
        match self.more {
            0 => Ok(()),
            1 => write!(f, " and 1 more of this kind"),
            more => write!(f, " and {more} more of this kind"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(severity: Severity, line: usize, kind: ProblemKind) -> Problem {
        let record = Some(format!("R{line}"));
        Problem { line: Some(line), record, kind, ..Problem::new(severity, "data/events.geojson", "wrong") }
    }

    /// Many of one kind, a few of another, the last found first.
    fn found(listing: Listing) -> Problems {
        let mut problems = Problems::new(listing);
        let (many, few) = (ProblemKind::here(), ProblemKind::here().of("few"));
        problems.extend((1..=25).map(|line| problem(Severity::Error, line * 10, many)));
        problems.extend((1..=3).map(|line| problem(Severity::Warning, line, few)));
        let mut more = Problems::new(listing);
        more.extend((1..=4).map(|line| problem(Severity::Error, line * 100, many)));
        problems.append(more);
        problems
    }

    #[test]
    fn of_many_problems_of_a_kind_the_first_is_listed_and_the_rest_counted() {
        let problems = found(Listing::FirstOfEachKind);
        assert_eq!(problems.count(), 32);
        assert!(problems.left_out("data/events.geojson", "R250"), "those that are not kept are known");
        assert!(!problems.left_out("data/events.geojson", "R1"), "a warning leaves nothing out");
        let listed = problems.listed(|problem| problem.line);
        let lines: Vec<_> = listed.iter().map(|problem| (problem.line.unwrap_or(0), problem.more)).collect();
        assert_eq!(lines, [(1, 0), (2, 0), (3, 0), (10, 28)]);
        assert_eq!(Problem::count(&listed), 32);
        assert!(listed[3].to_string().ends_with("[data/events.geojson:10] and 28 more of this kind"));
        let all = found(Listing::All).listed(|problem| problem.line);
        assert_eq!((all.len(), Problem::count(&all)), (32, 32));
    }
}
