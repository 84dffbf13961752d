//! What keeps a document safe: the work that has its changes on the disk, and what is asked about changes that come from
//! elsewhere.

mod banner;
mod disputes;
mod work;

pub use banner::{HEIGHT_PX as BANNER_PX, banner_ui, is_shown as banner_shown};
pub use disputes::disputes_ui;
pub use work::ChronicleKeeper;
