//! Which of day and month comes first: proven over all rows, or asked.

use crate::jobs::Progress;
use crate::table::date::{DayOrder, OrderSaid};
use crate::table::error::TableError;
use crate::table::mapping::Mapping;
use crate::table::parts::in_parts;
use crate::table::role::ColumnRole as Is;
use crate::table::sniff::ask::{TableAsk, TableChoices};
use crate::table::sniff::sample::Sample;

/// What the rows say.
#[derive(Default)]
struct Said {
    rows: usize,
    day_first: usize,
    month_first: usize,
    either: usize,
    same: usize,
    /// A cell that proves the day first, one that proves the month first, and one that proves nothing, with their rows.
    cells: [Option<(usize, String)>; 3],
}

/// Proves the order, or asks for it.
pub(super) fn prove(
    mapping: &mut Mapping,
    text: &[u8],
    start: usize,
    sample: &Sample,
    chosen: &TableChoices,
    progress: &dyn Progress,
    asks: &mut Vec<TableAsk>,
) -> Result<(), TableError> {
    let columns: Vec<usize> =
        [Is::When, Is::Begin, Is::End, Is::KnownBy].into_iter().filter_map(|role| mapping.column(role)).collect();
    let rules = &mapping.dates;
    let told = |at: &usize| sample.column(*at).any(|cell| rules.order_said(cell).is_some());
    if !columns.iter().any(told) {
        return Ok(());
    }
    let how = mapping.text.delimited();
    let width = mapping.columns.len();
    let parts = in_parts(text, how, width, start, progress, |records| {
        let mut said = Said::default();
        while let Some((_, cells)) = records.next() {
            said.rows += 1;
            if cells.len() != width {
                continue;
            }
            for cell in columns.iter().filter_map(|at| cells.get(*at)) {
                let cell = cell.of(text, how.quote);
                let cell = String::from_utf8_lossy(&cell);
                let Some(order) = rules.order_said(&cell) else { continue };
                let (count, example) = match order {
                    OrderSaid::DayFirst => (&mut said.day_first, Some(0)),
                    OrderSaid::MonthFirst => (&mut said.month_first, Some(1)),
                    OrderSaid::Either => (&mut said.either, Some(2)),
                    OrderSaid::Same => (&mut said.same, None),
                };
                *count += 1;
                if let Some(slot) = example.and_then(|at| said.cells.get_mut(at)).filter(|slot| slot.is_none()) {
                    *slot = Some((said.rows, cell.into_owned()));
                }
            }
        }
        said
    });
    let mut said = Said::default();
    for part in parts.map_err(|_| TableError::Stopped)? {
        for (slot, found) in said.cells.iter_mut().zip(part.cells) {
            if slot.is_none() {
                *slot = found.map(|(row, cell)| (row + said.rows, cell));
            }
        }
        said.rows += part.rows;
        said.day_first += part.day_first;
        said.month_first += part.month_first;
        said.either += part.either;
        said.same += part.same;
    }
    let (order, asked) = said.order(mapping, chosen, &columns);
    mapping.dates.order = order;
    mapping.dates.proof = if order.is_some() && chosen.order.is_none() { said.proof() } else { String::new() };
    asks.extend(asked);
    Ok(())
}

impl Said {
    fn order(
        &self,
        mapping: &Mapping,
        chosen: &TableChoices,
        columns: &[usize],
    ) -> (Option<DayOrder>, Option<TableAsk>) {
        if chosen.order.is_some() {
            return (chosen.order, None);
        }
        match (self.day_first, self.month_first) {
            (1.., 0) => (Some(DayOrder::DayFirst), None),
            (0, 1..) => (Some(DayOrder::MonthFirst), None),
            // All of them are the same date both ways.
            (0, 0) if self.either == 0 => (Some(DayOrder::DayFirst), None),
            (day_first, month_first) => {
                let heading = columns.first().and_then(|at| mapping.columns.get(*at));
                let heading = heading.map(|column| column.heading.clone()).unwrap_or_default();
                let example = |at: usize| self.cells.get(at).cloned().flatten().unwrap_or_default();
                let ask = match day_first > 0 {
                    true => TableAsk::MixedOrder {
                        heading,
                        day_first: (day_first, example(0)),
                        month_first: (month_first, example(1)),
                    },
                    false => TableAsk::Order { heading, rows: self.either, example: example(2).1 },
                };
                (None, Some(ask))
            }
        }
    }

    /// What proves the order, for a reader.
    fn proof(&self) -> String {
        let (count, at, order) = match self.day_first {
            0 => (self.month_first, 1, "month"),
            count => (count, 0, "day"),
        };
        let Some((row, cell)) = self.cells.get(at).cloned().flatten() else {
            return "every date is the same with the day first and with the month first".to_owned();
        };
        format!(
            "{count} of {} rows are dates only with the {order} first, none speaks against it; row {row} has {cell}",
            self.rows
        )
    }
}
