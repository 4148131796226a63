//! Short messages at the bottom, clear of a form's buttons at the right, that go away by themselves, with one action such as "Undo".

use std::time::Duration;

use egui::accesskit::Live;
use egui::{Align, Align2, Area, Context, Id, Layout, Order, Role, Ui, UiBuilder, Vec2};

use super::{IconButton, Tone, link, paint};
use crate::ui::theme::{Tokens, frames, icons, motion, size, space, text};

/// A message for [`Toasts`]. `A` is what its action means to the program.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast<A> {
    /// Its icon.
    pub tone: Tone,
    /// What happened.
    pub message: String,
    /// The words of the action and what it means.
    pub action: Option<(String, A)>,
    /// How long it stays; `None` until it is closed.
    pub stays: Option<Duration>,
}

impl<A> Toast<A> {
    /// A message that goes by itself.
    pub fn new(tone: Tone, message: impl Into<String>) -> Self {
        Self {
            tone,
            message: message.into(),
            action: None,
            stays: Some(motion::TOAST),
        }
    }

    /// A link on the message.
    pub fn action(mut self, label: impl Into<String>, means: A) -> Self {
        self.action = Some((label.into(), means));
        self
    }

    /// Stays until it is closed.
    pub fn sticky(mut self) -> Self {
        self.stays = None;
        self
    }
}

/// The messages on the screen.
#[derive(Debug)]
pub struct Toasts<A> {
    items: Vec<Item<A>>,
    next_number: u64,
}

#[derive(Debug)]
struct Item<A> {
    number: u64,
    toast: Toast<A>,
    /// When it goes, on egui's clock; set when first drawn.
    until: Option<f64>,
}

impl<A> Default for Toasts<A> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            next_number: 0,
        }
    }
}

impl<A: Clone> Toasts<A> {
    /// Adds a message below the others.
    pub fn push(&mut self, toast: Toast<A>) {
        self.items.push(Item {
            number: self.next_number,
            toast,
            until: None,
        });
        self.next_number += 1;
    }

    /// Drops the messages that go by themselves.
    pub fn fade(&mut self) {
        self.items.retain(|item| item.toast.stays.is_none());
    }

    /// Is there nothing to show?
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Draws the messages over everything else; returns the action that was pressed. `close` names the ✕.
    pub fn show(&mut self, ctx: &Context, close: &str) -> Option<A> {
        if self.items.is_empty() {
            return None;
        }
        let now = ctx.input(|input| input.time);
        let mut pressed = None;
        let mut gone = None;
        Area::new(Id::unique("toasts"))
            .order(Order::Foreground)
            .anchor(
                Align2::CENTER_BOTTOM,
                Vec2::new(0.0, -(space::XL + size::STATUS_BAR + lifted(ctx))),
            )
            .show(ctx, |ui| {
                ui.set_width(size::TOAST_WIDTH);
                ui.spacing_mut().item_spacing.y = space::S;
                for item in &self.items {
                    match toast_ui(ui, item, close) {
                        Some(Done::Closed) => gone = Some(item.number),
                        Some(Done::Acted) => {
                            pressed = item.toast.action.as_ref().map(|(_, means)| means.clone());
                            gone = Some(item.number);
                        }
                        None => {}
                    }
                }
            });
        self.items
            .retain_mut(|item| gone != Some(item.number) && alive(ctx, now, item));
        pressed
    }
}

/// Says, in every frame, how much room something at the bottom of the window wants that messages are not to cover.
pub fn lift(ctx: &Context, by: f32) {
    let (id, pass) = (lift_id(ctx), ctx.cumulative_pass_nr());
    ctx.data_mut(|data| data.insert_temp(id, (pass, by)));
}

fn lifted(ctx: &Context) -> f32 {
    let (id, pass) = (lift_id(ctx), ctx.cumulative_pass_nr());
    let said: Option<(u64, f32)> = ctx.data(|data| data.get_temp(id));
    let said = said.filter(|(at, _)| pass.saturating_sub(*at) <= 1);
    said.map_or(0.0, |(_, by)| by)
}

fn lift_id(ctx: &Context) -> Id {
    Id::unique(("toasts-lift", ctx.viewport_id()))
}

fn alive<A>(ctx: &Context, now: f64, item: &mut Item<A>) -> bool {
    let Some(stays) = item.toast.stays else {
        return true;
    };
    let until = *item.until.get_or_insert(now + stays.as_secs_f64());
    if now >= until {
        ctx.request_repaint();
        return false;
    }
    ctx.request_repaint_after(Duration::from_secs_f64(until - now));
    true
}

enum Done {
    Closed,
    Acted,
}

fn toast_ui<A>(ui: &mut Ui, item: &Item<A>, close: &str) -> Option<Done> {
    let tokens = Tokens::of(ui);
    let toast = &item.toast;
    let builder = UiBuilder::new()
        .id_salt(item.number)
        .accessibility_role(Role::Status)
        .accessibility_label(&toast.message);
    let ink = match toast.tone {
        Tone::Neutral | Tone::Accent => tokens.accent,
        tone => paint::tone_colors(&tokens, tone).0,
    };
    ui.scope_builder(builder, |ui| {
        ui.ctx()
            .accesskit_node_builder(ui.unique_id(), |node| node.set_live(Live::Polite));
        frames::popup(&tokens)
            .inner_margin(frames::margin_xy(space::M, space::S))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal(|ui| row_ui(ui, toast, ink, close)).inner
            })
            .inner
    })
    .inner
}

fn row_ui<A>(ui: &mut Ui, toast: &Toast<A>, ink: egui::Color32, close: &str) -> Option<Done> {
    let tokens = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(size::ICON), egui::Sense::hover());
    paint::icon(
        ui,
        rect,
        super::banner::glyph(toast.tone),
        text::icon(),
        ink,
    );
    let mut done = None;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if IconButton::new(icons::X, close).small().show(ui).clicked() {
            done = Some(Done::Closed);
        }
        if let Some((label, _)) = &toast.action
            && link::link_in(ui, label, text::body_medium()).clicked()
        {
            done = Some(Done::Acted);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = text::rich(&toast.message, text::body()).color(tokens.text);
            ui.add(egui::Label::new(words).wrap());
        });
    });
    done
}
