use super::*;
use std::io::Write as _;

/// Reads a file of any format, as it is proposed.
fn any(name: &str, bytes: impl AsRef<[u8]>) -> EventTable {
    let file = file(name, bytes);
    let proposal = sniff(&file, &TableChoices::default(), &Unwatched).unwrap();
    assert_eq!(proposal.asks, [], "{name}");
    read_table(&file, &proposal.mapping, &TimeZone::UTC, &Unwatched).unwrap()
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn xlsx(sheet: &str, about: &str) -> Vec<u8> {
    packed(&[
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns:r=\"x\">{about}<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId7\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId7\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>Date</t></si><si><r><t>La</t></r><r><t>t</t></r></si><si><t>Lon</t></si><si><t>Type</t></si><si><t>Riots</t></si></sst>",
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>")),
    ])
}

const HEADINGS: &str = "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c><c r=\"C3\" t=\"s\"><v>2</v></c><c r=\"D3\" t=\"s\"><v>3</v></c></row>";

#[test]
fn a_workbook_is_read_with_its_dates_whatever_they_look_like() {
    let rows = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Events of June</t></is></c></row>{HEADINGS}\
         <row r=\"4\"><c r=\"A4\" s=\"1\"><v>42538</v></c><c r=\"B4\"><v>15.9</v></c><c r=\"C4\"><v>2.4</v></c><c r=\"D4\" t=\"s\"><v>4</v></c></row>\
         <row r=\"5\"><c r=\"A5\" s=\"1\"><v>42538.604166</v></c><c r=\"B5\"><f>1+1</f><v>2</v></c><c r=\"C5\" t=\"e\"><v>#REF!</v></c></row>\
         <row r=\"6\"><c r=\"A6\"/></row>"
    );
    assert_eq!(
        told(&any("a.xlsx", xlsx(&rows, ""))),
        ["1 2016-06-17 15.9 2.4 Riots", "2! a latitude and no longitude"]
    );
    let from_1904 = rows.replace("42538<", "41076<");
    let table = any("a.xlsx", xlsx(&from_1904, "<workbookPr date1904=\"1\"/>"));
    assert_eq!(told(&table)[0], "1 2016-06-17 15.9 2.4 Riots");
}

#[test]
fn a_sheet_of_libreoffice_is_read_with_its_repeated_cells() {
    let content = "<office:document-content><office:spreadsheet><table:table><table:table-row><table:table-cell><text:p>date</text:p></table:table-cell>\
        <table:table-cell><text:p>lat</text:p></table:table-cell><table:table-cell><text:p>lon</text:p></table:table-cell>\
        <table:table-cell><text:p>notes</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2016-06-17\"><text:p>17/06/16</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"2.5\" table:number-columns-repeated=\"2\"><text:p>2,50</text:p></table:table-cell>\
        <table:table-cell><office:annotation><text:p>hidden</text:p></office:annotation><text:p>a</text:p><text:p>b</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
        </table:table></office:spreadsheet></office:document-content>";
    let bytes = packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)]);
    let table = any("a.ods", &bytes);
    assert_eq!(told(&table), ["1 2016-06-17 2.5 2.5"]);
    let row = table.rows.row(0).unwrap();
    assert_eq!(
        cells(&file("a.ods", &bytes), &table.mapping, [row.offset]).unwrap()[0],
        ["2016-06-17", "2.5", "2.5", "a\nb"]
    );
}

#[test]
fn features_are_rows_whole_and_by_lines() {
    let one = r#"{"type":"Feature","id":"us1","geometry":{"type":"Point","coordinates":[37.0,37.2,10]},"properties":{"mag":7.8,"place":"Pazarcik","time":1675646254342,"type":"earthquake"}}"#;
    let two = r#"{"type":"Feature","geometry":null,"properties":{"time":1675646254342,"mag":null}}"#;
    let expected = ["1 2023-02-06T01:17 37.2 37 earthquake 7.8", "2! no latitude and no longitude"];
    let collection = format!("{{\"type\":\"FeatureCollection\",\"features\":[{one},{two}]}}");
    assert_eq!(told(&any("a.geojson", collection)), expected);
    assert_eq!(told(&any("a.geojsonl", format!("{one}\n{two}\n"))), expected);
    assert_eq!(told(&any("a.json", format!("\u{1e}{one}\n\u{1e}{two}\n"))), expected);
    assert_eq!(told(&any("a.json", one)), expected[..1]);
    let line = r#"{"type":"Feature","geometry":{"type":"LineString","coordinates":[[10,50],[10,51]]},"properties":{"date":"2016-06-17"}}"#;
    assert_eq!(told(&any("a.geojson", line)), ["1 2016-06-17 50.5 10 55.6km"]);
    let error =
        TableFile::of("a.json".to_owned(), b"{\"type\":\"Feature\", nonsense".to_vec()).err().unwrap().to_string();
    assert!(error.starts_with("expected a feature, found"), "{error}");
}

