//! An opened chronicle: records, base map and index, as everything is drawn and exported from them. The one recipe for
//! opening one.

mod tables;

use crate::basemap::{Basemap, tinted};
use crate::chronicle::load::{ReadAgain, read_again};
use crate::chronicle::{
    Change, Chronicle, Draft, Files, Listing, OpenError, Opened, Problem, RecordFile, Severity, files_at, is_example,
    open,
};
use crate::scene::Atlas;
use crate::table::TABLES;
use crate::table::rows::Tables;
use crate::text::{missing, script_name};
use crate::timeline::Timeline;
use crate::words::legend::tinted_by;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An opened chronicle. Cheap to clone.
///
/// ```
/// let data = dateline::dataset::Dataset::open(None)?;
/// assert_eq!(data.chronicle.meta.title, "The advance on Kabul, 2021");
/// # Ok::<(), dateline::chronicle::OpenError>(())
/// ```
#[derive(Clone)]
pub struct Dataset {
    /// Its files, for formats that carry them.
    pub files: Arc<dyn Files>,
    /// The records.
    pub chronicle: Arc<Chronicle>,
    /// The geometry of the base map and of the records.
    pub atlas: Arc<Atlas>,
    /// The index over all records.
    pub timeline: Arc<Timeline>,
    /// What is wrong with single records, those of the base map among them.
    pub problems: Arc<[Problem]>,
    /// Those of the tables and the base map alone.
    pub of_basemap: Arc<[Problem]>,
    /// Excerpts that agree with their documents, and all excerpts.
    pub verified: (usize, usize),
    /// The files of records that could not be read, or not to their end: what is drawn lacks what they held.
    pub unread: Arc<[String]>,
    /// The folder it was opened from, or the name of an example; none for the built-in chronicle.
    pub opened_as: Option<PathBuf>,
    /// How it was read, for reading a part of it again.
    pub reading: Arc<HowRead>,
}

/// Up to so many events are read again by themselves; of more, all of them are.
const MOST_AGAIN: usize = 64;

/// What reading a chronicle left that reading one event of it again goes by.
#[derive(Debug, Default)]
pub struct HowRead {
    /// SHA-256 of its files, by path.
    sums: BTreeMap<String, String>,
    /// Whether nothing at all is to be said of its events.
    faultless_events: bool,
    /// Whether it was read from a draft: what a change is made to is then what was read.
    of_draft: bool,
}

impl HowRead {
    fn of(opened: &Opened, of_draft: bool) -> Arc<Self> {
        let of_events = |problem: &Problem| problem.file == RecordFile::Events.path();
        let faultless_events = !opened.problems.iter().chain(&opened.hints).any(of_events);
        Arc::new(Self { sums: opened.sums.clone(), faultless_events, of_draft })
    }
}

impl Dataset {
    /// Opens the chronicle in a folder, an example by its name, or the built-in one.
    ///
    /// # Errors
    /// Where there is no chronicle to speak of.
    pub fn open(folder: Option<&Path>) -> Result<Self, OpenError> {
        Ok(Self { opened_as: folder.map(Path::to_owned), ..Self::of(Arc::from(files_at(folder)))? })
    }

    /// The folder it can be saved in; none for the built-in chronicle and the examples.
    pub fn folder(&self) -> Option<&Path> {
        self.opened_as.as_deref().filter(|folder| !is_example(folder))
    }

    /// Opens the chronicle of these files.
    ///
    /// # Errors
    /// As [`Dataset::open`].
    pub fn of(files: Arc<dyn Files>) -> Result<Self, OpenError> {
        let opened = open(&*files)?;
        Ok(Self::new(files, opened))
    }

    /// Makes ready what was opened from these files.
    pub fn new(files: Arc<dyn Files>, opened: Opened) -> Self {
        let kept = tables::read(&*files, &opened.chronicle.meta.zone(), true);
        Self::with(files, opened, kept)
    }

    /// The same with tables that were read, and what is wrong with them.
    fn with(files: Arc<dyn Files>, mut opened: Opened, (kept, of_tables): (Tables, Vec<Problem>)) -> Self {
        let unread = opened.unread();
        let reading = HowRead::of(&opened, false);
        let of_records = opened.problems.len();
        opened.problems.extend(of_tables);
        tables::keep(&mut opened.chronicle, kept);
        tint_by_rule(&mut opened.chronicle);
        let basemap = with_basemap(&*files, &mut opened, Listing::default());
        let of_basemap = opened.problems.get(of_records..).unwrap_or_default().into();
        let Opened { chronicle, problems, verified, .. } = opened;
        let atlas = Atlas::new(&chronicle, basemap);
        let chronicle = Arc::new(chronicle);
        let timeline = Arc::new(Timeline::new(Arc::clone(&chronicle)));
        let (atlas, problems) = (Arc::new(atlas), problems.into());
        Self { files, chronicle, atlas, timeline, problems, of_basemap, verified, unread, opened_as: None, reading }
    }

