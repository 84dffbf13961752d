//! What changed, in words, over the map.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::bounds::text_box;
use crate::scene::layout::{PAGE_WORDS_FROM, TINY};
use crate::scene::mark::Drawn;
use crate::scene::sheet::{MapKind, Sheet};
use crate::scene::write::{Setting, uncounted};
use crate::scene::{Frame, Inputs, Shape, Weight};
use crate::timeline::{Clock, Timeslice};
use crate::words::headline;
use crate::words::rows::most as most_rows;

/// Date, title and sum, at the top left.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let words = block(sheet);
    out.extend(card(sheet, &words).map(|shape| (None, shape)));
    out.extend(words.into_iter().map(|shape| (None, shape)));
}

/// What the words stand on where the ground is busy, as the world's relief makes it: one card that steps in where the
/// lines of the sum are shorter than those of the title. What lies below shows through.
fn card(sheet: &Sheet<'_>, words: &[Shape]) -> Option<Shape> {
    let room = padding(sheet);
    let (title, sum) = title_and_sum(words);
    let upper = boxes(title).reduce(ScreenRect::union)?.grown(room);
    let lower = boxes(sum).reduce(ScreenRect::union).map_or(upper, |sum| sum.grown(room));
    let step = (upper.max.y - room).min(lower.max.y);
    let at = |x: f64, y: f64| ScreenPoint { x, y };
    let ring = vec![
        upper.min,
        at(upper.max.x, upper.min.y),
        at(upper.max.x, step),
        at(lower.max.x, step),
        lower.max,
        at(upper.min.x, lower.max.y),
    ];
    let fill = Some(sheet.palette.panel.with_alpha(0.74));
    (room > 0.0).then_some(Shape::Path { parts: vec![(ring, true)], fill, stroke: None })
}

/// Date and title, and the sum: it begins after the largest words.
fn title_and_sum(words: &[Shape]) -> (&[Shape], &[Shape]) {
    let largest = words.iter().map(size_of).fold(0.0, f64::max);
    let end = words.iter().rposition(|shape| size_of(shape) >= largest).map_or(0, |last| last + 1);
    words.split_at_checked(end).unwrap_or((words, &[]))
}

/// How far the card reaches around its words; 0 where there is none.
fn padding(sheet: &Sheet<'_>) -> f64 {
    let alone = sheet.kind == MapKind::Thumbnail || sheet.layout.is_narrow();
    if sheet.geometry().is_world() && !alone { sheet.px(CARD_PX) } else { 0.0 }
}

/// Sizes of the block, design px: date, title and its leading, sum and its leading, widths of title and sum.
struct Sizes {
    date: f64,
    title: [f64; 2],
    sum: [f64; 2],
    widths: [f64; 2],
}

/// Room around the words on their card, design px.
const CARD_PX: f64 = 10.0;

/// Lines that the sum has room for, and one more where it says by when it was known. The page sets its own words.
const MOST_LINES: usize = 3;

/// How far a spot with rows lies from the town it is named after, design px.
const AT_SPOT: f64 = 14.0;

/// More headlines than this are not laid out to find their room.
const MOST_HEADLINES: usize = 400;

/// The room that the headlines of all days take together: that of date and title, and that of the sum.
pub(in crate::scene) fn room(sheet: &Sheet<'_>) -> Vec<ScreenRect> {
    let around = |shapes: &[Shape]| Some(boxes(shapes).reduce(ScreenRect::union)?.grown(padding(sheet)));
    let parts = |shapes: &[Shape]| {
        // In a window names must not move from day to day, and the notch beside the sum comes and goes; but where there
        // is little height it is too good a place to leave empty.
        if sheet.inputs.view.frame == Frame::Window && !sheet.layout.is_compact() {
            return around(shapes).into_iter().collect();
        }
        let (title, sum) = title_and_sum(shapes);
        around(title).into_iter().chain(around(sum)).collect::<Vec<_>>()
    };
    let Inputs { timeline, slice, view, atlas, .. } = sheet.inputs;
    let known_by = slice.clock.known_by;
    // Names that kept clear of one day's headline only would move with its words.
    let all = atlas.caches.headline_room(timeline, known_by, view, || {
        let stops = timeline.stops();
        // Of very many days some stand for all: no frame waits for a thousand headlines.
        let some = stops.iter().step_by(stops.len().div_ceil(MOST_HEADLINES).max(1));
        let slices = some.map(|&cursor| timeline.slice(Clock { cursor, known_by }));
        slices.map(|slice| parts(&block_of(sheet, &slice))).reduce(joined).unwrap_or_default()
    });
    // Between the days the words are others again.
    joined(all.to_vec(), parts(&block(sheet)))
}

/// Part by part the room of both.
fn joined(a: Vec<ScreenRect>, b: Vec<ScreenRect>) -> Vec<ScreenRect> {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let part = |(i, one): (usize, ScreenRect)| short.get(i).map_or(one, |other| one.union(*other));
    long.into_iter().enumerate().map(part).collect()
}

fn size_of(shape: &Shape) -> f64 {
    if let Shape::Text(run) = shape { run.size } else { 0.0 }
}

/// The words.
pub(in crate::scene) fn block(sheet: &Sheet<'_>) -> Vec<Shape> {
    block_of(sheet, sheet.inputs.slice)
}

