//! Rows that could not be read, and why.

use crate::table::date::DateFault;
use crate::table::position::PositionFault;
use crate::table::split::QuoteFault;

/// A row that could not be read. It stays in the file and in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// Which of the rows of data it is, from 1.
    pub number: u32,
    /// Where it begins in the text of the table, bytes.
    pub offset: u64,
    /// Why.
    pub reason: RowRefusal,
}

/// Why a row could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowRefusal {
    /// It has more or fewer cells than there are headings.
    #[error("{found} cells, expected {expected}")]
    Cells {
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A quotation is broken.
    #[error("a line ends inside a quotation: {found} cells, expected {expected}")]
    Open {
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// More stands behind a quotation in its cell.
    #[error("letters after the end of a quotation")]
    Trailing,
    /// The headings stand there once more.
    #[error("the headings once more")]
    Headings,
    /// Nothing stands in any cell.
    #[error("all cells are empty")]
    Nothing,
    /// Its date.
    #[error("{0}")]
    When(#[from] DateFault),
    /// The end of its date.
    #[error("its end: {0}")]
    End(DateFault),
    /// It ends before it begins.
    #[error("it ends before it begins")]
    Backwards,
    /// Its place.
    #[error("{0}")]
    Where(#[from] PositionFault),
    /// A code of time that nobody defined.
    #[error("a code of time that is not defined: “{0}”")]
    TimeCode(String),
    /// A code of place that nobody defined.
    #[error("a code of place that is not defined: “{0}”")]
    PlaceCode(String),
}

/// What would make a refused row readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowRemedy {
    /// Reading a day that does not exist as its month.
    AsMonth,
    /// Exchanging north and east.
    Exchange,
    /// Saying which of day and month comes first.
    Order,
    /// Saying the century.
    Century,
    /// Saying how years before the year 1 are counted.
    YearsBefore,
    /// Reading metres as Web Mercator.
    Mercator,
}

impl RowRefusal {
    /// A record of the wrong shape.
    pub(super) fn of_shape(fault: Option<QuoteFault>, found: usize, expected: usize) -> Self {
        match fault {
            Some(QuoteFault::Open) => Self::Open { found, expected },
            Some(QuoteFault::Trailing) => Self::Trailing,
            None => Self::Cells { found, expected },
        }
    }

    /// What would make it readable, where anything would.
    pub fn remedy(&self) -> Option<RowRemedy> {
        match self {
            Self::When(fault) | Self::End(fault) => match fault {
                DateFault::NoSuchDay { .. } => Some(RowRemedy::AsMonth),
                DateFault::EitherOrder(_) => Some(RowRemedy::Order),
                DateFault::NoCentury(_) => Some(RowRemedy::Century),
                DateFault::YearsBefore(_) => Some(RowRemedy::YearsBefore),
                _ => None,
            },
            Self::Where(PositionFault::Exchanged(_)) => Some(RowRemedy::Exchange),
            Self::Where(PositionFault::Metres(_)) => Some(RowRemedy::Mercator),
            _ => None,
        }
    }

    /// What all rows with the same fault have in common: the reason without what stands in the cell.
    pub fn group(&self) -> String {
        match self {
            Self::Cells { .. } => "more or fewer cells than headings".to_owned(),
            Self::Open { .. } => "a line ends inside a quotation".to_owned(),
            Self::When(fault) => group_of_date(fault),
            Self::End(fault) => format!("its end: {}", group_of_date(fault)),
            Self::Where(PositionFault::NoNumber(_)) => "expected degrees, found something else".to_owned(),
            Self::Where(PositionFault::Metres(_)) => {
                "expected degrees, found metres of another reference system".to_owned()
            }
            Self::Where(PositionFault::Exchanged(_)) => "north and east look exchanged".to_owned(),
            Self::TimeCode(_) => "a code of time that is not defined".to_owned(),
            Self::PlaceCode(_) => "a code of place that is not defined".to_owned(),
            same => same.to_string(),
        }
    }
}

fn group_of_date(fault: &DateFault) -> String {
    match fault {
        DateFault::Empty => "no date".to_owned(),
        DateFault::NoDate(_) => "expected a date, found something else".to_owned(),
        DateFault::NoSuchDay { .. } => "its month has no such day".to_owned(),
        DateFault::EitherOrder(_) => "the order of day and month is not proven".to_owned(),
        DateFault::OtherOrder(_) => "day and month the other way round than the rest".to_owned(),
        DateFault::NoCentury(_) => "a year of two digits, the century is not said".to_owned(),
        DateFault::YearsBefore(_) => "a year before 1, counted with a year 0 or without".to_owned(),
        DateFault::NoYear(_) => "no year".to_owned(),
        DateFault::Zone(_) => "the time zone is not known".to_owned(),
        DateFault::Overflow(_) => "a clock that ran over".to_owned(),
        DateFault::Backwards(_) => "it ends before it begins".to_owned(),
    }
}
