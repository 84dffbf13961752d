//! Which signs a picture carries and what they mean: only those drawn, in the order of the hierarchy.

use crate::chronicle::{Basis, Event, EventShape};
use crate::geo::{ScreenPoint, distance_km};
use crate::scene::Frame;
use crate::scene::appearance::{Appearance, FADES, Holder, SpotMark, Tint, TintedGround};
use crate::scene::corridors::open_corridors;
use crate::scene::courses::{Course, CourseNow, courses, is_rough};
use crate::scene::furniture::legend_item::{Item, Swatch};
use crate::scene::glyph::{Glyph, Siege};
use crate::scene::layer_ids::{CORRIDORS, JOURNEYS, SHAPES, SIEGES};
use crate::scene::sheet::{MapKind, Sheet};
use crate::scene::soft;
use crate::words::{legend as words, rows as row_words};

/// Kinds of rows that the legend names: no more colours can be told apart.
const KINDS: usize = 8;

const BASES: [Basis; 2] = [Basis::Documents, Basis::Reference];

/// The signs that these places carry, on this sheet and others like it.
pub(in crate::scene) fn items_of(sheet: &Sheet<'_>, appearances: &[&Appearance<'_>]) -> Vec<Item> {
    let mut list = List { sheet, appearances, items: Vec::new() };
    list.taken();
    if appearances.iter().any(|appearance| appearance.many) {
        list.sides();
    } else {
        list.first_side();
    }
    list.contests();
    list.second_side();
    list.others();
    list.happenings();
    list.rows();
    list.courses();
    list.corridors();
    list.focus();
    list.items
}

/// A legend being put together.
struct List<'l, 's> {
    sheet: &'l Sheet<'s>,
    appearances: &'l [&'l Appearance<'s>],
    items: Vec<Item>,
}

