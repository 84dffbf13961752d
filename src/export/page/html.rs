//! The page itself: head, map, words and data put together. Without scripts it shows its last instant.

use crate::chronicle::{Basis, Chronicle};
use crate::export::Job;
use crate::export::escape;
use crate::export::number::hex;
use crate::export::page::below::{about, sources, table};
use crate::export::page::head::{FRAME_HEIGHT_PX, provenance_tag};
use crate::export::page::map::{DrawnSign, Edition, Maps};
use crate::export::page::records::Data;
use crate::export::page::states::States;
use crate::export::page::tones::Tones;
use crate::export::svg::face_rules;
use crate::scene::{Palette, SIGN_PX, Stratum, Theme};
use crate::text::{Family, families, font_files, together};
use crate::time::Resolution;
use crate::words::page as say;
use crate::words::{self, headline};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The script, in the order in which its parts need one another.
const SCRIPTS: [&str; 6] = [
    include_str!("../../../assets/page/data.js"),
    include_str!("../../../assets/page/map.js"),
    include_str!("../../../assets/page/cards.js"),
    include_str!("../../../assets/page/panel.js"),
    include_str!("../../../assets/page/bar.js"),
    include_str!("../../../assets/page/main.js"),
];
const STYLE: &str = include_str!("../../../assets/page/page.css");

/// The whole page.
pub(super) fn page(job: &Job, states: &States, maps: &Maps, data: &Data<'_>) -> String {
    let meta = &job.chronicle().meta;
    let body = body(job, states, maps, data);
    let style = style(&maps.tones, job.chronicle().meta.sides.len(), &families(&body));
    let script = format!("(() => {{\n\"use strict\";\n{}}})();\n", SCRIPTS.concat());
    let mut out = String::with_capacity(1 << 20);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\" class=\"plain\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{}'; style-src '{}'; \
         img-src data:; font-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<meta name=\"description\" content=\"{}\">\n\
         <meta name=\"generator\" content=\"Dateline {}\">\n\
         <meta name=\"dateline:frame-height\" content=\"{FRAME_HEIGHT_PX}\">\n{}\n\
         <link rel=\"icon\" href=\"data:,\">\n<style>{style}</style>\n</head>\n",
        escape(&meta.language),
        hash(&script),
        hash(&style),
        escape(&meta.title),
        escape(&meta.summary),
        env!("CARGO_PKG_VERSION"),
        provenance_tag(job),
    );
    let _ = write!(out, "{body}<script>{script}</script>\n</body>\n</html>\n");
    out
}

/// What is seen, and the data, without the script.
fn body(job: &Job, states: &States, maps: &Maps, data: &Data<'_>) -> String {
    let mut out = String::with_capacity(1 << 20);
    out.push_str("<body>\n");
    top(&mut out, job.chronicle());
    out.push_str("<main>\n<div class=\"left\">\n");
    stage(&mut out, job, states, maps);
    time(&mut out, job.chronicle().resolution());
    credit(&mut out, job);
    let _ = write!(
        out,
        "</div>\n<div class=\"right\">\n<section id=\"panel\" tabindex=\"-1\" aria-label=\"{}\"></section>\n",
        say::PANEL
    );
    legend(&mut out, job.chronicle(), states, maps);
    out.push_str("</div>\n</main>\n<div class=\"below\">\n");
    table(&mut out, job, states);
    sources(&mut out, job);
    about(&mut out, job, states);
    out.push_str("</div>\n");
    let _ = writeln!(out, "<script type=\"application/json\" id=\"data\">{}</script>", json(data));
    out
}

/// JSON that can stand inside an element of HTML.
fn json(data: &Data<'_>) -> String {
    let text = serde_json::to_string(data).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + text.len() / 64);
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['<', '>', '&']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match from.as_bytes().first() {
            Some(b'<') => "\\u003c",
            Some(b'>') => "\\u003e",
            _ => "\\u0026",
        });
        rest = from.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text.as_bytes())))
}

/// Fonts, those of the scripts in use among them, the colours of both themes and of so many sides, and the rules.
fn style(tones: &Tones, sides: usize, others: &[&Family]) -> String {
    let mut css = String::new();
    for file in font_files() {
        let _ = write!(
            css,
            "@font-face{{font-family:Inter;font-weight:{};src:url(data:font/woff2;base64,{}) format('woff2')}}",
            file.weight,
            BASE64.encode(file.woff2)
        );
    }
    // Heavier than regular they are thickened by whoever reads the page.
    others.iter().for_each(|family| css.push_str(&face_rules(family, |weight| weight == 400)));
    let stack: String = others.iter().map(|family| format!("'{}',", family.name)).collect();
    let rules = STYLE.replace("Inter,", &format!("Inter,{stack}"));
    let of_sides = |theme| {
        let color = |rank| format!("--side{rank}:{};", hex(Palette::of(theme).side(rank).rgb));
        (0..sides.max(2)).map(color).collect::<String>()
    };
    let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| tones.declarations(theme) + &of_sides(theme));
    // Of more than two sides a place is contested by whoever it may be.
    let contested = if sides > 2 { "ink2" } else { "first" };
    let _ = write!(
        css,
        ":root{{--contested:var(--{contested})}}\n:root{{--dark:0;{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{--dark:1;{dark}}}}}\n\
         @media screen{{:root[data-theme=dark]{{--dark:1;{dark}}}}}\n{rules}"
    );
    for rank in 0..sides.max(2) {
        let _ = write!(
            css,
            ".dot.side{rank},.side{rank}{{--side:var(--side{rank})}}.hollow .side{rank}{{background:none;border:1.2px solid var(--side)}}"
        );
    }
    css
}

