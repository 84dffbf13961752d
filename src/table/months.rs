//! Month names as tables write them, in the languages they are written in.

use crate::language::fold;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The names of each month, whole; beginnings of three letters and more are known by them. *Listopad* is
/// October in Croatian and November in Polish: a word that is two months is none.
const NAMES: [&str; 12] = [
    "siječanj siječnja january janvier enero janeiro gennaio januar januari январь января січень січня styczeń stycznia ocak januarie \
     leden ledna ianuarie يناير جانفي ژانویه janeri januaro jaanuar ιανουάριος ιανουαρίου",
    "veljača veljače february février febrero fevereiro febbraio februar februari февраль февраля лютий лютого luty lutego şubat únor \
     února februarie فبراير شباط فيفري فوریه fevrier feber veebruar φεβρουάριος φεβρουαρίου",
    "ožujak ožujka march mars marzo março märz maart март марта березень березня marzec marca mart březen března martie maret مارس \
     آذار märts μάρτιος μαρτίου",
    "travanj travnja april avril abril aprile апрель апреля квітень квітня kwiecień kwietnia nisan duben dubna aprilie أبريل ابريل نيسان \
     أفريل آوریل aprill απρίλιος απριλίου",
    "svibanj svibnja may mai mayo maio maggio mei maj май мая травень травня maja mayıs květen května مايو أيار ماي مه μάιος μαΐου",
    "lipanj lipnja june juin junio junho giugno juni июнь июня червень червня czerwiec czerwca haziran červen června iunie يونيو \
     حزيران جوان ژوئن juuni ιούνιος ιουνίου",
    "srpanj srpnja july juillet julio julho luglio juli июль июля липень липня lipiec lipca temmuz červenec července iulie يوليو تموز \
     جويلية ژوئیه juuli ιούλιος ιουλίου",
    "kolovoz kolovoza august août agosto augustus augusti август августа серпень серпня sierpień sierpnia ağustos srpen srpna agustus \
     أغسطس آب أوت اوت αύγουστος αυγούστου",
    "rujan rujna september septembre septiembre setiembre setembro settembre сентябрь сентября вересень вересня wrzesień września \
     eylül září septembrie سبتمبر أيلول سپتامبر σεπτέμβριος σεπτεμβρίου",
    "listopad listopada october octobre octubre outubro ottobre oktober октябрь октября жовтень жовтня październik października ekim \
     říjen října octombrie أكتوبر اکتبر oktoober οκτώβριος οκτωβρίου",
    "studeni studenog listopad listopada november novembre noviembre novembro ноябрь ноября листопад листопада kasım listopadu noiembrie نوفمبر نوامبر \
     νοέμβριος νοεμβρίου",
    "prosinac prosinca december décembre diciembre dezembro dicembre dezember декабрь декабря грудень грудня grudzień grudnia aralık \
     prosinec prosince decembrie desember ديسمبر دسامبر detsember δεκέμβριος δεκεμβρίου",
];

/// Months of the Levant that are two words.
const OF_TWO_WORDS: [(&str, i8); 4] =
    [("كانون الثاني", 1), ("تشرين الأول", 10), ("تشرين الثاني", 11), ("كانون الأول", 12)];

/// Words of dates that say nothing of which day it is, folded.
const SILENT: &str = "of the de del le la di den der dem the st nd rd th er a i the г года год р року r roku yıl on at \
    mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday lundi mardi \
    mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo montag dienstag \
    mittwoch donnerstag freitag samstag sonntag";

static MONTHS: LazyLock<BTreeMap<String, i8>> = LazyLock::new(|| {
    let words = |(names, month): (&'static str, i8)| names.split_whitespace().map(move |name| (fold(name), month));
    let mut months = BTreeMap::new();
    for (name, month) in NAMES.into_iter().zip(1..).flat_map(words) {
        let known = months.entry(name).or_insert(month);
        if *known != month {
            *known = 0;
        }
    }
    months
});
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| SILENT.split_whitespace().map(fold).collect());
static PAIRS: LazyLock<Vec<(String, i8)>> =
    LazyLock::new(|| OF_TWO_WORDS.into_iter().map(|(name, month)| (fold(name), month)).collect());

/// The month, 1 to 12, that a folded word names, whole or by its first letters, where all that begin so are one month.
pub(super) fn month_of(folded: &str) -> Option<i8> {
    if let Some(month) = MONTHS.get(folded) {
        return (*month > 0).then_some(*month);
    }
    if folded.chars().count() < 3 {
        return None;
    }
    let mut begins = MONTHS.range(folded.to_owned()..).take_while(|(name, _)| name.starts_with(folded));
    let (_, month) = begins.next()?;
    (*month > 0 && begins.all(|(_, other)| other == month)).then_some(*month)
}

/// The month that two folded words name together.
pub(super) fn month_of_two(first: &str, second: &str) -> Option<i8> {
    let is = |name: &str| name.split_once(' ').is_some_and(|(a, b)| a == first && b == second);
    PAIRS.iter().find(|(name, _)| is(name)).map(|(_, month)| *month)
}

/// Whether a folded word says nothing of which day it is: "of", "th", a day of the week.
pub(super) fn is_silent(folded: &str) -> bool {
    WORDS.iter().any(|word| word == folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_many_languages_whole_and_shortened() {
        for (word, month) in [
            ("December", 12),
            ("Dic", 12),
            ("dez", 12),
            ("déc", 12),
            ("août", 8),
            ("Aug", 8),
            ("мая", 5),
            ("Mai", 5),
            ("сент", 9),
            ("sept", 9),
            ("maj", 5),
            ("lipca", 7),
            ("cze", 6),
            ("Ağu", 8),
            ("شباط", 2),
            ("ene", 1),
            ("gen", 1),
            ("Mär", 3),
            ("листопада", 11),
            ("JUN", 6),
        ] {
            assert_eq!(month_of(&fold(word)), Some(month), "{word}");
        }
    }

    #[test]
    fn a_word_that_may_be_two_months_or_none_is_none() {
        for word in ["jui", "ma", "j", "", "monday", "červ", "lip", "listopada", "xyz"] {
            assert_eq!(month_of(&fold(word)), None, "{word}");
        }
        assert_eq!(month_of_two(&fold("تشرين"), &fold("الثاني")), Some(11));
        assert!(is_silent("fri") && is_silent("th") && !is_silent("june"));
    }
}
