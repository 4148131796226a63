//! Words of viewing as a user.

use super::areas::area;

area! {
    /// Viewing as a user.
    ViewingText {
        menu = "View as this user…",
        past = "Go back to today first",
        oneself = "This is you",
        inactive = "The account is not active",
        wider = "They may do more than you",
        title = "View as {0}?",
        begin = "View",
        lead = "A window opens that shows what this user sees, as far as you may see it too.",
        time = "It ends after {0} minutes. You can end it sooner.",
        reading = "You can only read: nothing can be changed or exported there.",
        recorded = "Begin, end and every page that you open are recorded with your name and the reason. This user's history shows it.",
        reason = "Reason",
        reason_help = "Kept in the audit log",
        window = "Viewing as {0}",
        banner = "Viewing as {0} · only reading · {1} left",
        minutes = "{0} min",
        banner_named = "Viewing as {0}, only reading",
        edit = "Edit as yourself",
        end = "End",
        frozen = "You are viewing as somebody else: nothing can be changed here",
        over = "You are no longer viewing as {0}",
        over_because = "It ended: {0}.",
        why_operator = "you ended it",
        why_time = "the time was over",
        why_locked = "the program was locked",
        why_signed_out = "you signed out",
        why_session_over = "your session ended",
        why_not_allowed = "you may no longer view as this user",
        why_inactive = "the account is no longer active",
        why_left = "the program ended without a sign-out",
        page_person = "A user's form",
        page_segment = "Users behind a figure",
        page_open_sessions = "Sessions behind a figure",
        error_over = "This view has ended: {0}.",
        error_over_do = "View as the user again if you need to see more.",
        error_reading = "You are viewing as somebody else and can only read.",
        error_reading_do = "Do it in the main window, as yourself.",
    }
}
