//! What a journal held that was not saved, and how it is brought back: onto the files it was made on step by step, onto
//! others record by record.

use crate::chronicle::{Change, ChangeError, ChangeStep, Conflict, Draft, RecordFile, RecordId, diff, merge};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a journal held that was not swept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// The journal.
    pub path: PathBuf,
    /// [`Draft::hash`] of the files the steps build on.
    pub base: String,
    /// The steps, in order.
    pub steps: Vec<ChangeStep>,
    /// When the first and the last of them were written down, seconds since 1970.
    pub made: (i64, i64),
    /// Whether the journal does not end as it should: its last step is lost.
    pub torn: bool,
}

/// Steps that join two states of the same files, and what contradicts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JoinedSteps {
    /// The steps, in order.
    pub steps: Vec<ChangeStep>,
    /// What was changed on both sides, each in another way.
    pub conflicts: Vec<Conflict>,
}

/// A record before or after a step: its text, and the record it comes after where it is new.
type Held = (Option<String>, Option<RecordId>);

/// Records by file and name.
type Records = BTreeMap<(RecordFile, RecordId), Held>;

impl Recovery {
    /// What brings the changes onto a draft. On the files they were made on these are the steps themselves; where other
    /// files have come there since, or a part was saved already, it is one step with what is not there yet.
    ///
    /// # Errors
    /// When the draft takes no change.
    pub fn onto(&self, draft: &Draft) -> Result<JoinedSteps, ChangeError> {
        if draft.hash() == self.base
            && let Some(steps) = self.replayed(draft)
        {
            return Ok(JoinedSteps { steps, conflicts: Vec::new() });
        }
        let (before, after) = self.ends();
        let (base, ours) = (held(draft, &before), held(draft, &after));
        let merged = merge(&base, &diff(&base, &ours)?, &diff(&base, draft)?)?;
        // What contradicts stays as the files have it until somebody decides.
        let disputed: Vec<&RecordId> = merged.conflicts.iter().filter_map(|conflict| conflict.id.as_ref()).collect();
        let make = diff(draft, &merged.draft)?.into_iter().filter(|change| !disputed.contains(&change.id())).collect();
        let (_, step) = ChangeStep::made(draft, make)?;
        let steps = if step.make.is_empty() { Vec::new() } else { vec![step] };
        Ok(JoinedSteps { steps, conflicts: merged.conflicts })
    }

    /// The text that the changes give a record; `None` where they remove it.
    pub fn text(&self, file: RecordFile, id: &RecordId) -> Option<String> {
        self.ends().1.remove(&(file, id.clone())).and_then(|(raw, _)| raw)
    }

    /// Leaves the journal where nobody looks for one, under another name; where that is comes back.
    ///
    /// # Errors
    /// When it cannot be renamed.
    pub fn leave_aside(&self) -> std::io::Result<PathBuf> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let mut numbers = 1..;
        let free = numbers.find_map(|number: u32| {
            let path = folder.join(format!("changes-left-aside-{number}.jsonl"));
            (!crate::files::is_taken(&path)).then_some(path)
        });
        let to = free.unwrap_or_default();
        std::fs::rename(&self.path, &to)?;
        Ok(to)
    }

    /// The steps that lie between the files and what was made of them, where they fit one after the other.
    fn replayed(&self, draft: &Draft) -> Option<Vec<ChangeStep>> {
        let mut unsaved = crate::chronicle::Unsaved::default();
        let mut draft = draft.clone();
        for step in &self.steps {
            let made;
            (draft, made) = ChangeStep::made(&draft, step.make.clone()).ok()?;
            unsaved.push(made);
        }
        Some(unsaved.standing().cloned().collect())
    }

    /// Every record that was changed, as it was before all steps and after them.
    fn ends(&self) -> (Records, Records) {
        let (mut before, mut after) = (Records::new(), Records::new());
        for step in &self.steps {
            for (change, inverse) in step.make.iter().zip(step.back.iter().rev()) {
                let key = (change.file(), change.id().clone());
                let (Some(old), Some(new)) = (state(inverse), state(change)) else { continue };
                before.entry(key.clone()).or_insert(old);
                after.insert(key, new);
            }
        }
        (before, after)
    }
}

/// What a change makes of its record; `None` where it only moves it.
fn state(change: &Change) -> Option<Held> {
    match change {
        Change::Put { raw, .. } => Some((Some(raw.clone()), None)),
        Change::Add { raw, after, .. } => Some((Some(raw.clone()), after.clone())),
        Change::Remove { .. } => Some((None, None)),
        Change::Move { .. } => None,
    }
}

/// A draft in which records are as given; what fits nowhere is left as it is.
fn held(draft: &Draft, records: &Records) -> Draft {
    records.iter().fold(draft.clone(), |draft, ((file, id), (raw, after))| {
        with_record(&draft, *file, id, raw.as_deref(), after.as_ref()).map_or(draft, |(next, _)| next)
    })
}

