//! The colours can be told apart by readers with the common deficiencies of colour vision, and words and symbols stand
//! out from their grounds, in both themes.

use dateline::scene::{Color, Palette, Theme};

type Rgb = [f64; 3];

/// Simulations of complete dichromacy in linear RGB, after Machado, Oliveira and Fernandes (2009), severity 1.
const DEFICIENCIES: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

fn linear(color: Color) -> Rgb {
    color.rgb.map(|v| {
        let v = f64::from(v) / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    })
}

fn seen(color: Color, by: &[[f64; 3]; 3]) -> Rgb {
    let rgb = linear(color);
    by.map(|row| (row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]).clamp(0.0, 1.0))
}

/// OKLab of linear RGB (Ottosson 2020).
fn oklab([r, g, b]: Rgb) -> Rgb {
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

fn apart(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (oklab(a), oklab(b));
    100.0 * a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt()
}

/// A colour laid over another with plain alpha, as every painter does it: in sRGB.
fn over(top: Color, alpha: f64, ground: Color) -> Color {
    let mix = |i: usize| (f64::from(top.rgb[i]) * alpha + f64::from(ground.rgb[i]) * (1.0 - alpha)).round() as u8;
    Color { rgb: [mix(0), mix(1), mix(2)], alpha: 1.0 }
}

/// The contrast ratio of the Web Content Accessibility Guidelines.
fn contrast(a: Color, b: Color) -> f64 {
    let luminance = |color: Color| {
        let [r, g, b] = linear(color);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The tints over the land, from the strongest: documents with and without the day, reference, possible, none.
fn tints(p: &Palette) -> Vec<(&'static str, Color)> {
    let [documents, reference, possible] = p.tint;
    vec![
        ("taken today, documents", over(p.sides[0], documents + p.tint_today, p.land)),
        ("held, documents", over(p.sides[0], documents, p.land)),
        ("held, reference", over(p.sides[0], reference, p.land)),
        ("possible", over(p.sides[0], possible, p.land)),
        ("land", p.land),
    ]
}

#[test]
fn the_two_sides_differ_for_every_kind_of_eye() {
    for theme in [Theme::Light, Theme::Dark] {
        let [first, second, ..] = Palette::of(theme).sides;
        for (name, matrix) in &DEFICIENCIES {
            let found = apart(seen(first, matrix), seen(second, matrix));
            assert!(found > 14.0, "the sides in {theme:?}, {name}: expected more than 14, found {found:.1}");
        }
    }
}

#[test]
fn no_two_of_eight_sides_are_alike_for_any_kind_of_eye() {
    // Each has a shape and a texture of its own, too.
    for theme in [Theme::Light, Theme::Dark] {
        let sides = Palette::of(theme).sides;
        for (name, matrix) in &DEFICIENCIES {
            for (i, a) in sides.iter().enumerate() {
                for (j, b) in sides.iter().enumerate().skip(i + 1) {
                    let found = apart(seen(*a, matrix), seen(*b, matrix));
                    assert!(
                        found > 5.0,
                        "sides {i} and {j} in {theme:?}, {name}: expected more than 5, found {found:.1}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_tint_differs_from_the_next_for_every_kind_of_eye() {
    // Outlines (solid, dotted, none) and symbols repeat what a tint says, so that a step may be small.
    let least = [3.5, 8.0, 2.0, 3.0];
    for theme in [Theme::Light, Theme::Dark] {
        let tints = tints(Palette::of(theme));
        for (name, matrix) in &DEFICIENCIES {
            for (pair, least) in tints.windows(2).zip(least) {
                let found = apart(seen(pair[0].1, matrix), seen(pair[1].1, matrix));
                let (a, b) = (pair[0].0, pair[1].0);
                assert!(found > least, "{a} beside {b} in {theme:?}, {name}: expected {least}, found {found:.1}");
            }
        }
    }
}

#[test]
fn words_stand_out_from_every_ground_they_are_set_on() {
    for theme in [Theme::Light, Theme::Dark] {
        let p = Palette::of(theme);
        let mut cases = vec![
            ("secondary ink on the window", p.ink2, p.window, 4.5),
            ("secondary ink on a panel", p.ink2, p.panel, 4.5),
            ("secondary ink on a card", p.ink2, p.raised, 4.5),
            ("secondary ink under the pointer", p.ink2, p.hover, 4.5),
            ("secondary ink on its halo", p.ink2, p.halo, 4.5),
            ("secondary ink on land", p.ink2, p.land, 4.5),
            ("a river's name on its halo", p.river_names, p.halo, 4.5),
            ("a river's name on land", p.river_names, p.land, 4.5),
            ("a river's name on neighbours", p.river_names, p.neighbours, 4.5),
            ("tertiary ink on a panel", p.ink3, p.panel, 4.5),
            ("tertiary ink on neighbours", p.ink3, p.neighbours, 4.0),
        ];
        for (ground, color) in tints(p) {
            // Names have a halo as well; the ink alone comes close to the rule.
            cases.push((ground, p.ink, color, 4.4));
        }
        for ground in [p.window, p.panel, p.raised, p.hover, p.halo, p.neighbours] {
            cases.push(("ink", p.ink, ground, 7.0));
        }
        for (what, a, b, least) in cases {
            let found = contrast(a, b);
            assert!(found >= least, "{what} in {theme:?}: expected {least}, found {found:.2}");
        }
    }
}

#[test]
fn symbols_stand_out_from_the_halo_around_them_and_from_the_land() {
    for theme in [Theme::Light, Theme::Dark] {
        let p = Palette::of(theme);
        for (i, side) in p.sides.iter().enumerate() {
            for (what, ground) in [("halo", p.halo), ("panel", p.panel), ("land", p.land), ("neighbours", p.neighbours)]
            {
                let found = contrast(*side, ground);
                assert!(found >= 3.0, "side {i} on {what} in {theme:?}: expected 3, found {found:.2}");
            }
        }
        // On its own tint a symbol is told by its halo, which must itself stand out.
        let strongest = tints(p)[0].1;
        let found = contrast(p.halo, strongest);
        assert!(found >= 2.4, "the halo on the strongest tint in {theme:?}: found {found:.2}");
        assert!(contrast(p.country_line, p.land) >= 3.0, "the country's border in {theme:?}");
    }
}
