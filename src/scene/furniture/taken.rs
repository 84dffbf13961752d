//! "Taken this day" in a still's panel.

use crate::chronicle::{Basis, PlaceId};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::appearance::{Holder, shows};
use crate::scene::glyph::Glyph;
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Inputs, Shape, Weight};
use crate::words::legend as words;

/// "Taken this day" in two lists, by basis; returns where they end.
pub(super) fn taken(sheet: &Sheet<'_>, rect: ScreenRect, shapes: &mut Vec<Shape>) -> f64 {
    let palette = sheet.palette;
    let px = |design: f64| sheet.px(design);
    let heading = Setting::new(px(12.0), Weight::SemiBold, palette.ink);
    let small = Setting::new(px(10.3), Weight::Regular, palette.ink2);
    let x = rect.min.x;
    let mut y = rect.min.y + px(10.0);
    let chronicle = sheet.inputs.chronicle;
    shapes.push(heading.line(x, y, &words::taken(chronicle)));
    let [documents, reference] = words::by_basis(chronicle);
    let by_documents = names(sheet, Basis::Documents);
    let by_reference: Vec<_> = names(sheet, Basis::Reference);
    let lists = [
        (Basis::Documents, documents, Weight::SemiBold, by_documents),
        (Basis::Reference, reference, Weight::Regular, by_reference),
    ];
    let lists: Vec<_> = lists.into_iter().filter(|(_, _, _, names)| !names.is_empty()).collect();
    y += px(19.0);
    if lists.is_empty() {
        shapes.push(small.line(x, y, &words::nothing_taken(chronicle)));
        return y;
    }
    let leading = px(15.0);
    let rows = (((rect.max.y - y - px(4.0)) / leading).floor() as usize).max(1);
    let mut end = y;
    let mut x = x;
    for (basis, title, weight, names) in &lists {
        let holder = names.first().map_or(Holder::Side(0), |name| name.holder);
        let glyph = Glyph::plain(holder, *basis);
        let center = ScreenPoint { x: x + px(5.0), y: y - px(3.6) };
        shapes.extend(glyph.shapes(center, sheet.inputs.view.scale * 0.8, palette));
        shapes.push(small.line(x + px(15.0), y, title));
        let setting = Setting::new(px(11.5), *weight, palette.ink);
        let shown = if names.len() > rows { rows - 1 } else { names.len() };
        let mut baseline = y + px(2.0);
        let mut next = x + rect.width() / 2.0;
        for Taken { name, note, .. } in names.iter().take(shown) {
            baseline += leading;
            shapes.push(setting.line(x, baseline, name));
            if !note.is_empty() {
                let after = x + setting.width(name) + px(4.0);
                shapes.push(small.line(after, baseline, note));
                next = next.max(after + small.width(note) + px(8.0));
            }
        }
        if shown < names.len() {
            baseline += leading;
            shapes.push(small.line(x, baseline, &format!("and {} more", names.len() - shown)));
        }
        end = f64::max(end, baseline);
        x = next;
    }
    end
}

/// A place taken on the cursor's day.
#[derive(PartialEq)]
struct Taken<'s> {
    name: &'s str,
    /// What is doubtful about it, and who took it where that may be more than one side.
    note: String,
    holder: Holder,
}

/// The places taken on the cursor's day on a basis; what the documents have is not said again for the reference.
fn names<'s>(sheet: &'s Sheet<'_>, basis: Basis) -> Vec<Taken<'s>> {
    let Inputs { chronicle, view, slice, .. } = sheet.inputs;
    let documents = shows(view, Basis::Documents);
    let told = |place: &PlaceId| {
        let mut changes = slice.changes.iter();
        documents && changes.any(|change| change.basis == Basis::Documents && change.place == *place)
    };
    let mine = slice.changes.iter().filter(|change| {
        change.basis == basis && shows(view, basis) && (basis == Basis::Documents || !told(&change.place))
    });
    let named = mine.filter_map(|change| {
        // What the documents have had for days is no news from the reference.
        let appearance = sheet.appearance(change.place.as_str())?;
        if basis == Basis::Reference && documents && appearance.held().is_some() && appearance.basis == Basis::Documents
        {
            return None;
        }
        let doubt = match (change.claimed_only, change.definite) {
            (true, _) => "claimed",
            (false, false) => "possibly",
            (false, true) => "",
        };
        let rank = chronicle.side_rank(&change.side)?;
        let (holder, by) = match rank {
            // The headline speaks of the followed side; of two sides the panel need not name it either.
            0 if !appearance.many && chronicle.watched().is_some_and(|side| side.id == change.side) => {
                (Holder::Side(0), "")
            }
            _ => {
                let holder = if appearance.many || rank == 0 { Holder::Side(rank) } else { Holder::Second };
                (holder, chronicle.meta.sides.get(rank).map_or("", |side| side.label.as_str()))
            }
        };
        let note = [doubt, by].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        Some(Taken { name: appearance.place.name.as_str(), note, holder })
    });
    let mut named: Vec<_> = named.collect();
    named.sort_by(|a, b| (!a.note.is_empty(), a.name, &a.note).cmp(&(!b.note.is_empty(), b.name, &b.note)));
    named.dedup();
    named
}
