//! TimelineJS 3: a slide for each event, for a page that tells the chronicle as a story.
//!
//! An event that documents and reference chronology both tell is one slide, the documents'; the reference's date and
//! citations stand below its quotations. The background is left out: one event of 1975 would press all of August 2021
//! into a single column.

use crate::chronicle::{Basis, Chronicle, EventId, MapRole};
use crate::export::data::rows::{EventRow, Rows};
use crate::export::data::said::{attribution, citation, drawn, left_out};
use crate::export::data::table_rows::TableRows;
use crate::export::escape::escape;
use crate::export::{CoverageKind, ExportError, Exporter, Job, Progress, Provenance};
use crate::time::Moment;
use crate::words::{self, capitalised, kind, kind_title, period, unless_happened, voices};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The TimelineJS format.
pub(in crate::export) struct TimelineJs;

impl Exporter for TimelineJs {
    fn extension(&self) -> &'static str {
        "json"
    }
    fn label(&self) -> &'static str {
        "TimelineJS story"
    }
    fn doc(&self) -> &'static str {
        "A slide for each event, for TimelineJS"
    }

    fn covers(&self) -> &'static [CoverageKind] {
        &[CoverageKind::All]
    }

    fn write(&self, job: &Job, to: &mut dyn std::io::Write, _: &dyn Progress) -> Result<(), ExportError> {
        let rows = Rows::of(job);
        let meta = &job.chronicle().meta;
        let notes = not_carried(&rows);
        let title = json!({
            "unique_id": "title",
            "text": { "headline": escape(&meta.title), "text": paragraph(&meta.summary) },
        });
        write!(to, "{{\"scale\":\"human\",\n\"title\":{title},\n\"notCarried\":{},\n", Value::from(notes))?;
        write!(to, "\"provenance\":{},\n\"events\":[", Provenance::of(job).json())?;
        for (i, slide) in Story::of(&rows).slides(job.chronicle()).enumerate() {
            write!(to, "{}\n{slide}", if i == 0 { "" } else { "," })?;
        }
        Ok(to.write_all(b"\n]}\n")?)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        #[derive(serde::Deserialize)]
        struct Story<'a> {
            // As it stands: a number read and written again may differ in its last digit.
            #[serde(borrow)]
            provenance: &'a RawValue,
        }
        let story: Story<'_> = serde_json::from_slice(bytes).ok()?;
        Some(story.provenance.get().to_owned())
    }
}

fn not_carried(rows: &Rows<'_>) -> Vec<String> {
    let mut said = left_out(rows);
    said.extend(TableRows::not_carried(rows.job));
    said.push(
        "Who holds what through time, places and the map are not in the story; GeoJSON and KML carry them.".to_owned(),
    );
    said.push(
        "TimelineJS has no word for a vague date: a slide runs over all days on which its event may have happened, as its \
         date says in words. An unknown start is said of the last day only; what has neither bound has no slide."
            .to_owned(),
    );
    said.push("Background, excluded events, wires and corrections are in the chronicle only.".to_owned());
    said
}

/// More rows than this leave no room for the story.
const MOST_GROUPS: usize = 6;

/// The events that are told.
struct Story<'a> {
    told: Vec<&'a EventRow<'a>>,
    /// The reference chronology's account of what the documents tell, by the documents' event.
    twins: BTreeMap<&'a EventId, &'a EventRow<'a>>,
    /// The kinds that have a row of their own.
    groups: BTreeSet<&'a str>,
}

