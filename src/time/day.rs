//! Civil days, and how they are spelt: as EDTF does, with four digits for a year on either side of the year 0.

/// A civil day.
pub type Day = jiff::civil::Date;

/// A day as EDTF spells it: `2021-08-13`, and `-0043-03-15` for the Ides of March of 44 BC.
pub(super) fn written(day: Day) -> String {
    let sign = if day.year() < 0 { "-" } else { "" };
    format!("{sign}{:04}-{:02}-{:02}", day.year().unsigned_abs(), day.month(), day.day())
}

/// What a civil date or time is in the spelling that jiff reads: six digits for a year before 0, four for any other.
pub(super) fn six_digits(text: &str) -> std::borrow::Cow<'_, str> {
    match text.strip_prefix('-') {
        Some(rest) if rest.find('-') == Some(4) => format!("-00{rest}").into(),
        _ => text.into(),
    }
}
