//! What is to be done to records, step by step.

use crate::chronicle::record::{PathStep, json, new_ids, new_records, toml};
use crate::chronicle::{
    Change, ChangeError, ClaimId, Draft, EventId, NewClaim, NewEvent, NewPlace, PlaceId, Quote, RecordFile, RecordId,
};
use crate::geo::LonLat;
use serde_json::{Value, json};

/// Changes in the making, each on top of the one before: what was added a moment ago can be altered, and no id is given
/// twice. They are made by [`Draft::apply_all`], all or none.
///
/// ```
/// use dateline::chronicle::{Changes, Draft, Embedded, RecordFile};
///
/// let draft = Draft::new(std::sync::Arc::new(Embedded));
/// let mut changes = Changes::on(&draft);
/// changes.set(RecordFile::Places, &"herat".into(), &["properties".into(), "name".into()], &"Hirat".into())?;
/// assert_eq!(changes.made().len(), 1);
/// # Ok::<(), dateline::chronicle::ChangeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Changes {
    pub(super) draft: Draft,
    made: Vec<Change>,
}

impl Changes {
    /// Nothing changed yet.
    pub fn on(draft: &Draft) -> Self {
        Self { draft: draft.clone(), made: Vec::new() }
    }

    /// The files after what was done so far.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// What was done.
    pub fn made(self) -> Vec<Change> {
        self.made
    }

    /// What a record says: a feature, the value of a key, or a table as an object; `None` where it is not there or broken.
    pub fn read(&self, file: RecordFile, id: &RecordId) -> Option<Value> {
        let raw = &self.draft.record(file, id)?.raw;
        if file.is_geojson() { serde_json::from_str(raw).ok() } else { toml::read(raw) }
    }

    /// Does one change.
    ///
    /// # Errors
    /// Where it does not fit; what was done before stays.
    pub fn make(&mut self, change: Change) -> Result<(), ChangeError> {
        self.draft = self.draft.apply(&change)?.draft;
        // The last text of a record is the one that counts.
        if let Change::Put { file, id, .. } = &change {
            self.made.retain(|old| !matches!(old, Change::Put { file: f, id: i, .. } if f == file && i == id));
        }
        self.made.push(change);
        Ok(())
    }