    /// The dataset after changes: another revision of the same chronicle, read from the draft they lead to. Where they
    /// only give events other texts or add some, these alone are read again.
    ///
    /// # Errors
    /// Where the draft is no chronicle to speak of any more.
    pub fn changed(&self, draft: &Draft, changes: &[Change]) -> Result<Self, OpenError> {
        match self.read_again(draft, changes) {
            Some(changed) => Ok(changed),
            None => self.reopened(draft, &changes.iter().map(Change::file).collect()),
        }
    }

    /// The dataset read anew from a draft in which some of its files have changed.
    ///
    /// # Errors
    /// As [`Dataset::changed`].
    pub fn reopened(&self, draft: &Draft, changed: &BTreeSet<RecordFile>) -> Result<Self, OpenError> {
        let files: Arc<dyn Files> = Arc::new(draft.clone());
        let mut opened = open(&*files)?;
        opened.chronicle.revision = self.chronicle.revision.next();
        let (opened_as, reading) = (self.opened_as.clone(), HowRead::of(&opened, true));
        let undrawn = |file: &RecordFile| {
            matches!(file, RecordFile::Events | RecordFile::References | RecordFile::Sources | RecordFile::Review)
        };
        if !changed.iter().all(undrawn) {
            // On the clock of another zone the rows of tables are at other times.
            let same_zone = opened.chronicle.meta.time_zone == self.chronicle.meta.time_zone;
            let of_tables = || self.of_basemap.iter().filter(|of| of.file.starts_with(TABLES)).cloned().collect();
            let kept = same_zone.then(|| (self.chronicle.tables.clone(), of_tables()));
            let kept = kept.unwrap_or_else(|| tables::read(&*files, &opened.chronicle.meta.zone(), true));
            return Ok(Self { opened_as, reading, ..Self::with(files, opened, kept) });
        }
        tables::keep(&mut opened.chronicle, self.chronicle.tables.clone());
        // No geometry is drawn from these files: the base map need not be read again, nor areas made again.
        opened.chronicle.areas = Arc::clone(&self.chronicle.areas);
        opened.chronicle.meta.control.clone_from(&self.chronicle.meta.control);
        let unread = opened.unread();
        let Opened { chronicle, mut problems, verified, .. } = opened;
        problems.extend(self.of_basemap.iter().cloned());
        let chronicle = Arc::new(chronicle);
        let timeline = Arc::new(Timeline::new(Arc::clone(&chronicle)));
        let (problems, atlas, of_basemap) = (problems.into(), Arc::clone(&self.atlas), Arc::clone(&self.of_basemap));
        Ok(Self { files, chronicle, atlas, timeline, problems, of_basemap, verified, unread, opened_as, reading })
    }

    /// The dataset after events were given other texts or added, all else shared; `None` where that may not be all.
    fn read_again(&self, draft: &Draft, changes: &[Change]) -> Option<Self> {
        let texts: Vec<(&str, &str)> = changes.iter().map(text_of).collect::<Option<_>>()?;
        if !(1..=MOST_AGAIN).contains(&texts.len()) {
            return None;
        }
        let as_read = || {
            let begun = draft.begun();
            RecordFile::ALL.into_iter().all(|file| begun.sum(file).as_ref() == self.reading.sums.get(file.path()))
        };
        if !self.reading.faultless_events || !(self.reading.of_draft || as_read()) {
            return None;
        }
        let text = || String::from_utf8(draft.read(RecordFile::Events.path()).ok()?.into_owned()).ok();
        let ReadAgain { mut chronicle, more, sums } = read_again(&self.chronicle, &self.reading.sums, &texts, text)?;
        chronicle.revision = self.chronicle.revision.next();
        let chronicle = Arc::new(chronicle);
        let (exact, all) = self.verified;
        Some(Self {
            files: Arc::new(draft.clone()),
            timeline: Arc::new(self.timeline.changed(Arc::clone(&chronicle))),
            chronicle,
            verified: (exact.checked_add_signed(more)?, all.checked_add_signed(more)?),
            reading: Arc::new(HowRead { sums, faultless_events: true, of_draft: true }),
            ..self.clone()
        })
    }
}

