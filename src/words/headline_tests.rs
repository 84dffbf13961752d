//! The words of an instant: grammar for none, one, several, possible and claimed.

use crate::chronicle::{Event, Standing};
use crate::timeline::Clock;
use crate::timeline::fixture::{at, capture, chronicle, cited_capture, claim, claimed_capture, event, known, timeline};
use crate::words::{Headline, Shown, headline, text_alternative};

fn words(events: Vec<Event>, clock: Clock, reference: bool) -> Headline {
    let timeline = timeline(events);
    headline(timeline.chronicle(), &timeline.slice(clock), Shown { documents: true, reference })
}

#[track_caller]
fn check(events: Vec<Event>, expected: &str) {
    assert_eq!(words(events, at("2021-08-12"), true).title, expected);
}

const DAY: &str = "2021-08-12";
const SPAN: &str = "[2021-08-12..2021-08-13]";

#[test]
fn a_title_is_grammatical_for_none_one_and_several() {
    check(vec![], "No capital reported taken");
    check(vec![capture("A", "alder", "2021-08-11")], "No capital changes hands");
    check(vec![capture("A", "alder", DAY)], "Alder falls");
    check(vec![capture("B", "birch", DAY), capture("A", "alder", DAY)], "Alder and Birch fall");
    check(
        vec![capture("C", "cedar", DAY), capture("B", "birch", DAY), capture("A", "alder", DAY)],
        "Alder, Birch and Cedar fall",
    );
}

#[test]
fn of_a_day_that_may_not_have_been_reported_no_title_says_that_nothing_changed() {
    let taken = || vec![capture("A", "alder", "2021-08-11")];
    assert_eq!(words(taken(), known("2021-08-20", "2021-08-19"), true).title, "No capital known to change hands");
    assert_eq!(words(taken(), at("2021-08-20"), true).title, "No capital changes hands");
    assert_eq!(words(taken(), known("2021-08-20", "2021-08-01"), true).title, "No capital reported taken");
}

#[test]
fn a_title_says_possible_and_claimed_in_their_own_words() {
    check(vec![capture("A", "alder", SPAN)], "Alder may have fallen");
    check(vec![capture("A", "alder", SPAN), capture("B", "birch", SPAN)], "Alder and Birch may have fallen");
    check(vec![claimed_capture("A", "alder", DAY)], "The Taliban claim Alder");
    check(vec![claimed_capture("A", "alder", SPAN)], "The Taliban claim Alder");
    check(
        vec![claimed_capture("A", "alder", DAY), capture("B", "birch", SPAN), capture("C", "cedar", DAY)],
        "Cedar falls; Birch may have fallen; the Taliban claim Alder",
    );
}

#[test]
fn what_only_the_reference_chronology_says_is_said_to_be_so() {
    let birch = || capture("B", "birch", DAY);
    let perhaps = || capture("B", "birch", SPAN);
    let cited = |places: &[&str]| places.iter().map(|p| cited_capture(p, p, DAY)).collect::<Vec<_>>();
    let with = |event: Event, places: &[&str]| [vec![event], cited(places)].concat();
    check(cited(&["alder"]), "Alder falls, by the reference chronology");
    check(cited(&["alder", "dover"]), "Dover and Alder fall, by the reference chronology");
    check(vec![cited_capture("R", "alder", SPAN)], "Alder may have fallen, by the reference chronology");
    check(with(birch(), &["alder"]), "Birch falls; Alder by reference");
    check(with(birch(), &["alder", "cedar"]), "Birch falls; 2 more by reference");
    check(with(birch(), &["alder", "dover"]), "Birch falls; Dover and 1 more by reference");
    check(with(perhaps(), &["alder"]), "Birch may have fallen; by reference, Alder falls");
    check(with(perhaps(), &["alder", "cedar"]), "Birch may have fallen; by reference, 2 capitals fall");
    check(vec![birch(), cited_capture("R", "alder", SPAN)], "Birch falls");
    check(with(capture("A", "alder", SPAN), &["alder"]), "Alder may have fallen");
    check(with(capture("A", "alder", "2021-08-11"), &["alder"]), "No capital changes hands");
    let reference = vec![cited_capture("R", "alder", DAY), capture("B", "birch", "2021-08-11")];
    assert_eq!(words(reference.clone(), at(DAY), false).title, "No capital changes hands");
    assert_eq!(words(reference, at("2021-08-10"), false).title, "No capital reported taken");
}

