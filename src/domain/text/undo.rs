//! Words of undo, of acts as the log names them, and of what changed.

use super::areas::area;

area! {
    /// Setting an act back.
    UndoText {
        undo = "Undo",
        redo = "Redo",
        undo_this = "Undo…",
        title = "Undo this change?",
        by = "{0} {1} · {2}",
        change = "{0}: {1}",
        since = "Changed since; it stays unless you choose it:",
        nothing = "Nothing is left to undo: all of it was changed since or is back already.",
        choose = "Choose what is to go back",
        done = "Undone",
        done_backed_up = "Undone; a copy of the file from before is in {0}",
        empty = "(empty)",
    }
}

area! {
    /// What somebody did, after their name.
    ActText {
        program = "Rollcall",
        workspace_create = "created the workspace file",
        workspace_demo = "made the demo",
        user_create = "added this user",
        user_update = "changed this user",
        user_set_password = "set a password",
        user_reset_factor = "reset the second factor",
        own_change_password = "changed the password",
        own_turn_on_factor = "turned the second factor on",
        own_turn_off_factor = "turned the second factor off",
        own_renew_codes = "made new recovery codes",
        session_sign_in = "signed in",
        import_users = "imported from a file",
        import_sign_ins = "imported sign-ins",
        role_allow = "let a role do more",
        role_forbid = "let a role do less",
        role_create = "added a role",
        role_rename = "renamed a role",
        role_delete = "deleted a role",
        role_place = "changed where a role is held",
        workspace_add = "added a workspace",
        workspace_update = "changed a workspace",
        workspace_delete = "deleted a workspace",
        plan_create = "added a plan",
        plan_update = "changed a plan",
        plan_delete = "deleted a plan",
        addon_create = "added an add-on",
        addon_update = "changed an add-on",
        addon_delete = "deleted an add-on",
        module_install = "installed a module",
        module_remove = "removed a module",
        office_update = "changed the settings",
        access_review = "reviewed access",
        undo = "undid a change",
    }
}

area! {
    /// Parts of things that are not people.
    PartText {
        visibility = "Visibility",
        plan = "Plan",
        add_ons = "Add-ons",
        price = "Price",
        users = "Users",
        clients = "Clients",
        storage = "Storage",
        features = "Features",
        owner = "Owner",
        billing = "Billing contact",
        installed = "Installed",
        password = "Password",
        password_new = "new",
        second_factor = "Second factor",
        recovery_codes = "Recovery codes",
        office_name = "Office name",
        office_zone = "Time zone",
        office_phone_region = "Phone region",
        office_date_format = "Date format",
        office_contact_rule = "Email and phone",
        office_idle_lock = "Lock when idle",
    }
}
