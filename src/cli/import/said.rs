//! What is told of a table: how it is read, what came of it, what was refused and why.

use crate::table::{ColumnRole, EventTable, Mapping, RowRemedy, TableFile, bounds};
use crate::words;

/// How many numbers of rows are named with a reason.
const NAMED: usize = 6;

/// How a table is read, and after which mapping where it has one already.
pub(super) fn of_mapping(file: &TableFile, mapping: &Mapping, after: Option<&str>) -> String {
    let headings: Vec<String> = mapping.columns.iter().map(|column| column.heading.clone()).collect();
    let mut said = format!("{}: {}, {} columns", file.name(), file.format().name, headings.len());
    if !file.is_turned() {
        let separator = match mapping.text.separator {
            '\t' => "tabulators".to_owned(),
            sign => format!("“{sign}”"),
        };
        said.push_str(&format!(", {}, separated by {separator}", mapping.text.encoding));
    }
    if let Some(recipe) = mapping.like {
        said.push_str(&format!(
            "; reads like {} ({} of {} headings)",
            recipe.name(),
            recipe.known(&headings),
            headings.len()
        ));
    }
    said.push('\n');
    if let Some(after) = after {
        said.push_str(&format!("  read as {after} says\n"));
    }
    for column in mapping.columns.iter().filter(|column| column.role != ColumnRole::NotRead) {
        let why = if column.why.is_empty() { String::new() } else { format!(" ({})", column.why) };
        let heading = if column.heading.is_empty() { "(no heading)" } else { &column.heading };
        said.push_str(&format!("  {heading}: {}{why}\n", column.role.word()));
    }
    if !mapping.dates.proof.is_empty() {
        said.push_str(&format!("  order of day and month: {}\n", mapping.dates.proof));
    }
    for code in &mapping.time_codes {
        said.push_str(&format!("  code of time {}: {}\n", code.code, code.says));
    }
    for code in &mapping.place_codes {
        let radius = if code.radius_km > 0.0 { format!(", within {} km", code.radius_km) } else { String::new() };
        said.push_str(&format!("  code of place {}: {}{radius}\n", code.code, code.says));
    }
    said
}

/// What came of reading it.
pub(super) fn of(table: &EventTable) -> String {
    let read = table.rows.len();
    let dates = bounds(&table.rows).map(|span| format!(", {}", words::period(span))).unwrap_or_default();
    let mut said = format!("{read} of {} rows can be read{dates}.\n", table.all);
    if !table.repeats.is_empty() {
        let [verb, be] = if table.repeats.len() == 1 { ["says", "is"] } else { ["say", "are"] };
        said.push_str(&format!(
            "{} {verb} exactly the same as an earlier one and {be} counted once.\n",
            rows(table.repeats.len())
        ));
    }
    if table.refused.is_empty() {
        return said;
    }
    said.push_str(&format!(
        "{} {} refused:\n",
        rows(table.refused.len()),
        if table.refused.len() == 1 { "is" } else { "are" }
    ));
    for group in table.refused_groups() {
        let numbers: Vec<String> = group.rows.iter().take(NAMED).map(u32::to_string).collect();
        let more = if group.rows.len() > NAMED { ", …" } else { "" };
        let word = if group.rows.len() == 1 { "row" } else { "rows" };
        said.push_str(&format!("  {}  {} ({word} {}{more})\n", group.rows.len(), group.reason, numbers.join(", ")));
        if group.first != group.reason {
            said.push_str(&format!("     {}\n", group.first));
        }
        said.extend(group.remedy.map(|remedy| format!("     {}\n", option(remedy))));
    }
    said
}

/// The reason that most rows were refused for, as the end of a sentence.
pub(super) fn most_common(table: &EventTable) -> String {
    let groups = table.refused_groups();
    groups.first().map(|group| format!(": {} ({})", group.reason, rows(group.rows.len()))).unwrap_or_default()
}

fn rows(count: usize) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

/// How a remedy is asked for.
fn option(remedy: RowRemedy) -> &'static str {
    match remedy {
        RowRemedy::AsMonth => "with --impossible-days-as-months they are read as their month",
        RowRemedy::Exchange => "with --exchange they are put right",
        RowRemedy::Order => "with --day-first or --month-first they are read",
        RowRemedy::Century => "with --century they are read",
        RowRemedy::YearsBefore => "with --years-before they are read",
        RowRemedy::Mercator => "with --web-mercator they are read as EPSG:3857",
    }
}
