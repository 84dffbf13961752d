//! How the dates of a table are written: what no cell can say by itself.

/// Which of day and month comes first, where a date is written in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// 05/11/2016 is 5 November.
    DayFirst,
    /// 05/11/2016 is May 11.
    MonthFirst,
}

/// What a negative year counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum YearsBefore {
    /// -44 is 44 BC: there is no year 0.
    Bc,
    /// -43 is 44 BC, as astronomers and ISO 8601 count.
    Astronomical,
}

/// Where the days of a spreadsheet are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SerialDays {
    /// Day 1 is 1 January 1900, and 1900 is taken for a leap year.
    From1900,
    /// Day 0 is 1 January 1904.
    From1904,
}

/// How the dates of a table are written: what no cell can say by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DateRules {
    /// Which of day and month comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<DayOrder>,
    /// What proves the order, for a reader.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proof: String,
    /// The first year of the century that years of two digits lie in: 1900 or 2000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub century: Option<i16>,
    /// What a negative year counts from, where it has not the four digits of ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years_before: Option<YearsBefore>,
    /// Where numbers of five digits are days of a spreadsheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_days: Option<SerialDays>,
    /// A time of 00:00 says that no time is known.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub midnight_is_no_time: bool,
    /// A day that its month does not have is read as the month, where it is otherwise refused.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub impossible_days_are_months: bool,
}
