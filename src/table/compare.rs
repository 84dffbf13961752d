//! What a newer file of a table does to the rows of an older one: those that are new, those that say something else, and
//! those that are gone, told from one another by the id that the table gives its rows.

use crate::jobs::Progress;
use crate::table::error::TableError;
use crate::table::file::TableFile;
use crate::table::head::data_start;
use crate::table::mapping::Mapping;
use crate::table::parts::in_parts;
use crate::table::role::ColumnRole;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hasher as _};

/// What became of the rows of a table, by their ids, in the order of the file that has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableChanges {
    /// Rows that the older file has not.
    pub added: Vec<String>,
    /// Rows that say something else.
    pub changed: Vec<String>,
    /// Rows that the newer file has not any more.
    pub withdrawn: Vec<String>,
    /// How many are as they were.
    pub same: usize,
}

impl TableChanges {
    /// What a newer file does to an older one; of two rows with the same id the first is the row. `None` where either has no
    /// column of ids. Columns are compared by their headings; of those that only one of the files has nothing is said.
    ///
    /// # Errors
    /// Where a file is not what its mapping is of, and where it is stopped.
    pub fn between(
        old: (&TableFile, &Mapping),
        new: (&TableFile, &Mapping),
        progress: &dyn Progress,
    ) -> Result<Option<Self>, TableError> {
        let shared: Vec<&str> = old.1.columns.iter().map(|column| column.heading.as_str()).collect();
        let shared: Vec<&str> =
            shared.into_iter().filter(|of| new.1.columns.iter().any(|column| column.heading == **of)).collect();
        let (Some(old), Some(new)) = (prints(old, &shared, progress)?, prints(new, &shared, progress)?) else {
            return Ok(None);
        };
        let first = |rows: &[(String, u64)]| -> HashMap<String, u64, FixedState> {
            rows.iter().rev().map(|(id, print)| (id.clone(), *print)).collect()
        };
        let (known, mut left) = (first(&old), first(&new));
        let withdrawn = |(id, _): &&(String, u64)| !left.contains_key(id);
        let mut changes = Self { withdrawn: ids(old.iter().filter(withdrawn)), ..Self::default() };
        for (id, _) in new {
            // What comes a second time is no row of its own.
            let Some(print) = left.remove(&id) else { continue };
            match known.get(&id) {
                None => changes.added.push(id),
                Some(before) if *before != print => changes.changed.push(id),
                Some(_) => changes.same += 1,
            }
        }
        Ok(Some(changes))
    }

    /// Whether nothing became of any row.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.withdrawn.is_empty()
    }
}

/// Each id once, in order.
fn ids<'a>(rows: impl Iterator<Item = &'a (String, u64)>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    rows.filter(|(id, _)| seen.insert(id.as_str())).map(|(id, _)| id.clone()).collect()
}

/// The ids of all rows, each with what it is told by whether its cells are the same ones.
fn prints(
    (file, mapping): (&TableFile, &Mapping),
    headings: &[&str],
    progress: &dyn Progress,
) -> Result<Option<Vec<(String, u64)>>, TableError> {
    let Some(id) = mapping.column(ColumnRole::RowId) else { return Ok(None) };
    let text = file.text(&mapping.text)?;
    let (first, how) = (data_start(&text, mapping)?, mapping.text.delimited());
    let place = |heading: &&str| mapping.columns.iter().position(|column| column.heading == **heading);
    let columns: Vec<usize> = headings.iter().filter_map(place).collect();
    let parts = in_parts(&text, how, mapping.columns.len(), first, progress, |records| {
        let mut rows = Vec::new();
        while let Some((_, cells)) = records.next() {
            let cell = |at: usize| cells.get(at).map(|cell| cell.of(&text, how.quote)).unwrap_or_default();
            let mut hasher = FixedState::default().build_hasher();
            for at in &columns {
                let cell = cell(*at);
                hasher.write_usize(cell.len());
                hasher.write(&cell);
            }
            rows.push((String::from_utf8_lossy(&cell(id)).into_owned(), hasher.finish()));
        }
        rows
    });
    Ok(Some(parts.map_err(|_| TableError::Stopped)?.concat()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::jobs::Unwatched;
    use crate::table::{TableChoices, sniff};

    const OLD: &str = "event_id,event_date,event_type,latitude,longitude,notes\n\
        A1,2021-08-12,Battles,33.5,68.4,\"one, two\"\n\
        A2,2021-08-13,Battles,34.3,62.2,three\n\
        A3,2021-08-14,Riots,36.7,67.1,four\n\
        A4,2021-08-15,Riots,34.5,69.2,five\n";

    fn changes(new: &str) -> TableChanges {
        let file = |text: &str| TableFile::of("rows.csv".to_owned(), text.as_bytes().to_vec()).unwrap();
        let mapping = |file: &TableFile| sniff(file, &TableChoices::default(), &Unwatched).unwrap().mapping;
        let (old, new) = (file(OLD), file(new));
        TableChanges::between((&old, &mapping(&old)), (&new, &mapping(&new)), &Unwatched).unwrap().unwrap()
    }

    #[test]
    fn rows_are_told_from_one_another_by_their_ids() {
        assert!(changes(OLD).is_empty());
        let new = OLD.replace("three", "3").replace("A4,", "A5,");
        let found = changes(&new);
        assert_eq!(
            (found.added, found.changed, found.withdrawn, found.same),
            (vec!["A5".into()], vec!["A2".into()], vec!["A4".into()], 2)
        );
    }

    #[test]
    fn another_order_of_rows_or_columns_changes_none() {
        let new = "notes,event_id,event_date,event_type,latitude,longitude,more\n\
            five,A4,2021-08-15,Riots,34.5,69.2,x\n\
            four,A3,2021-08-14,Riots,36.7,67.1,y\n\
            \"one, two\",A1,2021-08-12,Battles,33.5,68.4,\n\
            three,A2,2021-08-13,Battles,34.3,62.2,\n";
        let found = changes(new);
        assert!(found.is_empty() && found.same == 4, "{found:?}");
    }

    #[test]
    fn a_row_that_comes_twice_is_one() {
        let new = format!("{OLD}A1,2021-08-12,Battles,33.5,68.4,again\n");
        assert!(changes(&new).is_empty());
    }
}
