//! The families of the scripts beside Latin. They are packed; the first text that asks for one unpacks it, so that a
//! chronicle in Latin pays nothing for them.

use crate::text::FontFile;
use crate::text::face::Face;
use std::sync::OnceLock;
use unicode_script::{Script, UnicodeScript as _};

/// A family that writes some scripts.
pub struct Family {
    /// As style sheets and files name it.
    pub name: &'static str,
    scripts: &'static [Script],
    /// CSS weight and WOFF2 bytes of each face, lightest first.
    packed: &'static [(u16, &'static [u8])],
    faces: OnceLock<Vec<Face>>,
}

macro_rules! family {
    ($name:literal, $file:literal, [$($script:ident),+], [$($weight:literal $style:literal),+]) => {
        Family {
            name: $name,
            scripts: &[$(Script::$script),+],
            packed: &[$((
                $weight,
                include_bytes!(concat!("../../assets/fonts/scripts/", $file, "-", $style, ".woff2")) as &[u8],
            )),+],
            faces: OnceLock::new(),
        }
    };
}

#[rustfmt::skip]
static FAMILIES: [Family; 32] = [
    family!("Inter Cyrillic Greek", "InterCyrillicGreek", [Cyrillic, Greek], [400 "Regular", 500 "Medium", 600 "SemiBold", 700 "Bold"]),
    family!("Noto Sans Arabic", "NotoSansArabic", [Arabic], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Hebrew", "NotoSansHebrew", [Hebrew], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Armenian", "NotoSansArmenian", [Armenian], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Georgian", "NotoSansGeorgian", [Georgian], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Devanagari", "NotoSansDevanagari", [Devanagari], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Bengali", "NotoSansBengali", [Bengali], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Gurmukhi", "NotoSansGurmukhi", [Gurmukhi], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Gujarati", "NotoSansGujarati", [Gujarati], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Oriya", "NotoSansOriya", [Oriya], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Tamil", "NotoSansTamil", [Tamil], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Telugu", "NotoSansTelugu", [Telugu], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Kannada", "NotoSansKannada", [Kannada], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Malayalam", "NotoSansMalayalam", [Malayalam], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Sinhala", "NotoSansSinhala", [Sinhala], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Thai", "NotoSansThai", [Thai], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Lao", "NotoSansLao", [Lao], [400 "Regular", 700 "Bold"]),
    family!("Noto Serif Tibetan", "NotoSerifTibetan", [Tibetan], [400 "Regular"]),
    family!("Noto Sans Myanmar", "NotoSansMyanmar", [Myanmar], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Ethiopic", "NotoSansEthiopic", [Ethiopic], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Khmer", "NotoSansKhmer", [Khmer], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Mongolian", "NotoSansMongolian", [Mongolian], [400 "Regular"]),
    family!("Noto Sans Thaana", "NotoSansThaana", [Thaana], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Syriac", "NotoSansSyriac", [Syriac], [400 "Regular"]),
    family!("Noto Sans Tifinagh", "NotoSansTifinagh", [Tifinagh], [400 "Regular"]),
    family!("Noto Sans NKo", "NotoSansNKo", [Nko], [400 "Regular"]),
    family!("Noto Sans Adlam", "NotoSansAdlam", [Adlam], [400 "Regular", 700 "Bold"]),
    family!("Noto Sans Vai", "NotoSansVai", [Vai], [400 "Regular"]),
    family!("Noto Sans Canadian Aboriginal", "NotoSansCanadianAboriginal", [Canadian_Aboriginal], [400 "Regular"]),
    family!("Noto Sans Cherokee", "NotoSansCherokee", [Cherokee], [400 "Regular"]),
    family!("Noto Sans Ol Chiki", "NotoSansOlChiki", [Ol_Chiki], [400 "Regular"]),
    family!("Noto Sans Meetei Mayek", "NotoSansMeeteiMayek", [Meetei_Mayek], [400 "Regular"]),
];

impl Family {
    /// The family of a script, where one is shipped.
    pub(super) fn of(script: Script) -> Option<&'static Self> {
        FAMILIES.iter().find(|family| family.scripts.contains(&script))
    }

    /// CSS weight and WOFF2 bytes of each face.
    pub fn packed(&self) -> &'static [(u16, &'static [u8])] {
        self.packed
    }

    /// Its faces, unpacked.
    pub(super) fn faces(&'static self) -> &'static [Face] {
        let unpacked = |&(weight, woff2): &(u16, &'static [u8])| {
            let bytes: &'static [u8] = wuff::decompress_woff2(woff2).ok()?.leak();
            Face::of(Box::leak(Box::new(FontFile { family: self.name, weight, bytes, index: 0, woff2 })))
        };
        self.faces.get_or_init(|| self.packed.iter().filter_map(unpacked).collect())
    }
}

/// The families that a text needs beside Inter, in the order of the table.
pub fn families(text: &str) -> Vec<&'static Family> {
    let mut scripts: Vec<Script> = Vec::new();
    for c in text.chars().filter(|c| !c.is_ascii()) {
        let script = c.script();
        if !scripts.contains(&script) {
            scripts.push(script);
        }
    }
    FAMILIES.iter().filter(|family| family.scripts.iter().any(|script| scripts.contains(script))).collect()
}
