//! The words on a map: names of places beside their symbols, of neighbours in what is seen of them, of rivers and
//! provinces; each word belongs to a layer.

mod compose;
mod countries;
mod plan;

pub(super) use compose::{Lettered, Lettering, PlacedName, leader, lettering, letters, words};
pub(super) use plan::Style;
