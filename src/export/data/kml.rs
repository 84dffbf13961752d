//! KML 2.2 with time: a folder for who holds what on each basis, and one for each kind of event.

use crate::chronicle::{Basis, EventShape, MapRole, SideId};
use crate::export::data::rows::{self, EventRow, Holding, Rows};
use crate::export::data::said::{attributed, citation, clock, drawn, last, left_out};
use crate::export::data::table_rows::TableRows;
use crate::export::escape::{escape, unescape};
use crate::export::{CoverageKind, ExportError, Exporter, Job, Progress, Provenance};
use crate::geo::LonLat;
use crate::scene::{Palette, Theme};
use crate::time::{Extent, Moment, written_day};
use crate::timeline::{Certainty, Control, earliest, latest};
use crate::words;
use jiff::tz::{Offset, TimeZone};
use std::collections::BTreeMap;
use std::io::{Result, Write};

/// The KML format.
pub(in crate::export) struct Kml;

/// Around the provenance, so that it is found again.
const PROVENANCE: (&str, &str) = ("<Data name=\"provenance\"><value>", "</value></Data>");
/// The white shapes every reader of KML knows by address and tints: disc and ring, square and its outline.
const SHAPES: [[&str; 2]; 2] = [["placemark_circle", "donut"], ["placemark_square", "polygon"]];

impl Exporter for Kml {
    fn extension(&self) -> &'static str {
        "kml"
    }
    fn label(&self) -> &'static str {
        "KML with time"
    }
    fn doc(&self) -> &'static str {
        "Events and who held what, for Google Earth and other globes"
    }

    fn covers(&self) -> &'static [CoverageKind] {
        &[CoverageKind::All]
    }

    fn write(&self, job: &Job, to: &mut dyn Write, _: &dyn Progress) -> std::result::Result<(), ExportError> {
        let rows = Rows::of(job);
        let zone = job.chronicle().meta.zone();
        Ok(Writer { to, rows: &rows, zone }.document(&Provenance::of(job).json())?)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (_, rest) = text.split_once(PROVENANCE.0)?;
        let (json, _) = rest.split_once(PROVENANCE.1)?;
        Some(unescape(json))
    }
}

struct Writer<'a> {
    to: &'a mut dyn Write,
    rows: &'a Rows<'a>,
    zone: TimeZone,
}

