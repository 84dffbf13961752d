//! Has what is changed on the disk while the window goes on: unsaved steps at once, the files when they are saved. One
//! piece of work after the other, so that none overtakes another.

use crate::app::{Action, DiskNews, Document, JoinedDocument, State, Unfinished};
use crate::chronicle::{ChronicleId, Journals, Keeper, Recovery, SaveError};
use crate::gui::start::now_s;
use crate::gui::widgets::waker;
use crate::jobs::Task;
use egui::Context;
use std::path::PathBuf;
use std::time::Duration;

/// After so long it is tried again, seconds.
const AGAIN_S: f64 = 3.0;

/// What is to be done for a document.
struct Wish {
    document: Document,
    /// Journals whose changes are among its unsaved steps.
    taken_up: Vec<PathBuf>,
    todo: Todo,
}

/// What else is to be done than to have its unsaved steps on the disk.
#[derive(Default)]
struct Todo {
    /// Write its files.
    save: bool,
    /// See what others have left in its folder or made of its files.
    look: bool,
    /// Give these journals other names.
    aside: Vec<Recovery>,
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
    /// Whether the window had the keyboard a frame ago.
    focused: bool,
}

impl ChronicleKeeper {
    /// Journals that can lie in no chronicle's folder are begun in this one.
    pub fn keep_in(&mut self, spare: PathBuf) {
        self.spare = Some(spare);
    }

    /// Has the unsaved steps of what is open on the disk.
    pub fn keep(&mut self, ctx: &Context, state: &State) {
        self.ask(ctx, state, Todo::default());
    }

    /// Writes the files of what is open.
    pub fn save(&mut self, ctx: &Context, state: &State) {
        self.ask(ctx, state, Todo { save: true, ..Todo::default() });
    }

    /// Sees what others have left in the folder of what is open, or made of its files.
    pub fn look(&mut self, ctx: &Context, state: &State) {
        self.ask(ctx, state, Todo { look: true, ..Todo::default() });
    }

    /// Gives a journal a name under which it is kept and not offered again.
    pub fn leave_aside(&mut self, ctx: &Context, state: &State, recovery: Recovery) {
        self.ask(ctx, state, Todo { aside: vec![recovery], look: true, ..Todo::default() });
    }

    /// Lets go of what was open: what is not saved of it stays in its journal, to be offered when it is opened again, but
    /// where a copy has all of it.
    pub fn leave(&mut self, copied: bool) {
        self.finish();
        if let Some(mut keeper) = self.keeper.take().filter(|_| copied) {
            keeper.sweep();
        }
        (self.of, self.failed_at) = (None, None);
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
        let (now, focused) = ctx.input(|i| (i.time, i.focused));
        let came_back = focused && !std::mem::replace(&mut self.focused, focused);
        if news.iter().any(|news| matches!(news, DiskNews::NotKept(_) | DiskNews::NotSaved(_))) {
            self.failed_at = Some(now);
        } else if !news.is_empty() {
            self.failed_at = None;
        }
        let (opened, failed_at) = (self.of.is_none() && self.has_place(state), self.failed_at);
        if failed_at.is_some_and(|then| now - then >= AGAIN_S) {
            self.failed_at = None;
            // What could not be saved is saved when the disk takes it again.
            self.ask(ctx, state, Todo { save: state.keeping.save_waits, ..Todo::default() });
        } else if let Some(then) = failed_at {
            ctx.request_repaint_after(Duration::from_secs_f64(AGAIN_S - (now - then)));
        } else if opened || (came_back && state.document.folder().is_some()) {
            self.look(ctx, state);
        }
        self.start(ctx);
        news.into_iter().map(Action::HeardOfDisk).collect()
    }

    /// Whether there is anywhere to look.
    fn has_place(&self, state: &State) -> bool {
        state.document.folder().is_some() || self.spare.is_some()
    }

    fn ask(&mut self, ctx: &Context, state: &State, todo: Todo) {
        let document = state.document.clone();
        let of = (document.folder().map(PathBuf::from), document.chronicle.id.clone());
        if self.of.as_ref() != Some(&of) {
            self.leave(false);
            let spare = self.spare.as_ref().map(|spare| spare.join(named(&of.1)));
            self.keeper = Some(Keeper::new(of.0.clone(), spare));
            self.of = Some(of);
        }
        let before = self.wish.take().map(|wish| wish.todo).unwrap_or_default();
        let aside = before.aside.into_iter().chain(todo.aside).collect();
        let todo = Todo { save: before.save || todo.save, look: before.look || todo.look, aside };
        self.wish = Some(Wish { document, taken_up: state.keeping.taken_up.clone(), todo });
        self.start(ctx);
    }

