//! A key or a table of TOML altered in place: comments, order and unknown keys stay.

use crate::chronicle::record::PathStep;
use serde_json::Value;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value as Written};

/// What a record says: the value of its key, or its table as an object.
pub(super) fn read(raw: &str) -> Option<Value> {
    let document: DocumentMut = raw.parse().ok()?;
    let (_, item) = document.iter().next()?;
    match item {
        Item::ArrayOfTables(tables) => tables.get(0).map(of_table),
        Item::Table(table) => Some(of_table(table)),
        Item::Value(value) => Some(of_value(value)),
        Item::None => None,
    }
}

/// Sets what the path leads to in the record, or takes it out where the value is null. Nothing of a path is the value of
/// a key.
pub(super) fn set(raw: &str, path: &[PathStep<'_>], value: &Value) -> Result<String, String> {
    let mut document: DocumentMut = raw.parse().map_err(|_| "it is no TOML".to_owned())?;
    let (_, item) = document.iter_mut().next().ok_or("it is empty")?;
    let item = match item {
        Item::ArrayOfTables(tables) => match (path.split_first(), tables.get_mut(0)) {
            (Some((PathStep::Key(key), rest)), Some(table)) => {
                return in_table(table, key, rest, value).map(|()| text(&document));
            }
            _ => return Err("it is a table".to_owned()),
        },
        item => item,
    };
    match (item, path.split_first()) {
        (Item::Table(table), Some((PathStep::Key(key), rest))) => in_table(table, key, rest, value)?,
        (Item::Value(old), None) => put(old, written(value).ok_or("nothing cannot be written")?),
        (Item::Value(Written::InlineTable(table)), Some((PathStep::Key(key), []))) => in_inline(table, key, value),
        _ => return Err("it has no such key".to_owned()),
    }
    Ok(text(&document))
}

/// Whether a record is a key, which stands before all tables.
pub(super) fn is_key(raw: &str) -> bool {
    let document = raw.parse::<DocumentMut>();
    document.is_ok_and(|document| document.iter().next().is_some_and(|(_, item)| item.is_value()))
}

/// A record of a key.
pub(super) fn key(name: &str, value: &Value) -> Option<String> {
    let mut document = DocumentMut::new();
    document.insert(name, Item::Value(written(value)?));
    Some(text(&document))
}

/// A record of a table, one of several or alone; what is null is left out.
pub(super) fn table(name: &str, several: bool, value: &Value) -> Option<String> {
    let mut table = Table::new();
    for (key, value) in value.as_object()? {
        if let Some(value) = written(value) {
            table.insert(key, Item::Value(value));
        }
    }
    let mut document = DocumentMut::new();
    let item = if several { Item::ArrayOfTables([table].into_iter().collect()) } else { Item::Table(table) };
    document.insert(name, item);
    Some(text(&document))
}

fn text(document: &DocumentMut) -> String {
    document.to_string().trim().to_owned()
}

fn in_table(table: &mut Table, key: &str, rest: &[PathStep<'_>], value: &Value) -> Result<(), String> {
    match (rest, table.get_mut(key)) {
        ([], _) if value.is_null() => {
            table.remove(key);
        }
        ([], Some(Item::Value(old))) => put(old, written(value).ok_or("nothing cannot be written")?),
        ([], _) => {
            table.insert(key, Item::Value(written(value).ok_or("nothing cannot be written")?));
        }
        ([PathStep::Key(inner)], Some(Item::Value(Written::InlineTable(table)))) => in_inline(table, inner, value),
        ([PathStep::Key(inner), rest @ ..], Some(Item::Table(table))) => return in_table(table, inner, rest, value),
        _ => return Err(format!("it has no table `{key}`")),
    }
    Ok(())
}

fn in_inline(table: &mut InlineTable, key: &str, value: &Value) {
    match (written(value), table.get_mut(key)) {
        (None, _) => {
            table.remove(key);
        }
        (Some(value), Some(old)) => put(old, value),
        (Some(value), None) => {
            table.insert(key, value);
        }
    }
}

/// Puts a value in the place of another, with what stood around it.
fn put(old: &mut Written, new: Written) {
    let decor = old.decor().clone();
    *old = new;
    *old.decor_mut() = decor;
}

fn written(value: &Value) -> Option<Written> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(on) => (*on).into(),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64()?.into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(elements) => elements.iter().filter_map(written).collect::<Array>().into(),
        Value::Object(members) => {
            let members = members.iter().filter_map(|(key, value)| Some((key.as_str(), written(value)?)));
            members.collect::<InlineTable>().into()
        }
    })
}

fn of_table(table: &Table) -> Value {
    let member = |(key, item): (&str, &Item)| {
        let value = match item {
            Item::Value(value) => of_value(value),
            Item::Table(table) => of_table(table),
            Item::ArrayOfTables(tables) => Value::Array(tables.iter().map(of_table).collect()),
            Item::None => Value::Null,
        };
        (key.to_owned(), value)
    };
    Value::Object(table.iter().map(member).collect())
}

fn of_value(value: &Written) -> Value {
    match value {
        Written::String(text) => Value::from(text.value().as_str()),
        Written::Integer(number) => Value::from(*number.value()),
        Written::Float(number) => Value::from(*number.value()),
        Written::Boolean(on) => Value::from(*on.value()),
        Written::Datetime(date) => Value::from(date.value().to_string()),
        Written::Array(elements) => Value::Array(elements.iter().map(of_value).collect()),
        Written::InlineTable(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.to_owned(), of_value(value))).collect())
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn comments_order_and_unknown_keys_stay() {
        let side = "# the first\n[[sides]]\nid = \"a\" # as in events\nodd = 1.50\nname = 'A'";
        let cases = [
            (side, vec![PathStep::Key("name")], json!("B"), side.replace("'A'", "\"B\"")),
            (side, vec![PathStep::Key("id")], json!("b"), side.replace("\"a\"", "\"b\"")),
            (side, vec![PathStep::Key("label")], json!("L"), format!("{side}\nlabel = \"L\"")),
            (side, vec![PathStep::Key("odd")], Value::Null, side.replace("odd = 1.50\n", "")),
            ("title = \"x\" # t", vec![], json!("y"), "title = \"y\" # t".to_owned()),
            (
                "[view]\nbbox = [1, 2]",
                vec![PathStep::Key("bbox")],
                json!([1.5, 2]),
                "[view]\nbbox = [1.5, 2]".to_owned(),
            ),
            (
                "[s]\nsize = { p = \"m\" }",
                vec![PathStep::Key("size"), PathStep::Key("p")],
                json!("n"),
                "[s]\nsize = { p = \"n\" }".to_owned(),
            ),
        ];
        for (raw, path, value, expected) in cases {
            assert_eq!(set(raw, &path, &value).as_deref(), Ok(expected.as_str()), "{raw} {path:?}");
        }
    }

    #[test]
    fn a_record_is_read_as_it_is_written() {
        assert_eq!(key("title", &json!("A \"b\"")).unwrap(), "title = 'A \"b\"'");
        let side = table("sides", true, &json!({"id": "a", "name": "A", "note": null})).unwrap();
        assert_eq!(side, "[[sides]]\nid = \"a\"\nname = \"A\"");
        assert_eq!(read(&side), Some(json!({"id": "a", "name": "A"})));
        assert_eq!(read("tints = { nearest_km = 34 }"), Some(json!({"nearest_km": 34})));
        assert_eq!(read("= broken"), None);
    }
}
