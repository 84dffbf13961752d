//! What is being mended in the right panel.

use crate::app::State;
use crate::chronicle::{EventId, PlaceId, RecordFile};

/// What the right panel lets a person mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Editing {
    /// An event and its claims.
    Event(EventId),
    /// A place.
    Place(PlaceId),
    /// A new event of the words marked in the document being read.
    Passage,
    /// What the chronicle says of itself.
    Page(ChroniclePage),
    /// The steps taken, to go back to.
    Steps,
}

/// A page of what the chronicle says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChroniclePage {
    /// Title, subject, range, view.
    About,
    /// Places, those too at which nothing happened.
    Places,
    /// Who acts.
    Sides,
    /// Kinds of happenings.
    Kinds,
    /// Documents and wires.
    Documents,
    /// What is cited and not stored.
    References,
    /// Who speaks.
    Witnesses,
    /// What held before, and layers of the map.
    Ground,
    /// Whose work it rests on.
    Credits,
}

impl ChroniclePage {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::About,
        Self::Places,
        Self::Sides,
        Self::Kinds,
        Self::Documents,
        Self::References,
        Self::Witnesses,
        Self::Ground,
        Self::Credits,
    ];

    /// Its heading.
    pub const fn label(self) -> &'static str {
        match self {
            Self::About => "About",
            Self::Places => "Places",
            Self::Sides => "Sides",
            Self::Kinds => "Kinds",
            Self::Documents => "Sources",
            Self::References => "References",
            Self::Witnesses => "Voices",
            Self::Ground => "Opening, layers",
            Self::Credits => "Credits",
        }
    }
}

impl State {
    /// What there is to be mended of what is looked at: words marked, the passage read, the event or the place selected,
    /// else the chronicle itself.
    pub fn to_be_mended(&self) -> Editing {
        if let Some(reader) = &self.chrome.reader {
            if reader.marked.is_some() {
                return Editing::Passage;
            }
            let passage = reader.passages.iter().find(|passage| Some(&passage.claim) == reader.claim.as_ref());
            if let Some(passage) = passage {
                return Editing::Event(passage.event.clone());
            }
        }
        let of_place = || self.view.selection.clone().map(Editing::Place);
        self.view.event.clone().map(Editing::Event).or_else(of_place).unwrap_or(Editing::Page(ChroniclePage::About))
    }

    /// Whether records of a file are mended one by one: events and places.
    pub fn can_mend(&self, path: &str) -> bool {
        [RecordFile::Events, RecordFile::Places].iter().any(|file| file.path() == path)
    }

    /// What is mended where a problem names a record: an event, the event of a claim, or a place; those too that are so
    /// broken that the chronicle lacks them.
    pub fn mended_as(&self, record: &str) -> Option<Editing> {
        let draft = self.document.draft();
        let quoted = format!("\"{record}\"");
        if draft.record(RecordFile::Events, &record.into()).is_some() {
            return Some(Editing::Event(record.into()));
        }
        if draft.record(RecordFile::Places, &record.into()).is_some() {
            return Some(Editing::Place(record.into()));
        }
        let of_claim = draft.records(RecordFile::Events).find(|event| event.raw.contains(&quoted))?;
        Some(Editing::Event(of_claim.id.0.as_str().into()))
    }

    /// Lets something be mended, or nothing.
    pub(super) fn edit(&mut self, editing: Option<Editing>) {
        use crate::app::Panel;
        // Words are marked in the document, which stays in sight until something is made of them.
        if !matches!(editing, Some(Editing::Passage) | None) {
            self.chrome.reader = None;
            self.chrome.open.remove(&Panel::Text);
        }
        if editing.is_some() {
            self.chrome.unfold(Panel::Right);
        }
        self.chrome.editing = editing;
    }
}