fn block_of(sheet: &Sheet<'_>, slice: &Timeslice) -> Vec<Shape> {
    let map = sheet.layout.map;
    let room = map.width() / sheet.inputs.view.scale;
    let sizes = match sheet.inputs.view.frame {
        Frame::Page if room < PAGE_WORDS_FROM => return Vec::new(),
        // In a narrow frame the words stand above the country, not beside it.
        _ if sheet.layout.is_narrow() => {
            Sizes { date: 11.5, title: [17.0, 20.0], sum: [12.0, 15.5], widths: [room - 48.0; 2] }
        }
        Frame::Window if sheet.layout.is_low() => {
            Sizes { date: 11.5, title: [18.0, 21.0], sum: [12.0, 15.5], widths: [270.0, 230.0] }
        }
        Frame::Window if sheet.layout.is_compact() => {
            Sizes { date: 11.5, title: [18.0, 21.0], sum: [12.0, 15.5], widths: [390.0, 214.0] }
        }
        Frame::Window => Sizes { date: 12.5, title: [22.0, 26.0], sum: [13.0, 18.0], widths: [380.0, 256.0] },
        Frame::Still if sheet.layout.below => {
            Sizes { date: 12.7, title: [26.0, 29.0], sum: [13.3, 18.0], widths: [535.0, 330.0] }
        }
        Frame::Page => Sizes { date: 12.7, title: [26.0, 28.5], sum: [13.3, 18.0], widths: [330.0, 250.0] },
        Frame::Still => Sizes { date: 12.7, title: [28.7, 31.3], sum: [13.3, 18.0], widths: [370.0, 262.0] },
    };
    let Sizes { date, title, sum, widths } = sizes;
    let palette = sheet.palette;
    let px = |design: f64| sheet.px(design);
    let view = sheet.inputs.view;
    let mut words = headline(sheet.inputs.chronicle, slice, view.shown());
    if slice.clock == sheet.inputs.slice.clock
        && let Some(most) = most(sheet)
    {
        words.sum = [most, words.sum].join(" ").trim_end().to_owned();
    }
    let halo = palette.neighbours.with_alpha(0.85);
    let date_setting = Setting::new(px(date), Weight::SemiBold, palette.ink2).halo(halo, px(3.0));
    let title_setting =
        Setting::new(px(title[0]), Weight::Bold, palette.ink).spacing(px(-0.0205 * title[0])).halo(halo, px(3.0));
    let sum_setting = Setting::new(px(sum[0]), Weight::Regular, palette.ink).halo(halo, px(3.0));

    let x = map.min.x + sheet.layout.margin();
    let compact = sheet.layout.is_compact();
    let top = map.min.y
        + px(if view.frame == Frame::Still {
            26.0
        } else if compact {
            12.0
        } else {
            16.0
        });
    let mut shapes = Vec::new();
    let mut baseline = top + px(date);
    shapes.push(date_setting.line(x, baseline, &words.dated()));
    baseline += px(5.0);
    for line in title_setting.wrap(&words.title, px(widths[0])) {
        baseline += px(title[1]);
        shapes.push(title_setting.line(x, baseline, &line));
    }
    baseline += px(if compact { 5.0 } else { 7.0 });
    let mut of = false;
    let said = match () {
        () if room < TINY => "",
        () if compact && !sheet.layout.is_narrow() => words.brief.as_str(),
        () => words.sum.as_str(),
    };
    let most = MOST_LINES + usize::from(slice.clock.known_by.is_some());
    let (brief, [wide, narrow]) = (words.brief.as_str(), widths);
    // As long as it fits: in full, then in brief, each in the width of the title where that helps.
    let ways = [(said, narrow), (said, wide), (brief, narrow), (brief, wide)];
    let ways = ways.get(..if view.frame == Frame::Page { 1 } else { ways.len() }).unwrap_or_default();
    let mut lines = Vec::new();
    for (text, width) in ways {
        lines = sum_setting.wrap(text, px(*width));
        if lines.len() <= most {
            break;
        }
    }
    for line in lines {
        baseline += px(sum[1]);
        shapes.extend(sum_setting.counted_line(x, baseline, &line, Weight::Bold, of));
        of = line.rsplit(' ').next().is_some_and(uncounted);
    }
    shapes
}

/// Where the most rows are, by the name of what lies there.
fn most(sheet: &Sheet<'_>) -> Option<String> {
    let rows = sheet.rows().filter(|_| sheet.kind == MapKind::Whole)?;
    let (at, count, at_spot) = rows.most()?;
    let reach = if at_spot { sheet.px(AT_SPOT) } else { rows.grid.radius * 2.0 };
    named(sheet, at, reach).map(|name| most_rows(name, count, at_spot))
}

/// What the nearest place or town within so many px is called.
pub(in crate::scene) fn named<'s>(sheet: &'s Sheet<'_>, at: ScreenPoint, reach: f64) -> Option<&'s str> {
    let far = |there: ScreenPoint| libm::hypot(there.x - at.x, there.y - at.y);
    let places = sheet.inputs.chronicle.places.values();
    let places = places.filter_map(|place| Some((sheet.inputs.view.name_of(place), place.position?)));
    let towns = sheet.geometry().towns.iter().map(|town| (town.name, town.position));
    let found = places.chain(towns).map(|(name, position)| (far(sheet.projector.position(position)), name));
    let found = found.filter(|(far, _)| *far <= reach).min_by(|a, b| a.0.total_cmp(&b.0));
    found.map(|(_, name)| name)
}

/// The boxes the words fill, one a line.
pub(in crate::scene) fn boxes(shapes: &[Shape]) -> impl Iterator<Item = ScreenRect> {
    shapes.iter().filter_map(|shape| match shape {
        Shape::Text(run) => Some(text_box(run).grown(run.size * 0.08)),
        _ => None,
    })
}
