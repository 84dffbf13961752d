//! PDF with text in it. Its pages are walked as if they were drawn; what would be letters is kept, all else passed over.

mod growth;
mod lines;

use crate::ingest::{DocumentFormat, Incoming, Published, Refusal, Said};
use crate::jobs::Progress;
use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};
use lines::{Letter, Page};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

/// What takes the text out of a PDF.
pub(super) const BY: &str = "hayro-interpret 0.7.0";
/// The most pages that are read.
const MOST_PAGES: usize = 5000;
/// The most that is drawn on all pages: letters, lines, forms.
const MOST_DRAWN: usize = 20_000_000;
/// The most forms and clips on all pages: forms within forms multiply.
const MOST_CLIPS: usize = 100_000;

/// A PDF.
pub(super) fn read(
    name: &str,
    bytes: &Arc<[u8]>,
    password: Option<&str>,
    progress: &dyn Progress,
) -> Result<Incoming, Refusal> {
    growth::check(bytes)?;
    let pdf = Pdf::new_with_password(bytes.to_vec(), password.unwrap_or_default()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::Encrypted,
        LoadPdfError::Decryption(_) => {
            let found = "an encryption that is not known".to_owned();
            Refusal::Broken { expected: "a PDF that can be decrypted", found }
        }
        LoadPdfError::Invalid => Refusal::Broken { expected: "the pages of a PDF", found: "none".to_owned() },
    })?;
    let pages = pdf.pages().len();
    if pages == 0 {
        return Err(Refusal::Broken { expected: "the pages of a PDF", found: "none".to_owned() });
    }
    if pages > MOST_PAGES {
        return Err(Refusal::Endless("it has more than 5,000 pages"));
    }
    let mut hand = Hand { page: Page::default(), drawn: 0, clips: 0, pictures: 0, progress };
    let cache = InterpreterCache::new();
    let mut read = Vec::with_capacity(pages);
    for page in pdf.pages().iter() {
        progress.go_on().map_err(|_| Refusal::Stopped)?;
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, Rect::new(0.0, 0.0, 1.0, 1.0), &cache, pdf.xref(), settings);
        let drawn = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut hand)));
        if let Err(why) = drawn {
            // A page that cannot be walked to its end is read as far as it goes, unless it would not end.
            why.downcast::<Refusal>().map_or(Ok(()), |refusal| Err(*refusal))?;
        }
        read.push(std::mem::take(&mut hand.page));
    }
    let text = lines::text(&read);
    if !text.chars().any(char::is_alphabetic) {
        let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
        return Err(if hand.pictures > 0 { Refusal::Scan(pages) } else { Refusal::NoWords });
    }
    let mut document = Incoming::new(name, bytes, DocumentFormat::Pdf, text);
    document.extractor = Some(BY);
    document.pages = Some(pages);
    about(&pdf, &mut document);
    Ok(document)
}

/// What the file says of itself. The time of its making is not that of its publishing.
fn about(pdf: &Pdf, document: &mut Incoming) {
    let metadata = pdf.metadata();
    let words = |bytes: &Option<Vec<u8>>, how: &str| {
        let text = words(bytes.as_deref()?);
        // Programs put the name of the file there.
        let named = [".doc", ".docx", ".pdf", ".indd", ".odt"].iter().any(|ending| text.ends_with(ending));
        if named || text.starts_with("Microsoft Word") || text == "untitled" { None } else { Said::of(&text, how) }
    };
    document.title = words(&metadata.title, "the title in the file's properties");
    document.byline = words(&metadata.author, "the author in the file's properties");
    document.published = metadata.creation_date.as_ref().and_then(|made| {
        let edtf = format!("{:04}-{:02}-{:02}", made.year, made.month, made.day);
        crate::time::read_day(&edtf).ok()?;
        let how = format!("from {edtf}, when the file was made");
        Some(Published { edtf, stated: false, how, words: None })
    });
}

/// A string of PDF: UTF-16 or UTF-8 where it is marked so, else near enough to Latin 1.
fn words(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => std::str::from_utf8(bytes)
            .map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_owned),
    }
}

/// Who would draw the pages.
struct Hand<'p> {
    page: Page,
    drawn: usize,
    clips: usize,
    pictures: usize,
    progress: &'p dyn Progress,
}

impl Hand<'_> {
    /// Counts what is drawn. The interpreter has no way to be stopped but this.
    fn count(&mut self, drawn: usize) {
        self.drawn += drawn;
        if self.drawn > MOST_DRAWN || self.clips > MOST_CLIPS {
            resume_unwind(Box::new(Refusal::Endless("its pages draw themselves again and again")));
        }
        if self.progress.cancelled() {
            resume_unwind(Box::new(Refusal::Stopped));
        }
    }
}

impl<'a> Device<'a> for Hand<'_> {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {
        self.count(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.clips += 1;
        self.count(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(1);
    }

    fn draw_glyph(&mut self, glyph: &Glyph<'a>, page: Affine, own: Affine, _: &Paint<'a>, _: &GlyphDrawMode) {
        self.count(1);
        let words = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(words)) => words,
            None => return,
        };
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(_) => None,
        };
        // Glyphs stand in thousandths of an em.
        let place = page * own;
        let at = place * Point::ZERO;
        let end = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        let size = (place * Point::new(0.0, 1000.0)).distance(at);
        self.page.letters.push(Letter { words, x: at.x, y: at.y, end: end.x, size });
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        self.pictures += 1;
        self.count(1);
    }

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _: &[u8], _: Option<i32>) {
        self.count(1);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
