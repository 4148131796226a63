//! What is done about others' ways in, wherever it is pressed: which of a selection it changes, and the question before.

mod aim;
mod dialog;

use egui::Context;

pub use aim::{Aim, Deed};
use dialog::{DeedDialog, End};

use super::context::{Action, Cx};
use super::widgets::Tone;
use crate::domain::session_row::AccountState;
use crate::domain::time::Timestamp;

/// The question that is open, if one is.
#[derive(Default)]
pub struct WaysIn {
    dialog: Option<DeedDialog>,
}

impl WaysIn {
    /// Asks whether something is to be done; `name` is whose one session it is about.
    pub fn ask(&mut self, aim: Aim, name: Option<String>, as_of: Timestamp) {
        self.dialog = Some(DeedDialog::new(aim, name, as_of));
    }

    /// Draws the question that is open; whether something was done.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) -> bool {
        let Some(end) = self.dialog.as_mut().and_then(|dialog| dialog.show(ctx, cx)) else {
            return false;
        };
        self.dialog = None;
        match end {
            End::Closed => false,
            End::Failed(message) => {
                cx.push(Action::Failed(message));
                false
            }
            End::Done(said) => {
                cx.push(Action::Told(said));
                true
            }
        }
    }
}

/// How an account's state looks.
pub fn tone_of(state: AccountState) -> Tone {
    match state {
        AccountState::Open => Tone::Ok,
        AccountState::Due | AccountState::Waiting => Tone::Warn,
        AccountState::Locked | AccountState::Inactive => Tone::Bad,
    }
}
