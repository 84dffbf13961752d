//! A thread that does the newest of what is asked of it: of wishes that come while it works, only the last counts.

use crate::jobs::task::{Failed, Steps, Waker, caught};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::Builder;

/// What is asked for next, and what is being done.
#[derive(Debug)]
struct Desk<W> {
    /// The newest wish; none where it is being done.
    wish: Option<(W, Arc<Steps>)>,
    /// How far the wish under way is.
    under_way: Option<Arc<Steps>>,
    /// Whether nobody asks any more.
    closed: bool,
}

#[derive(Debug)]
struct Shared<W> {
    desk: Mutex<Desk<W>>,
    asked: Condvar,
}

impl<W> Shared<W> {
    fn desk(&self) -> std::sync::MutexGuard<'_, Desk<W>> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next wish, waited for; none once nobody asks any more.
    fn next(&self) -> Option<(W, Arc<Steps>)> {
        let mut desk = self.desk();
        loop {
            if desk.closed {
                return None;
            }
            if let Some((wish, steps)) = desk.wish.take() {
                desk.under_way = Some(Arc::clone(&steps));
                return Some((wish, steps));
            }
            desk = self.asked.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A worker of wishes `W` that brings results `T`. Its thread starts with the first wish and ends with this. A newer
/// wish asks the one under way to stop; work that does not listen goes on to its end and brings its result first.
#[derive(Debug)]
pub struct Latest<W, T> {
    name: &'static str,
    work: fn(W, &Steps) -> T,
    waker: Waker,
    shared: Arc<Shared<W>>,
    finished: Sender<Result<T, Failed>>,
    results: Receiver<Result<T, Failed>>,
    started: bool,
}

impl<W: Send + 'static, T: Send + 'static> Latest<W, T> {
    /// A worker whose thread will have this name, and what it does for each wish.
    pub fn new(name: &'static str, waker: Waker, work: fn(W, &Steps) -> T) -> Self {
        let desk = Mutex::new(Desk { wish: None, under_way: None, closed: false });
        let (finished, results) = channel();
        let shared = Arc::new(Shared { desk, asked: Condvar::new() });
        Self { name, work, waker, shared, finished, results, started: false }
    }

    /// Asks for something.
    pub fn ask(&mut self, wish: W) {
        self.stop();
        self.shared.desk().wish = Some((wish, Arc::new(Steps::new(&self.waker))));
        self.shared.asked.notify_one();
        if !std::mem::replace(&mut self.started, true) {
            self.start();
        }
    }

    /// Asks for nothing any more.
    pub fn stop(&self) {
        let mut desk = self.shared.desk();
        desk.wish = None;
        if let Some(under_way) = &desk.under_way {
            under_way.cancel();
        }
    }

    fn start(&mut self) {
        let (shared, finished, waker) = (Arc::clone(&self.shared), self.finished.clone(), self.waker.clone());
        let work = self.work;
        let worker = move || {
            while let Some((wish, steps)) = shared.next() {
                if finished.send(caught(|| work(wish, &steps))).is_err() {
                    return;
                }
                waker.wake();
            }
        };
        if let Err(error) = Builder::new().name(self.name.to_owned()).spawn(worker) {
            // Asked again, it tries again.
            self.started = false;
            let _ = self.finished.send(Err(Failed::NotStarted(error.to_string())));
        }
    }

    /// The next result that has come back.
    pub fn take(&self) -> Option<Result<T, Failed>> {
        self.results.try_recv().ok()
    }
}

impl<W, T> Drop for Latest<W, T> {
    fn drop(&mut self) {
        let mut desk = self.shared.desk();
        desk.closed = true;
        if let Some(under_way) = &desk.under_way {
            under_way.cancel();
        }
        self.shared.asked.notify_one();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::jobs::Progress;
    use std::sync::mpsc::SyncSender;

    /// Tells that it began, then waits until it may go on.
    type Wish = (u32, SyncSender<u32>, Receiver<()>);

    fn work((number, began, gate): Wish, steps: &Steps) -> (u32, bool) {
        began.send(number).unwrap();
        let _ = gate.recv();
        (number, steps.cancelled())
    }

    /// A worker, and what wakes whoever waits for it.
    fn worker() -> (Latest<Wish, (u32, bool)>, Receiver<()>) {
        let (wake, woken) = channel();
        (Latest::new("test", Waker::new(move || wake.send(()).unwrap()), work), woken)
    }

    #[test]
    fn of_wishes_that_come_while_it_works_only_the_last_counts() {
        let (mut latest, woken) = worker();
        let (began, begun) = std::sync::mpsc::sync_channel(9);
        let gates: Vec<_> = (1..=3)
            .map(|number| {
                let (open, gate) = channel();
                latest.ask((number, began.clone(), gate));
                if number == 1 {
                    assert_eq!(begun.recv().unwrap(), 1);
                }
                open
            })
            .collect();
        for gate in &gates {
            // Nobody waits at the second.
            let _ = gate.send(());
        }
        woken.recv().unwrap();
        woken.recv().unwrap();
        assert_eq!(latest.take(), Some(Ok((1, true))), "told to stop by those that came after");
        assert_eq!(latest.take(), Some(Ok((3, false))));
        assert_eq!(latest.take(), None);
    }

    #[test]
    fn after_a_panic_it_goes_on_with_the_next_wish() {
        let (wake, woken) = channel();
        let waker = Waker::new(move || wake.send(()).unwrap());
        let work = |number: u32, _: &Steps| if number == 1 { panic!("one") } else { number };
        let mut latest = Latest::new("test", waker, work);
        latest.ask(1);
        woken.recv().unwrap();
        latest.ask(2);
        woken.recv().unwrap();
        assert_eq!(latest.take(), Some(Err(Failed::Panicked("one".to_owned()))));
        assert_eq!(latest.take(), Some(Ok(2)));
    }

    #[test]
    fn dropped_it_stops_what_is_under_way() {
        let (told, stopped) = channel::<()>();
        let (began, begun) = channel();
        let work = |(told, began): (Sender<()>, Sender<()>), steps: &Steps| {
            began.send(()).unwrap();
            while !steps.cancelled() {
                std::thread::yield_now();
            }
            told.send(()).unwrap();
        };
        let mut latest = Latest::new("test", Waker::new(|| {}), work);
        latest.ask((told, began));
        begun.recv().unwrap();
        drop(latest);
        stopped.recv().unwrap();
    }
}
