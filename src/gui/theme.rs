//! The look of the interface: the palette's tokens as egui colours, the type family, and the style made of them.

use crate::gui::bidi::Order;
use crate::scene::{Color, Palette, Theme, Weight};
use crate::text::{FontFile, file_of, font_files};
use egui::epaint::text::{FallbackRequest, FontInsert, FontPriority, FontProvider, InsertFontFamily};
use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, RichText, Stroke, Vec2};
use std::sync::Arc;

/// The tokens of a theme, as egui paints them.
#[derive(Clone, Debug)]
pub struct Colors {
    /// Behind everything.
    pub window: Color32,
    /// A panel.
    pub panel: Color32,
    /// A card or a field.
    pub raised: Color32,
    /// A thin rule.
    pub rule: Color32,
    /// A firm rule.
    pub rule_firm: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Words.
    pub ink: Color32,
    /// Secondary words.
    pub ink2: Color32,
    /// Tertiary words.
    pub ink3: Color32,
    /// The sides by rank.
    pub sides: [Color32; 8],
    /// Neighbouring countries: the ground of the map before its static layers are ready.
    pub neighbours: Color32,
}

/// Converts a colour with plain alpha.
pub fn color32(color: Color) -> Color32 {
    let [r, g, b] = color.rgb;
    Color32::from_rgba_unmultiplied(r, g, b, (color.alpha.clamp(0.0, 1.0) * 255.0).round() as u8)
}

impl Colors {
    /// The tokens of a theme.
    pub fn of(theme: Theme) -> Self {
        let p = Palette::of(theme);
        Self {
            window: color32(p.window),
            panel: color32(p.panel),
            raised: color32(p.raised),
            rule: color32(p.rule),
            rule_firm: color32(p.rule_firm),
            hover: color32(p.hover),
            ink: color32(p.ink),
            ink2: color32(p.ink2),
            ink3: color32(p.ink3),
            sides: p.sides.map(color32),
            neighbours: color32(p.neighbours),
        }
    }
}

/// The family of a weight.
pub fn family(weight: Weight) -> FontFamily {
    FontFamily::Name(family_name(css_weight(weight)).into())
}

/// A font of the one type family.
pub fn font(size_px: f32, weight: Weight) -> FontId {
    FontId::new(size_px, family(weight))
}

/// Words in a size, a weight and an ink.
pub fn words(text: impl Into<String>, size_px: f32, weight: Weight, ink: Color32) -> RichText {
    RichText::new(text).font(font(size_px, weight)).color(ink)
}

fn css_weight(weight: Weight) -> u16 {
    match weight {
        Weight::Regular => 400,
        Weight::Medium => 500,
        Weight::SemiBold => 600,
        Weight::Bold => 700,
    }
}

fn family_name(weight: u16) -> &'static str {
    match weight {
        ..=400 => "inter-400",
        401..=500 => "inter-500",
        501..=600 => "inter-600",
        _ => "inter-700",
    }
}

/// The CSS weights of the family, as [`family_name`] names them.
const WEIGHTS: [u16; 4] = [400, 500, 600, 700];

/// Gives the toolkit its fonts and the order of its words.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.add_font_provider(Arc::new(OtherScripts));
    ctx.add_plugin(Order);
}

/// The embedded fonts, one family for each weight.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for file in font_files() {
        fonts.font_data.insert(key(file), Arc::new(FontData::from_static(file.bytes)));
    }
    let stack =
        |weight: u16| -> Vec<String> { font_files().iter().filter(|file| file.weight == weight).map(key).collect() };
    for weight in WEIGHTS {
        fonts.families.insert(FontFamily::Name(family_name(weight).into()), stack(weight));
    }
    fonts.families.insert(FontFamily::Proportional, stack(400));
    fonts.families.insert(FontFamily::Monospace, stack(400));
    fonts
}

fn key(file: &FontFile) -> String {
    format!("{} {} {}", file.family, file.weight, file.index)
}

/// The faces of other scripts, when a text first asks for one.
struct OtherScripts;

