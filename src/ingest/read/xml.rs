//! XML of documents: what a fault in it means for one.

use crate::files::XmlFault;
use crate::ingest::Refusal;

impl From<XmlFault> for Refusal {
    fn from(fault: XmlFault) -> Self {
        match fault {
            XmlFault::Broken(found) => Self::Broken { expected: "XML", found },
            XmlFault::Deep => Self::Endless("elements are nested without end"),
        }
    }
}
