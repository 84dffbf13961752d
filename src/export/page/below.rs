//! What stands below the map: the map in words, the sources, and about the page.

use crate::chronicle::Basis;
use crate::export::Job;
use crate::export::escape;
use crate::export::page::head::FRAME_HEIGHT_PX;
use crate::export::page::records::web;
use crate::export::page::states::States;
use crate::words;
use std::fmt::Write as _;

/// The instant as prose and as a table: what a screen reader is told, and anybody can copy.
pub(super) fn table(out: &mut String, job: &Job, states: &States) {
    let chronicle = job.chronicle();
    let reference = job.view.reference();
    let last = states.opening().and_then(|known| known.states.last());
    let word = |number: Option<&usize>| {
        number.and_then(|number| states.words.values().get(*number)).map_or("", String::as_str)
    };
    let said = [1, 3].map(|part| word(last.and_then(|state| state.says.get(part))));
    let _ = write!(
        out,
        "<section class=\"twin\" aria-labelledby=\"twin-head\">\n<h2 id=\"twin-head\">The map in words</h2>\n\
         <p id=\"twin\">{}</p>\n<details>\n<summary>Every {}, as a table</summary>\n<table>\n<thead><tr>\
         <th scope=\"col\">Place</th><th scope=\"col\">Documents</th>{}</tr></thead>\n<tbody id=\"table\">\n",
        escape(&said.join(" ")),
        escape(&chronicle.meta.listed),
        if reference { "<th scope=\"col\">Reference chronology</th>" } else { "" },
    );
    for (place, said) in chronicle.listed().zip(last.into_iter().flat_map(|state| &state.places)) {
        let _ = write!(
            out,
            "<tr data-place=\"{}\"><th scope=\"row\">{}</th><td>{}</td>",
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
    out.push_str(
        "<section class=\"sources\" aria-labelledby=\"sources-head\">\n<h2 id=\"sources-head\">Sources</h2>\n<ol>\n",
    );
    for source in chronicle.sources.values().filter(|_| job.shows(Basis::Documents)) {
        let wire = chronicle.wires.get(&source.wire).map_or("", |wire| wire.name.as_str());
        let date = match source.published_certainty.as_str() {
            "inferred" => "; its date is inferred",
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
        out.push_str("<details>\n<summary>The cited reference chronology</summary>\n<ul>\n");
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

/// What the two clocks are, and where the second stands at first.
fn two_clocks(job: &Job) -> String {
    let opens = match job.known_by {
        Some(by) => format!(
            "opens at {}: only what had been published by then counts, as a desk could have drawn it then",
            words::timed(words::day_long(by.day()), by)
        ),
        None => "opens in hindsight: everything published counts, also what nobody could know on the day".to_owned(),
    };
    format!(
        "The slider over the days is the one by which things happened. The strip below it, known by, is the one by \
         which they were reported; it {opens}. Each tick on it is an instant by which more had been reported."
    )
}

/// What the page is about, how it tells time, who made the map, and how to embed it.
pub(super) fn about(out: &mut String, job: &Job) {
    let chronicle = job.chronicle();
    let meta = &chronicle.meta;
    let _ = write!(
        out,
        "<section class=\"about\" aria-labelledby=\"about-head\">\n<h2 id=\"about-head\">About</h2>\n<p>{}</p>\n",
        escape(&meta.summary)
    );
    let _ = writeln!(out, "<p><b>Two clocks.</b> {}</p>", two_clocks(job));
    let credits: Vec<String> = meta
        .credits
        .iter()
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
        "<p>{}</p>\n<details>\n<summary>The makers of the map</summary>\n<ul>\n{}\n</ul>\n</details>\n",
        escape(&meta.notes.join(" ")),
        credits.join("\n")
    );
    for (day, correction) in &meta.corrections {
        let _ = writeln!(out, "<p>Corrected {}: {}</p>", escape(day), escape(correction));
    }
    let snippet = format!(
        "<iframe src=\"PAGE.html?embed\" title=\"{}\" width=\"100%\" height=\"{FRAME_HEIGHT_PX}\" loading=\"lazy\" style=\"border:0\"></iframe>",
        escape(&meta.title)
    );
    let _ = write!(
        out,
        "<details class=\"embed\">\n<summary>Embed this page</summary>\n<textarea id=\"snippet\" readonly rows=\"3\" \
         aria-label=\"Code to embed this page\">{}</textarea>\n</details>\n\
         <p class=\"note\">{}, version {}. Made with Dateline {}.</p>\n</section>\n",
        escape(&snippet),
        escape(&meta.title),
        escape(&meta.version),
        env!("CARGO_PKG_VERSION")
    );
}