    fn start(&mut self, ctx: &Context) {
        if self.work.is_some() {
            return;
        }
        if let Some((keeper, wish)) = self.next() {
            self.work = Some(Task::start("keep", &waker(ctx), move |_| done(keeper, wish)));
        }
    }

    /// Waits until all that was asked for is on the disk.
    fn finish(&mut self) {
        if let Some(work) = self.work.take()
            && let Ok((keeper, _)) = work.wait()
        {
            self.keeper = Some(keeper);
        }
        if let Some((keeper, wish)) = self.next() {
            self.keeper = Some(done(keeper, wish).0);
        }
    }

    /// What comes next, and what does it; neither is taken without the other.
    fn next(&mut self) -> Option<(Keeper, Wish)> {
        let keeper = self.keeper.take()?;
        match self.wish.take() {
            Some(wish) => Some((keeper, wish)),
            None => {
                self.keeper = Some(keeper);
                None
            }
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
fn done(mut keeper: Keeper, Wish { document, taken_up, todo }: Wish) -> (Keeper, Vec<DiskNews>) {
    let (draft, unsaved) = (document.draft(), &document.unsaved);
    let (epoch, steps) = document.unsaved_steps();
    let mut news = Vec::new();
    let saved = todo.save.then(|| keeper.save(draft, unsaved, now_s()));
    match saved {
        Some(Ok(())) => news.push(DiskNews::Saved { draft: draft.clone(), epoch, steps }),
        _ => match keeper.keep(draft, unsaved, now_s()) {
            Ok(place) => news.push(DiskNews::Kept { place, epoch, steps }),
            Err(error) => news.push(DiskNews::NotKept(error.why)),
        },
    }
    if !matches!(news.last(), Some(DiskNews::NotKept(_))) {
        // What they hold is in the files or in the document's own journal; one that stays offers nothing new.
        taken_up.iter().for_each(|path| drop(std::fs::remove_file(path)));
    }
    match saved {
        Some(Err(SaveError::Elsewhere(theirs))) => news.push(joined(&document, &theirs)),
        Some(Err(SaveError::Unwritten(problem))) => news.push(DiskNews::NotSaved(problem.message)),
        Some(Err(error @ SaveError::BuiltIn)) => news.push(DiskNews::NotSaved(error.to_string())),
        _ => {}
    }
    for recovery in todo.aside {
        news.push(match recovery.leave_aside() {
            Ok(path) => DiskNews::LeftAside(path.file_name().unwrap_or_default().to_string_lossy().into_owned()),
            Err(error) => DiskNews::NotLeftAside(error.to_string()),
        });
    }
    if todo.look {
        look(&keeper, &document, &taken_up, &mut news);
    }
    (keeper, news)
}

/// What others have left, or changed.
fn look(keeper: &Keeper, document: &Document, taken_up: &[PathBuf], news: &mut Vec<DiskNews>) {
    if !news.iter().any(|news| matches!(news, DiskNews::Saved { .. } | DiskNews::Joined(_)))
        && let Some(theirs) = document.folder().and_then(|folder| document.draft().changed_elsewhere(folder))
    {
        news.push(joined(document, &theirs));
    }
    // What cannot be read is looked at again when the window is come back to.
    let Ok(Journals { left, in_use }) = keeper.look() else { return };
    let left = left.into_iter().filter(|recovery| !taken_up.contains(&recovery.path));
    let mut unfinished = Vec::new();
    for recovery in left {
        let path = recovery.path.clone();
        match Unfinished::new(document, recovery) {
            Ok(Some(left)) => unfinished.push(left),
            // All of it is in the files.
            Ok(None) => drop(std::fs::remove_file(path)),
            Err(error) => news.push(DiskNews::NotJoined(error.to_string())),
        }
    }
    news.push(DiskNews::Left(unfinished, in_use));
}

fn joined(document: &Document, theirs: &crate::chronicle::Draft) -> DiskNews {
    match JoinedDocument::new(document, theirs) {
        Ok(joined) => DiskNews::Joined(Box::new(joined)),
        Err(why) => DiskNews::NotJoined(why),
    }
}

/// A folder's name for a chronicle: its id, as far as any file system takes it.
fn named(id: &ChronicleId) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    id.as_str().chars().map(plain).collect()
}
