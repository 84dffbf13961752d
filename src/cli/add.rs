//! `dateline add`: documents into a chronicle.

use crate::chronicle::{Draft, Folder, open, save_draft};
use crate::cli::interrupt;
use crate::cli::terminal::{self, Form, fail};
use crate::files::{read_plain, write_bytes};
use crate::ingest::{Intake, IntakeRow, LARGEST_BYTES, Refusal, RowState, read};
use crate::jobs::Progress;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is to be added, and what is known of it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the chronicle
    chronicle: PathBuf,
    /// Documents, or folders of documents: text, web pages, PDF, DOCX, ODT, letters, feeds, web archives
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// When all of them were published, as EDTF (2021-08-13, [2021-08-12..2021-08-14]); XXXX where nobody knows
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// Who published all of them
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// The wire of the chronicle that all of them carry, by its id
    #[arg(long, value_name = "ID")]
    wire: Option<String>,
    /// The password that opens those that are encrypted
    #[arg(long, value_name = "WORD")]
    password: Option<String>,
    /// Say what would be added and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// How long one file may take to be read.
const LONGEST: Duration = Duration::from_secs(60);
/// The most files that are looked for in folders.
const MOST_FILES: usize = 10_000;

/// Adds documents and returns the exit code: 0 all of them, 1 not all, 2 none.
pub fn run(args: &Args) -> u8 {
    let done = add(args);
    interrupt::ended();
    match done.and_then(|(said, code)| terminal::print(&said, Form::Text).map(|()| code)) {
        Ok(code) => code,
        Err(sentence) => fail(&sentence),
    }
}

fn add(args: &Args) -> Result<(String, u8), String> {
    let draft = Draft::new(Arc::new(Folder(args.chronicle.clone())));
    let chronicle = open(&draft).map_err(|error| error.to_string())?.chronicle;
    if let Some(wire) = args.wire.as_ref().filter(|wire| !chronicle.wires.contains_key(*wire)) {
        let known: Vec<&str> = chronicle.wires.keys().map(String::as_str).collect();
        return Err(format!("--wire: expected a wire of the chronicle ({}), found \"{wire}\"", known.join(", ")));
    }
    let mut files = Vec::new();
    for path in &args.files {
        list(path, &mut files)?;
    }
    let mut intake = Intake::into(&chronicle);
    for path in &files {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let (found, bytes) = match read_plain(path, LARGEST_BYTES) {
            Ok(bytes) => {
                (read(&name, bytes.as_slice().into(), args.password.as_deref(), &Patience::new()), bytes.len())
            }
            Err(error) => (vec![Err((name, Refusal::Unreadable(error.to_string())))], 0),
        };
        intake.take(found, bytes, Some(path));
    }
    for at in 0..intake.rows().len() {
        if let Some(date) = &args.published {
            intake.set_published(at, date).map_err(|error| format!("--published: {error}"))?;
        }
        if let Some(publisher) = &args.publisher {
            intake.set_publisher(at, publisher);
        }
        if let Some(wire) = &args.wire {
            intake.set_wire(at, wire);
        }
    }
    intake.compare();
    let mut said: String = intake.rows().iter().map(told).collect();
    let ready = intake.count(RowState::Ready);
    if ready == 0 {
        return Ok((said + "Nothing was added.\n", 2));
    }
    let documents = if ready == 1 { "1 document".to_owned() } else { format!("{ready} documents") };
    if args.dry_run {
        said.push_str(&format!("{documents} would be added.\n"));
    } else {
        // Several files that belong together.
        interrupt::ended();
        write(&intake, &draft, &args.chronicle)?;
        said.push_str(&format!("{documents} added.\n"));
    }
    Ok((said, u8::from(ready < intake.rows().len())))
}

/// Writes the documents, then the records that name them.
fn write(intake: &Intake, draft: &Draft, folder: &Path) -> Result<(), String> {
    let plan = intake.plan(draft).map_err(|error| error.to_string())?;
    let (draft, _) = draft.apply_all(&plan.changes).map_err(|error| error.to_string())?;
    for (path, bytes) in &plan.files {
        let file = folder.join(path);
        // Where it cannot be made, the file cannot either, and says why.
        let _ = file.parent().map(std::fs::create_dir_all);
        write_bytes(&file, bytes).map_err(|error| error.to_string())?;
    }
    save_draft(&draft, folder).map_err(|problem| problem.to_string())
}

/// The files at a path: itself, or all in a folder and those below it but hidden ones.
fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let unreadable = |error: std::io::Error| format!("the folder cannot be read ({error}): {}", path.display());
    let entries = std::fs::read_dir(path).map_err(unreadable)?;
    let mut below: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    below.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    below.sort();
    for path in below {
        if files.len() >= MOST_FILES {
            return Err(format!("expected at most {MOST_FILES} files, found more: {}", path.display()));
        }
        list(&path, files)?;
    }
    Ok(())
}

/// What is told of a document: what was taken from which words, what is asked, why it is not added.
fn told(row: &IntakeRow) -> String {
    let document = match &row.read {
        Ok(document) => document,
        Err(refusal @ Refusal::Same(_)) => return format!("{}\n  left out: {refusal}\n", row.name),
        Err(refusal) => return format!("{}\n  refused: {refusal}\n", row.name),
    };
    let mut lines = vec![row.name.clone()];
    let said = [
        ("title", &document.title),
        ("publisher", &document.publisher),
        ("byline", &document.byline),
        ("agency", &document.agency),
        ("language", &document.language),
    ];
    for (what, said) in said {
        lines.extend(said.as_ref().map(|said| format!("  {what}: {} ({})", said.value, said.how)));
    }
    lines.push(match &document.published {
        Some(published) => {
            let certainty = if published.stated { "stated" } else { "inferred" };
            format!("  published: {}, {certainty} ({})", published.edtf, published.how)
        }
        None if row.undated => "  published: not known".to_owned(),
        None => {
            "  not added: when was it published? Say so with --published DATE, or --published XXXX where nobody knows"
                .to_owned()
        }
    });
    lines.extend(row.copy.as_ref().map(|copy| {
        format!("  carries the same copy as {}, {} % of its words: one witness", copy.title, copy.percent)
    }));
    lines.extend(document.extractor.map(|by| format!("  text: taken out by {by}")));
    lines.extend(document.encoding.map(|label| format!("  encoding: {label}")));
    lines.push(String::new());
    lines.join("\n")
}

/// Stops what takes too long.
struct Patience(Instant);

impl Patience {
    #[allow(clippy::disallowed_methods, reason = "the command line may ask for the time")]
    fn new() -> Self {
        Self(Instant::now())
    }
}

impl Progress for Patience {
    fn step(&self, _: usize, _: usize) {}

    fn cancelled(&self) -> bool {
        self.0.elapsed() > LONGEST
    }
}
