//! A modal dialog: title, body, buttons. Escape closes, Enter confirms, Tab stays inside. It opens with the keyboard in
//! its first field, else on its main button; on the other button when confirming takes something away.

mod focus;

use egui::{Align, Context, Id, Layout, Margin, Modal, Response, Role, ScrollArea, Ui};

use super::{Button, frozen};
use crate::ui::theme::{Tokens, frames, size, space, text};
use focus::{Focus, Wants};

/// How a dialog was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The main button, or Enter.
    Confirmed,
    /// The other button, Escape, or a press beside the dialog.
    Cancelled,
    /// The third button.
    Alternative,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Plain,
    Danger,
}

/// How far what the dialog is about has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// It can be answered.
    Ready,
    /// What it asks is not known yet: the keyboard goes to its first control only then.
    Preparing,
    /// What was asked is being done: a press beside the dialog does not stop it.
    Working,
}

/// A dialog.
#[must_use = "call `show`"]
pub struct Dialog<'a> {
    id: Id,
    title: &'a str,
    confirm: &'a str,
    cancel: &'a str,
    alternative: Option<&'a str>,
    off_because: Option<&'a str>,
    weight: Weight,
    width: f32,
    stage: Stage,
}

impl<'a> Dialog<'a> {
    /// A dialog with two buttons; without words for the second, with one.
    pub fn new(
        id_salt: impl std::hash::Hash + std::fmt::Debug,
        title: &'a str,
        confirm: &'a str,
        cancel: &'a str,
    ) -> Self {
        Self {
            id: Id::unique(("dialog", egui::util::hash(id_salt))),
            title,
            confirm,
            cancel,
            alternative: None,
            off_because: None,
            weight: Weight::Plain,
            width: size::DIALOG_WIDTH,
            stage: Stage::Ready,
        }
    }

    /// Confirming takes something away; Enter alone does not do it, the button must have the keyboard.
    pub fn danger(mut self) -> Self {
        self.weight = Weight::Danger;
        self
    }

    /// A third button at the left.
    pub fn alternative(mut self, label: &'a str) -> Self {
        self.alternative = Some(label);
        self
    }

    /// The main button is off when there is a reason.
    pub fn enabled_or(mut self, off_because: Option<&'a str>) -> Self {
        self.off_because = off_because;
        self
    }

    /// Confirming changes something: off where nothing can be changed.
    pub fn changing(mut self, ctx: &Context) -> Self {
        self.off_because = frozen::why(ctx).or(self.off_because);
        self
    }

    /// As wide as this, or as the window allows.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// How far it has come, where that is not ready to be answered.
    pub fn stage(mut self, stage: Stage) -> Self {
        self.stage = stage;
        self
    }

    /// Draws the dialog over everything; `None` while it stays open.
    pub fn show(self, ctx: &Context, body: impl FnOnce(&mut Ui)) -> Option<Answer> {
        let tokens = Tokens::of(ctx);
        let popup_was_open = egui::Popup::is_any_open(ctx);
        let mut focus = Focus::begin(ctx, self.id);
        let shown = Modal::new(self.id)
            .frame(frames::dialog(&tokens))
            .backdrop_color(tokens.backdrop)
            .show(ctx, |ui| {
                let room = ctx.content_rect().width() - 2.0 * space::XXL - 2.0 * space::XL;
                ui.set_width(self.width.min(room));
                self.name(ui);
                ui.label(text::rich(self.title, text::dialog_title()).color(tokens.text));
                ui.add_space(space::XS);
                body_ui(ui, self.id, body);
                ui.add_space(space::S);
                let (answer, button) = self.buttons_ui(ui);
                match self.stage {
                    Stage::Ready | Stage::Working => focus.settle(ui, self.wants(), button),
                    Stage::Preparing => focus.wait(ui.ctx()),
                }
                answer
            });
        let free = shown.is_top_modal && !popup_was_open;
        let is_held = self.stage == Stage::Working && shown.backdrop_response.clicked();
        let is_left = shown.should_close() && !is_held;
        let answer = shown
            .inner
            .or_else(|| is_left.then_some(Answer::Cancelled))
            .or_else(|| free.then(|| self.enter(ctx, focus)).flatten());
        if answer.is_some() {
            focus.leave(ctx, shown.response.layer_id);
        }
        answer
    }

