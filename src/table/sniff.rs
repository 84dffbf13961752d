//! How a table is likely to be read, with the words that say why; what nobody can know is asked.

mod ask;
mod form;
mod order;
mod panel;
mod roles;
mod sample;

pub use ask::{TableAsk, TableChoices};

use crate::jobs::Progress;
use crate::table::codes;
use crate::table::date::{DateRules, DayOrder, SerialDays, YearsBefore};
use crate::table::error::TableError;
use crate::table::file::TableFile;
use crate::table::head::headings;
use crate::table::mapping::Mapping;
use crate::table::recipe::{GDELT_HEADINGS, TableRecipe};
use crate::table::role::{ColumnRole as Is, heading_key};
use sample::Sample;

/// How a table is likely to be read.
#[derive(Clone, Debug)]
pub struct TableProposal {
    /// The mapping, as far as it could be found.
    pub mapping: Mapping,
    /// What has to be said before the table can be read: what could be read in two ways.
    pub asks: Vec<TableAsk>,
    /// What was found and is worth a word.
    pub notes: Vec<String>,
}

/// Proposes how a table is read. What was chosen is not asked.
///
/// # Errors
/// Where it is no table of events: no rows, one column, nothing that says when, a panel.
pub fn sniff(file: &TableFile, chosen: &TableChoices, progress: &dyn Progress) -> Result<TableProposal, TableError> {
    let mut notes = Vec::new();
    let form = form::of(file, chosen)?;
    let text = file.text(&form)?;
    let (mut names, start) = headings(&text, &form);
    if names.len() < 2 && !names.iter().any(|name| !name.is_empty()) {
        return Err(TableError::Empty);
    }
    if names.len() < 2 {
        return Err(TableError::OneColumn);
    }
    let sample = Sample::of(&text, form.delimited(), names.len(), start);
    if sample.rows.is_empty() {
        return Err(TableError::Empty);
    }
    if !form.headings {
        names = match is_gdelt(&sample) {
            true => GDELT_HEADINGS.split_whitespace().map(str::to_owned).collect(),
            false => (1..=names.len()).map(|number| format!("column {number}")).collect(),
        };
    }
    let like = TableRecipe::of(&names);
    let columns = roles::of(&names, like, &sample, chosen)?;
    let mut mapping = Mapping {
        like,
        repeats_once: !chosen.keep_repeats,
        coordinates: chosen.coordinates.unwrap_or_default(),
        exchange: chosen.exchange,
        text: form,
        dates: DateRules {
            century: chosen.century,
            years_before: chosen
                .years_before
                .or_else(|| (like == Some(TableRecipe::TimelineJs)).then_some(YearsBefore::Bc)),
            impossible_days_are_months: chosen.impossible_days_are_months,
            ..DateRules::default()
        },
        columns,
        time_codes: Vec::new(),
        place_codes: Vec::new(),
    };
    if !mapping.has_date() {
        return Err(TableError::NoDate(mapping.headings()));
    }
    if let Some(unit) = panel::of(&mapping, &sample) {
        return Err(TableError::Panel(unit));
    }
    codes_of(&mut mapping, &mut notes);
    written(&mut mapping, &sample, chosen, &mut notes);
    let mut asks = Vec::new();
    order::prove(&mut mapping, &text, start, &sample, chosen, progress, &mut asks)?;
    asks.extend(ask::of_dates(&mapping, &sample));
    ask::of_places(&mut mapping, &sample, chosen, &mut asks, &mut notes);
    if !mapping.has_place() {
        notes.push("no columns say where: the rows stand on the time bar only".to_owned());
    }
    if let Some(caution) = like.map(TableRecipe::caution).filter(|caution| !caution.is_empty()) {
        notes.push(caution.to_owned());
    }
    Ok(TableProposal { mapping, asks, notes })
}

/// Rows of GDELT 2, which has no headings: 61 cells, a day without separators and the same year with a fraction.
fn is_gdelt(sample: &Sample) -> bool {
    let is = |row: &Vec<String>| {
        let cell = |at: usize| row.get(at).map(String::as_str).unwrap_or_default();
        let day = cell(1).len() == 8 && cell(1).bytes().all(|byte| byte.is_ascii_digit());
        row.len() == 61 && day && cell(1).starts_with(cell(3)) && cell(4).starts_with(cell(3))
    };
    sample.rows.iter().filter(|row| is(row)).count() * 10 >= sample.rows.len() * 9
}

/// What the codes of a table mean: as its recipe has them, or a table that has the same column.
fn codes_of(mapping: &mut Mapping, notes: &mut Vec<String>) {
    let key = |mapping: &Mapping, role| {
        mapping.column(role).and_then(|at| mapping.columns.get(at)).map(|column| heading_key(&column.heading))
    };
    let lines = mapping.like.map(TableRecipe::lines);
    if let Some(heading) = key(mapping, Is::TimePrecision) {
        let own = match heading.as_str() {
            "timeprecision" => codes::ACLED_TIME,
            "dateprec" => codes::UCDP_TIME,
            _ => &[],
        };
        mapping.time_codes =
            codes::time_codes(lines.map(|lines| lines.time_codes).filter(|own| !own.is_empty()).unwrap_or(own));
        if mapping.time_codes.is_empty() {
            notes.push(format!("nobody says what the codes of {heading} mean: dates are taken as written"));
        }
    }
    if let Some(heading) = key(mapping, Is::PlacePrecision) {
        let own = match heading.as_str() {
            "geoprecision" => codes::ACLED_PLACE,
            "whereprec" => codes::UCDP_PLACE,
            _ => &[],
        };
        mapping.place_codes =
            codes::place_codes(lines.map(|lines| lines.place_codes).filter(|own| !own.is_empty()).unwrap_or(own));
        if mapping.place_codes.is_empty() {
            notes.push(format!("nobody says what the codes of {heading} mean: places are taken as points"));
        }
    }
}

/// How the dates are written, where no cell says it by itself.
fn written(mapping: &mut Mapping, sample: &Sample, chosen: &TableChoices, notes: &mut Vec<String>) {
    let dates: Vec<usize> =
        [Is::When, Is::Begin, Is::End].into_iter().filter_map(|role| mapping.column(role)).collect();
    let cells = || dates.iter().flat_map(|at| sample.column(*at)).filter(|cell| !cell.trim().is_empty());
    let serial = |cell: &&str| {
        let whole = cell.trim().split(['.', ',']).next().unwrap_or_default();
        whole.len() == 5 && whole.parse::<u32>().is_ok_and(|day| (10_000..80_000).contains(&day))
    };
    let all = cells().count();
    if all > 0 && cells().filter(serial).count() * 2 > all {
        mapping.dates.serial_days = Some(chosen.serial_days.unwrap_or(SerialDays::From1900));
        notes.push("dates are numbers of a spreadsheet: days since 1900".to_owned());
    }
    let rules = ask::permissive(&mapping.dates);
    let day_first = DateRules { order: Some(DayOrder::DayFirst), ..rules.clone() };
    let utc = jiff::tz::TimeZone::UTC;
    let timed: Vec<bool> = cells()
        .filter_map(|cell| rules.read(cell, &utc).or_else(|_| day_first.read(cell, &utc)).ok())
        .filter(|read| read.has_time)
        .map(|read| read.start.is_rest())
        .collect();
    mapping.dates.midnight_is_no_time = !timed.is_empty() && timed.iter().all(|midnight| *midnight);
}
