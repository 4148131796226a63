//! Why sessions ended: as the file keeps it, and in words.

use super::text::text;

/// The reasons as the file keeps them. They never change.
pub mod stored {
    /// Signed out.
    pub const SIGNED_OUT: &str = "signed out"; // not text: stored
    /// The person has a new password.
    pub const PASSWORD: &str = "password changed"; // not text: stored
    /// The person ended it from elsewhere.
    pub const PERSON: &str = "ended by the person"; // not text: stored
    /// Somebody else ended it.
    pub const OPERATOR: &str = "ended by an administrator"; // not text: stored
    /// The program was locked and could not be unlocked.
    pub const NOT_UNLOCKED: &str = "not unlocked"; // not text: stored
    /// The program ended without a sign-out.
    pub const LEFT: &str = "left open"; // not text: stored
    /// Somebody locked the person.
    pub const LOCKED: &str = "locked"; // not text: stored
    /// Somebody required a new password.
    pub const REQUIRED: &str = "new password required"; // not text: stored
}

/// Why a session ended, in words; one without a reason and an end ran out.
pub fn end_label(reason: Option<&str>) -> &str {
    let words = &text().sessions;
    match reason {
        None => words.why_expired,
        Some(stored::SIGNED_OUT) => words.why_signed_out,
        Some(stored::PASSWORD) => words.why_password,
        Some(stored::PERSON) => words.why_person,
        Some(stored::OPERATOR) => words.why_operator,
        Some(stored::NOT_UNLOCKED) => words.why_not_unlocked,
        Some(stored::LEFT) => words.why_left,
        Some(stored::LOCKED) => words.why_locked,
        Some(stored::REQUIRED) => words.why_required,
        Some("") => words.why_unknown,
        Some(other) => other,
    }
}
