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
use unicode_bidi::{BidiInfo, Level};

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
    // Bytes at which each character begins, and the end.
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut first = 0;
    for placed in &mut galley.rows {
        let last = (first + placed.row.glyphs.len()).min(starts.len() - 1);
        let line = *starts.get(first)?..*starts.get(last)?;
        let paragraph = bidi.paragraphs.iter().find(|p| p.range.contains(&line.start));
        if let Some(paragraph) = paragraph.filter(|_| !line.is_empty()) {
            let line = line.start..line.end.min(paragraph.range.end);
            let (levels, runs) = bidi.visual_runs(paragraph, line);
            let index = |byte: usize| starts.partition_point(|start| *start < byte) - first;
            let mut pieces = Vec::new();
            for run in runs {
                let from_the_right = levels.get(run.start).is_some_and(Level::is_rtl);
                let glyphs = index(run.start)..index(run.end);
                if from_the_right {
                    pieces.extend(backwards(text.get(run).unwrap_or_default(), glyphs.start));
                } else {
                    pieces.push(glyphs);
                }
            }
            set(Arc::make_mut(&mut placed.row), &pieces);
        }
        first = last + usize::from(placed.ends_with_newline);
    }
    Some(galley)
}

/// The pieces of a run from the right, by glyph, from the left: words, whose letters the toolkit has ordered already,
/// and single signs, brackets turned round.
fn backwards(run: &str, first: usize) -> Vec<Range<usize>> {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('‹', '›')];
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut in_word = false;
    for (i, c) in run.chars().enumerate() {
        let at = first + i;
        let sign = file_of(c, 400).is_none_or(|file| file.family == "Inter");
        match pieces.last_mut() {
            Some(word) if in_word && !sign => word.end = at + 1,
            _ => pieces.push(at..at + 1),
        }
        in_word = !sign;
        if let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == c) {
            open.push((*closing, pieces.len() - 1));
        } else if let Some((_, opening)) = open.pop_if(|(closing, _)| *closing == c) {
            let closing = pieces.len() - 1;
            pieces.swap(opening, closing);
        }
    }
    pieces.reverse();
    pieces
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
        let _ = ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = FontId::new(20.0, theme::family(crate::scene::Weight::Regular));
            let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, egui::Color32::WHITE));
            let galley = ordered(&galley).unwrap_or_else(|| (*galley).clone());
            let row = &galley.rows.first().unwrap().row;
            let mut glyphs: Vec<_> = row.glyphs.iter().filter(|glyph| glyph.advance_width > 0.0).collect();
            glyphs.sort_by(|a, b| a.pos.x.total_cmp(&b.pos.x));
            line = glyphs.iter().map(|glyph| glyph.chr).collect();
        });
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
