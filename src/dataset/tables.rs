//! The tables that a chronicle keeps, each with the sidecar that says how it is read. Their columns are kept beside them,
//! so that opening a chronicle does not read a million rows again.

use crate::chronicle::{Chronicle, Files, Problem, Severity};
use crate::files::{Aside, read_plain, sweep};
use crate::jobs::Unwatched;
use crate::limits::LARGEST_TABLE_BYTES;
use crate::table::rows::{KeptTable, Rows, Tables};
use crate::table::{Sidecar, TABLES, TableFile, TableRecipe, read_table};
use jiff::tz::TimeZone;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Where their columns do, beside them.
const CACHE: &str = ".columns";

/// The tables of a chronicle, and what is wrong with them. Columns that were kept are taken where they may be; otherwise
/// every file is read, and is as its sidecar has it or a problem.
pub(super) fn read(files: &dyn Files, zone: &TimeZone, kept: bool) -> (Tables, Vec<Problem>) {
    let (mut tables, mut problems) = (Vec::new(), Vec::new());
    let sidecars = files.list(TABLES).into_iter().filter(|path| path.ends_with(".toml"));
    for path in sidecars {
        match table(files, &path, zone, kept) {
            Ok((table, altered)) => {
                problems.extend(altered);
                tables.push(table);
            }
            Err(problem) => problems.push(problem),
        }
    }
    (Tables::new(tables), problems)
}

/// Gives a chronicle its tables: it is another one with others.
pub(super) fn keep(chronicle: &mut Chronicle, tables: Tables) {
    if !tables.is_empty() {
        let sums = tables.iter().map(|table| format!("{}  {}\n", table.sha256, table.path)).collect::<String>();
        chronicle.hash = hex(&Sha256::digest(format!("{}\n{sums}", chronicle.hash)));
    }
    chronicle.tables = tables;
}

/// One table by its sidecar, and what is wrong with it all the same.
fn table(
    files: &dyn Files,
    sidecar: &str,
    zone: &TimeZone,
    kept: bool,
) -> Result<(KeptTable, Option<Problem>), Problem> {
    let of_sidecar = |message: String| Problem::new(Severity::Error, sidecar, &message);
    let text = files.read(sidecar).map_err(|error| of_sidecar(format!("the file cannot be read ({error})")))?;
    let read = std::str::from_utf8(&text).map_err(|error| of_sidecar(format!("expected UTF-8, found {error}")))?;
    let side = Sidecar::read(read).map_err(|error| of_sidecar(error.to_string()))?;
    if side.file.contains(['/', '\\']) || side.file.starts_with('.') {
        return Err(of_sidecar(format!("expected the name of a file beside this one, found \"{}\"", side.file)));
    }
    let path = format!("{TABLES}/{}", side.file);
    let on_disk = Path::new(&files.location()).join(&path);
    let cache = on_disk.with_file_name(CACHE).join(format!("{}.rows", side.file));
    let stamp = stamp(&on_disk, &side, &text, zone);
    let known = stamp
        .as_ref()
        .filter(|_| kept)
        .and_then(|stamp| Rows::read(stamp, &mut BufReader::new(File::open(&cache).ok()?)));
    let (rows, altered) = match known {
        Some(rows) => (rows, None),
        None => {
            let of_table = |message: String| Problem::new(Severity::Error, &path, &message);
            let bytes = bytes(files, &path, &on_disk)
                .map_err(|error| of_table(format!("the file cannot be read ({error})")))?;
            let file = TableFile::of(side.file.clone(), bytes).map_err(|error| of_table(error.to_string()))?;
            let altered = (file.sha256() != side.sha256).then(|| altered(&path));
            let read =
                read_table(&file, &side.mapping, zone, &Unwatched).map_err(|error| of_table(error.to_string()))?;
            if let Some(stamp) = stamp.filter(|_| altered.is_none()) {
                remember(&cache, &stamp, &read.rows);
            }
            (read.rows, altered)
        }
    };
    let left_out = side.counts.as_ref().map_or(0, |counts| (counts.refused + counts.repeats) as usize);
    let passes_on = side.mapping.like != Some(TableRecipe::Acled);
    Ok((KeptTable { path, sha256: side.sha256, rows, left_out, credit: String::new(), passes_on }, altered))
}

fn altered(path: &str) -> Problem {
    Problem {
        hint: Some("import it again, or put the file back as it was received".to_owned()),
        ..Problem::new(Severity::Error, path, "expected the file as its sidecar has it, found other bytes")
    }
}

/// The bytes of a table: of a folder's file also where it is larger than a file of records may be.
fn bytes(files: &dyn Files, path: &str, on_disk: &Path) -> std::io::Result<Vec<u8>> {
    let file = files.open(path)?;
    if on_disk.is_file() && file.len() <= LARGEST_TABLE_BYTES {
        return read_plain(on_disk, LARGEST_TABLE_BYTES);
    }
    files.read(path).map(std::borrow::Cow::into_owned)
}

/// What columns are of: the file by its checksum, size and time, and how it is read. `None` of what lies on no disk.
fn stamp(on_disk: &Path, side: &Sidecar, text: &[u8], zone: &TimeZone) -> Option<String> {
    let about = std::fs::metadata(on_disk).ok()?;
    let at = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let mapping = hex(&Sha256::digest(text));
    let zone = zone.iana_name().unwrap_or_default();
    // Whoever hands on a chronicle with columns of another making does not know where it will lie.
    let lies = on_disk.canonicalize().ok()?;
    Some(format!("{} {} {at} {mapping} {zone} {}", side.sha256, about.len(), lies.display()))
}

