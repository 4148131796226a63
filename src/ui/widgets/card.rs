//! A card: title, note, actions at the right, and whatever the caller puts inside.

use egui::{Align, Layout, Role, Ui, UiBuilder};

use super::{corners, paint};
use crate::ui::theme::{Tokens, frames, radius, size, space, stroke, text};

/// How the body of a card is padded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Body {
    Padded,
    EdgeToEdge,
}

type Actions<'a> = Box<dyn FnOnce(&mut Ui) + 'a>;

/// A card.
#[must_use = "call `show`"]
pub struct Card<'a> {
    title: &'a str,
    note: Option<&'a str>,
    body: Body,
    trailing: Option<Actions<'a>>,
    min_height: f32,
}

impl<'a> Card<'a> {
    /// A card with this title; an empty title draws no header.
    pub fn new(title: &'a str) -> Self {
        Self {
            title,
            note: None,
            body: Body::Padded,
            trailing: None,
            min_height: 0.0,
        }
    }

    /// A muted note beside the title.
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = Some(note);
        self
    }

    /// The body reaches the card's edges: tables.
    pub fn flush(mut self) -> Self {
        self.body = Body::EdgeToEdge;
        self
    }

    /// At least this high.
    pub fn min_height(mut self, height: f32) -> Self {
        self.min_height = height;
        self
    }

    /// Links or buttons at the right of the header, drawn from right to left.
    pub fn trailing(mut self, actions: impl FnOnce(&mut Ui) + 'a) -> Self {
        self.trailing = Some(Box::new(actions));
        self
    }

    /// Draws the card over the whole width.
    pub fn show<R>(self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
        let tokens = Tokens::of(ui);
        let Self {
            title,
            note,
            body,
            trailing,
            min_height,
        } = self;
        let builder = UiBuilder::new()
            .accessibility_role(Role::Group)
            .accessibility_label(title);
        ui.scope_builder(builder, |ui| {
            let mark = corners::mark(ui);
            let drawn = frames::card(&tokens).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.set_min_height(min_height);
                ui.spacing_mut().item_spacing.y = 0.0;
                if !title.is_empty() {
                    header_ui(ui, title, note, trailing);
                }
                let top = if title.is_empty() { space::L } else { 0.0 };
                body_ui(ui, body, top, content)
            });
            if body == Body::EdgeToEdge {
                let inside = drawn.response.rect.shrink(stroke::HAIRLINE);
                let radius = f32::from(radius::CARD) - stroke::HAIRLINE;
                corners::cut(ui, mark, inside, radius);
            }
            drawn.inner
        })
        .inner
    }
}

fn header_ui(ui: &mut Ui, title: &str, note: Option<&str>, trailing: Option<Actions<'_>>) {
    let tokens = Tokens::of(ui);
    frames_row(ui, |ui| {
        let titled = ui.label(text::rich(title, text::card_title()).color(tokens.text));
        ui.ctx().accesskit_node_builder(titled.id, |node| {
            node.set_role(Role::Heading);
            node.set_label(title);
        });
        if trailing.is_none() && note.is_none() {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(trailing) = trailing {
                trailing(ui);
            }
            if let Some(note) = note {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    note_ui(ui, note);
                });
            }
        });
    });
}

fn note_ui(ui: &mut Ui, note: &str) {
    let tokens = Tokens::of(ui);
    let width = ui.available_width();
    let galley = paint::line(ui.ctx(), note, text::secondary(), tokens.text_muted, width);
    let response = ui.label(galley.clone());
    if galley.elided {
        super::tooltip::text(response, note);
    }
}

fn frames_row(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    egui::Frame::new()
        .inner_margin(frames::margin_xy(space::L, space::S))
        .show(ui, |ui| {
            let line = egui::Vec2::new(ui.available_width(), size::CONTROL - space::XXS);
            ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                content(ui);
            });
        });
}

fn body_ui<R>(ui: &mut Ui, body: Body, top: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let gap = ui.style().spacing.item_spacing.x;
    let run = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = gap;
        content(ui)
    };
    match body {
        Body::EdgeToEdge => run(ui),
        Body::Padded => {
            let mut margin = frames::margin(space::L);
            margin.top = top as i8;
            egui::Frame::new()
                .inner_margin(margin)
                .corner_radius(radius::CARD)
                .show(ui, run)
                .inner
        }
    }
}
