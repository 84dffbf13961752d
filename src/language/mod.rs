//! Text as tokens, sentences and paragraphs, with exact offsets, and the folding by which words are compared.
//! Knows nothing of places, dates or events.
//!
//! - [`Text`]: a document cut into [`Token`]s, [`Sentence`]s and [`Paragraph`]s, its quotations marked
//! - [`fold()`]: a word without case, accents and ligatures
//!
//! Every token knows its bytes and its code points, so whatever is found can be quoted exactly.

mod abbreviations;
mod blocks;
mod fold;
mod quotes;
mod sentences;
mod text;
mod tokens;

pub use fold::{fold, fold_into};
pub use quotes::Quotation;
pub use sentences::{Paragraph, ParagraphKind, Sentence};
pub use text::Text;
pub use tokens::{Case, Token, TokenKind};
