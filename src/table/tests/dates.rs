use super::*;

fn dates(name: &str, dates: &[&str], expected: &[&str]) {
    with(name, dates, &TableChoices::default(), expected);
}

fn with(name: &str, dates: &[&str], chosen: &TableChoices, expected: &[&str]) {
    let rows: String = dates.iter().enumerate().map(|(at, date)| format!("{date};1;{}\n", at + 1)).collect();
    let expected: Vec<String> = expected
        .iter()
        .map(|line| match line.split_once(' ') {
            Some((number, _)) if !line.contains('!') && !line.starts_with('?') => format!("{line} 1 {number}"),
            _ => (*line).to_owned(),
        })
        .collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check_with(name, format!("date;lat;lon\n{rows}"), chosen, &expected);
}

#[test]
fn the_order_of_day_and_month_is_proven_over_the_whole_column_or_asked() {
    dates("one row proves it", &["05/11/2016", "25/03/2014"], &["1 2016-11-05", "2 2014-03-25"]);
    dates("the month first", &["05/11/2016", "03/25/2014"], &["1 2016-05-11", "2 2014-03-25"]);
    dates(
        "nothing proves it",
        &["05/11/2016", "01/03/2004"],
        &[
            "?date: “05/11/2016” may be either way round, and none of the 2 dates in numbers proves which; say --day-first (5 November 2016) or --month-first (11 May 2016)",
        ],
    );
    dates(
        "both orders",
        &["25/03/2014", "03/25/2014"],
        &["?both orders of day and month stand in it; with --day-first 1 rows are refused (row 2 has 03/25/2014)"],
    );
    let day_first = TableChoices { order: Some(DayOrder::DayFirst), ..TableChoices::default() };
    with(
        "said",
        &["05/11/2016", "03/25/2014"],
        &day_first,
        &["1 2016-11-05", "2! has day and month the other way round"],
    );
    dates("the same both ways", &["04/04/2016", "05.05.2016"], &["1 2016-04-04", "2 2016-05-05"]);
    dates("never a time of day", &["01/03/2004", "13/03/2004"], &["1 2004-03-01", "2 2004-03-13"]);
    dates(
        "beside dates in words",
        &["17 June 2016", "25/03/2014", "01-January-2015"],
        &["1 2016-06-17", "2 2014-03-25", "3 2015-01-01"],
    );
    // What proves the order stands after all that is looked at first.
    let mut late: Vec<String> = (0..6000).map(|at| format!("{:02}/{:02}/2016", at % 12 + 1, at % 11 + 1)).collect();
    late.push("13/01/2016".to_owned());
    let rows: String = late.iter().enumerate().map(|(at, date)| format!("{date},1,{}\n", at % 170 + 1)).collect();
    let table = read_with(format!("date,lat,lon\n{rows}"), &TableChoices::default()).unwrap();
    assert_eq!(table.refused, []);
    assert!(table.mapping.dates.proof.contains("row 6001 has 13/01/2016"), "{}", table.mapping.dates.proof);
}

#[test]
fn dates_as_vague_as_they_are_written_are_read_as_vaguely() {
    dates("years alone", &["2016", "1066"], &["1 2016-01-01/2016-12-31", "2 1066-01-01/1066-12-31"]);
    dates("months", &["2016-06", "July 2016"], &["1 2016-06-01/2016-06-30", "2 2016-07-01/2016-07-31"]);
    dates(
        "ranges",
        &["2016-06-17/2016-06-20", "17–20 June 2016"],
        &["1 2016-06-17/2016-06-20", "2 2016-06-17/2016-06-20"],
    );
    dates("before 1752", &["14 October 1066", "1066-10-14"], &["1 1066-10-14", "2 1066-10-14"]);
    dates("before the year 1", &["15 March 44 BC", "-0043-03-15"], &["1 -0043-03-15", "2 -0043-03-15"]);
    dates("negative years", &["-44", "-31"], &["?“-44”: say --years-before bc where -44 is 44 BC"]);
    let bc = TableChoices { years_before: Some(YearsBefore::Bc), ..TableChoices::default() };
    with("said", &["-44", "-31"], &bc, &["1 -0043-01-01/-0043-12-31", "2 -0030-01-01/-0030-12-31"]);
    dates("numbers of a spreadsheet", &["42538", "42539.5"], &["1 2016-06-17", "2 2016-06-18T12:00"]);
    dates("months of another language", &["31 Dic 2014", "5 Ene 2015"], &["1 2014-12-31", "2 2015-01-05"]);
    dates("two digits", &["05/11/16", "25/03/14"], &["?“05/11/16”: years of two digits; say --century"]);
    let century = TableChoices { century: Some(2000), ..TableChoices::default() };
    with("said", &["05/11/16", "25/03/14"], &century, &["1 2016-11-05", "2 2014-03-25"]);
}

