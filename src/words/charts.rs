//! What charts are of.

use crate::chronicle::{Basis, Chronicle};
use crate::time::Resolution;
use crate::words::Shown;
use crate::words::dates::unit;
use crate::words::grammar::{capitalised, fill, head_noun, plural};

/// Over a chart of how many places each side holds, and under that what it leaves out.
pub(crate) fn charted_sides(chronicle: &Chronicle, of: usize, basis: Basis) -> [String; 2] {
    let listed = plural(head_noun(&chronicle.meta.listed));
    let by = match basis {
        _ if !Shown::ALL.in_chronicle(chronicle).reference => "",
        Basis::Documents => " in the documents",
        Basis::Reference => " in the reference chronology",
    };
    let values = [("listed", listed.as_str()), ("of", &of.to_string()), ("by", by)];
    [
        fill("{listed} held", &[("listed", &capitalised(&listed))]),
        fill("Of {of} {listed}, held for certain{by}.", &values),
    ]
}

/// Beside the same in the time bar, in two lines.
pub fn bar_of_sides(chronicle: &Chronicle) -> [String; 2] {
    let listed = plural(head_noun(&chronicle.meta.listed));
    [fill("{listed} held", &[("listed", &capitalised(&listed))]), "for certain".to_owned()]
}

/// Beside a chart of how much happened in the time bar, in two lines.
pub fn bar_of_happenings(told: Resolution) -> [String; 2] {
    ["Happenings".to_owned(), fill("by {unit}", &[("unit", unit(told))])]
}

/// Beside a chart of how many rows tables have, in two lines.
pub fn bar_of_rows(told: Resolution) -> [String; 2] {
    ["Rows".to_owned(), fill("by {unit}", &[("unit", unit(told))])]
}

/// Over a chart of how much happened in each unit, and under that what it counts.
pub(crate) fn charted_happenings(told: Resolution) -> [String; 2] {
    let values = [("unit", unit(told))];
    [fill("Happenings by {unit}", &values), "Possible ones are counted from their first day.".to_owned()]
}
