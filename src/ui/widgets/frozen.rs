//! What changes something, where nothing can be changed: it stays in its place, off, and its tooltip says why. Buttons and
//! dialogs that change something are marked as such, fields stand in [`fields`]; whether anything can be changed is known
//! here and nowhere else.

use egui::{Context, Id, Ui};

use super::tooltip;

/// Whether a control changes something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Changes {
    /// It only shows something, or is about this computer.
    Nothing,
    /// It changes something, or leads to that.
    Something,
}

impl Changes {
    /// Why a control of this kind is off.
    pub fn off_because(self, ui: &Ui) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Something => why(ui.ctx()),
        }
    }
}

/// Says, for the frames to come, why nothing can be changed; nothing where it can.
pub fn freeze(ctx: &Context, why: Option<&'static str>) {
    ctx.data_mut(|data| data.insert_temp(id(), why));
}

/// Why nothing can be changed.
pub fn why(ctx: &Context) -> Option<&'static str> {
    ctx.data(|data| data.get_temp::<Option<&'static str>>(id()).flatten())
}

/// Draws fields that change something: on for whoever may, where anything can be changed.
#[expect(
    clippy::fn_params_excessive_bools,
    reason = "a fact, not a choice of behaviour"
)]
pub fn fields<R>(ui: &mut Ui, may: bool, content: impl FnOnce(&mut Ui) -> R) -> R {
    let why = why(ui.ctx()).filter(|_| may);
    let shown = ui.add_enabled_ui(may && why.is_none(), content);
    if let Some(why) = why {
        let response = ui.interact(
            shown.response.rect,
            id().with(shown.response.id),
            egui::Sense::hover(),
        );
        tooltip::text(response, why);
    }
    shown.inner
}

fn id() -> Id {
    Id::unique("frozen")
}
