//! One part of a table, row by row.

use crate::geo::LonLat;
use crate::table::date::{DateFault, DateRules, WhenRead, YearsBefore, shown};
use crate::table::error::TableError;
use crate::table::mapping::{MappedColumn, Mapping};
use crate::table::parts::PartRecords;
use crate::table::position::{CountryBoxes, PositionFault, one_cell, plain_number, two_cells};
use crate::table::read::columns::{DateColumns, ReadColumns, WhenColumns, WhereColumns};
use crate::table::read::repeats::Print;
use crate::table::refused::{RefusedRow, RowRefusal};
use crate::table::rows::{Exact, Nearness, Row};
use crate::table::split::{CellSpan, Delimited};
use crate::time::Moment;
use foldhash::fast::FixedState;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::collections::HashMap;

/// What reads rows, the same for every part.
pub(super) struct Reader<'t> {
    text: &'t [u8],
    how: Delimited,
    mapping: &'t Mapping,
    zone: &'t TimeZone,
    pub columns: ReadColumns,
}

/// What one part comes to; its rows are numbered from 1.
#[derive(Default)]
pub(super) struct PartRead {
    pub rows: Vec<Row>,
    pub prints: Vec<Print>,
    pub refused: Vec<RefusedRow>,
    /// Kind and finer kind, in the order in which they come first.
    pub kinds: Vec<(String, Option<String>)>,
    pub all: usize,
}

/// What was read last, which the next row often says again.
struct Memory {
    when: DateMemory,
    end: DateMemory,
    known_by: DateMemory,
    kinds: HashMap<Vec<u8>, u16, FixedState>,
    last_kind: (Vec<u8>, u16),
    key: Vec<u8>,
    boxes: CountryBoxes,
}

#[derive(Default)]
struct DateMemory {
    cell: Vec<u8>,
    read: Option<Result<WhenRead, DateFault>>,
}

