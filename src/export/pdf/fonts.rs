//! The letters in use, embedded as subsets of the fonts they come from.

use crate::export::ExportError;
use crate::export::pdf::pack::packed;
use crate::text::FontFile;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Chunk, Filter, Finish as _, Name, Rect, Ref, Str};
use rustybuzz::ttf_parser::{Face, GlyphId, RawFace, Tag};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The fonts of a file, in the order of their first use.
#[derive(Default)]
pub(super) struct Fonts(Vec<Font>);

/// A font and what is used of it.
pub(super) struct Font {
    file: &'static FontFile,
    face: Face<'static>,
    glyphs: GlyphRemapper,
    /// By glyph of the subset, what it stands for.
    words: BTreeMap<u16, String>,
}

impl Fonts {
    /// The font of a file and its name in the page's resources.
    ///
    /// # Errors
    /// When the file is no font.
    pub fn of(&mut self, file: &'static FontFile) -> Result<(String, &mut Font), ExportError> {
        let same = |font: &Font| font.file.family == file.family && font.file.weight == file.weight;
        let at = match self.0.iter().position(same) {
            Some(at) => at,
            None => {
                let face = Face::parse(file.bytes, file.index).map_err(|error| broken(&error))?;
                self.0.push(Font { file, face, glyphs: GlyphRemapper::new(), words: BTreeMap::new() });
                self.0.len() - 1
            }
        };
        let font = self.0.get_mut(at).ok_or_else(|| broken(&"none"))?;
        Ok((name(at), font))
    }

    /// Writes all of them; names and references for the resources.
    ///
    /// # Errors
    /// When a font cannot be cut to what is in use.
    pub fn write(&self, chunk: &mut Chunk, ids: &mut Ref) -> Result<Vec<(String, Ref)>, ExportError> {
        let one = |(at, font): (usize, &Font)| Ok((name(at), font.write(chunk, ids)?));
        self.0.iter().enumerate().map(one).collect()
    }
}

fn name(at: usize) -> String {
    format!("F{at}")
}

fn broken(error: &dyn std::fmt::Display) -> ExportError {
    ExportError::Draw(format!("a font of the program cannot be embedded: {error}"))
}

impl Font {
    /// The number of a glyph in the file written, and its width there, thousandths of an em.
    pub fn glyph(&mut self, glyph: u16, stands_for: &str) -> (u16, f32) {
        let cid = self.glyphs.remap(glyph);
        if !stands_for.is_empty() {
            self.words.entry(cid).or_insert_with(|| stands_for.to_owned());
        }
        (cid, self.width(glyph))
    }

    fn width(&self, glyph: u16) -> f32 {
        let advance = self.face.glyph_hor_advance(GlyphId(glyph)).unwrap_or_default();
        (self.thousandths(f32::from(advance)) * 10.0).round() / 10.0
    }

    fn thousandths(&self, units: f32) -> f32 {
        units * 1000.0 / f32::from(self.face.units_per_em())
    }

    fn write(&self, chunk: &mut Chunk, ids: &mut Ref) -> Result<Ref, ExportError> {
        let [font_id, cid_id, descriptor_id, data_id, cmap_id] = [(); 5].map(|()| ids.bump());
        let subset =
            subsetter::subset(self.file.bytes, self.file.index, &self.glyphs).map_err(|error| broken(&error))?;
        let raw = RawFace::parse(&subset, 0).map_err(|error| broken(&error))?;
        // Of a font with cubic outlines the outlines alone are embedded.
        let cff = raw.table(Tag::from_bytes(b"CFF "));
        let name = self.base_name();
        let name = Name(name.as_bytes());

        chunk
            .type0_font(font_id)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid_id)
            .to_unicode(cmap_id);

        let mut cid = chunk.cid_font(cid_id);
        cid.subtype(if cff.is_some() { CidFontType::Type0 } else { CidFontType::Type2 });
        cid.base_font(name).system_info(IDENTITY).font_descriptor(descriptor_id).default_width(0.0);
        if cff.is_none() {
            cid.cid_to_gid_map_predefined(Name(b"Identity"));
        }
        cid.widths().consecutive(0, self.glyphs.remapped_gids().map(|glyph| self.width(glyph)));
        cid.finish();

        self.descriptor(chunk, (descriptor_id, data_id), name, cff.is_some());

        let data = packed(cff.unwrap_or(&subset));
        let mut stream = chunk.stream(data_id, &data);
        stream.filter(Filter::FlateDecode);
        if cff.is_some() {
            stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        }
        stream.finish();

        let mut cmap = UnicodeCmap::new(Name(b"Dateline"), IDENTITY);
        for (glyph, words) in &self.words {
            cmap.pair_with_multiple(*glyph, words.chars());
        }
        let data = packed(&cmap.finish());
        chunk.cmap(cmap_id, &data).filter(Filter::FlateDecode);
        Ok(font_id)
    }

    fn descriptor(&self, chunk: &mut Chunk, (id, data): (Ref, Ref), name: Name<'_>, cubic: bool) {
        let face = &self.face;
        let bounds = face.global_bounding_box();
        let [x1, y1, x2, y2] = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
            .map(|units| self.thousandths(f32::from(units)).round());
        let mut descriptor = chunk.font_descriptor(id);
        descriptor
            .name(name)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(x1, y1, x2, y2))
            .italic_angle(0.0)
            .ascent(self.thousandths(f32::from(face.ascender())).round())
            .descent(self.thousandths(f32::from(face.descender())).round())
            .cap_height(self.thousandths(face.capital_height().map_or(0.0, f32::from)).round())
            // Nothing in a font says how thick its stems are; this is near for its weight.
            .stem_v(10.0 + 0.244 * (f32::from(self.file.weight) - 50.0));
        if cubic {
            descriptor.font_file3(data)
        } else {
            descriptor.font_file2(data)
        };
    }

    /// "ABCDEF+Inter-SemiBold": a subset is named apart from its font, by the letters it has.
    fn base_name(&self) -> String {
        let mut mixed: u64 = 0xcbf2_9ce4_8422_2325;
        for glyph in self.glyphs.remapped_gids() {
            mixed = (mixed ^ u64::from(glyph)).wrapping_mul(0x0100_0000_01b3);
        }
        let tag = (0..6).map(|i| char::from(b'A' + (mixed / 26_u64.pow(i) % 26) as u8));
        let weight = match self.file.weight {
            400 => "Regular",
            500 => "Medium",
            600 => "SemiBold",
            _ => "Bold",
        };
        format!("{}+{}-{weight}", tag.collect::<String>(), self.file.family.replace(' ', ""))
    }
}
