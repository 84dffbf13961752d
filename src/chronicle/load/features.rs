//! GeoJSON, record by record: one bad feature does not lose the rest, and each knows where it stands.

use crate::chronicle::load::brackets::{features_start, next_feature, skip_blank, skip_rest, skip_value};
use crate::chronicle::load::reader::{Fault, TextFile};
use crate::chronicle::problem::Problems;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// A file with so many unreadable features is not what it says it is; reading on could take for ever.
const MOST_BROKEN: usize = 100;

/// One whole feature, its parts still as written.
#[derive(Clone, Debug)]
pub(crate) struct Record<'a> {
    pub id: Option<Cow<'a, str>>,
    /// The feature as written.
    pub raw: &'a str,
    /// Where it begins in its file, in bytes.
    pub at: usize,
    pub properties: Option<&'a RawValue>,
    pub geometry: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "P: Deserialize<'de>"))]
struct Feature<'a, P> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(default = "Option::default")]
    properties: Option<P>,
    #[serde(borrow, default)]
    geometry: Option<&'a RawValue>,
}

/// What stands in the list of features.
#[derive(Clone, Debug)]
pub(in crate::chronicle) enum Element<'a> {
    /// A feature.
    Whole(Record<'a>),
    /// What cannot be read.
    Broken {
        /// Where it begins in its file, in bytes.
        at: usize,
        /// As written.
        raw: &'a str,
        /// The id it seems to have.
        id: Option<String>,
    },
}

/// A collection, element by element.
#[derive(Clone, Debug, Default)]
pub(in crate::chronicle) struct Scan<'a> {
    pub elements: Vec<Element<'a>>,
    /// Where the list of features ends, in bytes; `None` where the file ends before it, or has no such list.
    pub end: Option<usize>,
}

impl<'a> Record<'a> {
    fn of(Feature { id, properties, geometry }: Feature<'a, &'a RawValue>, raw: &'a str, at: usize) -> Self {
        Self { id: id.and_then(id_text), raw, at, properties, geometry }
    }
}

/// A text that is not copied where it stands in the file as it is.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(in crate::chronicle) struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// The features of a collection; what cannot be read is reported.
pub(crate) fn records<'a>(file: &'a TextFile, problems: &mut Problems) -> Vec<Record<'a>> {
    let whole = |element| match element {
        Element::Whole(record) => Some(record),
        Element::Broken { .. } => None,
    };
    scan(file, problems).elements.into_iter().filter_map(whole).collect()
}

/// The elements of a collection; what cannot be read is reported.
pub(in crate::chronicle) fn scan<'a>(file: &'a TextFile, problems: &mut Problems) -> Scan<'a> {
    let mut elements = Vec::new();
    let end = scan_each(file, problems, |element, properties| {
        elements.push(match element {
            Element::Whole(record) => Element::Whole(Record { properties: record.properties.or(properties), ..record }),
            broken @ Element::Broken { .. } => broken,
        });
    });
    Scan { elements, end }
}

/// Hands over the elements of a collection as they are read, each with its properties where these could be read in the
/// same go: its record has none then. What cannot be read is reported. Returns where the list of features ends, in bytes;
/// `None` where the file ends before it, or has no such list.
pub(in crate::chronicle) fn scan_each<'a, P: Deserialize<'a>>(
    file: &'a TextFile,
    problems: &mut Problems,
    mut found: impl FnMut(Element<'a>, Option<P>),
) -> Option<usize> {
    let text = file.text.as_str();
    let Some(mut at) = features_start(text) else {
        problems.push(file.lost(0, no_collection(text)));
        return None;
    };
    let before = problems.count();
    let mut whole = 0;
    loop {
        at = skip_blank(text, at);
        if problems.count() - before >= MOST_BROKEN {
            problems.push(file.lost(at, too_many()));
            return None;
        }
        match text.as_bytes().get(at) {
            Some(b',') => at += 1,
            Some(b']') => break,
            None => {
                problems.push(file.lost(text.len(), cut(whole)));
                return None;
            }
            Some(_) => {
                let (element, properties, next) = match sound(file, at) {
                    Some((record, properties, next)) => (Some(Element::Whole(record)), properties, next),
                    None => {
                        let (element, next) = element(file, at, problems);
                        (element, None, next)
                    }
                };
                whole += usize::from(matches!(element, Some(Element::Whole(_))));
                if let Some(element) = element {
                    found(element, properties);
                }
                at = next;
            }
        }
    }
    if skip_rest(text, at + 1).is_none() {
        problems.push(file.warning(text.len(), None, cut(whole)));
    }
    Some(at)
}

/// A feature that is all of its file.
pub(in crate::chronicle) fn whole(file: &TextFile) -> Option<Record<'_>> {
    serde_json::from_str(&file.text).ok().map(|feature| Record::of(feature, &file.text, 0))
}

