//! What each column is, by its heading and by what stands in it.

use crate::table::date::DateRules;
use crate::table::error::TableError;
use crate::table::mapping::MappedColumn;
use crate::table::position::{one_cell, two_cells};
use crate::table::recipe::TableRecipe;
use crate::table::role::{ColumnRole as Is, heading_key};
use crate::table::sniff::ask::{TableChoices, is_date, permissive};
use crate::table::sniff::sample::Sample;

/// The share of the cells that must be what a heading says, and where no heading says it.
const BY_HEADING: f64 = 0.2;
const BY_CONTENT: f64 = 0.9;

/// The columns of a table with their roles.
pub(super) fn of(
    names: &[String],
    like: Option<TableRecipe>,
    sample: &Sample,
    chosen: &TableChoices,
) -> Result<Vec<MappedColumn>, TableError> {
    let mut columns: Vec<MappedColumn> = match like {
        Some(recipe) => {
            let why =
                |role| if role == Is::NotRead { String::new() } else { format!("a heading of {}", recipe.name()) };
            let own = |name: &String| {
                let role = recipe.role(name).unwrap_or_default();
                column(name, role, why(role))
            };
            names.iter().map(own).collect()
        }
        None => names.iter().enumerate().map(|(at, name)| guessed(name, at, sample)).collect(),
    };
    for (at, column) in columns.iter_mut().enumerate() {
        if column.role == Is::NotRead && is_numbering(&column.heading, at, sample) {
            (column.role, column.why) = (Is::RowNumber, "counts the rows".to_owned());
        }
    }
    once_each(&mut columns);
    if like.is_none() {
        found_by_content(&mut columns, sample);
        agreed(&mut columns);
    }
    for (heading, role) in &chosen.roles {
        let number = heading.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let at = columns.iter().position(|column| column.heading == *heading);
        let at = at.or_else(|| columns.iter().position(|column| heading_key(&column.heading) == heading_key(heading)));
        let Some(at) = at.or(number).filter(|at| *at < columns.len()) else {
            let found = names.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
            return Err(TableError::NoColumn { wanted: heading.clone(), found });
        };
        for column in columns.iter_mut().filter(|column| column.role == *role && !role.may_repeat()) {
            (column.role, column.why) = (Is::NotRead, String::new());
        }
        if let Some(column) = columns.get_mut(at) {
            (column.role, column.why) = (*role, "as it was said".to_owned());
        }
    }
    Ok(columns)
}

/// What a column is by its heading, where its cells do not speak against it.
fn guessed(name: &str, at: usize, sample: &Sample) -> MappedColumn {
    let rules = permissive(&DateRules::default());
    let dates = || sample.share(at, |cell| is_date(&rules, cell));
    let Some(role) = Is::of_heading(name) else { return column(name, Is::NotRead, "") };
    let agreed = match role {
        Is::When | Is::Begin | Is::End | Is::KnownBy => dates(),
        // A time or a day may be all of a date.
        Is::Time | Is::Day if dates() >= BY_CONTENT && sample.share(at, |cell| cell.trim().len() > 5) >= BY_CONTENT => {
            return column(name, Is::When, "by its heading, and what stands in it is dates");
        }
        Is::Time => sample.share(at, |cell| cell.contains(':')),
        Is::Year => sample.share(at, |cell| cell.trim().trim_start_matches('-').parse::<f64>().is_ok()),
        Is::North | Is::East => sample
            .share(at, |cell| two_cells(cell.as_bytes(), b"1").is_ok() || two_cells(b"1", cell.as_bytes()).is_ok()),
        Is::PlaceName if sample.share(at, |cell| one_cell(cell).is_ok()) >= BY_CONTENT => {
            return column(name, Is::NorthEast, "by its heading, and what stands in it is positions");
        }
        Is::NorthEast => sample.share(at, |cell| one_cell(cell).is_ok()),
        Is::Size | Is::Radius => sample.share(at, |cell| cell.trim().parse::<f64>().is_ok()),
        _ => 1.0,
    };
    match agreed >= BY_HEADING {
        true => column(name, role, "by its heading"),
        false => column(name, Is::NotRead, ""),
    }
}

