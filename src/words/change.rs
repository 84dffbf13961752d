//! What a change does, in words: "move Herat's capture to 13 August".

use crate::chronicle::{Change, Chronicle, Event, Kept, RecordFile};
use crate::words::{kind, short_date, span};

/// What a change does to the records it leads from and to.
fn change(before: &Chronicle, after: &Chronicle, change: &Change) -> String {
    let id = change.id().0.as_str();
    if change.file() == RecordFile::Review {
        return decision(change).to_owned();
    }
    let (old, new) = (before.events.get(id), after.events.get(id));
    let what = match (change.file(), new.or(old)) {
        (RecordFile::Events, Some(event)) => happening(if new.is_some() { after } else { before }, event),
        (RecordFile::Places, _) => match after.places.get(id).or_else(|| before.places.get(id)) {
            Some(place) => format!("the place {}", place.name),
            None => format!("the place {id}"),
        },
        (file, _) => format!("{id} in {}", file.path()),
    };
    match (change, old.zip(new)) {
        (Change::Put { .. }, Some((old, new))) if only_moved(old, new) => {
            format!("move {what} to {}", date(after, new))
        }
        (Change::Put { .. }, _) => format!("change {what}"),
        (Change::Add { .. }, _) => format!("add {what}"),
        (Change::Remove { .. }, _) => format!("remove {what}"),
        (Change::Move { .. }, _) => format!("put {what} elsewhere in its file"),
    }
}

/// A line of what was decided in review; what is accepted is told by its event.
const fn decision(change: &Change) -> &'static str {
    match change {
        Change::Add { .. } | Change::Put { .. } => "reject a proposal",
        Change::Remove { .. } | Change::Move { .. } => "take up a rejected proposal again",
    }
}

/// What several changes do together: what the first does that is to a happening, and how many other records change.
pub fn changes(before: &Chronicle, after: &Chronicle, changes: &[Change]) -> String {
    // A place that is moved takes with it what happened there.
    let moves = |change: &&Change| matches!(change, Change::Put { file: RecordFile::Places, .. });
    let of_event = || changes.iter().find(|change| change.file() == RecordFile::Events);
    let first = changes.first().filter(moves).or_else(of_event).or(changes.first());
    let what = first.map_or_else(|| "change nothing".to_owned(), |first| change(before, after, first));
    match changes.len().saturating_sub(1) {
        0 => what,
        1 => format!("{what}, with one more record"),
        more => format!("{what}, with {more} more records"),
    }
}

/// What each of several changes does.
pub fn each_change(before: &Chronicle, after: &Chronicle, changes: &[Change]) -> Vec<String> {
    changes.iter().map(|of| change(before, after, of)).collect()
}

/// What is said when a change was not made.
pub fn not_changed(why: &str) -> String {
    format!("The change was not made: {why}.")
}

/// What is left when a change was not made.
pub const NOTHING_CHANGED: &str = "Everything is as it was.";

/// What is said when a change was taken back.
pub fn taken_back(change: &str) -> String {
    format!("Taken back: {change}")
}

/// What is said when a change that was taken back was made again.
pub fn made_again(change: &str) -> String {
    format!("Made again: {change}")
}

/// "2 changes not saved".
pub fn unsaved(count: usize) -> String {
    match count {
        1 => "1 change not saved".to_owned(),
        _ => format!("{count} changes not saved"),
    }
}

/// The same where there is none.
pub const NOTHING_UNSAVED: &str = "all changes saved";

/// What is said while the files are written.
pub const SAVING: &str = "saving …";

/// Where unsaved changes are, in a sentence.
pub fn kept(place: Kept) -> String {
    match place {
        Kept::Nothing => "The chronicle's files have all changes.",
        Kept::Beside => "A journal in the chronicle's folder has them: a crash loses none.",
        Kept::Away => "The chronicle's folder takes no file; a journal elsewhere has them, and a crash loses none.",
    }
    .to_owned()
}

/// What is said of changes that are a moment old.
pub const NOT_YET_KEPT: &str = "They are on their way to the disk.";

