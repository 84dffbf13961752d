//! The rows of tables as the data formats have them: those that the filters leave, of tables whose terms let rows be passed
//! on. Of others only how many there are is said.

use crate::export::Job;
use crate::table::rows::{Brush, KeptTable, Row, RowsNow};
use crate::time::Moment;
use crate::words;
use std::sync::Arc;

/// The rows of a job.
pub(super) struct TableRows<'a> {
    job: &'a Job,
    now: Option<Arc<RowsNow>>,
}

/// A row with its table.
pub(super) struct TableRow<'a> {
    /// Its table.
    pub table: &'a KeptTable,
    /// The row.
    pub row: Row,
    /// Its kind, as the table has it.
    pub kind: &'a str,
}

impl<'a> TableRows<'a> {
    /// Those that the filters leave, of all time where no window was chosen.
    pub fn of(job: &'a Job) -> Self {
        let all = Brush { from: Moment(i64::MIN), until: Moment(i64::MAX) };
        let now = job.timeline.rows(all, job.known_by).map(|rows| rows.now());
        Self { job, now }
    }

    /// Each row that may be passed on, by table and time.
    pub fn iter(&self) -> impl Iterator<Item = TableRow<'a>> {
        let tables = self.job.chronicle().tables.iter();
        let windows = self.now.iter().flat_map(|now| &now.windows);
        tables.zip(windows).filter(|(table, _)| table.passes_on).flat_map(|(table, window)| {
            window.iter().filter_map(move |at| {
                let row = table.rows.row(at)?;
                let kind = table.rows.kinds().get(usize::from(row.kind)).map_or("", String::as_str);
                Some(TableRow { table, row, kind })
            })
        })
    }

    /// What is said of the rows that are not in the file.
    pub fn left_out(&self) -> impl Iterator<Item = String> {
        let tables = self.job.chronicle().tables.iter();
        let windows = self.now.iter().flat_map(|now| &now.windows);
        let kept_back = tables.zip(windows).filter(|(table, _)| !table.passes_on);
        kept_back.map(|(table, window)| words::data::rows_kept_back(table.name(), window.len()))
    }

    /// What is said in a format that carries no rows.
    pub fn not_carried(job: &Job) -> Option<String> {
        let names: Vec<&str> = job.chronicle().tables.iter().map(KeptTable::name).collect();
        (!names.is_empty()).then(|| words::data::rows_not_carried(&names))
    }
}

impl TableRow<'_> {
    /// What it is called among all: "acled.csv#4711".
    pub fn id(&self) -> String {
        format!("{}#{}", self.table.name(), self.row.number)
    }

    /// What sizes it, where that is known.
    pub fn size(&self) -> Option<f32> {
        Some(self.row.size).filter(|size| size.is_finite())
    }

    /// Within how far of its point it lies, km, where that is not the point itself.
    pub fn radius_km(&self) -> Option<f32> {
        Some(self.row.radius_km).filter(|radius| *radius > 0.0)
    }
}
