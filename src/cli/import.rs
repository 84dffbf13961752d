//! `dateline import`: a table of events into a chronicle.

mod said;

use crate::chronicle::{Draft, Folder, open};
use crate::cli::interrupt;
use crate::cli::terminal::{self, Form, fail};
use crate::files::{is_taken, read_plain};
use crate::ingest::import_table;
use crate::jobs::{Cancelled, Progress};
use crate::table::{
    ColumnRole, Coordinates, DayOrder, Mapping, SerialDays, Sidecar, TABLES, TableChoices, TableError, TableFile,
    YearsBefore, kept_as, read_table, sniff,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be imported, and what no table can say of itself.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the chronicle
    chronicle: PathBuf,
    /// The table: CSV, XLSX, ODS, GeoJSON, Linked Places, KML, KMZ, GPX or TimelineJS
    file: PathBuf,
    /// Read it as this mapping says: the .toml beside a table that was imported before
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Say what would be read and refused, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Save the refused rows as this CSV file, each with its reason
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,
    /// In dates such as 05/11/2016 the day comes first
    #[arg(long, conflicts_with = "month_first")]
    day_first: bool,
    /// In dates such as 05/11/2016 the month comes first
    #[arg(long)]
    month_first: bool,
    /// The century of years of two digits: 1900 or 2000
    #[arg(long, value_name = "YEAR", value_parser = clap::builder::PossibleValuesParser::new(["1800", "1900", "2000"]))]
    century: Option<String>,
    /// What -44 means: 44 BC (bc), or 45 BC as ISO 8601 counts (astronomical)
    #[arg(long, value_name = "COUNT", value_parser = clap::builder::PossibleValuesParser::new(["bc", "astronomical"]))]
    years_before: Option<String>,
    /// Numbers in place of dates count days since 1904, as old spreadsheets of the Macintosh do
    #[arg(long)]
    from_1904: bool,
    /// Positions are metres of Web Mercator (EPSG:3857)
    #[arg(long)]
    web_mercator: bool,
    /// Exchange north and east where they look exchanged
    #[arg(long)]
    exchange: bool,
    /// Read days that do not exist, such as 31 June, as their month
    #[arg(long)]
    impossible_days_as_months: bool,
    /// Count each repeat of a row, where exact ones are counted once
    #[arg(long)]
    each_repeat: bool,
    /// What the text is written in, such as windows-1251
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,
    /// What stands between two cells; "tab" for a tabulator
    #[arg(long, value_name = "SIGN", value_parser = separator)]
    separator: Option<char>,
    /// The first row is no headings
    #[arg(long)]
    no_headings: bool,
    /// What a column is, by its heading or its number: --column Fecha=when
    #[arg(long = "column", value_name = "HEADING=ROLE", value_parser = role)]
    columns: Vec<(String, ColumnRole)>,
}

fn separator(word: &str) -> Result<char, String> {
    let mut letters = word.chars();
    match (word, letters.next(), letters.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(one), None) if one.is_ascii() => Ok(one),
        _ => Err(format!("expected one sign, or tab, found \"{word}\"")),
    }
}

fn role(word: &str) -> Result<(String, ColumnRole), String> {
    let (heading, role) = word.rsplit_once('=').ok_or_else(|| format!("expected HEADING=ROLE, found \"{word}\""))?;
    let known = ColumnRole::ALL.into_iter().find(|known| known.word() == role);
    let all = || ColumnRole::ALL.map(ColumnRole::word).join(", ");
    let role = known.ok_or_else(|| format!("expected one of {}, found \"{role}\"", all()))?;
    Ok((heading.to_owned(), role))
}

/// Imports a table and returns the exit code: 0 all rows were read, 1 some were refused, 2 nothing was imported.
pub fn run(args: &Args) -> u8 {
    let done = import(args);
    interrupt::ended();
    match done.and_then(|(said, code)| terminal::print(&said, Form::Text).map(|()| code)) {
        Ok(code) => code,
        Err(sentence) => fail(&sentence),
    }
}

