//! CSV (RFC 4180): a row for each claim, as a spreadsheet opens it.
//!
//! It begins with the byte order mark, without which Excel reads UTF-8 as something else. Comment lines are no CSV, so
//! what it could not carry and where it comes from stand in its last two columns, on the first row only; every row has
//! the chronicle's hash. A cell that a spreadsheet could take for a formula is preceded by an apostrophe.

use crate::chronicle::{Evidence, Standing};
use crate::export::data::rows::{self, ClaimRow, EventRow, Rows};
use crate::export::data::said::{citation, left_out};
use crate::export::data::table_rows::{TableRow, TableRows};
use crate::export::{CoverageKind, ExportError, Exporter, Job, Progress, Provenance};
use crate::time::{Extent, Moment};
use crate::timeline::{earliest, latest};

/// The CSV format.
pub(in crate::export) struct Csv;

/// A claim with its event: the columns, in order. Empty is unknown or not for this kind of claim.
#[derive(Default, serde::Serialize)]
struct Row {
    event: String,
    claim: String,
    kind: String,
    summary: String,
    place: String,
    name: String,
    province: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    precision: &'static str,
    side: String,
    when: String,
    earliest: String,
    latest: String,
    extent: &'static str,
    order: Option<i64>,
    basis: &'static str,
    modality: &'static str,
    role: &'static str,
    exclude: String,
    event_standing: &'static str,
    event_voices: Option<usize>,
    reading: String,
    same_as: String,
    counts: &'static str,
    source: String,
    citation: String,
    published: String,
    reported: String,
    says: &'static str,
    detail: String,
    address: String,
    by: String,
    voice: String,
    witness: String,
    standing: &'static str,
    claim_when: String,
    claim_earliest: String,
    claim_latest: String,
    date_words: String,
    place_words: String,
    quote: String,
    quote_start: Option<usize>,
    quote_end: Option<usize>,
    denies: String,
    flags: String,
    note: String,
    known_by: String,
    chronicle_sha256: String,
    not_carried: String,
    provenance: String,
}

/// The column of [`Row::provenance`].
const PROVENANCE: &str = "provenance";
/// What Excel knows UTF-8 by.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Exporter for Csv {
    fn extension(&self) -> &'static str {
        "csv"
    }
    fn label(&self) -> &'static str {
        "CSV table of claims"
    }
    fn doc(&self) -> &'static str {
        "A row for each claim with its words and dates, for spreadsheets"
    }

    fn covers(&self) -> &'static [CoverageKind] {
        &[CoverageKind::All]
    }

    fn write(&self, job: &Job, to: &mut dyn std::io::Write, _: &dyn Progress) -> Result<(), ExportError> {
        let rows = Rows::of(job);
        let mut about = Some((not_carried(&rows), Provenance::of(job).json()));
        to.write_all(BYTE_ORDER_MARK)?;
        let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
        for (event, claim) in rows.events.iter().flat_map(|event| event.claims.iter().map(move |claim| (event, claim)))
        {
            let (not_carried, provenance) = about.take().unwrap_or_default();
            table.serialize(Row { not_carried, provenance, ..row(&rows, event, claim) }).map_err(io)?;
        }
        for row in TableRows::of(job).iter() {
            let (not_carried, provenance) = about.take().unwrap_or_default();
            table.serialize(Row { not_carried, provenance, ..of_table(&rows, &row) }).map_err(io)?;
        }
        // Where there is no claim, a row of nothing else says where the file comes from.
        if let Some((not_carried, provenance)) = about {
            table.serialize(Row { not_carried, provenance, ..Row::default() }).map_err(io)?;
        }
        Ok(table.flush()?)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        let mut table = csv::Reader::from_reader(text);
        let column = table.headers().ok()?.iter().position(|name| name == PROVENANCE)?;
        // Sorting the rows in a spreadsheet moves it.
        let mut cells = table.records().filter_map(|row| Some(row.ok()?.get(column)?.to_owned()));
        cells.find(|cell| !cell.is_empty())
    }
}

fn io(error: csv::Error) -> ExportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ExportError::Io(error),
        other => ExportError::Draw(format!("{other:?}")),
    }
}

fn not_carried(rows: &Rows<'_>) -> String {
    let mut said = left_out(rows);
    said.extend(TableRows::of(rows.job).left_out());
    said.push("Who holds what through time is not in the table; GeoJSON and KML carry it.".to_owned());
    said.push(
        "Wires, lineages, places without a claim, corridors, areas and corrections are in the chronicle only."
            .to_owned(),
    );
    said.push("Excluded events (role exclude) are in the table; they are not to be drawn or counted.".to_owned());
    said.push(
        "A cell that a spreadsheet could take for a formula (it begins with =, +, -, @ or a control character) is \
         preceded by an apostrophe, which is no part of it."
            .to_owned(),
    );
    said.join(" ")
}

