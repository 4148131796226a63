//! What an import needs of the file: who is known by which key, writing people and sign-ins in bulk, remembered mappings.

mod known;
mod memory;
mod people;
mod sign_ins;

pub use known::{Known, View};
pub use people::LastSignIn;
pub use sign_ins::{NewSignIn, Reached, Stray, event_key};
