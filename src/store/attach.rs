//! Handing a key to `SQLCipher`, and changing it: the only `unsafe` code of the program.
//!
//! `PRAGMA key` would leave the key behind in memory as the text of a statement; these calls don't.

#![expect(
    unsafe_code,
    reason = "the engine takes a key without leaving copies only through its C interface"
)]

use std::ffi::c_int;

use rusqlite::{Connection, ffi};

use super::key::FileKey;

/// Unlocks a connection that has read nothing yet.
pub(super) fn unlock(connection: &Connection, key: &FileKey) -> rusqlite::Result<()> {
    let literal = key.literal();
    // SAFETY: the handle is that of an open connection, which no other thread uses while it is borrowed here; the name ends
    // with a zero; pointer and length are those of `literal`, which outlives the call, and the engine copies it.
    let code = unsafe {
        ffi::sqlite3_key_v2(
            connection.handle(),
            c"main".as_ptr(),
            literal.as_ptr().cast(),
            literal.len() as c_int,
        )
    };
    check(code)
}

/// Encrypts the whole file anew, in one transaction.
pub(super) fn change(connection: &Connection, key: &FileKey) -> rusqlite::Result<()> {
    let literal = key.literal();
    // SAFETY: as above.
    let code = unsafe {
        ffi::sqlite3_rekey_v2(
            connection.handle(),
            c"main".as_ptr(),
            literal.as_ptr().cast(),
            literal.len() as c_int,
        )
    };
    check(code)
}

fn check(code: c_int) -> rusqlite::Result<()> {
    if code == ffi::SQLITE_OK {
        return Ok(());
    }
    Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None))
}
