//! What long work tells whoever waits for it, and what it asks them.

/// Whoever waits for long work. Told and asked between steps, from any thread.
pub trait Progress: Sync {
    /// So many steps of so many are done.
    fn step(&self, done: usize, of: usize);

    /// The file that is about to be written has so many bytes.
    fn bytes(&self, _bytes: u64) {}

    /// Whether to stop.
    fn cancelled(&self) -> bool {
        false
    }

    /// Whether to go on.
    ///
    /// # Errors
    /// Where it is to stop.
    fn go_on(&self) -> Result<(), Cancelled> {
        if self.cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// Says that from here on the work can no longer be stopped, such as a file that is being put in its place.
    ///
    /// # Errors
    /// Where it has been stopped before.
    fn commit(&self) -> Result<(), Cancelled> {
        self.go_on()
    }
}

/// The work was stopped by whoever waited for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped")]
pub struct Cancelled;

/// Nobody waits.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn step(&self, _: usize, _: usize) {}
}
