//! Unsaved steps brought onto files that another program has changed, record by record.

use crate::chronicle::{Change, ChangeError, ChangeStep, Conflict, Draft, Unsaved, diff, merge, with_record};

/// A draft and its unsaved steps on other files than those it was begun with.
#[derive(Clone, Debug)]
pub struct Rebased {
    /// The other files with the steps.
    pub draft: Draft,
    /// The steps, as they lie between those files and the draft.
    pub unsaved: Unsaved,
    /// The changes of the other program, as they come to what was on show.
    pub theirs: Vec<Change>,
    /// Records that both have changed, each in another way: the draft has them as the steps made them.
    pub conflicts: Vec<Conflict>,
}

impl Rebased {
    /// Brings a draft and its steps onto `theirs`, the files as they lie in the folder now.
    ///
    /// # Errors
    /// When one of those files takes no change: another program has left it in a state that is no file of records.
    pub fn new(draft: &Draft, unsaved: &Unsaved, theirs: &Draft) -> Result<Self, ChangeError> {
        let base = draft.begun();
        let (ours, others) = (diff(&base, draft)?, diff(&base, theirs)?);
        let mut merged = merge(&base, &ours, &others)?;
        if merged.conflicts.iter().any(|conflict| conflict.id.is_none()) {
            // Of two orders of the same records, the one in the file stays.
            let kept = |change: &&Change| !matches!(change, Change::Move { .. });
            let ours: Vec<Change> = ours.iter().filter(kept).cloned().collect();
            merged = merge(&base, &ours, &others)?;
            merged.conflicts.retain(|conflict| conflict.id.is_some());
        }
        let mut joined = theirs.apply_all(&diff(theirs, &merged.draft)?)?.0;
        for (file, id) in merged.conflicts.iter().filter_map(|conflict| Some((conflict.file, conflict.id.as_ref()?))) {
            let ours = draft.record(file, id).map(|record| &*record.raw);
            joined = with_record(&joined, file, id, ours, None).map_or(joined, |(next, _)| next);
        }
        let steps = replayed(theirs, unsaved, &joined).map_or_else(|| in_one(theirs, &joined), Ok)?;
        Ok(Self {
            theirs: diff(draft, &joined)?,
            unsaved: unsaved.on_other_files(steps),
            draft: joined,
            conflicts: merged.conflicts,
        })
    }
}

/// The steps one by one on other files, where they lead to the same draft.
fn replayed(theirs: &Draft, unsaved: &Unsaved, joined: &Draft) -> Option<Vec<ChangeStep>> {
    let mut draft = theirs.clone();
    let mut steps = Vec::new();
    for step in unsaved.standing() {
        let made;
        (draft, made) = ChangeStep::made(&draft, step.make.clone()).ok()?;
        steps.push(made);
    }
    (draft.hash() == joined.hash()).then_some(steps)
}

