//! What a filter says of itself, and of what a chronicle does not have.

use crate::chronicle::Standing;
use crate::timeline::Filter;
use crate::timeline::fixture::{capture, chronicle, claim, event, two_accounts};
use crate::words::{hidden, left_out, not_found};

#[test]
fn it_says_how_much_it_hides_and_what() {
    let chronicle = chronicle([two_accounts(), capture("X", "birch", "2021-08-12")]);
    let filter = Filter {
        from_standing: Standing::Reported,
        without_kinds: ["capture".to_owned()].into(),
        without_sources: ["001".into(), "002".into()].into(),
        without_sides: ["taliban".into()].into(),
        without_voices: ["A".into()].into(),
        ..Filter::default()
    };
    let expected = "Filtered: only what is reported or confirmed; without sources 001 and 002; without the voice of A, \
                    to AFP; without capture; without happenings by the Taliban.";
    assert_eq!(left_out(&chronicle, &filter).as_deref(), Some(expected));
    assert_eq!(left_out(&chronicle, &Filter::default()), None);
    let from = Filter { from_standing: Standing::Reported, ..Filter::default() };
    assert_eq!(hidden(from.hidden(&chronicle, true)), "1 of 3 claims hidden");
    let all = hidden(filter.hidden(&chronicle, true));
    assert_eq!(all, "2 of 2 happenings and 3 of 3 claims hidden");
}

#[test]
fn what_stays_is_named_where_that_is_shorter() {
    let kinds = ["capture", "siege", "fighting", "advance", "arrest"];
    let chronicle = chronicle(kinds.map(|kind| {
        event(kind, kind, "alder", "2021-08-10", vec![claim(kind, Standing::Reported, "2021-08-10", "2021-08-11")])
    }));
    let said = |filter: Filter| left_out(&chronicle, &filter).unwrap();
    assert_eq!(said(Filter::only_kind(&chronicle, "siege")), "Filtered: only siege.");
    assert_eq!(said(Filter::only_voice(&chronicle, &"arrest".into())), "Filtered: only the voice of arrest, to AFP.");
}

#[test]
fn what_a_chronicle_does_not_have_is_named() {
    let chronicle = chronicle([two_accounts()]);
    let filter = Filter {
        without_sources: ["001".into(), "099".into()].into(),
        without_voices: ["A".into(), "Z".into()].into(),
        without_kinds: ["capture".to_owned(), "parade".to_owned()].into(),
        without_sides: ["taliban".into(), "martians".into()].into(),
        ..Filter::default()
    };
    assert_eq!(
        not_found(&chronicle, &filter),
        [
            "no source is called 099",
            "no voice is called Z",
            "no kind of happening is called parade",
            "no side is called martians"
        ]
    );
}
