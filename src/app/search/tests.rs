//! What is found in the built-in chronicle.

use super::*;
use crate::chronicle::{Embedded, open};
use std::sync::LazyLock;

static CHRONICLE: LazyLock<Chronicle> = LazyLock::new(|| open(&Embedded).unwrap().chronicle);

fn first(typed: &str) -> (SearchGroup, String) {
    let found = search(&CHRONICLE, typed).found;
    let first = found.first().unwrap_or_else(|| panic!("nothing found for {typed}"));
    (first.group, first.label.clone())
}

#[test]
fn the_first_hit_is_what_was_meant() {
    for (typed, group, label) in [
        ("herat", SearchGroup::Places, "Herat"),
        ("heart", SearchGroup::Places, "Herat"),
        ("khandahar", SearchGroup::Places, "Kandahar"),
        ("qala e naw", SearchGroup::Places, "Qala-i-Naw"),
        ("pulialam", SearchGroup::Places, "Pul-e-Alam"),
        ("chārīkār", SearchGroup::Places, "Charikar"),
        ("هرات", SearchGroup::Places, "Herat"),
        ("کابل", SearchGroup::Places, "Kabul"),
        ("mazar", SearchGroup::Places, "Mazar-i-Sharif"),
        ("masoom jan", SearchGroup::Voices, "Herat resident Masoom Jan, to AFP"),
        (
            "source 003",
            SearchGroup::Sources,
            "US sends troops to evacuate embassy staff as Taliban claim fall of Kandahar",
        ),
        ("12 aug", SearchGroup::Days, "Thursday 12 August 2021"),
        ("2021-08-12T21:00", SearchGroup::Days, "Thursday 12 August 2021, 21:00"),
        ("2021-08-12T21:00-04:00", SearchGroup::Days, "Friday 13 August 2021, 05:30"),
        ("siege", SearchGroup::Events, "The Taliban besiege Herat for weeks."),
        ("flags in every corner", SearchGroup::Quotations, ""),
    ] {
        let (found_group, found_label) = first(typed);
        assert_eq!(found_group, group, "{typed}: {found_label}");
        if !label.is_empty() {
            assert_eq!(found_label, label, "{typed}");
        }
    }
}

#[test]
fn names_come_before_words_in_quotations_and_groups_stay_together() {
    let found = search(&CHRONICLE, "kabul").found;
    let groups: Vec<SearchGroup> = found.iter().map(|found| found.group).collect();
    assert!(groups.is_sorted(), "{groups:?}");
    assert_eq!(found.first().unwrap().target, SearchTarget::Place("kabul".into()));
    assert!(groups.contains(&SearchGroup::Quotations));
}

#[test]
fn slips_are_let_pass_only_where_nothing_is_spelt_so() {
    assert!(!search(&CHRONICLE, "talks").near);
    let near = search(&CHRONICLE, "embasy evacuaton");
    assert!(near.near && !near.found.is_empty());
    assert_eq!(search(&CHRONICLE, "zzzzqqq").found, []);
    assert_eq!(search(&CHRONICLE, "  ").found, []);
}

#[test]
fn every_hit_marks_words_that_stand_in_its_label() {
    for typed in ["kabul", "taliban city", "heart", "us embassy", "fall of"] {
        for found in search(&CHRONICLE, typed).found {
            for mark in &found.marks {
                assert!(found.label.get(mark.clone()).is_some_and(|word| !word.is_empty()), "{typed}: {found:?}");
            }
        }
    }
}

#[test]
fn several_words_may_stand_in_a_happenings_kind_place_and_summary() {
    let found = search(&CHRONICLE, "withdrawal herat").found;
    let target = |id: &str| SearchTarget::Event(id.into());
    assert_eq!(found.first().unwrap().target, target("EV-HERAT-WITHDRAWAL"));
}

#[test]
fn a_long_quotation_is_cut_at_words_around_what_was_sought() {
    let quote = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
                 sixteen seventeen eighteen nineteen twenty twenty-one";
    let cut = around(quote, quote.find("fourteen").unwrap());
    assert!(cut.starts_with("… ") && cut.contains("fourteen"), "{cut}");
    assert_eq!(around("short words", 6), "short words");
}
