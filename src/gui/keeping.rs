//! Has what is changed on the disk while the window goes on: unsaved steps at once, the files when they are saved. One
//! piece of work after the other, so that none overtakes another.

use crate::app::{Action, DiskNews, Document, State};
use crate::chronicle::{ChronicleId, Keeper, SaveError, Unsaved};
use crate::gui::widgets::waker;
use crate::jobs::Task;
use egui::Context;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// After so long it is tried again, seconds.
const AGAIN_S: f64 = 3.0;

/// What is to be done for a document.
struct Wish {
    document: Document,
    save: bool,
}

/// Keeps the document of the window.
#[derive(Default)]
pub struct ChronicleKeeper {
    /// Where journals are begun that can lie in no chronicle's folder.
    spare: Option<PathBuf>,
    of: Option<(Option<PathBuf>, ChronicleId)>,
    /// What does the work, while it is not at it.
    keeper: Option<Keeper>,
    work: Option<Task<(Keeper, Vec<DiskNews>)>>,
    /// What comes next.
    wish: Option<Wish>,
    /// When it failed last, seconds of the toolkit's clock.
    failed_at: Option<f64>,
}

impl ChronicleKeeper {
    /// Journals that can lie in no chronicle's folder are begun in this one.
    pub fn keep_in(&mut self, spare: PathBuf) {
        self.spare = Some(spare);
    }

    /// Has the unsaved steps of what is open on the disk; `save` writes its files.
    pub fn ask(&mut self, ctx: &Context, state: &State, save: bool) {
        let document = state.document.clone();
        let of = (document.folder().map(Path::to_owned), document.chronicle.id.clone());
        if self.of.as_ref() != Some(&of) {
            self.leave();
            let spare = self.spare.as_ref().map(|spare| spare.join(named(&of.1)));
            self.keeper = Some(Keeper::new(of.0.clone(), spare));
            self.of = Some(of);
        }
        let save = save || self.wish.as_ref().is_some_and(|wish| wish.save);
        self.wish = Some(Wish { document, save });
        self.start(ctx);
    }

    /// Sweeps the journal of what is open: its steps are saved in another folder.
    pub fn sweep(&mut self, ctx: &Context, state: &State) {
        let mut document = state.document.clone();
        document.unsaved = Unsaved::default();
        if self.of.is_some() {
            self.wish = Some(Wish { document, save: false });
            self.start(ctx);
        }
    }

    /// Lets go of what was open: what is not saved of it stays in its journal, to be offered when it is opened again.
    pub fn leave(&mut self) {
        self.finish();
        (self.of, self.keeper, self.failed_at) = (None, None, None);
    }

    /// What has come back, and what is to be tried again.
    pub fn results(&mut self, ctx: &Context, state: &State) -> Vec<Action> {
        let mut news = Vec::new();
        match self.work.as_ref().and_then(Task::take) {
            Some(Ok((keeper, heard))) => {
                (self.work, self.keeper) = (None, Some(keeper));
                news = heard;
            }
            Some(Err(failed)) => {
                // The keeper is gone with its thread: the next one begins a journal of its own.
                (self.work, self.of) = (None, None);
                news.push(DiskNews::NotKept(failed.to_string()));
            }
            None => {}
        }
        let now = ctx.input(|i| i.time);
        if news.iter().any(|news| matches!(news, DiskNews::NotKept(_))) {
            self.failed_at = Some(now);
        } else if !news.is_empty() {
            self.failed_at = None;
        }
        if let Some(failed_at) = self.failed_at {
            if now - failed_at >= AGAIN_S {
                self.failed_at = None;
                self.ask(ctx, state, false);
            } else {
                ctx.request_repaint_after(Duration::from_secs_f64(AGAIN_S - (now - failed_at)));
            }
        }
        self.start(ctx);
        news.into_iter().map(Action::HeardOfDisk).collect()
    }

    fn start(&mut self, ctx: &Context) {
        if self.work.is_some() {
            return;
        }
        if let Some((wish, keeper)) = self.wish.take().zip(self.keeper.take()) {
            self.work = Some(Task::start("keep", &waker(ctx), move |_| done(keeper, &wish)));
        }
    }

    /// Waits until all that was asked for is on the disk.
    fn finish(&mut self) {
        if let Some(work) = self.work.take()
            && let Ok((keeper, _)) = work.wait()
        {
            self.keeper = Some(keeper);
        }
        if let Some((wish, keeper)) = self.wish.take().zip(self.keeper.take()) {
            done(keeper, &wish);
        }
    }
}

/// A window that is closed loses nothing.
impl Drop for ChronicleKeeper {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Does what is wished for.
fn done(mut keeper: Keeper, wish: &Wish) -> (Keeper, Vec<DiskNews>) {
    let Wish { document, save } = wish;
    let (draft, unsaved) = (document.draft(), &document.unsaved);
    let (epoch, steps) = document.unsaved_steps();
    #[allow(clippy::disallowed_methods, reason = "a journal says when its changes were made")]
    let now = jiff::Timestamp::now().as_second();
    if *save {
        match keeper.save(draft, unsaved, now) {
            Ok(()) => return (keeper, vec![DiskNews::Saved { draft: draft.clone(), epoch, steps }]),
            Err(SaveError::Unwritten(problem)) => {
                let kept = kept(&mut keeper, document, now);
                return (keeper, vec![kept, DiskNews::NotSaved(problem.message)]);
            }
            Err(error) => return (keeper, vec![DiskNews::NotSaved(error.to_string())]),
        }
    }
    let kept = kept(&mut keeper, document, now);
    (keeper, vec![kept])
}

fn kept(keeper: &mut Keeper, document: &Document, now: i64) -> DiskNews {
    let (epoch, steps) = document.unsaved_steps();
    match keeper.keep(document.draft(), &document.unsaved, now) {
        Ok(place) => DiskNews::Kept { place, epoch, steps },
        Err(error) => DiskNews::NotKept(error.why),
    }
}

/// A folder's name for a chronicle: its id, as far as any file system takes it.
fn named(id: &ChronicleId) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    id.as_str().chars().map(plain).collect()
}
