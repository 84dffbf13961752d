//! What two texts of one record say differently, value by value: of any file, known properties and unknown ones alike.

use serde_json::Value;
use std::collections::BTreeMap;

/// Longest value that is said whole, in characters.
const LONGEST: usize = 90;

/// A value of a record that two texts of it do not have alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where in the record it stands: `when`, `claims 2 by`.
    pub at: String,
    /// As each text has it; `None` where it has none.
    pub values: [Option<String>; 2],
}

/// What two texts of a record say differently, in the order of the first text's values; everything where one of them is
/// none.
pub fn differences(texts: [Option<&str>; 2]) -> Vec<Difference> {
    let [(one, order), (other, more)] = texts.map(|text| {
        let mut values = Vec::new();
        if let Some(value) = text.and_then(parsed) {
            flatten("", &value, &mut values);
        }
        let order: Vec<String> = values.iter().map(|(at, _)| at.clone()).collect();
        (values.into_iter().collect::<BTreeMap<String, String>>(), order)
    });
    let new = more.into_iter().filter(|at| !one.contains_key(at));
    let all: Vec<String> = order.iter().cloned().chain(new).collect();
    let difference = |at: String| {
        let values = [one.get(&at), other.get(&at)];
        let [a, b] = values;
        (a != b).then(|| Difference { values: values.map(|value| value.map(|value| shortened(value))), at })
    };
    all.into_iter().filter_map(difference).collect()
}

/// A record's text as values: a feature, or a key or table of TOML without its own name.
fn parsed(text: &str) -> Option<Value> {
    if let Ok(feature) = serde_json::from_str::<Value>(text) {
        return Some(feature);
    }
    let value: Value = toml_edit::de::from_str(text).ok()?;
    let only = |value: Value| match value {
        Value::Object(map) if map.len() == 1 => map.into_iter().next().map(|(_, value)| value),
        _ => None,
    };
    match only(value.clone())? {
        Value::Array(mut tables) if tables.len() == 1 && tables.first().is_some_and(Value::is_object) => tables.pop(),
        table @ Value::Object(_) => Some(table),
        _ => Some(value),
    }
}

fn flatten(at: &str, value: &Value, values: &mut Vec<(String, String)>) {
    let below = |key: &str| match at {
        "" | "properties" => key.to_owned(),
        _ => format!("{at} {key}"),
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| flatten(&below(key), value, values)),
        Value::Array(list) if list.iter().any(Value::is_object) => {
            // Claims are told apart by their ids: one more does not change all that come after it.
            for (number, value) in (1..).zip(list) {
                let id = value.get("id").and_then(Value::as_str).map_or_else(|| number.to_string(), str::to_owned);
                flatten(&below(&id), value, values);
            }
        }
        Value::String(text) => values.push((at.to_owned(), text.clone())),
        Value::Null => {}
        other => values.push((at.to_owned(), other.to_string())),
    }
}

fn shortened(value: &str) -> String {
    let mut letters = value.chars();
    let short: String = letters.by_ref().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if letters.next().is_some() { format!("{short}…") } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(one: Option<&str>, other: Option<&str>) -> Vec<String> {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        let said = |d: &Difference| format!("{}: {} / {}", d.at, value(&d.values[0]), value(&d.values[1]));
        differences([one, other]).iter().map(said).collect()
    }

    #[test]
    fn values_are_told_by_where_they_stand() {
        let a =
            r#"{"id": "E", "properties": {"when": "2021-08-12", "mine": [1, 2], "claims": [{"id": "C1", "by": "A"}]}}"#;
        let b = r#"{"id": "E", "properties": {"when": "2021-08-13", "mine": [1, 2], "claims": [{"id": "C0", "by": "Z"}, {"id": "C1", "by": "B"}]}, "geometry": null}"#;
        let expected =
            ["when: 2021-08-12 / 2021-08-13", "claims C1 by: A / B", "claims C0 id: - / C0", "claims C0 by: - / Z"];
        assert_eq!(said(Some(a), Some(b)), expected);
        assert_eq!(said(Some(a), Some(a)), Vec::<String>::new());
    }

    #[test]
    fn tables_and_keys_are_told_without_their_names_and_a_record_that_goes_whole() {
        let table = |title: &str| format!("# a remark\n[[source]]\nid = \"001\"\ntitle = \"{title}\"");
        assert_eq!(said(Some(&table("A")), Some(&table("B"))), ["title: A / B"]);
        assert_eq!(said(Some("title = \"A\""), Some("title = \"B\"")), ["title: A / B"]);
        assert_eq!(said(Some("[view]\nx = 1"), None), ["x: 1 / -"]);
        assert_eq!(said(None, Some("no record")), Vec::<String>::new());
        let long = said(Some(&table(&"long ".repeat(50))), None);
        assert!(long.iter().all(|line| line.chars().count() < 110), "{long:?}");
    }
}
