use super::*;

#[test]
fn text_of_any_shape_is_read_and_what_is_broken_is_refused() {
    let utf_16 = |text: &str, big: bool| -> Vec<u8> {
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect()
    };
    let plain = "date,lat,lon\n2016-06-17,15.9,2.4\n2016-06-18,16.1,2.5\n";
    let both = ["1 2016-06-17 15.9 2.4", "2 2016-06-18 16.1 2.5"];
    check("commas", plain, &both);
    check("semicolons and decimal commas", plain.replace(',', ";").replace('.', ","), &both);
    check("tabs", plain.replace(',', "\t"), &both);
    check("bars", plain.replace(',', "|"), &both);
    check("a byte order mark", format!("\u{feff}{plain}"), &both);
    check("CRLF", plain.replace('\n', "\r\n"), &both);
    check("CR alone", plain.replace('\n', "\r"), &both);
    check("no line end at the end", plain.trim_end(), &both);
    check("empty lines", plain.replace("\n2016-06-18", "\n\n\n2016-06-18"), &both);
    check("UTF-16, little end first", utf_16(plain, false), &both);
    check("UTF-16, big end first", utf_16(plain, true), &both);
    check("what Excel says to itself", format!("sep=;\n{}", plain.replace(',', ";")), &both);
    check("lines before the headings", format!("Events of June\nmade by hand\n{plain}"), &both);
    check("a separator at the end of each line", plain.replace('\n', ",\n"), &both);
    check("quotes around everything", "\"date\",\"lat\",\"lon\"\n\"2016-06-17\",\"15.9\",\"2.4\"\n", &both[..1]);
    check("no headings", "2016-06-17,15.9,2.4\n2016-06-18,16.1,2.5\n", &["1 2016-06-17", "2 2016-06-18"]);
    check(
        "commas, quotes and lines inside cells",
        "date,lat,lon,notes\n2016-06-17,15.9,2.4,\"Two \"\"men\"\",\nthen three\"\n2016-06-18,16.1,2.5,none\n",
        &both,
    );
    check(
        "CRLF records with a bare LF inside a cell without quotes",
        "date,lat,lon,notes\r\n2016-06-17,15.9,2.4,first\nsecond\r\n2016-06-18,16.1,2.5,none\r\n",
        &both,
    );
    // Read without quotes these rows have one cell more than the headings, each.
    let one_comma_each: String = (1..=80).map(|n| format!("2016-06-17,15.9,2.4,\"Gao, {n}\"\n")).collect();
    let table = read_with(format!("date,lat,lon,place\n{one_comma_each}"), &TableChoices::default()).unwrap();
    assert!(table.mapping.text.quoted && table.rows.len() == 80, "one comma in the quotes of each row");
    check("a quote in the middle of a cell", "date,lat,lon,notes\n2016-06-17,15.9,2.4,5\" gun\n", &both[..1]);
    check(
        "an unnamed first column of row numbers",
        ",date,lat,lon\n1,2016-06-17,15.9,2.4\n2,2016-06-18,16.1,2.5\n",
        &both,
    );
    check(
        "headings of R without the column of names",
        "date,lat,lon\nr1,2016-06-17,15.9,2.4\nr2,2016-06-18,16.1,2.5\n",
        &both,
    );
    check(
        "the headings once more",
        "date,lat,lon\n2016-06-17,15.9,2.4\ndate,lat,lon\n2016-06-18,16.1,2.5\n",
        &[both[0], "2! the headings once more", "3 2016-06-18 16.1 2.5"],
    );
    check(
        "cells that are missing, and too many",
        "date,lat,lon,notes\n2016-06-17,15.9,2.4,a\n2016-06-18,16.1\n2016-06-19,1,2,a,b\n2016-06-20,1,2,a,,\n",
        &[both[0], "2! 2 cells, expected 4", "3! 5 cells, expected 4", "4 2016-06-20 1 2"],
    );
    check(
        "a quotation that never ends",
        "date,lat,lon,notes\n2016-06-17,15.9,2.4,\"open\n2016-06-18,16.1,2.5,b\n2016-06-19,1,2,c\n",
        &["1! a line ends inside a quotation", "2 2016-06-18 16.1 2.5", "3 2016-06-19 1 2"],
    );
    check(
        "a quotation that ends in a later row",
        "date,lat,lon,notes\n2016-06-17,15.9,2.4,\"open\n2016-06-18,16.1,2.5,\"b\"\n2016-06-19,1,2,c\n",
        &["1! a line ends inside a quotation", "2 2016-06-18 16.1 2.5", "3 2016-06-19 1 2"],
    );
    check("a row of empty cells", "date,lat,lon\n2016-06-17,15.9,2.4\n,,\n", &[both[0], "2! all cells are empty"]);
    check(
        "exact repeats",
        format!("{plain}2016-06-17,15.9,2.4\n2016-06-17,15.9,2.4\n"),
        &[both[0], both[1], "3= repeat", "4= repeat"],
    );
    check(
        "exact repeats but for the number of the row",
        ",date,lat,lon\n1,2016-06-17,15.9,2.4\n2,2016-06-17,15.9,2.4\n",
        &[both[0], "2= repeat"],
    );
    let each = TableChoices { keep_repeats: true, ..TableChoices::default() };
    check_with(
        "repeats that count",
        "date,lat,lon\n2016-06-17,1,2\n2016-06-17,1,2\n",
        &each,
        &["1 2016-06-17 1 2", "2 2016-06-17 1 2"],
    );
}

