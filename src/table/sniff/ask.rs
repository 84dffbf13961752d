//! What only a person can say of a table, and what was said.

use crate::table::date::{DateFault, DateRules, DayOrder, SerialDays, YearsBefore};
use crate::table::mapping::Mapping;
use crate::table::position::{Coordinates, CountryBoxes, MERCATOR, two_cells};
use crate::table::role::{ColumnRole, ColumnRole as Is, heading_key};
use crate::table::sniff::sample::Sample;
use jiff::tz::TimeZone;

/// What was said of a table beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableChoices {
    /// Its encoding, by its label on the web.
    pub encoding: Option<String>,
    /// What stands between two cells.
    pub separator: Option<char>,
    /// Whether its first record is headings.
    pub headings: Option<bool>,
    /// Which of day and month comes first.
    pub order: Option<DayOrder>,
    /// The first year of the century of years of two digits.
    pub century: Option<i16>,
    /// What negative years count from.
    pub years_before: Option<YearsBefore>,
    /// Where the days of a spreadsheet are counted from.
    pub serial_days: Option<SerialDays>,
    /// What the numbers of a position are.
    pub coordinates: Option<Coordinates>,
    /// Whether north and east are put right where they look exchanged.
    pub exchange: bool,
    /// Whether days that do not exist are read as their month.
    pub impossible_days_are_months: bool,
    /// Whether exact repeats count each.
    pub keep_repeats: bool,
    /// What columns are, by heading or by number from 1.
    pub roles: Vec<(String, ColumnRole)>,
}

/// What has to be said before a table can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableAsk {
    /// Which of day and month comes first: nothing proves it.
    #[error(
        "{heading}: “{example}” may be either way round, and none of the {rows} dates in numbers proves which; say --day-first ({}) or --month-first ({})",
        Self::reads(example, DayOrder::DayFirst),
        Self::reads(example, DayOrder::MonthFirst)
    )]
    Order {
        /// The column.
        heading: String,
        /// How many dates are written so.
        rows: usize,
        /// One of them.
        example: String,
    },
    /// Some prove one order, some the other.
    #[error("{heading}: both orders of day and month stand in it; with --day-first {} rows are refused (row {} has {}), with --month-first {} (row {} has {})", month_first.0, month_first.1.0, month_first.1.1, day_first.0, day_first.1.0, day_first.1.1)]
    MixedOrder {
        /// The column.
        heading: String,
        /// How many prove that the day comes first; the row and the cell of one.
        day_first: (usize, (usize, String)),
        /// How many prove that the month comes first; the row and the cell of one.
        month_first: (usize, (usize, String)),
    },
    /// Years of two digits.
    #[error("“{0}”: years of two digits; say --century 1900 or --century 2000")]
    Century(String),
    /// Negative years.
    #[error("“{0}”: say --years-before bc where -44 is 44 BC, or --years-before astronomical where it is 45 BC")]
    YearsBefore(String),
    /// Metres.
    #[error(
        "positions are metres of another reference system ({0}); say --web-mercator where it is EPSG:3857, else convert them to degrees"
    )]
    Metres(String),
}

impl TableAsk {
    /// How a date in numbers reads one way round: "5 November 2016".
    pub fn reads(cell: &str, order: DayOrder) -> String {
        let rules = DateRules { order: Some(order), ..DateRules::default() };
        let day = rules.read(cell, &TimeZone::UTC).map(|read| read.start.civil().date());
        day.map_or_else(|_| cell.to_owned(), |day| day.strftime("%-d %B %Y").to_string())
    }
}

/// Rules by which whatever may be a date is one: to tell whether a column holds dates.
pub(super) fn permissive(rules: &DateRules) -> DateRules {
    DateRules {
        order: None,
        century: Some(2000),
        years_before: Some(YearsBefore::Bc),
        serial_days: rules.serial_days.or(Some(SerialDays::From1900)),
        impossible_days_are_months: true,
        ..DateRules::default()
    }
}

/// Whether a cell is a date by such rules, be it one way round or the other.
pub(super) fn is_date(rules: &DateRules, cell: &str) -> bool {
    matches!(rules.read(cell, &TimeZone::UTC), Ok(_) | Err(DateFault::EitherOrder(_)))
}

/// What most dates leave open.
pub(super) fn of_dates(mapping: &Mapping, sample: &Sample) -> Vec<TableAsk> {
    let mut asks = Vec::new();
    let columns = [Is::When, Is::Begin, Is::Year].into_iter().filter_map(|role| mapping.column(role));
    for at in columns {
        let cells = || sample.column(at).filter(|cell| !cell.trim().is_empty());
        let most = |is: &dyn Fn(&DateFault) -> bool| {
            let faulty = |cell: &&str| mapping.dates.read(cell, &TimeZone::UTC).is_err_and(|fault| is(&fault));
            let count = cells().filter(faulty).count();
            cells().find(faulty).filter(|_| count * 2 > cells().count()).map(str::to_owned)
        };
        asks.extend(most(&|fault| matches!(fault, DateFault::NoCentury(_))).map(TableAsk::Century));
        asks.extend(most(&|fault| matches!(fault, DateFault::YearsBefore(_))).map(TableAsk::YearsBefore));
    }
    asks
}

/// What the numbers of the positions are, where they are no degrees.
pub(super) fn of_places(
    mapping: &mut Mapping,
    sample: &Sample,
    chosen: &TableChoices,
    asks: &mut Vec<TableAsk>,
    notes: &mut Vec<String>,
) {
    let (Some(north), Some(east)) = (mapping.column(Is::North), mapping.column(Is::East)) else { return };
    let country = mapping.column(Is::Country);
    let mut metres = Vec::new();
    let mut all = 0;
    for row in &sample.rows {
        let cell = |at: usize| row.get(at).map(String::as_str).unwrap_or_default();
        let Ok((x, y)) = two_cells(cell(north).as_bytes(), cell(east).as_bytes()) else { continue };
        all += 1;
        if x.abs() > 360.0 || y.abs() > 360.0 {
            metres.push((x, y, country.map(cell).unwrap_or_default()));
        }
    }
    if metres.len() * 2 <= all || chosen.coordinates.is_some() {
        return;
    }
    let named = mapping.columns.iter().any(|column| {
        let key = heading_key(&column.heading);
        ["3857", "900913", "mercator"].iter().any(|word| key.contains(word))
    });
    // As Web Mercator all of them lie in the countries that their rows name.
    let mut boxes = CountryBoxes::default();
    let mut told = metres.iter().filter_map(|(x, y, country)| {
        let within = x.abs() <= MERCATOR && y.abs() <= MERCATOR;
        let at = Coordinates::WebMercator.position(*x, *y).ok().filter(|_| within);
        Some(at.is_some_and(|at| boxes.holds(country.as_bytes(), at) == Some(true))).filter(|_| !country.is_empty())
    });
    let confirmed = told.next().is_some_and(|first| first && told.all(|inside| inside));
    if named || confirmed {
        mapping.coordinates = Coordinates::WebMercator;
        let why = if named { "its headings say so" } else { "they then lie in the countries that the rows name" };
        notes.push(format!("positions are metres of Web Mercator: {why}"));
    } else if let Some((x, y, _)) = metres.first() {
        asks.push(TableAsk::Metres(format!("{x} east, {y} north")));
    }
}
