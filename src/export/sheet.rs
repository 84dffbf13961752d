//! The scenes of a job: a still of an instant, a page of small maps of several days, or several such pages.

use crate::export::{Coverage, ExportError, Job};
use crate::scene::{Multiples, Scene, View, build, changing, days_of_change, multiples};
use crate::time::Moment;
use crate::timeline::Clock;
use crate::words::Step;

/// A map on a page of small maps is no narrower and, with its date, no lower than this, px of the design.
const SMALLEST: [f64; 2] = [120.0, 104.0];
/// Longer ranges may be shown by months and years, days.
const YEAR: f64 = 366.0;
/// No page has room for more maps.
const MOST: usize = 400;

/// The one picture of a job.
///
/// ```
/// use dateline::dataset::Dataset;
/// use dateline::export::{Coverage, Job, scene};
/// use dateline::scene::{Shape, Theme, View};
/// use dateline::time::Moment;
///
/// let data = Dataset::open(None)?;
/// let view = View::still(data.chronicle.meta.bbox, [1280.0, 720.0], Theme::Light);
/// let job = Job::new(&data, Coverage::At(Moment::parse("2021-08-13")?), view);
/// let scene = scene(&job)?;
/// let herat = |shape: &Shape| matches!(shape, Shape::Text(run) if run.text == "Herat");
/// assert!(scene.marks.iter().any(|mark| herat(&mark.shape)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When its size is out of range, or so many days do not fit on one page.
pub fn scene(job: &Job) -> Result<Scene, ExportError> {
    job.checked_size()?;
    let Some(clocks) = days(job) else { return Ok(still(job)) };
    if fits(job, &clocks) {
        return Ok(page(job, &clocks));
    }
    Err(ExportError::Days { found: clocks.len(), room: most(job, &clocks) })
}

/// The pages of a job, as few as can be read.
///
/// # Errors
/// When the size is out of range, or not even one day fits on a page.
pub fn scenes(job: &Job) -> Result<Vec<Scene>, ExportError> {
    job.checked_size()?;
    let Some(clocks) = days(job) else { return Ok(vec![still(job)]) };
    if fits(job, &clocks) {
        return Ok(vec![page(job, &clocks)]);
    }
    let room = most(job, &clocks);
    if room == 0 {
        return Err(ExportError::Days { found: clocks.len(), room });
    }
    // As full as each other.
    let pages = clocks.len().div_ceil(room);
    Ok(clocks.chunks(clocks.len().div_ceil(pages)).map(|clocks| page(job, clocks)).collect())
}

fn still(job: &Job) -> Scene {
    let slice = job.timeline.slice(job.last());
    build(job.inputs(&slice))
}

/// The days of a page: each of them where they fit, else those on which the map changes; where not even these fit in more
/// than a year, the ends of its months, of years or of hundreds of them. None for an instant.
fn days(job: &Job) -> Option<Vec<Clock>> {
    if matches!(job.coverage, Coverage::At(_)) {
        return None;
    }
    let long = job.days() > YEAR;
    let each = if job.days() > MOST as f64 { Vec::new() } else { job.clocks() };
    if !each.is_empty() && fits(job, &each) {
        return Some(each);
    }
    let (from, until) = job.range();
    // What was known by an instant is asked day by day: of a long range that is too much to ask.
    let asked = !(long && (job.known_by.is_some() || job.as_known_then));
    let (start, end, told) = (Moment::start_of(from), Moment::end_of(until), job.chronicle().resolution().period());
    let changes = match job.as_known_then {
        _ if !asked => Vec::new(),
        true => changing(&job.timeline, job.clocks()),
        false => days_of_change(&job.timeline, told, start, end, job.known_by),
    };
    if !changes.is_empty() && (!long || fits(job, &changes)) {
        return Some(changes);
    }
    let periods = long.then(|| periods(job)).flatten();
    Some(periods.unwrap_or_else(|| if changes.is_empty() { job.clocks() } else { changes }))
}

/// The ends of the shortest months or years that fit on a page.
fn periods(job: &Job) -> Option<Vec<Clock>> {
    let (from, until) = job.range();
    let (from, until) = (Moment::start_of(from), Moment::end_of(until));
    let long = Step::ALL.into_iter().filter(|step| matches!(step, Step::Months(_) | Step::Years(_)));
    let few = long.filter(|step| (until.0 - from.0) / step.least() <= MOST as i64);
    let ends = few.map(|step| {
        let lines = step.lines(from, until);
        let ends = lines.iter().skip(1).map(|line| line.at).chain([until]);
        ends.map(|cursor| job.clock(cursor)).collect::<Vec<_>>()
    });
    ends.into_iter().find(|clocks| fits(job, clocks))
}

fn of<'a>(job: &'a Job, clocks: &'a [Clock]) -> Multiples<'a> {
    let Job { data, timeline, view, .. } = job;
    Multiples { chronicle: job.chronicle(), atlas: &data.atlas, timeline, clocks, view }
}

fn page(job: &Job, clocks: &[Clock]) -> Scene {
    multiples(of(job, clocks))
}

/// Whether a page has room for so many days.
fn fits(job: &Job, clocks: &[Clock]) -> bool {
    if clocks.len() > MOST {
        return false;
    }
    let [width, height] = SMALLEST.map(|px| px * View::still_scale(job.view.size_px));
    let cells = of(job, clocks).cells();
    cells.len() == clocks.len() && cells.iter().all(|cell| cell.width() >= width && cell.height() >= height)
}

/// The most of these days a page has room for: fewer days leave each more room.
fn most(job: &Job, clocks: &[Clock]) -> usize {
    let fit = |count: usize| clocks.get(..count).is_some_and(|clocks| fits(job, clocks));
    let (mut most, mut too_many) = (0, clocks.len().min(MOST) + 1);
    while most + 1 < too_many {
        let middle = most.midpoint(too_many);
        if fit(middle) { most = middle } else { too_many = middle }
    }
    most
}
