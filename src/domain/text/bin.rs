//! Words of the bin.

use super::areas::area;

area! {
    /// The bin of users.
    BinText {
        open = "Bin",
        title = "Deleted users",
        search = "Search the bin",
        table = "Deleted users, newest first",
        deleted_at = "Deleted",
        deleted_by = "By",
        restore = "Restore",
        restore_without = "Restore without the address",
        restored = "{0} restored",
        choose = "Choose somebody first",
        at_work = "They are being restored",
        none = "The bin is empty",
        none_hint = "Users who are deleted wait here, with all that belongs to them, until they are restored.",
        none_match = "Nobody in the bin matches",
        none_match_hint = "Search by name, e-mail or Contact ID.",
        of = "{0} of {1}",
        more = "Only the newest {0} are listed. A search finds the others.",
    }
}
