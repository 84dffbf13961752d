//! Every language that a chronicle names places in is offered, read and drawn.

use crate::world::worlds;
use dateline::chronicle::LanguageTag;
use dateline::export::{Coverage, Job, command};
use dateline::scene::{Shape, Stratum, Theme, View, marks_of};
use dateline::time::Moment;
use dateline::words::{language, language_called, language_word, other_languages, own_language};

#[test]
fn every_language_of_a_chronicle_is_called_by_a_name_and_read_from_tag_name_and_command() {
    for world in worlds() {
        let chronicle = &world.chronicle;
        let tags = other_languages(chronicle);
        assert!(!tags.is_empty(), "{}", world.name);
        for tag in &tags {
            assert_ne!(language(tag), tag.as_str(), "{}: no name for this language", world.name);
            for text in [tag.as_str(), &language(tag), &tag.as_str().to_uppercase(), &language_word(tag)] {
                assert_eq!(language_called(chronicle, text), Ok(Some(tag.clone())), "{text}");
            }
        }
        for text in [own_language(chronicle).as_str(), "latin"] {
            assert_eq!(language_called(chronicle, text), Ok(None), "{text}");
        }
        let refused = language_called(chronicle, "tlh").unwrap_err();
        assert!(tags.iter().all(|tag| refused.contains(tag.as_str())), "{refused}");
    }
}

#[test]
fn every_language_of_a_chronicle_is_written_on_its_map_and_into_its_command() {
    for world in worlds() {
        for tag in other_languages(&world.chronicle) {
            let view = View { names: Some(tag.clone()), ..world.view([1920.0, 1080.0], Theme::Light) };
            let job = Job::new(world, Coverage::At(Moment::parse(world.day).unwrap()), view);
            let slice = job.timeline.slice(job.last());
            let marks = marks_of(job.inputs(&slice), &[Stratum::Marks]);
            let named = |text: &str| {
                let mut places = world.chronicle.places.values();
                places.any(|place| place.names.get(&tag).is_some_and(|name| name == text))
            };
            let written = marks.iter().filter(|mark| matches!(&mark.shape, Shape::Text(run) if named(&run.text)));
            assert!(written.count() > 0, "{}: {tag}", world.name);
            let said = format!("--names {}", language_word(&tag));
            assert!(command(&job, None).contains(&said), "{}", command(&job, None));
        }
    }
}

#[test]
fn earlier_versions_wrote_names_of_two_languages_and_of_a_script() {
    let chronicle = &worlds()[0].chronicle;
    for (text, tag) in [("dari", Some("prs")), ("pashto", Some("ps")), ("latin", None)] {
        assert_eq!(language_called(chronicle, text), Ok(tag.map(LanguageTag::from)), "{text}");
    }
}

#[test]
fn a_view_is_written_down_as_earlier_versions_did_and_theirs_are_read() {
    let world = worlds()[0];
    for (tag, word) in
        [(None, "latin"), (Some("prs"), "dari"), (Some("ps"), "pashto"), (Some("la"), "la"), (Some("tlh"), "tlh")]
    {
        let view = View { names: tag.map(LanguageTag::from), ..world.view([1920.0, 1080.0], Theme::Light) };
        let written = serde_json::to_value(&view).unwrap();
        assert_eq!(written["names"], word);
        assert_eq!(serde_json::from_value::<View>(written).unwrap(), view);
    }
}

#[cfg(feature = "gui")]
#[test]
fn the_window_offers_the_languages_of_its_chronicle() {
    use crate::driven::Driven;
    let mut driven = Driven::new([1440.0, 900.0]);
    for (label, tag) in [("Dari", Some("prs")), ("Pashto", Some("ps")), ("English", None)] {
        driven.click(&format!("Names in: {label}"));
        assert_eq!(driven.state().view.names, tag.map(LanguageTag::from), "{label}");
    }
    driven.act(dateline::app::Action::ShowNames(Some(LanguageTag::from("prs"))));
    assert!(driven.shows("Names in: Dari"));
}
