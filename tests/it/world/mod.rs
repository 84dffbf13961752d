//! Chronicles opened once for all tests: the built-in one, and one that is unlike it in all it can be, so that what holds
//! of every layer, format or command is tried on both.

use dateline::dataset::Dataset;
use dateline::export::{Coverage, CoverageKind, Job};
use dateline::scene::{Theme, View};
use dateline::time::Moment;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

pub struct World {
    /// What to call it where a test fails.
    pub name: &'static str,
    /// A day of its range on which something happens.
    pub day: &'static str,
    pub data: Dataset,
}

/// The advance on Kabul, which is built in: a country, two sides, 34 capitals, by the day.
pub static WORLD: LazyLock<World> = LazyLock::new(|| World::of("the built-in chronicle", None, "2021-08-13"));

/// The failure of the Teton Dam: a valley, one side, seven places, by the hour, without a base map.
pub static TETON: LazyLock<World> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/teton");
    World::of("the Teton Dam", Some(folder), "1976-06-05")
});

/// All of them.
pub fn worlds() -> [&'static World; 2] {
    [&WORLD, &TETON]
}

impl Deref for World {
    type Target = Dataset;

    fn deref(&self) -> &Dataset {
        &self.data
    }
}

impl World {
    fn of(name: &'static str, folder: Option<PathBuf>, day: &'static str) -> Self {
        let data = Dataset::open(folder.as_deref()).expect(name);
        assert!(data.problems.is_empty(), "{name}: {:?}", data.problems);
        Self { name, day, data }
    }

    /// A still of its opening view.
    pub fn view(&self, size_px: [f64; 2], theme: Theme) -> View {
        View::still(self.chronicle.meta.bbox, size_px, theme)
    }

    /// A picture at a moment, or at the end of a day, in hindsight.
    pub fn still(&self, at: &str, view: &View) -> Job {
        Job::new(self, Coverage::At(Moment::parse(at).unwrap()), view.clone())
    }

    /// A file over what its format can be made of: the moment, its day, everything.
    pub fn over(&self, kind: CoverageKind, at: &str, view: &View) -> Job {
        let cursor = Moment::parse(at).unwrap();
        let day = cursor.day();
        let coverage = match kind {
            CoverageKind::Instant => Coverage::At(cursor),
            CoverageKind::Days => Coverage::Days { from: day, until: day },
            CoverageKind::All => Coverage::All,
        };
        Job::new(self, coverage, view.clone())
    }

    /// The ends of its days, each instant at which something begins or ends, and a minute to each side.
    pub fn instants(&self) -> Vec<Moment> {
        let range = self.chronicle.meta.range;
        let (first, last) = (Moment::end_of(range.from).0, Moment::end_of(range.until).0);
        let mut all: Vec<i64> = (first..=last).step_by(Moment::DAY as usize).collect();
        for event in self.chronicle.events.values() {
            let ends = [event.span.start, event.span.end].into_iter().flatten();
            all.extend(ends.flat_map(|m| [m.0 - 1, m.0, m.0 + 1]));
        }
        all.retain(|m| (first - Moment::DAY..=last).contains(m));
        all.sort_unstable();
        all.dedup();
        all.into_iter().map(Moment).collect()
    }

    /// The folder it was opened from, as a word of a command line.
    pub fn folder(&self) -> &str {
        self.opened_as.as_deref().and_then(Path::to_str).expect("opened from a folder")
    }
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy of the built-in chronicle on disk, base map and all.
pub fn copy_built_in(to: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["data", "seeds"] {
        copy_folder(&root.join(part), &to.join(part));
    }
}
