//! How documents stand beside each other: who carries whose copy, and which date follows from that.

use crate::ingest::about::weekday_near;
use crate::ingest::intake::{CopyOf, Intake, RowState};
use crate::ingest::{Incoming, Published};
use crate::language::Text;
use crate::propose::{Copies, Language, Shared, times};
use crate::time::{Day, EdtfDate, written_day};

/// The share of a document's runs of words that make it a copy.
const COPY: f64 = 0.5;
/// The share that makes it of the same day, where it has no date of its own, and a copy, where both name one agency.
const SAME_DAY: f64 = 0.25;

impl Intake {
    /// Compares all documents anew: with those of the chronicle, and among themselves from the earliest on.
    pub fn compare(&mut self) {
        let mut copies = Copies::default();
        for source in self.known.iter() {
            copies.add(&Text::new(&source.text));
        }
        let here = self.known.len();
        let day = |at: usize| {
            let document = self.rows.get(at).and_then(|row| row.read.as_ref().ok())?;
            first_day(document.published.as_ref()?)
        };
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        // Those without a date come last: theirs may follow from the others'.
        order.sort_by_key(|at| (day(*at).is_none(), day(*at), *at));
        let mut numbered: Vec<usize> = Vec::new();
        for at in order {
            let Some(row) = self.rows.get(at) else { continue };
            let usable = !matches!(row.state(), RowState::Refused | RowState::LeftOut);
            let Some(document) = row.read.as_ref().ok().filter(|_| usable) else { continue };
            let text = Text::new(&document.text);
            let shared = copies.shared(&text);
            let other = |number: usize| number.checked_sub(here).and_then(|row| numbered.get(row).copied());
            let agency = |shared: &Shared| {
                let theirs = match other(shared.with).and_then(|row| self.rows.get(row)?.read.as_ref().ok()) {
                    Some(document) => document.agency.as_ref().map(|agency| agency.value.as_str()),
                    None => self.known.get(shared.with).and_then(|source| source.agency.as_deref()),
                };
                theirs.is_some() && document.agency.as_ref().map(|agency| agency.value.as_str()) == theirs
            };
            let is_copy = |shared: &Shared| {
                let share = shared.own.max(shared.theirs);
                share >= COPY || (share >= SAME_DAY && agency(shared))
            };
            let copy = shared.filter(is_copy).map(|shared| {
                let row = other(shared.with);
                let source = self.known.get(shared.with).filter(|_| row.is_none());
                CopyOf {
                    title: self.called(shared.with, row),
                    row,
                    wire: source.map(|source| source.wire.clone()),
                    percent: (shared.own.max(shared.theirs) * 100.0).round() as u32,
                }
            });
            let dated = document.published.as_ref().is_some_and(|published| published.stated) || row.undated;
            let given = document.published.is_some();
            let inferred = shared
                .filter(|shared| !dated && !given && shared.own.max(shared.theirs) >= SAME_DAY)
                .and_then(|shared| self.inferred(document, &text, shared, other(shared.with)));
            copies.add(&text);
            numbered.push(at);
            drop(text);
            if let Some(row) = self.rows.get_mut(at) {
                row.copy = copy;
                if let (Some(inferred), Ok(document)) = (inferred, &mut row.read) {
                    document.published = Some(inferred);
                }
            }
        }
    }

    /// What a document that was compared with is called.
    fn called(&self, number: usize, row: Option<usize>) -> String {
        match row.and_then(|row| self.rows.get(row)) {
            Some(row) => row.title().to_owned(),
            None => self.known.get(number).map(|source| source.label.clone()).unwrap_or_default(),
        }
    }

    /// The date that follows from what a document shares with one that has a date: of that day, where a weekday that it
    /// names agrees; else of a day about it.
    fn inferred(&self, document: &Incoming, text: &Text<'_>, shared: Shared, row: Option<usize>) -> Option<Published> {
        let day = match row.and_then(|row| self.rows.get(row)) {
            Some(row) => first_day(row.read.as_ref().ok()?.published.as_ref()?)?,
            None => self.known.get(shared.with)?.published.span().days().0?,
        };
        let edtf = written_day(day);
        let called = self.called(shared.with, row);
        let passages = format!("from the passages it shares with “{called}”, of {edtf}");
        let language = document.language.as_ref().and_then(|tag| Language::named(&tag.value)).unwrap_or_default();
        let weekday = weekday_near(text, &times(text, language, None), &edtf);
        Some(match weekday {
            Some(word) => Published { edtf, stated: false, how: format!("{passages}, and {word}"), words: Some(word) },
            None => {
                let [before, after] = [day.yesterday().ok()?, day.tomorrow().ok()?].map(written_day);
                Published { edtf: format!("[{before}..{after}]"), stated: false, how: passages, words: None }
            }
        })
    }
}

/// The first day of a date.
pub(super) fn first_day(published: &Published) -> Option<Day> {
    let (first, last) = EdtfDate::parse(&published.edtf).ok()?.span().days();
    first.or(last)
}
