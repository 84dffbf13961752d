//! A new chronicle: the smallest one that opens without a problem.

use crate::files::{WriteError, write_bytes};
use crate::ingest::Ground;
use crate::time::{Day, written_day};
use jiff::tz::TimeZone;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use toml_edit::value;

/// What a new chronicle is to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counting {
    /// Who holds which places: as soon as there are listed places and sides.
    #[default]
    Control,
    /// What happened where.
    Occurrences,
    /// Where somebody or something was, station by station.
    Journey,
}

/// A chronicle that is to be begun.
///
/// ```
/// use dateline::ingest::{Counting, Ground, NewChronicle};
/// use dateline::{chronicle, dataset::Dataset};
///
/// let folder = tempfile::tempdir()?;
/// let ground = Ground::of_country("SY").ok_or("no such country")?;
/// let new = NewChronicle { title: "Syria, 2015".into(), ground, counting: Counting::Control, today: "2026-11-29".parse()? };
/// new.write(folder.path())?;
/// assert!(Dataset::open(Some(folder.path()))?.problems.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NewChronicle {
    /// What it is called.
    pub title: String,
    /// Where it is about.
    pub ground: Ground,
    /// What it counts.
    pub counting: Counting,
    /// The day that its time bar shows until documents bring others.
    pub today: Day,
}

/// Why no chronicle was begun.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// It has no name.
    #[error("expected a title, found none (say what the chronicle is about)")]
    NoTitle,
    /// There are files already.
    #[error("expected a new or an empty folder, found files in it (choose another name): {}", .0.display())]
    Taken(PathBuf),
    /// There is no such clock.
    #[error("expected a time zone such as Europe/Paris, found \"{0}\" (use an IANA name)")]
    Zone(String),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

const NO_FEATURES: &str = "{\n\"type\": \"FeatureCollection\",\n\"features\": [\n\n]\n}\n";
const NO_SOURCES: &str = "# The documents, as received.\n";

impl NewChronicle {
    /// Writes its files into a folder, which is made where it is not there. What makes it a chronicle is written last.
    ///
    /// # Errors
    /// When the folder is not empty, a word is not understood, or a file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), BeginError> {
        if self.title.trim().is_empty() {
            return Err(BeginError::NoTitle);
        }
        if TimeZone::get(&self.ground.time_zone).is_err() {
            return Err(BeginError::Zone(self.ground.time_zone.clone()));
        }
        if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(BeginError::Taken(folder.to_owned()));
        }
        for (path, text) in [
            ("seeds/sources.toml", NO_SOURCES),
            ("data/places.geojson", NO_FEATURES),
            ("data/events.geojson", NO_FEATURES),
            ("data/chronicle.toml", &self.meta(&folder.to_string_lossy())),
        ] {
            let file = folder.join(path);
            // Where it cannot be made, the file cannot either, and says why.
            let _ = file.parent().map(std::fs::create_dir_all);
            write_bytes(&file, text.as_bytes())?;
        }
        Ok(())
    }

    /// `data/chronicle.toml`.
    fn meta(&self, location: &str) -> String {
        let text = |text: &str| value(text.trim()).to_string();
        let Ground { country, bbox, time_zone } = &self.ground;
        let day = written_day(self.today);
        let mut lines = vec![
            "format = 1".to_owned(),
            format!("id = {}", text(&self.id(location))),
            format!("title = {}", text(&self.title)),
            format!("time_zone = {}", text(time_zone)),
        ];
        lines.extend(country.as_ref().map(|country| format!("country = {}", text(country))));
        lines.push(match self.counting {
            // Control is counted by default where there are listed places and sides.
            Counting::Control => "listed = \"place\"\n\
                 control = \"A place counts as held by the side that was last reported to hold it.\"\n\
                 tints = \"first-level areas\"\n"
                .to_owned(),
            Counting::Occurrences => "\n[subject]\ncounts = [\"occurrences\"]\nlingers = \"P3D\"\n".to_owned(),
            Counting::Journey => "\n[subject]\ncounts = [\"journey\"]\nlingers = \"end\"\n".to_owned(),
        });
        lines.push(format!("[view]\nbbox = [{:?}, {:?}, {:?}, {:?}]\n", bbox.west, bbox.south, bbox.east, bbox.north));
        lines.push(format!("[range]\nfrom = \"{day}\"\nuntil = \"{day}\"\n"));
        lines.join("\n")
    }

    /// A name for good: the words of the title, and what tells it from others of that title.
    fn id(&self, location: &str) -> String {
        let sum = Sha256::digest(format!("{}\n{location}\n{}", self.title, self.today));
        let tail: String = sum.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        let words = super::ids::kebab(&self.title);
        if words.is_empty() { tail } else { format!("{words}-{tail}") }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Folder, open};

    fn new(title: &str, counting: Counting) -> NewChronicle {
        let ground = Ground::of_country("SYR").unwrap();
        NewChronicle { title: title.to_owned(), ground, counting, today: "2026-11-29".parse().unwrap() }
    }

    #[test]
    fn a_new_chronicle_opens_without_a_problem_or_a_hint_whatever_it_counts() {
        for counting in [Counting::Control, Counting::Occurrences, Counting::Journey] {
            let folder = tempfile::tempdir().unwrap();
            let to = folder.path().join("deep/er");
            new("Syria \"2015\"\n\\", counting).write(&to).unwrap();
            let opened = open(&Folder(to)).unwrap();
            assert_eq!((opened.problems, opened.hints), (Vec::new(), Vec::new()), "{counting:?}");
            assert_eq!(opened.chronicle.meta.title, "Syria \"2015\"\n\\");
            assert_eq!(opened.chronicle.meta.time_zone, "Asia/Damascus");
            assert_eq!(opened.chronicle.meta.subject.journey, counting == Counting::Journey);
            let id = opened.chronicle.id.as_str();
            assert!(id.starts_with("syria-2015-") && id.len() == 19, "{id}");
        }
    }

    #[test]
    fn nothing_is_written_where_files_are_or_a_word_is_not_understood() {
        let folder = tempfile::tempdir().unwrap();
        let mut odd = new("Syria", Counting::Control);
        odd.ground.time_zone = "Mars/Olympus".to_owned();
        assert!(odd.write(folder.path()).unwrap_err().to_string().contains("Mars/Olympus"));
        assert!(matches!(new(" ", Counting::Control).write(folder.path()), Err(BeginError::NoTitle)));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        std::fs::write(folder.path().join("letter.txt"), "x").unwrap();
        let refused = new("Syria", Counting::Control).write(folder.path()).unwrap_err();
        assert!(matches!(refused, BeginError::Taken(_)));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn two_of_one_title_are_told_apart() {
        let new = new("Syria", Counting::Control);
        assert_ne!(new.id("/a"), new.id("/b"));
        assert_eq!(super::super::ids::kebab("  L’armée, 3 (août)  "), "l-armee-3-aout");
    }
}
