//! PDF pages, taken apart: words, fonts, layers, pictures, and where they come from.

use crate::world::{WORLD, worlds};
use dateline::export::{Coverage, Exporter, Job, PRESETS, Preset, exporter_for, page_pt, scenes};
use dateline::scene::{LAYERS, Scene, Shape, Theme, View, build};
use dateline::time::Moment;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

fn job(at: &str, view: &View) -> Job {
    Job::new(&WORLD, Coverage::At(Moment::parse(at).unwrap()), view.clone())
}

fn view(preset: &str, theme: Theme) -> View {
    View::still(WORLD.chronicle.meta.bbox, Preset::named(preset).unwrap().size_px(), theme)
}

fn exporter() -> &'static dyn Exporter {
    exporter_for(Path::new("map.pdf")).unwrap()
}

fn scene(job: &Job) -> Scene {
    let slice = job.timeline.slice(job.last());
    build(job.inputs(&slice))
}

fn find(bytes: &[u8], what: &str, from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(what.len()).position(|part| part == what.as_bytes()).map(|at| at + from)
}

fn count(bytes: &[u8], what: &str) -> usize {
    bytes.windows(what.len()).filter(|part| *part == what.as_bytes()).count()
}

/// An object of a file: its dictionary as text, and its stream unpacked.
struct Object {
    dictionary: String,
    stream: Vec<u8>,
}

/// The objects of a file by number.
fn objects(pdf: &[u8]) -> BTreeMap<u32, Object> {
    let mut found = BTreeMap::new();
    let mut at = 0;
    while let Some(start) = find(pdf, " 0 obj\n", at) {
        let digits = pdf[..start].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&pdf[start - digits..start]).unwrap().parse().unwrap();
        let end = find(pdf, "endobj", start).unwrap();
        let (dictionary, stream) = match find(pdf, "stream\n", start).filter(|stream| *stream < end) {
            Some(stream) => {
                let dictionary = String::from_utf8_lossy(&pdf[start + 7..stream]).into_owned();
                let length = dictionary.split_once("/Length ").unwrap().1;
                let length: usize = length.split_whitespace().next().unwrap().parse().unwrap();
                at = stream + 7 + length;
                (dictionary, pdf[stream + 7..at].to_vec())
            }
            None => {
                at = end;
                (String::from_utf8_lossy(&pdf[start + 7..end]).into_owned(), Vec::new())
            }
        };
        let mut unpacked = Vec::new();
        if dictionary.contains("/FlateDecode") {
            flate2::read::ZlibDecoder::new(&stream[..]).read_to_end(&mut unpacked).unwrap();
        } else {
            unpacked = stream;
        }
        found.insert(number, Object { dictionary, stream: unpacked });
    }
    found
}

fn after<'t>(text: &'t str, key: &str) -> &'t str {
    text.split_once(key).unwrap_or_else(|| panic!("no {key} in {text}")).1
}

/// The object that a key of a dictionary refers to.
fn reference(dictionary: &str, key: &str) -> u32 {
    after(dictionary, key).split_whitespace().next().unwrap().trim_start_matches('[').parse().unwrap()
}

/// The letters of every font by its name in the resources, read through its own map to Unicode.
fn letters(objects: &BTreeMap<u32, Object>) -> BTreeMap<String, BTreeMap<u16, String>> {
    let resources = objects.values().find(|object| object.dictionary.contains("/ExtGState")).unwrap();
    let fonts = after(&resources.dictionary, "/Font").split_once(">>").unwrap().0;
    let names = fonts.split('/').skip(1).map(|entry| {
        let mut words = entry.split_whitespace();
        (words.next().unwrap().to_owned(), words.next().unwrap().parse::<u32>().unwrap())
    });
    let hex = |text: &str| -> Vec<u16> {
        let digits: Vec<char> = text.chars().filter(char::is_ascii_hexdigit).collect();
        digits.chunks(4).map(|four| u16::from_str_radix(&four.iter().collect::<String>(), 16).unwrap()).collect()
    };
    let map = |font: u32| -> BTreeMap<u16, String> {
        let cmap = &objects[&reference(&objects[&font].dictionary, "/ToUnicode")].stream;
        let text = String::from_utf8_lossy(cmap).into_owned();
        let pairs = text.lines().filter(|line| line.starts_with('<') && line.matches('<').count() == 2);
        pairs
            .filter(|line| !line.contains("FFFF"))
            .map(|line| {
                let (glyph, words) = line.split_once("> ").unwrap();
                (hex(glyph)[0], String::from_utf16(&hex(words)).unwrap())
            })
            .collect()
    };
    names.map(|(name, font)| (name, map(font))).collect()
}

