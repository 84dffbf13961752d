use super::*;
use proptest::prelude::*;

fn bounds(rules: &DateRules, cell: &str) -> String {
    match rules.read(cell, &TimeZone::UTC) {
        Ok(read) if read.has_time => read.start.minute_written(),
        Ok(read) => crate::time::Span::new(Some(read.start), Some(read.end)).edtf(),
        Err(fault) => format!("{fault}"),
    }
}

#[test]
fn dates_in_every_usual_form_have_their_bounds() {
    for (cell, expected) in [
        ("2016-06-17", "2016-06-17"),
        ("17 June 2016", "2016-06-17"),
        ("01-January-2015", "2015-01-01"),
        ("June 17th, 2016", "2016-06-17"),
        ("Fri, 17 Jun 2016", "2016-06-17"),
        ("17 de junio de 2016", "2016-06-17"),
        ("1er janvier 2015", "2015-01-01"),
        ("3. Mai 1848", "1848-05-03"),
        ("31 Dic 2014", "2014-12-31"),
        ("17 июня 2016 г.", "2016-06-17"),
        ("5 شباط 2016", "2016-02-05"),
        ("5 تشرين الأول 2016", "2016-10-05"),
        ("2021年8月13日", "2021-08-13"),
        ("2016/06/17", "2016-06-17"),
        ("2016.6.7", "2016-06-07"),
        ("20160617", "2016-06-17"),
        ("25/03/2014", "2014-03-25"),
        ("03/25/2014", "2014-03-25"),
        ("04/04/2014", "2014-04-04"),
        ("2016", "2016-01-01/2016-12-31"),
        ("2016.0", "2016-01-01/2016-12-31"),
        ("2016-06", "2016-06-01/2016-06-30"),
        ("201606", "2016-06-01/2016-06-30"),
        ("June 2016", "2016-06-01/2016-06-30"),
        ("6/2016", "2016-06-01/2016-06-30"),
        ("Q2 2016", "2016-04-01/2016-06-30"),
        ("2016-W24", "2016-06-13/2016-06-19"),
        ("1990s", "1990-01-01/1999-12-31"),
        ("14 October 1066", "1066-10-14"),
        ("1066", "1066-01-01/1066-12-31"),
        ("15 March 44 BC", "-0043-03-15"),
        ("44 BC", "-0043-01-01/-0043-12-31"),
        ("480 av. J.-C.", "-0479-01-01/-0479-12-31"),
        ("-0043-03-15", "-0043-03-15"),
        ("'-0043-03-15", "-0043-03-15"),
        ("-0043", "-0043-01-01/-0043-12-31"),
        ("c. 1200", "1200-01-01/1200-12-31"),
        ("2016-06-17/2016-06-20", "2016-06-17/2016-06-20"),
        ("17–20 June 2016", "2016-06-17/2016-06-20"),
        ("17 to 20 June 2016", "2016-06-17/2016-06-20"),
        ("30 June - 2 July 2016", "2016-06-30/2016-07-02"),
        ("from May to July 2016", "2016-05-01/2016-07-31"),
        ("1914-1918", "1914-01-01/1918-12-31"),
        ("[2016-06-17..2016-06-20]", "2016-06-17/2016-06-20"),
        ("2016-06~", "2016-06-01/2016-06-30"),
    ] {
        assert_eq!(bounds(&DateRules::default(), cell), expected, "{cell}");
    }
}

#[test]
fn times_are_read_to_the_minute_and_moved_to_the_clock_of_the_zone() {
    let kabul = TimeZone::get("Asia/Kabul").unwrap_or(TimeZone::UTC);
    for (cell, expected) in [
        ("2016-06-17 14:30", "2016-06-17T14:30"),
        ("2016-06-17T14:30:59", "2016-06-17T14:30"),
        ("2016-06-17T14:30:59.123Z", "2016-06-17T19:00"),
        ("2016-06-17 23:30 UTC", "2016-06-18T04:00"),
        ("2016-06-17 14:30 GMT+2", "2016-06-17T17:00"),
        ("2016-06-17T14:30:00+0430", "2016-06-17T14:30"),
        ("2016-06-17 14:30 Europe/Kyiv", "2016-06-17T16:00"),
        ("17 June 2016 2:30 pm", "2016-06-17T14:30"),
        ("17 June 2016, 12:05 a.m.", "2016-06-17T00:05"),
        ("Fri Jun 17 10:00:00 +0000 2016", "2016-06-17T14:30"),
        ("Fri, 17 Jun 2016 10:00:00 GMT", "2016-06-17T14:30"),
        ("20160617100000", "2016-06-17T14:30"),
        ("1466157600", "2016-06-17T14:30"),
        ("1466157600000", "2016-06-17T14:30"),
    ] {
        let read = DateRules::default().read(cell, &kabul);
        assert_eq!(read.map(|read| read.start.minute_written()), Ok(expected.to_owned()), "{cell}");
    }
}

