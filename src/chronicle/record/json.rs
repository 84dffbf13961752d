//! JSON text altered in place: what is not named keeps its bytes.

use crate::chronicle::load::brackets::{skip_blank, skip_value};
use crate::chronicle::record::PathStep;
use serde_json::Value;
use std::ops::Range;

/// One member of an object, or one element of an array.
struct Part {
    /// Where it begins: at its key, or at its value.
    from: usize,
    /// Its key, as it is read; nothing in an array.
    key: String,
    /// Its value.
    value: Range<usize>,
}

/// Puts a value where the path leads; a member that is not there is added after the others of its object, an element one
/// past the last after the others of its array.
pub(super) fn set(text: &str, path: &[PathStep<'_>], value: &str) -> Result<String, String> {
    let Some((last, above)) = path.split_last() else { return Ok(value.to_owned()) };
    let whole = find(text, above)?;
    let parts = parts(text, whole.start)?;
    if let Some(part) = position(&parts, *last).and_then(|at| parts.get(at)) {
        return Ok(spliced(text, part.value.clone(), value));
    }
    match last {
        PathStep::Key(_) => insert(text, whole.start, &parts, parts.len(), &written(*last, value)),
        PathStep::At(at) if *at == parts.len() => insert(text, whole.start, &parts, *at, value),
        PathStep::At(at) => Err(format!("it has no element {at}")),
    }
}

/// Puts an element before the one at this position of an array.
pub(super) fn insert_at(text: &str, array: &[PathStep<'_>], at: usize, value: &str) -> Result<String, String> {
    let whole = find(text, array)?;
    let parts = parts(text, whole.start)?;
    insert(text, whole.start, &parts, at.min(parts.len()), value)
}

/// Takes out what the path leads to; nothing happens where nothing is there.
pub(super) fn remove(text: &str, path: &[PathStep<'_>]) -> Result<String, String> {
    let Some((last, above)) = path.split_last() else { return Err("it is the whole record".to_owned()) };
    let whole = find(text, above)?;
    let parts = parts(text, whole.start)?;
    let Some(at) = position(&parts, *last) else { return Ok(text.to_owned()) };
    let end = |part: &Part| part.value.end;
    let range = match (at.checked_sub(1).and_then(|before| parts.get(before)), parts.get(at), parts.get(at + 1)) {
        (Some(before), Some(part), _) => end(before)..end(part),
        (None, Some(part), Some(next)) => part.from..next.from,
        (None, Some(part), None) => part.from..end(part),
        (_, None, _) => return Ok(text.to_owned()),
    };
    Ok(spliced(text, range, ""))
}

/// Puts an element of an array in the place of its neighbour.
pub(super) fn swap(text: &str, array: &[PathStep<'_>], first: usize) -> Result<String, String> {
    let parts = parts(text, find(text, array)?.start)?;
    let (Some(a), Some(b)) = (parts.get(first), parts.get(first + 1)) else {
        return Err(format!("it has no elements {first} and {}", first + 1));
    };
    let (one, other) = (text.get(a.value.clone()).unwrap_or_default(), text.get(b.value.clone()).unwrap_or_default());
    Ok(spliced(&spliced(text, b.value.clone(), one), a.value.clone(), other))
}

/// By which members a feature and a claim are known, which stand line by line; and what stands in lists of lines.
const LINE_BY_LINE: [&str; 3] = ["properties", "quote", "says"];
const IN_LINES: [&str; 3] = ["quote", "says", "exact"];

/// A value as files of chronicles are written: features, claims and lists of them line by line; the rest on one line.
/// `step` is the indentation of one level, `None` for one line altogether; `indent` that of the line it begins on.
pub(super) fn laid_out(value: &Value, indent: usize, step: Option<usize>) -> String {
    let Some(step) = step else { return on_a_line(value) };
    let inner = indent + step;
    let lines = |open: char, close: char, parts: Vec<String>| {
        let line = format!("\n{}", " ".repeat(inner));
        format!("{open}{line}{}\n{}{close}", parts.join(&format!(",{line}")), " ".repeat(indent))
    };
    match value {
        Value::Object(members) if LINE_BY_LINE.iter().any(|key| members.contains_key(*key)) => {
            let member = |(key, value): (&String, &Value)| {
                let value = match value {
                    Value::Object(_) if key == "properties" => properties(value, inner, step),
                    value => laid_out(value, inner, Some(step)),
                };
                written(PathStep::Key(key), &value)
            };
            lines('{', '}', members.iter().map(member).collect())
        }
        Value::Array(elements) if elements.iter().any(|e| IN_LINES.iter().any(|key| e.get(key).is_some())) => {
            lines('[', ']', elements.iter().map(|element| laid_out(element, inner, Some(step))).collect())
        }
        value => on_a_line(value),
    }
}

fn properties(value: &Value, indent: usize, step: usize) -> String {
    let inner = indent + step;
    let Value::Object(members) = value else { return on_a_line(value) };
    let member = |(key, value): (&String, &Value)| written(PathStep::Key(key), &laid_out(value, inner, Some(step)));
    let members: Vec<String> = members.iter().map(member).collect();
    let line = format!("\n{}", " ".repeat(inner));
    format!("{{{line}{}\n{}}}", members.join(&format!(",{line}")), " ".repeat(indent))
}

/// `{"a": 1, "b": [2, 3]}`.
pub(super) fn on_a_line(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| written(PathStep::Key(key), &on_a_line(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(elements) => {
            format!("[{}]", elements.iter().map(on_a_line).collect::<Vec<_>>().join(", "))
        }
        value => value.to_string(),
    }
}

/// A member as it is written, an element as it is.
fn written(step: PathStep<'_>, value: &str) -> String {
    match step {
        PathStep::Key(key) => format!("{}: {value}", Value::from(key)),
        PathStep::At(_) => value.to_owned(),
    }
}

/// The value a path leads to.
fn find(text: &str, path: &[PathStep<'_>]) -> Result<Range<usize>, String> {
    let start = skip_blank(text, 0);
    let mut range = start..skip_value(text, start).unwrap_or(text.len());
    for step in path {
        let parts = parts(text, range.start)?;
        let part = position(&parts, *step).and_then(|at| parts.into_iter().nth(at));
        range = part.ok_or_else(|| format!("it has no {step}"))?.value;
    }
    Ok(range)
}

fn position(parts: &[Part], step: PathStep<'_>) -> Option<usize> {
    match step {
        PathStep::Key(key) => parts.iter().position(|part| part.key == key),
        PathStep::At(at) => (at < parts.len()).then_some(at),
    }
}

/// The members of the object, or elements of the array, that begins at `from`.
fn parts(text: &str, from: usize) -> Result<Vec<Part>, String> {
    const BROKEN: &str = "it is no whole JSON";
    let bytes = text.as_bytes();
    let keyed = match bytes.get(from) {
        Some(b'{') => true,
        Some(b'[') => false,
        _ => return Err("a value of it holds no others".to_owned()),
    };
    let mut parts = Vec::new();
    let mut at = from + 1;
    loop {
        at = skip_blank(text, at);
        match bytes.get(at).ok_or(BROKEN)? {
            b'}' | b']' => return Ok(parts),
            b',' => at += 1,
            _ => {
                let from = at;
                let mut key = String::new();
                if keyed {
                    let end = skip_value(text, at).ok_or(BROKEN)?;
                    key = text.get(at..end).and_then(|key| serde_json::from_str(key).ok()).ok_or(BROKEN)?;
                    at = skip_blank(text, end);
                    if bytes.get(at) != Some(&b':') {
                        return Err(BROKEN.to_owned());
                    }
                    at = skip_blank(text, at + 1);
                }
                let end = skip_value(text, at).filter(|end| *end > at).ok_or(BROKEN)?;
                parts.push(Part { from, key, value: at..end });
                at = end;
            }
        }
    }
}

/// Puts a part among others, with between them what lies between those.
fn insert(text: &str, open: usize, parts: &[Part], at: usize, part: &str) -> Result<String, String> {
    let between = match (parts.first(), parts.get(1)) {
        (Some(first), Some(second)) => text.get(first.value.end..second.from).unwrap_or(", ").to_owned(),
        // One alone has beside it what it is written under.
        (Some(first), None) => format!(",{}", text.get(open + 1..first.from).filter(|b| !b.is_empty()).unwrap_or(" ")),
        (None, _) => return Ok(spliced(text, open + 1..open + 1, part)),
    };
    match at.checked_sub(1).and_then(|before| parts.get(before)) {
        Some(before) => Ok(spliced(text, before.value.end..before.value.end, &format!("{between}{part}"))),
        None => {
            let first = parts.first().map_or(open + 1, |first| first.from);
            Ok(spliced(text, first..first, &format!("{part}{between}")))
        }
    }
}

fn spliced(text: &str, range: Range<usize>, part: &str) -> String {
    let (before, after) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
    format!("{before}{part}{after}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const TEXT: &str = "{\n \"id\" : \"a\",\n \"odd\": 1.50,\n \"list\": [\n  {\"id\": 1},\n  {\"id\": 2}\n ]\n}";

    #[test]
    fn what_is_not_named_keeps_its_bytes() {
        let key = PathStep::Key;
        let cases = [
            (set(TEXT, &[key("id")], "\"b\""), TEXT.replace("\"a\"", "\"b\"")),
            (set(TEXT, &[key("new")], "null"), TEXT.replace("\n ]\n}", "\n ],\n \"new\": null\n}")),
            (set(TEXT, &[key("list"), PathStep::At(1), key("id")], "3"), TEXT.replace("\"id\": 2", "\"id\": 3")),
            (
                set(TEXT, &[key("list"), PathStep::At(1), key("x")], "3"),
                TEXT.replace("\"id\": 2", "\"id\": 2, \"x\": 3"),
            ),
            (insert_at(TEXT, &[key("list")], 2, "{}"), TEXT.replace("2}", "2},\n  {}")),
            (insert_at(TEXT, &[key("list")], 0, "{}"), TEXT.replace("{\"id\": 1", "{},\n  {\"id\": 1")),
            (
                swap(TEXT, &[key("list")], 0),
                TEXT.replace('1', "#").replace('2', "1").replace("{\"id\": #", "{\"id\": 2").replace('#', "1"),
            ),
            (remove(TEXT, &[key("odd")]), TEXT.replace(",\n \"odd\": 1.50", "")),
            (remove(TEXT, &[key("id")]), TEXT.replace("\"id\" : \"a\",\n ", "")),
            (remove(TEXT, &[key("none")]), TEXT.to_owned()),
            (remove(TEXT, &[key("list"), PathStep::At(0)]), TEXT.replace("{\"id\": 1},\n  ", "")),
        ];
        for (i, (got, expected)) in cases.into_iter().enumerate() {
            assert_eq!(got.as_deref(), Ok(expected.as_str()), "case {i}");
        }
    }

    #[test]
    fn what_cannot_be_altered_is_said_and_nothing_panics() {
        for broken in ["", "{", "[1", "{\"a\"}", "{\"a\":}", "7", "{\"a\": [}"] {
            assert!(set(broken, &[PathStep::Key("b")], "1").is_err(), "{broken}");
        }
        assert!(set(TEXT, &[PathStep::Key("none"), PathStep::Key("b")], "1").is_err());
        assert!(set(TEXT, &[PathStep::Key("list"), PathStep::At(5)], "1").is_err());
        assert!(swap(TEXT, &[PathStep::Key("list")], 1).is_err());
    }

    #[test]
    fn an_empty_object_or_list_takes_its_first() {
        assert_eq!(set("{}", &[PathStep::Key("a")], "1").unwrap(), "{\"a\": 1}");
        assert_eq!(insert_at("{\"a\": []}", &[PathStep::Key("a")], 0, "1").unwrap(), "{\"a\": [1]}");
    }
}
