//! `[subject]` of `data/chronicle.toml`: what the map counts. What is wrong with one key leaves it as it is by default.

use crate::chronicle::load::reader::Fault;
use crate::chronicle::{Lingers, Place, PlaceId, Side, SideId, SizeBy, SizeScale, Subject, TimeRange};
use crate::time::Resolution;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The table as written; what it needs of places and sides is known only when they are.
#[derive(Default, Deserialize)]
pub(super) struct SubjectToml {
    #[serde(default)]
    counts: Option<Counts>,
    #[serde(default)]
    lingers: Option<String>,
    #[serde(default)]
    watch: Option<SideId>,
    #[serde(default)]
    resolution: Option<String>,
    #[serde(default)]
    size: Option<SizeToml>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Counts {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum SizeToml {
    Property(String),
    Table {
        property: String,
        #[serde(default)]
        label: Option<String>,
        #[serde(default)]
        scale: Option<String>,
    },
}

const RESOLUTIONS: [(&str, Resolution); 5] = [
    ("minute", Resolution::Minute),
    ("hour", Resolution::Hour),
    ("day", Resolution::Day),
    ("month", Resolution::Month),
    ("year", Resolution::Year),
];
const SCALES: [(&str, SizeScale); 2] = [("magnitude", SizeScale::Magnitude), ("area", SizeScale::Area)];

impl SubjectToml {
    /// What the table comes to; `warn` hears of each key that cannot be heeded.
    pub(super) fn subject(
        self,
        sides: &[Side],
        range: TimeRange,
        places: &BTreeMap<PlaceId, Place>,
        mut warn: impl FnMut(Fault),
    ) -> Subject {
        let [control, occurrences, journey] = counts(self.counts, can_count_control(sides, places), &mut warn);
        let days = range.from.until(range.until).map_or(i64::MAX, |span| i64::from(span.get_days()) + 1);
        let resolution = self.resolution.and_then(|text| one_of("resolution", &text, &RESOLUTIONS, &mut warn));
        Subject {
            control,
            occurrences,
            journey,
            lingers: self.lingers.map_or(Lingers::Own, |text| lingers(&text, &mut warn)),
            watch: watch(self.watch, sides, &mut warn),
            resolution: resolution.unwrap_or(Resolution::of_days(days)),
            size: self.size.map(|size| size_by(size, &mut warn)),
        }
    }
}

/// Who holds what is told where there is what may be held, and who may hold it.
fn can_count_control(sides: &[Side], places: &BTreeMap<PlaceId, Place>) -> bool {
    !sides.is_empty() && places.values().any(|place| place.listed)
}

/// Control, occurrences, journey.
fn counts(written: Option<Counts>, can_control: bool, warn: &mut impl FnMut(Fault)) -> [bool; 3] {
    let by_default = [can_control, !can_control, false];
    let words = match written {
        None => return by_default,
        Some(Counts::One(word)) => vec![word],
        Some(Counts::Several(words)) => words,
    };
    let mut counted = [false; 3];
    for word in words {
        match word.as_str() {
            "control" if can_control => counted[0] = true,
            "control" => warn(
                Fault::new(
                    "expected listed places and [[sides]] where control is counted, found none of one or the other",
                )
                .hint("add them; until then nobody is said to hold anything"),
            ),
            "occurrences" => counted[1] = true,
            "journey" => counted[2] = true,
            other => warn(
                Fault::new(format!(
                    "expected `subject.counts` to be one of control, occurrences, journey, found \"{other}\""
                ))
                .hint("use the words of the list"),
            ),
        }
    }
    if counted == [false; 3] { by_default } else { counted }
}

fn one_of<T: Copy>(key: &str, text: &str, known: &[(&str, T)], warn: &mut impl FnMut(Fault)) -> Option<T> {
    let found = known.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
    if found.is_none() {
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        let fault = Fault::new(format!("expected `subject.{key}` to be one of {}, found \"{text}\"", words.join(", ")));
        warn(fault.hint("use one of the list"));
    }
    found
}

fn lingers(text: &str, warn: &mut impl FnMut(Fault)) -> Lingers {
    match text {
        "own" => Lingers::Own,
        "end" => Lingers::End,
        _ => match text.parse::<jiff::Span>() {
            Ok(span) if span.is_positive() => Lingers::For(span.fieldwise()),
            _ => {
                let fault = format!(
                    "expected `subject.lingers` to be own, end or a duration such as PT6H or P3D, found \"{text}\""
                );
                warn(Fault::new(fault).hint("durations are written as in ISO 8601"));
                Lingers::Own
            }
        },
    }
}

/// The side that is named, or the first.
fn watch(named: Option<SideId>, sides: &[Side], warn: &mut impl FnMut(Fault)) -> Option<SideId> {
    let is_side = |id: &SideId| sides.iter().any(|side| side.id == *id);
    if let Some(unknown) = named.as_ref().filter(|id| !is_side(id)) {
        let fault = format!("expected `subject.watch` to name one of [[sides]], found \"{unknown}\"");
        warn(Fault::new(fault).hint("the first side is followed until it does"));
    }
    named.filter(is_side).or_else(|| sides.first().map(|side| side.id.clone()))
}

fn size_by(toml: SizeToml, warn: &mut impl FnMut(Fault)) -> SizeBy {
    let (property, label, scale) = match toml {
        SizeToml::Property(property) => (property, None, None),
        SizeToml::Table { property, label, scale } => (property, label, scale),
    };
    let scale = scale.and_then(|text| one_of("size.scale", &text, &SCALES, warn)).unwrap_or_default();
    SizeBy { label: label.unwrap_or_else(|| property.replace(['_', '-'], " ")), property, scale }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::time::Day;

    fn listed_town() -> Place {
        Place {
            id: "town".into(),
            name: "Town".into(),
            role: String::new(),
            listed: true,
            province: None,
            area: None,
            variants: Vec::new(),
            local: Vec::new(),
            names: BTreeMap::new(),
            position: None,
            precision: None,
            radius_km: None,
            note: None,
        }
    }

    /// What a table comes to where the army may hold a listed town, through so many days, and what is said against it.
    fn read(toml: &str, days: i32) -> (Subject, Vec<String>) {
        let side = |id: &str| Side { id: id.into(), name: id.into(), label: id.into(), singular: true };
        let from: Day = "2021-01-01".parse().unwrap();
        let until = from.saturating_add(jiff::Span::new().days(days - 1));
        let range = TimeRange { from, until, dense: (from, until), start: from };
        let places = BTreeMap::from([(PlaceId::from("town"), listed_town())]);
        let mut said = Vec::new();
        let toml: SubjectToml = toml_edit::de::from_str(toml).unwrap();
        let subject =
            toml.subject(&[side("army"), side("rebels")], range, &places, |fault| said.push(fault.sentence()));
        (subject, said)
    }

    #[test]
    fn without_a_table_control_is_counted_day_by_day_and_the_first_side_followed() {
        let (subject, said) = read("", 31);
        assert_eq!(
            subject,
            Subject {
                control: true,
                watch: Some("army".into()),
                lingers: Lingers::Own,
                resolution: Resolution::Day,
                ..Subject::default()
            }
        );
        assert_eq!(said, Vec::<String>::new());
        let finer = [1, 2, 3700, 3701, 60_000].map(|days| read("", days).0.resolution);
        let [hour, day, month, year] = [Resolution::Hour, Resolution::Day, Resolution::Month, Resolution::Year];
        assert_eq!(finer, [hour, day, day, month, year]);
    }

    #[test]
    fn without_sides_or_listed_places_occurrences_are_counted() {
        let toml = SubjectToml::default();
        let day: Day = "2021-01-01".parse().unwrap();
        let range = TimeRange { from: day, until: day, dense: (day, day), start: day };
        let subject = toml.subject(&[], range, &BTreeMap::new(), |fault| panic!("{}", fault.sentence()));
        assert_eq!((subject.control, subject.occurrences, subject.watch), (false, true, None));
    }

    #[test]
    fn a_table_says_what_is_counted_and_how() {
        let (subject, said) = read(
            "counts = [\"journey\", \"control\"]\nlingers = \"PT6H\"\nwatch = \"rebels\"\nresolution = \"month\"\nsize = \"dead_or_missing\"",
            31,
        );
        assert_eq!((subject.control, subject.occurrences, subject.journey), (true, false, true));
        assert_eq!(subject.lingers, Lingers::For(jiff::Span::new().hours(6).fieldwise()));
        assert_eq!((subject.watch, subject.resolution), (Some("rebels".into()), Resolution::Month));
        assert_eq!(
            subject.size.map(|size| (size.label, size.scale)),
            Some(("dead or missing".into(), SizeScale::Magnitude))
        );
        assert_eq!(said, Vec::<String>::new());
    }

    #[test]
    fn a_key_that_cannot_be_heeded_is_named_and_stays_as_it_is_by_default() {
        for (toml, expected) in [
            ("counts = \"controls\"", "one of control, occurrences, journey, found \"controls\""),
            ("lingers = \"3 moons\"", "own, end or a duration such as PT6H or P3D, found \"3 moons\""),
            ("lingers = \"-P3D\"", "found \"-P3D\""),
            ("watch = \"navy\"", "one of [[sides]], found \"navy\""),
            ("resolution = \"week\"", "one of minute, hour, day, month, year, found \"week\""),
            ("size = { property = \"dead\", scale = \"cube\" }", "one of magnitude, area, found \"cube\""),
        ] {
            let (subject, said) = read(toml, 31);
            assert!(said.len() == 1 && said[0].contains(expected), "{toml}: {said:?}");
            assert_eq!(Subject { size: None, ..subject }, read("", 31).0, "{toml}");
        }
    }
}
