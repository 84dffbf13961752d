//! The file around the pages: fonts, layers, structure for assistive technology, and where it comes from.

use crate::export::pdf::ink::{Shared, alpha_name};
use crate::export::pdf::pack::packed;
use crate::export::pdf::page::{self, layer_name, picture_name};
use crate::export::pdf::xmp::{self, LANGUAGE};
use crate::export::{ExportError, Progress, Provenance, page_pt};
use crate::scene::{LAYERS, Scene};
use pdf_writer::types::StructRole;
use pdf_writer::{Chunk, Dict, Filter, Finish as _, Name, Pdf, Rect, Ref, TextStr};
use sha2::{Digest as _, Sha256};

/// A page's objects and its size, points.
struct Page {
    id: Ref,
    content: Ref,
    figure: Ref,
    size: [f32; 2],
}

/// Writes scenes as the pages of a file.
pub(super) fn write(
    scenes: &[Scene],
    provenance: &Provenance,
    progress: &dyn Progress,
) -> Result<Vec<u8>, ExportError> {
    let mut ids = Ref::new(1);
    let [catalog, tree, info, metadata, resources, structure, document] = [(); 7].map(|()| ids.bump());
    let mut pdf = Pdf::new();
    pdf.set_version(1, 7);
    let mut shared = Shared::default();
    let mut pages = Vec::new();
    for (at, scene) in scenes.iter().enumerate() {
        progress.step(at, scenes.len());
        if progress.cancelled() {
            return Err(ExportError::Cancelled);
        }
        let size = page_pt(scene.size_px);
        let content = page::content(scene, size, &mut shared)?;
        let size = size.map(|points| points as f32);
        let page = Page { id: ids.bump(), content: ids.bump(), figure: ids.bump(), size };
        pdf.stream(page.content, &packed(&content)).filter(Filter::FlateDecode);
        pages.push(page);
    }

    let layers: Vec<(Ref, &'static str)> = shared.layers.iter().map(|id| (ids.bump(), *id)).collect();
    write_resources(&mut pdf, resources, &shared, &layers, &mut ids)?;
    for (at, page) in pages.iter().enumerate() {
        let mut written = pdf.page(page.id);
        let [width, height] = page.size;
        written.media_box(Rect::new(0.0, 0.0, width, height)).parent(tree).contents(page.content);
        written.pair(Name(b"Resources"), resources);
        written.struct_parents(at as i32).tab_order(pdf_writer::types::TabOrder::StructureOrder);
        // Colours are mixed as on a screen, whatever the printer.
        written.group().transparency().isolated(true).color_space().device_rgb();
    }
    pdf.pages(tree).kids(pages.iter().map(|page| page.id)).count(pages.len() as i32);
    write_structure(&mut pdf, (structure, document), &pages, scenes);
    pdf.metadata(metadata, xmp::packet(provenance).as_bytes());
    pdf.document_info(info)
        .title(TextStr(&provenance.headline))
        .creator(TextStr(&provenance.program))
        .producer(TextStr(&provenance.program));

    let mut root = pdf.catalog(catalog);
    root.pages(tree).metadata(metadata).lang(TextStr(LANGUAGE));
    root.viewer_preferences().display_doc_title(true);
    root.mark_info().marked(true);
    root.pair(Name(b"StructTreeRoot"), structure);
    let mut optional = root.insert(Name(b"OCProperties")).dict();
    optional.insert(Name(b"OCGs")).array().items(layers.iter().map(|(id, _)| *id));
    let mut usual = optional.insert(Name(b"D")).dict();
    usual.pair(Name(b"Name"), TextStr("Layers"));
    // Listed as they lie: the uppermost first.
    usual.insert(Name(b"Order")).array().items(layers.iter().rev().map(|(id, _)| *id));
    usual.finish();
    optional.finish();
    root.finish();

    let mark: Vec<u8> = Sha256::digest(provenance.json()).iter().copied().take(16).collect();
    pdf.set_file_id((mark.clone(), mark));
    Ok(pdf.finish())
}

fn write_resources(
    pdf: &mut Pdf,
    id: Ref,
    shared: &Shared,
    layers: &[(Ref, &'static str)],
    ids: &mut Ref,
) -> Result<(), ExportError> {
    let mut chunk = Chunk::new();
    let fonts = shared.fonts.write(&mut chunk, ids)?;
    let pictures: Vec<(String, Ref)> = shared
        .pictures
        .iter()
        .enumerate()
        .map(|(at, picture)| {
            let id = ids.bump();
            picture.write(&mut chunk, id);
            (picture_name(at), id)
        })
        .collect();
    for (id, layer) in layers {
        let mut group = chunk.indirect(*id).dict();
        group.pair(Name(b"Type"), Name(b"OCG")).pair(Name(b"Name"), TextStr(&label(layer)));
    }
    pdf.extend(&chunk);

    let mut resources = pdf.indirect(id).dict();
    named(&mut resources, b"Font", &fonts);
    named(&mut resources, b"XObject", &pictures);
    let properties: Vec<(String, Ref)> = layers.iter().enumerate().map(|(at, (id, _))| (layer_name(at), *id)).collect();
    named(&mut resources, b"Properties", &properties);
    let mut states = resources.insert(Name(b"ExtGState")).dict();
    for alpha in &shared.alphas {
        let share = f32::from(*alpha) / 1000.0;
        let mut state = states.insert(Name(alpha_name(*alpha).as_bytes())).dict();
        state.pair(Name(b"ca"), share).pair(Name(b"CA"), share);
    }
    Ok(())
}

fn named(resources: &mut Dict<'_>, kind: &[u8], things: &[(String, Ref)]) {
    let mut dict = resources.insert(Name(kind)).dict();
    for (name, id) in things {
        dict.pair(Name(name.as_bytes()), *id);
    }
}

/// What a layer is called.
fn label(id: &str) -> String {
    let listed = LAYERS.iter().find(|layer| layer.id == id).map(|layer| layer.label.to_owned());
    listed.unwrap_or_else(|| {
        let mut letters = id.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    })
}

/// Every page is a figure that says in words what it shows.
fn write_structure(pdf: &mut Pdf, (root, document): (Ref, Ref), pages: &[Page], scenes: &[Scene]) {
    let mut tree = pdf.indirect(root).start::<pdf_writer::writers::StructTreeRoot<'_>>();
    tree.child(document);
    {
        let mut parents = tree.parent_tree();
        let mut numbers = parents.nums();
        for (at, page) in pages.iter().enumerate() {
            numbers.insert(at as i32, page.figure);
        }
    }
    tree.parent_tree_next_key(pages.len() as i32);
    tree.finish();
    let mut whole = pdf.struct_element(document);
    whole.kind(StructRole::Document).parent(root);
    let mut children = whole.children();
    for page in pages {
        children.struct_element(page.figure);
    }
    children.finish();
    whole.finish();
    for (page, scene) in pages.iter().zip(scenes) {
        let mut figure = pdf.struct_element(page.figure);
        figure.kind(StructRole::Figure).parent(document).page(page.id).alt(TextStr(&scene.description));
        figure.children().marked_content_id(0);
    }
}
