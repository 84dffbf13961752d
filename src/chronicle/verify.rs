//! Quotations against their documents.
