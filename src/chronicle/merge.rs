//! What leads from one draft to another, and the changes of two editors joined, record by record.

use crate::chronicle::draft::name_of;
use crate::chronicle::{Change, ChangeError, Draft, DraftRecord, RecordFile, RecordId};
use std::collections::{BTreeMap, BTreeSet};

/// A record that both editors changed, each in another way: it is left as it was before both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The file.
    pub file: RecordFile,
    /// Which; `None` where it is the order of the file's records.
    pub id: Option<RecordId>,
    /// What the two make of it, in order of their texts; `None` is that it goes.
    pub versions: [Option<String>; 2],
}

/// What two editors made of the same files.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The files with all changes but those that contradict each other.
    pub draft: Draft,
    /// The changes that lead there from the base.
    pub changes: Vec<Change>,
    /// What contradicts.
    pub conflicts: Vec<Conflict>,
}

/// The changes that lead from one draft to another: the same records with the same texts in the same order. What lies
/// between the records is taken over where records are new.
///
/// # Errors
/// When one of the files takes no change.
pub fn diff(from: &Draft, to: &Draft) -> Result<Vec<Change>, ChangeError> {
    let mut changes = Vec::new();
    for file in RecordFile::ALL {
        let wanted = to.records(file).map(Wanted::of).collect();
        towards(from, file, wanted, &mut changes)?;
    }
    Ok(changes)
}

/// Joins the changes of two editors over the files both began with. Which of them is called ours makes no difference.
///
/// # Errors
/// When the changes of one do not fit the base.
pub fn merge(base: &Draft, ours: &[Change], theirs: &[Change]) -> Result<Merged, ChangeError> {
    let (our, _) = base.apply_all(ours)?;
    let (their, _) = base.apply_all(theirs)?;
    let mut conflicts = Vec::new();
    let mut changes = Vec::new();
    for file in RecordFile::ALL {
        let wanted = join(file, base, &our, &their, &mut conflicts);
        towards(base, file, wanted, &mut changes)?;
    }
    let (draft, _) = base.apply_all(&changes)?;
    Ok(Merged { draft, changes, conflicts })
}

/// A record as it is wanted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    id: RecordId,
    raw: String,
    /// What lies before it.
    gap: Option<String>,
}

impl Wanted {
    fn of(record: &DraftRecord) -> Self {
        let gap = (!record.gap.is_empty()).then(|| record.gap.as_ref().to_owned());
        Self { id: record.id.clone(), raw: record.raw.as_ref().to_owned(), gap }
    }
}

/// Adds the changes that give a file these records in this order.
fn towards(from: &Draft, file: RecordFile, wanted: Vec<Wanted>, changes: &mut Vec<Change>) -> Result<(), ChangeError> {
    let is_key = |raw: &str| name_of(file, raw).is_ok_and(|named| named.is_key);
    let kept: BTreeMap<&RecordId, bool> = wanted.iter().map(|record| (&record.id, is_key(&record.raw))).collect();
    let mut draft = from.clone();
    let mut make = |draft: &mut Draft, change: Change| -> Result<(), ChangeError> {
        *draft = draft.apply(&change)?.draft;
        changes.push(change);
        Ok(())
    };
    // A key that becomes a table stands elsewhere: it goes and comes again.
    let stays = |record: &&DraftRecord| kept.get(&record.id).is_some_and(|key| *key == is_key(&record.raw));
    let gone: Vec<RecordId> = from.records(file).filter(|r| !stays(r)).map(|record| record.id.clone()).collect();
    for id in gone {
        make(&mut draft, Change::Remove { file, id })?;
    }
    let mut now: Vec<(RecordId, String)> =
        draft.records(file).map(|record| (record.id.clone(), record.raw.as_ref().to_owned())).collect();
    let mut after: Option<RecordId> = None;
    for (at, Wanted { id, raw, gap }) in wanted.into_iter().enumerate() {
        let here = now.get(at).is_some_and(|(other, _)| *other == id);
        let there = if here { Some(at) } else { now.iter().position(|(other, _)| *other == id) };
        match there {
            None => {
                make(&mut draft, Change::Add { file, id: id.clone(), raw: raw.clone(), after, gap })?;
                now.insert(at, (id.clone(), raw));
            }
            Some(from) => {
                if !here {
                    make(&mut draft, Change::Move { file, id: id.clone(), after })?;
                    let record = now.remove(from);
                    now.insert(at, record);
                }
                if now.get(at).is_some_and(|(_, old)| *old != raw) {
                    make(&mut draft, Change::Put { file, id: id.clone(), raw })?;
                }
            }
        }
        after = Some(id);
    }
    Ok(())
}

