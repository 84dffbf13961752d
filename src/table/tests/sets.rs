use super::*;

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,actor2,iso,region,\
country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities,tags,timestamp\n\
MLI1,17 June 2016,2016,1,Political violence,Battles,Armed clash,A (North),B,466,Western Africa,Mali,Gao,Inekar,15.9,2.4,1,Radio,\"Around \
7 June, armed men\",2,,1468281600\n\
MLI2,05 November 2016,2016,2,Political violence,Riots,Mob violence,C,,466,Western Africa,Mali,Gao,Gao,16.27,-0.04,2,Daily,none,0,crowd \
size=no report,1478649600\n\
MLI3,15 November 2016,2016,3,Political violence,Battles,Armed clash,A,B,466,Western Africa,Mali,Kidal,Kidal,18.44,1.41,3,Daily,none,3,,\n\
MLI4,15 November 2016,2016,7,Political violence,Battles,Armed clash,A,B,466,Western Africa,Mali,Kidal,Kidal,18.44,1.41,3,Daily,none,3,,\n";

const READ: [&str; 4] = [
    "1 2016-06-17 15.9 2.4 Battles 2",
    "2 2016-10-31/2016-11-06 16.27 -0.04 25km Riots 0",
    "3 2016-11-01/2016-11-30 18.44 1.41 100km Battles 3",
    "4! a code of time that is not defined: “7”",
];

#[test]
fn a_look_alike_of_acled_is_known_in_any_spelling_of_its_headings() {
    check("lower case", ACLED, &READ);
    let (headings, rows) = ACLED.split_once('\n').unwrap();
    check("upper case", format!("{}\n{rows}", headings.to_uppercase()), &READ);
    check("as R writes them", format!("{}\n{rows}", headings.replace('_', ".")), &READ);
    let table = read_with(ACLED, &TableChoices::default()).unwrap();
    assert_eq!(table.mapping.like, Some(TableRecipe::Acled));
    assert_eq!(TableRecipe::Acled.known(&headings.split(',').map(str::to_owned).collect::<Vec<_>>()), 22);
    let kinds: Vec<_> =
        table.kinds.iter().map(|kind| (kind.finer.as_deref(), kind.known_as.as_deref(), kind.count)).collect();
    assert_eq!(kinds, [(Some("Armed clash"), Some("fighting"), 2), (Some("Mob violence"), Some("riot"), 1)]);
    // The upload is when it was known, never when it was.
    let known: Vec<_> = (0..3).map(|at| table.rows.row(at).unwrap().reported.map(Moment::minute_written)).collect();
    assert_eq!(known, [Some("2016-07-12T00:00".to_owned()), Some("2016-11-09T00:00".to_owned()), None]);
}

#[test]
fn a_look_alike_of_acled_without_coordinates_is_read_and_stands_nowhere() {
    let table = read_with(
        "event_date,event_type,sub_event_type,actor1,country,location\n2016-06-17,Battles,Armed clash,A,Mali,Gao\n",
        &TableChoices::default(),
    )
    .unwrap();
    assert!(!table.mapping.has_place());
    assert_eq!((table.rows.len(), table.refused.len()), (1, 0));
}

#[test]
fn a_look_alike_of_ucdp_has_its_two_dates_for_bounds() {
    let text = "id,relid,year,type_of_violence,side_a,side_b,where_prec,where_coordinates,latitude,longitude,country,date_prec,date_start,\
                date_end,best,high,low\n\
                1,X-1,2016,1,Government of Mali,CMA,1,Gao town,16.27,-0.04,Mali,1,2016-06-17 00:00:00.000,2016-06-17 00:00:00.000,4,5,3\n\
                2,X-2,2016,3,IS,Civilians,4,Gao region,16.27,-0.04,Mali,4,2016-06-01 00:00:00.000,2016-06-30 00:00:00.000,12,12,12\n\
                3,X-3,2016,2,A,B,6,Mali,17.5,-3.9,Mali,5,2016-01-01 00:00:00.000,2016-12-31 00:00:00.000,,,\n";
    check(
        "UCDP",
        text,
        &[
            "1 2016-06-17 16.27 -0.04 1 4",
            "2 2016-06-01/2016-06-30 16.27 -0.04 150km 3 12",
            "3 2016-01-01/2016-12-31 17.5 -3.9 500km 2",
        ],
    );
    let table = read_with(text, &TableChoices::default()).unwrap();
    assert_eq!(table.mapping.like, Some(TableRecipe::Ucdp));
    assert_eq!(
        table.kinds.iter().filter_map(|kind| kind.known_as.as_deref()).collect::<Vec<_>>(),
        ["fighting", "attack", "fighting"]
    );
}

