//! Long work: how it says how far it is, and how it is stopped. Knows nothing of what is worked on, of a window or of
//! a terminal.

mod progress;

pub use progress::{Cancelled, Progress, Unwatched};