impl<'a> Story<'a> {
    fn of(rows: &'a Rows<'a>) -> Self {
        let shown = || rows.events.iter().filter(|row| !matches!(row.event.role, MapRole::Exclude | MapRole::Context));
        let by_documents: BTreeSet<&EventId> =
            shown().filter(|row| row.event.basis == Basis::Documents).map(|row| &row.event.id).collect();
        let mut twins = BTreeMap::new();
        let mut told = Vec::new();
        for row in shown() {
            match row.event.same_as.as_ref().filter(|twin| by_documents.contains(twin)) {
                Some(twin) if row.event.basis == Basis::Reference => {
                    twins.insert(twin, row);
                }
                _ => told.push(row),
            }
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &told {
            *counts.entry(&row.event.kind).or_default() += 1;
        }
        let mut kinds: Vec<(&str, usize)> = counts.into_iter().collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        if kinds.len() > MOST_GROUPS {
            kinds.truncate(MOST_GROUPS - 1);
        }
        Self { told, twins, groups: kinds.into_iter().map(|(kind, _)| kind).collect() }
    }

    fn slides(&self, chronicle: &Chronicle) -> impl Iterator<Item = Value> {
        self.told.iter().filter_map(move |row| {
            let kind = row.event.kind.as_str();
            let group = if self.groups.contains(kind) { kind_title(chronicle, kind) } else { "Other".to_owned() };
            slide(chronicle, row, &group, self.twins.get(&row.event.id).copied())
        })
    }
}

/// The slide of an event; none where nothing is known of its time.
fn slide(chronicle: &Chronicle, row: &EventRow<'_>, group: &str, twin: Option<&EventRow<'_>>) -> Option<Value> {
    let event = row.event;
    let (start, end) = drawn(row.span);
    let start = start?;
    let place = row.place.map_or(event.place.as_str(), |place| place.name.as_str());
    let mut slide = json!({
        "unique_id": event.id,
        "group": escape(group),
        "display_date": escape(&period(row.span)),
        "start_date": date(start, start.is_rest() && end.is_none_or(Moment::is_rest)),
        "text": { "headline": escape(&format!("{place}: {}", kind(chronicle, &event.kind))), "text": text(row, twin) },
        // Words of documents stay words, even where they look like an address.
        "autolink": false,
    });
    if let (Some(end), Some(slide)) = (end.filter(|_| !row.is_one_day()), slide.as_object_mut()) {
        // TimelineJS takes the last day for included, and the last minute.
        let whole = start.is_rest() && end.is_rest();
        let last = Moment(end.0 - if whole { Moment::DAY } else { 1 });
        if last > start {
            slide.insert("end_date".to_owned(), date(last, whole));
        }
    }
    Some(slide)
}

fn date(moment: Moment, whole_day: bool) -> Value {
    let civil = moment.civil();
    // It has no year 0, and calls -44 what EDTF calls -0043: 44 BC.
    let year = civil.year() - i16::from(civil.year() <= 0);
    let mut date = json!({ "year": year, "month": civil.month(), "day": civil.day() });
    if let Some(date) = date.as_object_mut().filter(|_| !whole_day) {
        date.insert("hour".to_owned(), civil.hour().into());
        date.insert("minute".to_owned(), civil.minute().into());
    }
    date
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", escape(text))
}

/// What a slide says, as HTML: the summary, its worth, each passage and citation, then the reference's account.
fn text(row: &EventRow<'_>, twin: Option<&EventRow<'_>>) -> String {
    let mut html = paragraph(&row.event.summary);
    html.extend(worth(row).map(|worth| paragraph(&worth)));
    html.extend(row.event.reading.as_deref().map(paragraph));
    claims(&mut html, row);
    if let Some(twin) = twin {
        let worth = worth(twin).map(|worth| format!(" {worth}")).unwrap_or_default();
        html.push_str(&paragraph(&format!("In the reference chronology: {}.{worth}", period(twin.span))));
        claims(&mut html, twin);
    }
    html
}

/// "Reported by 2 voices (documents)."
fn worth(row: &EventRow<'_>) -> Option<String> {
    let state = row.state.as_ref()?;
    let voices = voices(state.voices);
    let basis = match row.event.basis {
        Basis::Documents => "documents",
        Basis::Reference => "reference chronology",
    };
    let denied = if state.denied { ", denied by another" } else { "" };
    let standing = match unless_happened(row.event.modality) {
        Some(modality) => format!("{}; {}", capitalised(modality), words::standing(state.standing)),
        None => capitalised(words::standing(state.standing)),
    };
    Some(format!("{standing} by {voices}{denied} ({basis})."))
}

fn claims(html: &mut String, row: &EventRow<'_>) {
    for claim in &row.claims {
        if let Some((quote, who)) = claim.claim.excerpt() {
            let by = escape(&attribution(claim, &who.by));
            html.push_str(&format!("<blockquote>“{}”</blockquote><p><small>{by}</small></p>", escape(&quote.exact)));
        } else if let Some(cited) = claim.claim.citation() {
            let cited = format!("{}: {}", capitalised(cited.says.as_str()), citation(claim));
            html.push_str(&format!("<p><small>{}</small></p>", escape(&cited)));
        }
    }
}