/// The records of a file as the changes of both want them.
fn join(file: RecordFile, base: &Draft, our: &Draft, their: &Draft, conflicts: &mut Vec<Conflict>) -> Vec<Wanted> {
    let by_id = |draft: &Draft| -> BTreeMap<RecordId, Wanted> {
        draft.records(file).map(|record| (record.id.clone(), Wanted::of(record))).collect()
    };
    let (old, ours, theirs) = (by_id(base), by_id(our), by_id(their));
    let ids: BTreeSet<&RecordId> = old.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    let mut kept: BTreeMap<RecordId, Wanted> = BTreeMap::new();
    for id in ids {
        let (was, a, b) = (old.get(id), ours.get(id), theirs.get(id));
        let raw = |wanted: Option<&Wanted>| wanted.map(|wanted| wanted.raw.clone());
        let chosen = match (raw(was), raw(a), raw(b)) {
            // Of two gaps before the same new record either will do, if it is always the same.
            (_, of_a, of_b) if of_a == of_b => a.min(b),
            (of_old, of_a, _) if of_a == of_old => b,
            (of_old, _, of_b) if of_b == of_old => a,
            (_, of_a, of_b) => {
                let mut versions = [of_a, of_b];
                versions.sort();
                conflicts.push(Conflict { file, id: Some(id.clone()), versions });
                was
            }
        };
        if let Some(chosen) = chosen {
            kept.insert(id.clone(), chosen.clone());
        }
    }
    let order = order(file, [base, our, their], &kept, conflicts);
    let mut wanted: Vec<Wanted> = order.into_iter().filter_map(|id| kept.remove(&id)).collect();
    // In TOML keys come before tables, whoever put them where.
    wanted.sort_by_key(|record| !name_of(file, &record.raw).is_ok_and(|named| named.is_key));
    wanted
}

/// The order of the records that are kept. Those that all three drafts have stand as in the base, or as the one editor
/// who moved them has it; the others after the record they come after in their own draft.
fn order(
    file: RecordFile,
    drafts: [&Draft; 3],
    kept: &BTreeMap<RecordId, Wanted>,
    conflicts: &mut Vec<Conflict>,
) -> Vec<RecordId> {
    let all = drafts.map(|draft| draft.records(file).map(|record| &record.id).collect::<Vec<&RecordId>>());
    let sets = all.each_ref().map(|ids| ids.iter().copied().collect::<BTreeSet<&RecordId>>());
    let in_all = |id: &RecordId| sets.iter().all(|set| set.contains(id));
    let [was, ours, theirs] = all.each_ref().map(|ids| ids.iter().copied().filter(|id| in_all(id)).collect::<Vec<_>>());
    let spine = if ours == theirs || theirs == was {
        ours
    } else if ours == was {
        theirs
    } else {
        let text = |order: &[&RecordId]| Some(order.iter().map(|id| format!("{id}\n")).collect::<String>());
        let mut versions = [text(&ours), text(&theirs)];
        versions.sort();
        conflicts.push(Conflict { file, id: None, versions });
        was
    };
    let others = all.map(|ids| following(ids, &in_all));
    let mut placed = BTreeSet::new();
    let mut order = Vec::with_capacity(kept.len());
    for id in [None].into_iter().chain(spine.into_iter().map(Some)) {
        // In an order that does not depend on whose they are.
        let runs: BTreeSet<&Vec<&RecordId>> = others.iter().filter_map(|runs| runs.get(&id)).collect();
        let here = id.into_iter().chain(runs.into_iter().flatten().copied());
        order.extend(here.filter(|id| kept.contains_key(*id) && placed.insert(*id)).cloned());
    }
    order
}

/// The runs of records that are not in all drafts, by the record before them that is.
fn following<'r>(
    ids: Vec<&'r RecordId>,
    in_all: &impl Fn(&RecordId) -> bool,
) -> BTreeMap<Option<&'r RecordId>, Vec<&'r RecordId>> {
    let mut runs: BTreeMap<Option<&RecordId>, Vec<&RecordId>> = BTreeMap::new();
    let mut before = None;
    for id in ids {
        if in_all(id) {
            before = Some(id);
        } else {
            runs.entry(before).or_default().push(id);
        }
    }
    runs
}
