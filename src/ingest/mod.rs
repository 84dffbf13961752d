//! Documents and tables into a chronicle, from anything, and a chronicle to put them in. Knows no screen.
//!
//! [`NewChronicle`] is the smallest sound chronicle there is: [`Ground`] says where it is about. [`read()`] takes the text out
//! of a file of any [`DocumentFormat`], with what the file says of itself; what cannot be read is a [`Refusal`]. An [`Intake`]
//! holds what was read until it is added, and knows what is still to be asked.

mod about;
mod begin;
mod document;
mod format;
mod glance;
mod ground;
mod ids;
mod intake;
mod range;
mod read;
mod refusal;
mod table;

pub use begin::{BeginError, Counting, NewChronicle};
pub use document::{Incoming, Published, Said};
pub use format::DocumentFormat;
pub use glance::Glance;
pub use ground::Ground;
pub use intake::{CopyOf, Intake, IntakeRow, Plan, RowState};
pub use read::{LARGEST_BYTES, read};
pub use refusal::Refusal;
pub use table::import_table;
