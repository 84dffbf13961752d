//! A chronicle: source documents and what was made of them. The file format is `data/FORMAT.md`.
//!
//! - [`open`] reads and verifies; what is wrong with single records becomes [`Problem`]s and the rest still opens
//! - a [`Chronicle`] exists only when its references resolve
//! - a [`Draft`] is the files as they stand, record by record; a [`Change`] makes the next one, a [`Keeper`] has
//!   changes on the disk until they are saved and saves them, [`merge()`] joins those of two editors
//! - [`Changes`] makes and alters the text of records

mod anchor;
mod change;
mod claim;
mod draft;
mod examples;
mod files;
mod ids;
mod journal;
mod keeper;
mod left_out;
pub(crate) mod load;
mod merge;
mod meta;
mod model;
mod near;
mod problem;
mod rebase;
mod record;
mod recovery;
mod save;
mod subject;
mod unsaved;
mod verify;

pub use anchor::{AnchorCandidate, candidates, stands_once};
pub use change::{Applied, Change, ChangeError, Touched};
pub use claim::{Attribution, Citation, Claim, Evidence, Overrides, Quote, Says, Standing, Timing, worth_of};
pub use draft::{Draft, DraftRecord, RecordFile, RecordId, SingleFile};
pub use examples::{EXAMPLES, Example, files_at, is_example};
#[cfg(test)]
pub(crate) use files::Patched;
pub use files::{Embedded, Files, Folder, RandomAccess, chronicle_in};
pub use ids::{AreaId, ChronicleId, ClaimId, EventId, LanguageTag, PlaceId, Revision, SideId, SourceId, VoiceId};
pub use journal::{Journal, Journals, recover};
pub use keeper::{Keeper, Kept, SaveError};
pub use left_out::{Completed, LEFT_OUT};
pub use load::encoding::decoded;
pub use load::{OpenError, Opened, open, open_listing, time_zone};
pub use merge::{Conflict, Merged, diff, merge};
pub use meta::{Credit, LayerSpec, Meta, Opening, Side, TileServer, TimeRange, Tints};
pub use model::{
    Area, Basis, Chronicle, Corridor, Event, EventShape, Extracted, MapRole, Modality, Place, Precision, Reference,
    Source, Wire,
};
pub use problem::{Listing, Problem, ProblemKind, Severity};
pub use rebase::Rebased;
pub use record::{Changes, NewClaim, NewEvent, NewPlace, PathStep, bounds_of};
pub use recovery::{JoinedSteps, Recovery, with_record};
pub use save::{other_files, save, save_draft};
pub use subject::{Lingers, SizeBy, SizeScale, Subject};
pub use unsaved::{ChangeStep, Unsaved};
