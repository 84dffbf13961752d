//! What stands below the map: the map in words, the sources, and about the page.

use crate::chronicle::Basis;
use crate::export::Job;
use crate::export::escape;
use crate::export::page::head::FRAME_HEIGHT_PX;
use crate::export::page::records::web;
use crate::export::page::states::States;
use crate::words;
use crate::words::page as say;
use std::fmt::Write as _;

/// The instant as prose and as a table: what a screen reader is told, and anybody can copy.
pub(super) fn table(out: &mut String, job: &Job, states: &States) {
    let chronicle = job.chronicle();
    let reference = job.view.reference();
    let last = states.opening().and_then(|known| known.states.last());
    let word = |number: Option<&usize>| {
        number.and_then(|number| states.words.values().get(*number)).map_or("", String::as_str)
    };
    let prose = last.and_then(|state| states.prose.values().get(state.prose));
    let sum = word(last.and_then(|state| state.says.get(1)));
    let said = [sum, prose.map_or("", String::as_str)];
    let _ = write!(
        out,
        "<section class=\"twin\" aria-labelledby=\"twin-head\">\n<h2 id=\"twin-head\">{}</h2>\n\
         <p id=\"twin\">{}</p>\n<details{}>\n<summary>{}</summary>\n<table>\n<thead><tr>\
         <th scope=\"col\">{}</th><th scope=\"col\">{}</th>{}</tr></thead>\n<tbody id=\"table\">\n",
        say::IN_WORDS,
        escape(&said.join(" ")),
        // Without control nobody is said to hold anything.
        if chronicle.meta.subject.control { "" } else { " hidden" },
        escape(&say::every(&chronicle.meta.listed)),
        say::PLACE,
        say::DOCUMENTS,
        if reference { format!("<th scope=\"col\">{}</th>", say::REFERENCE) } else { String::new() },
    );
    let last = states.opening().into_iter().flat_map(|known| &known.places).map(|place| place.said.last());
    for (place, said) in chronicle.listed().zip(last) {
        let said = said.map_or(&[][..], |(_, said)| said);
        let _ = write!(
            out,
            "<tr data-place=\"{}\"><th scope=\"row\"><bdi>{}</bdi></th><td>{}</td>",
            escape(place.id.as_str()),
            escape(&place.name),
            escape(word(said.first()))
        );
        if reference {
            let _ = write!(out, "<td>{}</td>", escape(word(said.get(1))));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</details>\n</section>\n");
}

/// The documents, and the references behind the chronology.
pub(super) fn sources(out: &mut String, job: &Job) {
    let chronicle = job.chronicle();
    let _ = write!(
        out,
        "<section class=\"sources\" aria-labelledby=\"sources-head\">\n<h2 id=\"sources-head\">{}</h2>\n<ol>\n",
        say::SOURCES
    );
    for source in chronicle.sources.values().filter(|_| job.shows(Basis::Documents)) {
        let wire = chronicle.wires.get(&source.wire).map_or("", |wire| wire.name.as_str());
        let date = match source.published_certainty.as_str() {
            "inferred" => say::INFERRED_IN_LIST,
            _ => "",
        };
        let _ = writeln!(
            out,
            "<li><cite>{}</cite> <span class=\"note\">{}{date}</span></li>",
            escape(&words::source(chronicle, &source.id)),
            escape(wire)
        );
    }
    out.push_str("</ol>\n");
    if job.shows(Basis::Reference) && !chronicle.references.is_empty() {
        let _ = write!(out, "<details>\n<summary>{}</summary>\n<ul>\n", say::CHRONOLOGY);
        for reference in chronicle.references.values() {
            let title = escape(&reference.titled());
            let title = match web(&reference.address) {
                Some(address) => {
                    format!("<a href=\"{}\" rel=\"noopener noreferrer\" target=\"_blank\">{title}</a>", escape(address))
                }
                None => title,
            };
            let published = reference.published.span().days().1;
            let day = published.map_or_else(|| escape(reference.published.written()), words::day_long);
            let _ = writeln!(
                out,
                "<li><cite>{title}</cite> <span class=\"note\">{}, {day}</span></li>",
                escape(&reference.publisher)
            );
        }
        out.push_str("</ul>\n</details>\n");
    }
    out.push_str("</section>\n");
}

/// What the page is about, how it tells time, who made the map, and how to embed it.
pub(super) fn about(out: &mut String, job: &Job, states: &States) {
    let chronicle = job.chronicle();
    let meta = &chronicle.meta;
    let _ = write!(
        out,
        "<section class=\"about\" aria-labelledby=\"about-head\">\n<h2 id=\"about-head\">{}</h2>\n<p>{}</p>\n",
        say::ABOUT,
        escape(&meta.summary)
    );
    let opens = job.known_by.map(|by| words::timed(words::day_long(by.day()), by));
    let clocks = say::two_clocks(opens.as_deref(), states.left_out);
    let _ = writeln!(out, "<p><b>{}</b> {clocks}</p>", say::TWO_CLOCKS);
    let credits: Vec<String> = job
        .data
        .atlas
        .credits(meta)
        .map(|credit| {
            let title = escape(&credit.title);
            let title = match credit.address.as_deref().and_then(web) {
                Some(address) => {
                    format!("<a href=\"{}\" rel=\"noopener noreferrer\" target=\"_blank\">{title}</a>", escape(address))
                }
                None => title,
            };
            format!("<li>{title} <span class=\"note\">{}</span></li>", escape(&credit.licence))
        })
        .collect();
    let _ = write!(
        out,
        "<p>{}</p>\n<details>\n<summary>{}</summary>\n<ul>\n{}\n</ul>\n</details>\n",
        escape(&job.data.atlas.notes(meta).join(" ")),
        say::MAKERS,
        credits.join("\n")
    );
    for (day, correction) in &meta.corrections {
        let _ = writeln!(out, "<p>{}</p>", escape(&say::corrected(day, correction)));
    }
    let snippet = format!(
        "<iframe src=\"PAGE.html?embed\" title=\"{}\" width=\"100%\" height=\"{FRAME_HEIGHT_PX}\" loading=\"lazy\" style=\"border:0\"></iframe>",
        escape(&meta.title)
    );
    let _ = write!(
        out,
        "<details class=\"embed\">\n<summary>{}</summary>\n<textarea id=\"snippet\" readonly rows=\"3\" \
         aria-label=\"{}\">{}</textarea>\n</details>\n<p class=\"note\">{}</p>\n</section>\n",
        say::EMBED,
        say::EMBED_CODE,
        escape(&snippet),
        escape(&say::made(&meta.title, &meta.version, env!("CARGO_PKG_VERSION")))
    );
}