#[test]
fn times_keep_their_zone_and_no_day_is_moved() {
    dates(
        "zones in the cells",
        &["2016-06-17T23:30:00-02:00", "2016-06-17 00:30 UTC", "2016-06-17"],
        &["1 2016-06-18T01:30", "2 2016-06-17T00:30", "3 2016-06-17"],
    );
    dates(
        "a zone that is several",
        &["2016-06-17 10:00 EST", "2016-06-18"],
        &["1! the time zone is not known", "2 2016-06-18"],
    );
    dates(
        "midnight everywhere is no time",
        &["2016-06-17 00:00:00.000", "2016-06-18 00:00:00"],
        &["1 2016-06-17", "2 2016-06-18"],
    );
}

#[test]
fn what_is_no_date_is_refused_with_its_reason() {
    dates(
        "days that do not exist",
        &["2016-06-17", "31 June 2017", "2017-02-29", "0000-00-00"],
        &[
            "1 2016-06-17",
            "2! there is no such day in 2017-06",
            "3! there is no such day in 2017-02",
            "4! expected a date, found “0000-00-00”",
        ],
    );
    let months = TableChoices { impossible_days_are_months: true, ..TableChoices::default() };
    with("read as the month", &["2016-06-17", "31 June 2017"], &months, &["1 2016-06-17", "2 2017-06-01/2017-06-30"]);
    dates(
        "nothing, and words",
        &["2016-06-17", "", "unknown", "NA", "17 Foo 2016"],
        &["1 2016-06-17", "2! no date", "3! found “unknown”", "4! found “NA”", "5! found “17 Foo 2016”"],
    );
    dates("a day without a year", &["2016-06-17", "17 June"], &["1 2016-06-17", "2! no year"]);
}

#[test]
fn dates_in_several_columns_are_one_date() {
    check(
        "begin and end",
        "start,end,lat,lon\n2016-06-17,2016-06-20,1,2\n2016-06-17,,1,3\n,2016-06-20,1,4\n2016-06-20,2016-06-17,1,5\n,,1,6\n",
        &[
            "1 2016-06-17/2016-06-20 1 2",
            "2 2016-06-17 1 3",
            "3 2016-06-20 1 4",
            "4! it ends before it begins",
            "5! no date",
        ],
    );
    check(
        "year, month and day, parts of them empty",
        "Year,Month,Day,latitude,longitude\n2016,6,17,1,2\n2016,6,,1,3\n2016,,,1,4\n2016.0,6.0,17.0,1,5\n2016,,17,1,6\n2016,13,1,1,7\n,,,1,8\n",
        &[
            "1 2016-06-17 1 2",
            "2 2016-06-01/2016-06-30 1 3",
            "3 2016-01-01/2016-12-31 1 4",
            "4 2016-06-17 1 5",
            "5! expected a date",
            "6! expected a date",
            "7! no date",
        ],
    );
    check(
        "a date and a time",
        "date,time,lat,lon\n2016-06-17,14:30,1,2\n2016-06-17,,1,3\n",
        &["1 2016-06-17T14:30 1 2", "2 2016-06-17 1 3"],
    );
    check(
        "a date with the time of its own",
        "time,latitude,longitude,mag\n2023-02-06T01:17:34.342Z,37.2,37.0,7.8\n",
        &["1 2023-02-06T01:17 37.2 37 7.8"],
    );
}
