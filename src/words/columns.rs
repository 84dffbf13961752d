//! What the columns of a table are called.

use crate::table::ColumnRole;

/// What a column is, as a list offers it.
pub const fn column_role(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::When => "When",
        ColumnRole::Begin => "Begins",
        ColumnRole::End => "Ends",
        ColumnRole::Year => "Year",
        ColumnRole::Month => "Month",
        ColumnRole::Day => "Day",
        ColumnRole::Time => "Time of day",
        ColumnRole::EndYear => "Ends: year",
        ColumnRole::EndMonth => "Ends: month",
        ColumnRole::EndDay => "Ends: day",
        ColumnRole::EndTime => "Ends: time of day",
        ColumnRole::TimePrecision => "How exact in time",
        ColumnRole::Kind => "Kind",
        ColumnRole::FinerKind => "Kind, finer",
        ColumnRole::Actor => "Who acts",
        ColumnRole::PlaceName => "Place name",
        ColumnRole::Country => "Country",
        ColumnRole::North => "North",
        ColumnRole::East => "East",
        ColumnRole::NorthEast => "North and east",
        ColumnRole::PlacePrecision => "How exact in place",
        ColumnRole::Radius => "Within, km",
        ColumnRole::Size => "Size",
        ColumnRole::Source => "Who says so",
        ColumnRole::Title => "Headline",
        ColumnRole::Words => "Words of the row",
        ColumnRole::KnownBy => "Known by",
        ColumnRole::RowId => "Row id",
        ColumnRole::RowNumber => "Row number",
        ColumnRole::NotRead => "– not read",
    }
}
