//! The page itself: head, map, words and data put together. Without scripts it shows its last instant.

use crate::chronicle::{Basis, Chronicle};
use crate::export::Job;
use crate::export::escape;
use crate::export::page::below::{about, sources, table};
use crate::export::page::head::{FRAME_HEIGHT_PX, provenance_tag};
use crate::export::page::map::{Edition, Maps, Scene};
use crate::export::page::records::Data;
use crate::export::page::states::States;
use crate::export::page::tones::Tones;
use crate::scene::{SIGN_PX, Theme};
use crate::text::font_files;
use crate::text::together;
use crate::words::{self, headline};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};
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
    let style = style(&maps.tones);
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
    out.push_str("<body>\n");
    top(&mut out, job.chronicle());
    out.push_str("<main>\n<div class=\"left\">\n");
    stage(&mut out, job, states, maps);
    out.push_str(TIME);
    credit(&mut out, job);
    out.push_str("</div>\n<div class=\"right\">\n<section id=\"panel\" tabindex=\"-1\" aria-label=\"What is known\"></section>\n");
    legend(&mut out, job.chronicle(), states, maps);
    out.push_str("</div>\n</main>\n<div class=\"below\">\n");
    table(&mut out, job, states);
    sources(&mut out, job);
    about(&mut out, job);
    out.push_str("</div>\n");
    let _ = write!(
        out,
        "<script type=\"application/json\" id=\"data\">{}</script>\n<script>{script}</script>\n",
        json(data)
    );
    out.push_str("</body>\n</html>\n");
    out
}

/// JSON that can stand inside an element of HTML.
fn json(data: &Data<'_>) -> String {
    let text = serde_json::to_string(data).unwrap_or_default();
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text.as_bytes())))
}

/// Fonts, the colours of both themes, and the rules.
fn style(tones: &Tones) -> String {
    let mut css = String::new();
    for file in font_files() {
        let _ = write!(
            css,
            "@font-face{{font-family:Inter;font-weight:{};src:url(data:font/woff2;base64,{}) format('woff2')}}",
            file.weight,
            BASE64.encode(file.woff2)
        );
    }
    let (light, dark) = (tones.declarations(Theme::Light), tones.declarations(Theme::Dark));
    let _ = write!(
        css,
        ":root{{--dark:0;{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{--dark:1;{dark}}}}}\n\
         @media screen{{:root[data-theme=dark]{{--dark:1;{dark}}}}}\n{STYLE}"
    );
    css
}

fn top(out: &mut String, chronicle: &Chronicle) {
    let documents = chronicle.sources.len();
    let _ = write!(
        out,
        "<a class=\"skip\" href=\"#panel\">Skip the map</a>\n<header class=\"top\">\n<h1>{}</h1>\n\
         <p>{documents} {} · every mark answers to the sentence it came from</p>\n\
         <button type=\"button\" id=\"theme\" class=\"quiet needs-script\" aria-label=\"Dark theme\" aria-pressed=\"false\">\
         <svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M13 10.2A5.6 5.6 0 0 1 5.8 3a5.6 5.6 0 1 0 7.2 7.2z\"/>\
         </svg></button>\n</header>\n",
        escape(&chronicle.meta.title),
        if documents == 1 { "document" } else { "documents" },
    );
}

/// Headline and maps, as they are at the last instant.
fn stage(out: &mut String, job: &Job, states: &States, maps: &Maps) {
    let slice = job.timeline.slice(job.last());
    let said = headline(job.chronicle(), &slice, job.view.shown());
    let sight = last_sight(states);
    let _ = write!(
        out,
        "<section class=\"stage\" aria-label=\"Map\">\n<div class=\"headline\">\n\
         <p id=\"date\">{}</p>\n<h2 id=\"title\">{}</h2>\n<p id=\"sum\">{}</p>\n</div>\n<p id=\"live\" class=\"unseen\" aria-live=\"polite\"></p>\n<div id=\"maps\">\n\
         <svg class=\"pool\" aria-hidden=\"true\"><defs>{}</defs></svg>\n",
        escape(&said.dated()),
        escape(&said.title),
        escape(&together(&said.sum)),
        maps.reliefs.definitions(),
    );
    for edition in &maps.editions {
        map(out, edition, maps, edition.scene(sight));
    }
    // What is not shown at the moment waits here, in pieces the script moves.
    out.push_str("<svg class=\"pool\" aria-hidden=\"true\"><defs id=\"pieces\">");
    let shown = maps.editions.iter().filter_map(|edition| {
        let scene = edition.scene(sight)?;
        Some(scene.tints.iter().chain(&scene.marks).chain(&scene.over))
    });
    let shown: std::collections::BTreeSet<usize> = shown.flatten().copied().collect();
    for number in (0..maps.pieces.values().len()).filter(|number| !shown.contains(number)) {
        piece(out, maps, number);
    }
    out.push_str(
        "</defs></svg>\n</div>\n<button type=\"button\" id=\"larger\" class=\"quiet needs-script\" aria-label=\"Larger map\" \
         title=\"Larger map\" aria-pressed=\"false\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">\
         <path d=\"M9.500 2.500h4v4M6.500 13.500h-4v-4M13 3 9 7M3 13l4-4\"/></svg></button>\n</section>\n",
    );
}

/// The number of what is seen at the last instant.
fn last_sight(states: &States) -> usize {
    states.opening().and_then(|known| known.states.last()).map_or(0, |state| state.sight)
}