impl<'s> List<'_, 's> {
    fn find(&self, wanted: impl Fn(&Appearance<'_>) -> bool) -> Option<&Appearance<'s>> {
        self.appearances.iter().copied().find(|appearance| wanted(appearance))
    }

    fn some(&self, wanted: impl Fn(&Appearance<'_>) -> bool) -> bool {
        self.find(wanted).is_some()
    }

    fn add(&mut self, present: bool, swatch: Swatch, label: impl Into<String>) {
        if present {
            self.items.push(Item { swatch, label: label.into() });
        }
    }

    fn side(&self, rank: usize) -> &'s str {
        self.sheet.inputs.chronicle.meta.sides.get(rank).map_or("Other sides", |side| side.label.as_str())
    }

    fn taken(&mut self) {
        let by_documents = self.find(|appearance| appearance.today && appearance.basis == Basis::Documents);
        let Some(taken) = by_documents.or_else(|| self.find(|appearance| appearance.today)) else { return };
        let (tint, basis) = match taken.basis {
            Basis::Documents => (Tint::Documents, Basis::Documents),
            Basis::Reference => (Tint::Reference, Basis::Reference),
        };
        let glyph = Glyph { today: true, ..Glyph::plain(taken.holder, basis) };
        let ground = TintedGround { tint, ..taken.ground() };
        self.add(true, Swatch::Area { ground, glyph: Some(glyph) }, words::taken(self.sheet.inputs.chronicle));
    }

    /// What the one side holds whose ground is tinted.
    fn first_side(&mut self) {
        let first = |basis| Glyph::plain(Holder::Side(0), basis);
        let area = |tint, glyph| Swatch::Area { ground: TintedGround { tint, ..TintedGround::BARE }, glyph };
        let held = |list: &Self, basis| list.some(|a| a.held().is_some() && a.basis == basis);
        let documents = area(Tint::Documents, Some(first(Basis::Documents)));
        let chronicle = self.sheet.inputs.chronicle;
        let [by_documents, by_reference] = words::held(chronicle);
        self.add(held(self, Basis::Documents), documents, by_documents);
        let reference = area(Tint::Reference, Some(first(Basis::Reference)));
        self.add(held(self, Basis::Reference), reference, by_reference);
        for (basis, label) in BASES.into_iter().zip(words::possible(chronicle)) {
            let glyph = Glyph { possible: true, ..first(basis) };
            let present = self.some(|a| a.tint == Tint::Possible && a.possible && a.basis == basis);
            self.add(present, area(Tint::Possible, Some(glyph)), label);
        }
        // A place that is contested by one account and possibly taken by the other keeps its diamond.
        let maybe = |possible| self.some(|a| a.tint == Tint::Possible && a.possible == possible);
        let bare = maybe(false) && !maybe(true);
        self.add(bare, area(Tint::Possible, None), words::POSSIBLY_TAKEN);
        self.add(self.some(|a| a.tint == Tint::Claimed), area(Tint::Claimed, None), words::ONLY_CLAIMED);
    }

    /// What each of several sides holds, by rank.
    fn sides(&mut self) {
        let mut ranks: Vec<usize> = self.appearances.iter().filter_map(|a| a.on_ground()).collect();
        ranks.sort_unstable();
        ranks.dedup();
        for rank in ranks {
            let ground = |tint| TintedGround { tint, side: rank, today: false, many: true };
            let glyph = |basis, possible| Glyph { possible, ..Glyph::plain(Holder::Side(rank), basis) };
            let held = |list: &Self, basis| list.some(|a| a.held() == Some(rank) && a.basis == basis && !a.focus);
            let possible = |list: &Self, basis| {
                list.some(|a| a.holder == Holder::Side(rank) && a.possible && a.basis == basis && !a.focus)
            };
            let name = self.side(rank);
            for (basis, tint, label) in [
                (Basis::Documents, Tint::Documents, name.to_owned()),
                (Basis::Reference, Tint::Reference, format!("{name}: reference only")),
            ] {
                let swatch = Swatch::Area { ground: ground(tint), glyph: Some(glyph(basis, false)) };
                self.add(held(self, basis), swatch, label);
            }
            for (basis, label) in [
                (Basis::Documents, format!("{name}: possible")),
                (Basis::Reference, format!("{name}: possible, reference")),
            ] {
                let swatch = Swatch::Area { ground: ground(Tint::Possible), glyph: Some(glyph(basis, true)) };
                self.add(possible(self, basis), swatch, label);
            }
            let claimed = self.some(|a| a.tint == Tint::Claimed && a.side == rank);
            let swatch = Swatch::Area { ground: ground(Tint::Claimed), glyph: None };
            self.add(claimed, swatch, format!("{name}: only claimed"));
        }
    }

    fn contests(&mut self) {
        let sieges = self.sheet.inputs.view.shows(SIEGES);
        let glyph = |a: &Appearance<'_>| Glyph {
            contenders: a.contenders,
            possible: a.possible,
            ..Glyph::plain(Holder::Contested, Basis::Documents)
        };
        for possible in [false, true] {
            let said = |label: &str| if possible { format!("{label}: possible") } else { label.to_owned() };
            let is_besieged = |a: &Appearance<'_>| a.besieged && sieges;
            let under_siege = |a: &Appearance<'_>| is_besieged(a) && a.possibly_besieged == possible;
            let contested = |a: &Appearance<'_>| a.holder == Holder::Contested && a.possible == possible;
            let plain = self.find(|a| contested(a) && !is_besieged(a) && !a.focus).map(glyph);
            if let Some(glyph) = plain {
                self.add(true, Swatch::Symbol { glyph, siege: None }, said(words::CONTESTED));
            }
            let both = self.find(|a| under_siege(a) && contested(a)).map(|a| (glyph(a), Siege::of(a)));
            let alone = || self.find(under_siege).map(|a| (Glyph::plain(a.holder, a.basis), Siege::of(a)));
            if let Some((glyph, siege)) = both.or_else(alone) {
                self.add(true, Swatch::Symbol { glyph, siege: Some(siege) }, said(&words::under_siege()));
            }
        }
    }

    /// What the side holds whose ground is not tinted.
    fn second_side(&mut self) {
        let name = self.side(1);
        for (basis, label) in BASES.into_iter().zip([name.to_owned(), format!("{name} (reference)")]) {
            let glyph = Glyph::plain(Holder::Second, basis);
            let held = self.some(|a| a.holder == Holder::Second && a.basis == basis && !a.focus);
            self.add(held && !self.sheet.crowded, Swatch::Symbol { glyph, siege: None }, label);
        }
    }

    fn others(&mut self) {
        let crowded = self.sheet.crowded;
        let symbol = |holder| Swatch::Symbol { glyph: Glyph::plain(holder, Basis::Documents), siege: None };
        let silent = self.some(|a| a.holder == Holder::NotReported && !a.focus);
        let control = self.sheet.inputs.chronicle.meta.subject.control;
        self.add(silent && !crowded && control, symbol(Holder::NotReported), words::NOT_REPORTED);
        let happening = self.some(|a| a.holder == Holder::Happening && a.spot.is_none() && !a.focus);
        self.add(happening, symbol(Holder::Happening), words::OTHER_REPORTS);
        let left_out = self.appearances.iter().filter(|a| a.is_quiet()).count();
        // The page for a narrow screen lists all places beside its map.
        let whole = self.sheet.kind == MapKind::Whole && self.sheet.inputs.view.frame != Frame::Page;
        let said = crowded && whole && left_out > 0;
        self.add(said, Swatch::Words, format!("{left_out} more not drawn: no room"));
    }

    /// The kinds of happenings in the order of the table, their sizes, how they fade, and how many are at one spot.
    fn happenings(&mut self) {
        let inputs = self.sheet.inputs;
        let rules = inputs.atlas.caches.spot_rules(inputs.timeline);
        let spots = || self.appearances.iter().filter_map(|a| Some((a.spot?, a.basis, a.possible)));
        let kinds: Vec<String> = rules.kinds().map(str::to_owned).collect();
        let mut items: Vec<Item> = Vec::new();
        let mut add = |swatch, label: String| items.push(Item { swatch, label });
        let possible = spots().find(|(spot, _, possible)| *possible && spot.kind.is_some());
        for (rank, id) in kinds.iter().enumerate() {
            let of_kind = spots().find(|(spot, ..)| spot.kind == Some(rank) && !spot.station);
            let Some((spot, ..)) = of_kind else { continue };
            // Where it has a size, one that fills its row.
            let radius = spot.radius.map(|_| 55);
            let spot = SpotMark { kind: Some(rank), radius, ..SpotMark::PLAIN };
            let look = (Basis::Documents, false);
            add(Swatch::Spot { spot, look }, words::kind(inputs.chronicle, id));
        }
        if let Some((spot, basis, _)) = possible {
            let spot = SpotMark { number: None, radius: spot.radius.map(|_| 55), fade: 0, fresh: false, ..spot };
            add(Swatch::Spot { spot, look: (basis, true) }, words::POSSIBLE_HAPPENING.to_owned());
        }
        let sized = spots().find(|(spot, ..)| spot.radius.is_some());
        if let (Some((spot, ..)), Some(by), Some(sizes)) = (sized, &inputs.chronicle.meta.subject.size, rules.sizes()) {
            let of = |size: f64| {
                let radius = rules.radius(size).map(|px| (px * 10.0).round() as u16);
                (SpotMark { radius, kind: spot.kind, ..SpotMark::PLAIN }, size.to_string())
            };
            add(Swatch::Sizes(sizes.into_iter().map(of).collect()), words::sized_by(&by.label));
        }
        if let Some((spot, ..)) =
            spots().find(|(spot, ..)| spot.kind.is_some() && !spot.station && (spot.fresh || spot.fade > 0))
        {
            let radius = spot.radius.map(|_| 40);
            let of = |fade: u8| SpotMark { fade, radius, kind: spot.kind, ..SpotMark::PLAIN };
            if let Some(label) = words::fading(rules.lingers()) {
                add(Swatch::Spots([0, FADES / 2, FADES].map(of).into()), label);
            }
        }
        if let Some((spot, ..)) = spots().find(|(spot, ..)| spot.number.is_some()) {
            let spot = SpotMark { number: spot.number, ..SpotMark::PLAIN };
            add(Swatch::Spot { spot, look: (Basis::Documents, false) }, words::NUMBER.to_owned());
        }
        self.items.extend(items);
    }

    /// How dark hexagons are, the kinds of points with how many rows there are of each, and what a number means.
    fn rows(&mut self) {
        let Some(rows) = self.sheet.rows() else { return };
        let (inputs, map) = (self.sheet.inputs, self.sheet.layout.map);
        let middle = ScreenPoint { x: map.min.x + map.width() / 2.0, y: map.min.y + map.height() / 2.0 };
        let beside = ScreenPoint { x: middle.x + rows.grid.across(), y: middle.y };
        let [a, b] = [middle, beside].map(|at| inputs.view.viewport.lon_lat_from_screen(at));
        self.add(!rows.dense.is_empty(), Swatch::Density, row_words::density(rows.steps, distance_km(a, b)));
        let counted = inputs.chronicle.tables.kinds().iter().zip(&rows.now.counts).zip(0u16..);
        let mut kinds: Vec<_> = counted.filter(|((_, count), _)| **count > 0).collect();
        let others: usize = kinds.iter().skip(KINDS).map(|((_, count), _)| **count).sum();
        kinds.truncate(KINDS);
        for ((name, count), kind) in kinds {
            self.add(true, Swatch::Row(kind), row_words::kind(name, *count));
        }
        self.add(others > 0, Swatch::Row(u16::MAX), row_words::kind("Others", others));
        if let Some((_, count)) = rows.spots.last() {
            self.add(true, Swatch::RowSpot(*count), row_words::MANY_AT_ONE_SPOT);
        }
    }

    /// The ways of journeys, and what is known only roughly.
    fn courses(&mut self) {
        let inputs = self.sheet.inputs;
        let rules = inputs.atlas.caches.spot_rules(inputs.timeline);
        let shown = |layer: &str| inputs.view.shows(layer);
        let now = courses(inputs, &rules);
        let rank = |event: &Event| inputs.chronicle.side_rank(event.side.as_ref()?);
        let legs = || {
            let legs = now.iter().filter(|_| shown(JOURNEYS));
            legs.filter_map(|now| match now.course {
                Course::Leg { now: this_unit, .. } => Some((this_unit, rank(&now.event).unwrap_or_default(), now)),
                Course::Shape { .. } => None,
            })
        };
        let rough = |now: &CourseNow| {
            let from = now.from.as_ref().is_some_and(|from| is_rough(inputs.chronicle, &from.place));
            from || is_rough(inputs.chronicle, &now.event.place)
        };
        let line = |side, width, alpha, dash| Swatch::Course { side, width, alpha, dash };
        for (rank, id) in rules.kinds().enumerate() {
            let of_kind = |now: &&CourseNow| matches!(now.course, Course::Shape { .. }) && now.event.kind == *id;
            let Some(shape) =
                now.iter().filter(|_| shown(SHAPES)).find(of_kind).and_then(|now| now.event.shape.as_ref())
            else {
                continue;
            };
            let swatch = match shape {
                EventShape::Lines(_) => line(rank, 2.6, 1.0, None),
                EventShape::Outline(_) => Swatch::Outline(rank),
            };
            self.add(true, swatch, words::kind(inputs.chronicle, id));
        }
        let period = inputs.chronicle.meta.subject.resolution;
        let station = self.appearances.iter().filter_map(|a| a.spot).find(|spot| spot.station);
        if let Some(spot) = station {
            let spot = SpotMark { fresh: false, soft: None, ..spot };
            self.add(true, Swatch::Spot { spot, look: (Basis::Documents, false) }, words::STATION);
        }
        if let Some((_, side, _)) = legs().find(|(this_unit, ..)| *this_unit) {
            self.add(true, line(side, 2.8, 1.0, None), words::way_of_this(period));
        }
        if let Some((_, side, _)) = legs().find(|(this_unit, ..)| !this_unit) {
            self.add(true, line(side, 1.8, 0.72, None), words::WAY_SO_FAR);
        }
        if let Some((_, side, _)) = legs().find(|(.., now)| rough(now)) {
            self.add(true, line(side, 1.8, 0.72, Some((5.0, 3.0))), words::WAY_BETWEEN_ROUGH);
        }
        let soft = self.find(|a| soft::of(self.sheet, a).is_some());
        if let Some(rank) = soft.and_then(|a| soft::of(self.sheet, a)).map(|soft| soft.rank) {
            self.add(true, Swatch::Soft(rank), words::KNOWN_ROUGHLY);
        }
        self.add(legs().next().is_some(), Swatch::Words, words::LINES_ARE_NO_ROADS);
    }

    fn corridors(&mut self) {
        if !self.sheet.inputs.view.shows(CORRIDORS) || self.sheet.is_small() {
            return;
        }
        let open: Vec<(bool, usize)> = open_corridors(self.sheet).map(|open| (open.firm, open.side)).collect();
        let of = |wanted: bool| open.iter().find(|(firm, _)| *firm == wanted).map(|(_, side)| *side);
        if let Some(side) = of(true) {
            self.add(true, Swatch::Line { firm: true, side }, words::CORRIDOR);
        }
        let [alone, beside] = words::CORRIDOR_BY_REFERENCE;
        let by_reference = if of(true).is_some() { beside } else { alone };
        if let Some(side) = of(false) {
            self.add(true, Swatch::Line { firm: false, side }, by_reference);
        }
    }

    fn focus(&mut self) {
        let Some(focus) = self.find(|a| a.focus) else { return };
        let (contenders, name) = (focus.contenders, focus.place.name.clone());
        let plain = Glyph::plain(focus.holder, focus.basis);
        let glyph = Glyph { focus: true, possible: focus.possible, contenders, ..plain };
        self.add(true, Swatch::Symbol { glyph, siege: None }, name);
    }
}
