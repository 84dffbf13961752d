//! Reading documents beside the frames: what has been read can be decided while the rest is read.

use crate::chronicle::{Chronicle, Files, Source, SourceId};
use crate::gui::widgets::waker;
use crate::jobs::{Progress as _, Task};
use crate::review::{DocumentReader, ReadDocument, Review, answers};
use egui::Context;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// A document, and what other readers answered for it.
type Read = (ReadDocument, Vec<Vec<u8>>);

/// Documents that are being read.
#[derive(Debug)]
pub(super) struct Reading {
    task: Task<()>,
    read: Receiver<Read>,
    over: bool,
}

impl Reading {
    /// Begins to read what was not read yet.
    pub fn begin(ctx: &Context, files: Arc<dyn Files>, chronicle: &Chronicle, review: &Review) -> Self {
        let mut sources: Vec<Source> = chronicle.sources.values().cloned().collect();
        sources.sort_by(|a, b| (a.published.span().end, a.order, &a.id).cmp(&(b.published.span().end, b.order, &b.id)));
        let known: BTreeSet<SourceId> =
            sources.iter().map(|source| source.id.clone()).filter(|id| review.has_read(id)).collect();
        let (send, read) = channel();
        let waker = waker(ctx);
        let task = Task::start("read documents", &waker, move |steps| {
            let mut answers = answers(&*files);
            let mut reader = DocumentReader::default();
            let of = sources.len() - known.len();
            let mut done = 0;
            for source in &sources {
                if steps.cancelled() {
                    return;
                }
                if known.contains(&source.id) {
                    reader.pass_over(source);
                    continue;
                }
                let document = reader.read(source);
                // Nobody listens any more where the screen was left.
                if send.send((document, answers.remove(&source.id).unwrap_or_default())).is_err() {
                    return;
                }
                done += 1;
                steps.step(done, of);
            }
        });
        Self { task, read, over: false }
    }

    /// Takes what was read since it was last asked.
    pub fn take(&mut self, review: &mut Review) {
        // Asked before what was sent is taken: nothing sent before its end is lost.
        self.over = self.task.take().is_some();
        while let Ok((document, answers)) = self.read.try_recv() {
            review.take(document, &answers);
        }
    }

    /// Whether there is no more to come.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// Documents read, and all that are to be read; none before that is known.
    pub fn count(&self) -> Option<(usize, usize)> {
        self.task.steps().count()
    }

    /// Asks it to stop.
    pub fn stop(&self) {
        self.task.steps().cancel();
    }
}
