//! Dotted lines as stamps: a dotted outline has thousands of dots, and each as a path of its own would take longer
//! than the rest of the picture.

use crate::geo::ScreenPoint;
use crate::scene::Color;
use tiny_skia::{FillRule, Paint, PathBuilder, Pixmap, Transform};

/// Positions within a pixel that are told apart, in each direction.
const PHASES: u32 = 8;

/// Stamps round dots of `width` px, `step` px from middle to middle, along lines already in pixels.
pub(super) fn stamp_dots(
    ground: &mut Pixmap,
    lines: impl Iterator<Item = (Vec<ScreenPoint>, bool)>,
    (width, step): (f64, f64),
    color: Color,
) {
    let Some(stamps) = Stamps::of(width, color) else { return };
    for (mut line, closed) in lines {
        if closed {
            line.extend(line.first().copied());
        }
        let mut next = 0.0;
        for pair in line.windows(2) {
            let &[a, b] = pair else { continue };
            let length = libm::hypot(b.x - a.x, b.y - a.y);
            while next < length {
                let t = next / length;
                stamps.press(ground, a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
                next += step;
            }
            next -= length;
        }
    }
}

/// A dot at every phase, premultiplied.
struct Stamps {
    side: u32,
    dots: Vec<Pixmap>,
}

impl Stamps {
    fn of(width: f64, color: Color) -> Option<Self> {
        let side = width.ceil() as u32 + 2;
        let [r, g, b] = color.rgb;
        let mut paint = Paint::default();
        paint.set_color_rgba8(r, g, b, (color.alpha.clamp(0.0, 1.0) * 255.0).round() as u8);
        let dot = |phase: u32| {
            let mut pixmap = Pixmap::new(side, side)?;
            let shift = |phase: u32| (f64::from(phase) + 0.5) / f64::from(PHASES) + f64::from(side / 2) - 0.5;
            let (x, y) = (shift(phase % PHASES), shift(phase / PHASES));
            let circle = PathBuilder::from_circle(x as f32, y as f32, (width / 2.0) as f32)?;
            pixmap.fill_path(&circle, &paint, FillRule::Winding, Transform::identity(), None);
            Some(pixmap)
        };
        let dots: Option<Vec<Pixmap>> = (0..PHASES * PHASES).map(dot).collect();
        Some(Self { side, dots: dots? })
    }

    fn press(&self, ground: &mut Pixmap, x: f64, y: f64) {
        // The stamp's middle lies half a pixel before a whole one, so that the phase runs from 0 to 1.
        let corner = |v: f64| (v + 0.5).floor() - f64::from(self.side / 2);
        let phase = |v: f64| (((v + 0.5) - (v + 0.5).floor()) * f64::from(PHASES)) as u32 % PHASES;
        if let Some(dot) = self.dots.get((phase(y) * PHASES + phase(x)) as usize) {
            crate::export::tiles::lay_over(ground, dot, (corner(x) as i32, corner(y) as i32));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use tiny_skia::{LineCap, Stroke, StrokeDash};

    #[test]
    fn stamped_dots_lie_where_a_dotted_stroke_has_them() {
        let line = [(4.3, 5.1), (40.0, 9.7), (51.2, 33.3)].map(|(x, y)| ScreenPoint { x, y }).to_vec();
        let mut stamped = Pixmap::new(60, 40).unwrap();
        let mut stroked = stamped.clone();
        stamp_dots(&mut stamped, std::iter::once((line.clone(), false)), (1.65, 4.81), Color::hex(0xB8481A));
        let mut path = PathBuilder::new();
        path.move_to(line[0].x as f32, line[0].y as f32);
        line[1..].iter().for_each(|p| path.line_to(p.x as f32, p.y as f32));
        let mut paint = Paint::default();
        paint.set_color_rgba8(0xB8, 0x48, 0x1A, 255);
        let stroke = Stroke {
            width: 1.65,
            line_cap: LineCap::Round,
            dash: StrokeDash::new(vec![0.01, 4.8], 0.0),
            ..Stroke::default()
        };
        stroked.stroke_path(&path.finish().unwrap(), &paint, &stroke, Transform::identity(), None);
        let far = |(a, b): (&u8, &u8)| f64::from(a.abs_diff(*b));
        let total: f64 = stamped.data().iter().zip(stroked.data()).map(far).sum();
        let ink: f64 = stroked.data().iter().map(|v| f64::from(*v)).sum();
        assert!(total < ink * 0.15, "{total} of {ink}");
    }
}
