//! Sealing of what the audit log says about a person, under that person's own key.
//!
//! ChaCha20-Poly1305 (RFC 8439). A key seals at most one payload an audit number, so the number is the nonce; the place
//! of the row is authenticated with it, so that a payload can't be moved.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};

use super::error::{Result, StoreError};

/// A person's key.
pub type PersonKey = [u8; 32];

/// Seals a payload for its place in the log.
pub fn seal(key: &PersonKey, seq: i64, user_id: i64, clear: &[u8]) -> Result<Vec<u8>> {
    let aad = place(seq, user_id);
    ChaCha20Poly1305::new(key.into())
        .encrypt(
            &nonce(seq).into(),
            Payload {
                msg: clear,
                aad: &aad,
            },
        )
        .map_err(|_| StoreError::Unreadable("audit_change"))
}

/// Opens a sealed payload; fails where the key, the place or the bytes are not the right ones.
pub fn unseal(key: &PersonKey, seq: i64, user_id: i64, sealed: &[u8]) -> Result<Vec<u8>> {
    let aad = place(seq, user_id);
    ChaCha20Poly1305::new(key.into())
        .decrypt(
            &nonce(seq).into(),
            Payload {
                msg: sealed,
                aad: &aad,
            },
        )
        .map_err(|_| StoreError::Unreadable("audit_change"))
}

fn nonce(seq: i64) -> [u8; 12] {
    let mut nonce = [0; 12];
    for (to, from) in nonce.iter_mut().zip(seq.to_be_bytes()) {
        *to = from;
    }
    nonce
}

fn place(seq: i64, user_id: i64) -> [u8; 16] {
    let mut place = [0; 16];
    for (to, from) in place
        .iter_mut()
        .zip(seq.to_be_bytes().into_iter().chain(user_id.to_be_bytes()))
    {
        *to = from;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_opens_only_in_its_place_with_its_key() {
        let sealed = seal(&[7; 32], 3, 9, b"name").unwrap();
        assert_eq!(unseal(&[7; 32], 3, 9, &sealed).unwrap(), b"name");
        assert!(unseal(&[8; 32], 3, 9, &sealed).is_err());
        assert!(unseal(&[7; 32], 4, 9, &sealed).is_err());
        assert!(unseal(&[7; 32], 3, 8, &sealed).is_err());
    }
}