/// The string that begins at a parenthesis or angle bracket, and where it ends.
fn string(content: &[u8], at: usize) -> (Vec<u8>, usize) {
    let mut out = Vec::new();
    let mut i = at + 1;
    if content[at] == b'<' {
        let end = find(content, ">", at).unwrap();
        let digits = std::str::from_utf8(&content[i..end]).unwrap();
        let bytes = (0..digits.len() / 2).map(|n| u8::from_str_radix(&digits[2 * n..2 * n + 2], 16).unwrap());
        return (bytes.collect(), end + 1);
    }
    let mut depth = 0;
    loop {
        match content[i] {
            b'\\' => {
                i += 1;
                match content[i] {
                    b'n' => out.push(b'\n'),
                    b'r' => out.push(b'\r'),
                    b't' => out.push(b'\t'),
                    b'b' => out.push(8),
                    b'f' => out.push(12),
                    digit if digit.is_ascii_digit() => {
                        let octal = std::str::from_utf8(&content[i..i + 3]).unwrap();
                        out.push(u8::from_str_radix(octal, 8).unwrap());
                        i += 2;
                    }
                    other => out.push(other),
                }
            }
            b')' if depth == 0 => return (out, i + 1),
            byte => {
                depth += i32::from(byte == b'(') - i32::from(byte == b')');
                out.push(byte);
            }
        }
        i += 1;
    }
}

/// The lines of text of a page, in their order.
fn lines(objects: &BTreeMap<u32, Object>, content: &[u8]) -> Vec<String> {
    let fonts = letters(objects);
    let mut lines = Vec::new();
    let mut at = 0;
    while let Some(begin) = find(content, "BT\n", at) {
        let end = find(content, "\nET", begin).unwrap();
        let block = &content[begin..=end];
        let font = String::from_utf8_lossy(block).split_once('/').unwrap().1.split(' ').next().unwrap().to_owned();
        let mut line = String::new();
        let mut i = find(block, "[", 0).unwrap() + 1;
        while i < block.len() {
            if matches!(block[i], b'(' | b'<') {
                let (bytes, after) = string(block, i);
                for glyph in bytes.chunks(2) {
                    line += &fonts[&font][&u16::from_be_bytes([glyph[0], glyph[1]])];
                }
                i = after;
            } else {
                i += 1;
            }
        }
        lines.push(line);
        at = end;
    }
    lines
}

fn content(objects: &BTreeMap<u32, Object>) -> &[u8] {
    &objects.values().find(|object| object.stream.starts_with(b"/Figure")).unwrap().stream
}

#[test]
fn every_word_stands_in_the_file_once_and_can_be_read_back() {
    for world in worlds() {
        let view = world.view(Preset::named("a4").unwrap().size_px(), Theme::Light);
        let job = world.still(world.day, &view);
        let objects = objects(&exporter().bytes(&job).unwrap());
        let drawn: Vec<String> = scene(&job)
            .marks
            .into_iter()
            .filter_map(|mark| match mark.shape {
                Shape::Text(run) => Some(run.text),
                _ => None,
            })
            .collect();
        assert_eq!(lines(&objects, content(&objects)), drawn, "{}", world.name);
    }
    let view = view("a4", Theme::Light);
    let objects = objects(&exporter().bytes(&job("2021-08-13", &view)).unwrap());
    let written = lines(&objects, content(&objects));
    assert!(written.iter().any(|line| line.starts_with("Kandahar, Lashkar Gah and")), "{written:?}");
    // Letters that are set apart are one word all the same.
    assert!(find(content(&objects), "/ActualText (TAJIKISTAN)", 0).is_some());
}

