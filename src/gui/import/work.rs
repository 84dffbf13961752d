//! What takes a while: reading a table as it is proposed to be read, and importing it.

use crate::files::write_bytes;
use crate::geo::BBox;
use crate::ingest::import_table;
use crate::jobs::{Steps, Task, Waker};
use crate::table::rows::{Exact, Histogram, Nearness};
use crate::table::{
    EventTable, RefusedGroup, TableChoices, TableError, TableFile, TableProposal, cells, read_table, sniff,
};
use crate::time::Resolution;
use jiff::tz::TimeZone;
use std::path::PathBuf;
use std::sync::Arc;

/// So many rows are looked at to show what stands in a column, and to show how rows read.
const LOOKED_AT: usize = 2_000;
/// So many are kept to be shown in fours.
const KEPT: usize = 40;

/// A table as it is to be read.
#[derive(Clone)]
pub(super) struct Wish {
    pub file: Arc<TableFile>,
    pub choices: TableChoices,
    pub zone: TimeZone,
}

/// What came of reading it so.
pub(super) struct Look {
    /// How it was to be read.
    pub choices: TableChoices,
    /// Why it is no table of events at all.
    pub refused_whole: Option<TableError>,
    /// How it is read; what has to be said first.
    pub proposal: Option<TableProposal>,
    /// Its rows; none while something is asked.
    pub table: Option<Arc<EventTable>>,
    /// What stands in each column: two examples, and the share of rows in which anything does.
    pub columns: Vec<ColumnLook>,
    /// Some rows, by their position among those read, with their cells.
    pub rows: Vec<(usize, Vec<String>)>,
    /// Rows a unit of time, in order, and the unit.
    pub counts: Vec<u32>,
    /// The unit they are counted by.
    pub unit: Resolution,
    /// What lies within.
    pub bounds: Option<BBox>,
    /// Refused rows by what they have in common, the most first.
    pub refused: Vec<RefusedGroup>,
    /// How many rows are dated so exactly, in the order of [`Exact::ALL`], and placed so exactly.
    pub exact: [u32; Exact::ALL.len()],
    /// How many are placed so exactly, in the order of [`Nearness::ALL`].
    pub near: [u32; Nearness::ALL.len()],
}

/// What stands in a column.
#[derive(Clone, Debug, Default)]
pub(super) struct ColumnLook {
    /// The first two that differ.
    pub examples: Vec<String>,
    /// How many of the rows looked at have anything in it, and how many were looked at.
    pub filled: (usize, usize),
}

/// What importing came to.
pub(super) struct Imported {
    /// The chronicle's folder.
    pub folder: PathBuf,
}

/// Reads the file.
pub(super) fn open(waker: &Waker, path: PathBuf) -> Task<Result<TableFile, TableError>> {
    Task::start("table", waker, move |_| TableFile::open(&path))
}

/// Reads it as it is wished, or finds out what has to be said first.
pub(super) fn look(wish: Wish, steps: &Steps) -> Look {
    let Wish { file, choices, zone } = wish;
    let mut look = Look {
        choices,
        refused_whole: None,
        proposal: None,
        table: None,
        columns: Vec::new(),
        rows: Vec::new(),
        counts: Vec::new(),
        unit: Resolution::Month,
        bounds: None,
        refused: Vec::new(),
        exact: [0; Exact::ALL.len()],
        near: [0; Nearness::ALL.len()],
    };
    let proposal = match sniff(&file, &look.choices, steps) {
        Ok(proposal) => proposal,
        Err(error) => {
            look.refused_whole = Some(error);
            return look;
        }
    };
    let read = proposal.asks.is_empty().then(|| read_table(&file, &proposal.mapping, &zone, steps));
    match read {
        Some(Ok(table)) => look.take(&file, table),
        Some(Err(error)) => look.refused_whole = Some(error),
        None => {}
    }
    look.proposal = Some(proposal);
    look
}

