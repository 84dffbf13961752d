//! What the start page lists: the chronicles opened last, then those of the program that are not among them.

use crate::app::{Recent, Recents};
use crate::chronicle::EXAMPLES;
use std::path::PathBuf;

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
    let brought = std::iter::once(None).chain(EXAMPLES.iter().map(|example| Some(PathBuf::from(example.opened_as))));
    for opened_as in brought {
        if !all.iter().any(|one| one.recent.opened_as == opened_as) {
            all.push(Listed { recent: Recent { opened_as, ..Recent::default() }, opened: false });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

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
