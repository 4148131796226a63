//! Changing the office's settings.

use chrono_tz::Tz;

use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::Field;
use crate::domain::office::{ContactRule, IdleLock, Retention};
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::domain::time::DateFormat;
use crate::store::workspace::Workspace;

/// A change to the office.
#[derive(Clone, PartialEq, Debug)]
pub enum OfficeCommand {
    /// How dates are shown.
    SetDateFormat(DateFormat),
    /// Who may change e-mail and phone.
    SetContactRule(ContactRule),
    /// The office's name.
    SetName(String),
    /// The zone in which days are counted.
    SetZone(Tz),
    /// The region of phone numbers without a country code.
    SetPhoneRegion(String),
    /// After how long without input the program locks itself.
    SetIdleLock(IdleLock),
    /// How long deleted users wait in the bin.
    SetRetention(Retention),
}

impl From<OfficeCommand> for Command {
    fn from(command: OfficeCommand) -> Self {
        Self::Office(command)
    }
}

impl OfficeCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::SetRetention(_) => {
                Access::Office(&[Permission::SettingsManage, Permission::UsersPurge])
            }
            _ => Access::Office(&[Permission::SettingsManage]),
        }
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::SetDateFormat(_)
            | Self::SetContactRule(_)
            | Self::SetName(_)
            | Self::SetZone(_)
            | Self::SetPhoneRegion(_)
            | Self::SetIdleLock(_) => FreshProof::NotNeeded,
            Self::SetRetention(_) => FreshProof::Needed,
        }
    }

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn name(&self) -> &'static str {
        "office.update"
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        let name = self.name();
        workspace.transact(context.act(), |w| {
            let mut office = w.office()?;
            let before = w.before(ObjectKind::Setting, 0)?;
            match self {
                Self::SetDateFormat(format) => office.date_format = format,
                Self::SetContactRule(rule) => office.contact_rule = rule,
                Self::SetName(name) => office.name = checked_name(&name)?,
                Self::SetZone(zone) => {
                    office.zone = zone;
                    // Days begin at another instant, and with them every figure of days.
                    w.touch_everything();
                }
                Self::SetPhoneRegion(region) => office.phone_region = region,
                Self::SetIdleLock(lock) => office.idle_lock = lock,
                Self::SetRetention(retention) => office.retention = retention,
            }
            w.save_office(&office)?;
            w.record_since(&before)?;
            Ok::<_, AppError>(((), NewEntry::done(name, ObjectKind::Setting, None)))
        })?;
        Ok(Done::new(Reply::Done, Topics::ALL))
    }
}

pub(super) fn checked_name(name: &str) -> Result<String, AppError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(AppError::invalid(
            Field::Name,
            text().problem.office_missing,
        ));
    }
    Ok(name.to_owned())
}
