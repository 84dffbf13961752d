//! Long work: how it says how far it is, how it is stopped, and how it is done beside the frames. Knows nothing of what is worked on, of a window or of
//! a terminal.

mod latest;
mod progress;

pub use latest::Latest;
pub use progress::{Cancelled, Progress, Unwatched};
