//! Dateline turns dated news reports into a map that can be scrubbed through time,
//! in which every mark answers to the sentence it came from.
//!
//! The layers, from below; a lower one knows nothing of a higher one (`tests/it/architecture.rs` holds them to it):
//!
//! | layer | module | what it is |
//! |---|---|---|
//! | 0 | [`time`] | EDTF dates, spans, possible and definite, civil moments |
//! | 0 | [`geo`] | lon/lat, Web Mercator, viewport, distance |
//! | 0 | [`language`] | tokens, sentences, folding |
//! | 1 | [`world`] | countries, first-level areas and places of the whole world, by their names |
//! | 0 | [`files`] | files written whole or not at all, read within bounds |
//! | 0 | [`jobs`] | long work: progress, and how it is stopped |
//! | 1 | [`catalogue`] | kinds of happening, as data |
//! | 1 | [`table`] | tables of events: rows read as their columns say, and those refused with a reason |
//! | 1 | [`chronicle`] | sources, places, events, claims; load, verify, save |
//! | 2 | [`basemap`] | the layers under the marks: one table, read from the files a chronicle names |
//! | 2 | [`timeline`] | what holds at an instant: control, counts, nearest |
//! | 2 | [`propose`] | from a report's text to proposed events |
//! | 2 | [`ingest`] | documents into a chronicle: what is read of files of any kind, and a new chronicle to put them in |
//! | 2 | [`words`] | every sentence of the program |
//! | 2 | [`text`] | fonts and extents |
//! | 3 | [`scene`] | marks in paint order, knowing nothing of egui or SVG |
//! | 3 | [`review`] | proposals decided: what accepting one changes |
//! | 3 | [`dataset`] | an opened chronicle: records, base map, index |
//! | 4 | [`export`] | one file per format |
//! | 4 | [`app`] | state, action, update: the whole program without a window |
//! | 5 | [`cli`] | one file per subcommand |
//! | 5 | `gui` | the window |

pub mod app;
pub mod basemap;
pub mod catalogue;
pub mod chronicle;
pub mod cli;
pub mod dataset;
pub mod export;
pub mod files;
pub mod geo;
#[cfg(feature = "gui")]
pub mod gui;
pub mod ingest;
pub mod jobs;
pub mod language;
pub mod limits;
pub mod propose;
pub mod review;
pub mod scene;
pub mod table;
pub mod text;
pub mod time;
pub mod timeline;
pub mod words;
pub mod world;
