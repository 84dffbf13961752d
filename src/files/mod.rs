//! Files on the disk: written whole or not at all, read only where they are plain and no larger than expected. Knows
//! nothing of what is in them, but what text may be written in, and how XML is gone through.

mod encoding;
mod read;
mod write;
mod xml;

pub use encoding::{likely_encoding, utf_16_unmarked};
pub use read::read_plain;
pub use write::{Aside, WriteError, abandon, is_taken, sweep, write_bytes};
pub use xml::{XmlFault, XmlStep, attribute, decoded_xml, local_name, walk};
