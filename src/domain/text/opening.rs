//! Words about opening a file: who has it, where it lies, reading only.

use super::areas::area;

area! {
    /// Opening a workspace file.
    OpeningText {
        held = "“{0}” is open {1}.",
        held_do = "Close it there first, or open it read-only.",
        who_since = "on {0} since {1} (by user {2})",
        where_since = "on {0} since {1}",
        who_unknown = "in another program",
        shown = "“{0}” is open already; its window was brought forward.",
        only_reading = "The workspace is open for reading only.",
        only_reading_do = "Close it and open it again once nobody else has it and it can be written.",
        older = "“{0}” is of an older version and has to be brought up to date first.",
        older_do = "Open it once where it can be written, then open it read-only.",
        log_changed = "The check of the file found that its audit log is not as it was written. See “About this file” in Settings, and compare with a backup.",
        numbers_wrong = "The check of the file found numbers that don't agree with what they count. “Recount” in Settings mends them.",
        open_read_only = "Open read-only",
        banner = "Open read-only: {0} Nothing can be changed here, and exports are not recorded.",
        frozen = "The file is open for reading only, so nothing can be changed here.",
        asked_for = "it was asked for.",
        on_network = "This file lies on another computer. Work goes on as usual, only slower; a disk of this computer is safer, with backups on the network.",
        synced = "This file lies in a folder that {0} copies. A copy made in the middle of a change can be worthless: keep the file elsewhere, and only its backups here.",
        damaged = "The check of the file found damage. Export what you need, close the workspace and restore a backup from the start screen.",
        see_newest = "See the newest",
        cli_read_only = "Only read the file: it stays with whoever has it open. For insight and export; nothing is recorded in it",
        handed_locked = "“{0}” is open in a window that is locked, and closed until somebody unlocks it.",
        handed_locked_do = "Unlock the window or close it, then try again.",
        handed_version = "“{0}” is open in version {1} of Rollcall, and this is version {2}.",
        handed_version_do = "Close the window or use the same version, then try again.",
        handed_gone = "The program that has “{0}” open has ended.",
        handed_gone_do = "What was not yet reported as done was not done. Try again.",
    }
}
