//! Long work: how it says how far it is, how it is stopped, and the threads it is done on. Knows nothing of what is
//! worked on, of a window or of a terminal.
//!
//! - [`Progress`]: what work tells and asks whoever waits for it
//! - [`Task`]: one piece of work on a thread of its own
//! - [`Latest`]: a thread that does the newest of what is asked of it
//!
//! Work that panics ends as [`Failed`], never as a wait without end.

mod latest;
mod progress;
mod task;

pub use latest::Latest;
pub use progress::{Cancelled, Progress, Unwatched};
pub use task::{Failed, Steps, Task, Waker};
