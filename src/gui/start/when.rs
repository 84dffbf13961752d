//! How long ago something was, in words that need no clock of anybody's country.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970 UTC.
pub fn now_s() -> i64 {
    #[allow(clippy::disallowed_methods, reason = "when a chronicle was opened is told to whoever comes back")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.ok().and_then(|now| i64::try_from(now.as_secs()).ok()).unwrap_or(0)
}

/// "Just now", "12 minutes ago", "yesterday", "24 Nov 2026": what was at a second, told at another, both since 1970 UTC.
pub fn when(then_s: i64, now_s: i64) -> String {
    let minutes = (now_s - then_s) / 60;
    let ago = |count: i64, one: &str, several: &str| format!("{count} {} ago", if count == 1 { one } else { several });
    match minutes {
        ..2 => "just now".to_owned(),
        2..60 => ago(minutes, "minute", "minutes"),
        60..1440 => ago(minutes / 60, "hour", "hours"),
        1440..2880 => "yesterday".to_owned(),
        2880..14400 => ago(minutes / 1440, "day", "days"),
        _ => {
            let day = jiff::Timestamp::from_second(then_s).map(|then| then.to_zoned(jiff::tz::TimeZone::UTC).date());
            day.map_or_else(|_| String::new(), |day| day.strftime("%-d %b %Y").to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_lately_is_told_by_how_long_ago_and_the_rest_by_its_day() {
        let now = 1_795_942_800;
        for (before_s, told) in [
            (0, "just now"),
            (-5, "just now"),
            (130, "2 minutes ago"),
            (3_600, "1 hour ago"),
            (80_000, "22 hours ago"),
            (90_000, "yesterday"),
            (3 * 86_400, "3 days ago"),
            (30 * 86_400, "30 Oct 2026"),
        ] {
            assert_eq!(when(now - before_s, now), told, "{before_s}");
        }
    }
}
