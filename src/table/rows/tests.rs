use super::*;
use crate::geo::LonLat;
use crate::time::{Moment, Resolution};
use proptest::prelude::*;

fn row(number: u32, start: i64, minutes: i64) -> Row {
    Row {
        number,
        offset: u64::from(number) * 100,
        start: Moment(start),
        end: Moment(start + minutes),
        reported: None,
        at: LonLat::new(2.4, 15.9),
        radius_km: 0.0,
        kind: 0,
        size: f32::NAN,
        exact: Exact::Day,
        near: Nearness::Town,
        repeats: false,
    }
}

fn any_row() -> impl Strategy<Value = Row> {
    let bounds = (prop_oneof![-3_000_000i64..3_000_000, -9_000_000_000i64..9_000_000_000], 1i64..3_000_000);
    let place = (-180.0f64..180.0, -85.0f64..85.0, 0u8..4, 0u8..5, 0u8..4);
    (1u32..5000, bounds, place, 0u16..3, any::<(bool, bool)>()).prop_map(
        |(number, (start, minutes), (lon, lat, radius, exact, near), kind, (reported, repeats))| Row {
            reported: reported.then_some(Moment(start + 2 * minutes)),
            at: LonLat::new((lon * 1e6).round() / 1e6, (lat * 1e6).round() / 1e6),
            radius_km: f32::from(radius) * 12.5,
            kind,
            size: if repeats { f32::NAN } else { minutes as f32 },
            exact: Exact::ALL[usize::from(exact)],
            near: Nearness::ALL[usize::from(near)],
            repeats,
            ..row(number, start, minutes)
        },
    )
}

/// In words, since a size that is not known equals nothing.
fn told(row: &Row) -> String {
    let at = (format!("{:.5}", row.at.lon_deg), format!("{:.5}", row.at.lat_deg));
    format!("{:?}", (Row { at: LonLat::default(), ..*row }, at))
}

