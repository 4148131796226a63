//! Demos for tests.

use std::sync::Mutex;

use rollcall::app::demo;
use rollcall::app::progress::Progress;
use rollcall::domain::permission::Permission;
use rollcall::domain::role::SYSTEM_ADMINISTRATOR;
use rollcall::store::error::StoreError;
use rollcall::store::writer::Writer;

use super::outside::{NOW, TestClock, env};
use super::shell::operator;

/// Bytes of a demo, made once.
pub fn demo_bytes(users: u64) -> Vec<u8> {
    static MADE: Mutex<Vec<(u64, Vec<u8>)>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap();
    if let Some((_, bytes)) = made.iter().find(|(count, _)| *count == users) {
        return bytes.clone();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.rollcall");
    let outside = env(&TestClock::at(NOW));
    demo::create(&path, users, &outside, &Progress::default()).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    made.push((users, bytes.clone()));
    bytes
}

/// The administrators' role gets exactly these rights, and the operator this role alone.
pub fn set_rights(w: &mut Writer<'_>, rights: &[Permission]) -> Result<(), StoreError> {
    let roles = w.directory()?.roles;
    let role = roles
        .iter()
        .find(|role| role.key.as_deref() == Some(SYSTEM_ADMINISTRATOR));
    let role_id = role.ok_or(StoreError::NotFound)?.role_id;
    for right in Permission::ALL {
        if rights.contains(right) {
            w.allow(role_id, *right)?;
        } else {
            w.forbid(role_id, *right)?;
        }
    }
    let user_id = operator(w)?;
    let mut profile = w.user(user_id)?.profile;
    profile.roles = std::iter::once(role_id).collect();
    w.update_user(user_id, &profile)
}
