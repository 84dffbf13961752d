//! Faces of the system, for the scripts that are too large to be shipped: Han, kana, hangul and what else has no family
//! here. Looked for once a text asks for such a character.

use crate::text::FontFile;
use crate::text::face::Face;
use fontdb::{Database, FaceInfo, ID, Style};
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};
use unicode_script::{Script, UnicodeScript as _};

/// Faces to try first, by words of their names: those of the script's own tradition, drawn to stand beside sans serifs.
const FIRST: [&str; 12] = [
    "Noto Sans CJK",
    "Noto Sans",
    "Source Han Sans",
    "PingFang",
    "Hiragino Sans",
    "Apple SD Gothic",
    "Microsoft YaHei",
    "Yu Gothic",
    "Malgun Gothic",
    "WenQuanYi",
    "Droid Sans Fallback",
    "Gothic",
];

/// The faces of a computer.
pub(super) struct System {
    fonts: Database,
    /// Those in use.
    open: BTreeMap<ID, &'static [Face]>,
    /// What was asked for.
    known: BTreeMap<char, Option<&'static [Face]>>,
}

/// The face of this computer that writes a character.
pub(super) fn system(c: char) -> Option<&'static [Face]> {
    static SYSTEM: OnceLock<Mutex<System>> = OnceLock::new();
    let here = || {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        Mutex::new(System::of(fonts))
    };
    SYSTEM.get_or_init(here).lock().ok()?.face(c)
}

impl System {
    /// One with these fonts.
    pub fn of(fonts: Database) -> Self {
        Self { fonts, open: BTreeMap::new(), known: BTreeMap::new() }
    }

    /// The face that writes a character: regular, upright, the first by name of those that do.
    pub fn face(&mut self, c: char) -> Option<&'static [Face]> {
        if let Some(known) = self.known.get(&c) {
            return *known;
        }
        // One that is open already, so that a name does not change its hand.
        let open = self.open.values().copied().find(|faces| faces.iter().any(|face| face.has(c)));
        let found = open.or_else(|| {
            let script = c.script();
            let mut faces: Vec<&FaceInfo> = self.fonts.faces().filter(|face| face.style == Style::Normal).collect();
            faces.sort_by_cached_key(|face| rank(face, script));
            let id = faces.into_iter().map(|face| face.id).find(|id| self.has(*id, c))?;
            self.opened(id)
        });
        self.known.insert(c, found);
        found
    }

    fn has(&self, id: ID, c: char) -> bool {
        let has = |data: &[u8], index| {
            let face = rustybuzz::ttf_parser::Face::parse(data, index).ok()?;
            face.glyph_index(c).filter(|_| face.tables().glyf.is_some() || face.tables().cff.is_some())
        };
        self.fonts.with_face_data(id, has).flatten().is_some()
    }

    fn opened(&mut self, id: ID) -> Option<&'static [Face]> {
        let info = self.fonts.face(id)?;
        let family: &'static str = name(info).to_owned().leak();
        let weight = info.weight.0;
        let file = |data: &[u8], index| FontFile { family, weight, bytes: data.to_vec().leak(), index, woff2: &[] };
        let file = self.fonts.with_face_data(id, file)?;
        let face: &'static [Face] = vec![Face::of(Box::leak(Box::new(file)))?].leak();
        self.open.insert(id, face);
        Some(face)
    }
}

fn name(face: &FaceInfo) -> &str {
    face.families.first().map_or(&face.post_script_name, |(family, _)| family)
}

/// How soon a face is tried.
fn rank(face: &FaceInfo, script: Script) -> (usize, bool, u16, String) {
    let name = name(face);
    let own = match script {
        Script::Hangul => name.contains("KR"),
        Script::Hiragana | Script::Katakana => name.contains("JP"),
        Script::Bopomofo => name.contains("TC"),
        _ => name.contains("SC"),
    };
    let place = FIRST.iter().position(|word| name.contains(word)).unwrap_or(FIRST.len());
    (place, !own, face.weight.0.abs_diff(400), name.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::text::families;

    #[test]
    fn a_face_of_the_system_is_found_by_the_character_it_writes_and_named() {
        let mut fonts = Database::new();
        for text in ["ไทย", "ქა"] {
            let family = families(text).remove(0);
            fonts.load_font_data(family.faces().first().unwrap().file.bytes.to_vec());
        }
        let mut system = System::of(fonts);
        let name = |found: Option<&'static [Face]>| found.map(|faces| faces.first().unwrap().file.family);
        assert_eq!(name(system.face('ไ')), Some("Noto Sans Thai"));
        assert_eq!(name(system.face('ქ')), Some("Noto Sans Georgian"));
        assert_eq!(name(system.face('한')), None);
    }
}