    fn name(&self, ui: &Ui) {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Dialog);
            node.set_modal();
            node.set_label(self.title.to_owned());
        });
    }

    fn wants(&self) -> Wants {
        match self.weight {
            Weight::Plain => Wants::Field,
            Weight::Danger => Wants::Button,
        }
    }

    /// Enter confirms unless a control has the keyboard that takes Enter itself, as buttons and long texts do.
    fn enter(&self, ctx: &Context, focus: Focus) -> Option<Answer> {
        if !focus.enter(ctx) {
            return None;
        }
        if self.weight == Weight::Plain && self.off_because.is_none() {
            return Some(Answer::Confirmed);
        }
        focus.stay(ctx);
        None
    }

    fn buttons_ui(&self, ui: &mut Ui) -> (Option<Answer>, Id) {
        let height = egui::Vec2::new(ui.available_width(), size::CONTROL);
        let layout = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(height, layout, |ui| {
            let confirm = match self.weight {
                Weight::Plain => Button::primary(self.confirm),
                Weight::Danger => Button::danger(self.confirm),
            };
            let confirm = confirm.enabled_or(self.off_because).show(ui);
            let has_cancel = !self.cancel.is_empty();
            let cancel = has_cancel.then(|| Button::secondary(self.cancel).show(ui));
            let alternative = self.alternative.map(|label| {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    Button::ghost(label).changing().show(ui)
                })
                .inner
            });
            let answer = if confirm.clicked() {
                Some(Answer::Confirmed)
            } else if cancel.as_ref().is_some_and(Response::clicked) {
                Some(Answer::Cancelled)
            } else {
                alternative
                    .is_some_and(|button| button.clicked())
                    .then_some(Answer::Alternative)
            };
            (answer, self.first_button(&confirm, cancel.as_ref()))
        })
        .inner
    }

    fn first_button(&self, confirm: &Response, cancel: Option<&Response>) -> Id {
        let safe = self.weight == Weight::Danger || self.off_because.is_some();
        cancel.filter(|_| safe).unwrap_or(confirm).id
    }
}

/// The body; one that is higher than the window has room for scrolls, so that the buttons stay in sight.
fn body_ui(ui: &mut Ui, dialog: Id, body: impl FnOnce(&mut Ui)) {
    let room = body_room(ui.ctx());
    let id = dialog.with("scrolls");
    let scrolls = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    // The bar lies beside the fields.
    let margin = Margin {
        right: if scrolls { space::M as i8 } else { 0 },
        ..Margin::ZERO
    };
    let shown = ScrollArea::vertical()
        .id_salt("body")
        .max_height(room)
        .content_margin(margin)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            body(ui);
            follow_keyboard(ui, dialog);
        });
    let is_higher = shown.content_size.y > room;
    if is_higher != scrolls {
        ui.data_mut(|data| data.insert_temp(id, is_higher));
        ui.ctx().request_repaint();
    }
}

/// Brings the control of the body into sight to which the keyboard has just come.
fn follow_keyboard(ui: &Ui, dialog: Id) {
    let id = dialog.with("keyboard");
    let focused = ui.memory(egui::Memory::focused);
    if focused == ui.data(|data| data.get_temp(id)) {
        return;
    }
    let Some(focused) = focused else { return };
    ui.data_mut(|data| data.insert_temp(id, focused));
    let response = ui.ctx().read_response(focused);
    if let Some(response) = response.filter(|r| ui.min_rect().contains_rect(r.rect)) {
        ui.scroll_to_rect(response.rect, None);
    }
}

/// How high the body can be in this window without scrolling.
pub fn body_room(ctx: &Context) -> f32 {
    let around = 2.0 * (space::XL + space::L);
    let title_and_buttons = 2.0 * (size::CONTROL + space::M);
    ctx.content_rect().height() - around - title_and_buttons
}
