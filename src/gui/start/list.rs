//! What the start page lists: the chronicles opened last, then those of the program that are not among them.

use crate::app::{Recent, Recents};
use crate::chronicle::{EXAMPLES, Example};
use std::path::PathBuf;

/// What the built-in chronicle is called.
const BUILT_IN: &str = "The advance on Kabul, 2021";

/// A card of the start page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// The chronicle.
    pub recent: Recent,
    /// Whether it was opened before; else it is offered to be looked at.
    pub opened: bool,
}

/// The cards in order.
pub(super) fn listed(recents: &Recents) -> Vec<Listed> {
    let mut all: Vec<Listed> = recents.0.iter().map(|recent| Listed { recent: recent.clone(), opened: true }).collect();
    let example = |example: &Example| (Some(PathBuf::from(example.opened_as)), example.title);
    let brought = std::iter::once((None, BUILT_IN)).chain(EXAMPLES.iter().map(example));
    for (opened_as, title) in brought {
        if !all.iter().any(|one| one.recent.opened_as == opened_as) {
            // The rest is known once it is read for its picture.
            let recent = Recent { opened_as, title: title.to_owned(), ..Recent::default() };
            all.push(Listed { recent, opened: false });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_chronicle_is_called_as_it_calls_itself() -> Result<(), crate::chronicle::OpenError> {
        let opened = crate::chronicle::open(&crate::chronicle::Embedded)?;
        assert_eq!(opened.chronicle.meta.title, BUILT_IN);
        Ok(())
    }

    #[test]
    fn what_the_program_brings_follows_what_was_opened_and_stands_once() {
        assert_eq!(listed(&Recents::default()).len(), 1 + EXAMPLES.len());
        let recent = |opened_as: Option<&str>| Recent { opened_as: opened_as.map(PathBuf::from), ..Recent::default() };
        let opened = Recents(vec![recent(Some("/a")), recent(None)]);
        let all = listed(&opened);
        let order: Vec<_> = all.iter().map(|one| (one.opened, one.recent.opened_as.is_none())).collect();
        assert_eq!(order, [(true, false), (true, true), (false, false), (false, false), (false, false)]);
    }
}
