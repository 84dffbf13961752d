//! The chronicles opened last, as the start page lists them.

use crate::dataset::Dataset;
use crate::time::Moment;
use crate::words::{contents, day_plain};
use serde::Deserialize as _;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The parts of its time in which the happenings of a chronicle are counted.
const PARTS: usize = 56;
/// So many are kept.
const MOST: usize = 24;

/// A chronicle that was opened, and what is shown of it without opening it again.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Recent {
    /// Its folder, whole, or the name of an example; `None` is the built-in chronicle.
    pub opened_as: Option<PathBuf>,
    /// Its title.
    pub title: String,
    /// "34 provincial capitals, 2 sides · 5 documents · 107 happenings".
    pub contents: String,
    /// First and last day in words.
    pub days: [String; 2],
    /// How many happenings begin in each of equal parts of its time.
    pub histogram: Vec<u32>,
    /// When it was opened, in seconds since 1970 UTC.
    pub opened_s: i64,
}

impl Recent {
    /// What is remembered of a chronicle opened under this name at this second.
    pub fn of(data: &Dataset, opened_as: Option<PathBuf>, opened_s: i64) -> Self {
        let chronicle = &data.chronicle;
        let (told, range) = (chronicle.resolution(), chronicle.meta.range);
        Self {
            opened_as,
            title: chronicle.meta.title.clone(),
            contents: contents(chronicle),
            days: [range.from, range.until].map(|day| day_plain(day, told)),
            histogram: histogram(data),
            opened_s,
        }
    }

    /// The last instant of the part of its time in which most begins, of a journey the end of it: what a small picture
    /// shows.
    pub fn fullest(&self, data: &Dataset) -> Moment {
        let (from, until) = bounds(data);
        if data.chronicle.meta.subject.journey {
            return until;
        }
        let most = self.histogram.iter().max().copied().unwrap_or(0);
        let part = self.histogram.iter().position(|count| *count == most && most > 0);
        let part = part.map_or(self.histogram.len(), |part| part + 1) as i64;
        let parts = i64::try_from(self.histogram.len().max(1)).unwrap_or(1);
        Moment(from.0 + (until.0 - from.0) / parts * part)
    }
}

fn bounds(data: &Dataset) -> (Moment, Moment) {
    let range = data.chronicle.meta.range;
    (Moment::start_of(range.from), Moment::end_of(range.until))
}

fn histogram(data: &Dataset) -> Vec<u32> {
    let (from, until) = bounds(data);
    let whole = (until.0 - from.0).max(1) as f64;
    let mut parts = vec![0; PARTS];
    for event in data.chronicle.events.values().filter(|event| event.is_happening()) {
        let Some(begins) = event.span.start.or(event.span.end) else { continue };
        let share = (begins.0 - from.0) as f64 / whole * PARTS as f64;
        if (0.0..=PARTS as f64).contains(&share)
            && let Some(part) = parts.get_mut((share as usize).min(PARTS - 1))
        {
            *part += 1;
        }
    }
    parts
}

/// The chronicles opened last, the last one first.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Recents(pub Vec<Recent>);

impl Recents {
    /// Reads what was remembered; what cannot be read is let go.
    pub fn read(text: &str) -> Self {
        let value: Value = serde_json::from_str(text).unwrap_or_default();
        let all = value.as_array().into_iter().flatten();
        Self(all.filter_map(|recent| Recent::deserialize(recent).ok()).take(MOST).collect())
    }

    /// This list with what another window made of it, both from the same one: what either added or opened again stands in
    /// it, what either took from it does not.
    pub fn joined(&self, theirs: &Self, before: &Self) -> Self {
        let of = |list: &Self, recent: &Recent| list.0.iter().find(|r| r.opened_as == recent.opened_as).cloned();
        let stays = |recent: &Recent, other: &Self| {
            // Opened anew since, or known to the other: else the other took it from its list.
            of(before, recent).is_none_or(|known| known.opened_s < recent.opened_s) || of(other, recent).is_some()
        };
        let mut all: Vec<Recent> = self.0.iter().filter(|recent| stays(recent, theirs)).cloned().collect();
        for recent in theirs.0.iter().filter(|recent| stays(recent, self)) {
            match all.iter_mut().find(|known| known.opened_as == recent.opened_as) {
                Some(known) if known.opened_s < recent.opened_s => known.clone_from(recent),
                Some(_) => {}
                None => all.push(recent.clone()),
            }
        }
        all.sort_by_key(|recent| std::cmp::Reverse(recent.opened_s));
        all.truncate(MOST);
        Self(all)
    }