#[test]
fn what_may_be_read_in_two_ways_is_read_in_neither() {
    for (cell, expected) in [
        ("05/11/2016", "may be either way round"),
        ("05/11/16", "the century is not said"),
        ("17 June 16", "the century is not said"),
        ("-44", "counted with a year 0 or without"),
        ("31 June 2017", "there is no such day in 2017-06"),
        ("2017-02-29", "there is no such day in 2017-02"),
        ("25/13/2016", "expected a date"),
        ("17 June", "no year"),
        ("12 listopada 2016", "expected a date"),
        ("17 Foo 2016", "expected a date"),
        ("20 June 2016 to 17 June 2016", "ends before it begins"),
        ("2016-06-17 14:30 EST", "the time zone is not known"),
        ("2016-06-17 25:30", "expected a date"),
        ("unknown", "expected a date"),
        ("42538", "expected a date"),
        ("", "no date"),
        ("  ", "no date"),
        ("12:30", "expected a date"),
        ("0 BC", "expected a date"),
    ] {
        let said = bounds(&DateRules::default(), cell);
        assert!(said.contains(expected), "{cell}: {said}");
    }
}

#[test]
fn rules_decide_what_a_cell_leaves_open() {
    let day = DateRules { order: Some(DayOrder::DayFirst), ..DateRules::default() };
    let month = DateRules { order: Some(DayOrder::MonthFirst), ..DateRules::default() };
    assert_eq!((bounds(&day, "05/11/2016"), bounds(&month, "05/11/2016")), ("2016-11-05".into(), "2016-05-11".into()));
    assert!(bounds(&month, "25/03/2014").contains("the other way round"));
    let century = DateRules { century: Some(1900), ..day };
    assert_eq!(bounds(&century, "05/11/16"), "1916-11-05");
    let bc = |before| DateRules { years_before: Some(before), ..DateRules::default() };
    assert_eq!(bounds(&bc(YearsBefore::Bc), "-44"), "-0043-01-01/-0043-12-31");
    assert_eq!(bounds(&bc(YearsBefore::Astronomical), "-44"), "-0044-01-01/-0044-12-31");
    let serial = |days| DateRules { serial_days: Some(days), ..DateRules::default() };
    assert_eq!(bounds(&serial(SerialDays::From1900), "42538"), "2016-06-17");
    assert_eq!(bounds(&serial(SerialDays::From1900), "42538.604166"), "2016-06-17T14:30");
    assert_eq!(bounds(&serial(SerialDays::From1904), "41076"), "2016-06-17");
    let midnight = DateRules { midnight_is_no_time: true, ..DateRules::default() };
    assert_eq!(bounds(&midnight, "2016-06-17 00:00:00.000"), "2016-06-17");
    assert_eq!(bounds(&midnight, "2016-06-17 00:01"), "2016-06-17T00:01");
    let months = DateRules { impossible_days_are_months: true, ..DateRules::default() };
    assert_eq!(bounds(&months, "31 June 2017"), "2017-06-01/2017-06-30");
}

#[test]
fn a_date_in_numbers_says_what_it_proves_of_the_order() {
    for (cell, said) in [
        ("25/03/2014", Some(OrderSaid::DayFirst)),
        ("03/25/2014 10:00", Some(OrderSaid::MonthFirst)),
        ("03-04-2014", Some(OrderSaid::Either)),
        ("04.04.2014", Some(OrderSaid::Same)),
        ("2014-03-04", None),
        ("4 March 2014", None),
        ("", None),
    ] {
        assert_eq!(DateRules::default().order_said(cell), said, "{cell}");
    }
}

proptest! {
    #[test]
    fn no_cell_makes_it_panic_and_bounds_are_in_order(cell in "\\PC{0,24}") {
        if let Ok(read) = DateRules::default().read(&cell, &TimeZone::UTC) {
            prop_assert!(read.start < read.end);
        }
    }

    #[test]
    fn no_cell_of_its_alphabet_makes_it_panic(cell in "[0-9A-Za-z:/.+ -]{0,24}") {
        let _ = DateRules::default().read(&cell, &TimeZone::UTC);
    }

    #[test]
    fn every_day_is_read_in_every_form(day in -1_000_000i64..1_000_000) {
        let rules = DateRules { order: Some(DayOrder::DayFirst), ..DateRules::default() };
        let civil = Moment(day * Moment::DAY).civil().date();
        let year = civil.year();
        let era = if year <= 0 { format!("{} BC", 1 - year) } else { format!("{year:04}") };
        let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][civil.month() as usize - 1];
        let mut forms = vec![crate::time::written_day(civil), format!("{} {name} {era}", civil.day())];
        if year > 99 {
            forms.push(format!("{}/{}/{year}", civil.day(), civil.month()));
        }
        for form in forms {
            prop_assert_eq!(rules.read(&form, &TimeZone::UTC), Ok(WhenRead::of_day(civil)), "{}", form);
        }
    }
}
