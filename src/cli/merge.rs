//! `dateline merge`: the work of two editors joined record by record, of whole chronicles or of one file for git.

use crate::chronicle::{
    Conflict, Draft, Files, Folder, Merged, RecordFile, SingleFile, chronicle_in, diff, merge, other_files, save,
    with_record,
};
use crate::cli::interrupt;
use crate::cli::terminal::{self, Form, complain, fail};
use crate::files::write_bytes;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Three states of a chronicle, or of one of its files.
///
/// Records that only one editor changed are taken as they were made; a record that both changed, each in another way, stays
/// as it is in OURS and is named. With git, three lines have it join the work of two editors:
///
///   git config merge.dateline.name "Dateline, record by record"
///   git config merge.dateline.driver "dateline merge %O %A %B %P"
///   printf '%s merge=dateline\n' 'data/*.geojson' 'data/*.toml' 'seeds/sources.toml' >> .gitattributes
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Folder (or file) both editors began with
    base: PathBuf,
    /// Folder (or file) of one editor, into which the result is written
    ours: PathBuf,
    /// Folder (or file) of the other
    theirs: PathBuf,
    /// Of single files: the path in the chronicle, which says what is in them
    path: Option<PathBuf>,
    /// Write the result into this folder (or file) instead of OURS
    #[arg(long)]
    to: Option<PathBuf>,
}

/// Joins and returns the exit code: 0 all joined, 1 with conflicts, 2 not.
pub fn run(args: &Args) -> u8 {
    let conflicts = if args.base.is_dir() || args.ours.is_dir() { folders(args) } else { single(args) };
    match conflicts {
        Err(sentence) => fail(&sentence),
        Ok(conflicts) if conflicts.is_empty() => 0,
        Ok(conflicts) => {
            conflicts.iter().for_each(|conflict| complain("conflict", conflict));
            1
        }
    }
}

/// Joins whole chronicles.
fn folders(args: &Args) -> Result<Vec<String>, String> {
    let [base, ours, theirs] = [&args.base, &args.ours, &args.theirs].map(|folder| chronicle_in(folder));
    for folder in [&base, &ours, &theirs] {
        if !folder.join(RecordFile::Chronicle.path()).is_file() {
            return Err(format!("expected a chronicle with data/chronicle.toml, found none: {}", folder.display()));
        }
    }
    let [base, ours_files, theirs] = [base, ours.clone(), theirs].map(|folder| Arc::new(Folder(folder)));
    let drafts = [&base, &ours_files, &theirs].map(|files| Draft::new(Arc::clone(files) as Arc<dyn Files>));
    let (draft, mut conflicts) = joined(&drafts)?;
    let joined = JoinedFolder { draft, base, ours: ours_files, theirs };
    conflicts.extend(joined.disputed());
    let to = args.to.clone().unwrap_or(ours);
    // Several files that belong together.
    interrupt::ended();
    save(&joined, &to).map_err(|problem| problem.to_string())?;
    terminal::print(&format!("Joined in {}.\n", to.display()), Form::Text)?;
    Ok(conflicts)
}

/// Joins one file, as git's merge driver.
fn single(args: &Args) -> Result<Vec<String>, String> {
    let file = args.path.as_deref().unwrap_or(&args.ours);
    let file = record_file(file).ok_or_else(|| {
        let known = RecordFile::ALL.map(RecordFile::path).join(", ");
        format!("expected the path of a file of records ({known}) after THEIRS, found {}", file.display())
    })?;
    let read = |path: &Path| {
        std::fs::read(path)
            .map_err(|error| format!("expected a file to join, found none ({error}): {}", path.display()))
    };
    let texts = [read(&args.base)?, read(&args.ours)?, read(&args.theirs)?];
    let drafts = texts.map(|bytes| Draft::new(Arc::new(SingleFile { file, bytes })));
    let (draft, conflicts) = joined(&drafts)?;
    let bytes = draft.read(file.path()).unwrap_or_default();
    write_bytes(args.to.as_deref().unwrap_or(&args.ours), &bytes).map_err(|error| error.to_string())?;
    Ok(conflicts)
}

/// Which file of records a path ends with.
fn record_file(path: &Path) -> Option<RecordFile> {
    RecordFile::ALL.into_iter().find(|file| path.ends_with(file.path()))
}

/// The draft that has the work of both, and what contradicts: it is as in ours.
fn joined([base, ours, theirs]: &[Draft; 3]) -> Result<(Draft, Vec<String>), String> {
    let said = |error: crate::chronicle::ChangeError| error.to_string();
    let (our, their) = (diff(base, ours).map_err(said)?, diff(base, theirs).map_err(said)?);
    let Merged { draft, conflicts, .. } = merge(base, &our, &their).map_err(said)?;
    let mut draft = draft.framed_as([base, ours, theirs]);
    for (file, id) in conflicts.iter().filter_map(|conflict| Some((conflict.file, conflict.id.as_ref()?))) {
        let text = ours.record(file, id).map(|record| Arc::clone(&record.raw));
        draft = with_record(&draft, file, id, text.as_deref(), None).map_or(draft, |(next, _)| next);
    }
    Ok((draft, conflicts.iter().map(named).collect()))
}

fn named(Conflict { file, id, .. }: &Conflict) -> String {
    match id {
        Some(id) => format!("both have changed \"{id}\", each in another way; it is as in OURS: {}", file.path()),
        None => format!("both have put the records in another order; it is as in BASE: {}", file.path()),
    }
}

/// The files of a joined chronicle: records as they are joined; of documents and layers that of whoever changed them.
struct JoinedFolder {
    draft: Draft,
    base: Arc<Folder>,
    ours: Arc<Folder>,
    theirs: Arc<Folder>,
}

impl JoinedFolder {
    /// Documents and layers that both have, each another one.
    fn disputed(&self) -> Vec<String> {
        let paths: BTreeSet<String> = other_files(&*self.ours).into_iter().chain(other_files(&*self.theirs)).collect();
        let contradicts = |path: &String| {
            let [base, ours, theirs] = [&self.base, &self.ours, &self.theirs].map(|files| files.read(path).ok());
            ours.is_some() && theirs.is_some() && ours != theirs && ours != base && theirs != base
        };
        let said = |path| format!("both have another file; it is as in OURS: {path}");
        paths.into_iter().filter(contradicts).map(said).collect()
    }
}

impl Files for JoinedFolder {
    fn read(&self, path: &str) -> std::io::Result<Cow<'static, [u8]>> {
        if RecordFile::ALL.iter().any(|file| file.path() == path) {
            return self.draft.read(path);
        }
        match (self.base.read(path), self.ours.read(path), self.theirs.read(path)) {
            (Ok(base), Ok(ours), Ok(theirs)) if base == ours => Ok(theirs),
            (_, Err(_), theirs) => theirs,
            (_, ours, _) => ours,
        }
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let all: BTreeSet<String> =
            [self.draft.list(folder), self.ours.list(folder), self.theirs.list(folder)].concat().into_iter().collect();
        all.into_iter().collect()
    }

    fn name(&self) -> String {
        self.ours.name()
    }
}