#[test]
fn words_in_any_encoding_are_those_that_were_written() {
    let text = "дата;широта;долгота;тип\n17.06.2016;50,45;30,52;обстрел артиллерийский из города\n18.06.2016;50,45;30,52;митинг у здания \
                областной администрации\n";
    let (windows, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let kinds = [
        "1 2016-06-17 50.45 30.52 обстрел артиллерийский из города",
        "2 2016-06-18 50.45 30.52 митинг у здания областной администрации",
    ];
    check("windows-1251", windows, &kinds);
    let text = "fecha;latitud;longitud;tipo\n17/06/2016;4,6;-74,1;manifestación en Bogotá por la educación pública\n";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    check("Latin-1", latin, &["1 2016-06-17 4.6 -74.1 manifestación en Bogotá por la educación pública"]);
    let mut broken = "date,lat,lon,type\n2016-06-17,1,2,é".to_owned().into_bytes();
    broken.extend("ééééééééééééééééééééé".as_bytes());
    broken.extend(b"\xff\n");
    check("a broken byte among many that are none", broken, &[&format!("1 2016-06-17 1 2 {}\u{fffd}", "é".repeat(22))]);
}

#[test]
fn what_is_no_table_of_events_is_refused_with_a_word() {
    check("nothing", "", &["?found no rows"]);
    check("headings alone", "date,lat,lon\n", &["?found no rows"]);
    check("one column", "date\n2016-06-17\n", &["?expected several columns"]);
    check("no date", "lat,lon,name\n15.9,2.4,Gao\n", &["?expected a column that says when, found lat, lon, name"]);
    check("bytes", [b'a', 0, 1, 2, 3, 0, 0, 9, 9, 9], &["?expected a table"]);
    let mut panel = "country,year,month,deaths\n".to_owned();
    for country in ["Mali", "Niger", "Chad"] {
        for month in 1..=12 {
            panel.push_str(&format!("{country},2016,{month},{}\n", month * 3));
        }
    }
    check("a panel of countries and months", panel, &["?each row is a country in a month with counts: a panel"]);
}

#[test]
fn a_mapping_is_written_and_read_again_and_fits_the_next_file() {
    let text = "event_id_cnty,event_date,time_precision,event_type,actor1,latitude,longitude,geo_precision\nX1,2016-06-17,1,Battles,A,1,2,1\n";
    let file = file("acled.csv", text);
    let mapping = sniff(&file, &TableChoices::default(), &Unwatched).unwrap().mapping;
    let sidecar = Sidecar::new("acled.csv".to_owned(), file.sha256(), 10, mapping.clone(), None);
    let written = sidecar.written().unwrap();
    assert_eq!(Sidecar::read(&written).unwrap(), sidecar, "{written}");
    assert!(written.contains("says = \"the week; the day is one of it\""), "{written}");
    let headings: Vec<String> = mapping.columns.iter().map(|column| column.heading.clone()).collect();
    assert!(mapping.fits(&headings) && !mapping.fits(&headings[1..]));
    let other = TableFile::of("b.csv".to_owned(), b"date,lat,lon\n2016,1,2\n".to_vec()).unwrap();
    let error = read_table(&other, &mapping, &TimeZone::UTC, &Unwatched).unwrap_err().to_string();
    assert!(error.starts_with("expected the headings of the mapping (event_id_cnty"), "{error}");
}

#[test]
fn the_cells_of_a_row_are_read_again_as_received() {
    let text = "date,lat,lon,notes\n2016-06-17,15.9,2.4,\"Two \"\"men\"\",\nthen\"\n2016-06-18,16.1,2.5,none\n";
    let file = file("a.csv", text);
    let mapping = sniff(&file, &TableChoices::default(), &Unwatched).unwrap().mapping;
    let table = read_table(&file, &mapping, &TimeZone::UTC, &Unwatched).unwrap();
    let row = table.rows.row(0).unwrap();
    let own = cells(&file, &mapping, [row.offset, 1_000_000]).unwrap();
    assert_eq!(own[0], ["2016-06-17", "15.9", "2.4", "Two \"men\",\nthen"]);
    assert_eq!(own[1], Vec::<String>::new());
}
