//! Which columns are read, and for what.

use crate::table::TableError;
use crate::table::mapping::Mapping;
use crate::table::role::ColumnRole as Is;

/// The columns of a date in parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DateColumns {
    pub year: Option<usize>,
    pub month: Option<usize>,
    pub day: Option<usize>,
    pub time: Option<usize>,
}

/// How a table says when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WhenColumns {
    /// In one cell, with the time beside it where that has its own.
    One { date: usize, time: Option<usize> },
    /// From one to another.
    Two { begin: Option<usize>, end: Option<usize> },
    /// In parts.
    Parts { begin: DateColumns, end: DateColumns },
}

/// How a table says where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WhereColumns {
    Two {
        north: usize,
        east: usize,
    },
    One(usize),
    /// It does not.
    Nowhere,
}

/// The columns that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ReadColumns {
    pub when: WhenColumns,
    pub place: WhereColumns,
    pub time_code: Option<usize>,
    pub place_code: Option<usize>,
    pub radius: Option<usize>,
    pub country: Option<usize>,
    pub kind: Option<usize>,
    pub finer: Option<usize>,
    pub size: Option<usize>,
    pub known_by: Option<usize>,
    pub row_number: Option<usize>,
}

impl ReadColumns {
    pub fn of(mapping: &Mapping) -> Result<Self, TableError> {
        let at = |role| mapping.column(role);
        let begin = DateColumns { year: at(Is::Year), month: at(Is::Month), day: at(Is::Day), time: at(Is::Time) };
        let end =
            DateColumns { year: at(Is::EndYear), month: at(Is::EndMonth), day: at(Is::EndDay), time: at(Is::EndTime) };
        let when = match (at(Is::When), at(Is::Begin), at(Is::End), begin.year) {
            (Some(date), ..) => WhenColumns::One { date, time: begin.time },
            (None, None, None, Some(_)) => WhenColumns::Parts { begin, end },
            (None, None, None, None) => return Err(TableError::NoDate(mapping.headings())),
            (None, begin, end, _) => WhenColumns::Two { begin, end },
        };
        let place = match (at(Is::North), at(Is::East), at(Is::NorthEast)) {
            (Some(north), Some(east), _) => WhereColumns::Two { north, east },
            (_, _, Some(both)) => WhereColumns::One(both),
            _ => WhereColumns::Nowhere,
        };
        Ok(Self {
            when,
            place,
            time_code: at(Is::TimePrecision),
            place_code: at(Is::PlacePrecision),
            radius: at(Is::Radius),
            country: at(Is::Country),
            kind: at(Is::Kind),
            finer: at(Is::FinerKind),
            size: at(Is::Size),
            known_by: at(Is::KnownBy),
            row_number: at(Is::RowNumber),
        })
    }
}
