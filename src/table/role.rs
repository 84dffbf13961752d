//! What a column is, by its heading.

use crate::language::fold;

/// What a column of a table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnRole {
    /// When it happened.
    When,
    /// When it began, or may have happened at the earliest.
    Begin,
    /// When it ended, or may have happened at the latest.
    End,
    /// The year of its date.
    Year,
    /// The month.
    Month,
    /// The day.
    Day,
    /// The time of day.
    Time,
    /// The year in which it ended.
    EndYear,
    /// The month.
    EndMonth,
    /// The day.
    EndDay,
    /// The time of day.
    EndTime,
    /// A code of how exactly it is dated.
    TimePrecision,
    /// What kind of happening it is.
    Kind,
    /// The same more finely.
    FinerKind,
    /// Who acts.
    Actor,
    /// The name of the place.
    PlaceName,
    /// The country.
    Country,
    /// Degrees north.
    North,
    /// Degrees east.
    East,
    /// Both in one cell.
    NorthEast,
    /// A code of how exactly it is placed.
    PlacePrecision,
    /// Within how far of the point, km.
    Radius,
    /// A number that sizes its mark: the killed, a magnitude.
    Size,
    /// Who says so.
    Source,
    /// A headline.
    Title,
    /// The words of the row.
    Words,
    /// When it was told of.
    KnownBy,
    /// What the row is called.
    RowId,
    /// The number of the row, which says nothing of what happened.
    RowNumber,
    /// Kept with the rows and not read.
    #[default]
    NotRead,
}

use ColumnRole as Is;

/// Headings that say what a column is, folded, letters and digits only: exact words first come, first served.
const HEADINGS: &[(ColumnRole, &str)] = &[
    (
        Is::When,
        "date eventdate dateofevent datetime eventdatetime incidentdate dateofincident occurred occurredon occurredat \
      when fecha fechadelevento fechaevento datum ereignisdatum datedelevenement дата датасобытия tarih data dataevento 日期 日付 \
      날짜 التاریخ تاریخ",
    ),
    (
        Is::Begin,
        "begin begins start starts startdate datestart begindate datefrom fromdate from starttime startdatetime earliest \
      dateofstart eventstart fechainicio debut beginn validfrom timestart",
    ),
    (
        Is::End,
        "end ends enddate dateend until dateto todate to endtime enddatetime latest dateofend eventend fechafin fin ende \
      validto timeend",
    ),
    (Is::Year, "year yr iyear ano año annee anno jahr год rok yil 年"),
    (Is::Month, "month imonth mes mois mese monat месяц miesiac ay 月"),
    (Is::Day, "day iday dia jour giorno tag день dzien gun 日"),
    (Is::Time, "time timeofday hour hora heure uhrzeit время eventtime"),
    (Is::EndYear, "endyear"),
    (Is::EndMonth, "endmonth"),
    (Is::EndDay, "endday"),
    (Is::TimePrecision, "timeprecision dateprec dateprecision timeprec"),
    (
        Is::Kind,
        "eventtype type kind category typeofviolence tipo tipodeevento categoria categorie typ kategorie класс тип вид \
      attacktype1txt attacktype eventclass folder",
    ),
    (Is::FinerKind, "subeventtype subtype subcategory subkind eventsubtype"),
    (Is::Actor, "actor1 actor2 actor sidea sideb actors perpetrator gname group1 group2"),
    (
        Is::PlaceName,
        "location place placename city town village locality settlement lugar lieu ort luogo miasto wherecoordinates \
      wheredescription место населенныйпункт municipio municipality",
    ),
    (
        Is::Country,
        "country countryname pais país pays nation countrytxt staat страна ulke paese kraj iso3 iso countrycode",
    ),
    (
        Is::North,
        "latitude lat y ycoord ycoordinate latitud latitudine breite breitengrad geolat wgslat latdd latitudedd широта \
      enlem declat",
    ),
    (
        Is::East,
        "longitude lon lng long x xcoord xcoordinate longitud longitudine lange laenge langengrad geolon geolng wgslon londd \
      longdd longitudedd долгота boylam declong",
    ),
    (
        Is::NorthEast,
        "latlon latlong latlng coordinates coords coordinate geolocation latitudelongitude position wkt geom geometry \
      coordenadas coordonnees gps geopoint point",
    ),
    (Is::PlacePrecision, "geoprecision whereprec geoprec locationprecision"),
    (Is::Radius, "radiuskm radius uncertaintykm"),
    (
        Is::Size,
        "fatalities best deaths killed dead nkill fatality muertos fallecidos morts opfer tote magnitude mag жертвы погибшие \
      casualties victims size",
    ),
    (Is::Source, "source sources sourcearticle sourceurl fuente quelle источник fonte"),
    (Is::Title, "headline title name sourceheadline titulo titre titel название"),
    (
        Is::Words,
        "notes note nota notas notiz bemerkung примечание description text summary details comment comments remarks descripcion beschreibung описание",
    ),
    (
        Is::KnownBy,
        "reported reportedon reportdate datereported published publishedon publicationdate dateadded created createdat \
      uploaded dateofreport",
    ),
    (Is::RowId, "eventidcnty id eventid uniqueid uuid guid globaleventid dataid fid objectid incidentid identifier"),
];