impl FontProvider for OtherScripts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let named = |weight: &u16| matches!(request.family, FontFamily::Name(name) if **name == *family_name(*weight));
        let weight = WEIGHTS.into_iter().find(named).unwrap_or(400);
        let file = file_of(request.cluster.chars().next()?, weight)?;
        let data = FontData { index: file.index, ..FontData::from_static(file.bytes) };
        let family = InsertFontFamily { family: request.family.clone(), priority: FontPriority::Lowest };
        Some(FontInsert { name: key(file), data, families: vec![family] })
    }
}

/// Sets colours, sizes and spaces.
pub fn apply(ctx: &egui::Context, theme: Theme) {
    let colors = Colors::of(theme);
    ctx.set_theme(match theme {
        Theme::Light => egui::Theme::Light,
        Theme::Dark => egui::Theme::Dark,
    });
    ctx.all_styles_mut(|style| {
        use egui::TextStyle as T;
        style.text_styles = [
            (T::Small, font(11.0, Weight::Regular)),
            (T::Body, font(12.0, Weight::Regular)),
            (T::Button, font(12.0, Weight::Medium)),
            (T::Heading, font(20.0, Weight::Bold)),
            (T::Monospace, font(12.0, Weight::Regular)),
        ]
        .into();
        // Nothing moves but what is played.
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        style.spacing.item_spacing = Vec2::new(8.0, 4.0);
        style.spacing.button_padding = Vec2::new(10.0, 4.0);
        style.spacing.interact_size = Vec2::new(28.0, 28.0);
        style.spacing.icon_width = 14.0;
        style.spacing.icon_spacing = 8.0;
        let mut scroll = egui::style::ScrollStyle::floating();
        scroll.bar_width = 6.0;
        scroll.active_handle_opacity = 0.35;
        scroll.interact_handle_opacity = 0.5;
        scroll.active_background_opacity = 0.0;
        scroll.interact_background_opacity = 0.0;
        style.spacing.scroll = scroll;
        style.spacing.tooltip_width = 320.0;
        style.interaction.tooltip_delay = 0.35;
        style.interaction.selectable_labels = false;
        visuals(&mut style.visuals, theme, &colors);
    });
}

fn visuals(v: &mut egui::Visuals, theme: Theme, c: &Colors) {
    v.dark_mode = theme == Theme::Dark;
    v.override_text_color = None;
    v.panel_fill = c.panel;
    v.window_fill = c.raised;
    v.extreme_bg_color = c.raised;
    v.text_edit_bg_color = Some(c.raised);
    v.faint_bg_color = c.hover;
    v.code_bg_color = c.hover;
    v.hyperlink_color = c.ink;
    v.warn_fg_color = c.ink;
    v.error_fg_color = c.ink;
    v.window_shadow = egui::Shadow::NONE;
    v.popup_shadow = egui::Shadow::NONE;
    v.window_stroke = Stroke::new(1.0, c.rule_firm);
    v.window_corner_radius = CornerRadius::same(6);
    v.menu_corner_radius = CornerRadius::same(6);
    v.selection.bg_fill = c.ink.gamma_multiply(0.18);
    v.selection.stroke = Stroke::new(2.0, c.ink);
    v.text_cursor.stroke = Stroke::new(1.5, c.ink);
    v.weak_text_color = Some(c.ink3);
    v.button_frame = true;
    let radius = CornerRadius::same(6);
    let widgets = &mut v.widgets;
    for (visuals, fill, edge, ink) in [
        (&mut widgets.noninteractive, c.panel, c.rule, c.ink),
        (&mut widgets.inactive, c.raised, c.rule_firm, c.ink),
        (&mut widgets.hovered, c.hover, c.rule_firm, c.ink),
        (&mut widgets.active, c.hover, c.ink3, c.ink),
        (&mut widgets.open, c.hover, c.rule_firm, c.ink),
    ] {
        visuals.bg_fill = fill;
        visuals.weak_bg_fill = fill;
        visuals.bg_stroke = Stroke::new(1.0, edge);
        visuals.fg_stroke = Stroke::new(1.0, ink);
        visuals.corner_radius = radius;
        visuals.expansion = 0.0;
    }
}
