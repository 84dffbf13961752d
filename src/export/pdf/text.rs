//! Lines of text on a page: the halo as outlines below, the letters themselves as text, once.

use crate::export::ExportError;
use crate::export::pdf::ink::{Painter, round};
use crate::scene::TextRun;
use crate::text::{Letter, Segment, Shaped, is_plain, shape};
use pdf_writer::{Content, Name, Str, TextStr};

/// Writes a line of text.
///
/// # Errors
/// When a font cannot be embedded.
pub(super) fn text(to: &mut Painter<'_>, run: &TextRun) -> Result<(), ExportError> {
    let shaped = shape(&run.text, run.weight.css());
    if let Some((color, width)) = run.halo {
        to.stroke_ink(color, width, None);
        halo(&mut to.content, run, &shaped);
    }
    to.fill_ink(run.color);
    // Letters set apart would be read as words of one letter, those from the right backwards, and one glyph of several
    // syllables as the first of them.
    let told = run.spacing != 0.0 || !is_plain(&run.text);
    if told {
        let mut span = to.content.begin_marked_content_with_properties(Name(b"Span"));
        span.properties().actual_text(TextStr(&run.text));
    }
    let mut before = 0;
    for part in shaped.letters.chunk_by(|a, b| std::ptr::eq(a.file, b.file) && a.y == b.y) {
        letters(to, run, part, before)?;
        before += part.len();
    }
    if told {
        to.content.end_marked_content();
    }
    Ok(())
}

/// Where the letter of this index stands on its line, px.
fn shift(run: &TextRun, index: usize, x: f64) -> f64 {
    x * run.size + run.spacing * index as f64
}

/// Writes letters of one font, the first of them the line's letter of index `before`.
fn letters(to: &mut Painter<'_>, run: &TextRun, part: &[Letter], before: usize) -> Result<(), ExportError> {
    let (Some(first), true) = (part.first(), run.size > 0.0) else { return Ok(()) };
    let (name, font) = to.shared.fonts.of(first.file)?;
    let start = shift(run, before, first.x);
    let mut pieces: Vec<(f32, Vec<u8>)> = Vec::new();
    // Where the pen is and where it should be, thousandths of an em.
    let mut pen = 0.0;
    for (i, letter) in part.iter().enumerate() {
        let (from, until) = letter.of;
        let (glyph, width) = font.glyph(letter.glyph, run.text.get(from..until).unwrap_or_default());
        let wanted = (shift(run, before + i, letter.x) - start) / run.size * 1000.0;
        let back = ((pen - wanted) * 10.0).round() / 10.0;
        if pieces.is_empty() || back.abs() >= 0.5 {
            pieces.push((back as f32, Vec::new()));
            pen -= back;
        }
        if let Some((_, bytes)) = pieces.last_mut() {
            bytes.extend(glyph.to_be_bytes());
        }
        pen += f64::from(width);
    }
    let at = run.turned(start, first.y * run.size);
    let (sin, cos) = (libm::sin(run.turn) as f32, libm::cos(run.turn) as f32);
    to.content.begin_text().set_font(Name(name.as_bytes()), round(run.size));
    to.content.set_text_matrix([cos, sin, sin, -cos, round(at.x), round(at.y)]);
    {
        let mut showing = to.content.show_positioned();
        let mut items = showing.items();
        for (back, bytes) in &pieces {
            if *back != 0.0 {
                items.adjust(*back);
            }
            items.show(Str(bytes));
        }
    }
    to.content.end_text();
    Ok(())
}

/// Strokes the outlines of a line.
fn halo(content: &mut Content, run: &TextRun, shaped: &Shaped) {
    let mut any = false;
    for (i, (x, outline)) in shaped.glyphs.iter().enumerate() {
        let start = shift(run, i, *x);
        let place = |[x, y]: [f64; 2]| {
            let p = run.turned(start + x * run.size, y * run.size);
            [round(p.x), round(p.y)]
        };
        let mut pen = [0.0; 2];
        for segment in outline.iter() {
            any = true;
            match *segment {
                Segment::Move(p) => {
                    let [x, y] = place(p);
                    content.move_to(x, y);
                    pen = p;
                }
                Segment::Line(p) => {
                    let [x, y] = place(p);
                    content.line_to(x, y);
                    pen = p;
                }
                Segment::Quad(c, p) => {
                    // The cubic curve that is the same.
                    let third = |end: [f64; 2]| [0, 1].map(|i: usize| mixed(end, c, i));
                    let ([x1, y1], [x2, y2], [x, y]) = (place(third(pen)), place(third(p)), place(p));
                    content.cubic_to(x1, y1, x2, y2, x, y);
                    pen = p;
                }
                Segment::Cubic(a, b, p) => {
                    let ([x1, y1], [x2, y2], [x, y]) = (place(a), place(b), place(p));
                    content.cubic_to(x1, y1, x2, y2, x, y);
                    pen = p;
                }
                Segment::Close => {
                    content.close_path();
                }
            }
        }
    }
    if any {
        content.stroke();
    }
}

/// Two thirds of the way from an end to a control point, on one axis.
fn mixed(end: [f64; 2], control: [f64; 2], axis: usize) -> f64 {
    let of = |p: [f64; 2]| p.get(axis).copied().unwrap_or_default();
    of(end) + (of(control) - of(end)) * 2.0 / 3.0
}
