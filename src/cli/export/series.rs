//! Files written one after another or side by side, with a bar on a terminal.

use crate::cli::export::interrupt::stopped;
use crate::export::{Aside, Base, ExportError, Exporter, Order, Watch, write_aside};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Writes the files on as many threads as there are cores, what they share drawn once.
pub(super) fn write_all<'o>(exporter: &dyn Exporter, orders: &'o [(Order<'o>, &'o Path)]) -> Result<(), String> {
    if let [(order, path)] = orders {
        let watch = Bar(bar("steps"));
        let written = write_aside(path, |file| exporter.write(*order, file, &watch).and_then(|()| go_on()));
        watch.0.finish_and_clear();
        return written.map_err(|error| error.to_string());
    }
    let Some((first, _)) = orders.first() else { return Ok(()) };
    let said = |error: ExportError| error.to_string();
    let base = if exporter.extension() == "png" { Some(Base::of(*first).map_err(said)?) } else { None };
    let bar = bar("files");
    bar.set_length(orders.len() as u64);
    let silent = crate::export::Unwatched;
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let (finished, waiting) = channel();
    let work = |finished: Sender<Aside<'o>>| -> Result<(), String> {
        while let Some((order, path)) = orders.get(next.fetch_add(1, Ordering::Relaxed)) {
            let written = Aside::write(path, |file| {
                match &base {
                    Some(base) => base.write(*order, file),
                    None => exporter.write(*order, file, &silent),
                }?;
                go_on()
            });
            match written {
                Ok(aside) => {
                    if finished.send(aside).is_err() {
                        // Nobody takes it where a file before it failed: that one says why.
                        return Ok(());
                    }
                }
                Err(error) => {
                    // The other threads stop after the file they are at.
                    next.store(orders.len(), Ordering::Relaxed);
                    return Err(error.to_string());
                }
            }
        }
        Ok(())
    };
    // Waiting for the disk is no work: one thread does it for all.
    let put = |waiting: Receiver<Aside<'o>>| -> Result<(), String> {
        for aside in waiting {
            aside.put().inspect_err(|_| next.store(orders.len(), Ordering::Relaxed)).map_err(said)?;
            done.fetch_add(1, Ordering::Relaxed);
            bar.inc(1);
        }
        Ok(())
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(orders.len());
    let results: Vec<Result<(), String>> = std::thread::scope(|scope| {
        let put = scope.spawn(|| put(waiting));
        let workers: Vec<_> = (0..threads).map(|_| finished.clone()).map(|to| scope.spawn(|| work(to))).collect();
        drop(finished);
        let stopped = || Err("a worker stopped unexpectedly; try again with fewer days".to_owned());
        workers.into_iter().chain([put]).map(|worker| worker.join().unwrap_or_else(|_| stopped())).collect()
    });
    bar.finish_and_clear();
    let done = done.into_inner();
    results.into_iter().collect::<Result<(), String>>().map_err(|sentence| match done {
        0 => sentence,
        _ => {
            let what = if stopped() { "stopped" } else { &sentence };
            format!("{what}; {done} of {} files are written, whole", orders.len())
        }
    })
}

/// Whether the user lets the work go on.
fn go_on() -> Result<(), ExportError> {
    if stopped() { Err(ExportError::Cancelled) } else { Ok(()) }
}

/// A bar for work that takes a while, as wide as there is room, hidden where nobody sees it.
fn bar(of: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    match ProgressStyle::with_template(&format!("{{pos}} of {{len}} {of}, {{eta}} left {{wide_bar}}")) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Shows the steps of one long export.
struct Bar(ProgressBar);

impl Watch for Bar {
    fn step(&self, done: usize, of: usize) {
        self.0.set_length(of as u64);
        self.0.set_position(done as u64);
    }

    fn cancelled(&self) -> bool {
        stopped()
    }
}
