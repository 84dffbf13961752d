//! One piece of work on a thread of its own.

use crate::jobs::{Cancelled, Progress};
use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::Builder;

/// Wakes whoever waits for work: a window asks for its next frame.
#[derive(Clone)]
pub struct Waker(Arc<dyn Fn() + Send + Sync>);

impl Waker {
    /// One that calls this, from any thread.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(wake))
    }

    /// Wakes.
    pub fn wake(&self) {
        (self.0)();
    }
}

impl fmt::Debug for Waker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Waker")
    }
}

/// Why work has no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// It was stopped.
    #[error("stopped")]
    Cancelled,
    /// It panicked, and said so much.
    #[error("stopped unexpectedly ({0})")]
    Panicked(String),
    /// The system gave no thread.
    #[error("no thread could be started ({0})")]
    NotStarted(String),
}

const RUNNING: u8 = 0;
const STOPPED: u8 = 1;
const COMMITTED: u8 = 2;

/// How far a task is, seen from both its ends.
#[derive(Debug)]
pub struct Steps {
    state: AtomicU8,
    done: AtomicUsize,
    of: AtomicUsize,
    waker: Waker,
}

impl Steps {
    /// Those of work that has not begun.
    pub fn new(waker: &Waker) -> Self {
        Self { state: AtomicU8::new(RUNNING), done: AtomicUsize::new(0), of: AtomicUsize::new(0), waker: waker.clone() }
    }

    /// Steps done and all steps; none before they are known.
    pub fn count(&self) -> Option<(usize, usize)> {
        let of = self.of.load(Ordering::Relaxed);
        (of > 0).then(|| (self.done.load(Ordering::Relaxed).min(of), of))
    }

    /// Asks it to stop. Too late where it is [committed](Progress::commit).
    pub fn cancel(&self) {
        let _ = self.state.compare_exchange(RUNNING, STOPPED, Ordering::Relaxed, Ordering::Relaxed);
    }
}

impl Progress for Steps {
    fn step(&self, done: usize, of: usize) {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
        self.waker.wake();
    }

    fn cancelled(&self) -> bool {
        self.state.load(Ordering::Relaxed) == STOPPED
    }

    fn commit(&self) -> Result<(), Cancelled> {
        match self.state.compare_exchange(RUNNING, COMMITTED, Ordering::Relaxed, Ordering::Relaxed) {
            Err(STOPPED) => Err(Cancelled),
            _ => Ok(()),
        }
    }
}

/// A piece of work under way. Dropped, the work is asked to stop.
#[derive(Debug)]
pub struct Task<T> {
    steps: Arc<Steps>,
    result: Receiver<Result<T, Failed>>,
}

impl<T: Send + 'static> Task<T> {
    /// Starts the work on a thread of this name.
    ///
    /// ```
    /// use dateline::jobs::{Progress, Task, Waker};
    /// let task = Task::start("sum", &Waker::new(|| {}), |steps| {
    ///     (1..=4).inspect(|n| steps.step(*n, 4)).sum::<usize>()
    /// });
    /// assert_eq!(task.wait(), Ok(10));
    /// ```
    pub fn start(name: &str, waker: &Waker, work: impl FnOnce(&Steps) -> T + Send + 'static) -> Self {
        let steps = Arc::new(Steps::new(waker));
        let (send, result) = channel();
        let (own, finished) = (Arc::clone(&steps), send.clone());
        let started = Builder::new().name(name.to_owned()).spawn(move || {
            let done = caught(|| work(&own));
            // Nobody listens any more where the task was dropped.
            let _ = finished.send(done);
            own.waker.wake();
        });
        if let Err(error) = started {
            let _ = send.send(Err(Failed::NotStarted(error.to_string())));
        }
        Self { steps, result }
    }

    /// How far it is, and the way to stop it.
    pub fn steps(&self) -> &Steps {
        &self.steps
    }

    /// What came of it, once it is there. Work that was stopped is not waited for: it ends by itself and leaves no
    /// trace.
    pub fn take(&self) -> Option<Result<T, Failed>> {
        match self.result.try_recv() {
            Ok(result) => Some(result),
            Err(_) if self.steps.cancelled() => Some(Err(Failed::Cancelled)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Failed::Panicked("without a word".to_owned()))),
        }
    }

    /// Waits for what comes of it.
    ///
    /// # Errors
    /// Where it panics, or was never started.
    pub fn wait(self) -> Result<T, Failed> {
        self.result.recv().unwrap_or_else(|_| Err(Failed::Panicked("without a word".to_owned())))
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.steps.cancel();
    }
}

/// What comes of some work, a panic as a failure.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Failed> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| Failed::Panicked(said(&*panic)))
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a word".to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use std::sync::mpsc::sync_channel;

    fn silent() -> Waker {
        Waker::new(|| {})
    }

    #[test]
    fn work_that_panics_is_told_as_a_failure() {
        let task = Task::start("panic", &silent(), |_| panic!("as it {}", "must"));
        assert_eq!(task.wait(), Err::<(), _>(Failed::Panicked("as it must".to_owned())));
    }

    #[test]
    fn whoever_waits_is_woken_when_it_is_done() {
        let (send, woken) = channel();
        let task = Task::start("wake", &Waker::new(move || send.send(()).unwrap()), |steps| steps.step(1, 2));
        woken.recv().unwrap();
        woken.recv().unwrap();
        assert_eq!((task.steps().count(), task.take()), (Some((1, 2)), Some(Ok(()))));
    }

    #[test]
    fn work_that_was_stopped_is_not_waited_for() {
        let (go_on, gate) = sync_channel::<()>(0);
        let task = Task::start("stop", &silent(), move |steps| {
            gate.recv().unwrap();
            steps.commit()
        });
        assert_eq!(task.take(), None);
        task.steps().cancel();
        assert_eq!(task.take(), Some(Err(Failed::Cancelled)));
        go_on.send(()).unwrap();
        assert_eq!(task.wait(), Ok(Err(Cancelled)));
    }

    #[test]
    fn what_is_committed_can_no_longer_be_stopped() {
        let steps = Steps::new(&silent());
        assert_eq!(steps.commit(), Ok(()));
        steps.cancel();
        assert_eq!((steps.go_on(), steps.cancelled()), (Ok(()), false));
    }

    #[test]
    fn a_task_that_nobody_keeps_is_stopped() {
        let (told, stopped) = channel();
        drop(Task::start("drop", &silent(), move |steps| {
            while !steps.cancelled() {
                std::thread::yield_now();
            }
            told.send(()).unwrap();
        }));
        stopped.recv().unwrap();
    }
}
