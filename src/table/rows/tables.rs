//! The tables of a chronicle together: one list of kinds for all of them, and which of their rows are looked at.

use crate::table::rows::{Brush, RowFilter, Rows, RowsNow};
use crate::time::Moment;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Answers that are kept ready; the oldest goes first.
const KEPT: usize = 8;

/// A table that a chronicle keeps.
#[derive(Clone, Debug)]
pub struct KeptTable {
    /// Its file in the chronicle: `data/tables/acled.csv`.
    pub path: String,
    /// The SHA-256 of that file, in hexadecimal.
    pub sha256: String,
    /// Its rows that could be read.
    pub rows: Rows,
    /// How many rows of it could not be read, or say the same as an earlier one.
    pub left_out: usize,
    /// Whose it is, as credits have it; empty where only its name is known.
    pub credit: String,
    /// Whether its terms let rows be passed on.
    pub passes_on: bool,
}

impl KeptTable {
    /// The name of its file: "acled.csv".
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Who is to be named for it.
    pub fn credited(&self) -> &str {
        if self.credit.is_empty() { self.name() } else { &self.credit }
    }
}

/// All tables of a chronicle. Cheap to clone; clones share what was looked up.
#[derive(Clone, Debug, Default)]
pub struct Tables(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    tables: Vec<KeptTable>,
    kinds: Vec<String>,
    /// For each table and each of its kinds, which of all kinds that is.
    merged: Vec<Vec<u16>>,
    asked: Mutex<Vec<Arc<RowsNow>>>,
}

impl Tables {
    /// Of some tables, whose kinds are one list, in the order in which they come first.
    pub fn new(tables: Vec<KeptTable>) -> Self {
        let mut kinds: Vec<String> = Vec::new();
        let mut numbers: BTreeMap<String, u16> = BTreeMap::new();
        let mut merged = Vec::with_capacity(tables.len());
        for table in &tables {
            let number = |name: &String| {
                *numbers.entry(name.clone()).or_insert_with(|| {
                    kinds.push(name.clone());
                    u16::try_from(kinds.len() - 1).unwrap_or(u16::MAX)
                })
            };
            merged.push(table.rows.kinds().iter().map(number).collect());
        }
        Self(Arc::new(Shared { tables, kinds, merged, asked: Mutex::default() }))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.tables.is_empty()
    }

    /// Each table.
    pub fn iter(&self) -> impl Iterator<Item = &KeptTable> {
        self.0.tables.iter()
    }

    /// A table by its number.
    pub fn get(&self, table: usize) -> Option<&KeptTable> {
        self.0.tables.get(table)
    }

    /// All rows of all tables.
    pub fn rows(&self) -> usize {
        self.iter().map(|table| table.rows.len()).sum()
    }

    /// How many rows begin before a moment.
    pub fn begun_before(&self, moment: Moment) -> usize {
        self.iter().map(|table| table.rows.starts.before(moment)).sum()
    }

    /// The kinds of all tables, each once; a mark's colour and shape go by this order.
    pub fn kinds(&self) -> &[String] {
        &self.0.kinds
    }

    /// Which of all kinds each kind of a table is.
    pub fn merged(&self, table: usize) -> &[u16] {
        self.0.merged.get(table).map_or(&[], Vec::as_slice)
    }

    /// Whether any row says when it was told of.
    pub fn has_reported(&self) -> bool {
        self.iter().any(|table| table.rows.has_reported())
    }

    /// The rows in a window of time that a filter leaves, and what is counted of them.
    pub fn now(&self, brush: Brush, filter: &RowFilter) -> Arc<RowsNow> {
        if let Ok(asked) = self.0.asked.lock()
            && let Some(known) = asked.iter().find(|known| known.brush == brush && known.filter == *filter)
        {
            return Arc::clone(known);
        }
        let tables = self.iter().map(|table| &table.rows).zip(self.0.merged.iter().map(Vec::as_slice));
        let now = Arc::new(RowsNow::of(tables, self.kinds().len(), brush, filter));
        if let Ok(mut asked) = self.0.asked.lock() {
            if asked.len() >= KEPT {
                asked.remove(0);
            }
            asked.push(Arc::clone(&now));
        }
        now
    }
}

impl PartialEq for Tables {
    /// Whether they are the same, not only equal ones.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
