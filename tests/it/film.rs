//! Films: what the files hold, read as a player reads them.

use crate::world::{TETON, WORLD};
use dateline::export::{
    Coverage, CoverageKind, ExportError, Exporter, Job, Pace, Progress, Unwatched, exporter_for, fill,
};
use dateline::scene::{Theme, View};
use dateline::time::Moment;
use std::io::Cursor;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

fn view(size_px: [f64; 2]) -> View {
    View::still(WORLD.chronicle.meta.bbox, size_px, Theme::Light)
}

fn still(view: &View, day: &str) -> Job {
    Job::new(&WORLD, Coverage::At(Moment::parse(day).unwrap()), view.clone())
}

fn days(view: &View, from: &str, until: &str) -> Job {
    Job { coverage: Coverage::days(from.parse().unwrap(), until.parse().unwrap()).unwrap(), ..still(view, until) }
}

fn exporter(ending: &str) -> &'static dyn Exporter {
    exporter_for(Path::new(&format!("a.{ending}"))).unwrap()
}

/// The pixels of a PNG, three bytes each.
fn pixels(png: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    pixels
}

/// Mean and largest difference of two pictures.
fn apart(a: &[u8], b: &[u8]) -> (f64, u8) {
    assert_eq!(a.len(), b.len());
    let all = a.iter().zip(b).map(|(a, b)| a.abs_diff(*b));
    let sum: f64 = all.clone().map(f64::from).sum();
    (sum / a.len() as f64, all.max().unwrap())
}

/// The pictures of a GIF as a player shows them, and how long each stays in hundredths of a second.
fn played(bytes: &[u8]) -> (gif::Repeat, Vec<(Vec<u8>, u16)>) {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(Cursor::new(bytes)).unwrap();
    let width = usize::from(decoder.width());
    let mut screen = vec![0; width * usize::from(decoder.height()) * 3];
    let mut shown = Vec::new();
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        assert_eq!(frame.dispose, gif::DisposalMethod::Keep);
        assert!(frame.palette.is_none(), "one palette for all");
        for (y, row) in frame.buffer.chunks(usize::from(frame.width) * 4).enumerate() {
            for (x, pixel) in row.chunks(4).enumerate().filter(|(_, pixel)| pixel[3] == 255) {
                let at = ((y + usize::from(frame.top)) * width + x + usize::from(frame.left)) * 3;
                screen[at..at + 3].copy_from_slice(&pixel[..3]);
            }
        }
        shown.push((screen.clone(), frame.delay));
    }
    (decoder.repeat(), shown)
}

#[test]
fn a_gif_shows_each_day_as_its_picture_and_starts_again() {
    let view = view([640.0, 400.0]);
    let bytes = exporter("gif").bytes(&days(&view, "2021-08-12", "2021-08-15")).unwrap();
    let (repeat, shown) = played(&bytes);
    assert_eq!(repeat, gif::Repeat::Infinite);
    assert_eq!(shown.iter().map(|(_, delay)| *delay).collect::<Vec<_>>(), [100, 100, 100, 300]);
    for ((screen, _), day) in shown.iter().zip(["2021-08-12", "2021-08-13", "2021-08-14", "2021-08-15"]) {
        let picture = pixels(&exporter("png").bytes(&still(&view, day)).unwrap());
        let (mean, most) = apart(screen, &picture);
        assert!(mean < 1.0 && most < 40, "{day}: {mean} {most}");
    }
}

#[test]
fn a_gif_writes_only_what_changed() {
    let view = view([640.0, 400.0]);
    let one = exporter("gif").bytes(&days(&view, "2021-07-20", "2021-07-20")).unwrap();
    let many = exporter("gif").bytes(&days(&view, "2021-07-20", "2021-07-29")).unwrap();
    assert!(many.len() < one.len() * 3 / 2, "{} {}", one.len(), many.len());
}

#[test]
fn a_film_goes_by_the_hour_where_asked() {
    let view = view([320.0, 200.0]);
    let pace = Pace { seconds_per_day: 0.6, frames_per_day: 4 };
    let job = Job { pace, ..days(&view, "2021-08-12", "2021-08-13") };
    let (_, shown) = played(&exporter("gif").bytes(&job).unwrap());
    let total: u32 = shown.iter().map(|(_, delay)| u32::from(*delay)).sum();
    assert_eq!(total, 120 + 200);
    assert!(shown.len() > 2 && shown.len() <= 8, "{}", shown.len());
}

