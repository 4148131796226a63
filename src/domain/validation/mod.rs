//! Rules for what people type: each gives the parsed value or a problem in words.

pub mod draft;
pub mod draft_changes;
pub mod email;
pub mod issues;
pub mod line;
pub mod name;
pub mod password;
pub mod phone;
pub mod tag;
pub mod terms;