#[test]
fn many_places_are_counted_after_the_first_two() {
    let mut many = chronicle([]);
    let extra = many.places[&crate::chronicle::PlaceId::from("alder")].clone();
    let mut events = vec![capture("A", "alder", DAY)];
    for (id, name) in [("p1", "Elm"), ("p2", "Fir"), ("p3", "Gorse"), ("p4", "Hazel")] {
        let mut place = extra.clone();
        (place.id, place.name) = (id.into(), name.into());
        std::sync::Arc::make_mut(&mut many.places).insert(place.id.clone(), place);
        events.push(capture(name, id, DAY));
    }
    many.events = events.into_iter().map(|event| (event.id.clone(), event.into())).collect();
    let timeline = crate::timeline::Timeline::new(std::sync::Arc::new(many));
    let words = headline(timeline.chronicle(), &timeline.slice(at(DAY)), Shown::ALL);
    assert_eq!(words.title, "Alder, Elm and 3 more capitals fall");
}

#[test]
fn a_recapture_names_who_takes_the_place() {
    let back = |when: &str| {
        let mut event = capture("B", "alder", when);
        event.side = Some("government".into());
        vec![capture("A", "alder", "2021-08-10"), event]
    };
    check(back(DAY), "Government forces take Alder");
    check(back(SPAN), "Government forces may have taken Alder");
}

#[test]
fn the_sum_keeps_both_counts_apart() {
    let events = || {
        vec![
            capture("A", "alder", "2021-08-11"),
            capture("B", "birch", SPAN),
            cited_capture("R", "cedar", DAY),
            claimed_capture("D", "dover", DAY),
        ]
    };
    let all = words(events(), at(DAY), true);
    assert_eq!(
        all.sum,
        "The Taliban hold 1–3 of 4 provincial capitals in the documents, 1 in the reference chronology."
    );
    assert_eq!(all.nearest, "nearest to Dover: Alder, 277 km; with the reference chronology Cedar, 92 km");
    let alone = words(events(), at(DAY), false);
    assert_eq!(alone.sum, "The Taliban hold 1–3 of 4 provincial capitals in the documents.");
    assert_eq!(alone.nearest, "nearest to Dover: Alder, 277 km");
    let early = words(events(), at("2021-08-10"), true);
    assert_eq!(
        early.sum,
        "The Taliban hold none of 4 provincial capitals in the documents, none with the reference chronology."
    );
    assert_eq!(early.nearest, "");
}

#[test]
fn the_instant_is_written_out() {
    let date = |cursor: &str| words(vec![], at(cursor), true).date;
    assert_eq!(date("2021-08-12"), "Thursday 12 August 2021");
    assert_eq!(date("2021-08-12T14:30"), "Thursday 12 August 2021, 14:30");
    let sum = |by: &str| words(vec![], known(DAY, by), false).sum;
    let rest = "the Taliban hold none of 4 provincial capitals in the documents.";
    assert_eq!(sum("2021-08-13"), format!("Known by 13 August: {rest}"));
    assert_eq!(sum("2022-01-02T09:05"), format!("Known by 2 January 2022, 09:05: {rest}"));
}

