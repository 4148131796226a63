//! Words of saved views.

use super::areas::area;

area! {
    /// Saved views of the table of users.
    ViewText {
        button = "View: {0}",
        button_changed = "{0} (changed)",
        list = "Views",
        everyone = "All users",
        mine = "Mine",
        office = "Shared in the office",
        save = "Save the changes",
        save_as = "Save as a new view…",
        reset = "Set back to “{0}”",
        rename = "Rename…",
        share = "Share with the office",
        unshare = "Keep it to yourself",
        start = "Begin with this view",
        start_not = "Begin with all users",
        delete = "Delete…",
        delete_confirm = "Delete view",
        new_title = "Save as a new view",
        rename_title = "Rename “{0}”",
        delete_title = "Delete the view “{0}”?",
        delete_body = "The people in it stay as they are. You can undo this.",
        delete_body_shared = "The people in it stay as they are. Others in the office use this view too. You can undo this.",
        name = "Name",
        create = "Save view",
        renamed = "Renamed the view to “{0}”",
        created = "Saved the view “{0}”",
        saved = "Changed the view “{0}”",
        shared_now = "“{0}” is shared with the office",
        unshared_now = "“{0}” is only yours now",
        deleted = "Deleted the view “{0}”",
        started = "The Users page begins with “{0}” from now on",
        started_all = "The Users page begins with all users from now on",
        private = "Only its owner",
        shared = "The office",
        name_taken = "There is a view called “{0}” already.",
        bad_filter = "The conditions of this view can't be read.",
        begins = "opens first",
        for_office = "Share with the office",
        for_office_hint = "Whoever may see all users of the office finds it in their list too",
    }
}
