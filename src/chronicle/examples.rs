//! Chronicles that the program brings besides the built-in one, to look at and to make one's own from a copy.

use crate::chronicle::files::{Embedded, Files, Folder, Inside};
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::io::Result;
use std::path::Path;

/// What stands before the name of an example where a folder may stand: `example:quakes-2023`.
const PREFIX: &str = "example:";

static QUAKES: [Dir<'static>; 2] = [
    include_dir!("$CARGO_MANIFEST_DIR/tests/fixtures/chronicles/quakes-2023/data"),
    include_dir!("$CARGO_MANIFEST_DIR/tests/fixtures/chronicles/quakes-2023/seeds"),
];
static SYRIA: [Dir<'static>; 2] = [
    include_dir!("$CARGO_MANIFEST_DIR/tests/fixtures/chronicles/syria-2015/data"),
    include_dir!("$CARGO_MANIFEST_DIR/tests/fixtures/chronicles/syria-2015/seeds"),
];
static ANABASIS: [Dir<'static>; 2] = [
    include_dir!("$CARGO_MANIFEST_DIR/tests/fixtures/chronicles/anabasis/data"),
    include_dir!("$CARGO_MANIFEST_DIR/tests/fixtures/chronicles/anabasis/seeds"),
];

/// A chronicle that the program brings. It cannot be written to.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What it is opened by, where a folder may stand: `example:quakes-2023`.
    pub opened_as: &'static str,
    /// Its title, as its files have it.
    pub title: &'static str,
    inside: Inside,
}

/// All of them.
pub static EXAMPLES: [Example; 3] = [
    Example { opened_as: "example:syria-2015", title: "Syria, 2015", inside: Inside(&SYRIA) },
    Example { opened_as: "example:quakes-2023", title: "The earthquakes of February 2023", inside: Inside(&QUAKES) },
    Example {
        opened_as: "example:anabasis",
        title: "The march of the Ten Thousand, 401 to 399 BC",
        inside: Inside(&ANABASIS),
    },
];

/// Whether a path is no folder but the name of an example.
///
/// ```
/// use dateline::chronicle::is_example;
/// assert!(is_example("example:quakes-2023".as_ref()));
/// assert!(!is_example("quakes-2023".as_ref()));
/// ```
pub fn is_example(path: &Path) -> bool {
    example(path).is_some()
}

fn example(path: &Path) -> Option<Example> {
    let name = path.to_str()?;
    let found = EXAMPLES.iter().find(|example| example.opened_as == name).copied()?;
    // A folder that has this name was meant.
    (!path.is_dir()).then_some(found)
}

/// The files of the chronicle in a folder, of an example by its name (`example:quakes-2023`), or of the built-in one.
pub fn files_at(folder: Option<&Path>) -> Box<dyn Files> {
    match folder {
        Some(path) => match example(path) {
            Some(example) => Box::new(example),
            None => Box::new(Folder(path.to_owned())),
        },
        None => Box::new(Embedded),
    }
}

impl Files for Example {
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>> {
        self.inside.read(path, &self.name())
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.inside.list(folder)
    }

    fn name(&self) -> String {
        format!("the example {}", self.opened_as.strip_prefix(PREFIX).unwrap_or(self.opened_as))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::open;

    #[test]
    fn every_example_opens_by_its_name_and_has_no_problem() {
        for example in &EXAMPLES {
            let opened = open(&*files_at(Some(Path::new(example.opened_as)))).unwrap();
            assert!(example.opened_as.ends_with(opened.chronicle.id.as_str()), "{}", opened.chronicle.id);
            assert_eq!(example.title, opened.chronicle.meta.title);
            let errors = opened.problems.iter().filter(|p| p.severity == crate::chronicle::Severity::Error).count();
            assert_eq!(errors, 0, "{}", example.opened_as);
        }
    }

    #[test]
    fn an_example_reads_as_the_folder_it_was_built_from() {
        for example in &EXAMPLES {
            let name = example.opened_as.strip_prefix(PREFIX).unwrap();
            let folder = Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chronicles").join(name));
            for dir in ["data", "seeds"] {
                assert_eq!(example.list(dir), folder.list(dir), "{name}/{dir}");
                for path in example.list(dir) {
                    assert_eq!(example.read(&path).unwrap(), folder.read(&path).unwrap(), "{name}/{path}");
                }
            }
        }
    }
}
