//! Changes to the document: made, taken back and made again, with all that follows from its records.

use crate::app::{Edit, Editing, Notice, State, passages};
use crate::chronicle::{Change, RecordFile};
use crate::words;
use std::sync::Arc;

impl State {
    /// Makes changes; how they are taken back comes back. Where one does not fit, that is said, and nothing changes.
    pub(super) fn change(&mut self, changes: &[Change]) -> Option<Edit> {
        let (document, step) = match self.document.changed(changes) {
            Ok(changed) => changed,
            Err(why) => {
                self.notify(Notice::failed(words::not_changed(&why), words::NOTHING_CHANGED));
                return None;
            }
        };
        let what = words::changes(&self.document.chronicle, &document.chronicle, changes);
        self.document = document;
        self.follow_the_records();
        Some(Edit { there: step.back, back: step.make, what })
    }

    /// Works out anew what follows from the records; what no longer exists is let go.
    pub(super) fn follow_the_records(&mut self) {
        let chronicle = Arc::clone(&self.document.chronicle);
        self.view = self.view.clone().kept_to(&chronicle);
        self.timeline = self.document.timeline_for(&self.view.filter);
        self.slice = Arc::new(self.timeline.slice(self.view.clock));
        self.hovered = None;
        let there = |file, id: &str| self.document.draft().record(file, &id.into()).is_some();
        let gone = match &self.chrome.editing {
            Some(Editing::Event(id)) => !there(RecordFile::Events, id.as_str()),
            Some(Editing::Place(id)) => !there(RecordFile::Places, id.as_str()),
            _ => false,
        };
        if gone {
            self.chrome.editing = None;
        }
        self.chrome.reader = self.chrome.reader.take().and_then(|mut reader| {
            let passages: Arc<[_]> = passages(&chronicle, chronicle.sources.get(&reader.source)?).into();
            reader.claim = reader.claim.filter(|claim| passages.iter().any(|passage| passage.claim == *claim));
            reader.passages = passages;
            Some(reader)
        });
        // What was found speaks of the records of before.
        self.look_for(String::new());
        self.say_filtered();
    }
}
