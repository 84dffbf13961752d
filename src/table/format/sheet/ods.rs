//! ODS: the spreadsheet of LibreOffice.

use crate::files::{XmlStep, attribute, decoded_xml, walk};
use crate::table::error::TableError;
use crate::table::format::package::Package;
use crate::table::format::sheet::{MOST_COLUMNS, MOST_ROWS, written};

/// Whether a packed folder says that it is a spreadsheet.
pub fn is_ods(_: &str, bytes: &[u8]) -> bool {
    let says = |bytes: Vec<u8>| bytes.starts_with(b"application/vnd.oasis.opendocument.spreadsheet");
    bytes.starts_with(b"PK")
        && Package::open(bytes).ok().and_then(|mut package| package.entry("mimetype").ok().flatten()).is_some_and(says)
}

/// The rows of the first sheet that has any.
pub fn ods(bytes: &[u8]) -> Result<Vec<u8>, TableError> {
    let mut package = Package::open(bytes)?;
    let content = package.entry("content.xml")?;
    let content = content.ok_or(TableError::Broken { expected: "content.xml in it", found: "none".to_owned() })?;
    let mut sheets: Vec<Vec<Vec<String>>> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let (mut text, mut value, mut inside, mut hidden) = (String::new(), None::<String>, 0usize, 0usize);
    let (mut cells, mut rows) = (1usize, 1usize);
    let many = |number: Option<String>| number.and_then(|number| number.parse::<usize>().ok()).unwrap_or(1).max(1);
    walk(&decoded_xml(&content), |step| -> Result<(), TableError> {
        match step {
            XmlStep::Open(name, attributes) => match name {
                "table:table" => sheets.push(Vec::new()),
                "table:table-row" => {
                    row.clear();
                    rows = many(attribute(&attributes, "number-rows-repeated"));
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    text.clear();
                    cells = many(attribute(&attributes, "number-columns-repeated"));
                    let kind = attribute(&attributes, "value-type").unwrap_or_default();
                    let own = |name| attribute(&attributes, name);
                    value = match kind.as_str() {
                        "date" => own("date-value"),
                        "float" | "currency" | "percentage" => own("value"),
                        "boolean" => own("boolean-value"),
                        _ => None,
                    };
                }
                "text:p" => {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    inside += 1;
                }
                "text:s" | "text:tab" if inside > 0 => text.push(' '),
                "text:line-break" => text.push('\n'),
                "office:annotation" => hidden += 1,
                _ => {}
            },
            XmlStep::Words(words) if inside > 0 && hidden == 0 => text.push_str(words),
            XmlStep::Words(_) => {}
            XmlStep::Close(name) => match name {
                "text:p" => inside = inside.saturating_sub(1),
                "office:annotation" => {
                    hidden = hidden.saturating_sub(1);
                    text.clear();
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let cell = value.take().unwrap_or_else(|| std::mem::take(&mut text));
                    // Empty cells to the end of the sheet are one cell, repeated.
                    let room = MOST_COLUMNS.saturating_sub(row.len());
                    row.extend(std::iter::repeat_n(cell, cells.min(room)));
                }
                "table:table-row" => {
                    let empty = row.iter().all(|cell| cell.trim().is_empty());
                    if let Some(sheet) = sheets.last_mut() {
                        let room = MOST_ROWS.saturating_sub(sheet.len());
                        sheet.extend(std::iter::repeat_n(
                            std::mem::take(&mut row),
                            if empty { 1 } else { rows }.min(room),
                        ));
                    }
                }
                _ => {}
            },
        }
        Ok(())
    })?;
    let filled =
        |sheet: &Vec<Vec<String>>| sheet.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).count() > 1;
    written(sheets.into_iter().find(filled).unwrap_or_default())
}
