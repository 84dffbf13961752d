//! Tables that are known by their headings: what each of their columns is.

use crate::catalogue::Scheme;
use crate::table::codes::{self, PlaceLines, TimeLines};
use crate::table::role::{ColumnRole as Is, heading_key};

/// A table that is known by its headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableRecipe {
    /// The Armed Conflict Location & Event Data.
    Acled,
    /// The Georeferenced Event Dataset of the Uppsala Conflict Data Program.
    Ucdp,
    /// Events of GDELT 2, which has no headings.
    Gdelt,
    /// The spreadsheet of TimelineJS.
    TimelineJs,
    /// Dateline's own export of claims.
    Dateline,
}

/// What a recipe knows.
pub(super) struct RecipeLines {
    /// What it is called.
    pub name: &'static str,
    /// Headings, folded, without what separates words, that it needs to be known by.
    pub needs: &'static [&'static str],
    /// What its columns are; the others are kept and not read.
    pub columns: &'static [(&'static str, Is)],
    /// The headings that it has beside those, for counting how many are known.
    pub others: &'static str,
    pub time_codes: TimeLines,
    pub place_codes: PlaceLines,
    /// The scheme that its kinds are codes of.
    pub scheme: Option<Scheme>,
    /// What its readers must know, in a sentence.
    pub caution: &'static str,
}

const ACLED: RecipeLines = RecipeLines {
    name: "ACLED",
    needs: &["eventdate", "eventtype", "actor1"],
    columns: &[
        ("eventidcnty", Is::RowId),
        ("eventdate", Is::When),
        ("timeprecision", Is::TimePrecision),
        ("eventtype", Is::Kind),
        ("subeventtype", Is::FinerKind),
        ("actor1", Is::Actor),
        ("actor2", Is::Actor),
        ("country", Is::Country),
        ("location", Is::PlaceName),
        ("latitude", Is::North),
        ("longitude", Is::East),
        ("geoprecision", Is::PlacePrecision),
        ("fatalities", Is::Size),
        ("source", Is::Source),
        ("notes", Is::Words),
        ("timestamp", Is::KnownBy),
    ],
    others: "year disordertype assocactor1 assocactor2 inter1 inter2 interaction civiliantargeting iso iso3 region admin1 admin2 \
             admin3 sourcescale tags dataid eventidnocnty populationbest",
    time_codes: codes::ACLED_TIME,
    place_codes: codes::ACLED_PLACE,
    scheme: Some(Scheme::Acled),
    caution: "the date of upload (timestamp) is when a row was known, not when it happened",
};

const UCDP: RecipeLines = RecipeLines {
    name: "UCDP GED",
    needs: &["datestart", "dateend", "typeofviolence", "whereprec"],
    columns: &[
        ("id", Is::RowId),
        ("datestart", Is::Begin),
        ("dateend", Is::End),
        ("dateprec", Is::TimePrecision),
        ("typeofviolence", Is::Kind),
        ("sidea", Is::Actor),
        ("sideb", Is::Actor),
        ("country", Is::Country),
        ("wherecoordinates", Is::PlaceName),
        ("latitude", Is::North),
        ("longitude", Is::East),
        ("whereprec", Is::PlacePrecision),
        ("best", Is::Size),
        ("sourcearticle", Is::Source),
        ("sourceheadline", Is::Title),
    ],
    others: "relid year activeyear codestatus conflictdsetid conflictnewid conflictname dyaddsetid dyadnewid dyadname sideadsetid \
             sideanewid sidebdsetid sidebnewid numberofsources sourceoffice sourcedate sourceoriginal wheredescription adm1 adm2 \
             geomwkt prioridgid countryid region eventclarity deathsa deathsb deathscivilians deathsunknown high low gwnoa gwnob",
    time_codes: codes::UCDP_TIME,
    place_codes: codes::UCDP_PLACE,
    scheme: Some(Scheme::Ucdp),
    caution: "the killed are an estimate: low and high are in the row",
};

const GDELT: RecipeLines = RecipeLines {
    name: "GDELT 2",
    needs: &["globaleventid", "sqldate", "actiongeotype"],
    columns: &[
        ("globaleventid", Is::RowId),
        ("sqldate", Is::When),
        ("eventrootcode", Is::Kind),
        ("eventcode", Is::FinerKind),
        ("actor1name", Is::Actor),
        ("actor2name", Is::Actor),
        ("nummentions", Is::Size),
        ("actiongeotype", Is::PlacePrecision),
        ("actiongeofullname", Is::PlaceName),
        ("actiongeolat", Is::North),
        ("actiongeolong", Is::East),
        ("dateadded", Is::KnownBy),
        ("sourceurl", Is::Source),
    ],
    others: "",
    time_codes: &[],
    place_codes: codes::GDELT_PLACE,
    scheme: Some(Scheme::Cameo),
    caution: "rows are made by a machine, often several of one happening: they are reports, not events",
};