/// The heading as it is compared: folded, letters and digits only, so that `EVENT_DATE`, `Event Date` and `event.date` are one.
pub(super) fn heading_key(heading: &str) -> String {
    fold(heading).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl ColumnRole {
    /// All of them, as a list is offered.
    pub const ALL: [Self; 30] = [
        Is::When,
        Is::Begin,
        Is::End,
        Is::Year,
        Is::Month,
        Is::Day,
        Is::Time,
        Is::EndYear,
        Is::EndMonth,
        Is::EndDay,
        Is::EndTime,
        Is::TimePrecision,
        Is::Kind,
        Is::FinerKind,
        Is::Actor,
        Is::PlaceName,
        Is::Country,
        Is::North,
        Is::East,
        Is::NorthEast,
        Is::PlacePrecision,
        Is::Radius,
        Is::Size,
        Is::Source,
        Is::Title,
        Is::Words,
        Is::KnownBy,
        Is::RowId,
        Is::RowNumber,
        Is::NotRead,
    ];

    /// Its word on the command line and in a mapping.
    pub const fn word(self) -> &'static str {
        match self {
            Is::When => "when",
            Is::Begin => "begin",
            Is::End => "end",
            Is::Year => "year",
            Is::Month => "month",
            Is::Day => "day",
            Is::Time => "time",
            Is::EndYear => "end-year",
            Is::EndMonth => "end-month",
            Is::EndDay => "end-day",
            Is::EndTime => "end-time",
            Is::TimePrecision => "time-precision",
            Is::Kind => "kind",
            Is::FinerKind => "finer-kind",
            Is::Actor => "actor",
            Is::PlaceName => "place-name",
            Is::Country => "country",
            Is::North => "north",
            Is::East => "east",
            Is::NorthEast => "north-east",
            Is::PlacePrecision => "place-precision",
            Is::Radius => "radius",
            Is::Size => "size",
            Is::Source => "source",
            Is::Title => "title",
            Is::Words => "words",
            Is::KnownBy => "known-by",
            Is::RowId => "row-id",
            Is::RowNumber => "row-number",
            Is::NotRead => "not-read",
        }
    }

    /// Whether several columns of one table may be it.
    pub const fn may_repeat(self) -> bool {
        matches!(self, Is::Actor | Is::Source | Is::Words | Is::NotRead)
    }

    /// The role that a heading names.
    pub(super) fn of_heading(heading: &str) -> Option<Self> {
        let key = heading_key(heading);
        let names = |(_, words): &&(Self, &str)| {
            !key.is_empty() && words.split_whitespace().any(|word| heading_key(word) == key)
        };
        HEADINGS.iter().find(names).map(|(role, _)| *role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn headings_are_known_in_any_case_and_spelling() {
        for (heading, role) in [
            ("EVENT_DATE", Some(ColumnRole::When)),
            ("event.date", Some(ColumnRole::When)),
            ("Fecha", Some(ColumnRole::When)),
            ("Año", Some(ColumnRole::Year)),
            ("Lat.", Some(ColumnRole::North)),
            ("Länge", Some(ColumnRole::East)),
            ("End Year", Some(ColumnRole::EndYear)),
            ("Тип", Some(ColumnRole::Kind)),
            ("", None),
            ("admin1", None),
        ] {
            assert_eq!(ColumnRole::of_heading(heading), role, "{heading}");
        }
    }

    #[test]
    fn no_heading_says_two_things_and_every_role_has_its_word() {
        let words: Vec<String> =
            HEADINGS.iter().flat_map(|(_, words)| words.split_whitespace()).map(heading_key).collect();
        let mut seen = BTreeSet::new();
        let twice: Vec<&String> = words.iter().filter(|word| !seen.insert(word.as_str())).collect();
        // Folding makes one of "año" and "ano", "país" and "pais".
        assert!(twice.iter().all(|word| ["ano", "pais"].contains(&word.as_str())), "{twice:?}");
        let all: BTreeSet<&str> = ColumnRole::ALL.iter().map(|role| role.word()).collect();
        assert_eq!(all.len(), ColumnRole::ALL.len());
        for role in ColumnRole::ALL {
            assert_eq!(serde_json::to_string(&role).ok(), Some(format!("\"{}\"", role.word())));
        }
    }
}
