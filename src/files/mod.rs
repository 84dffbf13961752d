//! Files on the disk: written whole or not at all, read only where they are plain and no larger than expected. Knows
//! nothing of what is in them.

mod read;
mod write;

pub use read::read_plain;
pub use write::{Aside, WriteError, abandon, is_taken, sweep, write_bytes};
