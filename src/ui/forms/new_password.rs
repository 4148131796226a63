//! Two fields for a new password: what is wrong with it is said as it is typed.

use egui::{Response, Ui};
use zeroize::Zeroizing;

use crate::domain::text::text;
use crate::domain::validation::password;
use crate::ui::widgets::PasswordField;

/// What is typed.
#[derive(Default)]
pub struct NewPassword {
    /// The password.
    pub password: Zeroizing<String>,
    again: Zeroizing<String>,
}

impl NewPassword {
    /// Why it can't be used yet. `known` is what anybody could know of the person.
    pub fn problem(&self, known: &[&str]) -> Option<String> {
        let differs = || (*self.password != *self.again).then_some(text().problem.password_differs);
        let weak = password::check_for(&self.password, known).err();
        weak.or_else(|| differs().map(str::to_owned))
    }

    /// Draws the fields; the responses are those of both.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        (label, again): (&str, &str),
        known: &[&str],
    ) -> [Response; 2] {
        let start = &text().start;
        let eye = (start.show_password, start.hide_password);
        let weak = password::check_for(&self.password, known).err();
        let weak = weak.filter(|_| !self.password.is_empty());
        let first = PasswordField::new("new-password", label, &mut self.password, eye)
            .help(start.password_help)
            .problem(weak.as_deref())
            .show(ui);
        let differs = *self.password != *self.again && !self.again.is_empty();
        let differs = differs.then_some(text().problem.password_differs);
        let second = PasswordField::new("new-password-again", again, &mut self.again, eye)
            .problem(differs)
            .show(ui);
        [first, second]
    }
}