proptest! {
    #[test]
    fn rows_come_out_of_the_columns_as_they_went_in(rows in prop::collection::vec(any_row(), 0..200)) {
        let mut given = rows.clone();
        given.sort_by_key(|row| row.number);
        given.dedup_by_key(|row| row.number);
        let kept = Rows::new(given.clone(), vec!["a".into(), "b".into(), "c".into()]);
        prop_assert_eq!(kept.len(), given.len());
        for row in &given {
            let position = kept.position(row.number).unwrap();
            prop_assert_eq!(told(&kept.row(position).unwrap()), told(row));
        }
        let mut written = Vec::new();
        kept.write("of this", &mut written).unwrap();
        let again = Rows::read("of this", &mut written.as_slice()).unwrap();
        prop_assert_eq!(format!("{again:?}"), format!("{kept:?}"));
        prop_assert!(Rows::read("of that", &mut written.as_slice()).is_none());
        let cut = written.len() / 2;
        prop_assert!(Rows::read("of this", &mut &written[..cut]).is_none());
        let starts: Vec<_> = (0..kept.len()).map(|at| kept.start(at).unwrap()).collect();
        prop_assert!(starts.is_sorted());
        prop_assert_eq!(kept.position(6000), None);
        prop_assert_eq!(kept.row(kept.len()), None);
    }

    #[test]
    fn a_window_has_exactly_the_rows_that_a_walk_finds(
        rows in prop::collection::vec((1i64..40_000, 1i64..9_000), 0..900), from in 0i64..40_000, minutes in 0i64..9_000,
    ) {
        let rows: Vec<Row> = rows.into_iter().zip(1..).map(|((start, long), number)| row(number, start, long)).collect();
        let kept = Rows::new(rows, vec!["a".into()]);
        let (from, until) = (Moment(from), Moment(from + minutes));
        let walked: Vec<usize> = (0..kept.len())
            .filter(|at| kept.start(*at).unwrap() < until && kept.end(*at).unwrap() > from)
            .filter(|at| minutes > 0 || kept.start(*at).unwrap() < from)
            .collect();
        let window = kept.window(from, until);
        prop_assert_eq!(window.iter().collect::<Vec<_>>(), walked.clone());
        prop_assert!(walked.iter().all(|at| window.contains(*at)));
    }

    #[test]
    fn what_is_left_of_a_window_is_what_a_walk_leaves(
        rows in prop::collection::vec((1i64..40_000, 1i64..9_000, 0u16..3, 0u8..4), 0..300), hidden in 0usize..4, near in 0usize..5,
    ) {
        let of = |((start, long, kind, near), number)| {
            Row { kind, near: Nearness::ALL[usize::from(near)], ..row(number, start, long) }
        };
        let kinds = ["a", "b", "a"].map(String::from);
        let rows = Rows::new(rows.into_iter().zip(1..).map(of).collect(), kinds.to_vec());
        let table = KeptTable {
            path: "data/tables/t.csv".into(), sha256: String::new(), rows, left_out: 0, credit: String::new(), passes_on: true,
        };
        let tables = Tables::new(vec![table.clone(), table.clone()]);
        prop_assert_eq!(tables.kinds(), ["a", "b"]);
        let filter = RowFilter {
            without_kinds: ["a", "b"].iter().skip(hidden).map(|kind| (*kind).to_owned()).collect(),
            near: Nearness::ALL.get(near).copied(),
            ..RowFilter::default()
        };
        let brush = Brush { from: Moment(10_000), until: Moment(30_000) };
        let now = tables.now(brush, &filter);
        let rows = &table.rows;
        let walked: Vec<usize> = rows.window(brush.from, brush.until).iter()
            .filter(|at| !filter.without_kinds.contains(&kinds[usize::from(rows.kind(*at).unwrap())]))
            .filter(|at| filter.near.is_none_or(|near| rows.near(*at) <= near))
            .collect();
        prop_assert_eq!(now.windows[1].iter().collect::<Vec<_>>(), walked.clone());
        prop_assert_eq!((now.len(), now.counts.iter().sum::<usize>()), (2 * walked.len(), 2 * walked.len()));
        prop_assert_eq!(now.all, 2 * rows.window(brush.from, brush.until).len());
        let rough = walked.iter().filter(|at| rows.near(**at) > Nearness::Vicinity).count();
        prop_assert_eq!((now.rough_places, now.rough_days), (2 * rough, 0));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn a_histogram_counts_every_row_once(rows in prop::collection::vec(any_row(), 1..200), unit in 0usize..5) {
        let unit = [Resolution::Minute, Resolution::Hour, Resolution::Day, Resolution::Month, Resolution::Year][unit];
        let kept = Rows::new(rows.clone(), vec!["a".into(), "b".into(), "c".into()]);
        let histogram = Histogram::new(&kept, unit);
        let all = histogram.units(Moment(i64::MIN), Moment(i64::MAX));
        let mut counted = 0;
        for (from, until, counts) in all {
            counted += counts.iter().sum::<u32>() as usize;
            prop_assert_eq!(&histogram.counts(from, until), &counts);
            for (kind, count) in (0u16..).zip(&counts) {
                let walked = rows.iter().filter(|row| row.kind == kind && row.start >= from && row.start < until);
                prop_assert_eq!(walked.count(), *count as usize);
            }
        }
        prop_assert_eq!(counted, kept.len());
        prop_assert_eq!(histogram.counts(Moment(i64::MIN), Moment(i64::MAX)).iter().sum::<u32>() as usize, kept.len());
    }
}

#[test]
fn what_begins_with_the_next_day_is_not_in_this_one() {
    let day = Moment::DAY;
    let rows = Rows::new(vec![row(1, 0, day), row(2, day, day), row(3, 0, 9 * day)], vec!["a".into()]);
    let numbers = |from, until| -> Vec<u32> {
        rows.window(Moment(from), Moment(until)).iter().map(|at| rows.row(at).unwrap().number).collect()
    };
    assert_eq!(numbers(0, day), [1, 3]);
    assert_eq!(numbers(day, 2 * day), [3, 2]);
    assert_eq!(numbers(8 * day, 9 * day), [3]);
    assert_eq!(numbers(9 * day, 10 * day), [0u32; 0]);
}

#[test]
fn a_brush_is_written_as_it_is_read() {
    for (text, from, until) in [
        ("2018-03-01/2020-08-31", "2018-03-01T00:00", "2020-09-01T00:00"),
        ("2018-03-01/2018-03-01", "2018-03-01T00:00", "2018-03-02T00:00"),
        ("2018-03-01T06:30/2018-03-01T18:00", "2018-03-01T06:30", "2018-03-01T18:00"),
        ("-0043-03-15/-0043-03-16", "-0043-03-15T00:00", "-0043-03-17T00:00"),
    ] {
        let brush: Brush = text.parse().unwrap();
        assert_eq!((brush.from.minute_written().as_str(), brush.until.minute_written().as_str()), (from, until));
        assert_eq!(brush.written(), text);
    }
    for text in ["2018-03-01", "2018-03-02/2018-03-01", "now/then", "2018-03-01/"] {
        assert!(text.parse::<Brush>().is_err_and(|why| why.starts_with("expected FROM/TO")), "{text}");
    }
}

#[test]
fn no_row_at_all_is_no_trouble() {
    let none = Rows::new(Vec::new(), Vec::new());
    assert!(none.is_empty() && none.window(Moment(i64::MIN), Moment(i64::MAX)).is_empty());
    assert_eq!(Histogram::new(&none, Resolution::Day).units(Moment(i64::MIN), Moment(i64::MAX)).count(), 0);
}

#[test]
fn an_offset_past_four_gigabytes_is_kept() {
    let far = |number| Row { offset: 7_000_000_000 + u64::from(number) * 400, ..row(number, 0, 1) };
    let kept = Rows::new(vec![far(3000), far(1), far(2)], vec!["a".into()]);
    let offset = |number| kept.row(kept.position(number).unwrap()).unwrap().offset;
    assert_eq!([offset(1), offset(3000)], [7_000_000_400, 7_001_200_000]);
}