#[test]
fn a_film_of_a_day_of_hours_shows_each_hour_as_its_picture() {
    let view = TETON.view([320.0, 200.0], Theme::Light);
    let pace = Pace { seconds_per_day: 24.0, frames_per_day: 24 };
    let film = Job { pace, ..TETON.over(CoverageKind::Days, "1976-06-05", &view) };
    let (_, shown) = played(&exporter("gif").bytes(&film).unwrap());
    let picture = |at: String| pixels(&exporter("png").bytes(&TETON.still(&at, &view)).unwrap());
    let mut each: Vec<Vec<u8>> = (1..24).map(|hour| picture(format!("1976-06-05T{hour:02}:00"))).collect();
    each.push(picture("1976-06-05".to_owned()));
    // A picture that is like the one before it is not shown again, only longer.
    for (screen, _) in &shown {
        assert!(each.iter().any(|picture| apart(screen, picture).0 < 1.0), "a picture of no hour");
    }
    assert!(shown.len() > 4, "{} pictures", shown.len());
}

/// The boxes in these bytes.
fn boxes(mut bytes: &[u8]) -> Vec<(String, &[u8])> {
    let mut all = Vec::new();
    while !bytes.is_empty() {
        let length = u32::from_be_bytes(bytes[..4].try_into().unwrap()) as usize;
        assert!((8..=bytes.len()).contains(&length), "a box of {length} bytes in {}", bytes.len());
        all.push((String::from_utf8_lossy(&bytes[4..8]).into_owned(), &bytes[8..length]));
        bytes = &bytes[length..];
    }
    all
}

/// The box at the end of a path.
fn inside<'a>(bytes: &'a [u8], path: &[&str]) -> &'a [u8] {
    path.iter().fold(bytes, |bytes, kind| boxes(bytes).into_iter().find(|(found, _)| found == kind).expect(kind).1)
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|word| u32::from_be_bytes(word.try_into().unwrap())).collect()
}

#[test]
fn an_mp4_says_where_each_picture_lies_and_how_long_it_stays() {
    let view = view([641.0, 401.0]);
    let bytes = exporter("mp4").bytes(&days(&view, "2021-08-12", "2021-08-15")).unwrap();
    let kinds: Vec<_> = boxes(&bytes).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["ftyp", "moov", "mdat"], "it can be played before all of it has come");
    let table = inside(&bytes, &["moov", "trak", "mdia", "minf", "stbl"]);
    assert_eq!(words(inside(table, &["stts"])), [0, 2, 3, 90_000, 1, 270_000]);
    assert_eq!(words(inside(table, &["stss"])), [0, 1, 1]);
    let sizes = words(inside(table, &["stsz"]));
    assert_eq!(sizes[..3], [0, 0, 4]);
    let content = inside(&bytes, &["mdat"]);
    assert_eq!(sizes[3..].iter().sum::<u32>() as usize, content.len());
    let start = words(inside(table, &["co64"]))[3] as usize;
    assert_eq!(start, bytes.len() - content.len());
    let entry = &inside(table, &["stsd"])[8..];
    assert_eq!(&entry[4..8], b"av01");
    assert_eq!(entry[32..36], [2, 130, 1, 146], "642x402: an odd size is rounded up");
    let settings = &entry[86..];
    assert_eq!(inside(settings, &["colr"]), b"nclx\0\x01\0\x01\0\x01\0");
    // The header of the film stands in front of the first picture too.
    let config = inside(settings, &["av1C"]);
    assert_eq!(config[0], 0x81);
    assert!(content.starts_with(&config[4..]));
}

