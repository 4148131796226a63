//! Words of the program at large, of fields, problems, segments, insight and errors.

macro_rules! area {
    ($(#[doc = $doc:literal])+ $name:ident { $($key:ident = $english:literal,)+ }) => {
        $(#[doc = $doc])+
        #[expect(missing_docs, reason = "a text says itself what it is")]
        pub struct $name { $(pub $key: &'static str,)+ }
        impl $name {
            /// The English texts.
            pub const EN: Self = Self { $($key: $english,)+ };
        }
    };
}
pub(super) use area;

area! {
    /// Words used everywhere.
    AppText {
        name = "Rollcall",
        window_title = "{0} — Rollcall",
        not_available = "n/a",
        save = "Save",
        cancel = "Cancel",
        close = "Close",
        close_window = "Close window",
        account_menu = "Account and workspace",
        back = "Back",
        retry = "Try again",
        refresh = "Refresh",
        loading = "Loading…",
        unknown = "unknown",
        never = "never",
        more = "+{0}",
        choose = "Choose…",
        yes = "Yes",
        no = "No",
        busy = "Working…",
        saved = "Saved",
        saving = "Saving…",
        times_in = "Times shown in {0}",
        not_encrypted = "Not encrypted",
        users_one = "{0} user",
        users_many = "{0} users",
        sign_ins_one = "{0} sign-in",
        sign_ins_many = "{0} sign-ins",
        sign_out = "Sign out",
        close_workspace = "Close workspace",
        group_insight = "Insight",
        group_directory = "Directory",
        group_workspace = "Workspace",
        nav_insight = "User Insight",
        nav_users = "Users",
        nav_roles = "Roles",
        nav_workspaces = "Workspaces",
        nav_import = "Import",
        nav_settings = "Settings",
        collapse_sidebar = "Collapse the sidebar",
        expand_sidebar = "Expand the sidebar",
        clear_search = "Clear the search",
        dismiss = "Dismiss",
        search_shortcut = "Ctrl F",
    }
}

area! {
    /// Times in words.
    TimeText {
        months_short = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        just_now = "just now",
        minutes_ago = "{0} min ago",
        hour_ago = "{0} hour ago",
        hours_ago = "{0} hours ago",
        yesterday = "yesterday",
        days_ago = "{0} days ago",
        format_mdy = "MM-DD-YYYY HH:MM",
        format_dmy = "DD.MM.YYYY HH:MM",
        format_iso = "YYYY-MM-DD HH:MM",
    }
}

area! {
    /// Names of a user's fields.
    FieldText {
        contact_id = "Contact ID",
        name = "Name",
        email = "Email",
        phone = "Phone",
        extension = "Extension",
        status = "Account status",
        status_short = "Status",
        onboarding = "Onboarding status",
        onboarding_short = "Onboarding",
        kind = "Internal or client",
        client = "Client",
        workspaces = "Workspaces",
        teams = "Teams",
        roles = "Roles",
        title = "Title",
        department = "Department",
        location = "Location",
        language = "Language",
        manager = "Manager",
        end_date = "Account end date",
        tags = "Tags",
        notes = "Notes",
        created_at = "Created at",
        last_sign_in = "Last sign-in",
        external_id = "External ID",
    }
}

area! {
    /// Values of a user's fields.
    UserText {
        active = "Active",
        inactive = "Inactive",
        not_invited = "Not invited",
        launched = "Launched",
        in_progress = "In progress",
        completed = "Completed",
        expired = "Expired",
        revoked = "Revoked",
        internal = "Internal",
        client_user = "Client",
    }
}

area! {
    /// What is wrong with something typed.
    ProblemText {
        name_missing = "Enter a name",
        name_short = "At least 2 characters",
        name_long = "At most 50 characters",
        name_control = "Contains a character that can't be printed",
        email_missing = "Enter an email address",
        email_space = "An address has no spaces",
        email_character = "“{0}” can't be part of an address",
        email_at = "An address has an @, such as name@northwind.example",
        email_two_at = "An address has only one @",
        email_local = "Something must stand before the @",
        email_dots = "No dot at the beginning or end of the part before @, and no two in a row",
        email_domain = "The part after @ needs a domain such as northwind.example",
        email_domain_bad = "“{0}” is not a domain",
        email_long = "Longer than an address can be",
        email_taken = "{0} has this address already",
        email_taken_hidden = "Somebody else has this address already",
        phone_characters = "Digits only, with + for a country code",
        phone_short = "Too short for a phone number",
        phone_long = "Longer than a phone number can be",
        extension_digits = "Digits only",
        extension_long = "At most 8 digits",
        line_long = "At most {0} characters",
        day = "Not a date; write it as 2026-11-21",
        client_of_internal = "Only client users belong to a client",
        password_short = "At least 12 characters",
        password_long = "Longer than a password can be",
        password_common = "Too easily guessed; take a few words of your own",
        password_differs = "The two passwords differ",
        reserved = "Reserved for the person since onboarding began",
        administrator_lockout = "System Administrators must be able to change what roles allow",
        last_administrator = "The last active System Administrator must stay one",
        office_missing = "Enter the office's name",
        roles_denied = "Your roles don't allow giving roles",
        role_held_further = "This role is held where your roles don't let you take it away",
        role_too_wide = "This role allows more than your own roles do",
        workspace_needed = "Choose a workspace in which your roles let you add people",
        workspace_denied = "Your roles don't reach all of these workspaces",
        role_built_in = "Built-in roles can't be deleted",
        role_held = "{0} people hold this role; take it from them first",
        role_name_taken = "There is a role called {0} already",
        workspace_name_taken = "There is a workspace called {0} already",
        place_empty = "Choose at least one workspace",
        place_not_member = "The person is not a member of all of these workspaces",
        out_of_reach = "Your roles don't reach people of this kind",
    }
}

area! {
    /// Names of the sets that figures count.
    SegmentText {
        all = "All users",
        status = "Account status: {0}",
        onboarding = "Onboarding: {0}",
        role = "Role: {0}",
        no_role = "Users without a role",
        new = "Created in the last 30 days",
        created_unknown = "Creation time unknown",
        signed_in = "Signed in, last 30 days",
        pending = "Pending invitations",
        open_session = "Users with an open session",
        sessions = "Sessions open now",
    }
}

area! {
    /// The User Insight screen.
    InsightText {
        title = "User Insight",
        as_of = "as of {0}",
        all_workspaces = "All workspaces",
        all_kinds = "Internal + client",
        only_internal = "Internal users",
        only_client = "Client users",
        workspace_filter = "Workspace",
        kind_filter = "Internal or client",
        export = "Export workbook",
        total = "Total users",
        total_sub = "+{0} in 30 days",
        active = "Active accounts",
        share_of_total = "{0} of total",
        growth = "Growth, 30 days",
        growth_up = "▲ {0} pt",
        growth_down = "▼ {0} pt",
        growth_same = "no change",
        versus_previous = "vs previous",
        no_previous = "no earlier period",
        signed_in = "Signed in, 30 days",
        stickiness = "{0} · stickiness {1}",
        sessions = "Sessions open now",
        accounts_one = "on {0} account",
        accounts_many = "on {0} accounts",
        pending = "Invitations pending",
        expired = "{0} expired",
        none_expired = "none expired",
        status_chart = "Account status",
        onboarding_chart = "Onboarding status",
        roles_chart = "Roles",
        roles_note = "a user with several roles counts in each",
        roles_line = "{0} over {1}",
        assignments_one = "{0} assignment",
        assignments_many = "{0} assignments",
        without_role_one = "{0} user without a role",
        without_role_many = "{0} users without a role",
        logins = "Last 5 logins",
        logins_when = "When",
        logins_time = "Time",
        logins_role = "Role",
        no_logins = "No sign-in yet. Import a sign-in log to see who came last.",
        users_caption = "users",
        tip = "{0} users · click for details",
        tip_one = "1 user · click for details",
        segment_name = "{0}: {1} ({2})",
        empty_hint = "You are the only user so far. Import a list of users or add them one by one, and the figures fill.",
        def_total = "Users not deleted.",
        def_active = "Users whose account status is Active.",
        def_growth = "Created in the last 30 calendar days ÷ users that existed before them, against the 30 days before. Users with unknown creation time are left out.",
        def_signed_in = "Distinct users with a successful sign-in in the last 30 calendar days, today included. Stickiness = average daily actives ÷ these users.",
        def_sessions = "Sessions started, not ended and not expired.",
        def_pending = "Invitations launched or in progress and not expired.",
        def_status = "Users not deleted, by account status.",
        def_onboarding = "Users not deleted, by onboarding status; an open invitation past its expiry counts as Expired.",
        def_roles = "Users not deleted, by role; a user with several roles counts in each.",
        def_logins = "The five newest successful sign-ins, newest first; ties by higher Contact ID.",
    }
}

area! {
    /// What went wrong, and what to do.
    ErrorText {
        denied = "Your roles don't allow this.",
        denied_do = "Ask an administrator for the permission “{0}”.",
        not_found = "This user no longer exists.",
        not_found_do = "Close the window and refresh the list.",
        conflict = "Somebody else changed this user meanwhile.",
        conflict_do = "Your entries are kept. Compare them with the new values, then save again.",
        invalid = "Some fields need attention.",
        invalid_do = "Correct the marked fields and save again.",
        not_a_workspace = "“{0}” is not a Rollcall workspace.",
        not_a_workspace_do = "Choose a .rollcall file. If it is one, it may be encrypted with a passphrase or damaged; a backup may help.",
        newer = "“{0}” was written by a newer version of Rollcall.",
        newer_do = "Update this program, then open the file again. Nothing was changed.",
        missing_file = "There is no file “{0}”.",
        missing_file_do = "Check the path; the file may have been moved or renamed.",
        missing_folder = "There is no folder “{0}”.",
        missing_folder_do = "Create the folder or choose another place.",
        exists = "“{0}” exists already.",
        exists_do = "Choose another name; Rollcall never writes over a workspace.",
        read_only = "“{0}” can't be written.",
        read_only_do = "Check the rights of the file and its folder, or copy it to a place of your own.",
        disk_full = "The disk is full.",
        disk_full_do = "Free some space and try again. Nothing was changed.",
        locked = "Another program is writing to this workspace.",
        locked_do = "Wait for it to finish and try again.",
        storage = "The workspace file could not be read or written.",
        storage_do = "Check that the disk is connected and not full, then try again. If it stays so, restore a backup.",
        old_engine = "The database engine {0} is too old to be trusted with your data.",
        old_engine_do = "Install a current build of Rollcall.",
        file_write = "“{0}” could not be written.",
        file_write_do = "Check the folder's rights and free space, or choose another place.",
        file_read = "“{0}” could not be read.",
        file_read_do = "Check that the file exists and that you may read it.",
        wrong_credentials = "Email or password is not right.",
        wrong_credentials_do = "Check both; after several failures each try takes longer.",
        wrong_password = "The password is not right.",
        wrong_password_do = "After several failures each try takes longer.",
        session_over = "Your account is no longer active, or your session was ended.",
        session_over_do = "Sign in again, or ask an administrator.",
        throttled = "Too many failed attempts.",
        throttled_do = "Wait {0} seconds and try again.",
        not_signed_in = "Nobody is signed in.",
        not_signed_in_do = "Sign in and try again.",
        cancelled = "Cancelled.",
        cancelled_do = "Nothing was changed.",
        internal = "Something unexpected happened.",
        internal_do = "Your data is unchanged. Try again; if it stays so, send the details to support.",
        no_display = "There is no display to open a window on.",
        no_display_do = "On a computer without a screen the headless commands do the same work: rollcall --help lists them.",
        no_renderer = "No window could be drawn with any of the graphics interfaces.",
        no_renderer_do = "Update the graphics driver or install Mesa's software renderer (libgl1-mesa-dri, mesa-vulkan-drivers), or use the headless commands.",
        both = "{0} {1}",
    }
}
