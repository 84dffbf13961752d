//! Tables as XML: KML, packed or not, and GPX.

use crate::files::{XmlFault, XmlStep, attribute, decoded_xml, local_name, walk};
use crate::geo::LonLat;
use crate::table::error::TableError;
use crate::table::format::{grid::Grid, package::Package, shape};

impl From<XmlFault> for TableError {
    fn from(fault: XmlFault) -> Self {
        let found = match fault {
            XmlFault::Broken(found) => found,
            XmlFault::Deep => "elements nested without end".to_owned(),
        };
        Self::Broken { expected: "XML", found }
    }
}

fn has_root(bytes: &[u8], root: &str) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
    head.trim_start_matches('\u{feff}').trim_start().starts_with('<') && head.contains(&format!("<{root}"))
}

pub(super) fn is_kml(_: &str, bytes: &[u8]) -> bool {
    has_root(bytes, "kml")
}

pub(super) fn is_kmz(name: &str, bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && name.to_ascii_lowercase().ends_with(".kmz")
}

pub(super) fn is_gpx(_: &str, bytes: &[u8]) -> bool {
    has_root(bytes, "gpx")
}

/// The KML of a packed file: the first that is in it.
pub(super) fn kmz(bytes: &[u8]) -> Result<Vec<u8>, TableError> {
    let mut package = Package::open(bytes)?;
    let found = || TableError::Broken { expected: "a KML file in it", found: "none".to_owned() };
    let inner =
        package.names().into_iter().find(|name| name.to_ascii_lowercase().ends_with(".kml")).ok_or_else(found)?;
    kml(&package.entry(&inner)?.ok_or_else(found)?)
}

/// A time as KML says it: either end may be missing.
#[derive(Clone, Debug, Default)]
struct KmlTime {
    begin: String,
    end: String,
}

/// A folder or a document, with the time of what is in it.
#[derive(Default)]
struct KmlFolder {
    name: String,
    time: Option<KmlTime>,
}

/// What is read of a placemark.
#[derive(Default)]
struct KmlPlacemark {
    cells: Vec<(String, String)>,
    time: Option<KmlTime>,
    points: Vec<LonLat>,
    /// The times and positions of a track.
    whens: Vec<String>,
    track: Vec<Option<LonLat>>,
}

/// What is being read.
#[derive(Default)]
struct Kml {
    folders: Vec<KmlFolder>,
    placemark: Option<KmlPlacemark>,
    time: Option<KmlTime>,
    /// The name of a datum.
    datum: String,
    /// How deep within what is no event.
    hidden: usize,
}

/// Pictures and looks, in which times and names are others.
const HIDDEN: [&str; 8] =
    ["GroundOverlay", "ScreenOverlay", "PhotoOverlay", "Style", "StyleMap", "LookAt", "Camera", "Tour"];

/// Placemarks, a row for each; tracks a row for each position. Overlays are pictures and no events.
pub(super) fn kml(bytes: &[u8]) -> Result<Vec<u8>, TableError> {
    let mut grid = Grid::new(&["name", "description", "begin", "end", "latitude", "longitude", "radius_km"]);
    let mut kml = Kml::default();
    let mut words = String::new();
    walk(&decoded_xml(bytes), |step| -> Result<(), TableError> {
        match step {
            XmlStep::Words(more) => words.push_str(more),
            XmlStep::Open(name, attributes) => {
                words.clear();
                kml.open(local_name(name), || attribute(&attributes, "name").unwrap_or_default());
            }
            XmlStep::Close(name) => {
                let text = words.trim().to_owned();
                words.clear();
                kml.close(local_name(name), text, &mut grid);
            }
        }
        Ok(())
    })?;
    grid.written()
}

impl Kml {
    fn open(&mut self, element: &str, name: impl Fn() -> String) {
        match element {
            element if HIDDEN.contains(&element) => self.hidden += 1,
            _ if self.hidden > 0 => {}
            "Folder" | "Document" => self.folders.push(KmlFolder::default()),
            "Placemark" => self.placemark = Some(KmlPlacemark::default()),
            "TimeSpan" | "TimeStamp" => self.time = Some(KmlTime::default()),
            "Data" | "SimpleData" => self.datum = name(),
            _ => {}
        }
    }

