//! Keys and tables of TOML: added where they are not there, in the place where they may stand.

use crate::chronicle::record::{Changes, new_ids, toml};
use crate::chronicle::{Change, ChangeError, RecordFile, RecordId};
use serde_json::{Value, json};

impl Changes {
    /// Adds a table to those of a file, after the last of its kind; the id is made of `name`, and comes back.
    ///
    /// # Errors
    /// Where the file takes no change.
    pub fn add_table(
        &mut self,
        file: RecordFile,
        table: &str,
        name: &str,
        fields: &Value,
    ) -> Result<String, ChangeError> {
        let id = new_ids::table(&self.draft, file, table, name);
        let mut whole = serde_json::Map::from_iter([("id".to_owned(), json!(id))]);
        whole.extend(fields.as_object().cloned().unwrap_or_default());
        let record = RecordId(format!("{table}/{id}"));
        let raw = toml::table(table, true, &Value::Object(whole)).unwrap_or_default();
        let begin = format!("{table}/");
        let last = self.draft.records(file).filter(|record| record.id.0.starts_with(&begin)).last();
        let after = last.or_else(|| self.draft.records(file).last()).map(|record| record.id.clone());
        let gap = last.is_none().then(|| "\n\n".to_owned());
        let gap = gap.filter(|_| after.is_some());
        self.make(Change::Add { file, id: record, raw, after, gap })?;
        Ok(id)
    }

    /// Sets a key of `chronicle.toml`, which is added before all tables where it is not there, or taken out by null.
    ///
    /// # Errors
    /// Where the file takes no change.
    pub fn set_key(&mut self, key: &str, value: &Value) -> Result<(), ChangeError> {
        let (file, id) = (RecordFile::Chronicle, RecordId::from(key));
        match (self.draft.record(file, &id).is_some(), toml::key(key, value)) {
            (true, None) => self.remove(file, &id),
            (true, Some(_)) => self.set(file, &id, &[], value),
            (false, None) => Ok(()),
            (false, Some(raw)) => {
                let keys = self.draft.records(file).filter(|record| toml::is_key(&record.raw));
                let after = keys.last().map(|record| record.id.clone());
                let gap = Some(if after.is_some() { "\n" } else { "\n\n" }.to_owned());
                self.make(Change::Add { file, id, raw, after, gap })
            }
        }
    }

    /// Sets a key of a table of `chronicle.toml` of which there is one; the table is added where it is not there.
    ///
    /// # Errors
    /// Where the file takes no change.
    pub fn set_in_table(&mut self, table: &str, key: &str, value: &Value) -> Result<(), ChangeError> {
        let (file, id) = (RecordFile::Chronicle, RecordId::from(table));
        if self.draft.record(file, &id).is_some() {
            return self.set(file, &id, &[key.into()], value);
        }
        if value.is_null() {
            return Ok(());
        }
        let raw = toml::table(table, false, &json!({ key: value })).unwrap_or_default();
        let after = self.draft.records(file).last().map(|record| record.id.clone());
        let gap = after.is_some().then(|| "\n\n".to_owned());
        self.make(Change::Add { file, id, raw, after, gap })
    }
}