fn import(args: &Args) -> Result<(String, u8), String> {
    let draft = Draft::new(Arc::new(Folder(args.chronicle.clone())));
    let chronicle = open(&draft).map_err(|error| error.to_string())?.chronicle;
    let zone = chronicle.meta.zone();
    let file = TableFile::open(&args.file).map_err(sentence)?;
    if !args.dry_run
        && let Some(taken) = kept_as(&args.chronicle, &file).iter().chain(&args.refused).find(|path| is_taken(path))
    {
        return Err(TableError::Taken(taken.display().to_string()).to_string());
    }
    let (mapping, mut said) = mapping(args, &file)?;
    let table = read_table(&file, &mapping, &zone, &Watched).map_err(sentence)?;
    said.push_str(&said::of(&table));
    if table.rows.is_empty() {
        return Err(format!("no row of {} could be read{}", file.name(), said::most_common(&table)));
    }
    let code = u8::from(!table.refused.is_empty());
    if args.dry_run {
        said.push_str("Nothing was written.\n");
        return Ok((said, code));
    }
    if let Some(path) = &args.refused {
        let bytes = table.refused_list(&file).map_err(sentence)?;
        crate::files::write_bytes(path, &bytes).map_err(|error| error.to_string())?;
    }
    import_table(&args.chronicle, &file, &table, &Watched)?;
    said.push_str(&format!("Imported as {TABLES}/{}.\n", file.name()));
    Ok((said, code))
}

fn sentence(error: TableError) -> String {
    match error {
        TableError::Stopped => interrupt::sentence(),
        error => error.to_string(),
    }
}

/// How the table is read, and what is told of that: as was said, as a table with the same headings was, or as proposed.
fn mapping(args: &Args, file: &TableFile) -> Result<(Mapping, String), String> {
    let chosen = choices(args);
    if let Some(path) = &args.map {
        if chosen != TableChoices::default() {
            return Err(
                "--map says how the table is read: leave out the other options, or change the mapping".to_owned()
            );
        }
        let mapping = sidecar_at(path)?.mapping;
        let said = said::of_mapping(file, &mapping, Some(&path.display().to_string()));
        return Ok((mapping, said));
    }
    let proposal = sniff(file, &chosen, &Watched).map_err(sentence)?;
    if chosen == TableChoices::default()
        && let Some((name, mapping)) = earlier(&args.chronicle, &proposal.mapping)
    {
        let said = said::of_mapping(file, &mapping, Some(&name));
        return Ok((mapping, said));
    }
    if let Some(ask) = proposal.asks.first() {
        return Err(ask.to_string());
    }
    let mut said = said::of_mapping(file, &proposal.mapping, None);
    said.extend(proposal.notes.iter().map(|note| format!("  note: {note}\n")));
    Ok((proposal.mapping, said))
}

fn choices(args: &Args) -> TableChoices {
    let order = match (args.day_first, args.month_first) {
        (true, _) => Some(DayOrder::DayFirst),
        (_, true) => Some(DayOrder::MonthFirst),
        _ => None,
    };
    TableChoices {
        encoding: args.encoding.clone(),
        separator: args.separator,
        headings: args.no_headings.then_some(false),
        order,
        century: args.century.as_ref().and_then(|year| year.parse().ok()),
        years_before: args.years_before.as_deref().map(|count| match count {
            "bc" => YearsBefore::Bc,
            _ => YearsBefore::Astronomical,
        }),
        serial_days: args.from_1904.then_some(SerialDays::From1904),
        coordinates: args.web_mercator.then_some(Coordinates::WebMercator),
        exchange: args.exchange,
        impossible_days_are_months: args.impossible_days_as_months,
        keep_repeats: args.each_repeat,
        roles: args.columns.clone(),
    }
}

/// The largest mapping that is read, bytes.
const LARGEST_MAPPING: u64 = 4 << 20;

fn sidecar_at(path: &Path) -> Result<Sidecar, String> {
    let unreadable = |why: String| format!("--map: {why}: {}", path.display());
    let bytes = read_plain(path, LARGEST_MAPPING).map_err(|error| unreadable(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| unreadable("expected UTF-8".to_owned()))?;
    Sidecar::read(&text).map_err(|error| unreadable(error.to_string()))
}

/// The mapping of a table that was imported earlier and has the same headings: the last of them by name.
fn earlier(chronicle: &Path, proposed: &Mapping) -> Option<(String, Mapping)> {
    let headings: Vec<String> = proposed.columns.iter().map(|column| column.heading.clone()).collect();
    let entries = std::fs::read_dir(chronicle.join(TABLES)).ok()?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    paths.iter().rev().find_map(|path| {
        let sidecar = sidecar_at(path).ok()?;
        // Its text is another's: only what the columns, dates and codes are is taken over.
        let fits = sidecar.mapping.fits(&headings);
        fits.then(|| (sidecar.file, Mapping { text: proposed.text.clone(), ..sidecar.mapping }))
    })
}

/// Stops with Ctrl+C.
struct Watched;

impl Progress for Watched {
    fn step(&self, _: usize, _: usize) {}

    fn cancelled(&self) -> bool {
        interrupt::stopped()
    }

    fn commit(&self) -> Result<(), Cancelled> {
        // Two files that belong together.
        interrupt::ended();
        self.go_on()
    }
}
