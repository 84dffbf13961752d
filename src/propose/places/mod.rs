//! Places as a text names them: found, told from what is only called like a place, and resolved to entries of the
//! gazetteer, with the other candidates and the reason kept. Knows English; knows nothing of events.
//!
//! 1. `find`: names, longest first, and adjectives of peoples; `people` and `judge` say by what stands around them
//!    whether they are persons, streets, bodies or places.
//! 2. `resolve`: every name gets its candidates, weighed by people, by what the text says contains what ("Paris,
//!    Texas", "the Libyan city of"), and by how near they are to what else the text names. A name means one thing in one
//!    text.
//! 3. `heard`: names that nobody knows as they are written are found by their sound, in the countries of the others.
//! 4. `back`: "the city", "the provincial capital", "there" point to a place named before.

mod back;
mod beside;
mod find;
mod heard;
mod judge;
mod people;
mod resolve;
mod words;

use crate::language::Text;
use crate::propose::mentions::PlaceMention;
use crate::world::Gazetteer;

/// The places that a text names or points back to, in order, none inside another.
///
/// ```
/// use dateline::{language::Text, propose::places::places, world::Gazetteer};
/// let text = Text::new("The Taliban took Herat and the Libyan city of Sirte.");
/// let world = Gazetteer::shared();
/// let names: Vec<_> = places(&text, world)
///     .iter()
///     .filter_map(|mention| Some(world.name(mention.candidates.get(mention.chosen?)?.entry)))
///     .collect();
/// assert_eq!(names, ["Herat", "Libya", "Sirte"]);
/// ```
pub fn places(text: &Text<'_>, world: &Gazetteer) -> Vec<PlaceMention> {
    let spans = find::find(text, world);
    let named = resolve::resolve(text, world, spans);
    back::with_references(text, world, heard::by_sound(text, world, named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::propose::mentions::{Anaphor, PlaceRole};
    use proptest::prelude::*;

    /// Every mention as "words = name of the entry" or "words = ?".
    fn read(source: &str) -> Vec<String> {
        let (text, world) = (Text::new(source), Gazetteer::shared());
        let told = |mention: &PlaceMention| {
            let entry = mention.chosen.and_then(|chosen| mention.candidates.get(chosen));
            let name = entry.map_or_else(
                || "?".to_owned(),
                |candidate| {
                    let region = world.region(candidate.entry).filter(|region| *region != candidate.entry);
                    let within = region.or(world.country(candidate.entry)).filter(|area| *area != candidate.entry);
                    let within = within.map(|area| format!(", {}", world.name(area))).unwrap_or_default();
                    format!("{}{within}", world.name(candidate.entry))
                },
            );
            format!("{} = {name}", text.written(mention.tokens.clone()))
        };
        places(&text, world).iter().map(told).collect()
    }

    #[test]
    fn names_are_found_longest_first_and_resolved() {
        for (source, expected) in [
            ("Rebels took Qala-i-Naw.", &["Qala-i-Naw = Qala i Naw, Badghis"][..]),
            ("They flew to Rio de Janeiro.", &["Rio de Janeiro = Rio de Janeiro, Rio de Janeiro"]),
            (
                "Fighting in El Fasher, Al-Fashir and Nyala.",
                &[
                    "El Fasher = El Fasher, North Darfur",
                    "Al-Fashir = El Fasher, North Darfur",
                    "Nyala = Nyala, South Darfur",
                ],
            ),
            (
                "The Taliban seized Lashkargah in Helmand province.",
                &["Lashkargah = Lashkar Gah, Helmand", "Helmand province = Helmand, Afghanistan"],
            ),
            ("They met in Paris, Texas, on Monday.", &["Paris = Paris, Texas", "Texas = Texas, United States"]),
            ("He was born in Paris, Tex., in 1950.", &["Paris = Paris, Texas", "Tex = Texas, United States"]),
            ("Troops entered the Libyan city of Tripoli.", &["Libyan = Libya", "Tripoli = Tripoli, Tarabulus"]),
            ("The army left Tripoli in northern Lebanon.", &["Tripoli = Tripoli, North", "Lebanon = Lebanon"]),
            ("Herat's governor fled to Kabul.", &["Herat = Herat, Herat", "Kabul = Kabul, Kabul"]),
            (
                "Stalingrad held; Constantinople fell in 1453.",
                &["Stalingrad = Volgograd, Volgogradskaya oblast'", "Constantinople = Istanbul, Istanbul"],
            ),
            ("The U.S. and DR Congo signed.", &["U.S. = United States", "DR Congo = Democratic Republic of the Congo"]),
            ("A Kurdish group in Mosul, Iraq.", &["Kurdish = Kurdistan", "Mosul = Mosul, Nineveh", "Iraq = Iraq"]),
        ] {
            assert_eq!(read(source), expected, "{source}");
        }
    }

    #[test]
    fn what_is_only_called_like_a_place_is_none() {
        for source in [
            "Mr Washington was late.",
            "Gen. Jackson said so.",
            "Paris Hilton and Jordan Henderson came.",
            "Mary Jackson left. Jackson was sad.",
            "Of course he may march on Sunday.",
            "Reading is nice. Police said No.",
            "He lives on Memphis Street.",
            "She asked us to read it to me.",
        ] {
            let world = Gazetteer::shared();
            let text = Text::new(source);
            let taken: Vec<_> = places(&text, world)
                .iter()
                .filter(|mention| mention.role != PlaceRole::PartOfName)
                .map(|mention| text.written(mention.tokens.clone()))
                .collect();
            assert!(taken.is_empty(), "{source}: {taken:?}");
        }
    }

    #[test]
    fn roles_tell_peoples_governments_bodies_and_datelines_from_places() {
        for (source, words, role) in [
            ("Afghan forces fled.", "Afghan", PlaceRole::Demonym),
            ("Washington denied it.", "Washington", PlaceRole::Government),
            ("The New York Times wrote.", "New York", PlaceRole::PartOfName),
            ("He teaches at Kabul University.", "Kabul", PlaceRole::PartOfName),
            ("She works for the Bank of England.", "England", PlaceRole::PartOfName),
            ("KABUL, Aug 13 (Reuters) - The Taliban came.", "KABUL", PlaceRole::Dateline),
            ("The war in Yemen goes on.", "Yemen", PlaceRole::Name),
        ] {
            let (text, world) = (Text::new(source), Gazetteer::shared());
            let found: Vec<_> = places(&text, world)
                .into_iter()
                .map(|mention| (text.written(mention.tokens.clone()), mention.role))
                .collect();
            assert!(found.contains(&(words, role)), "{source}: {found:?}");
        }
    }

    #[test]
    fn words_that_point_back_mean_the_place_named_before() {
        for (source, expected) in [
            (
                "The Taliban took Herat on Thursday. They entered the city at noon.",
                &["Herat = Herat, Herat", "the city = Herat, Herat"][..],
            ),
            (
                "Pul-e-Alam, the capital of Logar province, fell.",
                &["Pul-e-Alam = Pul-e Alam, Logar", "the capital of Logar province = Pul-e Alam, Logar"],
            ),
            (
                "Fighting reached Badghis. The provincial capital fell.",
                &["Badghis = Badghis, Afghanistan", "The provincial capital = Qala i Naw, Badghis"],
            ),
            (
                "Shells hit Mosul. Officials in the Iraqi capital said people there fled the country.",
                &[
                    "Mosul = Mosul, Nineveh",
                    "Iraqi = Iraq",
                    "capital = Baghdad, Baghdad",
                    "there = Baghdad, Baghdad",
                    "the country = Iraq",
                ],
            ),
            (
                "The fall of Ghazni, 150 km from Kabul on the highway to Kandahar, was told. The city's governor fled.",
                &[
                    "Ghazni = Ghazni, Ghazni",
                    "Kabul = Kabul, Kabul",
                    "Kandahar = Kandahar, Kandahar",
                    "The city = Ghazni, Ghazni",
                ],
            ),
            (
                "Herat and Ghazni fell. The US embassy is being evacuated as forces encircle the capital.",
                &[
                    "Herat = Herat, Herat",
                    "Ghazni = Ghazni, Ghazni",
                    "US = United States",
                    "the capital = Kabul, Kabul",
                ],
            ),
            ("There were no deaths. The city is large.", &["The city = ?"]),
        ] {
            assert_eq!(read(source), expected, "{source}");
        }
    }

    #[test]
    fn a_name_that_nobody_knows_is_told_with_its_words() {
        assert_eq!(read("They burned the village of Xyzabad Qwertykand."), ["Xyzabad Qwertykand = ?"]);
        assert_eq!(read("Shelling in Qwertystan district."), ["Qwertystan = ?"]);
    }

    #[test]
    fn what_points_back_has_its_own_role() {
        let text = Text::new("Herat fell. The city was quiet.");
        let mentions = places(&text, Gazetteer::shared());
        assert_eq!(mentions.last().map(|mention| mention.role), Some(PlaceRole::Anaphor(Anaphor::Settlement)));
        assert_eq!(mentions.last().map(|mention| mention.reason.as_str()), Some("The city: last named, Herat"));
    }

    proptest! {
        #[test]
        fn any_text_gives_mentions_in_order_that_do_not_overlap(
            source in "((the|The|of|in|Herat|Paris|Texas|,|\\.|-|'s|U\\.S\\.|St\\.|New|York|city|capital|al|\\PC{1,4})[ \n]?){0,40}"
        ) {
            let (text, world) = (Text::new(&source), Gazetteer::shared());
            let mentions = places(&text, world);
            let mut next = 0;
            for mention in &mentions {
                prop_assert!(mention.tokens.start >= next && mention.tokens.end > mention.tokens.start);
                next = mention.tokens.end;
                prop_assert!(next <= text.tokens().len());
                prop_assert!(mention.chosen.is_none_or(|chosen| chosen < mention.candidates.len()));
            }
            prop_assert_eq!(places(&text, world), mentions);
        }
    }
}