/// Keeps columns for the next time; where the folder cannot be written to, the table is read again then.
fn remember(cache: &Path, stamp: &str, rows: &Rows) {
    let Some(folder) = cache.parent() else { return };
    let kept = || -> Option<()> {
        std::fs::create_dir_all(folder).ok()?;
        // Nobody wants to hand them on.
        std::fs::write(folder.join(".gitignore"), "*\n").ok()?;
        sweep(cache);
        let mut to = BufWriter::new(Aside::create(cache).ok()?);
        rows.write(stamp, &mut to).ok()?;
        to.into_inner().ok()?.put().ok()
    };
    if kept().is_none() {
        log::debug!("the columns of {} were not kept", cache.display());
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::dataset::Dataset;
    use crate::table::{TableChoices, sniff};
    use crate::time::Moment;
    use crate::timeline::Clock;

    const ROWS: &str = "id,event_date,kind,place,latitude,longitude,killed\n\
        a,2021-08-13,Battles,Herat,34.34,62.20,3\n\
        b,2021-08-12,Riots,Ghazni,33.55,68.42,0\n\
        c,2021-08-15,Battles,Kabul,34.53,69.17,12\n\
        d,2021-13-40,Battles,Kabul,34.53,69.17,1\n";

    /// The built-in chronicle in a folder, with a table.
    fn folder() -> tempfile::TempDir {
        let to = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR"));
        for part in ["data", "seeds", "data/basemap"] {
            std::fs::create_dir_all(to.path().join(part)).unwrap();
            for entry in std::fs::read_dir(from.join(part)).unwrap().map(Result::unwrap) {
                if entry.path().is_file() {
                    std::fs::copy(entry.path(), to.path().join(part).join(entry.file_name())).unwrap();
                }
            }
        }
        std::fs::create_dir_all(to.path().join(TABLES)).unwrap();
        let file = TableFile::of("rows.csv".to_owned(), ROWS.into()).unwrap();
        let mapping = sniff(&file, &TableChoices::default(), &Unwatched).unwrap().mapping;
        let side = Sidecar::new("rows.csv".to_owned(), file.sha256(), ROWS.len() as u64, mapping, None);
        std::fs::write(to.path().join(TABLES).join("rows.csv"), ROWS).unwrap();
        std::fs::write(to.path().join(TABLES).join("rows.csv.toml"), side.written().unwrap()).unwrap();
        to
    }

    fn counted(data: &Dataset, cursor: &str) -> Vec<usize> {
        let clock = Clock { cursor: Moment::parse(cursor).unwrap(), known_by: None };
        data.timeline.slice(clock).rows.map_or_else(Vec::new, |rows| rows.now().counts.clone())
    }

    #[test]
    fn a_table_is_opened_with_its_chronicle_and_from_its_columns_the_next_time() {
        let folder = folder();
        let data = Dataset::open(Some(folder.path())).unwrap();
        assert_eq!(data.problems.len(), 0, "{:?}", data.problems);
        assert_eq!(
            (data.chronicle.tables.rows(), data.chronicle.tables.kinds()),
            (3, &["Battles", "Riots"].map(String::from)[..])
        );
        assert_eq!(counted(&data, "2021-08-13"), [1, 0]);
        let cache = folder.path().join(TABLES).join(CACHE).join("rows.csv.rows");
        assert!(cache.is_file());
        let again = Dataset::open(Some(folder.path())).unwrap();
        assert_eq!(again.chronicle.hash, data.chronicle.hash);
        assert_eq!(counted(&again, "2021-08-12"), [0, 1]);
        // Columns that are damaged are read again.
        std::fs::write(&cache, b"dlrows").unwrap();
        assert_eq!(counted(&Dataset::open(Some(folder.path())).unwrap(), "2021-08-15"), [1, 0]);
    }

    #[test]
    fn a_table_that_is_not_as_it_was_received_is_a_problem() {
        let folder = folder();
        let path = folder.path().join(TABLES).join("rows.csv");
        std::fs::write(&path, ROWS.replace("Herat", "Farah")).unwrap();
        let data = Dataset::open(Some(folder.path())).unwrap();
        let said: Vec<String> = data.problems.iter().map(ToString::to_string).collect();
        assert!(
            matches!(said.as_slice(), [one] if one.contains("expected the file as its sidecar has it")),
            "{said:?}"
        );
        std::fs::remove_file(&path).unwrap();
        let data = Dataset::open(Some(folder.path())).unwrap();
        assert!(data.chronicle.tables.is_empty() && data.problems.len() == 1, "{:?}", data.problems);
    }

    #[test]
    fn a_window_and_a_filter_narrow_the_rows() {
        let folder = folder();
        let data = Dataset::open(Some(folder.path())).unwrap();
        let brush = "2021-08-01/2021-08-31".parse().ok();
        let filter = |filter| {
            counted(&Dataset { timeline: data.timeline.filtered(&filter).into(), ..data.clone() }, "2021-08-02")
        };
        let all = crate::timeline::Filter { brush, ..Default::default() };
        assert_eq!(filter(all.clone()), [2, 1]);
        assert_eq!(filter(crate::timeline::Filter { at_least: 5, ..all.clone() }), [1, 0]);
        let riots = ["Battles".to_owned()].into();
        assert_eq!(filter(crate::timeline::Filter { without_kinds: riots, ..all }), [0, 1]);
    }
}
