//! Changes that come from elsewhere: from the journal of a program that ended without saving, and from files that another
//! program has changed. Both are joined with what is on show, record by record; what contradicts is decided by a person.

use crate::app::{Document, Edit, Effect, Notice, State};
use crate::chronicle::{ChangeError, Conflict, Draft, Rebased, RecordFile, RecordId, Recovery, with_record};
use crate::words::{self, Difference, differences};
use std::sync::Arc;

/// So many changes are worded one by one.
const WORDED: usize = 200;

/// What a journal holds that was not saved, made ready to be decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The journal.
    pub recovery: Recovery,
    /// What each of its changes would do here, in words.
    pub said: Vec<String>,
    /// How many steps it holds that are not in the files.
    pub count: usize,
}

/// A document on the files as another program has left them.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinedDocument {
    /// The document, with its unsaved steps.
    pub document: Document,
    /// What the other program has changed, in words.
    pub said: Vec<String>,
    /// What both have changed.
    pub disputes: Vec<Dispute>,
    /// Which unsaved steps it was joined with: [`Document::unsaved_steps`].
    pub of: (u64, usize),
}

/// A record that was changed here and elsewhere, each in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Its file.
    pub file: RecordFile,
    /// Which.
    pub id: RecordId,
    /// What it is called: "Herat's capture".
    pub said: String,
    /// Its text here, and elsewhere; `None` where it is removed.
    pub texts: [Option<Arc<str>>; 2],
    /// Its values that are not alike.
    pub differences: Vec<Difference>,
}

impl Unfinished {
    /// Makes what a journal holds ready; `None` where all of it is in the files already.
    ///
    /// # Errors
    /// When the files take no change.
    pub fn new(document: &Document, recovery: Recovery) -> Result<Option<Self>, ChangeError> {
        let joined = recovery.onto(document.draft())?;
        if joined.steps.is_empty() && joined.conflicts.is_empty() {
            return Ok(None);
        }
        let changes: Vec<_> = joined.steps.iter().flat_map(|step| step.make.clone()).collect();
        let mut said = match document.changed_at_once(&joined.steps) {
            Ok((after, _)) => {
                words::each_change(&document.chronicle, &after.chronicle, changes.get(..WORDED).unwrap_or(&changes))
            }
            Err(why) => vec![why],
        };
        if changes.len() > WORDED {
            said.push(format!("and {} more", changes.len() - WORDED));
        }
        let disputes =
            joined.conflicts.iter().filter_map(|conflict| conflict.id.as_ref().map(|id| (conflict.file, id)));
        said.extend(disputes.map(|(file, id)| {
            format!("{}, which was changed elsewhere too", words::record(&document.chronicle, file, &id.0))
        }));
        Ok(Some(Self { count: joined.steps.len() + joined.conflicts.len(), recovery, said }))
    }
}

impl JoinedDocument {
    /// Brings a document onto the files as they lie in its folder.
    ///
    /// # Errors
    /// Says why they cannot be joined.
    pub fn new(document: &Document, theirs: &Draft) -> Result<Self, String> {
        let rebased = Rebased::new(document.draft(), &document.unsaved, theirs).map_err(|error| error.to_string())?;
        let joined = document.rebased(&rebased)?;
        let said = rebased.theirs.get(..WORDED).unwrap_or(&rebased.theirs);
        let said = words::each_change(&document.chronicle, &joined.chronicle, said);
        let texts = |file: RecordFile, id: &RecordId| {
            [joined.draft(), theirs].map(|draft| draft.record(file, id).map(|record| Arc::clone(&record.raw)))
        };
        let disputes = disputes(&joined, &rebased.conflicts, texts);
        Ok(Self { document: joined, said, disputes, of: document.unsaved_steps() })
    }
}

