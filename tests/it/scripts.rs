//! Every script in which the countries of the gazetteer write their names: each name has its letters, joined, stacked and
//! in order, in every format.

use dateline::dataset::Dataset;
use dateline::export::{Coverage, CoverageKind, Job, Unwatched, exporter_for};
use dateline::scene::{Theme, View};
use dateline::text::{families, is_plain, missing, shape};
use dateline::time::Moment;
use std::fmt::Write as _;
use std::path::Path;

/// A family, and names that it writes, with a country whose they are.
const NAMES: &[(&str, &str, &str)] = &[
    ("Inter", "Vietnam", "Điện Biên Phủ"),
    ("Inter", "Poland", "Łódź, Żagań"),
    ("Inter", "Turkey", "İstanbul, Ağrı, Iğdır"),
    ("Inter", "Bosnia", "Žepče, Čapljina, Đurđevik"),
    ("Inter", "Azerbaijan", "Gəncə"),
    ("Inter Cyrillic Greek", "Ukraine", "Маріуполь, Ґражда"),
    ("Inter Cyrillic Greek", "Kazakhstan", "Қызылорда, Өскемен"),
    ("Inter Cyrillic Greek", "Mongolia", "Улаанбаатар"),
    ("Inter Cyrillic Greek", "Greece", "Θεσσαλονίκη"),
    ("Noto Sans Arabic", "Syria", "دير الزور"),
    ("Noto Sans Arabic", "Afghanistan", "مزار شریف, ترينکوټ"),
    ("Noto Sans Arabic", "Pakistan", "ڈیرہ غازی خان"),
    ("Noto Sans Hebrew", "Israel", "באר שבע"),
    ("Noto Sans Armenian", "Armenia", "Ստեփանակերտ"),
    ("Noto Sans Georgian", "Georgia", "ცხინვალი"),
    ("Noto Sans Devanagari", "India, Nepal", "श्रीनगर, काठमाडौं"),
    ("Noto Sans Bengali", "Bangladesh", "চট্টগ্রাম"),
    ("Noto Sans Gurmukhi", "India", "ਅੰਮ੍ਰਿਤਸਰ"),
    ("Noto Sans Gujarati", "India", "અમદાવાદ"),
    ("Noto Sans Oriya", "India", "ଭୁବନେଶ୍ୱର"),
    ("Noto Sans Tamil", "Sri Lanka", "யாழ்ப்பாணம்"),
    ("Noto Sans Telugu", "India", "హైదరాబాద్"),
    ("Noto Sans Kannada", "India", "ಬೆಂಗಳೂರು"),
    ("Noto Sans Malayalam", "India", "തിരുവനന്തപുരം"),
    ("Noto Sans Sinhala", "Sri Lanka", "ශ්‍රී ජයවර්ධනපුර"),
    ("Noto Sans Thai", "Thailand", "ปัตตานี, ภูเก็ต"),
    ("Noto Sans Lao", "Laos", "ວຽງຈັນ"),
    ("Noto Serif Tibetan", "China, Bhutan", "ལྷ་ས, ཐིམ་ཕུ"),
    ("Noto Sans Myanmar", "Burma", "မန္တလေးမြို့"),
    ("Noto Sans Ethiopic", "Ethiopia, Eritrea", "አዲስ አበባ, መቐለ"),
    ("Noto Sans Khmer", "Cambodia", "ភ្នំពេញ"),
    ("Noto Sans Mongolian", "Mongolia", "ᠤᠯᠠᠭᠠᠨᠪᠠᠭᠠᠲᠤᠷ"),
    ("Noto Sans Thaana", "Maldives", "މާލެ"),
    ("Noto Sans Syriac", "Iraq", "ܐܪܒܝܠ"),
    ("Noto Sans Tifinagh", "Algeria, Morocco", "ⵜⵉⵣⵉ ⵡⵣⵣⵓ"),
    ("Noto Sans NKo", "Guinea", "ߓߊ߬ߡߊ߬ߞߐ߫"),
    ("Noto Sans Adlam", "Guinea", "𞤑𞤮𞤲𞤢𞥄𞤳𞤭𞤪𞤭"),
    ("Noto Sans Vai", "Liberia", "ꖏꔰ"),
    ("Noto Sans Canadian Aboriginal", "Canada", "ᐃᖃᓗᐃᑦ"),
    ("Noto Sans Cherokee", "United States", "ᏔᎵᏆ"),
    ("Noto Sans Ol Chiki", "India", "ᱫᱩᱢᱠᱟ"),
    ("Noto Sans Meetei Mayek", "India", "ꯏꯝꯐꯥꯜ"),
];