/// Whether a column without a heading counts the rows.
fn is_numbering(name: &str, at: usize, sample: &Sample) -> bool {
    let unnamed = name.is_empty() || ["x", "unnamed0", "rownames", "rownumber"].contains(&heading_key(name).as_str());
    let mut last = None;
    unnamed
        && sample.column(at).all(|cell| {
            let number = cell.trim().parse::<u64>().ok();
            let next = number.is_some() && last.is_none_or(|last| number > Some(last));
            last = number;
            next
        })
}

/// Of several columns that would be the same, the first is it.
fn once_each(columns: &mut [MappedColumn]) {
    let mut seen = Vec::new();
    for column in columns {
        if column.role.may_repeat() {
            continue;
        }
        if seen.contains(&column.role) {
            (column.role, column.why) = (Is::NotRead, String::new());
        } else {
            seen.push(column.role);
        }
    }
}

/// What no heading says: the first column of dates, and the first of positions.
fn found_by_content(columns: &mut [MappedColumn], sample: &Sample) {
    let has = |columns: &[MappedColumn], roles: &[Is]| columns.iter().any(|column| roles.contains(&column.role));
    let rules = permissive(&DateRules::default());
    if !has(columns, &[Is::When, Is::Begin, Is::End, Is::Year]) {
        let named = |name: &str| {
            ["date", "time", "datum", "fecha", "data", "дата"].iter().any(|word| heading_key(name).contains(word))
        };
        let digits = |cell: &str| cell.trim().bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let free = |column: &MappedColumn| matches!(column.role, Is::NotRead | Is::KnownBy);
        let found = columns.iter().enumerate().find(|(at, column)| {
            let share = sample.share(*at, |cell| is_date(&rules, cell));
            let plain = sample.share(*at, digits) > 1.0 - BY_CONTENT;
            free(column) && if named(&column.heading) { share >= BY_HEADING } else { share >= BY_CONTENT && !plain }
        });
        if let Some(at) = found.map(|(at, _)| at)
            && let Some(column) = columns.get_mut(at)
        {
            (column.role, column.why) = (Is::When, "by what stands in it: dates".to_owned());
        }
    }
    let placed = has(columns, &[Is::NorthEast]) || (has(columns, &[Is::North]) && has(columns, &[Is::East]));
    if !placed {
        let pair = |cell: &str| one_cell(cell).is_ok_and(|(east, north)| east.abs() <= 180.0 && north.abs() <= 90.0);
        let found = (0..columns.len()).find(|at| {
            columns.get(*at).is_some_and(|column| column.role == Is::NotRead) && sample.share(*at, pair) >= BY_CONTENT
        });
        if let Some(column) = found.and_then(|at| columns.get_mut(at)) {
            (column.role, column.why) = (Is::NorthEast, "by what stands in it: positions".to_owned());
        }
    }
}

/// Roles that only make sense together, or beside each other.
fn agreed(columns: &mut [MappedColumn]) {
    let has = |columns: &[MappedColumn], role| columns.iter().any(|column| column.role == role);
    let turn = |columns: &mut [MappedColumn], from: Is, to: Is| {
        for column in columns.iter_mut().filter(|column| column.role == from) {
            column.role = to;
            if to == Is::NotRead {
                column.why.clear();
            }
        }
    };
    if has(columns, Is::When) && has(columns, Is::End) {
        match has(columns, Is::Begin) {
            true => turn(columns, Is::When, Is::NotRead),
            false => turn(columns, Is::When, Is::Begin),
        }
    }
    if has(columns, Is::When) && has(columns, Is::Begin) {
        turn(columns, Is::Begin, Is::NotRead);
    }
    if [Is::When, Is::Begin, Is::End].iter().any(|role| has(columns, *role)) {
        for part in [Is::Year, Is::Month, Is::Day, Is::EndYear, Is::EndMonth, Is::EndDay, Is::EndTime] {
            turn(columns, part, Is::NotRead);
        }
    }
    if !has(columns, Is::Year) {
        turn(columns, Is::Month, Is::NotRead);
        turn(columns, Is::Day, Is::NotRead);
    }
    if has(columns, Is::North) && has(columns, Is::East) {
        turn(columns, Is::NorthEast, Is::NotRead);
    }
}

/// A column with its role, and why.
fn column(heading: &str, role: Is, why: impl Into<String>) -> MappedColumn {
    MappedColumn { heading: heading.to_owned(), role, why: why.into() }
}
