//! Files written one after another or side by side, with a bar on a terminal.

use crate::cli::export::interrupt::stopped;
use crate::export::{Base, ExportError, Exporter, Order, Watch, write_aside};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Writes the files on as many threads as there are cores, what they share drawn once.
pub(super) fn write_all(exporter: &dyn Exporter, orders: &[(Order<'_>, &Path)]) -> Result<(), String> {
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
    let work = || -> Result<(), String> {
        while let Some((order, path)) = orders.get(next.fetch_add(1, Ordering::Relaxed)) {
            let written = write_aside(path, |file| {
                match &base {
                    Some(base) => base.write(*order, file),
                    None => exporter.write(*order, file, &silent),
                }?;
                go_on()
            });
            if let Err(error) = written {
                // The other threads stop after the file they are at.
                next.store(orders.len(), Ordering::Relaxed);
                return Err(error.to_string());
            }
            done.fetch_add(1, Ordering::Relaxed);
            bar.inc(1);
        }
        Ok(())
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(orders.len());
    let results: Vec<Result<(), String>> = if threads < 2 {
        vec![work()]
    } else {
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let stopped = || Err("a worker stopped unexpectedly; try again with fewer days".to_owned());
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|_| stopped())).collect()
        })
    };
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
