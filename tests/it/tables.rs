//! What stands in a table is told and offered, whatever is entered there.

use crate::world::worlds;
use clap::{Parser, ValueEnum};
use dateline::basemap::BASE_LAYERS;
use dateline::cli::report::{Args, ReportFormat, page};
use dateline::scene::LAYERS;
use dateline::words::{kind, kind_title};

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

#[test]
fn every_form_of_a_report_is_asked_for_by_its_name_and_names_the_chronicle_or_its_instant() {
    for world in worlds() {
        for format in ReportFormat::value_variants() {
            let name = format.to_possible_value().unwrap().get_name().to_owned();
            let folder = world.data.opened_as.as_ref().map(|folder| folder.to_str().unwrap());
            let words = ["report", "--at", world.day, "--format", &name].into_iter().chain(folder);
            let said = page(&Line::try_parse_from(words).unwrap().args).unwrap().text;
            assert!(said.contains(&world.chronicle.meta.title) || said.contains(world.day), "{name}: {said}");
        }
    }
}

#[test]
fn every_kind_of_a_chronicle_is_called_by_words() {
    for world in worlds() {
        for known in world.chronicle.meta.kinds.kinds() {
            let (called, title) = (kind(&world.chronicle, &known.id), kind_title(&world.chronicle, &known.id));
            assert!(!called.is_empty() && title.chars().next().is_some_and(|c| !c.is_lowercase()), "{}", known.id);
        }
    }
}

#[test]
fn every_layer_of_the_base_map_is_drawn_with_a_layer_that_there_is() {
    for base in BASE_LAYERS {
        assert!(LAYERS.iter().any(|layer| layer.id == base.with), "{}", base.id);
    }
}

#[cfg(feature = "gui")]
#[test]
fn every_panel_opens_and_closes_again() {
    use crate::driven::Driven;
    use dateline::app::{Action, Panel};
    let mut driven = Driven::new([1440.0, 900.0]);
    for panel in Panel::ALL {
        let (open, before) = (driven.state().chrome.shows(panel), driven.names());
        driven.act(Action::Toggle(panel));
        assert_ne!(driven.state().chrome.shows(panel), open, "{panel:?}");
        assert_ne!(driven.names(), before, "{panel:?} shows nothing");
        driven.act(Action::Toggle(panel));
        assert_eq!(driven.state().chrome.shows(panel), open, "{panel:?}");
    }
}

#[cfg(feature = "gui")]
#[test]
fn every_facet_lists_what_can_be_left_out() {
    use crate::driven::Driven;
    use dateline::app::{Action, Facet};
    let mut driven = Driven::new([1440.0, 900.0]);
    for facet in Facet::ALL {
        driven.act(Action::ShowFacet(Some(facet)));
        assert!(driven.shows(&format!("Show all {}", facet.label().to_lowercase())), "{facet:?}");
        let counts = driven.state().document.facets().counts(facet, true).count();
        assert!(counts > 0, "{facet:?}");
    }
}