/// A claim and its event, but for the last two columns.
fn row(rows: &Rows<'_>, row: &EventRow<'_>, claim: &ClaimRow<'_>) -> Row {
    let (event, place, point) = (row.event, row.place, row.point());
    let known = Row {
        event: guarded(event.id.as_str()),
        claim: guarded(claim.claim.id.as_str()),
        kind: guarded(&event.kind),
        summary: guarded(&event.summary),
        place: guarded(event.place.as_str()),
        name: optional(place.map(|place| place.name.as_str())),
        province: optional(place.and_then(|place| place.province.as_deref())),
        latitude: point.map(|point| point.lat_deg),
        longitude: point.map(|point| point.lon_deg),
        precision: place.and_then(|place| place.precision).map(rows::precision).unwrap_or_default(),
        side: optional(event.side.as_ref().map(|side| side.as_str())),
        when: event.when.written().to_owned(),
        earliest: row.span.start.map(earliest).unwrap_or_default(),
        latest: row.span.end.map(latest).unwrap_or_default(),
        extent: rows::extent(event.extent),
        order: event.order,
        basis: rows::basis(event.basis),
        modality: rows::modality(event.modality),
        role: rows::role(event.role),
        exclude: optional(event.exclude.as_deref()),
        event_standing: row.state.as_ref().map(|state| state.standing.word()).unwrap_or_default(),
        event_voices: row.state.as_ref().map(|state| state.voices),
        reading: optional(event.reading.as_deref()),
        same_as: optional(event.same_as.as_ref().map(|id| id.as_str())),
        counts: if claim.counts { "yes" } else { "no" },
        source: guarded(claim.claim.source.as_str()),
        citation: guarded(&citation(claim)),
        published: published(claim).to_owned(),
        reported: claim.claim.reported.map(Moment::written).unwrap_or_default(),
        known_by: rows.job.known_by.map(Moment::written).unwrap_or_default(),
        chronicle_sha256: rows.job.chronicle().hash.clone(),
        ..Row::default()
    };
    let ClaimRow { claim, reference, .. } = *claim;
    let (who, timing) = (claim.attribution.as_ref(), claim.timing.as_ref());
    match &claim.evidence {
        Evidence::Passage(quote) => Row {
            by: optional(who.map(|who| who.by.as_str())),
            voice: optional(who.map(|who| who.voice.as_str())),
            witness: optional(claim.witness().map(|id| id.as_str())),
            standing: claim.standing().map(Standing::word).unwrap_or_default(),
            claim_when: timing.map(|timing| timing.when.written().to_owned()).unwrap_or_default(),
            claim_earliest: timing.and_then(|t| t.span.start).map(earliest).unwrap_or_default(),
            claim_latest: timing.and_then(|t| t.span.end).map(latest).unwrap_or_default(),
            date_words: optional(timing.and_then(|timing| timing.words.as_deref())),
            place_words: optional(claim.as_written.as_deref()),
            quote: guarded(&quote.exact),
            quote_start: Some(quote.chars.start),
            quote_end: Some(quote.chars.end),
            denies: optional(claim.denies.as_ref().map(|id| id.as_str())),
            flags: guarded(&claim.flags.join(" ")),
            note: optional(claim.note.as_deref()),
            ..known
        },
        Evidence::Citation(cited) => Row {
            says: cited.says.as_str(),
            detail: optional(cited.detail.as_deref()),
            address: optional(reference.map(|reference| reference.address.as_str())),
            ..known
        },
    }
}

/// A row of a table, under its name and its number.
fn of_table(rows: &Rows<'_>, of: &TableRow<'_>) -> Row {
    Row {
        event: guarded(&of.id()),
        kind: guarded(of.kind),
        latitude: Some(of.row.at.lat_deg),
        longitude: Some(of.row.at.lon_deg),
        precision: of.row.near.word(),
        earliest: earliest(of.row.start),
        latest: latest(of.row.end),
        extent: rows::extent(Extent::Within),
        source: guarded(of.table.name()),
        citation: guarded(of.table.credited()),
        reported: of.row.reported.map(Moment::written).unwrap_or_default(),
        detail: of.size().map(|size| size.to_string()).unwrap_or_default(),
        known_by: rows.job.known_by.map(Moment::written).unwrap_or_default(),
        chronicle_sha256: rows.job.chronicle().hash.clone(),
        ..Row::default()
    }
}

fn published<'a>(row: &ClaimRow<'a>) -> &'a str {
    let date = row.source.map(|source| &source.published).or(row.reference.map(|reference| &reference.published));
    date.map_or("", |date| date.written())
}

fn optional(text: Option<&str>) -> String {
    guarded(text.unwrap_or_default())
}

/// Text no spreadsheet takes for a formula. Taking away one apostrophe before such a beginning gives the text back.
fn guarded(text: &str) -> String {
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') || c.is_control();
    if text.trim_start_matches('\'').starts_with(formula) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_could_take_for_a_formula_is_guarded_and_can_be_read_back() {
        for text in ["=1+1", "+49 30", "-5", "@SUM(A1)", "\t=1", "\r\n=1", "\n", "＝1", "'=1", "''-"] {
            assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
        }
        for text in ["", "a = b", "2021-08-13", "../2021-08-31", "'tis", "“=1”"] {
            assert_eq!(guarded(text), text);
        }
    }
}
