//! Acts and parts by the names that people read.

use super::user::{BIN, INVITATION};
use crate::domain::text::text;

/// What a command did, after the name of who gave it; its stable name where it has no words.
pub fn act(command: &str) -> &str {
    let words = &text().act;
    match command {
        "workspace.create" => words.workspace_create,
        "workspace.demo" => words.workspace_demo,
        "user.create" => words.user_create,
        "user.set_password" => words.user_set_password,
        "user.reset_factor" => words.user_reset_factor,
        "own.change_password" => words.own_change_password,
        "own.turn_on_factor" => words.own_turn_on_factor,
        "own.turn_off_factor" => words.own_turn_off_factor,
        "own.renew_codes" => words.own_renew_codes,
        "user.update" => words.user_update,
        "import.users" => words.import_users,
        "import.sign_ins" => words.import_sign_ins,
        "role.allow" => words.role_allow,
        "role.forbid" => words.role_forbid,
        "role.create" => words.role_create,
        "role.rename" => words.role_rename,
        "role.delete" => words.role_delete,
        "role.place" => words.role_place,
        "team.add" => words.team_add,
        "team.update" => words.team_update,
        "team.delete" => words.team_delete,
        "workspace.add" => words.workspace_add,
        "workspace.update" => words.workspace_update,
        "workspace.delete" => words.workspace_delete,
        "plan.create" => words.plan_create,
        "plan.update" => words.plan_update,
        "plan.delete" => words.plan_delete,
        "addon.create" => words.addon_create,
        "addon.update" => words.addon_update,
        "addon.delete" => words.addon_delete,
        "module.install" => words.module_install,
        "module.remove" => words.module_remove,
        "office.update" => words.office_update,
        "view.create" => words.view_create,
        "view.update" => words.view_update,
        "view.delete" => words.view_delete,
        "view.start" => words.view_start,
        "access.review" => words.access_review,
        "undo" => words.undo,
        other => of_many(other),
    }
}

/// What was done to many people at once.
fn of_many(command: &str) -> &str {
    let words = &text().act;
    match command {
        "users.activate" => words.users_activate,
        "users.deactivate" => words.users_deactivate,
        "users.add_role" => words.users_add_role,
        "users.add_team" => words.users_add_team,
        "users.add_workspace" => words.users_add_workspace,
        "users.add_tag" => words.users_add_tag,
        "users.remove_role" => words.users_remove_role,
        "users.remove_team" => words.users_remove_team,
        "users.remove_workspace" => words.users_remove_workspace,
        "users.remove_tag" => words.users_remove_tag,
        "users.set_last_day" => words.users_set_last_day,
        "users.remove_last_day" => words.users_remove_last_day,
        "users.hand_over" => words.users_hand_over,
        "users.resend" => words.users_resend,
        "users.revoke" => words.users_revoke,
        "users.end" => words.users_end,
        "users.delete" => words.users_delete,
        "user.restore" => words.user_restore,
        "users.purge" => words.users_purge,
        other => of_the_file(other),
    }
}

/// What was done with the file and at its door.
fn of_the_file(command: &str) -> &str {
    let words = &text().act;
    match command {
        "backup.make" => words.backup_make,
        "backup.prove" => words.backup_prove,
        "backup.second_place" => words.backup_second_place,
        "backup.restore" => words.backup_restore,
        "backup.restored" => words.backup_restored,
        "file.retire_key" => words.file_retire_key,
        "file.salvage" => words.file_salvage,
        "own.end_session" => words.own_end_session,
        "own.end_other_sessions" => words.own_end_other_sessions,
        "session.password_right" => words.session_password_right,
        "session.prove" => words.session_prove,
        "file.remember_key" => words.file_remember_key,
        "file.forget_key" => words.file_forget_key,
        "file.encrypt" => words.file_encrypt,
        "file.encrypted" => words.file_encrypted,
        "file.change_passphrase" => words.file_change_passphrase,
        "file.check" => words.file_check,
        "file.recount" => words.file_recount,
        "file.accept_log" => words.file_accept_log,
        "file.bundle" => words.file_bundle,
        "data.export" => words.data_export,
        "session.sign_in" => words.session_sign_in,
        "session.enter_demo" => words.session_enter_demo,
        "session.attempt" => words.session_attempt,
        "session.recover" => words.session_recover,
        "session.sign_out" => words.session_sign_out,
        "session.lock" => words.session_lock,
        "session.unlock" => words.session_unlock,
        "session.end" => words.session_end,
        "session.end_many" => words.session_end_many,
        "session.end_left" => words.session_end_left,
        "session.held" => words.session_held,
        "user.require_password" => words.user_require_password,
        "user.lock" => words.user_lock,
        "user.unlock" => words.user_unlock,
        "viewing.begin" => words.viewing_begin,
        "viewing.visit" => words.viewing_visit,
        "viewing.end" => words.viewing_end,
        "question.ask" => words.question_ask,
        other => other,
    }
}

/// The part that says how long deleted users are kept.
pub const RETENTION: &str = "office.retention";

/// The label of a part that is not a person's field; its key where it has none.
pub fn part(key: &str) -> &str {
    let words = &text().part;
    match key {
        "visibility" => words.visibility,
        "plan" => words.plan,
        "add_ons" => words.add_ons,
        "price" => words.price,
        "users" => words.users,
        "clients" => words.clients,
        "storage" => words.storage,
        "features" => words.features,
        "owner" => words.owner,
        "lead" => words.lead,
        "workspace" => words.workspace,
        "billing" => words.billing,
        "sharing" => words.sharing,
        "version" => words.version,
        "password" => words.password,
        "sessions" => words.sessions,
        "locked" => words.locked,
        "second_factor" => words.second_factor,
        "recovery_codes" => words.recovery_codes,
        "installed" => words.installed,
        BIN => words.bin,
        INVITATION => words.invitation_expires_at,
        "office.name" => words.office_name,
        "office.zone" => words.office_zone,
        "office.phone_region" => words.office_phone_region,
        "office.date_format" => words.office_date_format,
        "office.idle_lock" => words.office_idle_lock,
        RETENTION => words.office_retention,
        "office.contact_rule" => words.office_contact_rule,
        other => other,
    }
}