/// The id of a feature that stands by itself.
pub(in crate::chronicle) fn id_of(raw: &str) -> Result<Option<String>, serde_json::Error> {
    Ok(serde_json::from_str::<Feature<'_, serde::de::IgnoredAny>>(raw)?.id.and_then(id_text).map(Cow::into_owned))
}

fn id_text(id: &RawValue) -> Option<Cow<'_, str>> {
    match serde_json::from_str::<Text<'_>>(id.get()) {
        Ok(Text(id)) => Some(id).filter(|id| !id.is_empty()),
        Err(_) => serde_json::from_str::<serde_json::Number>(id.get()).ok().map(|id| Cow::Owned(id.to_string())),
    }
}

fn too_many() -> Fault {
    Fault::new(format!("{MOST_BROKEN} features before this line cannot be read; the rest of the file was left out"))
        .hint("restore the file from a copy")
}

fn no_collection(text: &str) -> Fault {
    let found = if text.trim().is_empty() { "an empty file" } else { "something else" };
    Fault::new(format!("expected a GeoJSON FeatureCollection, found {found}")).hint("restore the file from a copy")
}

fn cut(whole: usize) -> Fault {
    Fault::new(format!("the file ends before its features do; the {whole} whole ones before the cut are kept"))
        .hint("restore the file from a copy")
}

/// Reads the feature that begins at `at` in one go, and says where to go on; `None` where anything is wrong with it.
fn sound<'a, P: Deserialize<'a>>(file: &'a TextFile, at: usize) -> Option<(Record<'a>, Option<P>, usize)> {
    let text = file.text.get(at..).filter(|text| text.starts_with('{'))?;
    let mut features = serde_json::Deserializer::from_str(text).into_iter::<Feature<'a, P>>();
    let Feature { id, properties, geometry } = features.next()?.ok()?;
    let end = features.byte_offset();
    let raw = text.get(..end).unwrap_or_default();
    let feature = Feature { id, properties: None, geometry };
    Some((Record::of(feature, raw, at), properties, at + end))
}

/// Reads the element that begins at `at`, counting brackets; returns it, where there is one, and where to go on.
fn element<'a>(file: &'a TextFile, at: usize, problems: &mut Problems) -> (Option<Element<'a>>, usize) {
    let text = file.text.as_str();
    let end = skip_value(text, at);
    let raw = text.get(at..end.unwrap_or(text.len())).unwrap_or_default();
    if !raw.starts_with('{') {
        let shown: String = raw.chars().take(20).collect();
        let fault = Fault::new(format!("expected a GeoJSON feature, found {shown}")).hint("remove it");
        problems.push(file.error(at, None, fault));
        let end = end.unwrap_or(text.len()).max(at + 1);
        return (Some(Element::Broken { at, raw: text.get(at..end).unwrap_or(raw), id: None }), end);
    }
    match serde_json::from_str(raw) {
        Ok(feature) => (Some(Element::Whole(Record::of(feature, raw, at))), end.unwrap_or(text.len())),
        Err(error) => {
            let resume = next_feature(text, at + 1).filter(|next| end.is_none_or(|end| *next < end));
            if end.is_none() && resume.is_none() {
                return (None, text.len());
            }
            let next = resume.or(end).unwrap_or(text.len());
            let broken = text.get(at..next).unwrap_or(raw);
            let id = id_in(broken);
            problems.push(file.error(at + byte_of(raw, &error), id.as_deref(), not_json(&error)));
            (Some(Element::Broken { at, raw: broken, id }), next)
        }
    }
}

/// What to say of a record that is no JSON, or not the JSON that was expected.
pub(crate) fn not_json(error: &serde_json::Error) -> Fault {
    let said = error.to_string();
    let why = said.rsplit_once(" at line ").map_or(said.as_str(), |(why, _)| why);
    // What is wrong, without what was found: "missing field `when`", "invalid type: integer".
    let what = why.split(['"', ',']).next().unwrap_or(why);
    Fault::new(format!("expected a record as data/FORMAT.md has it, found a fault: {why}"))
        .of(what.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '`' | '-' | '.' | ' ')))
        .hint("correct it; the record is left out until then")
}