const TIMELINE_JS: RecipeLines = RecipeLines {
    name: "TimelineJS",
    needs: &["year", "month", "headline"],
    columns: &[
        ("year", Is::Year),
        ("month", Is::Month),
        ("day", Is::Day),
        ("time", Is::Time),
        ("endyear", Is::EndYear),
        ("endmonth", Is::EndMonth),
        ("endday", Is::EndDay),
        ("endtime", Is::EndTime),
        ("headline", Is::Title),
        ("text", Is::Words),
        ("group", Is::Kind),
        ("mediacredit", Is::Source),
        ("uniqueid", Is::RowId),
        ("latitude", Is::North),
        ("longitude", Is::East),
    ],
    others: "displaydate media mediacaption mediathumbnail mediaalttext type background link",
    time_codes: &[],
    place_codes: &[],
    scheme: None,
    caution: "",
};

const DATELINE: RecipeLines = RecipeLines {
    name: "an export of Dateline",
    needs: &["earliest", "latest", "basis", "modality"],
    columns: &[
        ("event", Is::RowId),
        ("id", Is::RowId),
        ("kind", Is::Kind),
        ("summary", Is::Title),
        ("name", Is::PlaceName),
        ("radiuskm", Is::Radius),
        ("latitude", Is::North),
        ("longitude", Is::East),
        ("earliest", Is::Begin),
        ("latest", Is::End),
        ("reported", Is::KnownBy),
        ("citation", Is::Source),
        ("quote", Is::Words),
        ("quotes", Is::Words),
    ],
    others: "place province precision side when extent order basis modality role exclude eventstanding eventvoices reading sameas \
             counts source published says detail address by voice witness standing claimwhen claimearliest claimlatest datewords \
             placewords quotestart quoteend denies flags note knownby chroniclesha256 notcarried provenance claim",
    time_codes: &[],
    place_codes: &[],
    scheme: None,
    caution: "a row is a claim: several tell of one event",
};

/// The columns of GDELT 2, in their order.
pub(super) const GDELT_HEADINGS: &str = "GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode \
    Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code \
    Actor1Type3Code Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code \
    Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code IsRootEvent EventCode EventBaseCode EventRootCode \
    QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone Actor1Geo_Type Actor1Geo_FullName \
    Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID \
    Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat \
    Actor2Geo_Long Actor2Geo_FeatureID ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code \
    ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL";

impl TableRecipe {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 5] = [Self::Acled, Self::Ucdp, Self::Gdelt, Self::TimelineJs, Self::Dateline];

    pub(super) const fn lines(self) -> &'static RecipeLines {
        match self {
            Self::Acled => &ACLED,
            Self::Ucdp => &UCDP,
            Self::Gdelt => &GDELT,
            Self::TimelineJs => &TIMELINE_JS,
            Self::Dateline => &DATELINE,
        }
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        self.lines().name
    }

    /// What its readers must know, in a sentence; empty where that is nothing.
    pub const fn caution(self) -> &'static str {
        self.lines().caution
    }

    /// The one that headings are of.
    pub fn of(headings: &[String]) -> Option<Self> {
        let keys: Vec<String> = headings.iter().map(|heading| heading_key(heading)).collect();
        let has = |wanted: &str| keys.iter().any(|key| key == wanted);
        Self::ALL.into_iter().find(|recipe| recipe.lines().needs.iter().all(|need| has(need)))
    }

    /// What a column of it is.
    pub(super) fn role(self, heading: &str) -> Option<Is> {
        let key = heading_key(heading);
        self.lines().columns.iter().find(|(name, _)| *name == key).map(|(_, role)| *role)
    }

    /// How many of some headings are its own.
    pub fn known(self, headings: &[String]) -> usize {
        let lines = self.lines();
        let own = |heading: &&String| {
            let key = heading_key(heading);
            let named = lines.columns.iter().any(|(name, _)| *name == key);
            named
                || lines.others.split_whitespace().any(|name| name == key)
                || (lines.others.is_empty() && is_gdelt(&key))
        };
        headings.iter().filter(own).count()
    }
}

fn is_gdelt(key: &str) -> bool {
    GDELT_HEADINGS.split_whitespace().any(|heading| heading_key(heading) == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headings: &str) -> Option<TableRecipe> {
        TableRecipe::of(&headings.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn tables_are_known_by_their_headings_in_any_case() {
        for (headings, recipe) in [
            ("event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1", Some(TableRecipe::Acled)),
            ("EVENT_ID_CNTY,EVENT_DATE,EVENT_TYPE,ACTOR1,LATITUDE", Some(TableRecipe::Acled)),
            ("event.date,event.type,actor1,latitude", Some(TableRecipe::Acled)),
            ("id,relid,year,type_of_violence,where_prec,date_start,date_end,best", Some(TableRecipe::Ucdp)),
            ("Year,Month,Day,Time,End Year,Headline,Text", Some(TableRecipe::TimelineJs)),
            ("date,latitude,longitude", None),
        ] {
            assert_eq!(of(headings), recipe, "{headings}");
        }
        let gdelt: Vec<String> = GDELT_HEADINGS.split_whitespace().map(str::to_owned).collect();
        assert_eq!((gdelt.len(), TableRecipe::of(&gdelt)), (61, Some(TableRecipe::Gdelt)));
        assert_eq!(TableRecipe::Gdelt.known(&gdelt), 61);
    }

    #[test]
    fn a_date_of_upload_is_no_date_of_an_event() {
        assert_eq!(TableRecipe::Acled.role("timestamp"), Some(Is::KnownBy));
        assert_eq!(TableRecipe::Gdelt.role("DATEADDED"), Some(Is::KnownBy));
    }
}
