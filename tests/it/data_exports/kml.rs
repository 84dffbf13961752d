//! A placemark for each event and each holding.

use super::Ready;
use super::geojson::features;
use dateline::chronicle::MapRole;
use resvg::usvg::roxmltree;
use std::collections::BTreeSet;

pub(super) fn with_kml(ready: &Ready, look: impl Fn(&roxmltree::Document<'_>)) {
    let text = ready.text("kml");
    look(&roxmltree::Document::parse(&text).unwrap());
}

#[test]
fn the_kml_has_a_placemark_for_each_event_and_holding() {
    for (ready, offset) in Ready::all().iter().zip(["+04:30", "-06:00"]) {
        has_a_placemark_for_each(ready, offset);
    }
}

fn has_a_placemark_for_each(ready: &Ready, offset: &str) {
    let told = ready.chronicle.events.values().filter(|event| event.role != MapRole::Exclude).count();
    let expected = told + features(ready, "holding").len();
    with_kml(ready, |kml| {
        let placemarks: Vec<_> = kml.descendants().filter(|node| node.has_tag_name("Placemark")).collect();
        assert_eq!(placemarks.len(), expected);
        let styles: BTreeSet<_> = kml
            .descendants()
            .filter(|node| node.has_tag_name("Style"))
            .filter_map(|node| node.attribute("id"))
            .collect();
        for placemark in &placemarks {
            // The order the schema wants.
            let order =
                ["name", "Snippet", "description", "TimeStamp", "TimeSpan", "styleUrl", "ExtendedData", "Point"];
            let children: Vec<_> = placemark.children().filter(|node| node.is_element()).collect();
            let places = children.iter().map(|node| order.iter().position(|tag| node.has_tag_name(*tag)).unwrap());
            assert!(places.collect::<Vec<_>>().is_sorted());
            let style = children.iter().find(|node| node.has_tag_name("styleUrl")).unwrap().text().unwrap();
            assert!(styles.contains(style.trim_start_matches('#')), "{style}");
        }
        for span in kml.descendants().filter(|node| node.has_tag_name("TimeSpan")) {
            let at = |tag: &str| span.children().find(|node| node.has_tag_name(tag)).and_then(|node| node.text());
            let [begin, end] = ["begin", "end"].map(|tag| at(tag).unwrap().parse::<jiff::Timestamp>().unwrap());
            assert!(begin <= end, "{begin} {end}");
            assert!(at("begin").unwrap().ends_with(offset));
        }
    });
}