impl Look {
    fn take(&mut self, file: &TableFile, table: EventTable) {
        let rows = &table.rows;
        let step = rows.len().div_ceil(LOOKED_AT).max(1);
        let at: Vec<usize> = (0..rows.len()).step_by(step).collect();
        let offsets = at.iter().filter_map(|at| rows.row(*at)).map(|row| row.offset);
        let cells = cells(file, &table.mapping, offsets).unwrap_or_default();
        self.columns = (0..table.mapping.columns.len()).map(|at| column_look(&cells, at)).collect();
        for at in 0..rows.len() {
            if let Some(count) = self.exact.get_mut(rows.exact(at) as usize) {
                *count += 1;
            }
            if let Some(count) = self.near.get_mut(rows.near(at) as usize) {
                *count += 1;
            }
        }
        let apart = (at.len() / KEPT).max(1);
        self.rows = at.into_iter().zip(cells).step_by(apart).take(KEPT).collect();
        self.refused = table.refused_groups();
        (self.unit, self.counts) = counted(&table);
        self.bounds = bounds_of(&table);
        self.table = Some(Arc::new(table));
    }
}

fn column_look(cells: &[Vec<String>], at: usize) -> ColumnLook {
    let filled = || cells.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.trim().is_empty());
    let mut examples: Vec<String> = Vec::new();
    for cell in filled() {
        if !examples.contains(cell) {
            examples.push(cell.clone());
        }
        if examples.len() == 2 {
            break;
        }
    }
    ColumnLook { examples, filled: (filled().count(), cells.len()) }
}

/// Rows by the unit in which their time fits into some hundred bars.
fn counted(table: &EventTable) -> (Resolution, Vec<u32>) {
    const MOST_BARS: i64 = 180;
    let Some((first, last)) = table.rows.start(0).zip(table.rows.start(table.rows.len().saturating_sub(1))) else {
        return (Resolution::Month, Vec::new());
    };
    let minutes = last.0 - first.0;
    let units = [Resolution::Minute, Resolution::Hour, Resolution::Day, Resolution::Month, Resolution::Year];
    let unit = units.into_iter().find(|unit| minutes / unit.minutes() < MOST_BARS).unwrap_or(Resolution::Year);
    let histogram = Histogram::new(&table.rows, unit);
    let until = unit.after(last);
    (unit, histogram.units(unit.begin_of(first), until).map(|(_, _, kinds)| kinds.iter().sum()).collect())
}

/// What all rows lie in.
fn bounds_of(table: &EventTable) -> Option<BBox> {
    let rows = &table.rows;
    let mut all = (0..rows.len()).filter_map(|at| rows.lon_lat(at));
    let first = all.next()?;
    let mut bbox = BBox { west: first.lon_deg, south: first.lat_deg, east: first.lon_deg, north: first.lat_deg };
    for at in all {
        bbox.west = bbox.west.min(at.lon_deg);
        bbox.east = bbox.east.max(at.lon_deg);
        bbox.south = bbox.south.min(at.lat_deg);
        bbox.north = bbox.north.max(at.lat_deg);
    }
    Some(bbox)
}

/// Asks for a table beside the frames.
pub(super) fn ask(waker: &Waker) -> Task<Option<PathBuf>> {
    Task::start("file dialog", waker, |_| rfd::FileDialog::new().set_title("Import a table").pick_file())
}

/// Copies the file into the chronicle, and keeps beside it how it is read.
pub(super) fn import(
    waker: &Waker,
    folder: PathBuf,
    file: Arc<TableFile>,
    table: Arc<EventTable>,
) -> Task<Result<Imported, String>> {
    Task::start("import", waker, move |steps| {
        import_table(&folder, &file, &table, steps)?;
        Ok(Imported { folder })
    })
}

/// Asks where the list of refused rows goes, and writes it; what then is said.
pub(super) fn save_refused(
    waker: &Waker,
    file: Arc<TableFile>,
    table: Arc<EventTable>,
) -> Task<Option<Result<String, String>>> {
    Task::start("refused rows", waker, move |_| {
        let name = format!("refused rows of {}.csv", table.name);
        let to = rfd::FileDialog::new().set_title("Save the list of refused rows").set_file_name(name).save_file()?;
        let written = table.refused_list(&file).map_err(|error| error.to_string());
        let written = written.and_then(|bytes| write_bytes(&to, &bytes).map_err(|error| error.to_string()));
        Some(written.map(|()| format!("The list was saved: {}", to.display())))
    })
}