fn map(out: &mut String, edition: &Edition, maps: &Maps, scene: Option<&Scene>) {
    let [width, height] = edition.view.size_px;
    let _ = write!(
        out,
        "<svg class=\"map {}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"Map of places\">\
         <g aria-hidden=\"true\"><rect class=\"under\" width=\"{width}\" height=\"{height}\"/>{}</g>",
        edition.name, edition.ground
    );
    let group = |out: &mut String, name: &str, numbers: Option<&Vec<usize>>| {
        let _ = write!(out, "<g class=\"{name}\" aria-hidden=\"true\">");
        for number in numbers.into_iter().flatten() {
            piece(out, maps, *number);
        }
        out.push_str("</g>");
    };
    group(out, "tints", scene.map(|scene| &scene.tints));
    let _ = write!(out, "<g aria-hidden=\"true\">{}</g>", edition.lines);
    // The buttons lie below the symbols, so that no ring covers a name.
    out.push_str("<g class=\"places\"></g>");
    group(out, "marks", scene.map(|scene| &scene.marks));
    group(out, "over", scene.map(|scene| &scene.over));
    out.push_str("</svg>\n");
}

fn piece(out: &mut String, maps: &Maps, number: usize) {
    if let Some(piece) = maps.pieces.values().get(number) {
        let _ = writeln!(out, "<g data-n=\"{number}\"{piece}</g>");
    }
}

const TIME: &str = "<section class=\"time needs-script\" aria-label=\"Time\">\n<div class=\"controls\">\n\
<button type=\"button\" id=\"first\" aria-label=\"First day\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M4 3v10M12.5 3.5 6.5 8l6 4.5z\"/></svg></button>\n\
<button type=\"button\" id=\"back\" aria-label=\"A day back\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path class=\"open\" d=\"M10 3.5 5.5 8l4.500 4.500\"/></svg></button>\n\
<button type=\"button\" id=\"play\" class=\"filled\" aria-label=\"Play\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path class=\"go\" d=\"M5 3.200v9.600L12.500 8z\"/><path class=\"halt\" d=\"M5.500 3.500v9M10.500 3.500v9\"/></svg></button>\n\
<button type=\"button\" id=\"forth\" aria-label=\"A day on\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path class=\"open\" d=\"M6 3.500 10.500 8 6 12.500\"/></svg></button>\n\
<button type=\"button\" id=\"last\" aria-label=\"Last day\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M12 3v10M3.500 3.500l6 4.500-6 4.500z\"/></svg></button>\n\
<label class=\"speed\"><span class=\"unseen\">Speed, days a second</span><select id=\"speed\">\
<option value=\"0.5\">½×</option><option value=\"1\" selected>1×</option><option value=\"2\">2×</option><option value=\"4\">4×</option></select></label>\n\
<p id=\"when\" aria-hidden=\"true\"></p>\n<p id=\"nearest\"></p>\n</div>\n\
<div class=\"chart\"><div id=\"lanes\" aria-hidden=\"true\"></div>\n<div id=\"bar\"><input type=\"range\" id=\"slider\" min=\"0\" max=\"1000\" step=\"any\" aria-label=\"Time\"></div></div>\n\
<div class=\"chart reported\"><label class=\"follow\" title=\"Count at every instant only what had been reported by then\">\
<input type=\"checkbox\" id=\"then\"> As known then</label>\n<div id=\"strip\"><input type=\"range\" id=\"known\" min=\"0\" step=\"1\" aria-label=\"Known by\"></div></div>\n</section>\n";

/// Whose words and whose map these are, in one line that stays with the map wherever it is shown.
fn credit(out: &mut String, job: &Job) {
    let chronicle = job.chronicle();
    let meta = &chronicle.meta;
    let counted = |n: usize, noun: &str| match n {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(format!("{n} {noun}s")),
    };
    let named = |what: &str, names: Vec<String>| match names.as_slice() {
        [] => String::new(),
        _ => format!("{what}: {}. ", names.join(", ")),
    };
    let documents = (Basis::Documents, chronicle.sources.len(), "document");
    let references = (Basis::Reference, chronicle.references.len(), "reference");
    let sources = [documents, references].into_iter().filter(|(basis, ..)| job.shows(*basis));
    let sources = named("Sources", sources.filter_map(|(_, n, noun)| counted(n, noun)).collect());
    let map = named("Map", meta.credits.iter().map(|credit| credit.text.clone()).collect());
    let note = meta.notes.first().map_or("", String::as_str);
    let left_out = words::filtered(&job.timeline).unwrap_or_default();
    let clock = match job.known_by {
        Some(by) => format!("As known by {}.", words::timed(words::day_long(by.day()), by)),
        None => "Seen in hindsight.".to_owned(),
    };
    let _ = writeln!(
        out,
        "<p class=\"credit note\">{} <span id=\"seen\">{clock}</span> {}</p>",
        escape(&left_out),
        escape(&format!("{sources}{map}{note}"))
    );
}

fn legend(out: &mut String, chronicle: &Chronicle, states: &States, maps: &Maps) {
    out.push_str("<section class=\"legend\" aria-label=\"Legend\">\n<ul id=\"legend\">");
    let last = maps.editions.first().and_then(|edition| edition.scene(last_sight(states)));
    let [width, height] = SIGN_PX;
    let shown = last.map_or(&[][..], |scene| &scene.signs);
    let rest = (0..maps.signs.values().len()).filter(|number| !shown.contains(number));
    for number in shown.iter().copied().chain(rest) {
        let Some((label, drawing)) = maps.signs.values().get(number) else { continue };
        let hidden = if shown.contains(&number) { "" } else { " hidden" };
        let _ = write!(
            out,
            "<li data-sign=\"{number}\"{hidden}><svg viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">{drawing}</svg>{}</li>",
            escape(label)
        );
    }
    let _ = write!(out, "</ul>\n<p class=\"note\">{}</p>\n</section>\n", escape(&chronicle.meta.control));
}
