//! Words of the start screen, users, forms, settings and history.

use super::areas::area;

area! {
    /// Start, create and sign-in screens.
    StartText {
        title = "Welcome to Rollcall",
        lead = "Keep an office's users in one file, and see at a glance how they stand.",
        create = "Create a workspace…",
        create_hint = "A new file for your office",
        open = "Open a workspace…",
        open_hint = "A .rollcall file",
        demo = "Open the demo",
        demo_hint = "An invented office with 12,480 users; no questions",
        recent = "Recent",
        no_recent = "Workspaces that you open are listed here.",
        forget = "Remove from this list",
        path_label = "Path of the file",
        create_title = "Create a workspace",
        office = "Office name",
        zone = "Time zone",
        zone_help = "Days are counted and times shown in this zone",
        region = "Default phone region",
        region_help = "How numbers without a country code are read",
        admin_title = "First administrator",
        admin_help = "Has the role System Administrator. Exporting data is not part of it; it can be allowed later in Settings.",
        admin_name = "Your name",
        admin_email = "Your email",
        password = "Password",
        password_help = "At least 12 characters; a few words are best",
        password_again = "Password again",
        place = "Save as",
        place_choose = "Choose a place…",
        create_action = "Create workspace",
        sign_in_title = "Sign in",
        sign_in_action = "Sign in",
        email = "Email",
        other_file = "Another workspace…",
        show_password = "Show the password",
        hide_password = "Hide the password",
        show_code = "Show the code",
        hide_code = "Hide the code",
        enter_both = "Enter email and password",
        opening = "Opening…",
        creating = "Creating…",
        making_demo = "Preparing the demo…",
    }
}

area! {
    /// The lock screen.
    LockText {
        now = "Lock now",
        keys = "Ctrl L",
        who = "Locked · {0} is signed in",
        unlock = "Unlock",
        enter = "Enter your password",
        demo = "The demo has no password.",
    }
}

area! {
    /// The Users screen and detail windows.
    UsersText {
        title = "Users",
        of = "{0} of {1}",
        search = "Search name, email, Contact ID, phone",
        search_in = "Search in these users",
        add = "Invite user",
        import = "Import…",
        export = "Export to Excel",
        open_in_users = "Open in Users",
        rows = "Rows {0}–{1} of {2}",
        no_rows = "No rows",
        enter_opens = "Enter opens the user",
        ctrl_e = "Ctrl E exports",
        none_match = "Nobody matches",
        none_match_hint = "Try fewer words, or clear the search.",
        none_here = "Nobody here",
        none_here_hint = "When somebody belongs to this set, they appear here.",
        clear = "Clear search",
        table_name = "Table of users",
        sessions_table = "Table of sessions",
        device = "Device",
        source = "Source",
        started = "Started",
        last_seen = "Last seen",
        as_of_scope = "{0} · as of {1} · {2}",
        remove_filter = "Remove the filter {0}",
    }
}

area! {
    /// The form for inviting and editing.
    FormText {
        add_title = "Invite user",
        created = "{0} · created {1}",
        created_unknown = "{0} · creation time unknown",
        tab_profile = "Profile",
        tab_history = "History",
        optional = "optional",
        status_help = "Inactive users can't sign in. Their records stay.",
        phone_help = "{0} · {1}",
        phone_hint = "With country code, or as in {0}",
        end_date_help = "The account's last day, as 2026-11-21",
        add_role = "Add role",
        add_team = "Add team",
        add_workspace = "Add workspace",
        tags_help = "Separated by commas",
        search_options = "Search",
        choose_client = "No client",
        remove = "Remove",
        changes_one = "{0} change to save",
        changes_many = "{0} changes to save",
        nothing = "(empty)",
        save = "Save changes",
        save_new = "Add user",
        discard = "Discard",
        no_changes = "Nothing has changed",
        fix_first = "{0}: {1}",
        checking = "Checking the address…",
        leave_title = "Leave without saving?",
        leave_text = "The changes to {0} are not saved.",
        leave_all = "A form has changes that are not saved.",
        leave_discard = "Discard changes",
        leave_stay = "Keep editing",
        saved = "{0} saved",
        added = "{0} added as {1}",
        set_password = "Set password…",
        password_title = "Password of {0}",
        password = "New password",
        password_confirm = "Set password",
        password_set = "{0} can sign in with the new password",
        last_sign_in = "Last sign-in",
        section_work = "Work",
        section_more = "More",
        no_options = "Nothing to choose from",
    }
}

area! {
    /// The Settings screen.
    SettingsText {
        title = "Settings",
        computer = "This computer",
        computer_note = "kept on this computer only",
        office = "Office",
        office_note = "kept in the workspace file, for everyone who opens it",
        theme = "Theme",
        theme_system = "As the system",
        theme_light = "Light",
        theme_dark = "Dark",
        theme_contrast = "High contrast",
        text_size = "Text size",
        windows = "Detail windows",
        windows_own = "In windows of their own",
        windows_inside = "Inside the main window",
        windows_help = "With a screen reader they always open inside the main window.",
        motion = "Motion",
        motion_full = "Short transitions",
        motion_none = "None",
        date_format = "Date format",
        reserve = "Email and phone",
        reserve_off = "Can be edited by whoever may edit the user",
        reserve_on = "Reserved for the person once onboarding began",
        export_rights = "Who may export data",
        export_rights_note = "no role may by default; each change is in the audit log",
        export_allow = "Allow export",
        export_forbid = "Forbid export",
        export_allowed = "may export",
        export_not_allowed = "may not export",
        saved = "Setting saved",
        about = "About",
        version = "Version {0}",
        file = "File",
        office_name = "Office name",
        zone = "Time zone",
        region = "Phone region",
        idle = "Lock without input",
        idle_help = "Everything is then hidden until the password is given",
        idle_off = "Never",
        idle_one = "After 1 minute",
        idle_many = "After {0} minutes",
    }
}

area! {
    /// Acts in a history, as sentences.
    HistoryText {
        empty = "No changes recorded yet.",
        hidden = "(hidden)",
        changed_field = "{0}: {1} → {2}",
        set_field = "{0}: {1}",
        cleared_field = "{0} cleared (was {1})",
        someone_else = "Someone else",
    }
}
