//! Records as they are written: made from fields, and altered in place. Only what is set anew changes its bytes: unknown
//! properties, the order of keys, comments and line breaks stay. Knows no typed records beyond the few fields it writes;
//! whether they are right is said when the draft is opened.
//!
//! - [`Changes`] gathers what is to be done, each step on top of the one before, and gives it as [`Change`](crate::chronicle::Change)s
//! - [`NewEvent`], [`NewClaim`], [`NewPlace`]: what a new record says

mod areas;
mod changes;
mod json;
mod new;
mod new_ids;
mod new_records;
mod path;
mod tables;
mod toml;

pub use changes::Changes;
pub use new::{NewClaim, NewEvent, NewPlace, bounds_of};
pub use path::PathStep;
