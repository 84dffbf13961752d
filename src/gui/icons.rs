//! The few icons, as strokes in a 16 px box.

use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

/// An icon; none stands without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The left panel.
    Sidebar,
    /// The right panel.
    Inspector,
    /// A magnifying glass.
    Search,
    /// A crescent.
    Moon,
    /// A sun.
    Sun,
    /// A triangle.
    Play,
    /// Two bars.
    Pause,
    /// To the first happening.
    First,
    /// A step back.
    Back,
    /// A step forward.
    Forward,
    /// To the last happening.
    Last,
    /// Over and over.
    Repeat,
    /// A cross.
    Close,
    /// Closer.
    Plus,
    /// Further away.
    Minus,
    /// Everything in sight.
    Fit,
    /// Before the one above.
    Up,
    /// After the one below.
    Down,
    /// Into the middle.
    Target,
    /// A folder.
    Folder,
    /// An arrow down onto a line: what is let go here.
    Drop,
    /// Four cards: the start page.
    Start,
    /// A sheet with a plus: documents that are added.
    Add,
    /// A sheet with a tick: proposals that are decided.
    Review,
    /// Three dots: what else there is.
    More,
}

/// Paints an icon in the middle of a rectangle.
pub fn paint(painter: &Painter, icon: Icon, rect: Rect, ink: Color32) {
    let origin = rect.center() - vec2(8.0, 8.0);
    let at = |x: f32, y: f32| -> Pos2 { pos2(origin.x + x, origin.y + y) };
    let stroke = Stroke::new(1.4, ink);
    let line = |points: &[(f32, f32)]| {
        painter.add(Shape::line(points.iter().map(|&(x, y)| at(x, y)).collect(), stroke));
    };
    let solid = |points: &[(f32, f32)]| {
        painter.add(Shape::convex_polygon(points.iter().map(|&(x, y)| at(x, y)).collect(), ink, Stroke::NONE));
    };
    let arc = |center: (f32, f32), radius: f32, from: f32, to: f32| {
        let steps = 20;
        let points = (0..=steps).map(|i| {
            let angle = (from + (to - from) * i as f32 / steps as f32).to_radians();
            at(center.0 + radius * libm::cosf(angle), center.1 + radius * libm::sinf(angle))
        });
        painter.add(Shape::line(points.collect(), stroke));
    };
    match icon {
        Icon::Sidebar | Icon::Inspector => {
            let frame = Rect::from_min_max(at(2.0, 3.0), at(14.0, 13.0));
            painter.rect_stroke(frame, CornerRadius::same(2), stroke, StrokeKind::Middle);
            let x = if icon == Icon::Sidebar { 6.0 } else { 10.0 };
            line(&[(x, 3.0), (x, 13.0)]);
        }
        Icon::Search => {
            painter.circle_stroke(at(7.0, 7.0), 4.0, stroke);
            line(&[(10.0, 10.0), (13.5, 13.5)]);
        }
        Icon::Moon => {
            arc((8.0, 8.0), 5.5, 40.0, 310.0);
            arc((12.0, 6.2), 4.6, 108.0, 236.0);
        }
        Icon::Sun => {
            painter.circle_stroke(at(8.0, 8.0), 2.8, stroke);
            for i in 0..8 {
                let angle = (i as f32 * 45.0).to_radians();
                let (s, c) = libm::sincosf(angle);
                line(&[(8.0 + c * 4.8, 8.0 + s * 4.8), (8.0 + c * 6.6, 8.0 + s * 6.6)]);
            }
        }
        Icon::Play => solid(&[(5.0, 3.2), (13.0, 8.0), (5.0, 12.8)]),
        Icon::Pause => {
            for x in [4.5, 9.0] {
                painter.rect_filled(Rect::from_min_max(at(x, 3.5), at(x + 2.5, 12.5)), CornerRadius::same(1), ink);
            }
        }
        Icon::First => {
            painter.rect_filled(Rect::from_min_max(at(3.0, 3.8), at(4.6, 12.2)), CornerRadius::ZERO, ink);
            solid(&[(12.5, 3.8), (12.5, 12.2), (5.6, 8.0)]);
        }
        Icon::Last => {
            painter.rect_filled(Rect::from_min_max(at(11.4, 3.8), at(13.0, 12.2)), CornerRadius::ZERO, ink);
            solid(&[(3.5, 3.8), (10.4, 8.0), (3.5, 12.2)]);
        }
        Icon::Back => line(&[(10.0, 4.0), (6.0, 8.0), (10.0, 12.0)]),
        Icon::Forward => line(&[(6.0, 4.0), (10.0, 8.0), (6.0, 12.0)]),
        Icon::Repeat => {
            arc((8.0, 8.0), 5.0, -60.0, 220.0);
            solid(&[(9.4, 1.2), (9.6, 6.2), (13.4, 3.6)]);
        }
        Icon::Close => {
            line(&[(4.0, 4.0), (12.0, 12.0)]);
            line(&[(12.0, 4.0), (4.0, 12.0)]);
        }
        Icon::Plus => {
            line(&[(8.0, 3.5), (8.0, 12.5)]);
            line(&[(3.5, 8.0), (12.5, 8.0)]);
        }
        Icon::Up => line(&[(4.0, 10.0), (8.0, 6.0), (12.0, 10.0)]),
        Icon::Down => line(&[(4.0, 6.0), (8.0, 10.0), (12.0, 6.0)]),
        Icon::Target => {
            painter.circle_stroke(at(8.0, 8.0), 4.2, stroke);
            painter.circle_filled(at(8.0, 8.0), 1.4, ink);
            for [from, to] in [[(8.0, 1.8), (8.0, 3.8)], [(8.0, 12.2), (8.0, 14.2)]] {
                line(&[from, to]);
                line(&[(from.1, from.0), (to.1, to.0)]);
            }
        }
        Icon::Folder => {
            line(&[(2.0, 12.5), (2.0, 3.5), (6.2, 3.5), (7.8, 5.5), (14.0, 5.5), (14.0, 12.5), (2.0, 12.5)]);
        }
        Icon::Drop => {
            line(&[(8.0, 1.5), (8.0, 10.0)]);
            line(&[(4.5, 6.8), (8.0, 10.2), (11.5, 6.8)]);
            line(&[(2.5, 13.5), (13.5, 13.5)]);
        }
        Icon::Start => {
            for (x, y) in [(2.5, 2.5), (9.0, 2.5), (2.5, 9.0), (9.0, 9.0)] {
                let square = Rect::from_min_max(at(x, y), at(x + 4.5, y + 4.5));
                painter.rect_stroke(square, CornerRadius::same(1), stroke, StrokeKind::Middle);
            }
        }
        Icon::Add | Icon::Review => {
            line(&[(7.5, 13.5), (3.0, 13.5), (3.0, 2.5), (9.0, 2.5), (12.0, 5.5), (12.0, 8.0)]);
            if icon == Icon::Add {
                line(&[(12.0, 9.6), (12.0, 14.8)]);
                line(&[(9.4, 12.2), (14.6, 12.2)]);
            } else {
                line(&[(8.8, 12.0), (10.9, 14.2), (14.6, 9.8)]);
                line(&[(5.4, 6.2), (8.6, 6.2)]);
            }
        }
        Icon::More => {
            for x in [3.5, 8.0, 12.5] {
                painter.circle_filled(at(x, 8.0), 1.3, ink);
            }
        }
        Icon::Minus => line(&[(3.5, 8.0), (12.5, 8.0)]),
        Icon::Fit => {
            line(&[(3.0, 6.5), (3.0, 3.0), (6.5, 3.0)]);
            line(&[(9.5, 3.0), (13.0, 3.0), (13.0, 6.5)]);
            line(&[(13.0, 9.5), (13.0, 13.0), (9.5, 13.0)]);
            line(&[(6.5, 13.0), (3.0, 13.0), (3.0, 9.5)]);
        }
    }
}
