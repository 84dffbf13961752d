//! Words and dates the data formats share: how an instant is written, who says a passage, what is left out.

use crate::chronicle::{Basis, Chronicle, SideId, Standing};
use crate::export::data::rows::{ClaimRow, Rows};
use crate::export::number::hex;
use crate::scene::{Palette, Theme};
use crate::time::{Moment, Span};
use crate::timeline::{Certainty, Control, ControlState};

/// An instant on the chronicle's civil clock, without its distance from UTC: `2021-08-13T00:00:00`.
pub(super) fn civil(moment: Moment) -> String {
    moment.civil().strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// The bounds to draw an event in. An unknown start is no licence to draw it always: like the map, it is said of the
/// last day only. An unknown end stays open.
pub(super) fn drawn(span: Span) -> (Option<Moment>, Option<Moment>) {
    (span.start.or(span.end.map(|end| Moment(end.0.saturating_sub(Moment::DAY)))), span.end)
}

/// Who published what a claim rests on, and when: "Taliban near gates of Kabul, AFP, 2021-08-13".
pub(super) fn citation(row: &ClaimRow<'_>) -> String {
    let (title, by, published) = match (row.source, row.reference) {
        (Some(source), _) => {
            let by = source.publisher.as_deref().or(source.agency.as_deref()).or(source.byline.as_deref());
            (source.label.as_str(), by, &source.published)
        }
        (None, Some(reference)) => (reference.title.as_str(), Some(reference.publisher.as_str()), &reference.published),
        (None, None) => return row.claim.source.to_string(),
    };
    let by = by.map(|by| format!("{by}, ")).unwrap_or_default();
    format!("{title}, {by}{}", published.written())
}

/// A passage with who says it: "“…” (the interior ministry; title, publisher, day)".
pub(super) fn attributed(row: &ClaimRow<'_>, quote: &str, by: &str) -> String {
    format!("“{quote}” ({by}; {})", citation(row))
}

/// Who holds a place, in words: "Held by the Taliban".
pub(super) fn whose(chronicle: &Chronicle, state: &ControlState) -> String {
    let name = |side: &SideId| {
        let known = chronicle.meta.sides.iter().find(|known| known.id == *side);
        known.map_or_else(|| side.to_string(), |side| side.name.clone())
    };
    match &state.control {
        Control::NotReported => "Not reported".to_owned(),
        Control::Contested if state.besieged => "Besieged".to_owned(),
        Control::Contested => "Contested".to_owned(),
        Control::Side(side) if state.standing < Some(Standing::Reported) => {
            format!("Held by {}, as one party alone says", name(side))
        }
        Control::Side(side) if state.certainty == Some(Certainty::Possible) => {
            format!("Possibly held by {}", name(side))
        }
        Control::Side(side) => format!("Held by {}", name(side)),
    }
}

/// The colour of a side as `#rrggbb`; grey for nobody's.
pub(super) fn colour(chronicle: &Chronicle, side: Option<&SideId>) -> String {
    let palette = Palette::of(Theme::Light);
    let rank = side.and_then(|side| chronicle.side_rank(side));
    hex(rank.and_then(|rank| palette.sides.get(rank)).unwrap_or(&palette.ink3).rgb)
}

/// What every data format leaves out of an order, a sentence each.
pub(super) fn left_out(rows: &Rows<'_>) -> Vec<String> {
    let order = rows.order;
    let mut said = Vec::new();
    if let Some(by) = order.known_by {
        let claims = match rows.unpublished {
            1 => "1 claim".to_owned(),
            n => format!("{n} claims"),
        };
        said.push(format!(
            "What had not been published by {} is left out ({claims}), with the events that rest on nothing else.",
            by.written()
        ));
    }
    if !order.shows(Basis::Documents) {
        said.push("What the documents say is left out, as asked.".to_owned());
    }
    if !order.shows(Basis::Reference) {
        said.push("The reference chronology is left out, as asked.".to_owned());
    }
    said.push(
        "The rules by which standing, voices and control follow from the claims are not in the file, only what follows."
            .to_owned(),
    );
    said.push(
        "Whole documents are not in the file, only the passages quoted; a bag (.zip) carries them where asked."
            .to_owned(),
    );
    said.push(
        "The base map (relief, countries, lakes, rivers, roads) is not in the file; parts of it are under the ODbL."
            .to_owned(),
    );
    said
}