/// One thing in the list of a globe.
struct Placemark {
    name: String,
    /// One line below the name.
    line: String,
    /// HTML, its words escaped.
    html: String,
    begin: Option<Moment>,
    end: Option<Moment>,
    /// Whether it is a single day, and not a length of time.
    day: bool,
    /// The distance from UTC that its date names.
    named: Option<Offset>,
    style: String,
    data: Vec<(&'static str, String)>,
    /// Where; what has no point is in the list only.
    point: Option<LonLat>,
    /// Its own line or outline, drawn instead.
    shape: Option<EventShape>,
}

/// The geometry of a line or an outline.
fn kml_shape(shape: &EventShape) -> String {
    let coordinates = |points: &[LonLat]| {
        let points = points.iter().map(|p| format!("{},{}", p.lon_deg, p.lat_deg));
        format!("<coordinates>{}</coordinates>", points.collect::<Vec<_>>().join(" "))
    };
    let parts: Vec<String> = match shape {
        EventShape::Lines(lines) => {
            lines.iter().map(|line| format!("<LineString>{}</LineString>", coordinates(line))).collect()
        }
        EventShape::Outline(polygons) => {
            let ring = |(i, ring): (usize, &Vec<LonLat>)| {
                let side = if i == 0 { "outer" } else { "inner" };
                let ring = coordinates(ring);
                format!("<{side}BoundaryIs><LinearRing>{ring}</LinearRing></{side}BoundaryIs>")
            };
            let polygon = |rings: &Vec<Vec<LonLat>>| {
                format!("<Polygon>{}</Polygon>", rings.iter().enumerate().map(ring).collect::<String>())
            };
            polygons.iter().map(polygon).collect()
        }
    };
    match parts.as_slice() {
        [one] => one.clone(),
        parts => format!("<MultiGeometry>{}</MultiGeometry>", parts.concat()),
    }
}

impl Writer<'_> {
    fn document(&mut self, provenance: &str) -> Result<()> {
        let meta = &self.rows.job.chronicle().meta;
        let notes = not_carried(self.rows);
        writeln!(self.to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(self.to, "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>")?;
        writeln!(self.to, "<name>{}</name>\n<open>1</open>", escape(&meta.title))?;
        let paragraphs: String = notes.iter().map(|note| format!("<li>{}</li>", escape(note))).collect();
        let html = format!("<p>{}</p><p>Not in this file:</p><ul>{paragraphs}</ul>", escape(&meta.summary));
        writeln!(self.to, "<description>{}</description>", escape(&html))?;
        self.styles()?;
        writeln!(self.to, "<ExtendedData>")?;
        self.data("notCarried", &notes.join(" "))?;
        writeln!(self.to, "{}{}{}", PROVENANCE.0, escape(provenance), PROVENANCE.1)?;
        writeln!(self.to, "</ExtendedData>")?;
        for (basis, name) in [
            (Basis::Documents, "Who holds what, by the documents"),
            (Basis::Reference, "Who holds what, by the reference chronology"),
        ] {
            let of_basis = self.rows.holdings.iter().filter(|row| row.basis == basis);
            let placemarks: Vec<Placemark> = of_basis.map(|row| self.holding(row)).collect();
            self.folder(name, &placemarks)?;
        }
        let mut kinds: BTreeMap<&str, Vec<Placemark>> = BTreeMap::new();
        for row in self.rows.events.iter().filter(|row| row.event.role != MapRole::Exclude) {
            kinds.entry(&row.event.kind).or_default().push(self.event(row));
        }
        for (kind, placemarks) in kinds {
            self.folder(&words::kind_title(self.rows.job.chronicle(), kind), &placemarks)?;
        }
        writeln!(self.to, "</Document>\n</kml>")
    }

    /// A style for each side on each basis, possible and definite, and those of nobody.
    fn styles(&mut self) -> Result<()> {
        let palette = Palette::of(Theme::Light);
        let colours = [(Some(0), palette.sides[0]), (Some(1), palette.sides[1]), (None, palette.ink3)];
        for (rank, colour) in colours {
            let shapes = SHAPES[rank.unwrap_or(0)];
            for (basis, shape) in [Basis::Documents, Basis::Reference].into_iter().zip(shapes) {
                for certainty in [Certainty::Possible, Certainty::Definite] {
                    let id = style(rank, basis, certainty);
                    let alpha = if certainty == Certainty::Possible { "80" } else { "ff" };
                    let [r, g, b] = colour.rgb;
                    writeln!(
                        self.to,
                        "<Style id=\"{id}\"><IconStyle><color>{alpha}{b:02x}{g:02x}{r:02x}</color><scale>0.8</scale><Icon>\
                         <href>http://maps.google.com/mapfiles/kml/shapes/{shape}.png</href></Icon></IconStyle>\
                         <LabelStyle><scale>0.8</scale></LabelStyle></Style>"
                    )?;
                }
            }
        }
        Ok(())
    }

    fn folder(&mut self, name: &str, placemarks: &[Placemark]) -> Result<()> {
        if placemarks.is_empty() {
            return Ok(());
        }
        writeln!(self.to, "<Folder>\n<name>{}</name>", escape(name))?;
        for placemark in placemarks {
            self.placemark(placemark)?;
        }
        writeln!(self.to, "</Folder>")
    }

    fn placemark(&mut self, mark: &Placemark) -> Result<()> {
        write!(self.to, "<Placemark><name>{}</name>", escape(&mark.name))?;
        write!(self.to, "<Snippet maxLines=\"1\">{}</Snippet>", escape(&mark.line))?;
        writeln!(self.to, "<description>{}</description>", escape(&mark.html))?;
        let instant = |moment: Moment| clock(moment, &self.zone, mark.named);
        match (mark.begin, mark.end) {
            (Some(begin), _) if mark.day => {
                write!(self.to, "<TimeStamp><when>{}</when></TimeStamp>", written_day(begin.civil().date()))?;
            }
            (None, None) => {}
            (begin, end) => {
                let tag = |name: &str, moment: Option<Moment>| {
                    moment.and_then(instant).map(|text| format!("<{name}>{text}</{name}>")).unwrap_or_default()
                };
                write!(self.to, "<TimeSpan>{}{}</TimeSpan>", tag("begin", begin), tag("end", end))?;
            }
        }
        writeln!(self.to, "<styleUrl>#{}</styleUrl>\n<ExtendedData>", mark.style)?;
        for (name, value) in mark.data.iter().filter(|(_, value)| !value.is_empty()) {
            self.data(name, value)?;
        }
        write!(self.to, "</ExtendedData>")?;
        if let Some(shape) = &mark.shape {
            write!(self.to, "{}", kml_shape(shape))?;
        } else if let Some(point) = mark.point {
            write!(self.to, "<Point><coordinates>{},{}</coordinates></Point>", point.lon_deg, point.lat_deg)?;
        }
        writeln!(self.to, "</Placemark>")
    }

    fn data(&mut self, name: &str, value: &str) -> Result<()> {
        writeln!(self.to, "<Data name=\"{name}\"><value>{}</value></Data>", escape(value))
    }

    fn holding(&self, row: &Holding<'_>) -> Placemark {
        let chronicle = self.rows.job.chronicle();
        let (place, state) = (row.place, &row.state);
        let side = match &state.control {
            Control::Side(side) => Some(side),
            Control::Contested | Control::NotReported => None,
        };
        let certainty = state.certainty.unwrap_or(Certainty::Definite);
        let said = words::held_by(chronicle, state);
        let since = state.since.map(crate::time::Span::edtf).unwrap_or_default();
        let decided = state.decided_by.iter().chain(&state.contested_by);
        let decided: Vec<&str> = decided.map(|event| event.as_str()).collect();
        let name = |side: &SideId| words::side_name(chronicle, side).to_owned();
        Placemark {
            name: place.name.clone(),
            line: said.clone(),
            html: format!("<p>{}</p><p>{}</p>", escape(&said), escape(&chronicle.meta.control)),
            begin: Some(row.from),
            end: row.until.or_else(|| last(self.rows, Some(row.from))),
            day: false,
            named: None,
            style: style(side.and_then(|side| chronicle.side_rank(side)), row.basis, certainty),
            data: vec![
                ("id", row.id()),
                ("place", place.id.to_string()),
                ("province", place.province.clone().unwrap_or_default()),
                ("basis", rows::basis(row.basis).to_owned()),
                ("control", state.control.as_str().to_owned()),
                ("certainty", state.certainty.map(rows::certainty).unwrap_or_default().to_owned()),
                ("standing", state.standing.map(|standing| standing.word()).unwrap_or_default().to_owned()),
                ("voices", state.voices.to_string()),
                ("since", since),
                ("events", decided.join(" ")),
                ("may_be_held_by", state.maybe.as_ref().map(|held| name(&held.side)).unwrap_or_default()),
                ("may_still_be_held_by", state.before.as_ref().map(name).unwrap_or_default()),
            ],
            point: rows::point(place),
            shape: None,
        }
    }

    fn event(&self, row: &EventRow<'_>) -> Placemark {
        let chronicle = self.rows.job.chronicle();
        let event = row.event;
        let (begin, end) = drawn(row.span);
        let name = row.place.map_or(event.place.as_str(), |place| place.name.as_str());
        let standing = row.state.as_ref().map(|state| state.standing.word()).unwrap_or_default();
        let voices = row.state.as_ref().map(|state| state.voices.to_string()).unwrap_or_default();
        let day = event.extent == Extent::Within && row.is_one_day();
        let quotes: String = row
            .claims
            .iter()
            .map(|claim| {
                let quoted = claim.claim.excerpt().map(|(quote, who)| attributed(claim, &quote.exact, &who.by));
                let cited = || Some(format!("{}: {}", claim.claim.citation()?.says.as_str(), citation(claim)));
                format!("<li>{}</li>", escape(&quoted.or_else(cited).unwrap_or_default()))
            })
            .collect();
        let when = words::period(row.span);
        let line = [Some(when.as_str()), words::unless_happened(event.modality), Some(standing)]
            .into_iter()
            .flatten()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        let reading = event.reading.as_deref().map(|reading| format!("<p>{}</p>", escape(reading)));
        Placemark {
            name: format!("{name}: {}", words::kind(chronicle, &event.kind)),
            line: line.clone(),
            html: format!(
                "<p>{}</p><p>{}</p>{}<ul>{quotes}</ul>",
                escape(&event.summary),
                escape(&line),
                reading.unwrap_or_default()
            ),
            begin,
            end: end.or_else(|| last(self.rows, begin)),
            day,
            named: event.when.offset(),
            style: style(
                event.side.as_ref().and_then(|side| chronicle.side_rank(side)),
                event.basis,
                Certainty::Definite,
            ),
            data: vec![
                ("id", event.id.to_string()),
                ("kind", event.kind.clone()),
                ("place", event.place.to_string()),
                ("province", row.place.and_then(|place| place.province.clone()).unwrap_or_default()),
                ("side", event.side.as_ref().map(|side| side.to_string()).unwrap_or_default()),
                ("basis", rows::basis(event.basis).to_owned()),
                ("standing", standing.to_owned()),
                ("voices", voices),
                ("when", event.when.written().to_owned()),
                ("earliest", row.span.start.map(earliest).unwrap_or_default()),
                ("latest", row.span.end.map(latest).unwrap_or_default()),
                ("modality", rows::modality(event.modality).to_owned()),
                ("role", rows::role(event.role).to_owned()),
            ],
            point: row.point(),
            shape: event.shape.clone(),
        }
    }
}

/// The style of a side on a basis; sides beyond the second have no colour of their own.
fn style(rank: Option<usize>, basis: Basis, certainty: Certainty) -> String {
    let side = match rank {
        Some(0) => "first",
        Some(1) => "second",
        _ => "nobody",
    };
    format!("{side}-{}-{}", rows::basis(basis), rows::certainty(certainty))
}

fn not_carried(rows: &Rows<'_>) -> Vec<String> {
    let mut said = left_out(rows);
    said.extend(TableRows::not_carried(rows.job));
    said.push(
        "KML has no word for a vague date: a span runs over all days on which an event may have happened; the date as \
         written is in \"when\". An unknown start is said of the last day only."
            .to_owned(),
    );
    said.push("Excluded events, areas, corridors, wires and corrections are in the chronicle only.".to_owned());
    said.push("A place of which nothing is reported is not shown: silence is not drawn.".to_owned());
    said
}