fn gdelt(id: u32, day: &str, code: &str, geo: &str, lat: &str, lon: &str) -> String {
    let mut cells = vec![String::new(); 61];
    let set = [
        (0, id.to_string()),
        (1, day.to_owned()),
        (2, day[..6].to_owned()),
        (3, day[..4].to_owned()),
        (4, format!("{}.6137", &day[..4])),
        (6, "\"PRESIDENT".to_owned()),
        (26, code.to_owned()),
        (28, code[..2].to_owned()),
        (31, "10".to_owned()),
        (51, geo.to_owned()),
        (52, "Kabul, Kabol, Afghanistan".to_owned()),
        (56, lat.to_owned()),
        (57, lon.to_owned()),
        (59, "20210813141500".to_owned()),
        (60, "https://example.org/a".to_owned()),
    ];
    for (at, cell) in set {
        cells[at] = cell;
    }
    cells.join("\t") + "\n"
}

#[test]
fn a_look_alike_of_gdelt_is_known_without_headings() {
    let text = gdelt(1, "20210813", "190", "4", "34.5167", "69.1833")
        + &gdelt(2, "20210812", "145", "1", "33", "66")
        + &gdelt(3, "20210812", "010", "0", "", "");
    check(
        "GDELT",
        &text,
        &["1 2021-08-13 34.5167 69.1833 19 10", "2 2021-08-12 33 66 500km 14 10", "3! no latitude and no longitude"],
    );
    let table = read_with(&text, &TableChoices::default()).unwrap();
    assert_eq!((table.mapping.like, table.mapping.text.quoted), (Some(TableRecipe::Gdelt), false));
    let row = table.rows.row(table.rows.position(1).unwrap()).unwrap();
    assert_eq!(row.reported.map(Moment::minute_written).as_deref(), Some("2021-08-13T14:15"));
    assert_eq!(table.kinds[0].known_as.as_deref(), Some("fighting"));
}

#[test]
fn the_spreadsheet_of_timelinejs_is_known_and_its_title_row_has_no_date() {
    check(
        "TimelineJS",
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Type,Group\n\
         ,,,,,,,,,The fall,<p>All of it</p>,,title,\n2021,8,13,,2021,8,15,,,Two days,,,,Fighting\n2021,8,,,,,,,,A month,,,,\n-44,3,15,,,,,,,The Ides,,,,\n\
         2021,8,13,14:30,,,,,,A minute,,,,\n",
        &[
            "1! no date",
            "2 2021-08-13/2021-08-15 Fighting",
            "3 2021-08-01/2021-08-31",
            "4 -0043-03-15",
            "5 2021-08-13T14:30",
        ],
    );
}

#[test]
fn codes_that_nobody_defined_are_refused_and_missing_ones_change_nothing() {
    check(
        "codes of place",
        "date,lat,lon,geo_precision\n2016-06-17,1,2,1\n2016-06-18,1,2,9\n2016-06-19,1,2,\n2016-06-20,1,2,2.0\n",
        &[
            "1 2016-06-17 1 2",
            "2! a code of place that is not defined: “9”",
            "3 2016-06-19 1 2",
            "4 2016-06-20 1 2 25km",
        ],
    );
}