/// The event that a change gives a text, and that text.
fn text_of(change: &Change) -> Option<(&str, &str)> {
    match change {
        Change::Put { file: RecordFile::Events, id, raw } | Change::Add { file: RecordFile::Events, id, raw, .. } => {
            Some((id.0.as_str(), raw.as_str()))
        }
        _ => None,
    }
}

impl std::fmt::Debug for Dataset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Dataset({}, {})", self.files.name(), self.chronicle.hash)
    }
}

/// What no font can write of the names that are drawn: each place and side by itself, as they are corrected.
fn undrawable(files: &dyn Files, opened: &Opened) -> Vec<Problem> {
    let chronicle = &opened.chronicle;
    let of_places = chronicle.places.values().filter_map(|place| {
        let character = std::iter::once(&place.name).chain(place.names.values()).find_map(|name| missing(name))?;
        Some((RecordFile::Places, place.id.as_str(), character))
    });
    let of_sides = chronicle.meta.sides.iter().filter_map(|side| {
        let character = [&side.name, &side.label].into_iter().find_map(|name| missing(name))?;
        Some((RecordFile::Chronicle, side.id.as_str(), character))
    });
    let said = |(file, record, character): (RecordFile, &str, char)| Problem {
        line: line_of(files, file.path(), record),
        record: Some(record.to_owned()),
        hint: Some(match script_name(character) {
            Some(script) => format!(
                "it is drawn as a box; install a font that has {script} letters, or name it in another script, too"
            ),
            None => "it is drawn as a box; leave the sign out, or name it in another script, too".to_owned(),
        }),
        ..Problem::new(
            Severity::Warning,
            file.path(),
            &format!(
                "expected a name that can be drawn, found {character} (U+{:04X}{}), which no font here has",
                u32::from(character),
                script_name(character).map_or_else(String::new, |script| format!(", {script}"))
            ),
        )
    };
    of_places.chain(of_sides).map(said).collect()
}

/// The line on which a record of a file gives its id.
fn line_of(files: &dyn Files, path: &str, record: &str) -> Option<usize> {
    let bytes = files.read(path).ok()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let quoted = serde_json::to_string(record).ok()?;
    let names = |line: &str| line.split_once("id").is_some_and(|(_, rest)| rest.contains(&quoted));
    text.lines().position(names).map(|line| line + 1)
}

/// Gives a chronicle the areas of its rule, and says the rule with its definition of control.
fn tint_by_rule(chronicle: &mut Chronicle) {
    let Some(areas) = tinted(chronicle) else { return };
    chronicle.areas = Arc::new(areas);
    let rule = tinted_by(chronicle.meta.tints, &chronicle.meta.listed);
    let said = [chronicle.meta.control.as_str(), rule.as_str()].into_iter().filter(|text| !text.is_empty());
    chronicle.meta.control = said.collect::<Vec<_>>().join(" ");
}

/// The base map of an opened chronicle; its problems then stand with those of the records.
pub fn with_basemap(files: &dyn Files, opened: &mut Opened, listing: Listing) -> Basemap {
    let (basemap, problems) = Basemap::load_listing(files, &opened.chronicle, listing);
    opened.problems.extend(problems);
    let undrawable = undrawable(files, opened);
    opened.problems.extend(Problem::listed(undrawable, listing));
    basemap
}