/// Where in `raw` an error lies, in bytes.
pub(in crate::chronicle) fn byte_of(raw: &str, error: &serde_json::Error) -> usize {
    let before: usize = raw.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column().saturating_sub(1)).min(raw.len().saturating_sub(1))
}

/// The id a broken record seems to have.
fn id_in(raw: &str) -> Option<String> {
    let after = raw.get(raw.find("\"id\"")? + 4..)?.trim_start().strip_prefix(':')?;
    serde_json::Deserializer::from_str(after).into_iter::<String>().next()?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronicle::Listing;
    use proptest::prelude::*;

    const A: &str = r#"{"type": "Feature", "id": "a", "properties": {"s": "}]\\\"{"}, "geometry": null}"#;
    const B: &str = r#"{"type": "Feature", "id": "b", "properties": null, "mine": [{}]}"#;

    fn check(text: &str, ids: &[&str], problems: &[&str]) {
        let file = TextFile::new("f", text.to_owned());
        let mut found = Problems::new(Listing::All);
        let records = records(&file, &mut found);
        let read: Vec<&str> = records.iter().filter_map(|record| record.id.as_deref()).collect();
        assert_eq!(read, ids, "{text}");
        for record in &records {
            assert_eq!(file.text.get(record.at..record.at + record.raw.len()), Some(record.raw));
        }
        let found = found.listed(|_| ());
        let found: Vec<String> = found.iter().map(|p| format!("{:?} {}", p.line, p.message)).collect();
        assert_eq!(found.len(), problems.len(), "{text}: {found:?}");
        for (found, part) in found.iter().zip(problems) {
            assert!(found.contains(part), "{text}: {found}");
        }
    }

    #[test]
    fn every_feature_is_read_with_its_place() {
        check(&format!("{{\"features\": [{A},\n{B}]}}"), &["a", "b"], &[]);
        check(
            &format!("\u{feff}{{\"x\": {{\"features\": [1]}}, \"features\":[\n{A}\n]\n, \"y\": [2]}}\n"),
            &["a"],
            &[],
        );
        check("{\"features\": []}", &[], &[]);
    }

    #[test]
    fn what_is_no_collection_is_one_problem() {
        let expected = "expected a GeoJSON FeatureCollection";
        for text in ["", " ", "[]", "7", "{}", "{\"features\": {}}", "{\"features\"", "{\"a\": [", "null", "{\"a\" 1}"]
        {
            check(text, &[], &[expected]);
        }
    }

    #[test]
    fn the_whole_features_before_a_cut_are_kept() {
        let whole = format!("{{\"features\": [\n{A},\n{B}\n]}}");
        let cut = |end: &str| whole.split_once(end).map_or(String::new(), |(before, _)| before.to_owned());
        check(&cut("}\n]}"), &["a"], &["Some(3) the file ends before its features do; the 1 whole ones"]);
        check(&cut("}]\\"), &[], &["the 0 whole ones"]);
        check(&cut("\n]}"), &["a", "b"], &["the 2 whole ones"]);
        check(whole.trim_end_matches('}'), &["a", "b"], &["the 2 whole ones"]);
    }

    #[test]
    fn one_broken_feature_does_not_lose_the_next() {
        let broken = A.replace("null}", "null");
        check(&format!("{{\"features\": [\n{broken},\n{B}]}}"), &["b"], &["expected a record"]);
        let broken = A.replace("{\"s\"", "[\"s\"");
        check(&format!("{{\"features\": [\n{broken},\n{B}]}}"), &["b"], &["Some(2) expected a record"]);
        let broken = A.replace("\"id\": ", "\"id\": 1");
        check(
            &format!("{{\"features\": [{B}, 7, {broken}, \"x\"]}}"),
            &["b"],
            &["found 7", "expected a record", "found \"x\""],
        );
    }

    #[test]
    fn a_file_of_nothing_but_faults_is_given_up() {
        let file = TextFile::new("f", format!("{{\"features\": [{}", "{\"type\": \"Feature\", ".repeat(100_000)));
        let mut problems = Problems::default();
        assert!(records(&file, &mut problems).is_empty());
        assert_eq!(problems.count(), MOST_BROKEN + 1);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_or_hang(text in "(\\{\"features\":\\[)?[{}\\[\\]\",:\\\\ a1é\n]{0,60}") {
            let file = TextFile::new("f", text);
            records(&file, &mut Problems::default());
        }
    }
}