#[test]
fn only_the_letters_in_use_are_embedded_and_nothing_else_is_relied_on() {
    let view = view("a4", Theme::Light);
    let bytes = exporter().bytes(&job("2021-08-13", &view)).unwrap();
    let fonts: Vec<String> = objects(&bytes)
        .into_values()
        .filter(|object| object.dictionary.contains("/FontDescriptor\n"))
        .map(|object| object.dictionary)
        .collect();
    assert_eq!(fonts.len(), 4, "one for each weight");
    for font in &fonts {
        assert!(font.contains("/FontFile3"), "{font}");
        let name = after(font, "/FontName /").split_whitespace().next().unwrap();
        let (tag, name) = name.split_once('+').unwrap();
        assert!(tag.len() == 6 && tag.chars().all(|c| c.is_ascii_uppercase()), "{tag}");
        assert!(name.starts_with("Inter-"), "{name}");
    }
    let fonts: usize = dateline::text::font_files().iter().map(|file| file.bytes.len()).sum();
    let stored: usize = objects(&bytes)
        .values()
        .filter(|object| object.dictionary.contains("/CIDFontType0C"))
        .map(|object| object.stream.len())
        .sum();
    assert!(stored * 10 < fonts, "{stored} of {fonts} bytes");
}

#[test]
fn land_is_vectors_the_relief_one_picture_and_every_layer_can_be_switched() {
    let mut view = view("a4", Theme::Dark);
    let bytes = exporter().bytes(&job("2021-08-13", &view)).unwrap();
    let file = objects(&bytes);
    assert_eq!(file.values().filter(|object| object.dictionary.contains("/Subtype /Image")).count(), 1);
    assert!(count(content(&file), " l\n") > 5000, "outlines are lines");
    let layers: Vec<&str> = file
        .values()
        .filter(|object| object.dictionary.contains("/OCG\n"))
        .map(|object| after(&object.dictionary, "/Name (").split_once(')').unwrap().0)
        .collect();
    for mark in &scene(&job("2021-08-13", &view)).marks {
        let label = LAYERS.iter().find(|layer| layer.id == mark.layer).unwrap().label;
        assert!(layers.contains(&label), "{label} of {layers:?}");
    }
    let opened = count(content(&file), "BDC");
    assert_eq!(opened, count(content(&file), "EMC"), "what is marked ends");
    view.hidden.insert("relief".to_owned());
    let without = objects(&exporter().bytes(&job("2021-08-13", &view)).unwrap());
    assert!(without.values().all(|object| !object.dictionary.contains("/Subtype /Image")));
}

#[test]
fn a_page_has_the_size_of_its_paper_and_no_word_is_too_small_to_print() {
    let papers = || PRESETS.iter().filter(|preset| preset.paper);
    for (world, preset) in worlds().into_iter().flat_map(|world| papers().map(move |preset| (world, preset))) {
        let view = world.view(preset.size_px(), Theme::Light);
        let job = world.still(world.day, &view);
        let bytes = exporter().bytes(&job).unwrap();
        let [width, height] = page_pt(preset.size_px()).map(|points| points as f32);
        let size = format!("/MediaBox [0 0 {width} {height}]");
        assert!(find(&bytes, &size, 0).is_some(), "{}: {size}", preset.id);
        let smallest = scene(&job).marks.iter().fold(f64::MAX, |least, mark| match &mark.shape {
            Shape::Text(run) => least.min(run.size),
            _ => least,
        });
        let points = smallest * f64::from(width) / preset.size_px()[0];
        assert!(points >= 6.5, "{}: {points} points", preset.id);
    }
}

#[test]
fn the_file_says_where_it_comes_from_and_speaks_to_a_screen_reader() {
    let view = view("letter-portrait", Theme::Light);
    let job = job("2021-08-13", &view);
    let bytes = exporter().bytes(&job).unwrap();
    let told: serde_json::Value = serde_json::from_str(&exporter().provenance(&bytes).unwrap()).unwrap();
    assert_eq!(told["at"], "2021-08-13");
    assert_eq!(told["chronicle_sha256"], WORLD.chronicle.hash.as_str());
    let text = String::from_utf8_lossy(&bytes);
    for wanted in
        ["<dc:title>", "<dc:description>", "<dc:rights>", "/Lang (en-GB)", "/Marked true", "/S /Figure", "/Alt "]
    {
        assert!(text.contains(wanted), "{wanted}");
    }
    let alone = text.split_once("<x:xmpmeta").unwrap().1.split_once("</x:xmpmeta>").unwrap().0;
    resvg::usvg::roxmltree::Document::parse(&format!("<x:xmpmeta{alone}</x:xmpmeta>")).unwrap();
    assert_eq!(exporter().provenance(b"%PDF-1.7 of somebody else"), None);
}