fn disputes(
    document: &Document,
    conflicts: &[Conflict],
    texts: impl Fn(RecordFile, &RecordId) -> [Option<Arc<str>>; 2],
) -> Vec<Dispute> {
    let dispute = |conflict: &Conflict| {
        let (file, id) = (conflict.file, conflict.id.clone()?);
        let texts = texts(file, &id);
        let differences = differences(texts.each_ref().map(Option::as_deref));
        Some(Dispute { said: words::record(&document.chronicle, file, &id.0), file, id, texts, differences })
    };
    conflicts.iter().filter_map(dispute).collect()
}

impl State {
    /// Takes up what the first journal holds: every step of it becomes a step here, which can be undone.
    pub(super) fn take_up(&mut self) {
        let Some(Unfinished { recovery, .. }) = self.keeping.unfinished.first().cloned() else { return };
        let taken = recovery.onto(self.document.draft()).map_err(|error| error.to_string()).and_then(|joined| {
            let changed = self.document.changed_at_once(&joined.steps)?;
            Ok((changed, joined.conflicts))
        });
        let ((document, steps), conflicts) = match taken {
            Ok(taken) => taken,
            Err(why) => return self.notify(Notice::failed(words::not_changed(&why), words::NOTHING_CHANGED)),
        };
        self.keeping.unfinished.remove(0);
        self.keeping.listed = false;
        self.keeping.taken_up.push(recovery.path.clone());
        let before = Arc::clone(&self.document.chronicle);
        self.document = document;
        self.follow_the_records();
        let point = self.undo_point();
        for step in steps {
            let what = words::changes(&before, &self.document.chronicle, &step.make);
            self.history.record_edit(&point, Edit { there: step.back, back: step.make, what });
        }
        let texts = |file: RecordFile, id: &RecordId| {
            let there = self.document.draft().record(file, id).map(|record| Arc::clone(&record.raw));
            [recovery.text(file, id).map(Arc::from), there]
        };
        let disputes = disputes(&self.document, &conflicts, texts);
        self.dispute(disputes);
        if recovery.torn {
            self.notify(Notice::done(words::TORN));
        }
    }

    /// Leaves the first journal aside.
    pub(super) fn leave_aside(&mut self) -> Vec<Effect> {
        self.keeping.listed = false;
        if self.keeping.unfinished.is_empty() {
            return Vec::new();
        }
        vec![Effect::LeaveAside(self.keeping.unfinished.remove(0).recovery)]
    }

    /// Goes on with the document on the files of another program.
    pub(super) fn join(&mut self, joined: JoinedDocument) -> Vec<Effect> {
        self.keeping.saving = false;
        if joined.of != self.document.unsaved_steps() {
            // Something was changed meanwhile: it is joined once more, with that.
            return vec![Effect::LookAtDisk];
        }
        self.document = joined.document;
        self.follow_the_records();
        // What is only to be decided about is told of where that is asked.
        if joined.disputes.is_empty() || !joined.said.is_empty() {
            self.notify(Notice::done(words::taken_over(&joined.said)));
        }
        self.dispute(joined.disputes);
        Vec::new()
    }

    /// Adds to what is to be decided about; of what was to be before, the newer texts count.
    fn dispute(&mut self, new: Vec<Dispute>) {
        self.keeping.disputes.retain(|old| !new.iter().any(|new| (new.file, &new.id) == (old.file, &old.id)));
        self.keeping.disputes.extend(new);
    }

    /// Decides about a record: it stays as it was made here, or as it was made elsewhere.
    pub(super) fn settle(&mut self, file: RecordFile, id: &RecordId, ours: bool) -> Option<Edit> {
        let at = self.keeping.disputes.iter().position(|dispute| (dispute.file, &dispute.id) == (file, id))?;
        let Dispute { texts: [here, elsewhere], .. } = self.keeping.disputes.remove(at);
        let text = if ours { here } else { elsewhere };
        let (_, change) = with_record(self.document.draft(), file, id, text.as_deref(), None)?;
        self.change(&[change])
    }
}