/// The tables of an opened chronicle, every one read from its file; their problems then stand with those of the records.
pub fn with_tables(files: &dyn Files, opened: &mut Opened) {
    let (kept, problems) = tables::read(files, &opened.chronicle.meta.zone(), false);
    opened.problems.extend(problems);
    tables::keep(&mut opened.chronicle, kept);
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{ChangeStep, Changes, Embedded, Event, Revision};
    use crate::timeline::Clock;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static BEGUN: LazyLock<(Dataset, Draft)> = LazyLock::new(|| {
        let files: Arc<dyn Files> = Arc::new(Embedded);
        (Dataset::of(Arc::clone(&files)).unwrap(), Draft::new(files))
    });

    /// All that is read from files, in words that can be compared.
    fn all_of(data: &Dataset) -> String {
        let chronicle = Chronicle { revision: Revision::default(), ..Chronicle::clone(&data.chronicle) };
        let slices = data.timeline.stops().iter().step_by(7).map(|cursor| {
            let slice = data.timeline.slice(Clock { cursor: *cursor, known_by: None });
            format!("{:?} {:?}", slice.places, slice.counts)
        });
        let slices: Vec<String> = slices.collect();
        let begun = data.timeline.outcomes(None);
        format!("{chronicle:?} {:?} {:?} {:?} {slices:?} {begun:?}", data.problems, data.verified, data.unread)
    }

    /// A change to the text of an event as an editor may make it, sound or not.
    fn edited(raw: &str, what: u8) -> String {
        let (old, new) = [
            ("\"summary\": \"", "\"summary\": \"Once more: "),
            ("2021-08-12", "2021-08-13"),
            ("2021-08-1", "2021-08-0"),
            ("\"kind\": \"capture\"", "\"kind\": \"surrender\""),
            ("\"kind\": \"", "\"kind\": \"un"),
            ("\"role\": \"mark\"", "\"role\": \"context\""),
            ("\"place\": \"", "\"place\": \"no"),
            ("\"modality\": \"happened\"", "\"modality\": \"planned\""),
            ("\"side\": \"taliban\"", "\"side\": null"),
            ("\"id\": \"S00", "\"id\": \"T00"),
            ("\"exact\": \"", "\"exact\": \"x"),
            ("\"denies\": null", "\"denies\": \"EV-HERAT-CAPTURE\""),
            ("\"same_as\": null", "\"same_as\": \"EV-HERAT-CAPTURE\""),
            ("\"basis\": \"documents\"", "\"basis\": \"reference\""),
        ][usize::from(what) % 14];
        raw.replacen(old, new, 3)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn reading_one_event_again_gives_what_opening_anew_gives(edits in prop::collection::vec((any::<u16>(), any::<u8>()), 1..4)) {
            let (mut data, mut draft) = BEGUN.clone();
            for (which, what) in edits {
                let count = draft.records(RecordFile::Events).count();
                let record = draft.records(RecordFile::Events).nth(usize::from(which) % count).unwrap().clone();
                let raw = edited(&record.raw, what);
                let put = vec![Change::Put { file: RecordFile::Events, id: record.id.clone(), raw }];
                let (next, step) = ChangeStep::made(&draft, put).unwrap();
                data = data.changed(&next, &step.make).unwrap();
                draft = next;
            }
            let anew = Dataset::of(Arc::new(draft)).unwrap();
            prop_assert_eq!(all_of(&data), all_of(&anew));
        }
    }

    #[test]
    fn a_claim_made_an_event_of_its_own_is_read_again_alone() {
        let (data, draft) = &*BEGUN;
        let denies = |event: &Event| event.claims.iter().any(|claim| claim.denies.is_some());
        let several = data.chronicle.events.values().filter(|event| event.claims.len() > 1 && !denies(event));
        let mut read = 0;
        for event in several.filter(|event| event.same_as.is_none()).take(5) {
            let mut changes = Changes::on(draft);
            changes.separate(&event.id, 1).unwrap();
            let (next, step) = ChangeStep::made(draft, changes.made()).unwrap();
            let Some(changed) = data.read_again(&next, &step.make) else { continue };
            assert_eq!(changed.chronicle.events.len(), data.chronicle.events.len() + 1);
            assert_eq!(all_of(&changed), all_of(&Dataset::of(Arc::new(next)).unwrap()), "{}", event.id);
            read += 1;
        }
        assert!(read > 2, "{read}");
    }

    #[test]
    fn a_sound_edit_of_an_event_leaves_all_other_records_shared() {
        let (data, draft) = &*BEGUN;
        let id = "EV-HERAT-CAPTURE";
        let raw = edited(&draft.record(RecordFile::Events, &id.into()).unwrap().raw, 0);
        let put = vec![Change::Put { file: RecordFile::Events, id: id.into(), raw }];
        let (next, step) = ChangeStep::made(draft, put).unwrap();
        let changed = data.read_again(&next, &step.make).unwrap();
        let shared = |(of, event): (&_, &Arc<_>)| Arc::ptr_eq(event, &data.chronicle.events[of]);
        assert_eq!(changed.chronicle.events.iter().filter(|pair| !shared(*pair)).count(), 1);
        // Of other files than those it was read from, nothing is taken for known.
        let foreign = draft.apply(&Change::Remove { file: RecordFile::References, id: "reference/REU-AJ".into() });
        let foreign = foreign.unwrap().draft;
        let (next, step) = ChangeStep::made(&foreign.begun_as(&foreign), step.make).unwrap();
        assert!(data.read_again(&next, &step.make).is_none());
    }
}
