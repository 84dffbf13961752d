//! Documents into a chronicle, from anything, and a chronicle to put them in. Knows no screen.
//!
//! [`NewChronicle`] is the smallest sound chronicle there is: [`Ground`] says where it is about.

mod begin;
mod ground;
mod ids;

pub use begin::{BeginError, Counting, NewChronicle};
pub use ground::Ground;
