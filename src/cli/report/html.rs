//! The report as a page on its own: no script, nothing fetched, every string escaped.

use super::text::is_shown;
use crate::chronicle::Chronicle;
use crate::export::escape;
use crate::timeline::{ClaimReport, Clock, ElsewhereReport, EventReport, PlaceReport, Report, Timeline, Timeslice};
use crate::words::report::{self, WHO_HOLDS_WHAT, after_date, rests_on};
use crate::words::{self, Shown, capitalised, headline};
use std::fmt::Write as _;

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{line-height:1.15;margin:.25rem 0}\
table{border-collapse:collapse;width:100%;font-size:.9rem}\
caption{text-align:left;font-weight:600;padding:.5rem 0}\
th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-top:1px solid #8886}\
blockquote{margin:.75rem 0 .25rem;padding-left:1rem;border-left:3px solid #8888}\
blockquote p{margin:0}\
figure{margin:0}\
figcaption,.note{font-size:.9rem;opacity:.85}\
time{font-variant-numeric:tabular-nums}";

/// The whole page.
pub(super) fn page(timeline: &Timeline, clock: Clock, report: &Report<'_>) -> String {
    let chronicle = timeline.chronicle();
    let slice = timeline.slice(clock);
    let words = headline(chronicle, &slice, Shown::ALL);
    let end = after_date(clock.cursor, chronicle.resolution());
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}: {}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<p>{}</p>\n<h1>{}</h1>\n\
         <p><time datetime=\"{}\">{}</time>{end}</p>\n<p>{}</p>\n",
        escape(&chronicle.meta.language),
        escape(&chronicle.meta.title),
        escape(&words.title),
        escape(&chronicle.meta.title),
        escape(&words.title),
        escape(&report.at),
        escape(&words.date),
        escape(&words.sum),
    );
    if !words.nearest.is_empty() {
        let _ = writeln!(page, "<p>{}</p>", escape(&capitalised(&words.nearest)));
    }
    if let Some(filtered) = words::filtered(timeline) {
        let _ = writeln!(page, "<p class=\"note\">{}</p>", escape(&filtered));
    }
    page.push_str("</header>\n<main>\n");
    if chronicle.meta.subject.control {
        table(&mut page, chronicle, &slice);
    }
    for place in &report.places {
        self::place(&mut page, chronicle, place);
    }
    elsewhere(&mut page, chronicle, &report.events, words::elsewhere);
    elsewhere(&mut page, chronicle, &report.undated, words::undated_at);
    page.push_str("</main>\n<footer>\n");
    for note in std::iter::once(&chronicle.meta.control).chain(&chronicle.meta.notes).filter(|note| !note.is_empty()) {
        let _ = writeln!(page, "<p class=\"note\">{}</p>", escape(note));
    }
    page.push_str("</footer>\n</body>\n</html>\n");
    page
}

/// Who holds what, every listed place.
fn table(page: &mut String, chronicle: &Chronicle, slice: &Timeslice) {
    let columns = report::columns(chronicle).iter();
    let columns: String = columns.map(|column| format!("<th scope=\"col\">{}</th>", escape(column))).collect();
    let _ =
        writeln!(page, "<table>\n<caption>{WHO_HOLDS_WHAT}</caption>\n<thead>\n<tr>{columns}</tr>\n</thead>\n<tbody>");
    let today = slice.clock.cursor.day();
    for place in &slice.places {
        let cells = report::cells(chronicle, place, today);
        let mut cells = cells.iter().map(|cell| escape(cell));
        let name = cells.next().unwrap_or_default();
        let told: String = cells.map(|cell| format!("<td>{cell}</td>")).collect();
        let _ = writeln!(page, "<tr><th scope=\"row\">{name}</th>{told}</tr>");
    }
    page.push_str("</tbody>\n</table>\n");
}

fn place(page: &mut String, chronicle: &Chronicle, place: &PlaceReport<'_>) {
    let shown: Vec<&EventReport<'_>> = place.events.iter().filter(|event| is_shown(event)).collect();
    if shown.is_empty() {
        return;
    }
    let _ = writeln!(page, "<section>\n<h2 id=\"{}\">{}</h2>", escape(place.id.as_str()), escape(&place.name));
    for event in shown {
        self::event(page, chronicle, event);
    }
    page.push_str("</section>\n");
}

/// What happened at places that are not listed or nobody knows when, those of one place that follow one another under one
/// heading.
fn elsewhere(page: &mut String, chronicle: &Chronicle, events: &[ElsewhereReport<'_>], heading: fn(&str) -> String) {
    let shown: Vec<_> = events.iter().filter(|told| is_shown(&told.event)).collect();
    for run in shown.chunk_by(|a, b| a.place == b.place) {
        let name = run.first().map_or_else(String::new, |told| heading(&told.name));
        let _ = writeln!(page, "<section>\n<h2>{}</h2>", escape(&name));
        for told in run {
            event(page, chronicle, &told.event);
        }
        page.push_str("</section>\n");
    }
}

fn event(page: &mut String, chronicle: &Chronicle, event: &EventReport<'_>) {
    let record = event.record();
    let when = if event.is_undated() { words::UNDATED } else { record.when.written() };
    let _ = writeln!(
        page,
        "<article>\n<h3>{}</h3>\n<p class=\"note\">{} · {} · {}</p>",
        escape(&record.summary),
        escape(&words::kind(chronicle, &record.kind)),
        escape(when),
        escape(&rests_on(record.basis, event.state.standing, event.state.voices)),
    );
    if let Some(reading) = &record.reading {
        let _ = writeln!(page, "<p class=\"note\">{}</p>", escape(&report::reading(reading)));
    }
    let claims: Vec<ClaimReport<'_>> = event.claims().collect();
    let cited = claims.iter().any(|claim| matches!(claim, ClaimReport::Citation { .. }));
    if cited {
        page.push_str("<ul>\n");
    }
    for claim in &claims {
        self::claim(page, chronicle, claim);
    }
    page.push_str(if cited { "</ul>\n</article>\n" } else { "</article>\n" });
}

fn claim(page: &mut String, chronicle: &Chronicle, claim: &ClaimReport<'_>) {
    match claim {
        ClaimReport::Excerpt { source, by, standing, quote, .. } => {
            let file = chronicle.sources.get(*source).map_or("", |source| source.file.as_str());
            let _ = writeln!(
                page,
                "<figure>\n<blockquote cite=\"{}\"><p>{}</p></blockquote>\n<figcaption>{} · {} · <cite>{}</cite></figcaption>\n</figure>",
                escape(file),
                escape(quote),
                escape(by),
                words::standing(*standing),
                escape(&words::source(chronicle, source)),
            );
        }
        ClaimReport::Citation { says, detail, title, publisher, address, .. } => {
            let detail = detail.as_ref().map_or_else(String::new, |detail| format!(" ({})", escape(detail)));
            let title = escape(title);
            let web = address.starts_with("https://") || address.starts_with("http://");
            let title = if web { format!("<a href=\"{}\">{title}</a>", escape(address)) } else { title };
            let _ = writeln!(page, "<li>{says}{detail}: <cite>{title}</cite>, {}</li>", escape(publisher));
        }
    }
}
