//! The shapes that stand for sides, whatever the colours.

/// The outline that stands for a side, by rank, design px: square, triangle, cross, wedge, bar, saltire, dome; and for all
/// beyond the eighth the hexagon.
pub fn outline_of(rank: usize) -> Vec<[f64; 2]> {
    let cross = |long: f64, wide: f64| {
        [
            [-wide, -long],
            [wide, -long],
            [wide, -wide],
            [long, -wide],
            [long, wide],
            [wide, wide],
            [wide, long],
            [-wide, long],
            [-wide, wide],
            [-long, wide],
            [-long, -wide],
            [-wide, -wide],
        ]
    };
    match rank {
        1 => vec![[-4.2, -4.2], [4.2, -4.2], [4.2, 4.2], [-4.2, 4.2]],
        2 => vec![[0.0, -6.0], [6.1, 4.6], [-6.1, 4.6]],
        3 => cross(5.6, 1.9).to_vec(),
        4 => vec![[-6.1, -4.6], [6.1, -4.6], [0.0, 6.0]],
        5 => vec![[-6.4, -2.9], [6.4, -2.9], [6.4, 2.9], [-6.4, 2.9]],
        6 => {
            let turn = std::f64::consts::FRAC_1_SQRT_2;
            cross(6.0, 1.9).iter().map(|[x, y]| [(x - y) * turn, (x + y) * turn]).collect()
        }
        7 => {
            let arc = (0..=12).map(|i| std::f64::consts::PI * (1.0 + f64::from(i) / 12.0));
            arc.map(|angle| [6.2 * libm::cos(angle), 2.9 + 6.2 * libm::sin(angle)]).collect()
        }
        _ => {
            let corner = |i: u32| std::f64::consts::FRAC_PI_3 * f64::from(i);
            (0..6).map(corner).map(|angle| [5.6 * libm::cos(angle), 5.6 * libm::sin(angle)]).collect()
        }
    }
}
