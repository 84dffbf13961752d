//! Files written one after another or side by side, with a bar on a terminal.

use crate::cli::interrupt::{self, stopped};
use crate::cli::terminal::complain;
use crate::export::{Base, Cancelled, ExportError, Exporter, Job, Progress, Unwatched, fill, write_file};
use crate::files::{Aside, sweep};
use crate::words;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Writes the files on as many threads as there are cores, what they share drawn once.
pub(super) fn write_all(exporter: &dyn Exporter, jobs: &[(Job, PathBuf)]) -> Result<(), String> {
    if let [(job, path)] = jobs {
        let bar = Bar(bar("steps"), path);
        let written = write_file(exporter, job, path, &bar);
        bar.0.finish_and_clear();
        return written.map(drop).map_err(|error| error.to_string());
    }
    let Some((first, path)) = jobs.first() else { return Ok(()) };
    sweep(path);
    let said = |error: ExportError| error.to_string();
    let base = if exporter.extension() == "png" { Some(Base::of(first).map_err(said)?) } else { None };
    let bar = bar("files");
    bar.set_length(jobs.len() as u64);
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let (finished, waiting) = channel();
    let work = |finished: Sender<Aside>| -> Result<(), String> {
        while let Some((job, path)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let written = fill(path, |file| {
                match &base {
                    Some(base) => base.write(job, file),
                    None => exporter.write(job, file, &Unwatched),
                }?;
                Ok(go_on()?)
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
                    next.store(jobs.len(), Ordering::Relaxed);
                    return Err(error.to_string());
                }
            }
        }
        Ok(())
    };
    // Waiting for the disk is no work: one thread does it for all.
    let put = |waiting: Receiver<Aside>| -> Result<(), String> {
        for aside in waiting {
            let put = aside.put().inspect_err(|_| next.store(jobs.len(), Ordering::Relaxed));
            put.map_err(|error| error.to_string())?;
            interrupt::written(done.fetch_add(1, Ordering::Relaxed) + 1, jobs.len());
            bar.inc(1);
        }
        Ok(())
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
    let results: Vec<Result<(), String>> = std::thread::scope(|scope| {
        let put = scope.spawn(|| put(waiting));
        let workers: Vec<_> = (0..threads).map(|_| finished.clone()).map(|to| scope.spawn(|| work(to))).collect();
        drop(finished);
        let failed = || Err("a worker stopped unexpectedly; try again with fewer days".to_owned());
        workers.into_iter().chain([put]).map(|worker| worker.join().unwrap_or_else(|_| failed())).collect()
    });
    bar.finish_and_clear();
    let done = done.into_inner();
    results.into_iter().collect::<Result<(), String>>().map_err(|sentence| match done {
        _ if stopped() => interrupt::sentence(),
        0 => sentence,
        _ => format!("{sentence}; {done} of {} files are written, whole", jobs.len()),
    })
}

/// Whether the user lets the work go on.
fn go_on() -> Result<(), Cancelled> {
    if stopped() { Err(Cancelled) } else { Ok(()) }
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
struct Bar<'a>(ProgressBar, &'a Path);

impl Progress for Bar<'_> {
    fn bytes(&self, bytes: u64) {
        let name = self.1.file_name().unwrap_or_default().to_string_lossy();
        self.0.suspend(|| complain("size", &format!("{name}: {}", words::bytes(bytes))));
    }

    fn step(&self, done: usize, of: usize) {
        self.0.set_length(of as u64);
        self.0.set_position(done as u64);
    }

    fn cancelled(&self) -> bool {
        stopped()
    }
}
