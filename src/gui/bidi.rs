//! The order of words that are written from the right. The toolkit joins and stacks letters, but sets everything from
//! the left; what it is about to paint is put in order here, wherever in the window it stands. Sizes, line breaks and
//! the text itself stay as they are.
//!
//! Source: Unicode Standard Annex 9.

use crate::text::file_of;
use egui::epaint::text::{Galley, Glyph, Row};
use egui::{Context, FullOutput, Shape};
use std::ops::Range;
use std::sync::Arc;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Puts what is painted in order.
pub struct Order;

impl egui::Plugin for Order {
    fn debug_name(&self) -> &'static str {
        "order of words from the right"
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        output.shapes.iter_mut().for_each(|clipped| order(&mut clipped.shape));
    }
}

fn order(shape: &mut Shape) {
    match shape {
        Shape::Vec(shapes) => shapes.iter_mut().for_each(order),
        Shape::Text(text) => {
            if let Some(galley) = ordered(&text.galley) {
                text.galley = Arc::new(galley);
            }
        }
        _ => {}
    }
}

/// A word that is written from the right, or a single other character: how far it reaches, and whether it is a word.
type Piece = (Range<usize>, bool);

/// The same words in their order; `None` where they are in order.
fn ordered(galley: &Galley) -> Option<Galley> {
    let text = &galley.job.text;
    if text.is_ascii() {
        return None;
    }
    let bidi = BidiInfo::new(text, None);
    if !bidi.has_rtl() {
        return None;
    }
    let mut galley = galley.clone();
    // The toolkit has more glyphs than characters in a word from the right: the two are matched word by word.
    let pieces = pieces(text.char_indices().map(|(at, c)| (at..at + c.len_utf8(), c)));
    let mut rest = pieces.as_slice();
    for placed in &mut galley.rows {
        let glyphs = self::pieces(placed.row.glyphs.iter().enumerate().map(|(at, glyph)| (at..at + 1, glyph.chr)));
        let (line, after) = rest.split_at(glyphs.len().min(rest.len()));
        rest = after.get(usize::from(placed.ends_with_newline)..).unwrap_or_default();
        let alike = line.iter().map(|(_, word)| word).eq(glyphs.iter().map(|(_, word)| word));
        let (Some((first, _)), Some((last, _)), true) = (line.first(), line.last(), alike) else { continue };
        let Some(paragraph) = bidi.paragraphs.iter().find(|p| p.range.contains(&first.start)) else { continue };
        let (levels, runs) = bidi.visual_runs(paragraph, first.start..last.end.min(paragraph.range.end));
        let from_the_right = |of: &Range<usize>| levels.get(of.start).is_some_and(Level::is_rtl);
        let signs = line.iter().map(|(of, _)| text.get(of.clone()).filter(|_| from_the_right(of)).unwrap_or_default());
        let turned = turned(signs, glyphs.into_iter().map(|(glyphs, _)| glyphs).collect());
        let mut visual: Vec<Range<usize>> = Vec::new();
        for run in runs {
            let within = line.iter().zip(&turned).filter(|((of, _), _)| run.contains(&of.start));
            let within = within.map(|(_, glyphs)| glyphs.clone());
            if from_the_right(&run) { visual.extend(within.rev()) } else { visual.extend(within) }
        }
        set(Arc::make_mut(&mut placed.row), &visual);
    }
    Some(galley)
}

/// Puts letters from the right, and what the toolkit shapes with them, together to words.
fn pieces(characters: impl Iterator<Item = (Range<usize>, char)>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (of, c) in characters {
        let word = match bidi_class(c) {
            BidiClass::L => false,
            BidiClass::R | BidiClass::AL | BidiClass::NSM => true,
            _ => matches!(c, '\u{200c}' | '\u{200d}') || file_of(c, 400).is_some_and(|file| file.family != "Inter"),
        };
        match pieces.last_mut() {
            Some((last, true)) if word => last.end = of.end,
            _ => pieces.push((of, word)),
        }
    }
    pieces
}

/// The glyphs of pieces, brackets turned round by trading places; of what stands from the left, `signs` has nothing.
fn turned<'t>(signs: impl Iterator<Item = &'t str>, mut glyphs: Vec<Range<usize>>) -> Vec<Range<usize>> {
    const PAIRS: [(&str, &str); 5] = [("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("‹", "›")];
    let mut open: Vec<(&str, usize)> = Vec::new();
    for (here, sign) in signs.enumerate() {
        if let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == sign) {
            open.push((closing, here));
        } else if let Some((_, opening)) = open.pop_if(|(closing, _)| *closing == sign) {
            glyphs.swap(opening, here);
        }
    }
    glyphs
}

/// Moves the glyphs of a row so that its pieces follow one another.
fn set(row: &mut Row, pieces: &[Range<usize>]) {
    let starts: Vec<f32> = row.glyphs.iter().map(|glyph| glyph.pos.x).collect();
    let end = row.glyphs.last().map_or(0.0, |glyph| glyph.pos.x + glyph.advance_width);
    let start = |glyph: usize| starts.get(glyph).copied().unwrap_or(end);
    let Row { glyphs, visuals, .. } = row;
    let mut x = start(0);
    for piece in pieces {
        let by = x - start(piece.start);
        for glyph in glyphs.get_mut(piece.clone()).unwrap_or_default() {
            glyph.pos.x += by;
            if drawn(glyph) {
                let at = glyph.first_vertex as usize;
                let corners = visuals.mesh.vertices.get_mut(at..at + 4).unwrap_or_default();
                corners.iter_mut().for_each(|corner| corner.pos.x += by);
            }
        }
        x += start(piece.end) - start(piece.start);
    }
}

/// Whether a glyph has corners in the mesh: spaces have none.
fn drawn(glyph: &Glyph) -> bool {
    !glyph.uv_rect.is_nothing()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::gui::theme;
    use egui::FontId;

    /// The characters of a line from the left, as they are painted; letters of one word stand as the toolkit set them.
    fn seen(text: &str) -> String {
        let ctx = Context::default();
        theme::install(&ctx);
        let mut line = String::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = FontId::new(20.0, theme::family(crate::scene::Weight::Regular));
            let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, egui::Color32::WHITE));
            let galley = ordered(&galley).unwrap_or_else(|| (*galley).clone());
            let row = &galley.rows.first().unwrap().row;
            let mut glyphs: Vec<_> = row.glyphs.iter().filter(|glyph| glyph.advance_width > 0.0).collect();
            glyphs.sort_by(|a, b| a.pos.x.total_cmp(&b.pos.x));
            line = glyphs.iter().map(|glyph| glyph.chr).collect();
        });
        output.textures_delta.clear();
        line
    }

    #[test]
    fn words_from_the_right_stand_in_their_order() {
        assert_eq!(seen("באר שבע"), "עבש ראב");
        assert_eq!(seen("Kabul, 271 km"), "Kabul, 271 km");
        assert_eq!(seen("to באר שבע by 3"), "to עבש ראב by 3");
    }

    #[test]
    fn a_number_beside_a_name_from_the_right_keeps_its_own_direction() {
        assert_eq!(seen("\u{2068}יפו\u{2069}, 122 km").replace(['\u{2068}', '\u{2069}'], ""), "ופי, 122 km");
        assert_eq!(seen("יפו 122"), "122 ופי");
        // The brackets are turned round by trading places.
        assert_eq!(seen("יפו (122) שבע"), "עבש (122) ופי");
    }
}
