//! Where the keyboard is while a dialog is open: it goes in when the dialog opens, it comes back when it closes.

use egui::{Context, Id, Key, LayerId, Plugin, Ui, ViewportId};

use crate::ui::widgets::first;

/// What is remembered of an open dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Opened {
    /// The pass it was last drawn in.
    pass: u64,
    /// Whether its first control has been given the keyboard.
    settled: bool,
    /// What had the keyboard before.
    before: Option<Id>,
    /// Whether it was answered in that pass; one that is drawn again all the same stays open.
    is_left: bool,
    /// What had the keyboard when it was answered.
    at_answer: Option<Id>,
}

/// The keyboard in one pass of an open dialog.
#[derive(Clone, Copy, Debug)]
pub(super) struct Focus {
    id: Id,
    opened: Opened,
    at_start: Option<Id>,
}

impl Focus {
    /// Call before the body is drawn.
    pub(super) fn begin(ctx: &Context, id: Id) -> Self {
        let pass = ctx.cumulative_pass_nr();
        let at_start = ctx.memory(egui::Memory::focused);
        let known: Option<Opened> = ctx.data(|data| data.get_temp(id));
        let opened = known
            .filter(|known| known.pass + 1 >= pass)
            .unwrap_or(Opened {
                pass,
                settled: false,
                before: at_start,
                is_left: false,
                at_answer: None,
            });
        if opened.is_left {
            stay_open(ctx, opened.at_answer);
        }
        if !opened.settled {
            first::watch(ctx);
        }
        Self {
            id,
            opened: Opened {
                pass,
                is_left: false,
                ..opened
            },
            at_start,
        }
    }

    /// Call after body and buttons were drawn: gives the keyboard to the first of them when the dialog has just opened.
    /// An Enter that opened the dialog does not also press its button.
    pub(super) fn settle(&mut self, ui: &Ui, wants: Wants, button: Id) {
        let ctx = ui.ctx();
        if !self.opened.settled {
            let field = first::seen(ctx).filter(|_| wants == Wants::Field);
            let target = field.unwrap_or(button);
            if ctx.input(|input| input.key_pressed(Key::Enter)) {
                ctx.request_repaint();
            } else {
                ctx.memory_mut(|memory| memory.request_focus(target));
                self.opened.settled = !ui.is_sizing_pass();
            }
        }
        ctx.data_mut(|data| data.insert_temp(self.id, self.opened));
    }

    /// Call instead while it is not known yet what the first control will be.
    pub(super) fn wait(&self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(self.id, self.opened));
    }

    /// Whether Enter was pressed and no control took it. A one-line field lets go of the keyboard then.
    pub(super) fn enter(self, ctx: &Context) -> bool {
        self.opened.settled
            && ctx.memory(|memory| memory.focused().is_none())
            && ctx.input(|input| input.key_pressed(Key::Enter))
    }

    /// Gives the keyboard back to the field that let go of it: Enter did nothing.
    pub(super) fn stay(self, ctx: &Context) {
        if let Some(field) = self.at_start {
            ctx.memory_mut(|memory| memory.request_focus(field));
        }
    }

    /// The dialog in `layer` closes: the keyboard goes back to where it was.
    pub(super) fn leave(self, ctx: &Context, layer: LayerId) {
        let left = Opened {
            is_left: true,
            at_answer: self.at_start,
            ..self.opened
        };
        ctx.data_mut(|data| data.insert_temp(self.id, left));
        if let Some(before) = self.opened.before {
            let back = ctx.plugin_or_default::<Back>();
            back.lock().to = Some((ctx.viewport_id(), layer, before));
            ctx.request_repaint();
        }
    }
}

/// The answer did not close the dialog, as where something is missing: the keyboard stays in it.
fn stay_open(ctx: &Context, at_answer: Option<Id>) {
    ctx.plugin_or_default::<Back>().lock().to = None;
    ctx.memory_mut(|memory| {
        if let Some(field) = at_answer.filter(|_| memory.focused().is_none()) {
            memory.request_focus(field);
        }
    });
}

/// Gives the keyboard back after a dialog. Until egui has noticed that the dialog is gone, it takes the keyboard from
/// whatever lies behind, so this waits for a pass or two.
#[derive(Default)]
struct Back {
    to: Option<(ViewportId, LayerId, Id)>,
}

impl Plugin for Back {
    fn debug_name(&self) -> &'static str {
        "Back" // not text: the name of a plugin
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let Some((viewport, layer, before)) = self.to else {
            return;
        };
        let ctx = ui.ctx();
        if ctx.viewport_id() != viewport {
            return;
        }
        if ctx.memory(egui::Memory::top_modal_layer) == Some(layer) {
            ctx.request_repaint();
            return;
        }
        self.to = None;
        ctx.memory_mut(|memory| {
            if memory.focused().is_none() {
                memory.request_focus(before);
            }
        });
    }
}

/// What an opening dialog gives the keyboard to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wants {
    /// The first field, or else a button.
    Field,
    /// A button, whatever fields there are.
    Button,
}
