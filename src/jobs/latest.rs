//! Work that is asked for again and again and of which only the newest counts, such as what is drawn beside the frames.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// A thread that does the newest of what it is asked for. It starts with the first wish and ends with this.
///
/// ```
/// let (told, done) = std::sync::mpsc::channel();
/// let mut squares = dateline::jobs::Latest::new("squares", |n: u64| n * n, move || drop(told.send(())));
/// squares.ask(12);
/// done.recv()?;
/// assert_eq!(squares.take(), Some(144));
/// # Ok::<(), std::sync::mpsc::RecvError>(())
/// ```
pub struct Latest<Wish, Made> {
    name: &'static str,
    work: fn(Wish) -> Made,
    /// Called when something is made.
    waker: Arc<dyn Fn() + Send + Sync>,
    wanted: Arc<Mutex<Option<Wish>>>,
    thread: Option<(Sender<()>, Receiver<Made>)>,
}

impl<Wish: Send + 'static, Made: Send + 'static> Latest<Wish, Made> {
    /// Work that has not been asked for yet. `waker` is called on the thread whenever something is made.
    pub fn new(name: &'static str, work: fn(Wish) -> Made, waker: impl Fn() + Send + Sync + 'static) -> Self {
        Self { name, work, waker: Arc::new(waker), wanted: Arc::default(), thread: None }
    }

    /// Asks for something; what was asked for before and has not been begun is let go.
    pub fn ask(&mut self, wish: Wish) {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = Some(wish);
        if self.thread.is_none() {
            self.thread = self.start();
        }
        if let Some((wake, _)) = &self.thread {
            // The thread lives as long as this sender.
            let _ = wake.send(());
        }
    }

    /// The newest of what was made since the last time.
    pub fn take(&mut self) -> Option<Made> {
        self.thread.as_ref().and_then(|(_, made)| made.try_iter().last())
    }

    fn start(&self) -> Option<(Sender<()>, Receiver<Made>)> {
        let (wake, woken) = channel::<()>();
        let (send, made) = channel();
        let (wanted, work, waker) = (Arc::clone(&self.wanted), self.work, Arc::clone(&self.waker));
        let run = move || {
            while woken.recv().is_ok() {
                let wish = wanted.lock().unwrap_or_else(PoisonError::into_inner).take();
                let Some(wish) = wish else { continue };
                if send.send(work(wish)).is_err() {
                    return;
                }
                waker();
            }
        };
        match std::thread::Builder::new().name(self.name.to_owned()).spawn(run) {
            Ok(_) => Some((wake, made)),
            // Without the thread nothing is made, and whoever asked goes on without it.
            Err(error) => {
                log::warn!("could not start the thread \"{}\" ({error})", self.name);
                None
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_while_it_works_is_let_go_but_for_the_newest() {
        /// A wish that waits until it may be done.
        type Slow = (u32, Receiver<()>);
        let (told, done) = channel();
        let work = |(n, may): Slow| {
            may.recv().unwrap();
            n
        };
        let mut latest = Latest::new("slow", work, move || told.send(()).unwrap());
        assert_eq!(latest.take(), None);
        let (go, may) = channel();
        latest.ask((1, may));
        go.send(()).unwrap();
        done.recv().unwrap();
        let wishes = [2, 3, 4].map(|n| (n, channel()));
        let mut gates = Vec::new();
        for (n, (go, may)) in wishes {
            latest.ask((n, may));
            gates.push(go);
        }
        for go in &gates {
            // Those that were let go hear nothing of it.
            let _ = go.send(());
        }
        while latest.take() != Some(4) {
            done.recv().unwrap();
        }
    }
}
