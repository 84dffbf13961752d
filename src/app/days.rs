//! Which days stand side by side in the window.

use crate::app::State;
use crate::scene::{days_of_change, each_day};
use crate::timeline::Clock;

/// More maps than this can no longer be told apart in a window.
const MOST: usize = 42;

/// A choice of days, of the stretch of the time axis in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Days {
    /// Those on which something changes hands.
    #[default]
    Change,
    /// All; where those are too many, all of the stretch in which most happens.
    Every,
}

impl Days {
    /// Every choice.
    pub const ALL: [Self; 2] = [Self::Change, Self::Every];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Change => "Days of change",
            Self::Every => "Every day",
        }
    }

    /// The clocks of the chosen days, known by what the window counts as known.
    pub fn clocks(self, state: &State) -> Vec<Clock> {
        let window = state.window();
        let axis = state.axis();
        let at = |unit: f64| crate::time::Moment(axis.minutes_at(unit).round() as i64);
        let (from, until) = (at(window.start), at(window.start + window.len));
        // A day counts if its end is in sight.
        let (from, until) = (crate::time::Moment(from.0 + 1).day(), until.day());
        let known_by = state.view.clock.known_by;
        let mut clocks = match self {
            Self::Change => days_of_change(&state.timeline, from, until, known_by),
            Self::Every => each_day(from, until, known_by),
        };
        if clocks.len() > MOST {
            let (first, last) = state.document.chronicle.meta.range.dense;
            clocks = match self {
                Self::Change => days_of_change(&state.timeline, first, last, known_by),
                Self::Every => each_day(first, last, known_by),
            };
            clocks.truncate(MOST);
        }
        clocks
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::app::{Action, Document, Panel, update};
    use crate::dataset::Dataset;
    use crate::time::Moment;

    fn state() -> State {
        State::new(Document::new(Dataset::open(None).unwrap()))
    }

    #[test]
    fn days_of_change_are_fewer_than_all_and_neither_are_too_many() {
        let state = state();
        let (change, every) = (Days::Change.clocks(&state), Days::Every.clocks(&state));
        assert!(
            !change.is_empty() && change.len() <= every.len() && every.len() <= MOST,
            "{} {}",
            change.len(),
            every.len()
        );
        assert!(every.iter().all(|clock| clock.cursor.is_rest()));
    }

    #[test]
    fn a_day_that_is_chosen_is_shown_on_the_map() {
        let mut state = state();
        update(&mut state, Action::Toggle(Panel::Days));
        assert!(state.chrome.shows(Panel::Days));
        let day = Moment::parse("2021-08-09").unwrap();
        update(&mut state, Action::GoToDay(day));
        assert!(!state.chrome.shows(Panel::Days) && state.view.clock.cursor == day);
        update(&mut state, Action::Toggle(Panel::Days));
        update(&mut state, Action::Escape);
        assert!(!state.chrome.shows(Panel::Days));
    }
}