#[test]
fn the_text_alternative_says_what_the_picture_shows() {
    let siege = event(
        "S",
        "siege",
        "dover",
        "2021-08-05/2021-08-09",
        vec![claim("V", Standing::Reported, "2021-08-05/2021-08-09", "2021-08-13")],
    );
    let timeline = timeline([
        siege,
        capture("A", "alder", "2021-08-11"),
        capture("B", "birch", SPAN),
        cited_capture("R", "cedar", DAY),
    ]);
    let text = |clock, reference| {
        text_alternative(timeline.chronicle(), &timeline.slice(clock), Shown { documents: true, reference })
    };
    assert_eq!(
        text(at(DAY), true),
        "A chronicle, Thursday 12 August 2021: Birch may have fallen; by reference, Cedar falls. \
         The Taliban hold 1–2 of 4 provincial capitals in the documents, 1 in the reference chronology. \
         In the documents the Taliban hold Alder; they may hold Birch. \
         The reference chronology adds Cedar. \
         Besieged when last reported: Dover (9 August). \
         Nearest to Dover: Alder, 277 km; with the reference chronology Cedar, 92 km. \
         Sources: 1 document; what they leave out is drawn hollow, from cited references."
    );
    assert_eq!(
        text(at("2021-08-08"), false),
        "A chronicle, Sunday 8 August 2021: No capital reported taken. \
         The Taliban hold none of 4 provincial capitals in the documents. Dover is contested. Sources: 1 document."
    );
}

fn siege(place: &str, when: &str) -> Event {
    event("S", "siege", place, when, vec![claim("V", Standing::Confirmed, when, "2021-08-13")])
}

fn retaken(place: &str, when: &str) -> Event {
    Event { side: Some("government".into()), ..capture("G", place, when) }
}

#[test]
fn title_and_sum_of_an_instant_say_no_more_than_the_claims() {
    let hold = |documents: &str, reference: &str| {
        // The documents of these cases have at least what the chronology has, but for one.
        let by = if documents == "none" { "with" } else { "in" };
        format!(
            "The Taliban hold {documents} of 4 provincial capitals in the documents, {reference} {by} the reference \
             chronology."
        )
    };
    let yesterday = || capture("A", "alder", "2021-08-11");
    let today = |place: &str| capture(place, place, DAY);
    let cases: Vec<(&str, Vec<Event>, &str, String)> = vec![
        ("nothing", vec![], "No capital reported taken", hold("none", "none")),
        ("a siege takes nothing", vec![siege("dover", DAY)], "No capital reported taken", hold("none", "none")),
        ("a siege beside a fall", vec![siege("dover", DAY), today("alder")], "Alder falls", hold("1", "none")),
        ("a day later", vec![yesterday()], "No capital changes hands", hold("1", "none")),
        ("one", vec![today("alder")], "Alder falls", hold("1", "none")),
        ("the focus first", vec![today("alder"), today("dover")], "Dover and Alder fall", hold("2", "none")),
        ("claimed only", vec![claimed_capture("C", "cedar", DAY)], "The Taliban claim Cedar", hold("0–1", "none")),
        (
            "claimed by and by",
            vec![claimed_capture("C", "cedar", "2021-08-11")],
            "No capital changes hands",
            hold("0–1", "none"),
        ),
        ("possibly", vec![capture("B", "birch", SPAN)], "Birch may have fallen", hold("0–1", "none")),
        (
            "by reference",
            vec![cited_capture("R", "alder", DAY)],
            "Alder falls, by the reference chronology",
            hold("none", "1"),
        ),
        ("retaken", vec![yesterday(), retaken("alder", DAY)], "Government forces take Alder", hold("none", "none")),
        (
            "retaken perhaps",
            vec![yesterday(), retaken("alder", SPAN)],
            "Government forces may have taken Alder",
            hold("0–1", "none"),
        ),
        (
            "one falls, one is retaken",
            vec![yesterday(), retaken("alder", DAY), today("birch")],
            "Birch falls; government forces take Alder",
            hold("1", "none"),
        ),
    ];
    for (what, events, title, sum) in cases {
        let words = words(events, at(DAY), true);
        assert_eq!((words.title.as_str(), words.sum), (title, sum), "{what}");
    }
}

