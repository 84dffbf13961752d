//! XLSX: the spreadsheet of Excel.

use crate::files::{XmlStep, attribute, decoded_xml, local_name, walk};
use crate::table::date::{DateRules, SerialDays};
use crate::table::error::TableError;
use crate::table::format::package::Package;
use crate::table::format::sheet::{MOST_COLUMNS, MOST_ROWS, written};
use jiff::tz::TimeZone;

/// Whether a packed folder is a workbook.
pub fn is_xlsx(_: &str, bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
        && Package::open(bytes).is_ok_and(|package| package.names().iter().any(|name| name == "xl/workbook.xml"))
}

/// The rows of the first sheet that has any.
pub fn xlsx(bytes: &[u8]) -> Result<Vec<u8>, TableError> {
    let mut package = Package::open(bytes)?;
    let mut part = |name: &str| package.entry(name).map(|bytes| decoded_xml(&bytes.unwrap_or_default()));
    let shared = shared(&part("xl/sharedStrings.xml")?)?;
    let dates = dates(&part("xl/styles.xml")?)?;
    let (sheets, from_1904) = sheets(&part("xl/workbook.xml")?)?;
    let places = relations(&part("xl/_rels/workbook.xml.rels")?)?;
    let from = if from_1904 { SerialDays::From1904 } else { SerialDays::From1900 };
    let mut all = Vec::new();
    for id in &sheets {
        let place = places.iter().find(|(own, _)| own == id).map(|(_, place)| place.trim_start_matches('/'));
        let Some(place) = place else { continue };
        let path = if place.starts_with("xl/") { place.to_owned() } else { format!("xl/{place}") };
        let rows = rows(&part(&path)?, &shared, &dates, from)?;
        if rows.len() > 1 {
            all = rows;
            break;
        }
    }
    written(all)
}

/// The texts that cells name by number.
fn shared(xml: &str) -> Result<Vec<String>, TableError> {
    let mut texts = Vec::new();
    let (mut text, mut inside, mut phonetic) = (String::new(), false, 0usize);
    walk(xml, |step| -> Result<(), TableError> {
        match step {
            XmlStep::Open(name, _) => match local_name(name) {
                "si" => text.clear(),
                "t" => inside = true,
                "rPh" => phonetic += 1,
                _ => {}
            },
            XmlStep::Close(name) => match local_name(name) {
                "si" => texts.push(std::mem::take(&mut text)),
                "t" => inside = false,
                "rPh" => phonetic = phonetic.saturating_sub(1),
                _ => {}
            },
            XmlStep::Words(words) if inside && phonetic == 0 => text.push_str(words),
            XmlStep::Words(_) => {}
        }
        Ok(())
    })?;
    Ok(texts)
}

