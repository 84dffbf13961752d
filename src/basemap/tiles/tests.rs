//! An archive made here, byte by byte after the specification, read back.

use super::*;
use std::borrow::Cow;

/// A field of a protocol buffer that holds bytes.
fn bytes(number: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![number << 3 | 2];
    out.extend(varint(content.len() as u64));
    out.extend_from_slice(content);
    out
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    out
}

/// An archive of these tiles, in the order of their numbers, not packed.
pub(super) fn archive(kind: u8, tiles: &[(u64, &[u8])], metadata: &str) -> Vec<u8> {
    let mut directory = varint(tiles.len() as u64);
    let mut before = 0;
    for (number, _) in tiles {
        directory.extend(varint(number - before));
        before = *number;
    }
    directory.extend(tiles.iter().flat_map(|_| varint(1)));
    directory.extend(tiles.iter().flat_map(|(_, tile)| varint(tile.len() as u64)));
    directory.extend(tiles.iter().enumerate().flat_map(|(at, _)| varint(u64::from(at == 0))));
    let data: Vec<u8> = tiles.iter().flat_map(|(_, tile)| tile.to_vec()).collect();
    let (root, meta) = (127, 127 + directory.len() as u64);
    let at = meta + metadata.len() as u64;
    let numbers = [root, directory.len() as u64, meta, metadata.len() as u64, at, 0, at, data.len() as u64, 0, 0, 0];
    let mut out = b"PMTiles\x03".to_vec();
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    out.extend([1, 1, 1, kind, 0, 1]);
    out.resize(127, 0);
    out.extend(directory);
    out.extend(metadata.as_bytes());
    out.extend(data);
    out
}

fn opened(bytes: Vec<u8>) -> Tiles {
    Tiles::open(Box::new(Cow::<'static, [u8]>::Owned(bytes))).unwrap()
}

fn gray(level: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[level]).unwrap();
    out
}

#[test]
fn a_view_takes_the_tiles_of_its_own_zoom_and_the_world_goes_on_beside_itself() {
    let tiles: Vec<Vec<u8>> = (0..5).map(|level| gray(level * 50)).collect();
    let numbered: Vec<(u64, &[u8])> = tiles.iter().enumerate().map(|(at, tile)| (at as u64, tile.as_slice())).collect();
    let tiles = opened(archive(2, &numbered, "{}"));
    let corner = |x, y| WorldPoint { x, y };
    let far = tiles.seen(corner(0.1, 0.1), corner(0.9, 0.9), 1.0);
    assert_eq!(far, [Tile { zoom: 0, column: 0, row: 0 }]);
    let near = tiles.seen(corner(0.6, 0.1), corner(1.2, 0.4), 2.0);
    assert_eq!(near, [Tile { zoom: 1, column: 1, row: 0 }, Tile { zoom: 1, column: 2, row: 0 }]);
    let level = |tile| match tiles.content(tile) {
        TileContent::Picture(png) => png.to_vec(),
        other => panic!("{other:?}"),
    };
    // Beyond the 180th meridian lies the first column again.
    assert_eq!([level(near[0]), level(near[1])], [gray(200), gray(50)]);
    assert_eq!(near[1].corners().0, corner(1.0, 0.0));
}

#[test]
fn water_roads_and_borders_of_a_vector_tile_are_drawn_and_the_rest_is_not() {
    // A square of 4096, clockwise: move to 0,0; lines to +x, +y, −x; close.
    let zigzag = |value: i64| varint(((value << 1) ^ (value >> 63)) as u64);
    let square = [vec![9, 0, 0, 26], zigzag(2048), vec![0, 0], zigzag(2048), zigzag(-2048), vec![0, 15]].concat();
    let line = [vec![9, 0, 0, 10], zigzag(4096), vec![0]].concat();
    let feature =
        |kind: u8, tags: &[u8], geometry: &[u8]| [bytes(2, tags), vec![3 << 3, kind], bytes(4, geometry)].concat();
    let layer = |name: &str, feature: &[u8], value: &[u8]| {
        let parts = [bytes(1, name.as_bytes()), bytes(2, feature), bytes(3, b"kind"), bytes(4, value)];
        bytes(3, &parts.concat())
    };
    let text = |text: &str| bytes(1, text.as_bytes());
    let tile = [
        layer("water", &feature(3, &[], &square), &text("ocean")),
        layer("roads", &feature(2, &[0, 0], &line), &text("highway")),
        layer("roads", &feature(2, &[0, 0], &line), &text("rail")),
        layer("boundaries", &feature(2, &[0, 0], &line), &text("country")),
        layer("buildings", &feature(3, &[], &square), &text("shed")),
    ]
    .concat();
    let tiles = opened(archive(1, &[(0, &tile)], r#"{"attribution": "<a href='x'>&copy; A &amp; B</a>"}"#));
    let TileContent::Vectors(found) = tiles.content(Tile { zoom: 0, column: 0, row: 0 }) else { panic!() };
    let inks: Vec<_> = found.iter().map(|vector| (vector.ink, vector.area)).collect();
    use crate::basemap::Ink;
    assert_eq!(inks, [(Ink::Lakes, true), (Ink::Roads, false), (Ink::Borders, false)]);
    assert_eq!(found[0].parts, [[[0.0, 0.0], [0.5, 0.0], [0.5, 0.5], [0.0, 0.5]]]);
    assert_eq!(tiles.credit().unwrap().text, "© A & B");
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_it_panic(at in 0usize..400, byte: u8, cut in 0usize..400) {
        let tile = gray(7);
        let mut damaged = archive(2, &[(0, &tile), (1, &tile), (4, &tile)], "{}");
        if let Some(place) = damaged.get_mut(at) {
            *place = byte;
        }
        damaged.truncate(damaged.len().saturating_sub(cut));
        if let Ok(tiles) = Tiles::open(Box::new(Cow::<'static, [u8]>::Owned(damaged))) {
            let _ = (tiles.mark(), tiles.credit());
            for tile in tiles.seen(WorldPoint { x: 0.0, y: 0.0 }, WorldPoint { x: 1.0, y: 1.0 }, 600.0) {
                let _ = tiles.content(tile);
            }
        }
    }

    #[test]
    fn no_vector_tile_makes_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let _ = vectors::vectors(&bytes);
        let _ = vectors::vectors(&super::tests::bytes(3, &bytes));
    }
}
