//! What the user meant, and what the world must do about it.

use crate::app::{
    AxisWindow, Camera, Days, DiskNews, Document, Editing, ExportSettings, Facet, Notice, Panel, Recent, Screen,
    SearchResults, Section,
};
use crate::chronicle::{Change, ClaimId, EventId, LanguageTag, PlaceId, RecordFile, RecordId, Recovery, SourceId};
use crate::time::Moment;
use crate::timeline::Filter;
use std::path::PathBuf;
use std::sync::Arc;

/// What the user meant. Only [`crate::app::update()`] obeys.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Put the cursor on a moment; free between rests.
    SetCursor(Moment),
    /// Move the cursor by days, or by what else the chronicle is told in, resting at their ends.
    Step(i64),
    /// Move the cursor to the next (true) or previous happening.
    StepHappening(bool),
    /// Move the cursor to the last (true) or first happening.
    ToEnd(bool),
    /// Count only what was reported by then; `None` is hindsight.
    SetKnownBy(Option<Moment>),
    /// Play or pause.
    TogglePlay,
    /// Days per second.
    SetSpeed(f64),
    /// Start over at the end, or stop there.
    ToggleRepeat,
    /// Pass over stretches without a happening, or play them.
    ToggleSkipSilence,
    /// So many seconds have passed.
    Tick(f64),
    /// Compress silence on the time axis, or give every day the same room.
    ToggleCompressed,
    /// Show this stretch of the time axis.
    SetWindow(AxisWindow),
    /// Show all of the time axis.
    FitAxis,
    /// Go to a moment from afar: a step that can be taken back.
    GoTo(Moment),
    /// The window is now so large, px.
    WindowResized([f64; 2]),
    /// Make words larger (1) or smaller (-1), or as they are meant (0).
    ScaleText(i8),
    /// Fold a section of the left panel to its heading, or unfold it.
    Fold(Section),
    /// Make the right panel so wide, px.
    Widen(f64),
    /// The height the time bar is given, px; `None` is the one that suits the window.
    SetBarHeight(Option<f32>),
    /// Move without motion: playing goes from rest to rest. `None` does as the desktop does.
    SetReducedMotion(Option<bool>),
    /// What the desktop asks for.
    DesktopReducesMotion(bool),
    /// The picture of the map panel is now so large, px.
    MapResized([f64; 2]),
    /// Look there.
    MoveCamera(Camera),
    /// Zoom the map about its middle.
    ZoomMap(f64),
    /// Move the map by px.
    PanMap([f64; 2]),
    /// Show the chronicle's opening view.
    FitMap,
    /// The pointer rests on a place.
    Hover(Option<PlaceId>),
    /// Select a place.
    SelectPlace(PlaceId),
    /// Select an event and its place, and go to its time.
    SelectEvent(EventId),
    /// Select nothing.
    ClearSelection,
    /// Show a document, at a claim's passage where one is given.
    OpenSource(SourceId, Option<ClaimId>),
    /// Go to the next (true) or previous passage of the document being read.
    NextPassage(bool),
    /// Bring a place to the middle of the map.
    ShowOnMap(PlaceId),
    /// Go from a passage to its event.
    FollowClaim(ClaimId),
    /// Mark words of the document being read, in code points, or none.
    Mark(Option<std::ops::Range<usize>>),
    /// Let this be mended in the right panel, or nothing.
    Edit(Option<Editing>),
    /// Leave the document.
    CloseReader,
    /// Switch a layer on or off.
    ToggleLayer(String),
    /// Leave out what this filter leaves out.
    SetFilter(Filter),
    /// Show what can be left out of one facet, or sources and layers.
    ShowFacet(Option<Facet>),
    /// Choose which days stand side by side.
    ChooseDays(Days),
    /// From the days side by side back to the map of one.
    GoToDay(Moment),
    /// Name places in this language; `None` is the chronicle's own.
    ShowNames(Option<LanguageTag>),
    /// Light or dark.
    ToggleTheme,
    /// Fill the window with this.
    Show(Screen),
    /// Open another chronicle: a folder, an example by its name, or the built-in one; and what fills the window then.
    /// What is open stays until it is there.
    Open(Option<PathBuf>, Screen),
    /// Ask for the folder to open.
    ChooseFolder,
    /// Another chronicle was opened, and this fills the window now.
    Opened(Box<Document>, Screen),
    /// Another chronicle did not open.
    NotOpened(Option<PathBuf>, String),
    /// All was written into another folder and opened there: the work goes on in it.
    SavedAs(Box<Document>),
    /// Put a chronicle first among those opened last.
    Remember(Recent),
    /// Take a chronicle from those opened last.
    Forget(Option<PathBuf>),
    /// Show or hide a panel.
    Toggle(Panel),
    /// Look for words.
    Search(String),
    /// These words were looked for, and this was found.
    Found(String, Arc<SearchResults>),
    /// Change what is exported.
    SetExport(ExportSettings),
    /// Write the picture; replace an existing file only where that was said.
    Save {
        /// Whether an existing file may be replaced.
        overwrite: bool,
    },
    /// Ask where to write the picture.
    Browse,
    /// Put the picture on the clipboard.
    CopyPicture,
    /// Put words on the clipboard; the second part names them in the notice.
    CopyText(String, &'static str),
    /// Change records, all of them or none: one step to be taken back.
    Change(Vec<Change>),
    /// Write the changes to the chronicle's files.
    SaveChronicle,
    /// Take up the changes of the first journal that was left.
    TakeUp,
    /// List them, or do so no more.
    ListUnfinished,
    /// Leave them aside, in a file that is kept.
    LeaveAside,
    /// Of a record that was changed here and elsewhere, keep what was made here (true) or elsewhere.
    Settle(RecordFile, RecordId, bool),
    /// This came of keeping the document on the disk.
    HeardOfDisk(DiskNews),
    /// Take back the last step.
    Undo,
    /// Take the last step again.
    Redo,
    /// The pointer was let go.
    EndGesture,
    /// Say something.
    Notify(Notice),
    /// The notice at this position has been read.
    Dismiss(usize),
    /// Close what is open, else clear the selection.
    Escape,
}

/// What the world must do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Look for words beside the frames, and tell what was found ([`Action::Found`]).
    Search(String),
    /// Open a chronicle beside the frames, and tell what came of it ([`Action::Opened`], [`Action::NotOpened`]).
    Open(Option<PathBuf>, Screen),
    /// Ask for the folder to open.
    ChooseFolder,
    /// Keep the list of the chronicles opened last.
    KeepRecents,
    /// Put words on the clipboard.
    CopyText(String),
    /// Write the picture.
    Save {
        /// Whether an existing file may be replaced.
        overwrite: bool,
    },
    /// Put the picture on the clipboard.
    CopyPicture,
    /// Ask where to write the picture.
    Browse,
    /// Have the unsaved changes on the disk, and tell ([`Action::HeardOfDisk`]).
    Keep,
    /// Write the changes to the chronicle's files, and tell.
    SaveChronicle,
    /// See whether another program has changed the files, and tell.
    LookAtDisk,
    /// Give a journal a name under which it is kept and not offered again.
    LeaveAside(Recovery),
}
