//! Which days stand side by side in the window.

use crate::app::State;
use crate::chronicle::Chronicle;
use crate::scene::{days_of_change, each_rest};
use crate::time::{Moment, Resolution};
use crate::timeline::Clock;
use crate::words;

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

    /// What it is called of a chronicle.
    pub fn label(self, chronicle: &Chronicle) -> String {
        let unit = words::unit(shown_by(chronicle));
        match self {
            Self::Change => words::capitalised(&format!("{unit}s of change")),
            Self::Every => format!("Every {unit}"),
        }
    }

    /// The clocks of the chosen days, known by what the window counts as known.
    pub fn clocks(self, state: &State) -> Vec<Clock> {
        let window = state.window();
        let axis = state.axis();
        let at = |unit: f64| Moment(axis.minutes_at(unit).round() as i64);
        let known_by = state.view.clock.known_by;
        let unit = shown_by(&state.document.chronicle);
        let between = |from: Moment, until: Moment| match self {
            Self::Change => days_of_change(&state.timeline, unit, from, until, known_by),
            Self::Every => each_rest(unit, from, until, known_by),
        };
        // A day counts if its end is in sight.
        let mut clocks = between(at(window.start), at(window.start + window.len));
        if clocks.len() > MOST {
            let (first, last) = state.document.chronicle.meta.range.dense;
            clocks = between(Moment::start_of(first), Moment::end_of(last));
            clocks.truncate(MOST);
        }
        clocks
    }
}

/// Of what a map is shown: of no minute.
fn shown_by(chronicle: &Chronicle) -> Resolution {
    chronicle.resolution().max(Resolution::Hour)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::app::{Action, Document, Panel, update};
    use crate::dataset::Dataset;

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
