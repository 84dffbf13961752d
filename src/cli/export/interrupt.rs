//! Ctrl+C and a polite kill: the export stops at its next step and leaves nothing half written behind.

use std::sync::atomic::{AtomicBool, Ordering};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// From now on remembers that the user wants to stop, rather than dying with a file half written.
pub(super) fn listen() {
    // Where the system does not let us listen, the program ends as any other does.
    let _ = ctrlc::set_handler(|| STOPPED.store(true, Ordering::Relaxed));
}

/// Whether the user wants to stop.
pub(super) fn stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}
