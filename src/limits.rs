//! What is refused or drawn otherwise than asked, in one place: how large a file, how many days, how near and how far a
//! view. `dateline check` says of a chronicle what it will meet with.

/// The largest file of a chronicle that is read, in bytes. To check 74 MB of records, 100,000 events of which every other
/// one has a passage, takes 258 MB of memory: 256 MiB are some 350,000 events in less than 1 GB.
pub const LARGEST_FILE_BYTES: u64 = 256 << 20;

/// The most days that one file of several days is of, and that one command makes files of: ten years.
pub const MOST_DAYS: i32 = 3700;

/// The narrowest view, degrees: about a kilometre, of which the base map knows nothing any more.
pub const NARROWEST_VIEW_DEG: f64 = 0.01;

/// How far north and south a view goes, degrees: the map is Web Mercator, in which the poles are infinitely far.
pub const FARTHEST_LATITUDE_DEG: f64 = 85.0;

/// The largest table of events that is read, in bytes: some twelve million rows as data sets of events write them.
pub const LARGEST_TABLE_BYTES: u64 = 4 << 30;