#[test]
fn a_film_carries_where_it_comes_from() {
    let view = view([320.0, 200.0]);
    let job = days(&view, "2021-08-12", "2021-08-13");
    for ending in ["gif", "mp4"] {
        let exporter = exporter(ending);
        let bytes = exporter.bytes(&job).unwrap();
        let json = exporter.provenance(&bytes).expect(ending);
        let found: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(found["command"], "dateline export --from 2021-08-12 --until 2021-08-13 --size 320x200", "{ending}");
        assert_eq!((&found["from"], &found["until"]), (&"2021-08-12".into(), &"2021-08-13".into()), "{ending}");
        assert!(bytes == exporter.bytes(&job).unwrap(), "{ending}: the same each time");
        for end in [0, 3, 11, 40, json.len() / 2] {
            assert_eq!(exporter.provenance(&bytes[..end]), None, "{ending}: cut off after {end} bytes");
        }
    }
}

/// Stops after so many steps.
struct Impatient {
    after: usize,
    seen: AtomicUsize,
}

impl Progress for Impatient {
    fn step(&self, done: usize, of: usize) {
        assert!(done <= of);
        self.seen.store(done, Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.seen.load(Ordering::Relaxed) >= self.after
    }
}

#[test]
fn a_film_that_is_stopped_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let view = view([320.0, 200.0]);
    let job = days(&view, "2021-08-01", "2021-08-31");
    for ending in ["gif", "mp4"] {
        for after in [0, 2] {
            let watch = Impatient { after, seen: AtomicUsize::new(0) };
            let path = folder.path().join("film").with_extension(ending);
            let written = fill(&path, |file| exporter(ending).write(&job, file, &watch));
            assert!(matches!(written, Err(ExportError::Cancelled)), "{ending} {after}");
            assert!(watch.seen.load(Ordering::Relaxed) <= after + 1, "{ending} {after}");
        }
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn every_step_of_a_film_is_told() {
    let view = view([320.0, 200.0]);
    for ending in ["gif", "mp4"] {
        let watch = Impatient { after: usize::MAX, seen: AtomicUsize::new(0) };
        exporter(ending).write(&days(&view, "2021-08-12", "2021-08-14"), &mut Vec::new(), &watch).unwrap();
        assert_eq!(watch.seen.load(Ordering::Relaxed), 3, "{ending}");
    }
}

/// Fails after so many bytes.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_disk_that_fills_ends_the_film_with_an_error() {
    let view = view([320.0, 200.0]);
    for ending in ["gif", "mp4"] {
        let written = exporter(ending).write(&days(&view, "2021-08-12", "2021-08-14"), &mut Full(20_000), &Unwatched);
        assert!(matches!(written, Err(ExportError::Io(_))), "{ending}");
    }
}

/// Decodes films with both decoders ffmpeg has and holds each picture against its PNG.
#[test]
#[ignore = "needs ffmpeg with libdav1d and libaom: ./check runs it"]
fn decoders_agree_with_the_pictures() {
    let folder = tempfile::tempdir().unwrap();
    for size in [[640.0, 400.0], [803.0, 451.0], [1080.0, 1350.0]] {
        let view = view(size);
        let path = folder.path().join("film.mp4");
        std::fs::write(&path, exporter("mp4").bytes(&days(&view, "2021-08-11", "2021-08-15")).unwrap()).unwrap();
        let decoded = |decoder: &str| {
            let crop =
                format!("scale=out_range=full:in_color_matrix=bt709,format=rgb24,crop={}:{}:0:0", size[0], size[1]);
            let run = std::process::Command::new("ffmpeg")
                .args(["-v", "error", "-c:v", decoder, "-i"])
                .arg(&path)
                .args(["-fps_mode", "passthrough", "-vf", &crop, "-f", "rawvideo", "-"])
                .output()
                .unwrap();
            assert!(run.stderr.is_empty(), "{size:?} {decoder}: {}", String::from_utf8_lossy(&run.stderr));
            run.stdout
        };
        let film = decoded("libdav1d");
        assert!(film == decoded("libaom-av1"), "{size:?}");
        let one = (size[0] * size[1]) as usize * 3;
        assert_eq!(film.len(), one * 5, "{size:?}");
        for (picture, day) in film.chunks(one).zip(11..) {
            let png = pixels(&exporter("png").bytes(&still(&view, &format!("2021-08-{day}"))).unwrap());
            let (mean, _) = apart(picture, &png);
            assert!(mean < 2.5, "{size:?} {day}: {mean}");
        }
    }
}