/// A draft in which a record has this text, or is not; the change that does so comes back with it. `None` where it is so
/// already, or fits nowhere.
pub fn with_record(
    draft: &Draft,
    file: RecordFile,
    id: &RecordId,
    raw: Option<&str>,
    after: Option<&RecordId>,
) -> Option<(Draft, Change)> {
    let (id, now) = (id.clone(), draft.record(file, id));
    let made = |change: Change| Some((draft.apply(&change).ok()?.draft, change));
    match (now, raw) {
        (None, None) => None,
        (Some(now), Some(raw)) if &*now.raw == raw => None,
        (Some(_), Some(raw)) => made(Change::Put { file, id, raw: raw.to_owned() }),
        (Some(_), None) => made(Change::Remove { file, id }),
        (None, Some(raw)) => {
            let last = draft.records(file).last().map(|record| record.id.clone());
            // After its old neighbour, else at the end; keys of TOML stand before all tables.
            let places = [after.cloned(), last, None].into_iter();
            let add = |after| Change::Add { file, id: id.clone(), raw: raw.to_owned(), after, gap: None };
            places.map(add).find_map(made)
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::Embedded;
    use std::sync::Arc;

    const FILE: RecordFile = RecordFile::Events;

    fn draft() -> Draft {
        Draft::new(Arc::new(Embedded))
    }

    fn put(id: &str, note: &str) -> Change {
        let raw = format!("{{\"type\": \"Feature\", \"id\": \"{id}\", \"note\": \"{note}\"}}");
        Change::Put { file: FILE, id: id.into(), raw }
    }

    fn recovery(base: &Draft, makes: Vec<Vec<Change>>) -> (Recovery, Draft) {
        let mut draft = base.clone();
        let steps = makes.into_iter().map(|make| {
            let step;
            (draft, step) = ChangeStep::made(&draft, make).unwrap();
            step
        });
        let steps = steps.collect();
        (Recovery { path: PathBuf::new(), base: base.hash(), steps, made: (0, 0), torn: false }, draft)
    }

    fn made(draft: &Draft, joined: &JoinedSteps) -> Draft {
        joined.steps.iter().fold(draft.clone(), |draft, step| draft.apply_all(&step.make).unwrap().0)
    }

    fn edits() -> Vec<Vec<Change>> {
        let id = "EV-NEW";
        let raw = format!("{{\"type\": \"Feature\", \"id\": \"{id}\"}}");
        let add = Change::Add { file: FILE, id: id.into(), raw, after: Some("EV-HERAT-CAPTURE".into()), gap: None };
        let remove = Change::Remove { file: RecordFile::Sources, id: "wire/W-AFP-0813".into() };
        vec![vec![put("EV-HERAT-CAPTURE", "one"), add], vec![put("EV-HERAT-CAPTURE", "two")], vec![remove]]
    }

    #[test]
    fn on_its_own_files_every_step_comes_back_and_what_was_undone_does_not() {
        let draft = draft();
        let mut makes = edits();
        let undo = ChangeStep::made(&draft, makes[0].clone()).unwrap().1.back;
        let (recovery, after) = recovery(&draft, makes.clone());
        let joined = recovery.onto(&draft).unwrap();
        assert_eq!((joined.steps.len(), made(&draft, &joined).hash()), (3, after.hash()));
        makes.truncate(1);
        makes.push(undo);
        let (recovery, _) = self::recovery(&draft, makes);
        assert_eq!(recovery.onto(&draft).unwrap(), JoinedSteps::default());
    }

    #[test]
    fn where_a_part_or_all_was_saved_only_the_rest_comes_back() {
        let draft = draft();
        let (recovery, after) = recovery(&draft, edits());
        assert_eq!(recovery.onto(&after).unwrap(), JoinedSteps::default());
        // One file was renamed, the other not yet.
        for kept in [FILE, RecordFile::Sources] {
            let changes: Vec<_> = diff(&draft, &after).unwrap().into_iter().filter(|c| c.file() == kept).collect();
            let half = draft.apply_all(&changes).unwrap().0;
            let joined = recovery.onto(&half).unwrap();
            assert_eq!(joined.conflicts, []);
            assert_eq!(made(&half, &joined).hash(), after.hash());
        }
    }

    #[test]
    fn on_files_that_another_program_changed_both_are_joined_and_contradictions_told() {
        let draft = draft();
        let (recovery, _) = recovery(&draft, edits());
        let theirs = draft.apply(&put("EV-HERAT-SIEGE", "x")).unwrap().draft;
        let joined = recovery.onto(&theirs).unwrap();
        assert_eq!((joined.steps.len(), joined.conflicts.len()), (1, 0));
        let all = made(&theirs, &joined);
        assert!(all.record(FILE, &"EV-HERAT-CAPTURE".into()).unwrap().raw.contains("two"));
        assert!(all.record(FILE, &"EV-HERAT-SIEGE".into()).unwrap().raw.contains("x"));
        let same = draft.apply(&put("EV-HERAT-CAPTURE", "theirs")).unwrap().draft;
        let joined = recovery.onto(&same).unwrap();
        let [conflict] = joined.conflicts.as_slice() else { panic!("{joined:?}") };
        assert_eq!(conflict.id, Some("EV-HERAT-CAPTURE".into()));
        assert!(made(&same, &joined).record(FILE, &"EV-HERAT-CAPTURE".into()).unwrap().raw.contains("theirs"));
        assert!(recovery.text(FILE, &"EV-HERAT-CAPTURE".into()).unwrap().contains("two"));
    }

    #[test]
    fn left_aside_it_is_kept_and_no_longer_found() {
        let folder = tempfile::tempdir().unwrap();
        let step = ChangeStep::made(&draft(), vec![put("EV-HERAT-CAPTURE", "one")]).unwrap().1;
        for expected in ["changes-left-aside-1.jsonl", "changes-left-aside-2.jsonl"] {
            drop(crate::chronicle::Journal::begin(folder.path(), "x", std::slice::from_ref(&step), 0).unwrap());
            let found = crate::chronicle::recover(folder.path(), None).unwrap().left;
            let bytes = std::fs::read(&found[0].path).unwrap();
            let aside = found[0].leave_aside().unwrap();
            assert!(aside.ends_with(expected) && std::fs::read(aside).unwrap() == bytes);
            assert!(crate::chronicle::recover(folder.path(), None).unwrap().left.is_empty());
        }
    }
}
