//! The type scale: one function per use, each giving the font to paint with.

use egui::{FontFamily, FontId, RichText};

use super::{families, fonts};

const BODY: f32 = 13.0;
const SECONDARY: f32 = 12.0;
const SMALL: f32 = 11.0;
const CARD_TITLE: f32 = 13.5;
const PAGE_TITLE: f32 = 18.0;
const DIALOG_TITLE: f32 = 15.0;
const FIGURE: f32 = 24.0;
const CHART_TOTAL: f32 = 21.0;
const ICON: f32 = 16.0;
const ICON_SMALL: f32 = 13.0;
const ICON_LARGE: f32 = 32.0;
const ICON_CHECK: f32 = 11.0;

fn regular(size: f32) -> FontId {
    FontId::new(size, families::present(&FontFamily::Proportional))
}

fn named(name: &'static str, size: f32) -> FontId {
    FontId::new(size, families::present(&FontFamily::Name(name.into())))
}

/// Running text and cells.
pub fn body() -> FontId {
    regular(BODY)
}

/// Buttons, names in tables: body in weight 500.
pub fn body_medium() -> FontId {
    named(fonts::MEDIUM, BODY)
}

/// Numbers that matter: body in weight 600.
pub fn body_strong() -> FontId {
    named(fonts::SEMIBOLD, BODY)
}

/// Sub-lines, help, notes.
pub fn secondary() -> FontId {
    regular(SECONDARY)
}

/// Labels of fields, table headers, badges: secondary in weight 500.
pub fn label() -> FontId {
    named(fonts::MEDIUM, SECONDARY)
}

/// Secondary in weight 600.
pub fn secondary_strong() -> FontId {
    named(fonts::SEMIBOLD, SECONDARY)
}

/// Group names of the sidebar.
pub fn group() -> FontId {
    named(fonts::SEMIBOLD, SMALL)
}

/// The smallest text: shortcut hints, captions.
pub fn small() -> FontId {
    regular(SMALL)
}

/// The title of a card.
pub fn card_title() -> FontId {
    named(fonts::SEMIBOLD, CARD_TITLE)
}

/// The title of a page.
pub fn page_title() -> FontId {
    named(fonts::SEMIBOLD, PAGE_TITLE)
}

/// The title of a dialog or of an empty state.
pub fn dialog_title() -> FontId {
    named(fonts::SEMIBOLD, DIALOG_TITLE)
}

/// A large number.
pub fn figure() -> FontId {
    named(fonts::SEMIBOLD, FIGURE)
}

/// The number in the middle of a donut.
pub fn chart_total() -> FontId {
    named(fonts::SEMIBOLD, CHART_TOTAL)
}

/// What is copied sign by sign.
pub fn code() -> FontId {
    FontId::new(BODY, families::present(&FontFamily::Monospace))
}

/// An icon beside text.
pub fn icon() -> FontId {
    named(fonts::ICONS, ICON)
}

/// An icon inside a badge, a note or a table header.
pub fn icon_small() -> FontId {
    named(fonts::ICONS, ICON_SMALL)
}

/// The tick inside a check box.
pub fn icon_check() -> FontId {
    named(fonts::ICONS, ICON_CHECK)
}

/// The icon of an empty state.
pub fn icon_large() -> FontId {
    named(fonts::ICONS, ICON_LARGE)
}

/// `text` in `font`, for egui's own labels.
pub fn rich(text: impl Into<String>, font: FontId) -> RichText {
    RichText::new(text).font(font)
}
