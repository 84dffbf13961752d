//! Which rows of a chronicle's tables are looked at, at an instant.

use crate::chronicle::{Chronicle, Lingers};
use crate::table::rows::{Brush, RowFilter, RowsNow, Tables};
use crate::time::Moment;
use crate::timeline::{Clock, Filter};
use std::sync::Arc;

/// The rows of an instant: those of its unit of time, of as long before it as marks linger, or of a window that somebody
/// has chosen. They are counted when they are first asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct SliceRows {
    tables: Tables,
    brush: Brush,
    filter: RowFilter,
}

impl SliceRows {
    /// Of an instant; `None` where the chronicle keeps no table.
    pub(super) fn of(chronicle: &Chronicle, clock: Clock, filter: Option<&Filter>) -> Option<Self> {
        Self::over(chronicle, window(chronicle, clock.cursor), clock.known_by, filter)
    }

    /// Of a window, or of the one that a filter has instead.
    pub(super) fn over(
        chronicle: &Chronicle,
        window: Brush,
        known_by: Option<Moment>,
        filter: Option<&Filter>,
    ) -> Option<Self> {
        let tables = chronicle.tables.clone();
        if tables.is_empty() {
            return None;
        }
        let brush = filter.and_then(|filter| filter.brush).unwrap_or(window);
        let filter = filter.cloned().unwrap_or_default();
        let filter = RowFilter {
            without_kinds: filter.without_kinds,
            exact: filter.exact,
            near: filter.near,
            at_least: filter.at_least,
            known_by,
        };
        Some(Self { tables, brush, filter })
    }

    /// The tables.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The window.
    pub fn brush(&self) -> Brush {
        self.brush
    }

    /// The rows in it that are left, and what is counted of them.
    pub fn now(&self) -> Arc<RowsNow> {
        self.tables.now(self.brush, &self.filter)
    }
}

/// The window that follows the clock.
fn window(chronicle: &Chronicle, cursor: Moment) -> Brush {
    let subject = &chronicle.meta.subject;
    let unit = subject.resolution.begin_of(cursor);
    let from = match subject.lingers {
        Lingers::Own => unit,
        Lingers::End => Moment(i64::MIN),
        Lingers::For(span) => cursor.civil().checked_sub(span.0).map_or(unit, Moment::of),
    };
    Brush { from, until: cursor }
}