#[test]
fn no_clock_no_path_and_no_chance_is_in_the_bytes() {
    let view = view("a4", Theme::Light);
    let job = job("2021-08-12", &view);
    let bytes = exporter().bytes(&job).unwrap();
    assert!(bytes == exporter().bytes(&job).unwrap());
    for never in ["CreationDate", "ModDate", "xmp:CreateDate", "xmp:ModifyDate"] {
        assert!(find(&bytes, never, 0).is_none(), "{never}");
    }
}

#[test]
fn the_table_of_objects_points_at_objects() {
    let view = view("a4", Theme::Light);
    let bytes = exporter().bytes(&job("2021-08-12", &view)).unwrap();
    let start = find(&bytes, "startxref\n", 0).unwrap() + 10;
    let table: usize = String::from_utf8_lossy(&bytes[start..]).lines().next().unwrap().parse().unwrap();
    let text = String::from_utf8_lossy(&bytes[table..]);
    let mut rows = 0;
    for (number, row) in text.lines().skip(2).take_while(|line| line.len() > 8).enumerate() {
        let offset: usize = row[..10].parse().unwrap();
        if row.ends_with('n') || row.contains(" n") {
            let head = format!("{number} 0 obj");
            assert!(bytes[offset..].starts_with(head.as_bytes()), "{number} at {offset}");
            rows += 1;
        }
    }
    assert_eq!(rows, objects(&bytes).len());
}

#[test]
fn several_days_are_one_page_of_small_maps_and_more_where_that_would_be_too_small() {
    let days = Coverage::days("2021-08-05".parse().unwrap(), "2021-08-16".parse().unwrap()).unwrap();
    let mut counts = Vec::new();
    for size in [[1123.0, 794.0], [520.0, 400.0]] {
        let view = View::still(WORLD.chronicle.meta.bbox, size, Theme::Light);
        let job = Job { coverage: days, ..job("2021-08-12", &view) };
        let bytes = exporter().bytes(&job).unwrap();
        let file = objects(&bytes);
        let pages: Vec<&Object> = file.values().filter(|object| object.dictionary.contains("/Type /Page\n")).collect();
        assert_eq!(pages.len(), scenes(&job).unwrap().len());
        let words: Vec<String> = pages
            .iter()
            .flat_map(|page| lines(&file, &file[&reference(&page.dictionary, "/Contents")].stream))
            .collect();
        for day in ["Fri 6", "Thu 12", "Mon 16"] {
            assert!(words.iter().any(|line| line == day), "{day} of {words:?}");
        }
        let figures = file.values().filter(|object| object.dictionary.contains("/S /Figure")).count();
        assert_eq!(figures, pages.len(), "every page says in words what it shows");
        counts.push(pages.len());
    }
    assert!(counts[0] == 1 && counts[1] > 1, "{counts:?}");
}

#[test]
fn a_drawing_and_a_picture_of_several_days_are_one_sheet_or_refused_in_a_sentence() {
    let days = Coverage::days("2021-08-06".parse().unwrap(), "2021-08-15".parse().unwrap()).unwrap();
    let of = |size| View::still(WORLD.chronicle.meta.bbox, size, Theme::Light);
    let (large, small) = (of([1280.0, 900.0]), of([320.0, 240.0]));
    for ending in ["svg", "png"] {
        let exporter = exporter_for(Path::new(&format!("a.{ending}"))).unwrap();
        let bytes = exporter.bytes(&Job { coverage: days, ..job("2021-08-12", &large) }).unwrap();
        let told: serde_json::Value = serde_json::from_str(&exporter.provenance(&bytes).unwrap()).unwrap();
        assert_eq!((told["from"].as_str(), told["until"].as_str()), (Some("2021-08-06"), Some("2021-08-15")));
        let refused = exporter.bytes(&Job { coverage: days, ..job("2021-08-12", &small) }).unwrap_err().to_string();
        assert!(refused.contains("take a larger size"), "{refused}");
    }
}