#[test]
fn every_name_has_all_its_letters_in_the_family_of_its_script() {
    for (family, country, name) in NAMES {
        assert_eq!(missing(name), None, "{country}: {name}");
        for weight in [400, 500, 600, 700] {
            let shaped = shape(name, weight);
            assert!(shaped.letters.iter().all(|letter| letter.glyph != 0), "{country}: {name} in {weight}");
            let others = shaped.letters.iter().map(|letter| letter.file.family).filter(|used| *used != "Inter");
            assert!(others.into_iter().all(|used| used == *family), "{country}: {name}");
            assert!(shaped.letters.iter().any(|letter| letter.file.family == *family), "{country}: {name}");
            assert!(shaped.advance > 0.5, "{country}: {name}");
        }
        let needed: Vec<&str> = families(name).iter().map(|family| family.name).collect();
        assert_eq!(needed, [*family].into_iter().filter(|family| *family != "Inter").collect::<Vec<_>>(), "{country}");
    }
}

#[test]
fn letters_are_joined_stacked_and_raised_as_they_were_seen_to_be_right() {
    let mut table = String::new();
    for (_, _, name) in NAMES.iter().filter(|(_, _, name)| !is_plain(name)) {
        let _ = write!(table, "{name}:");
        for letter in &shape(name, 400).letters {
            let _ = write!(table, " {}@{:.2}", letter.glyph, letter.x);
            if letter.y != 0.0 {
                let _ = write!(table, ",{:.2}", letter.y);
            }
        }
        table.push('\n');
    }
    insta::assert_snapshot!(table);
}

#[test]
fn syllables_are_fewer_glyphs_than_characters_and_marks_take_no_room() {
    for (conjunct, most) in [("श्री", 3), ("ক্ষ", 1), ("ಕ್ಷ", 2), ("ශ්‍රී", 2)] {
        let glyphs = shape(conjunct, 400).letters.len();
        assert!(glyphs <= most, "{conjunct}: {glyphs}");
    }
    for (stacked, base) in [("ន្នំ", "ន"), ("န္တ", "န"), ("ལྷ", "ལ"), ("ปี้", "ป"), ("បុ", "ប")]
    {
        let (stacked, base) = (shape(stacked, 400).advance, shape(base, 400).advance);
        assert!(stacked < base * 1.3, "{stacked} beside {base}");
    }
}

/// A file of the case in sixteen scripts.
fn made(ending: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases/08-scripts");
    let data = Dataset::open(Some(&folder)).unwrap();
    let exporter = exporter_for(Path::new(&format!("a.{ending}"))).unwrap();
    let coverage = match exporter.covers().first() {
        Some(CoverageKind::Instant) => Coverage::At(Moment::parse("2022-03-16").unwrap()),
        Some(CoverageKind::Days) => {
            Coverage::days("2022-03-15".parse().unwrap(), "2022-03-16".parse().unwrap()).unwrap()
        }
        _ => Coverage::All,
    };
    let view = View::still(data.chronicle.meta.bbox, [1280.0, 800.0], Theme::Light);
    let mut bytes = Vec::new();
    exporter.write(&Job::new(&data, coverage, view), &mut bytes, &Unwatched).unwrap();
    bytes
}

#[test]
fn a_drawing_carries_the_faces_of_its_words_and_outlines_the_others() {
    let svg = String::from_utf8(made("svg")).unwrap();
    assert!(svg.contains("font-family:'Inter Cyrillic Greek'"));
    assert!(!svg.contains("font-family:'Noto Sans Khmer'"));
    for name in ["באר שבע", "አዲስ አበባ", "ភ្នំពេញ", "ปัตตานี", "श्रीनगर"]
    {
        assert!(svg.contains(name), "{name}");
    }
    let named = |name: &str| format!("aria-label=\"{name}\"");
    assert!(svg.contains(&named("አዲስ አበባ")) && svg.contains(&named("श्रीनगर")));
    assert!(svg.contains(">Маріуполь</text>"));
}

#[test]
fn a_page_carries_the_faces_of_its_scripts_and_no_others() {
    let page = String::from_utf8(made("html")).unwrap();
    for family in
        ["Noto Sans Hebrew", "Noto Sans Ethiopic", "Noto Sans Khmer", "Noto Sans Thai", "Inter Cyrillic Greek"]
    {
        assert!(page.contains(&format!("font-family:'{family}'")), "{family}");
        assert!(page.contains(&format!("'{family}',")), "{family}");
    }
    assert!(!page.contains("Noto Sans Tamil"));
}

#[test]
fn a_sheet_for_print_embeds_the_faces_of_its_words() {
    let pdf = made("pdf");
    let text = String::from_utf8_lossy(&pdf);
    for font in ["NotoSansHebrew-", "NotoSansEthiopic-", "NotoSansKhmer-", "NotoSansThai-", "InterCyrillicGreek-"] {
        assert!(text.contains(&format!("+{font}")), "{font}");
    }
    assert!(!text.contains("NotoSansTamil"));
}
