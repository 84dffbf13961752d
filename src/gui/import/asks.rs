//! What only a person can say of a table, with what each answer makes of an example.

use crate::gui::import::ImportScreen;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, text_button_ui};
use crate::scene::Weight;
use crate::table::{Coordinates, DayOrder, TableAsk, YearsBefore};
use egui::{Label, Ui};

/// A question in words, and its answers: what the button says, what it makes of an example, and what is then said.
struct Question {
    asks: String,
    answers: Vec<(&'static str, String, Answer)>,
}

#[derive(Clone, Copy)]
enum Answer {
    Order(DayOrder),
    Century(i16),
    Years(YearsBefore),
    Mercator,
}

impl ImportScreen {
    /// Asks one question.
    pub(super) fn ask_ui(&mut self, ui: &mut Ui, ask: &TableAsk, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let question = question(ask);
        ui.add(Label::new(words(question.asks, 12.0, Weight::Medium, colors.ink)).wrap());
        for (label, makes, answer) in question.answers {
            ui.horizontal(|ui| {
                let button = text_button_ui(ui, label, label, ButtonStyle::Outlined, colors);
                ui.add(Label::new(words(makes, 11.0, Weight::Regular, colors.ink2)).wrap());
                if button.clicked() {
                    match answer {
                        Answer::Order(order) => self.choices.order = Some(order),
                        Answer::Century(century) => self.choices.century = Some(century),
                        Answer::Years(years) => self.choices.years_before = Some(years),
                        Answer::Mercator => self.choices.coordinates = Some(Coordinates::WebMercator),
                    }
                }
            });
        }
        ui.add_space(4.0);
    }
}

fn question(ask: &TableAsk) -> Question {
    match ask {
        TableAsk::Order { heading, rows, example } => Question {
            asks: format!("{heading}: which comes first, day or month? None of {rows} dates proves it."),
            answers: orders(|order| format!("“{example}” is {}", TableAsk::reads(example, order))),
        },
        TableAsk::MixedOrder { heading, day_first, month_first } => Question {
            asks: format!(
                "{heading}: both orders of day and month stand in it. Which one holds? Rows of the other are refused."
            ),
            answers: orders(|order| match order {
                DayOrder::DayFirst => format!("refuses {}, such as “{}”", month_first.0, month_first.1.1),
                DayOrder::MonthFirst => format!("refuses {}, such as “{}”", day_first.0, day_first.1.1),
            }),
        },
        TableAsk::Century(example) => Question {
            asks: format!("“{example}”: in which century are years of two digits?"),
            answers: vec![
                ("1900s", String::new(), Answer::Century(1900)),
                ("2000s", String::new(), Answer::Century(2000)),
            ],
        },
        TableAsk::YearsBefore(example) => Question {
            asks: format!("“{example}”: how are years before the year 1 counted?"),
            answers: vec![
                ("BC", "-44 is 44 BC".to_owned(), Answer::Years(YearsBefore::Bc)),
                ("With a year 0", "-44 is 45 BC".to_owned(), Answer::Years(YearsBefore::Astronomical)),
            ],
        },
        TableAsk::Metres(example) => Question {
            asks: format!("Positions are metres of another reference system ({example}). Which one?"),
            answers: vec![("Web Mercator", "EPSG:3857; convert others to degrees first".to_owned(), Answer::Mercator)],
        },
    }
}

fn orders(makes: impl Fn(DayOrder) -> String) -> Vec<(&'static str, String, Answer)> {
    [("Day first", DayOrder::DayFirst), ("Month first", DayOrder::MonthFirst)]
        .map(|(label, order)| (label, makes(order), Answer::Order(order)))
        .into()
}