/// Which styles of cells are dates.
fn dates(xml: &str) -> Result<Vec<bool>, TableError> {
    let mut own: Vec<(String, bool)> = Vec::new();
    let (mut styles, mut inside) = (Vec::new(), false);
    walk(xml, |step| -> Result<(), TableError> {
        match step {
            XmlStep::Open(name, attributes) => match local_name(name) {
                "numFmt" => {
                    let code = attribute(&attributes, "formatCode").unwrap_or_default();
                    own.push((attribute(&attributes, "numFmtId").unwrap_or_default(), is_date_form(&code)));
                }
                "cellXfs" => inside = true,
                "xf" if inside => {
                    let id = attribute(&attributes, "numFmtId").unwrap_or_default();
                    let built_in =
                        id.parse::<u32>().is_ok_and(|id| matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58));
                    styles.push(own.iter().find(|(own, _)| *own == id).map_or(built_in, |(_, date)| *date));
                }
                _ => {}
            },
            XmlStep::Close(name) if local_name(name) == "cellXfs" => inside = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// Whether a form of numbers shows days, months or years.
fn is_date_form(code: &str) -> bool {
    let (mut quoted, mut bracket, mut skipped) = (false, false, false);
    code.chars().any(|c| {
        if std::mem::take(&mut skipped) {
            return false;
        }
        match c {
            '"' => quoted = !quoted,
            '[' => bracket = true,
            ']' => bracket = false,
            '\\' | '_' | '*' => skipped = true,
            _ => {}
        }
        !quoted && !bracket && matches!(c.to_ascii_lowercase(), 'y' | 'd' | 'm' | 'h')
    })
}

/// The relations of the sheets in their order, and whether days count from 1904.
fn sheets(xml: &str) -> Result<(Vec<String>, bool), TableError> {
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    walk(xml, |step| -> Result<(), TableError> {
        if let XmlStep::Open(name, attributes) = step {
            match local_name(name) {
                "sheet" if attribute(&attributes, "state").is_none_or(|state| state == "visible") => {
                    // "r:id" beside "sheetId": the one with the prefix.
                    let ids = attributes.clone().flatten().find(|own| own.key.as_ref().ends_with(b":id"));
                    sheets.extend(ids.map(|id| String::from_utf8_lossy(&id.value).into_owned()));
                }
                "workbookPr" => {
                    from_1904 = attribute(&attributes, "date1904").is_some_and(|is| is == "1" || is == "true")
                }
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok((sheets, from_1904))
}

/// What each relation leads to.
fn relations(xml: &str) -> Result<Vec<(String, String)>, TableError> {
    let mut places = Vec::new();
    walk(xml, |step| -> Result<(), TableError> {
        if let XmlStep::Open(name, attributes) = step
            && local_name(name) == "Relationship"
        {
            places.extend(attribute(&attributes, "Id").zip(attribute(&attributes, "Target")));
        }
        Ok(())
    })?;
    Ok(places)
}

/// The rows of a sheet.
fn rows(xml: &str, shared: &[String], dates: &[bool], from: SerialDays) -> Result<Vec<Vec<String>>, TableError> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut row, mut column, mut value, mut inside) = (Vec::new(), 0usize, String::new(), false);
    let (mut kind, mut style) = (String::new(), None::<usize>);
    walk(xml, |step| -> Result<(), TableError> {
        match step {
            XmlStep::Open(name, attributes) => match local_name(name) {
                "row" => {
                    // Rows in which nothing stands are left out of the file.
                    let number = attribute(&attributes, "r").and_then(|number| number.parse::<usize>().ok());
                    let before = number.unwrap_or(rows.len() + 1).saturating_sub(1).min(MOST_ROWS);
                    if before > rows.len() && before - rows.len() < 1000 {
                        rows.resize(before, Vec::new());
                    }
                    (row, column) = (Vec::new(), 0);
                }
                "c" => {
                    if let Some(at) = attribute(&attributes, "r").and_then(|place| column_of(&place)) {
                        column = at;
                    }
                    kind = attribute(&attributes, "t").unwrap_or_default();
                    style = attribute(&attributes, "s").and_then(|style| style.parse().ok());
                    value.clear();
                }
                "v" | "t" => inside = true,
                _ => {}
            },
            XmlStep::Words(words) if inside => value.push_str(words),
            XmlStep::Words(_) => {}
            XmlStep::Close(name) => match local_name(name) {
                "v" | "t" => inside = false,
                "c" => {
                    let is_date = style.and_then(|style| dates.get(style)).copied().unwrap_or_default();
                    let cell = match kind.as_str() {
                        "s" => value
                            .trim()
                            .parse::<usize>()
                            .ok()
                            .and_then(|at| shared.get(at))
                            .cloned()
                            .unwrap_or_default(),
                        "" | "n" if is_date => day(&value, from),
                        "b" => if value == "1" { "true" } else { "false" }.to_owned(),
                        // What could not be calculated is nothing.
                        "e" => String::new(),
                        _ => value.clone(),
                    };
                    if column < MOST_COLUMNS {
                        if row.len() <= column {
                            row.resize(column + 1, String::new());
                        }
                        if let Some(slot) = row.get_mut(column) {
                            *slot = cell;
                        }
                    }
                    column += 1;
                }
                "row" if rows.len() < MOST_ROWS => rows.push(std::mem::take(&mut row)),
                _ => {}
            },
        }
        Ok(())
    })?;
    Ok(rows)
}

/// The number from 0 of the column of a cell: `AB12` is 27.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0usize, |number, letter| {
        number.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    number.checked_sub(1)
}

/// A number in the form of a date, as ISO 8601 writes it; to the minute where it has a time.
fn day(value: &str, from: SerialDays) -> String {
    let padded = match value.trim().split_once('.') {
        Some((whole, part)) => format!("{whole:0>5}.{part}"),
        None => format!("{:0>5}", value.trim()),
    };
    let rules = DateRules { serial_days: Some(from), ..DateRules::default() };
    match rules.read(&padded, &TimeZone::UTC) {
        Ok(read) if read.has_time => read.start.minute_written(),
        Ok(read) => crate::time::written_day(read.start.civil().date()),
        Err(_) => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_their_column_and_forms_of_dates_are_told_from_others() {
        assert_eq!(
            [column_of("A1"), column_of("Z9"), column_of("AB12"), column_of("12")],
            [Some(0), Some(25), Some(27), None]
        );
        for (code, date) in [
            ("yyyy-mm-dd", true),
            ("dd/mm/yy", true),
            ("[$-409]d\\-mmm\\-yy;@", true),
            ("0.00", false),
            ("General", false),
            ("#,##0\\ \"days\"", false),
            ("[Red]0", false),
        ] {
            assert_eq!(is_date_form(code), date, "{code}");
        }
        assert_eq!(day("42538", SerialDays::From1900), "2016-06-17");
        assert_eq!(day("42538.604166", SerialDays::From1900), "2016-06-17T14:30");
        assert_eq!(day("9", SerialDays::From1900), "1900-01-09");
    }
}
