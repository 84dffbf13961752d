//! What loading would say of a record if what is typed were taken: asked beside the frames.

use crate::chronicle::{Change, Draft, Problem, open};
use crate::gui::theme::{Colors, words};
use crate::gui::widgets::waker;
use crate::jobs::Latest;
use crate::scene::Weight;
use egui::{Id, Label, Ui};
use std::collections::BTreeSet;

/// What is tried out.
struct Trial {
    field: Id,
    draft: Draft,
    changes: Vec<Change>,
    /// Records whose problems are wanted; of all where there are none.
    records: BTreeSet<String>,
    /// What is known to be wrong already.
    known: BTreeSet<String>,
}

/// What is said of a field.
struct SaidOf {
    field: Id,
    problems: Vec<String>,
}

/// Checks what is being typed.
#[derive(Default)]
pub struct Check {
    worker: Option<Latest<Trial, SaidOf>>,
    /// The field and the text that were asked about last.
    asked: Option<(Id, String)>,
    said: Option<SaidOf>,
}

impl Check {
    /// Asks what loading would say of these records if the changes were made.
    pub fn ask(
        &mut self,
        ctx: &egui::Context,
        field: Id,
        text: &str,
        draft: &Draft,
        changes: Vec<Change>,
        (records, known): (&BTreeSet<String>, &[Problem]),
    ) {
        let asked = (field, text.to_owned());
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked);
        let worker = self.worker.get_or_insert_with(|| Latest::new("check", waker(ctx), |trial, _| try_out(&trial)));
        let known = known.iter().map(|problem| problem.message.clone()).collect();
        worker.ask(Trial { field, draft: draft.clone(), changes, records: records.clone(), known });
    }

    /// Says at once what is wrong with what is typed in a field.
    pub fn say(&mut self, field: Id, text: &str, wrong: String) {
        self.asked = Some((field, text.to_owned()));
        self.said = Some(SaidOf { field, problems: vec![wrong] });
    }

    /// Says nothing of a field any more.
    pub fn forget(&mut self, field: Id) {
        if self.asked.as_ref().is_some_and(|(asked, _)| *asked == field) {
            self.asked = None;
            self.said = None;
        }
    }

    /// Shows what is said of a field.
    pub fn said_ui(&mut self, ui: &mut Ui, field: Id, colors: &Colors) {
        while let Some(said) = self.worker.as_ref().and_then(Latest::take) {
            // A check that fails says nothing; the change itself is checked again when it is made.
            self.said = said.ok().filter(|said| self.asked.as_ref().is_some_and(|(asked, _)| *asked == said.field));
        }
        let Some(said) = self.said.as_ref().filter(|said| said.field == field) else { return };
        for problem in &said.problems {
            ui.add(Label::new(words(problem, 11.0, Weight::Medium, colors.ink)).wrap());
        }
    }
}

fn try_out(trial: &Trial) -> SaidOf {
    let problems = match trial.draft.apply_all(&trial.changes).map_err(|error| error.to_string()) {
        Ok((draft, _)) => match open(&draft) {
            Ok(opened) if trial.records.is_empty() => {
                let new = opened.problems.iter().filter(|problem| !trial.known.contains(&problem.message));
                new.map(said).collect()
            }
            Ok(opened) => said_of(&opened.problems, &trial.records),
            Err(error) => vec![error.to_string()],
        },
        Err(why) => vec![why],
    };
    SaidOf { field: trial.field, problems }
}

/// What is wrong with some records, with what to do about it.
pub fn said_of(problems: &[Problem], records: &BTreeSet<String>) -> Vec<String> {
    let of = problems.iter().filter(|problem| problem.record.as_ref().is_some_and(|id| records.contains(id)));
    of.map(said).collect()
}

fn said(problem: &Problem) -> String {
    let hint = problem.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    format!("{}{hint}", problem.message)
}
