//! Tables of events: rows by the hundred thousand that nobody made records of.
//!
//! - [`rows`]: the rows as plain columns in order of time, and what is looked up in them

pub mod rows;