/// What is said where every change is in the chronicle's files.
pub const ALL_SAVED: &str = "All changes are saved.";

/// What is said where somebody would save the chronicle that is part of the program.
pub const BUILT_IN: &str = "This chronicle is part of the program and cannot be written over.";

/// What to do about it.
pub const SAVE_A_COPY: &str = "Save it under a name of your own; the changes are kept until then.";

/// What is said where changes could not be brought to the disk.
pub fn not_kept(why: &str) -> String {
    format!("The last changes are not on the disk yet: {why}.")
}

/// What is said where the chronicle's files could not be written.
pub fn not_saved(why: &str) -> String {
    format!("The chronicle was not saved: {why}.")
}

/// What is left where changes are not on the disk.
pub const KEPT_IN_MEMORY: &str = "Nothing is lost as long as this window is open, and it is tried again by itself.";

/// "7 changes were not saved, the last 2 hours ago."
pub fn unfinished(count: usize, ago: &str) -> String {
    match count {
        1 => format!("1 change was not saved, made {ago}."),
        _ => format!("{count} changes were not saved, the last made {ago}."),
    }
}

/// What is said of a journal whose last line is not whole.
pub const TORN: &str = "What came after them was not written down whole and is lost.";

/// What is said where a journal holds only what cannot be read.
pub const TORN_ALONE: &str = "A change was not written down whole before the program ended, and is lost.";

/// What is said where changes of a journal were left aside.
pub fn left_aside(name: &str) -> String {
    format!("The changes are kept as {name}, beside the chronicle.")
}

/// What is said where another window has the same chronicle.
pub const OPEN_TWICE: &str = "Another window has this chronicle open, with changes that are not saved.";

/// What comes of that.
pub const OPEN_TWICE_IS_JOINED: &str = "What one of them saves, the other takes over, record by record.";

/// What is said where the changes of another program were taken over.
pub fn taken_over(changes: &[String]) -> String {
    match changes {
        [] => "Another program has written the chronicle's files; its records are the same.".to_owned(),
        [one] => format!("Another program has changed this chronicle: {one}."),
        [first, rest @ ..] => {
            format!("Another program has changed this chronicle: {first}, and {} more.", rest.len())
        }
    }
}

/// What is said where a file that another program wrote cannot be joined.
pub fn not_joined(why: &str) -> String {
    format!("Another program has changed this chronicle, and it cannot be joined with what is on show: {why}.")
}

/// What is left then.
pub const NOT_OVERWRITTEN: &str = "Nothing is written over its files. Mend them, or save as another chronicle.";

/// "2 records were changed here and elsewhere, each in another way."
pub fn disputed(count: usize) -> String {
    match count {
        1 => "1 record was changed here and elsewhere, each in another way.".to_owned(),
        _ => format!("{count} records were changed here and elsewhere, each in another way."),
    }
}

/// What is said where somebody would save before that is decided.
pub const DECIDE_FIRST: &str = "Decide first which of both is kept: nothing of another program's is written over.";

/// What a record is called: "Herat's capture".
pub fn record(chronicle: &Chronicle, file: RecordFile, id: &str) -> String {
    match (file, chronicle.events.get(id), chronicle.places.get(id)) {
        (RecordFile::Events, Some(event), _) => happening(chronicle, event),
        (RecordFile::Places, _, Some(place)) => format!("the place {}", place.name),
        _ => format!("{id} in {}", file.path()),
    }
}

/// "Herat's capture".
fn happening(chronicle: &Chronicle, event: &Event) -> String {
    let place = chronicle.places.get(&event.place).map_or(event.place.as_str(), |place| place.name.as_str());
    format!("{place}'s {}", kind(chronicle, &event.kind))
}

/// Whether nothing but the date differs.
fn only_moved(old: &Event, new: &Event) -> bool {
    let moved = Event { when: new.when.clone(), span: new.span, ..old.clone() };
    old.span != new.span && moved == *new
}

fn date(chronicle: &Chronicle, event: &Event) -> String {
    match event.span.days() {
        (Some(from), Some(until)) if from == until => short_date(from, from),
        _ => span(event.span, chronicle.resolution()),
    }
}
