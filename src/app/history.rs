//! Undo and redo of changes to the document and of what is looked at: selection, layers, filter and known-by, with the
//! cursor and the camera where a step jumped there. Where they are moved by hand they are left out, as is the theme: that happens all the time and is
//! easily moved back.

use crate::app::Camera;
use crate::chronicle::{Change, EventId, PlaceId};
use crate::time::Moment;
use crate::timeline::Filter;
use std::collections::BTreeSet;

/// How many steps are kept.
const LIMIT: usize = 200;

/// What an undo brings back.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoPoint {
    /// Selected place.
    pub selection: Option<PlaceId>,
    /// Selected event.
    pub event: Option<EventId>,
    /// Layers switched off.
    pub hidden: BTreeSet<String>,
    /// What is left out.
    pub filter: Filter,
    /// The reported clock.
    pub known_by: Option<Moment>,
    /// Where the cursor was, where the step moved it.
    pub cursor: Option<Moment>,
    /// Where the map looked, where the step moved it; the inner `None` is the opening view.
    pub camera: Option<Option<Camera>>,
    /// How the document gets there, where the step changed it.
    pub edit: Option<Edit>,
}

/// A change of the document as a step to be taken back and again.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What leads to the point.
    pub there: Vec<Change>,
    /// What leads from it again.
    pub back: Vec<Change>,
    /// What the change does that was made first.
    pub what: String,
}

/// The steps taken and taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<UndoPoint>,
    future: Vec<UndoPoint>,
    in_gesture: bool,
}

impl History {
    /// Remembers the look before a change. Inside one gesture (a drag) only the first change makes a step.
    pub fn record(&mut self, before: UndoPoint, gesture: bool) {
        if !(gesture && self.in_gesture) {
            self.past.push(before);
            if self.past.len() > LIMIT {
                self.past.remove(0);
            }
        }
        self.in_gesture = gesture;
        self.future.clear();
    }

    /// Remembers a change of the document that left the look as it was.
    pub fn record_edit(&mut self, look: &UndoPoint, edit: Edit) {
        self.record(UndoPoint { edit: Some(edit), ..look.clone() }, false);
    }

    /// The user let go.
    pub fn end_gesture(&mut self) {
        self.in_gesture = false;
    }

    /// The look before the last step, given the one now, with cursor and camera.
    pub fn undo(&mut self, now: UndoPoint) -> Option<UndoPoint> {
        let look = self.past.pop()?;
        self.future.push(like(now, &look));
        self.in_gesture = false;
        Some(look)
    }

    /// The look that was taken back last, given the one now.
    pub fn redo(&mut self, now: UndoPoint) -> Option<UndoPoint> {
        let look = self.future.pop()?;
        self.past.push(like(now, &look));
        Some(look)
    }

    /// What the steps taken did to the document, the first first; nothing where only what is looked at changed.
    pub fn taken(&self) -> impl Iterator<Item = Option<&str>> {
        self.past.iter().map(said)
    }

    /// The same of the steps taken back, the one taken back last first.
    pub fn taken_back(&self) -> impl Iterator<Item = Option<&str>> {
        self.future.iter().rev().map(said)
    }

    /// Whether something was taken back.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

fn said(point: &UndoPoint) -> Option<&str> {
    point.edit.as_ref().map(|edit| edit.what.as_str())
}

/// A point that says of cursor, camera and document just what the other does.
fn like(now: UndoPoint, other: &UndoPoint) -> UndoPoint {
    UndoPoint {
        cursor: now.cursor.filter(|_| other.cursor.is_some()),
        camera: now.camera.filter(|_| other.camera.is_some()),
        edit: other.edit.clone().map(|Edit { there, back, what }| Edit { there: back, back: there, what }),
        ..now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(known_by: i64) -> UndoPoint {
        UndoPoint {
            selection: None,
            event: None,
            hidden: BTreeSet::new(),
            filter: Filter::default(),
            known_by: Some(Moment(known_by)),
            cursor: None,
            camera: None,
            edit: None,
        }
    }

    #[test]
    fn one_gesture_is_one_step() {
        let mut history = History::default();
        history.record(look(0), true);
        history.record(look(1), true);
        history.end_gesture();
        history.record(look(2), true);
        assert_eq!(history.undo(look(3)), Some(look(2)));
        assert_eq!(history.undo(look(2)), Some(look(0)));
        assert_eq!(history.undo(look(0)), None);
    }

    #[test]
    fn what_was_taken_back_comes_again_until_something_new_is_done() {
        let mut history = History::default();
        history.record(look(0), false);
        assert_eq!(history.undo(look(1)), Some(look(0)));
        assert_eq!(history.redo(look(0)), Some(look(1)));
        history.undo(look(1));
        history.record(look(5), false);
        assert!(!history.can_redo());
    }
}