fn top(out: &mut String, chronicle: &Chronicle) {
    let _ = write!(
        out,
        "<a class=\"skip\" href=\"#panel\">{}</a>\n<header class=\"top\">\n<h1 dir=\"auto\">{}</h1>\n\
         <p>{}</p>\n\
         <button type=\"button\" id=\"theme\" class=\"quiet needs-script\" aria-label=\"{}\" aria-pressed=\"false\">\
         <svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M13 10.2A5.6 5.6 0 0 1 5.8 3a5.6 5.6 0 1 0 7.2 7.2z\"/>\
         </svg></button>\n</header>\n",
        say::SKIP,
        escape(&chronicle.meta.title),
        say::subtitle(chronicle.sources.len()),
        say::DARK,
    );
}

/// Headline and maps, as they are at the last instant.
fn stage(out: &mut String, job: &Job, states: &States, maps: &Maps) {
    let slice = job.timeline.slice(job.last());
    let said = headline(job.chronicle(), &slice, job.view.shown());
    let sight = states.last_sight();
    let _ = write!(
        out,
        "<section class=\"stage\" aria-label=\"{}\">\n<div class=\"headline\">\n\
         <p id=\"date\">{}</p>\n<h2 id=\"title\">{}</h2>\n<p id=\"sum\">{}</p>\n</div>\n<p id=\"live\" class=\"unseen\" aria-live=\"polite\"></p>\n<div id=\"maps\">\n\
         <svg class=\"pool\" aria-hidden=\"true\"><defs>{}</defs></svg>\n",
        say::MAP,
        escape(&said.dated()),
        escape(&said.title),
        escape(&together(&said.sum)),
        maps.reliefs.definitions(),
    );
    let shown: Vec<_> = maps.editions.iter().map(|edition| edition.sight(sight)).collect();
    for (edition, shown) in maps.editions.iter().zip(&shown) {
        map(out, edition, shown);
    }
    // What is not shown at the moment waits here, in pieces the script moves.
    out.push_str("<svg class=\"pool\" aria-hidden=\"true\"><defs id=\"pieces\">");
    for (edition, shown) in maps.editions.iter().zip(&shown) {
        for (number, (stratum, drawn)) in (edition.first..).zip(&edition.pieces) {
            if !shown.contains(&number) {
                let _ = writeln!(out, "<g data-n=\"{number}\" data-in=\"{}\"{drawn}</g>", group(*stratum));
            }
        }
    }
    let _ = write!(
        out,
        "</defs></svg>\n</div>\n<button type=\"button\" id=\"larger\" class=\"quiet needs-script\" aria-label=\"{0}\" \
         title=\"{0}\" aria-pressed=\"false\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">\
         <path d=\"M9.500 2.500h4v4M6.500 13.500h-4v-4M13 3 9 7M3 13l4-4\"/></svg></button>\n</section>\n",
        say::LARGER,
    );
}

/// The groups of a map that follow time, from below.
const GROUPS: [Stratum; 3] = [Stratum::Tints, Stratum::Marks, Stratum::Furniture];

const fn group(stratum: Stratum) -> &'static str {
    match stratum {
        Stratum::Ground | Stratum::Lines | Stratum::Tints => "tints",
        Stratum::Marks => "marks",
        Stratum::Furniture => "over",
    }
}

fn map(out: &mut String, edition: &Edition, shown: &BTreeSet<usize>) {
    let [width, height] = edition.view.size_px;
    let _ = write!(
        out,
        "<svg class=\"map {}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"{}\">\
         <g aria-hidden=\"true\"><rect class=\"under\" width=\"{width}\" height=\"{height}\"/>{}</g>",
        edition.name,
        say::MAP_OF_PLACES,
        edition.ground
    );
    for of in GROUPS {
        let _ = write!(out, "<g class=\"{}\" aria-hidden=\"true\">", group(of));
        for (number, (stratum, drawn)) in (edition.first..).zip(&edition.pieces) {
            if *stratum == of && shown.contains(&number) {
                let _ = writeln!(out, "<g data-n=\"{number}\" data-in=\"{}\"{drawn}</g>", group(of));
            }
        }
        out.push_str("</g>");
        if of == Stratum::Tints {
            // The buttons lie below the symbols, so that no ring covers a name.
            let _ = write!(out, "<g aria-hidden=\"true\">{}</g><g class=\"places\"></g>", edition.lines);
        }
    }
    out.push_str("</svg>\n");
}

