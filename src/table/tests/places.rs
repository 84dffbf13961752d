use super::*;

fn places(name: &str, cells: &[&str], expected: &[&str]) {
    let rows: String = cells.iter().map(|cells| format!("2016-06-17\t{cells}\n")).collect();
    check(name, format!("date\tlat\tlon\tcountry\n{rows}"), expected);
}

#[test]
fn nothing_is_put_where_nobody_says_that_it_was() {
    places(
        "empty, one missing, zero",
        &["15.9\t2.4\t", "\t\t", "15.9\t\t", "\t2.4\t", "0\t0\t", "0.0\t0.000\t", "NA\tNA\t", "0\t2.4\t"],
        &[
            "1 2016-06-17 15.9 2.4",
            "2! no latitude and no longitude",
            "3! a latitude and no longitude",
            "4! a longitude and no latitude",
            "5! 0° N 0° E",
            "6! 0° N 0° E",
            "7! no latitude and no longitude",
            "8 2016-06-17 0 2.4",
        ],
    );
}

#[test]
fn degrees_are_read_as_they_are_written() {
    places(
        "degrees and minutes",
        &["34°31'48\"N\t69°10'12\"E\t", "34 31.8\t69 10.2\t"],
        &["1 2016-06-17 34.53 69.17", "2 2016-06-17 34.53 69.17"],
    );
    places("a comma for a point", &["34,53\t69,17\t"], &["1 2016-06-17 34.53 69.17"]);
    places(
        "south and west",
        &["-34.53\t-69.17\t", "34.53 S\t69.17 W\t"],
        &["1 2016-06-17 -34.53 -69.17", "2 2016-06-17 -34.53 -69.17"],
    );
    places("from 0 to 360", &["10\t350\t"], &["1 2016-06-17 10 -10"]);
    places(
        "no degrees",
        &["15.9\t2.4\t", "north\t2.4\t", "15.9.1\t2.4\t"],
        &["1 2016-06-17 15.9 2.4", "2! expected degrees, found “north”", "3! expected degrees"],
    );
    check("both in one cell", "date;coordinates\n2016-06-17;34.53, 69.17\n", &["1 2016-06-17 34.53 69.17"]);
    check("a well-known text", "date;wkt\n2016-06-17;POINT (69.17 34.53)\n", &["1 2016-06-17 34.53 69.17"]);
    check("a place that is a position", "date;location\n2016-06-17;34.53, 69.17\n", &["1 2016-06-17 34.53 69.17"]);
}

#[test]
fn north_and_east_that_are_exchanged_are_refused_or_put_right_when_said() {
    let cells = ["16.27\t-3.0\tMali", "-3.0\t16.27\tMali", "16.27\t-3.0\tMali", "100\t30\t"];
    places(
        "refused",
        &cells,
        &["1 2016-06-17 16.27 -3", "2! -3 N 16.27 E is not in Mali", "3= repeat", "4! there is no 100° N"],
    );
    let rows: String = cells.iter().map(|cells| format!("2016-06-17\t{cells}\n")).collect();
    let said = TableChoices { exchange: true, ..TableChoices::default() };
    check_with(
        "put right",
        format!("date\tlat\tlon\tcountry\n{rows}"),
        &said,
        &["1 2016-06-17 16.27 -3", "2 2016-06-17 16.27 -3", "3= repeat", "4 2016-06-17 30 100"],
    );
    // A country at sea, or one that nobody knows, tells nothing.
    places("not told", &["-3.0\t16.27\tAtlantis", "60\t5\tMali"], &["1 2016-06-17 -3 16.27", "2 2016-06-17 60 5"]);
}

#[test]
fn another_reference_system_is_recognised_or_asked_and_never_guessed() {
    let rows = "2016-06-17,4100000,7699969\n2016-06-18,4100001,7699970\n";
    check(
        "metres",
        format!("date,y,x\n{rows}"),
        &["?positions are metres of another reference system (7699969 east, 4100000 north); say --web-mercator"],
    );
    let said = TableChoices { coordinates: Some(Coordinates::WebMercator), ..TableChoices::default() };
    let table = read_with(format!("date,y,x\n{rows}"), &said).unwrap();
    let at = table.rows.row(0).unwrap().at;
    assert!((at.lon_deg - 69.17).abs() < 0.01 && (at.lat_deg - 34.5).abs() < 0.5, "{at:?}");
    // In the country that its row names, it is Web Mercator.
    let named = "date,y,x,country\n2016-06-17,4100000,7699969,Afghanistan\n2016-06-18,4100001,7699970,Afghanistan\n";
    assert_eq!(read_with(named, &TableChoices::default()).unwrap().mapping.coordinates, Coordinates::WebMercator);
    // Some metres among degrees are refused.
    places(
        "one in metres",
        &["15.9\t2.4\t", "16.0\t2.5\t", "4100000\t7699969\t"],
        &["1 2016-06-17 15.9 2.4", "2 2016-06-17 16 2.5", "3! metres of another reference system"],
    );
}