/// What leads from files to a draft as one step; none where it is nothing.
fn in_one(theirs: &Draft, joined: &Draft) -> Result<Vec<ChangeStep>, ChangeError> {
    let (_, step) = ChangeStep::made(theirs, diff(theirs, joined)?)?;
    Ok(if step.make.is_empty() { Vec::new() } else { vec![step] })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Embedded, RecordFile};
    use proptest::prelude::*;
    use std::sync::Arc;

    const FILE: RecordFile = RecordFile::Events;

    fn put(id: &str, note: &str) -> Change {
        let raw = format!("{{\"type\": \"Feature\", \"id\": \"{id}\", \"note\": \"{note}\"}}");
        Change::Put { file: FILE, id: id.into(), raw }
    }

    fn edited(changes: &[Change]) -> (Draft, Unsaved) {
        let (mut draft, mut unsaved) = (Draft::new(Arc::new(Embedded)), Unsaved::default());
        for change in changes {
            let step;
            (draft, step) = ChangeStep::made(&draft, vec![change.clone()]).unwrap();
            unsaved.push(step);
        }
        (draft, unsaved)
    }

    fn note(draft: &Draft, id: &str) -> String {
        let raw = &draft.record(FILE, &id.into()).unwrap().raw;
        raw.split("\"note\": \"").nth(1).unwrap_or("?").trim_end_matches("\"}").to_owned()
    }

    #[test]
    fn steps_stay_single_where_others_changed_other_records() {
        let (draft, unsaved) = edited(&[put("EV-HERAT-CAPTURE", "one"), put("EV-HERAT-CAPTURE", "two")]);
        let theirs = edited(&[put("EV-HERAT-SIEGE", "x")]).0;
        // As they are read from the disk, they are nobody's changes.
        let theirs = theirs.begun_as(&theirs);
        let rebased = Rebased::new(&draft, &unsaved, &theirs).unwrap();
        assert_eq!(
            (note(&rebased.draft, "EV-HERAT-CAPTURE"), note(&rebased.draft, "EV-HERAT-SIEGE")),
            ("two".into(), "x".into())
        );
        assert_eq!((rebased.unsaved.count(), rebased.conflicts.len()), (2, 0));
        assert_eq!(rebased.theirs, [put("EV-HERAT-SIEGE", "x")]);
        assert_eq!(rebased.draft.begun().hash(), theirs.hash());
        assert!(rebased.unsaved.epoch() > unsaved.epoch());
    }

    #[test]
    fn a_record_that_both_changed_stays_as_it_is_on_show_and_is_told() {
        let (draft, unsaved) = edited(&[put("EV-HERAT-CAPTURE", "ours")]);
        let theirs =
            edited(&[put("EV-HERAT-CAPTURE", "theirs"), Change::Remove { file: FILE, id: "EV-HERAT-SIEGE".into() }]).0;
        let theirs = theirs.begun_as(&theirs);
        let rebased = Rebased::new(&draft, &unsaved, &theirs).unwrap();
        assert_eq!(note(&rebased.draft, "EV-HERAT-CAPTURE"), "ours");
        assert!(rebased.draft.record(FILE, &"EV-HERAT-SIEGE".into()).is_none());
        assert_eq!(
            rebased.conflicts.iter().map(|c| c.id.clone()).collect::<Vec<_>>(),
            [Some("EV-HERAT-CAPTURE".into())]
        );
        // What was not saved is still what lies between the files and the draft.
        let made: Vec<_> = rebased.unsaved.standing().flat_map(|step| step.make.clone()).collect();
        assert_eq!(theirs.apply_all(&made).unwrap().0.hash(), rebased.draft.hash());
    }

    #[test]
    fn without_steps_it_is_what_the_files_say() {
        let (draft, unsaved) = edited(&[]);
        let theirs = edited(&[put("EV-HERAT-SIEGE", "x")]).0;
        let theirs = theirs.begun_as(&theirs);
        let rebased = Rebased::new(&draft, &unsaved, &theirs).unwrap();
        assert_eq!((rebased.unsaved.count(), rebased.draft.hash()), (0, theirs.hash()));
    }

    /// Edits of a made-up editor: what, of which of the first events, and a number.
    type Edits = Vec<(u8, usize, u8)>;

    fn made(edits: &Edits) -> (Draft, Unsaved) {
        let (mut draft, mut unsaved) = edited(&[]);
        let ids: Vec<String> = draft.records(FILE).take(6).map(|record| record.id.0.clone()).collect();
        for (what, which, number) in edits {
            let id = ids[which % ids.len()].as_str();
            let change = match what % 3 {
                0 => put(id, &number.to_string()),
                1 => Change::Remove { file: FILE, id: id.into() },
                _ => {
                    let (id, after) = (format!("N{number}"), Some(id.into()));
                    let raw = format!("{{\"type\": \"Feature\", \"id\": \"{id}\"}}");
                    Change::Add { file: FILE, id: id.as_str().into(), raw, after, gap: None }
                }
            };
            if let Ok((next, step)) = ChangeStep::made(&draft, vec![change]) {
                (draft, _) = (next, unsaved.push(step));
            }
        }
        (draft, unsaved)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn whoever_saves_first_the_files_end_as_the_same_or_both_are_asked_about_the_same_records(
            a in prop::collection::vec((any::<u8>(), 0..6_usize, 0..4_u8), 0..6),
            b in prop::collection::vec((any::<u8>(), 0..6_usize, 0..4_u8), 0..6),
        ) {
            let ((a, a_steps), (b, b_steps)) = (made(&a), made(&b));
            let saved = |draft: &Draft| draft.begun_as(draft);
            let b_last = Rebased::new(&b, &b_steps, &saved(&a)).unwrap();
            let a_last = Rebased::new(&a, &a_steps, &saved(&b)).unwrap();
            prop_assert_eq!(&a_last.conflicts, &b_last.conflicts);
            if a_last.conflicts.is_empty() {
                prop_assert_eq!(a_last.draft.hash(), b_last.draft.hash());
            }
            // What is not saved yet is what lies between the files and the draft.
            let left: Vec<_> = b_last.unsaved.standing().flat_map(|step| step.make.clone()).collect();
            prop_assert_eq!(saved(&a).apply_all(&left).unwrap().0.hash(), b_last.draft.hash());
        }
    }
}
