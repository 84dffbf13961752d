//! Ctrl+C, a polite kill and a limit of time: what is under way stops at its next step, and where that step is long,
//! the program ends without waiting for it. Nothing half written stays behind either way.

use crate::cli::terminal::complain;
use crate::files::abandon;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// How long a step may take to notice.
const GRACE: Duration = Duration::from_millis(40);

static STOPPED: AtomicBool = AtomicBool::new(false);
/// Who has the last word: nobody yet, the command that has come to its end, or whoever ends the program before that.
static LAST_WORD: AtomicU8 = AtomicU8::new(NOBODY);
const NOBODY: u8 = 0;
const COMMAND: u8 = 1;
const STOP: u8 = 2;
/// Files written, and how many were to be.
static FILES: [AtomicUsize; 2] = [AtomicUsize::new(0), AtomicUsize::new(0)];

/// From now on listens for those who want the program to stop; every command does.
pub(super) fn listen() {
    // Where the system does not let us listen, the program ends as any other does.
    let _ = ctrlc::set_handler(|| stop(&sentence()));
}

/// Stops after so long with this sentence.
pub(super) fn stop_after(time: Duration, sentence: String) {
    let timer = move || {
        thread::sleep(time);
        stop(&sentence);
    };
    // Without a timer the work takes as long as it takes.
    if let Err(error) = thread::Builder::new().name("limit".to_owned()).spawn(timer) {
        log::warn!("could not start the thread that limits the time ({error})");
    }
}

/// Asks everything to stop, and ends the program where it does not at once.
fn stop(sentence: &str) {
    STOPPED.store(true, Ordering::Relaxed);
    thread::sleep(GRACE);
    if LAST_WORD.compare_exchange(NOBODY, STOP, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
        abandon(None);
        complain("error", sentence);
        #[allow(clippy::exit, reason = "a step that does not listen is not waited for")]
        std::process::exit(2);
    }
}

/// Whether the user wants to stop.
pub(super) fn stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// The work has come to its end, or to what must be done whole once it is begun, and says itself what came of it.
pub(super) fn ended() {
    while LAST_WORD.compare_exchange(NOBODY, COMMAND, Ordering::Relaxed, Ordering::Relaxed) == Err(STOP) {
        // The program is being ended.
        thread::sleep(GRACE);
    }
}

/// So many files of so many are written.
pub(super) fn written(files: usize, of: usize) {
    for (known, now) in FILES.iter().zip([files, of]) {
        known.store(now, Ordering::Relaxed);
    }
}

/// What to say of work that was stopped.
pub(super) fn sentence() -> String {
    let [files, of] = [&FILES[0], &FILES[1]].map(|known| known.load(Ordering::Relaxed));
    if files == 0 {
        "stopped; no file was written".to_owned()
    } else {
        format!("stopped; {files} of {of} files are written, whole")
    }
}