#[test]
fn what_was_not_yet_reported_is_in_no_title() {
    let fell = || vec![capture("A", "alder", DAY)];
    let check = |by: &str, title: &str, sum: &str| {
        let words = words(fell(), known(DAY, by), false);
        assert_eq!((words.title.as_str(), words.sum.as_str()), (title, sum));
    };
    let rest = "of 4 provincial capitals in the documents.";
    check("2021-08-12", "No capital reported taken", &format!("Known by 12 August: the Taliban hold none {rest}"));
    check("2021-08-13", "Alder falls", &format!("Known by 13 August: the Taliban hold 1 {rest}"));
}

#[test]
fn one_listed_place_is_no_plural() {
    let mut only = chronicle([]);
    std::sync::Arc::make_mut(&mut only.places).retain(|id, place| id.as_str() == "dover" || !place.listed);
    let timeline = crate::timeline::Timeline::new(std::sync::Arc::new(only));
    let words = headline(timeline.chronicle(), &timeline.slice(at(DAY)), Shown::DOCUMENTS);
    assert_eq!(words.sum, "The Taliban hold none of 1 provincial capital in the documents.");
}

#[test]
fn what_is_hidden_is_not_spoken_of() {
    let timeline = timeline(vec![
        capture("A", "alder", DAY),
        capture("B", "birch", "2021-08-11"),
        cited_capture("R", "alder", DAY),
        cited_capture("Q", "cedar", "2021-08-11"),
    ]);
    let slice = timeline.slice(at(DAY));
    let words = |shown| headline(timeline.chronicle(), &slice, shown);
    let both = words(Shown::ALL);
    assert_eq!(both.title, "Alder falls");
    assert_eq!(both.brief, "2 of 4 in the documents, 2 with the reference chronology");
    let chronology = Shown { documents: false, reference: true };
    let alone = words(chronology);
    assert_eq!(alone.title, "Alder falls, by the reference chronology");
    assert_eq!(alone.sum, "The Taliban hold 2 of 4 provincial capitals in the reference chronology.");
    assert_eq!(alone.brief, "2 of 4 in the reference chronology");
    assert_eq!(alone.nearest, "nearest to Dover by the reference chronology: Cedar, 92 km");
    let prose = text_alternative(timeline.chronicle(), &slice, chronology);
    assert!(prose.contains("In the reference chronology the Taliban hold Alder and Cedar."), "{prose}");
    assert!(prose.ends_with("Drawn from cited references; the documents are hidden."), "{prose}");
    let nothing = words(Shown { documents: false, reference: false });
    assert_eq!(nothing.title, "Documents and reference chronology are hidden");
    assert_eq!([nothing.sum, nothing.brief, nothing.nearest], ["", "", ""].map(str::to_owned));
}

#[test]
fn a_chart_says_until_when_none_was_held() {
    let none_of = |events: &[Event], first: Option<&str>, shown| {
        let timeline = timeline(events.iter().cloned());
        let first = first.map(|text| crate::time::Moment::parse(text).unwrap());
        crate::words::none_held(timeline.chronicle(), first, &timeline.slice(at(DAY)), shown)
    };
    let none = |first, shown| none_of(&[], first, shown);
    let focus = timeline([]).chronicle().meta.focus.clone().unwrap();
    let taken = [capture("F", focus.as_str(), DAY)];
    let but_focus = none_of(&taken, None, Shown::DOCUMENTS);
    assert!(but_focus.starts_with("None but "), "{but_focus}");
    let chronology = Shown { documents: false, reference: true };
    assert_eq!(none(Some(DAY), Shown::DOCUMENTS), "None held for certain until the end of 12 August, by the documents");
    assert_eq!(none(Some("2021-08-06T10:00"), Shown::ALL), "None held for certain until 6 August");
    assert_eq!(none(None, chronology), "None held for certain, by the reference chronology");
}
