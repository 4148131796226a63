//! A desk that is set aside while the program is locked. Nothing of it is drawn and nothing of it is lost.

use egui::Ui;

use super::{Desk, DeskEvent, Leave};
use crate::app::backend::Backend;
use crate::ui::screens::lock::{LockEvent, LockScreen};

/// The lock screen, and the desk behind it.
pub struct Locked {
    desk: Box<Desk>,
    screen: LockScreen,
}

impl Locked {
    /// Locks the program at once. A desk that shows nothing yet is given back.
    pub fn over(mut desk: Box<Desk>) -> Result<Self, Box<Desk>> {
        let (Some(office), Some(operator)) = (desk.asking.office(), desk.backend.operator()) else {
            return Err(desk);
        };
        let screen = LockScreen::new(office.clone(), &operator.name);
        // The answer is not awaited: the operator is set aside already.
        drop(desk.backend.lock());
        desk.set_aside();
        Ok(Self { desk, screen })
    }

    /// The open workspace.
    pub fn backend(&self) -> &Backend {
        &self.desk.backend
    }

    /// The desk as it was.
    pub fn into_desk(self) -> Box<Desk> {
        self.desk
    }

    /// Asks before something unsaved would be lost.
    pub fn leave(&mut self, leave: Leave) -> Option<Leave> {
        self.desk.leave(leave)
    }

    /// Draws the lock screen.
    pub fn show(&mut self, ui: &mut Ui) -> Option<DeskEvent> {
        let event = match self.screen.show(ui, &self.desk.backend) {
            Some(LockEvent::Unlocked) => Some(DeskEvent::Unlock),
            Some(LockEvent::Over) => Some(DeskEvent::Leave(Leave::Over)),
            Some(LockEvent::SignOut) => self.leave(Leave::SignOut).map(DeskEvent::Leave),
            None => None,
        };
        event.or_else(|| self.desk.leave_ui(ui).map(DeskEvent::Leave))
    }
}
