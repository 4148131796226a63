//! Changing the office's settings.

use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::FieldChange;
use crate::domain::office::ContactRule;
use crate::domain::permission::Permission;
use crate::domain::time::DateFormat;
use crate::store::settings::pairs;
use crate::store::workspace::Workspace;

/// A change to the office.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum OfficeCommand {
    /// How dates are shown.
    SetDateFormat(DateFormat),
    /// Who may change e-mail and phone.
    SetContactRule(ContactRule),
}

impl From<OfficeCommand> for Command {
    fn from(command: OfficeCommand) -> Self {
        Self::Office(command)
    }
}

impl OfficeCommand {
    pub(super) fn access(self) -> Access {
        match self {
            Self::SetDateFormat(_) | Self::SetContactRule(_) => {
                Access::Office(&[Permission::SettingsManage])
            }
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SetDateFormat(_) | Self::SetContactRule(_) => "office.update",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        workspace.transact(context.act(), |w| {
            let mut office = w.office()?;
            let before = pairs(&office);
            match self {
                Self::SetDateFormat(format) => office.date_format = format,
                Self::SetContactRule(rule) => office.contact_rule = rule,
            }
            w.save_office(&office)?;
            let changes: Vec<_> = before
                .into_iter()
                .zip(pairs(&office))
                .filter(|(old, new)| old != new)
                .map(|((field, old), (_, new))| FieldChange {
                    field: field.to_owned(),
                    old,
                    new,
                })
                .collect();
            w.record(ObjectKind::Setting, 0, &changes)?;
            Ok::<_, AppError>(((), NewEntry::done(self.name(), ObjectKind::Setting, None)))
        })?;
        Ok(Done::new(Reply::Done, Topics::SETTINGS.with(Topics::USERS)))
    }
}
