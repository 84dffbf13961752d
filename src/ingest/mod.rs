//! Documents into a chronicle, from anything, and a chronicle to put them in. Knows no screen.
//!
//! [`NewChronicle`] is the smallest sound chronicle there is: [`Ground`] says where it is about. [`read`] takes the text out
//! of a file of any [`Format`], with what the file says of itself; what cannot be read is a [`Refusal`].

mod about;
mod begin;
mod document;
mod format;
mod ground;
mod ids;
mod read;

pub use begin::{BeginError, Counting, NewChronicle};
pub use document::{Document, Published, Refusal, Said};
pub use format::Format;
pub use ground::Ground;
pub use read::{LARGEST_BYTES, read};
