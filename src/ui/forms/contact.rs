//! Fields that name somebody by Contact ID.

use crate::domain::ids::{ContactId, UserId};

/// Somebody by Contact ID; an empty field is nobody, anything else is an error.
pub(in crate::ui) fn person(typed: &str) -> Result<Option<UserId>, ()> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let contact = ContactId::parse(typed).ok_or(())?;
    Ok(Some(contact.0))
}
