//! From a report's text to proposed events, each with the words it stands on. Knows documents, the gazetteer and kinds;
//! no screen and no files.
//!
//! 1. [`PlaceMention`], [`TimeMention`]: what a text says of where and when (`places`, `times`).
//! 2. `lexicon`, `tags`: what each word is, by one table for each language (`languages`); noun phrases and verb groups.
//! 3. `clause`, `objects`, `reality`, `voices`: who does what to whom, whether it happened, who says so.
//! 4. `events`: rules over verbs, nouns and states. `context` says what speaks against them, `dates` when it was.
//! 5. [`read`] drafts a [`Proposal`] from each, and joins those that tell the same.
//!
//! `lines` is the form in which readers speak, `door` lets in what any of them proposes, `copies` tells what one took from
//! another, `score` measures it.
//!
//! A proposal counts for nothing before a person accepts it.

mod actors;
mod clause;
mod context;
mod copies;
mod dates;
mod door;
mod events;
mod governed;
mod languages;
mod lexicon;
mod lines;
mod mentions;
mod objects;
pub mod places;
mod proposal;
mod reader;
mod reality;
mod score;
mod tags;
mod times;
mod voices;

pub use copies::{Copies, Shared};
pub use door::admit;
pub use languages::Language;
pub use lines::{LONGEST_LINE, Request, admitted, answer, failure, proposals_of, written};
pub use mentions::{Anaphor, Candidate, PlaceMention, PlaceRole, TimeMention, Timing};
pub use places::places;
pub use proposal::{Kind, Modality, Proposal, ProposedPlace, Quote, Standing};
pub use reader::{Reading, read, read_in};
pub use score::{Annotated, Score};
pub use times::times;