impl DateMemory {
    fn read(&mut self, cell: &[u8], rules: &DateRules, zone: &TimeZone) -> Result<WhenRead, DateFault> {
        if self.read.is_none() || self.cell != cell {
            self.cell.clear();
            self.cell.extend_from_slice(cell);
            self.read = Some(rules.read(&String::from_utf8_lossy(cell), zone));
        }
        self.read.clone().unwrap_or(Err(DateFault::Empty))
    }
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t [u8], mapping: &'t Mapping, zone: &'t TimeZone) -> Result<Self, TableError> {
        Ok(Self { text, how: mapping.text.delimited(), mapping, zone, columns: ReadColumns::of(mapping)? })
    }

    /// Reads all rows of a part.
    pub fn part(&self, records: &mut PartRecords<'_>) -> PartRead {
        let mut part = PartRead::default();
        let mut memory = Memory {
            when: DateMemory::default(),
            end: DateMemory::default(),
            known_by: DateMemory::default(),
            kinds: HashMap::with_hasher(FixedState::default()),
            last_kind: (Vec::new(), u16::MAX),
            key: Vec::new(),
            boxes: CountryBoxes::default(),
        };
        let expected = self.mapping.columns.len();
        loop {
            let (row, start, print) = match records.next() {
                None => break,
                Some((record, cells)) => {
                    let whole =
                        cells.len() == expected || (cells.len() > expected && self.is_empty(&cells[expected..]));
                    let row = if record.fault.is_some() || !whole {
                        Err(RowRefusal::of_shape(record.fault, cells.len(), expected))
                    } else {
                        self.row(cells, &mut memory, &mut part.kinds)
                    };
                    let number = self.columns.row_number.and_then(|at| cells.get(at)).map(|cell| cell.range());
                    (row, record.start, number)
                }
            };
            part.all += 1;
            let number = u32::try_from(part.all).unwrap_or(u32::MAX);
            let offset = start as u64;
            match row {
                Ok(row) => {
                    let end = records.at();
                    part.prints.push(Print::new(self.text, start..end, print, number));
                    part.rows.push(Row { number, offset, ..row });
                }
                Err(reason) => part.refused.push(RefusedRow { number, offset, reason }),
            }
        }
        part
    }

    fn is_empty(&self, cells: &[CellSpan]) -> bool {
        cells.iter().all(|cell| cell.raw(self.text).trim_ascii().is_empty())
    }

    fn cell(&self, cells: &[CellSpan], at: Option<usize>) -> Cow<'t, [u8]> {
        at.and_then(|at| cells.get(at)).map_or(Cow::Borrowed(b""), |cell| cell.of(self.text, self.how.quote))
    }

    fn row(
        &self,
        cells: &[CellSpan],
        memory: &mut Memory,
        kinds: &mut Vec<(String, Option<String>)>,
    ) -> Result<Row, RowRefusal> {
        let read = self.when(cells, memory).map_err(|refusal| self.plainer(refusal, cells))?;
        let read = self.coded(cells, read)?;
        let (at, near, radius_km) = self.place(cells, memory).map_err(|refusal| self.plainer(refusal, cells))?;
        let kind = self.kind(cells, memory, kinds);
        let size = plain_number(self.cell(cells, self.columns.size).trim_ascii()).map_or(f32::NAN, |size| size as f32);
        let length = read.end.0 - read.start.0;
        Ok(Row {
            number: 0,
            offset: 0,
            start: read.start,
            end: read.end,
            reported: self.known_by(cells, memory),
            at,
            radius_km,
            kind,
            size,
            exact: Exact::of_minutes(length),
            near,
            repeats: false,
        })
    }

    /// A row in which nothing stands, or the headings once more, is said to be that and not to lack a date.
    fn plainer(&self, refusal: RowRefusal, cells: &[CellSpan]) -> RowRefusal {
        if self.is_empty(cells) {
            return RowRefusal::Nothing;
        }
        let heading = |(cell, column): (&CellSpan, &MappedColumn)| {
            String::from_utf8_lossy(&cell.of(self.text, self.how.quote)).trim() == column.heading
        };
        let same = cells.iter().zip(&self.mapping.columns).filter(|pair| heading(*pair)).count();
        if self.mapping.text.headings && same * 2 > self.mapping.columns.len() { RowRefusal::Headings } else { refusal }
    }

    fn when(&self, cells: &[CellSpan], memory: &mut Memory) -> Result<WhenRead, RowRefusal> {
        let rules = &self.mapping.dates;
        let (begin, end) = match self.columns.when {
            WhenColumns::One { date, time: None } => {
                return Ok(memory.when.read(&self.cell(cells, Some(date)), rules, self.zone)?);
            }
            WhenColumns::One { date, time } => {
                let (date, time) = (self.cell(cells, Some(date)), self.cell(cells, time));
                return Ok(memory.when.read(&with_time(&date, &time), rules, self.zone)?);
            }
            WhenColumns::Two { begin, end } => {
                let (begin, end) = (self.cell(cells, begin), self.cell(cells, end));
                (memory.when.read(&begin, rules, self.zone), memory.end.read(&end, rules, self.zone))
            }
            WhenColumns::Parts { begin, end } => {
                let begin = self.in_parts(cells, begin).and_then(|cell| memory.when.read(&cell, rules, self.zone));
                let end = self.in_parts(cells, end).and_then(|cell| memory.end.read(&cell, rules, self.zone));
                (begin, end)
            }
        };
        match (begin, end) {
            // Either end may be missing: it is then known by the other alone.
            (Ok(read), Err(DateFault::Empty)) | (Err(DateFault::Empty), Ok(read)) => Ok(read),
            (Ok(begin), Ok(end)) => begin.until(end).ok_or(RowRefusal::Backwards),
            (Err(fault), _) => Err(RowRefusal::When(fault)),
            (_, Err(fault)) => Err(RowRefusal::End(fault)),
        }
    }

    /// A date in parts as one text; parts that are empty make it coarser.
    fn in_parts(&self, cells: &[CellSpan], columns: DateColumns) -> Result<Vec<u8>, DateFault> {
        let part = |at| self.cell(cells, at);
        let [year, month, day, time] = [columns.year, columns.month, columns.day, columns.time].map(part);
        let [year, month, day] = [&year, &month, &day].map(|part| whole_number(part));
        let wrong = || DateFault::NoDate(shown(&String::from_utf8_lossy(&[day, b" ", month, b" ", year].concat())));
        if year.is_empty() && month.is_empty() && day.is_empty() {
            return Ok(Vec::new());
        }
        let year = year_in_words(&self.mapping.dates, year)?;
        let month = match month.iter().all(u8::is_ascii_digit) && !month.is_empty() {
            true => {
                let number = plain_number(month).map_or(0, |month| month as usize);
                MONTHS.get(number.wrapping_sub(1)).ok_or_else(wrong)?.as_bytes()
            }
            false => month,
        };
        let date = match (month.is_empty(), day.is_empty()) {
            (true, true) => year,
            (true, false) => return Err(wrong()),
            (false, true) => [month, b" ", &year].concat(),
            (false, false) => [day, b" ", month, b" ", &year].concat(),
        };
        Ok(if day.is_empty() { date } else { with_time(&date, &time).into_owned() })
    }

    /// The bounds as the code of time has them; without a code they are as written.
    fn coded(&self, cells: &[CellSpan], read: WhenRead) -> Result<WhenRead, RowRefusal> {
        if self.columns.time_code.is_none() || self.mapping.time_codes.is_empty() {
            return Ok(read);
        }
        let cell = self.cell(cells, self.columns.time_code);
        let code = code_of(&cell);
        if code.is_empty() {
            return Ok(read);
        }
        match self.mapping.time_codes.iter().find(|own| own.code.as_bytes() == code) {
            Some(own) => Ok(own.bounds.of(read)),
            None => Err(RowRefusal::TimeCode(shown(&String::from_utf8_lossy(code)))),
        }
    }

    fn place(&self, cells: &[CellSpan], memory: &mut Memory) -> Result<(LonLat, Nearness, f32), RowRefusal> {
        let numbers = match self.columns.place {
            WhereColumns::Nowhere => return Ok((LonLat::new(f64::NAN, f64::NAN), Nearness::Country, 0.0)),
            WhereColumns::Two { north, east } => {
                two_cells(&self.cell(cells, Some(north)), &self.cell(cells, Some(east)))
            }
            WhereColumns::One(both) => one_cell(&String::from_utf8_lossy(&self.cell(cells, Some(both)))),
        };
        let (east, north) = numbers?;
        let coordinates = self.mapping.coordinates;
        let mut at = match coordinates.position(east, north) {
            Err(PositionFault::Exchanged(_)) if self.mapping.exchange => coordinates.position(north, east)?,
            at => at?,
        };
        if let Some(country) = self.columns.country.and_then(|at| cells.get(at)) {
            let country = country.of(self.text, self.how.quote);
            match memory.boxes.against(country.trim_ascii(), at) {
                Some(_) if self.mapping.exchange => at = coordinates.position(at.lat_deg, at.lon_deg)?,
                Some(why) => return Err(PositionFault::Exchanged(why).into()),
                None => {}
            }
        }
        let radius = plain_number(self.cell(cells, self.columns.radius).trim_ascii()).filter(|km| *km > 0.0);
        let radius = radius.map_or(0.0, |km| km as f32);
        let cell = self.cell(cells, self.columns.place_code);
        let code = code_of(&cell);
        if code.is_empty() || self.mapping.place_codes.is_empty() {
            return Ok((at, if radius > 0.0 { Nearness::Vicinity } else { Nearness::Town }, radius));
        }
        let own = self.mapping.place_codes.iter().find(|own| own.code.as_bytes() == code);
        let own = own.ok_or_else(|| RowRefusal::PlaceCode(shown(&String::from_utf8_lossy(code))))?;
        Ok((at, own.near, own.radius_km.max(radius)))
    }

    /// The number of the kind among those of the part.
    fn kind(&self, cells: &[CellSpan], memory: &mut Memory, kinds: &mut Vec<(String, Option<String>)>) -> u16 {
        let raw = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or(&b""[..], |cell| cell.raw(self.text));
        memory.key.clear();
        memory.key.extend_from_slice(raw(self.columns.kind));
        memory.key.push(0);
        memory.key.extend_from_slice(raw(self.columns.finer));
        if memory.last_kind.0 == memory.key && memory.last_kind.1 != u16::MAX {
            return memory.last_kind.1;
        }
        let number = match memory.kinds.get(&memory.key) {
            Some(number) => *number,
            None => {
                let words = |at| String::from_utf8_lossy(self.cell(cells, at).trim_ascii()).into_owned();
                // What has more kinds than a number can count has none: the last stands for all further ones.
                let number = u16::try_from(kinds.len()).unwrap_or(u16::MAX).min(u16::MAX - 1);
                if kinds.len() < usize::from(u16::MAX) {
                    let finer = self.columns.finer.map(|at| words(Some(at)));
                    kinds.push((self.columns.kind.map(|at| words(Some(at))).unwrap_or_default(), finer));
                }
                memory.kinds.insert(memory.key.clone(), number);
                number
            }
        };
        memory.last_kind.0.clone_from(&memory.key);
        memory.last_kind.1 = number;
        number
    }

    /// When it was told of; a day counts as its end.
    fn known_by(&self, cells: &[CellSpan], memory: &mut Memory) -> Option<Moment> {
        let cell = self.cell(cells, Some(self.columns.known_by?));
        let read = memory.known_by.read(&cell, &self.mapping.dates, self.zone).ok()?;
        Some(if read.has_time { read.start } else { read.end })
    }
}

