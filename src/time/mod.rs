//! Dates as vague as the source leaves them. Knows nothing of places, files or pixels.
//!
//! - [`Moment`]: a civil instant of the chronicle's time zone, in minutes; [`WrittenMoment`]: before that zone is known
//! - [`EdtfDate`]: a date as written (ISO 8601-2), with the bounds it implies
//! - [`Resolution`]: the unit at whose ends the clock rests
//! - [`Span`], [`Extent`], [`Phase`]: possible and definite

mod day;
mod edtf;
mod moment;
mod resolution;
mod span;

pub use day::{Day, read_day, written_day};
pub use edtf::{EdtfDate, EdtfError};
pub use moment::{Moment, ParseMomentError, WrittenMoment};
pub use resolution::Resolution;
pub use span::{Extent, Phase, Span};
