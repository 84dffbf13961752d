//! Playing: the cursor moves by itself, in units of the chronicle per second, over silence or past it.

use crate::time::{Moment, Resolution};

/// Speeds offered, in units per second: days, months, or what else the chronicle is told in.
pub const SPEEDS: [f64; 4] = [0.5, 1.0, 2.0, 4.0];

/// The slowest and the fastest speed there can be, in units per second.
pub const SPEED_LIMITS: (f64, f64) = (0.1, 30.0);

/// How the chronicle is played.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Playback {
    /// Whether it is playing now; never remembered.
    #[serde(skip)]
    pub playing: bool,
    /// Units per second: days, months, or what else the chronicle is told in.
    #[serde(alias = "days_per_second")]
    pub units_per_second: f64,
    /// Whether it starts over at the end.
    pub repeat: bool,
    /// Whether stretches without a happening are passed over.
    pub skip_silence: bool,
    /// Minutes not yet spent, less than one.
    #[serde(skip)]
    carry: f64,
}

impl Default for Playback {
    fn default() -> Self {
        Self { playing: false, units_per_second: 1.0, repeat: false, skip_silence: true, carry: 0.0 }
    }
}

impl Playback {
    /// Where the cursor stands after `seconds`; stops playing at the end unless it repeats. `stops` are the rests at
    /// which the map changes, ascending; `range` is what can be scrubbed, `told` the unit of the chronicle. `stepwise` goes from rest to rest instead of
    /// gliding.
    pub fn advance(
        &mut self,
        cursor: Moment,
        seconds: f64,
        stops: &[Moment],
        range: (Moment, Moment),
        told: Resolution,
        stepwise: bool,
    ) -> Moment {
        if !self.playing || !seconds.is_finite() {
            return cursor;
        }
        // One long frame must not jump over a happening.
        let longest = if stepwise { self.seconds_per_unit() } else { 0.25 };
        let minutes = seconds.clamp(0.0, longest) * self.units_per_second * told.minutes() as f64 + self.carry;
        let from = if self.skip_silence { past_silence(cursor, stops, range.1, told) } else { cursor };
        let next = if stepwise {
            // Half a minute is lost to rounding, not a day.
            let due = minutes + 0.5 >= told.minutes() as f64;
            self.carry = if due { 0.0 } else { minutes };
            if !due {
                return cursor;
            }
            told.after(from)
        } else {
            self.carry = minutes.fract();
            Moment(from.0 + minutes.trunc() as i64)
        };
        let end = if self.skip_silence { stops.last().copied().unwrap_or(range.1).min(range.1) } else { range.1 };
        if next < end {
            return next;
        }
        if self.repeat && cursor >= end {
            return self.first(stops, range, told);
        }
        self.playing = self.repeat;
        end.max(cursor)
    }

    /// Where playing starts over.
    pub fn first(&self, stops: &[Moment], range: (Moment, Moment), told: Resolution) -> Moment {
        let silence = stops.first().map_or(range.0, |stop| told.before(*stop));
        if self.skip_silence { silence.max(range.0) } else { range.0 }
    }

    /// How long a unit takes.
    pub fn seconds_per_unit(&self) -> f64 {
        1.0 / self.units_per_second.max(0.01)
    }

    /// The next faster speed, or the slowest after the fastest.
    pub fn next_speed(&self) -> f64 {
        SPEEDS.into_iter().find(|&speed| speed > self.units_per_second).unwrap_or(SPEEDS[0])
    }
}

/// The cursor, or a unit before the next stop where that is further.
fn past_silence(cursor: Moment, stops: &[Moment], until: Moment, told: Resolution) -> Moment {
    let next = stops.iter().copied().find(|&stop| stop > cursor).unwrap_or(until);
    cursor.max(told.before(next))
}

/// The stop after (`forward`) or before the cursor.
pub fn neighbouring_stop(cursor: Moment, stops: &[Moment], forward: bool) -> Option<Moment> {
    if forward {
        stops.iter().copied().find(|&stop| stop > cursor)
    } else {
        stops.iter().rev().copied().find(|&stop| stop < cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const D: i64 = Moment::DAY;
    const RANGE: (Moment, Moment) = (Moment(0), Moment(100 * D));
    const STOPS: [Moment; 3] = [Moment(10 * D), Moment(11 * D), Moment(40 * D)];

    fn play(cursor: i64, skip_silence: bool, repeat: bool) -> (Moment, bool) {
        let mut playback = Playback { playing: true, skip_silence, repeat, ..Playback::default() };
        (playback.advance(Moment(cursor), 0.25, &STOPS, RANGE, Resolution::Day, false), playback.playing)
    }

    #[test]
    fn the_cursor_moves_in_units_per_second_and_passes_over_silence() {
        for (cursor, skip, repeat, expected, playing) in [
            (5 * D, false, false, 5 * D + 360, true),
            (10 * D, true, false, 10 * D + 360, true),
            (12 * D, true, false, 39 * D + 360, true),
            (100 * D - 10, false, false, 100 * D, false),
            (40 * D, true, false, 40 * D, false),
            (40 * D, true, true, 9 * D, true),
        ] {
            assert_eq!(play(cursor, skip, repeat), (Moment(expected), playing), "{cursor} {skip} {repeat}");
        }
    }

    #[test]
    fn a_long_frame_does_not_leap() {
        let mut playback = Playback { playing: true, skip_silence: false, ..Playback::default() };
        assert_eq!(playback.advance(Moment(0), 60.0, &STOPS, RANGE, Resolution::Day, false), Moment(360));
    }

    #[test]
    fn with_less_motion_it_goes_from_rest_to_rest() {
        let mut playback = Playback { playing: true, units_per_second: 2.0, ..Playback::default() };
        let mut cursor = Moment(10 * D + 100);
        let mut seen = Vec::new();
        for _ in 0..30 {
            cursor = playback.advance(cursor, 0.1, &STOPS, RANGE, Resolution::Day, true);
            seen.push(cursor);
        }
        seen.dedup();
        assert_eq!(seen, [Moment(10 * D + 100), Moment(11 * D), Moment(40 * D)]);
        assert!(!playback.playing);
    }

    #[test]
    fn the_neighbouring_stop_is_strictly_before_or_after() {
        assert_eq!(neighbouring_stop(Moment(10 * D), &STOPS, true), Some(Moment(11 * D)));
        assert_eq!(neighbouring_stop(Moment(10 * D), &STOPS, false), None);
        assert_eq!(neighbouring_stop(Moment(12 * D), &STOPS, false), Some(Moment(11 * D)));
    }
}