    /// Puts one before all others, in the place of what was known of it.
    pub(super) fn put(&mut self, recent: Recent) {
        self.forget(recent.opened_as.as_deref());
        self.0.insert(0, recent);
        self.0.truncate(MOST);
    }

    /// Takes one from the list.
    pub(super) fn forget(&mut self, opened_as: Option<&Path>) {
        self.0.retain(|recent| recent.opened_as.as_deref() != opened_as);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(folder: &str, opened_s: i64) -> Recent {
        Recent { opened_as: Some(folder.into()), opened_s, ..Recent::default() }
    }

    #[test]
    fn what_is_opened_again_comes_first_and_stands_once() {
        let mut recents = Recents::default();
        for (folder, second) in [("/a", 1), ("/b", 2), ("/a", 3)] {
            recents.put(recent(folder, second));
        }
        assert_eq!(recents.0, [recent("/a", 3), recent("/b", 2)]);
        recents.forget(Some(Path::new("/a")));
        assert_eq!(recents.0, [recent("/b", 2)]);
    }

    #[test]
    fn two_windows_lists_become_one() {
        let list = |all: &[(&str, i64)]| Recents(all.iter().map(|(folder, at)| recent(folder, *at)).collect());
        let before = list(&[("/b", 2), ("/a", 1)]);
        for (what, ours, theirs, joined) in [
            (
                "nobody did anything",
                &[("/b", 2), ("/a", 1)][..],
                &[("/b", 2), ("/a", 1)][..],
                &[("/b", 2), ("/a", 1)][..],
            ),
            (
                "each opened one",
                &[("/c", 3), ("/b", 2), ("/a", 1)],
                &[("/d", 4), ("/b", 2), ("/a", 1)],
                &[("/d", 4), ("/c", 3), ("/b", 2), ("/a", 1)],
            ),
            ("one forgot one", &[("/b", 2)], &[("/c", 3), ("/b", 2), ("/a", 1)], &[("/c", 3), ("/b", 2)]),
            ("the other forgot one", &[("/b", 2), ("/a", 1)], &[("/a", 1)], &[("/a", 1)]),
            ("opened again after it was forgotten", &[("/a", 5), ("/b", 2)], &[("/b", 2)], &[("/a", 5), ("/b", 2)]),
        ] {
            assert_eq!(list(ours).joined(&list(theirs), &before), list(joined), "{what}");
            assert_eq!(list(theirs).joined(&list(ours), &before), list(joined), "{what}, the other way round");
        }
    }

    #[test]
    fn no_more_are_kept_than_anybody_looks_through() {
        let mut recents = Recents::default();
        (0..100).for_each(|n| recents.put(recent(&format!("/{n}"), n)));
        assert_eq!(recents.0.len(), MOST);
        assert_eq!(recents.0.first(), Some(&recent("/99", 99)));
    }

    #[test]
    fn what_is_remembered_reads_as_it_was_and_what_is_broken_is_let_go() {
        let kept = Recents(vec![recent("/a", 1), Recent { opened_as: None, ..recent("", 2) }]);
        let text = serde_json::to_string(&kept).unwrap_or_default();
        assert_eq!(Recents::read(&text), kept);
        let broken = text.replacen("{\"opened_as\":\"/a\"", "{\"opened_as\":7", 1);
        assert_eq!(Recents::read(&broken), Recents(kept.0.into_iter().skip(1).collect()));
        assert_eq!(Recents::read("{"), Recents::default());
    }
}
