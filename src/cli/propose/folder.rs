//! `dateline propose DIR`: the proposals of a chronicle's documents that are not decided yet, and the surest of them
//! accepted.

use crate::chronicle::{Draft, Folder, Source, open, save_draft};
use crate::cli::interrupt;
use crate::cli::propose::{Args, ProposalFormat, Reader, closed, one_line};
use crate::propose::{Request, admitted};
use crate::review::{DocumentReader, FoundProposal, Making, ReadDocument, Review};
use crate::time::written_day;
use crate::words::counted;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

/// Reads the documents of the chronicle in a folder, lists what is to be decided, and accepts what is sure enough where
/// that was asked for.
///
/// # Errors
/// The sentence that says what could not be done.
pub(super) fn folder(folder: &Path, args: &Args) -> Result<u8, String> {
    let files = Arc::new(Folder(folder.to_owned()));
    let mut chronicle = open(&*files).map_err(|error| error.to_string())?.chronicle;
    let mut draft = Draft::new(files);
    let mut review = Review::default();
    let mut documents = DocumentReader::default();
    let mut reader = Reader::open(args)?;
    let mut sources: Vec<&Source> = chronicle.sources.values().collect();
    sources.sort_by(|a, b| (a.published.span().end, a.order, &a.id).cmp(&(b.published.span().end, b.order, &b.id)));
    for source in sources {
        let mut document = documents.read(source);
        let answer = match &mut reader {
            Reader::BuiltIn => None,
            Reader::Other(other) => Some(other.answer(&request(source, &document))?),
        };
        if answer.is_some() {
            document.found.clear();
        }
        review.take(document, answer.as_slice());
    }
    review.follow(&draft, &chronicle);
    let mut said = String::new();
    if let Some(least) = args.accept_from {
        let sure = |found: &FoundProposal| found.proposal.score >= least && found.proposal.place.is_some();
        let ids: Vec<String> =
            review.open_ones().filter(|(_, found)| sure(found)).map(|(_, found)| found.id.clone()).collect();
        let changes = review.accept_all(Making { draft: &draft, chronicle: &chronicle }, &ids);
        refuse_unsaved(folder)?;
        draft = draft.apply_all(&changes).map_err(|error| error.to_string())?.0;
        // Several files that belong together.
        interrupt::ended();
        save_draft(&draft, folder).map_err(|problem| problem.to_string())?;
        let revision = chronicle.revision.next();
        chronicle = open(&draft).map_err(|error| error.to_string())?.chronicle;
        chronicle.revision = revision;
        review.follow(&draft, &chronicle);
        let open_now: Vec<&str> = review.open_ones().map(|(_, found)| found.id.as_str()).collect();
        let taken: Vec<&String> = ids.iter().filter(|id| !open_now.contains(&id.as_str())).collect();
        let _ = writeln!(said, "Accepted and saved: {}.", counted(taken.len(), "proposal", "proposals"));
        for document in review.documents() {
            for found in document.found.iter().filter(|found| taken.contains(&&found.id)) {
                let _ = writeln!(said, "  {}  {}", document.source, line_of(found));
            }
        }
    }
    let shown = match args.format {
        ProposalFormat::Json => json(&review),
        ProposalFormat::Text => said + &text(&review, folder),
    };
    interrupt::ended();
    let mut out = std::io::stdout().lock();
    let code = u8::from(review.refused().next().is_some());
    out.write_all(shown.as_bytes()).and_then(|()| out.flush()).map_or_else(|error| closed(&error, code), |()| Ok(code))
}

/// Another program's changes that are not saved yet would be lost if the files were written under them.
fn refuse_unsaved(folder: &Path) -> Result<(), String> {
    let is_journal = |entry: &std::fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let several = || std::fs::read_to_string(entry.path()).is_ok_and(|text| text.lines().count() > 1);
        name.starts_with(".dateline-journal") && several()
    };
    let found = std::fs::read_dir(folder).into_iter().flatten().flatten().find(is_journal);
    found.map_or(Ok(()), |journal| {
        Err(format!(
            "expected no unsaved changes of this chronicle, found some; open it in the window and save them first: {}",
            journal.path().display()
        ))
    })
}

fn request(source: &Source, document: &ReadDocument) -> Request {
    Request {
        id: source.id.as_str().into(),
        published: document.published.map(written_day),
        language: None,
        text: source.text.as_ref().to_owned(),
    }
}

fn json(review: &Review) -> String {
    let mut lines = String::new();
    for document in review.documents() {
        let open = review.open_ones().filter(|(of, _)| of.source == document.source);
        let proposals: Vec<_> = open.map(|(_, found)| found.proposal.clone()).collect();
        let refused: Vec<String> = document.refused.iter().map(|refused| refused.reason.clone()).collect();
        lines += &admitted(&document.source.as_str().into(), &proposals, &refused);
        lines.push('\n');
    }
    lines
}

fn text(review: &Review, folder: &Path) -> String {
    let mut text = String::new();
    for document in review.documents() {
        let open: Vec<_> = review.open_ones().filter(|(of, _)| of.source == document.source).collect();
        if open.is_empty() && document.refused.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{}", document.source);
        for (_, found) in open {
            let proposal = &found.proposal;
            let _ = writeln!(
                text,
                "  {} · {:.2}\n    “{}”\n    {}",
                line_of(found),
                proposal.score,
                one_line(&proposal.quote.exact),
                proposal.why.join("; ")
            );
        }
        for refused in &document.refused {
            let _ = writeln!(text, "  refused: {}", refused.reason);
        }
    }
    let tally = review.tally(None);
    let quoted = folder.to_string_lossy();
    let quoted = shlex::try_quote(&quoted).unwrap_or(quoted.as_ref().into());
    let _ = writeln!(
        text,
        "{} in {}: {} accepted, {} rejected, {} to decide{}",
        counted(tally.all, "proposal", "proposals"),
        counted(review.documents().len(), "document", "documents"),
        tally.accepted,
        tally.rejected,
        tally.open(),
        if tally.open() > 0 { format!(" (in the window, `dateline {quoted}`, Ctrl+R)") } else { String::new() }
    );
    text
}

/// "capture (happened) · Herat · 2021-08-12 · The Taliban".
fn line_of(found: &FoundProposal) -> String {
    let proposal = &found.proposal;
    let place = match (&proposal.place, &proposal.place_words) {
        (Some(place), _) => place.name.clone(),
        (None, Some(words)) => format!("“{words}” (not in the gazetteer)"),
        (None, None) => "no place".to_owned(),
    };
    let side = proposal.side.as_ref().map(|side| format!(" · {side}")).unwrap_or_default();
    let when = proposal.when.as_deref().unwrap_or("undated");
    format!("{} ({}) · {place} · {when}{side}", proposal.kind.id(), proposal.modality.id())
}