    /// Sets what a path leads to in a record. Null takes a key out of TOML; in a feature it is written, where there is a
    /// member to hold it. The empty path is the value of a key of TOML.
    ///
    /// # Errors
    /// Where there is no such record, or nothing can stand there.
    pub fn set(
        &mut self,
        file: RecordFile,
        id: &RecordId,
        path: &[PathStep<'_>],
        value: &Value,
    ) -> Result<(), ChangeError> {
        self.alter(file, id, |raw| {
            if !file.is_geojson() {
                return toml::set(raw, path, value);
            }
            if value.is_null() && !has(raw, path) {
                return Ok(raw.to_owned());
            }
            json::set(raw, path, &json::on_a_line(value))
        })
    }

    /// Takes what a path leads to out of a record.
    ///
    /// # Errors
    /// Where there is no such record.
    pub fn unset(&mut self, file: RecordFile, id: &RecordId, path: &[PathStep<'_>]) -> Result<(), ChangeError> {
        self.alter(file, id, |raw| {
            if file.is_geojson() { json::remove(raw, path) } else { toml::set(raw, path, &Value::Null) }
        })
    }

    /// Takes out a record.
    ///
    /// # Errors
    /// Where there is none.
    pub fn remove(&mut self, file: RecordFile, id: &RecordId) -> Result<(), ChangeError> {
        self.make(Change::Remove { file, id: id.clone() })
    }

    /// Adds an event with its claims, after all others.
    ///
    /// # Errors
    /// Where the file takes no change.
    pub fn add_event(&mut self, new: &NewEvent) -> Result<EventId, ChangeError> {
        let id = new_ids::event(&self.draft, &new.place, &new.kind);
        let position = self.drawn_at(&new.place);
        // The claims come one by one, so that each has an id of its own.
        let bare = new_records::event(new, &id, position, Vec::new());
        self.add_feature(RecordFile::Events, id.as_str(), &bare)?;
        let mut claims = Vec::with_capacity(new.claims.len());
        for claim in &new.claims {
            claims.push(self.add_claim(&id, claim)?);
        }
        if !claims.is_empty() {
            // Altered text by text it would be on few lines; laid out anew it stands as the others do.
            let record = RecordId::from(id.as_str());
            if let Some(whole) = self.read(RecordFile::Events, &record) {
                let raw = self.laid_out(RecordFile::Events, &whole);
                self.alter(RecordFile::Events, &record, |_| Ok(raw))?;
            }
        }
        Ok(id)
    }

    /// Adds a claim to an event, after its others.
    ///
    /// # Errors
    /// Where there is no such event.
    pub fn add_claim(&mut self, event: &EventId, new: &NewClaim) -> Result<ClaimId, ChangeError> {
        let id = new_ids::claim(&self.draft, &new.source);
        let voice = new.voice.clone().unwrap_or_else(|| new_ids::voice(&new.by));
        let value = new_records::claim(new, &id, &voice);
        let (indent, step) = self.style(RecordFile::Events);
        let text = json::laid_out(&value, indent + 3 * step.unwrap_or(0), step);
        self.alter(RecordFile::Events, &event.as_str().into(), |raw| json::insert_at(raw, &CLAIMS, usize::MAX, &text))?;
        Ok(id)
    }

    /// Takes the claim at this position out of an event.
    ///
    /// # Errors
    /// Where there is no such event.
    pub fn remove_claim(&mut self, event: &EventId, at: usize) -> Result<(), ChangeError> {
        let [properties, claims] = CLAIMS;
        self.unset(RecordFile::Events, &event.as_str().into(), &[properties, claims, at.into()])
    }

    /// Puts the claim at this position after the next.
    ///
    /// # Errors
    /// Where there are no two claims.
    pub fn swap_claims(&mut self, event: &EventId, first: usize) -> Result<(), ChangeError> {
        self.alter(RecordFile::Events, &event.as_str().into(), |raw| json::swap(raw, &CLAIMS, first))
    }

    /// Makes the claim at this position an event of its own, of the same kind, at the same place, when the claim says.
    ///
    /// # Errors
    /// Where there is no such claim, or it is the only one.
    pub fn separate(&mut self, event: &EventId, at: usize) -> Result<EventId, ChangeError> {
        let (file, record) = (RecordFile::Events, RecordId::from(event.as_str()));
        let missing = || ChangeError::Missing { file, id: record.clone() };
        let mut whole = self.read(file, &record).ok_or_else(missing)?;
        let claims = whole.pointer("/properties/claims").and_then(Value::as_array).ok_or_else(missing)?;
        let claim = claims.get(at).filter(|_| claims.len() > 1).cloned().ok_or_else(missing)?;
        let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let properties = whole.get_mut("properties").and_then(Value::as_object_mut).ok_or_else(missing)?;
        if !text(&claim, "when").is_empty() {
            for key in ["when", "earliest", "latest"] {
                properties.insert(key.to_owned(), claim.get(key).cloned().unwrap_or(Value::Null));
            }
        }
        // What was said of all its claims together holds for none alone.
        for key in ["reading", "same_as", "order"] {
            if let Some(said) = properties.get_mut(key) {
                *said = Value::Null;
            }
        }
        let (place, kind) =
            (PlaceId::from(text(&whole["properties"], "place").as_str()), text(&whole["properties"], "kind"));
        let id = new_ids::event(&self.draft, &place, &kind);
        whole["id"] = json!(id);
        whole["properties"]["claims"] = json!([claim]);
        self.remove_claim(event, at)?;
        self.add_feature(file, id.as_str(), &whole)?;
        Ok(id)
    }

    /// Lets the claim at this position stand on another passage.
    ///
    /// # Errors
    /// Where there is no such claim.
    pub fn anchor(&mut self, event: &EventId, at: usize, quote: &Quote) -> Result<(), ChangeError> {
        let [properties, claims] = CLAIMS;
        let path = [properties, claims, at.into(), "quote".into()];
        let (indent, step) = self.style(RecordFile::Events);
        let text = json::laid_out(&new_records::selectors(quote), indent + 4 * step.unwrap_or(0), step);
        self.alter(RecordFile::Events, &event.as_str().into(), |raw| json::set(raw, &path, &text))
    }

    /// Lets an event happen at another place, whose point becomes its own; a line or an outline of its own stays.
    ///
    /// # Errors
    /// Where there is no such event.
    pub fn set_place(&mut self, event: &EventId, place: &PlaceId) -> Result<(), ChangeError> {
        let record = RecordId::from(event.as_str());
        self.set(RecordFile::Events, &record, &["properties".into(), "place".into()], &json!(place))?;
        self.follow_place(&record, place)
    }

    /// Sets when an event or the claim at this position of it was, with the bounds.
    ///
    /// # Errors
    /// Where there is no such event or claim.
    pub fn set_when(
        &mut self,
        event: &EventId,
        claim: Option<usize>,
        when: &str,
        (earliest, latest): (Option<&str>, Option<&str>),
    ) -> Result<(), ChangeError> {
        let record = RecordId::from(event.as_str());
        let [properties, claims] = CLAIMS;
        for (key, value) in [("when", Some(when)), ("earliest", earliest), ("latest", latest)] {
            let path = match claim {
                Some(at) => vec![properties, claims, at.into(), key.into()],
                None => vec![properties, key.into()],
            };
            self.set(RecordFile::Events, &record, &path, &json!(value))?;
        }
        Ok(())
    }

    /// Adds a place, after all others.
    ///
    /// # Errors
    /// Where the file takes no change.
    pub fn add_place(&mut self, new: &NewPlace) -> Result<PlaceId, ChangeError> {
        let id = new_ids::place(&self.draft, &new.name);
        self.add_feature(RecordFile::Places, id.as_str(), &new_records::place(new, &id))?;
        Ok(id)
    }

    /// Moves a place, and with it the points of all that happened there.
    ///
    /// # Errors
    /// Where there is no such place.
    pub fn move_place(&mut self, place: &PlaceId, to: Option<LonLat>) -> Result<(), ChangeError> {
        let record = RecordId::from(place.as_str());
        self.set(RecordFile::Places, &record, &["geometry".into()], &new_records::point(to))?;
        if let (Some(_), Some(Value::Null) | None) = (to, self.member(RecordFile::Places, &record, "precision")) {
            let path = ["properties".into(), "precision".into()];
            self.set(RecordFile::Places, &record, &path, &json!("settlement"))?;
        }
        self.place_changed(place)
    }

    /// Brings the points of what happened at a place to the point it has now.
    ///
    /// # Errors
    /// Where an event cannot be altered.
    pub fn place_changed(&mut self, place: &PlaceId) -> Result<(), ChangeError> {
        let named = serde_json::Value::from(place.as_str()).to_string();
        let there: Vec<RecordId> = self
            .draft
            .records(RecordFile::Events)
            .filter(|record| record.raw.contains(&named))
            .filter(|record| place_of(&record.raw).as_deref() == Some(place.as_str()))
            .map(|record| record.id.clone())
            .collect();
        there.into_iter().try_for_each(|event| self.follow_place(&event, place))
    }

    /// Alters the text of a record.
    fn alter(
        &mut self,
        file: RecordFile,
        id: &RecordId,
        alter: impl FnOnce(&str) -> Result<String, String>,
    ) -> Result<(), ChangeError> {
        let record = self.draft.record(file, id).ok_or_else(|| ChangeError::Missing { file, id: id.clone() })?;
        let raw = alter(&record.raw).map_err(|why| ChangeError::Text { file, id: id.clone(), why })?;
        if *record.raw == raw {
            return Ok(());
        }
        // What was added a moment ago is added as it is now.
        let added = self
            .made
            .iter()
            .position(|made| matches!(made, Change::Add { file: f, id: i, .. } if *f == file && i == id));
        if let Some(Change::Add { raw: old, .. }) = added.and_then(|at| self.made.get_mut(at)) {
            self.draft = self.draft.apply(&Change::Put { file, id: id.clone(), raw: raw.clone() })?.draft;
            *old = raw;
            return Ok(());
        }
        self.make(Change::Put { file, id: id.clone(), raw })
    }

    fn add_feature(&mut self, file: RecordFile, id: &str, value: &Value) -> Result<(), ChangeError> {
        let raw = self.laid_out(file, value);
        let after = self.draft.records(file).last().map(|record| record.id.clone());
        self.make(Change::Add { file, id: id.into(), raw, after, gap: None })
    }

    fn laid_out(&self, file: RecordFile, value: &Value) -> String {
        let (indent, step) = self.style(file);
        json::laid_out(value, indent, step)
    }

    /// How the features of a file are laid out: how far they are indented, and each level in them; none where each stands
    /// on one line.
    fn style(&self, file: RecordFile) -> (usize, Option<usize>) {
        let width = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let gap = self.draft.file(file).map(|file| std::sync::Arc::clone(&file.gap));
        let indent = gap.as_deref().and_then(|gap| gap.rsplit_once('\n')).map_or(0, |(_, last)| width(last));
        let Some(first) = self.draft.records(file).next() else { return (indent, Some(1)) };
        let step = first.raw.lines().nth(1).map(|line| width(line).saturating_sub(indent));
        (indent, step.map(|step| step.clamp(1, 8)))
    }

    /// The point of a place, where it is exact enough to be drawn.
    fn drawn_at(&self, place: &PlaceId) -> Option<LonLat> {
        let feature = self.read(RecordFile::Places, &place.as_str().into())?;
        let precision = feature.pointer("/properties/precision").and_then(Value::as_str);
        let at = |i: usize| feature.pointer(&format!("/geometry/coordinates/{i}")).and_then(Value::as_f64);
        let drawn = matches!(precision, Some("exact" | "settlement"));
        at(0).zip(at(1)).filter(|_| drawn).map(|(lon, lat)| LonLat::new(lon, lat))
    }

    fn follow_place(&mut self, event: &RecordId, place: &PlaceId) -> Result<(), ChangeError> {
        let Some(feature) = self.read(RecordFile::Events, event) else { return Ok(()) };
        let own = feature.pointer("/geometry/type").and_then(Value::as_str);
        if own.is_some_and(|own| own != "Point") {
            return Ok(());
        }
        let point = new_records::point(self.drawn_at(place));
        if feature.get("geometry") == Some(&point) {
            return Ok(());
        }
        self.set(RecordFile::Events, event, &["geometry".into()], &point)
    }

    fn member(&self, file: RecordFile, id: &RecordId, name: &str) -> Option<Value> {
        self.read(file, id)?.get_mut("properties")?.get_mut(name).map(Value::take)
    }
}

/// The way to the claims of an event.
const CLAIMS: [PathStep<'static>; 2] = [PathStep::Key("properties"), PathStep::Key("claims")];

/// Whether the last step of a path leads to something.
fn has(raw: &str, path: &[PathStep<'_>]) -> bool {
    let Ok(whole) = serde_json::from_str::<Value>(raw) else { return false };
    let found = path.iter().try_fold(&whole, |value, step| match step {
        PathStep::Key(key) => value.get(key),
        PathStep::At(at) => value.get(at),
    });
    found.is_some()
}

/// The place of an event, by its text.
fn place_of(raw: &str) -> Option<String> {
    let feature: Value = serde_json::from_str(raw).ok()?;
    feature.pointer("/properties/place")?.as_str().map(str::to_owned)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
