//! Setting the office's settings back.

use super::check;
use crate::app::commands::office::checked_name;
use crate::app::error::AppError;
use crate::domain::actor::Actor;
use crate::domain::office::Office;
use crate::domain::permission::Permission;
use crate::domain::undo::State;
use crate::store::settings;
use crate::store::writer::Writer;

pub(super) fn restore(
    w: &mut Writer<'_>,
    wanted: &State,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    check(actor, Permission::SettingsManage)?;
    let now = w.office()?;
    let wanted = settings::read(|key| wanted.get(key).as_str().map(str::to_owned))?;
    if wanted.zone != now.zone {
        // Days begin at another instant, and with them every figure of days.
        w.touch_everything();
    }
    if wanted.retention != now.retention {
        check(actor, Permission::UsersPurge)?;
    }
    let wanted = Office {
        name: checked_name(&wanted.name)?,
        // What the file is stays as it is.
        origin: now.origin,
        ..wanted
    };
    Ok(w.save_office(&wanted)?)
}