/// A date and its time of day in one text.
fn with_time<'c>(date: &'c [u8], time: &[u8]) -> Cow<'c, [u8]> {
    let time = time.trim_ascii();
    // "1430" and "14h30" are left to nobody's guess.
    if time.is_empty() || !time.contains(&b':') { Cow::Borrowed(date) } else { [date, b" ", time].concat().into() }
}

/// A whole number as a table of numbers may write it, without its point: `2016.0`.
fn whole_number(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    match cell.iter().position(|byte| *byte == b'.') {
        Some(point) if cell.get(point + 1..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'0')) => {
            cell.get(..point).unwrap_or(cell)
        }
        _ => cell,
    }
}

/// A code as it is compared.
fn code_of(cell: &[u8]) -> &[u8] {
    whole_number(cell)
}

/// A year as words take it: before the year 1 with its era.
fn year_in_words(rules: &DateRules, year: &[u8]) -> Result<Vec<u8>, DateFault> {
    let Some(digits) = year.strip_prefix(b"-") else { return Ok(year.to_vec()) };
    let text = || String::from_utf8_lossy(year);
    let value =
        plain_number(digits).filter(|value| value.fract() == 0.0).ok_or_else(|| DateFault::NoDate(shown(&text())))?;
    let padded = digits.len() == 4 && digits.starts_with(b"0");
    let before = match rules.years_before {
        _ if padded => value + 1.0,
        Some(YearsBefore::Astronomical) => value + 1.0,
        Some(YearsBefore::Bc) => value,
        None => return Err(DateFault::YearsBefore(shown(&text()))),
    };
    Ok(format!("{before} BC").into_bytes())
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
