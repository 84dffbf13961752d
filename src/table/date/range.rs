//! Two dates with a word or a sign between: "17–20 June 2016", "1914-1918", "May to July 2016".

use crate::table::date::when::{DateFault, WhenRead, shown};

/// Reads one date.
type Single<'r> = &'r dyn Fn(&str) -> Result<WhenRead, DateFault>;

/// What stands between the two, the clearest first.
const BETWEEN: [&str; 12] =
    [" to ", " until ", " till ", " bis ", " au ", " hasta ", " and ", " through ", " - ", "–", "—", "/"];

/// Reads a range; `None` where the text is none.
pub(super) fn read(single: Single<'_>, text: &str) -> Option<Result<WhenRead, DateFault>> {
    let lower = text.to_ascii_lowercase();
    let unled = ["from ", "between "].iter().find_map(|lead| lower.strip_prefix(lead)).unwrap_or(&lower);
    for sign in BETWEEN {
        if let Some((first, last)) = unled.split_once(sign)
            && let Some(read) = both(single, first.trim(), last.trim(), text)
        {
            return Some(read);
        }
    }
    // A bare hyphen is also what joins the parts of one date: only where it stands alone.
    let (first, last) = unled.split_once('-').filter(|(_, last)| !last.contains('-'))?;
    both(single, first.trim(), last.trim(), text)
}

fn both(single: Single<'_>, first: &str, last: &str, text: &str) -> Option<Result<WhenRead, DateFault>> {
    if first.is_empty() || last.is_empty() {
        return None;
    }
    let end = single(last).ok()?;
    let start = single(first).ok().or_else(|| completed(single, first, last))?;
    Some(start.until(end).ok_or_else(|| DateFault::Backwards(shown(text))))
}

/// The first date with what it leaves to the second to say: the year, or month and year.
fn completed(single: Single<'_>, first: &str, last: &str) -> Option<WhenRead> {
    let words: Vec<&str> = last.split_whitespace().collect();
    (1..words.len()).find_map(|from| {
        let rest = words.get(from..)?.join(" ");
        single(&format!("{first} {rest}")).ok()
    })
}
