//! Words of days that have been.

use super::areas::area;

area! {
    /// The directory as it was.
    PastText {
        choose = "As on another day",
        choose_menu = "As on another day…",
        today = "Today",
        yesterday = "Yesterday",
        week = "A week ago",
        month = "A month ago",
        year_end = "At the end of last year",
        another = "Another day…",
        title = "As on which day?",
        day = "Day",
        help = "What was recorded up to the end of this day, written as 2026-12-31",
        show = "Show",
        not_past = "Choose a day before today",
        stands = "As at the end of {0}.",
        later_one = "1 user was added to this file later, and is shown as recorded first.",
        later_many = "{0} users were added to this file later, and are shown as recorded first.",
        person_later = "They were added to this file later, and are shown as recorded first.",
        removed_one = "1 user was removed for good since, and is missing.",
        removed_many = "{0} users were removed for good since, and are missing.",
        back = "Back to today",
        filter = "{0}, as at the end of {1}",
    }
}
