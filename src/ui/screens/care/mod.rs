//! The care of the file, on the Settings page: its encryption and its backups.

mod backups;
mod encryption;
mod restoring;

use egui::Ui;

use crate::app::queries::backups::Backups;
use crate::domain::permission::Permission;
use crate::ui::context::Cx;
use crate::ui::remote::Remote;
use backups::BackupsCard;
use encryption::EncryptionCard;

/// The cards; only those who may take care of the file see them.
#[derive(Default)]
pub struct CareCards {
    answer: Remote<Backups>,
    encryption: EncryptionCard,
    backups: BackupsCard,
}

impl CareCards {
    /// Draws the cards.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if !cx.may(Permission::BackupManage) {
            return;
        }
        self.answer.want(cx.backend, &Backups);
        let Some(answer) = self.answer.value().cloned() else {
            return;
        };
        self.encryption.show(ui, cx, &answer);
        self.backups.show(ui, cx, (&answer, self.answer.version()));
    }
}
