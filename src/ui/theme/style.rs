//! egui's own style, made from the tokens, so that the few widgets of egui that we show look like ours.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::style::{ScrollAnimation, ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Spacing, Stroke, Style, TextStyle, Vec2, Visuals,
};

use super::{
    Motion, Tokens, families, frames, motion as durations, radius, size, space, stroke, text,
};

const DISABLED_ALPHA: f32 = 0.5;
const SCROLL_HANDLE_RESTING: f32 = 0.55;

pub(super) fn style(tokens: &Tokens, motion: Motion) -> Arc<Style> {
    let mut style = Style {
        text_styles: text_styles(),
        visuals: visuals(tokens),
        animation_time: match motion {
            Motion::Full => durations::TRANSITION,
            Motion::Reduced => 0.0,
        },
        scroll_animation: match motion {
            Motion::Full => ScrollAnimation::duration(durations::TRANSITION),
            Motion::Reduced => ScrollAnimation::none(),
        },
        ..Style::default()
    };
    spacing(&mut style.spacing);
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = durations::TOOLTIP_DELAY;
    style.interaction.show_tooltips_only_when_still = false;
    Arc::new(style)
}

fn text_styles() -> BTreeMap<TextStyle, FontId> {
    BTreeMap::from([
        (TextStyle::Body, text::body()),
        (TextStyle::Button, text::body_medium()),
        (TextStyle::Small, text::secondary()),
        (TextStyle::Heading, text::page_title()),
        (
            TextStyle::Monospace,
            FontId::new(text::body().size, families::present(&FontFamily::Monospace)),
        ),
    ])
}

fn spacing(spacing: &mut Spacing) {
    spacing.item_spacing = Vec2::new(space::S, space::S);
    spacing.button_padding = Vec2::new(space::M, space::XS);
    spacing.menu_margin = frames::margin(space::XS);
    spacing.window_margin = frames::margin(space::L);
    spacing.interact_size = Vec2::new(size::CONTROL, size::CONTROL);
    spacing.text_edit_width = size::FIELD_WIDTH;
    spacing.combo_width = size::SELECT_WIDTH;
    spacing.icon_width = size::CHECK;
    spacing.icon_width_inner = size::CHECK - space::S;
    spacing.icon_spacing = space::S;
    spacing.tooltip_width = size::TOOLTIP_WIDTH;
    spacing.scroll = ScrollStyle {
        floating: true,
        bar_width: size::SCROLL_BAR,
        floating_width: size::SCROLL_BAR - space::XXS,
        floating_allocated_width: 0.0,
        handle_min_length: size::SCROLL_HANDLE_MIN,
        bar_inner_margin: space::XXS,
        bar_outer_margin: space::XXS,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: SCROLL_HANDLE_RESTING,
        active_handle_opacity: SCROLL_HANDLE_RESTING,
        interact_handle_opacity: 1.0,
        ..ScrollStyle::floating()
    };
    spacing.scroll.fade.strength = 0.0;
}

fn visuals(tokens: &Tokens) -> Visuals {
    let base = if tokens.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let mut visuals = Visuals {
        widgets: widgets(tokens),
        selection: Selection {
            bg_fill: tokens.accent.gamma_multiply(0.3),
            stroke: Stroke::new(stroke::FIELD_FOCUS, tokens.accent),
        },
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.sunken,
        extreme_bg_color: tokens.surface,
        text_edit_bg_color: Some(tokens.surface),
        code_bg_color: tokens.sunken,
        warn_fg_color: tokens.warn,
        error_fg_color: tokens.bad,
        window_corner_radius: CornerRadius::same(radius::CARD),
        menu_corner_radius: CornerRadius::same(radius::CONTROL),
        window_shadow: frames::shadow(tokens),
        popup_shadow: frames::shadow(tokens),
        window_fill: tokens.surface,
        panel_fill: tokens.background,
        window_stroke: frames::hairline(tokens),
        weak_text_color: Some(tokens.text_muted),
        disabled_alpha: DISABLED_ALPHA,
        ..base
    };
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(stroke::FIELD_FOCUS, tokens.text);
    visuals
}

fn widgets(tokens: &Tokens) -> Widgets {
    let state = |fill: Color32, border: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(stroke::HAIRLINE, border),
        corner_radius: CornerRadius::same(radius::CONTROL),
        fg_stroke: Stroke::new(stroke::FIELD_FOCUS, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: WidgetVisuals {
            fg_stroke: Stroke::new(stroke::HAIRLINE, tokens.text),
            ..state(tokens.surface, tokens.border, tokens.text)
        },
        inactive: state(tokens.surface, tokens.border_strong, tokens.text),
        hovered: state(tokens.hover, tokens.border_strong, tokens.text),
        active: state(tokens.pressed, tokens.accent, tokens.text),
        open: state(tokens.hover, tokens.border_strong, tokens.text),
    }
}