    fn close(&mut self, element: &str, text: String, grid: &mut Grid) {
        if HIDDEN.contains(&element) {
            self.hidden = self.hidden.saturating_sub(1);
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match (element, &mut self.time, &mut self.placemark) {
            ("Folder" | "Document", ..) => {
                self.folders.pop();
            }
            ("begin", Some(time), _) => time.begin = text,
            ("end", Some(time), _) => time.end = text,
            ("when", Some(time), _) => *time = KmlTime { begin: text.clone(), end: text },
            ("when", None, Some(placemark)) => placemark.whens.push(text),
            ("TimeSpan" | "TimeStamp", time, Some(placemark)) => placemark.time = time.take(),
            ("TimeSpan" | "TimeStamp", time, None) => {
                let time = time.take();
                self.folders.iter_mut().next_back().into_iter().for_each(|folder| folder.time.clone_from(&time));
            }
            ("name" | "description", _, Some(placemark)) => placemark.cells.push((element.to_owned(), text)),
            ("name", _, None) => {
                self.folders.iter_mut().next_back().into_iter().for_each(|folder| folder.name.clone_from(&text))
            }
            ("value" | "SimpleData", _, Some(placemark)) if !self.datum.is_empty() => {
                placemark.cells.push((std::mem::take(&mut self.datum), text));
            }
            ("coordinates", _, Some(placemark)) => {
                placemark.points.extend(text.split_whitespace().filter_map(position))
            }
            // One that cannot be read keeps its place beside its time.
            ("coord", _, Some(placemark)) => {
                placemark.track.push(position(&text.split_whitespace().collect::<Vec<_>>().join(",")))
            }
            ("Placemark", ..) => {
                self.placemark.take().into_iter().for_each(|placemark| placemark.rows(&self.folders, grid))
            }
            _ => {}
        }
    }
}

/// A position of KML: east, north and height.
fn position(text: &str) -> Option<LonLat> {
    let mut numbers = text.split(',').map(|number| number.trim().parse::<f64>().ok());
    Some(LonLat::new(numbers.next()??, numbers.next()??))
}

impl KmlPlacemark {
    fn rows(self, folders: &[KmlFolder], grid: &mut Grid) {
        let inherited = || folders.iter().rev().find_map(|folder| folder.time.clone());
        // What a file is called as a whole is no kind of what is in it.
        let folder = folders.iter().skip(1).rev().find(|folder| !folder.name.is_empty());
        let about = |begin: &str, end: &str, points: &[LonLat]| {
            let mut cells = self.cells.clone();
            cells.extend(shape::cells(points));
            cells.extend([("begin".to_owned(), begin.to_owned()), ("end".to_owned(), end.to_owned())]);
            cells.extend(folder.map(|folder| ("folder".to_owned(), folder.name.clone())));
            cells
        };
        for (at, point) in self.track.iter().enumerate() {
            let when = self.whens.get(at).map(String::as_str).unwrap_or_default();
            grid.row(about(when, when, point.as_slice()));
        }
        if self.track.is_empty() {
            let time = self.time.clone().or_else(inherited).unwrap_or_default();
            grid.row(about(&time.begin, &time.end, &self.points));
        }
    }
}

/// Waypoints and the points of routes and tracks, a row for each.
pub(super) fn gpx(bytes: &[u8]) -> Result<Vec<u8>, TableError> {
    let mut grid = Grid::new(&["when", "latitude", "longitude", "name", "description", "kind"]);
    let mut point: Option<Vec<(String, String)>> = None;
    let (mut words, mut track) = (String::new(), String::new());
    walk(&decoded_xml(bytes), |step| -> Result<(), TableError> {
        match step {
            XmlStep::Words(more) => words.push_str(more),
            XmlStep::Open(name, attributes) => {
                words.clear();
                if matches!(local_name(name), "wpt" | "trkpt" | "rtept") {
                    let degrees = |name| attribute(&attributes, name).unwrap_or_default();
                    point =
                        Some(vec![("latitude".to_owned(), degrees("lat")), ("longitude".to_owned(), degrees("lon"))]);
                } else if matches!(local_name(name), "trk" | "rte") {
                    track.clear();
                }
            }
            XmlStep::Close(name) => {
                let text = words.trim().to_owned();
                words.clear();
                let heading = match local_name(name) {
                    "time" => "when",
                    "name" => "name",
                    "desc" | "cmt" => "description",
                    "type" => "kind",
                    "ele" => "elevation",
                    "wpt" | "trkpt" | "rtept" => {
                        let mut cells = point.take().unwrap_or_default();
                        cells.push(("track".to_owned(), track.clone()));
                        grid.row(cells);
                        return Ok(());
                    }
                    _ => return Ok(()),
                };
                match &mut point {
                    Some(cells) => cells.push((heading.to_owned(), text)),
                    None if heading == "name" => track = text,
                    None => {}
                }
            }
        }
        Ok(())
    })?;
    grid.written()
}