/// The controls of both clocks; the script fills them.
fn time(out: &mut String, told: Resolution) {
    let [first, back, forth, last, speed] = say::steps(told);
    let button = |id: &str, class: &str, label: &str, drawing: &str| {
        format!(
            "<button type=\"button\" id=\"{id}\"{class} aria-label=\"{label}\"><svg viewBox=\"0 0 16 16\" \
             aria-hidden=\"true\">{drawing}</svg></button>\n"
        )
    };
    let buttons = [
        button("first", "", &first, "<path d=\"M4 3v10M12.5 3.5 6.5 8l6 4.5z\"/>"),
        button("back", "", &back, "<path class=\"open\" d=\"M10 3.5 5.5 8l4.500 4.500\"/>"),
        button(
            "play",
            " class=\"filled\"",
            say::PLAY,
            "<path class=\"go\" d=\"M5 3.200v9.600L12.500 8z\"/><path class=\"halt\" d=\"M5.500 3.500v9M10.500 3.500v9\"/>",
        ),
        button("forth", "", &forth, "<path class=\"open\" d=\"M6 3.500 10.500 8 6 12.500\"/>"),
        button("last", "", &last, "<path d=\"M12 3v10M3.500 3.500l6 4.500-6 4.500z\"/>"),
    ];
    let _ = write!(
        out,
        "<section class=\"time needs-script\" aria-label=\"{time}\">\n<div class=\"controls\">\n{buttons}\
         <label class=\"speed\"><span class=\"unseen\">{speed}</span><select id=\"speed\">\n\
         <option value=\"0.5\">½×</option><option value=\"1\" selected>1×</option><option value=\"2\">2×</option>\
         <option value=\"4\">4×</option></select></label>\n\
         <p id=\"when\" aria-hidden=\"true\"></p>\n<p id=\"nearest\"></p>\n</div>\n\
         <div class=\"chart\"><div id=\"lanes\" aria-hidden=\"true\"></div>\n<div id=\"bar\"><input type=\"range\" \
         id=\"slider\" min=\"0\" max=\"1000\" step=\"any\" aria-label=\"{time}\"></div></div>\n\
         <div class=\"chart reported\"><label class=\"follow\" title=\"{follow}\">\n\
         <input type=\"checkbox\" id=\"then\"> {then}</label>\n<div id=\"strip\"><input type=\"range\" id=\"known\" min=\"0\" \
         step=\"1\" aria-label=\"{known}\"></div></div>\n</section>\n",
        time = say::TIME,
        buttons = buttons.concat(),
        follow = say::FOLLOW,
        then = say::AS_KNOWN_THEN,
        known = say::KNOWN_BY,
    );
}

/// Whose words and whose map these are, in one line that stays with the map wherever it is shown.
fn credit(out: &mut String, job: &Job) {
    let chronicle = job.chronicle();
    let meta = &chronicle.meta;
    let count = |basis, count: usize| if job.shows(basis) { count } else { 0 };
    let (documents, references) =
        (count(Basis::Documents, chronicle.sources.len()), count(Basis::Reference, chronicle.references.len()));
    let map: Vec<&str> = job.data.atlas.credits(meta).map(|credit| credit.text.as_str()).collect();
    let note = job.data.atlas.notes(meta).first().copied().unwrap_or_default();
    let left_out = words::filtered(&job.timeline).unwrap_or_default();
    let by = job.known_by.map(|by| words::timed(words::day_long(by.day()), by));
    let _ = writeln!(
        out,
        "<p class=\"credit note\">{} <span id=\"seen\">{}</span> {}</p>",
        escape(&left_out),
        say::as_known_by(by.as_deref()),
        escape(&format!("{}{}{note}", say::sources(documents, references), say::map_credits(&map)))
    );
}

fn legend(out: &mut String, chronicle: &Chronicle, states: &States, maps: &Maps) {
    let _ = write!(out, "<section class=\"legend\" aria-label=\"{}\">\n<ul id=\"legend\">", say::LEGEND);
    let last = maps.editions.first().and_then(|edition| edition.legend.get(states.last_sight()));
    let shown = last.and_then(|legend| maps.legends.get(*legend)).map_or(&[][..], Vec::as_slice);
    let rest = (0..maps.signs.len()).filter(|number| !shown.contains(number));
    for number in shown.iter().copied().chain(rest) {
        let Some(DrawnSign { label, size_px, drawing }) = maps.signs.get(number) else { continue };
        let [width, height] = size_px.map(f64::round);
        // What is no larger than all others has its size from the style sheet.
        let own =
            if *size_px == SIGN_PX { String::new() } else { format!(" style=\"width:{width}px;height:{height}px\"") };
        let hidden = if shown.contains(&number) { "" } else { " hidden" };
        let _ = write!(
            out,
            "<li data-sign=\"{number}\"{hidden}><svg viewBox=\"0 0 {width} {height}\"{own} aria-hidden=\"true\">{drawing}</svg>\
             <bdi>{}</bdi></li>",
            escape(label)
        );
    }
    out.push_str("</ul>\n");
    if !chronicle.meta.control.is_empty() {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escape(&chronicle.meta.control));
    }
    out.push_str("</section>\n");
}
