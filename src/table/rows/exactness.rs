//! How exactly a row is dated and placed: what a table's precision codes come to.

/// How exactly a row is dated, the finest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Exact {
    /// To the day, or better.
    #[default]
    Day,
    /// To the week.
    Week,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// Less than that.
    Rough,
}

/// How exactly a row is placed, the finest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Nearness {
    /// At the spot, or in the town.
    #[default]
    Town,
    /// Near a named place.
    #[serde(rename = "near")]
    Vicinity,
    /// Somewhere in a region that the point stands for.
    Region,
    /// Somewhere in a country.
    Country,
}

impl Exact {
    /// All of them, the finest first.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Year, Self::Rough];

    /// Its word on the command line and in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Rough => "rough",
        }
    }

    /// What bounds so many minutes apart are exact to.
    pub const fn of_minutes(minutes: i64) -> Self {
        const DAY: i64 = crate::time::Moment::DAY;
        match minutes {
            ..=DAY => Self::Day,
            _ if minutes <= 7 * DAY => Self::Week,
            _ if minutes <= 31 * DAY => Self::Month,
            _ if minutes <= 366 * DAY => Self::Year,
            _ => Self::Rough,
        }
    }
}

impl Nearness {
    /// All of them, the finest first.
    pub const ALL: [Self; 4] = [Self::Town, Self::Vicinity, Self::Region, Self::Country];

    /// Its word on the command line and in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Town => "town",
            Self::Vicinity => "near",
            Self::Region => "region",
            Self::Country => "country",
        }
    }
}
