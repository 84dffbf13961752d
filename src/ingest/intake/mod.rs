//! Documents on their way into a chronicle: what was read of each, how it stands beside the others and beside those that are
//! there, what is still to be asked, and in the end the files to write and the changes to make.
//!
//! Nothing counts before it is added; what a person says of a document goes before what it says itself.

mod compare;
mod plan;
mod rows;

pub use plan::Plan;
pub use rows::{CopyOf, Intake, IntakeRow, RowState};

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
