//! The foot of a person's form: discard and save.

use egui::{Panel, Ui};

use super::Subject;
use super::state::Form;
use crate::domain::text::text;
use crate::ui::theme::{Tokens, frames, size, space};
use crate::ui::widgets::Button;
use crate::ui::widgets::at_end::at_end;

/// What was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Press {
    Save,
    Discard,
}

/// Draws the foot.
pub(super) fn footer_ui(
    ui: &mut Ui,
    form: &Form,
    subject: Subject,
    busy: Option<&str>,
) -> Option<Press> {
    let words = text();
    let tokens = Tokens::of(ui.ctx());
    let frame = egui::Frame::new()
        .fill(tokens.surface)
        .inner_margin(frames::margin_xy(space::L, space::M));
    let obstacle = busy.map(str::to_owned).or_else(|| form.obstacle());
    let label = match subject {
        Subject::New => words.form.save_new,
        Subject::User(_) | Subject::Past(..) => words.form.save,
    };
    Panel::bottom("form-foot")
        .exact_size(size::FORM_FOOT)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            let buttons = |ui: &mut Ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                let nothing = form.changes.is_empty().then_some(words.form.no_changes);
                let nothing = nothing.filter(|_| subject != Subject::New);
                let discard = Button::secondary(words.form.discard)
                    .enabled_or(nothing)
                    .show(ui);
                let save = Button::primary(label)
                    .enabled_or(obstacle.as_deref())
                    .changing()
                    .show(ui);
                if discard.clicked() {
                    return Some(Press::Discard);
                }
                save.clicked().then_some(Press::Save)
            };
            ui.horizontal(|ui| at_end(ui, "form-actions", buttons))
                .inner
        })
        .inner
}