#[test]
fn linked_places_have_the_times_of_their_geometries_and_minus_one_is_no_year() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","@id":"a","properties":{"title":"Abila"},"when":{"timespans":[{"start":{"in":"-332"},"end":{"latest":"-200"}}]},
         "geometry":{"type":"Point","coordinates":[35.0,33.0]}},
        {"type":"Feature","@id":"b","properties":{"title":"Two seats"},"when":{"timespans":[{"start":{"in":"1000"}}]},"geometry":{"type":"GeometryCollection","geometries":[
          {"type":"Point","coordinates":[1,2],"when":{"timespans":[{"start":{"earliest":"1200","latest":"1210"}}]}},
          {"type":"Point","coordinates":[3,4],"when":{"timespans":[{"start":{"in":-1},"end":{"in":"1300-05"}}]}}]}},
        {"type":"Feature","@id":"c","properties":{"title":"Unknown"},"when":{"timespans":[{"start":{"in":"-1"}}]},"geometry":{"type":"Point","coordinates":[5,6]}}]}"#;
    let expected =
        ["1 -0332-01-01/-0200-12-31 33 35", "2 1200-01-01/1210-12-31 2 1", "3 1300-05-01/1300-05-31 4 3", "4! no date"];
    assert_eq!(told(&any("a.json", text)), expected);
}

const KML: &str = r#"<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="x"><Document><name>All</name>
<GroundOverlay><name>A map</name><TimeSpan><begin>1900</begin></TimeSpan></GroundOverlay>
<Folder><name>Battles</name><TimeSpan><begin>2016-06</begin><end>2016-07</end></TimeSpan>
<Placemark><name>Inherited</name><LookAt><longitude>9</longitude></LookAt><Point><coordinates>2.4,15.9,0</coordinates></Point></Placemark>
<Placemark><name>Own</name><TimeStamp><when>2016-06-17T10:00:00Z</when></TimeStamp><ExtendedData><Data name="deaths"><value>3</value></Data></ExtendedData>
<Point><coordinates> 2.5,16.0 </coordinates></Point></Placemark>
<Placemark><name>Open</name><TimeSpan><end>2016</end></TimeSpan><Point><coordinates>1,2</coordinates></Point></Placemark></Folder>
<Placemark><name>A way</name><gx:Track><when>2016-06-17T10:00:00Z</when><when>2016-06-17T10:05:00Z</when><gx:coord>1 2 0</gx:coord><gx:coord>1.5 2.5 0</gx:coord></gx:Track></Placemark>
<Placemark><name>No time</name><Point><coordinates>1,2</coordinates></Point></Placemark></Document></kml>"#;

#[test]
fn placemarks_have_their_own_times_or_those_of_their_folder() {
    let expected = [
        "1 2016-06-01/2016-07-31 15.9 2.4 Battles",
        "2 2016-06-17T10:00 16 2.5 Battles 3",
        "3 2016-01-01/2016-12-31 2 1 Battles",
        "4 2016-06-17T10:00 2 1",
        "5 2016-06-17T10:05 2.5 1.5",
        "6! no date",
    ];
    assert_eq!(told(&any("a.kml", KML)), expected);
    assert_eq!(told(&any("a.kmz", packed(&[("doc.kml", KML)]))), expected);
}

#[test]
fn points_of_a_track_are_rows_and_a_clock_that_ran_over_is_no_time() {
    let text = r#"<?xml version="1.0"?><gpx version="1.1"><metadata><time>2020-01-01T00:00:00Z</time></metadata>
        <wpt lat="46.5" lon="7.9"><time>2016-06-17T10:00:00Z</time><name>Hut</name></wpt>
        <trk><name>Up</name><trkseg><trkpt lat="46.6" lon="8.0"><ele>1200</ele><time>2016-06-17T11:00:00.5Z</time></trkpt>
        <trkpt lat="46.7" lon="8.1"></trkpt><trkpt lat="46.8" lon="8.2"><time>1901-12-13T20:45:52Z</time></trkpt></trkseg></trk></gpx>"#;
    let found = told(&any("a.gpx", text));
    let expected = ["1 2016-06-17T10:00 46.5 7.9", "2 2016-06-17T11:00 46.6 8", "3! no date"];
    assert_eq!(found[..3], expected);
    assert!(found[3].contains("a clock that ran over"), "{found:?}");
}

#[test]
fn a_story_of_timelinejs_is_read_with_its_empty_parts() {
    let text = r#"{"title":{"text":{"headline":"All"}},"events":[
        {"start_date":{"year":"2021","month":"8","day":""},"text":{"headline":"A month","text":""},"group":"Fighting"},
        {"start_date":{"year":-44,"month":3,"day":15},"end_date":{"year":-44,"month":3,"day":17},"text":{"headline":"Ides"}},
        {"start_date":{"year":2021,"month":8,"day":13,"hour":9,"minute":5},"text":{"headline":"A minute"}},
        {"start_date":{"year":""},"text":{"headline":"Nothing"}}]}"#;
    let expected =
        ["1 2021-08-01/2021-08-31 Fighting", "2 -0043-03-15/-0043-03-17", "3 2021-08-13T09:05", "4! no date"];
    assert_eq!(told(&any("story.json", text)), expected);
}

#[test]
fn what_only_seems_to_be_a_format_is_refused_with_a_word() {
    for (name, bytes, expected) in [
        ("a.xlsx", b"PK\x03\x04 nothing".to_vec(), "expected a table ("),
        ("a.kmz", packed(&[("a.txt", "x")]), "expected a KML file in it, found none"),
        ("a.kml", b"<kml><Placemark>".to_vec(), "found no rows"),
        ("a.json", b"{\"events\":[]}".to_vec(), "found no rows"),
        ("a.bin", vec![0, 159, 146, 150, 0, 0, 1], "found “.bin”"),
    ] {
        let error = TableFile::of(name.to_owned(), bytes).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains(expected), "{name}: {error}");
    }
}
