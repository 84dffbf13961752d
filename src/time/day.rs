//! Civil days, and how they are spelt: as EDTF does, with four digits for a year on either side of the year 0.

/// A civil day.
pub type Day = jiff::civil::Date;

/// A day as EDTF spells it: `2021-08-13`, and `-0043-03-15` for the Ides of March of 44 BC.
pub fn written_day(day: Day) -> String {
    let sign = if day.year() < 0 { "-" } else { "" };
    format!("{sign}{:04}-{:02}-{:02}", day.year().unsigned_abs(), day.month(), day.day())
}

/// Reads a day as EDTF spells it.
///
/// # Errors
/// As the text, where it is none.
pub fn read_day(text: &str) -> Result<Day, String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    six_digits(text).parse().ok().filter(|_| plain).ok_or_else(|| text.to_owned())
}

/// What a civil date or time is in the spelling that jiff reads: six digits for a year before 0, four for any other.
pub(super) fn six_digits(text: &str) -> std::borrow::Cow<'_, str> {
    match text.strip_prefix('-') {
        Some(rest) if rest.find('-') == Some(4) => format!("-00{rest}").into(),
        _ => text.into(),
    }
}
