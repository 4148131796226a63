//! The recovery code: the key of a workspace file, written so that people can copy it by hand.
//!
//! 32 bytes of key and 3 bytes of checksum (the first of their SHA-256) make 56 letters in 14 groups of 4. The letters are
//! those of Crockford's base 32 (<https://www.crockford.com/base32.html>): no I, L, O and U; small letters, and I, L and O
//! for 1 and 0, are read as they were meant.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A key.
pub type Key = Zeroizing<[u8; 32]>;

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECKSUM: usize = 3;
const BYTES: usize = 32 + CHECKSUM;
/// Letters of a code.
pub const LENGTH: usize = BYTES * 8 / 5;
/// Letters of a group.
const GROUP: usize = 4;

/// Why a code can't be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeProblem {
    /// So many letters are there of 56.
    Length(usize),
    /// A letter that no code has, in this group, counted from 1.
    Letter(usize),
    /// It was copied wrong somewhere.
    Checksum,
}

/// The code of a key.
pub fn encode(key: &[u8; 32]) -> Zeroizing<String> {
    let bytes = with_checksum(key);
    // Never longer than said, so that nothing of it is left behind by growing.
    let mut code = Zeroizing::new(String::with_capacity(LENGTH + LENGTH / GROUP));
    let (mut bits, mut count, mut written) = (0_u32, 0, 0);
    for byte in bytes.iter() {
        bits = (bits << 8) | u32::from(*byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            if written > 0 && written % GROUP == 0 {
                code.push('-');
            }
            let letter = LETTERS.get((bits >> count) as usize & 31);
            code.push(char::from(letter.copied().unwrap_or_default()));
            written += 1;
        }
        bits &= (1 << count) - 1;
    }
    code
}

/// The key of a code, as somebody typed it.
pub fn decode(typed: &str) -> Result<Key, CodeProblem> {
    let letters = || typed.chars().filter(|c| !is_between(*c));
    let length = letters().count();
    if length != LENGTH {
        return Err(CodeProblem::Length(length));
    }
    let mut bytes = Zeroizing::new([0_u8; BYTES]);
    let (mut bits, mut count, mut read) = (0_u32, 0, 0);
    for (at, c) in letters().enumerate() {
        let value = value(c).ok_or(CodeProblem::Letter(at / GROUP + 1))?;
        bits = (bits << 5) | value;
        count += 5;
        if count >= 8 {
            count -= 8;
            if let Some(byte) = bytes.get_mut(read) {
                *byte = (bits >> count) as u8;
            }
            read += 1;
            bits &= (1 << count) - 1;
        }
    }
    let mut key = Key::default();
    for (to, from) in key.iter_mut().zip(bytes.iter()) {
        *to = *from;
    }
    if *with_checksum(&key) == *bytes {
        Ok(key)
    } else {
        Err(CodeProblem::Checksum)
    }
}

fn with_checksum(key: &[u8; 32]) -> Zeroizing<[u8; BYTES]> {
    let sum = Sha256::digest(key);
    let mut bytes = Zeroizing::new([0; BYTES]);
    for (to, from) in bytes.iter_mut().zip(key.iter().chain(sum.iter())) {
        *to = *from;
    }
    bytes
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn value(c: char) -> Option<u32> {
    let c = match c.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    let found = LETTERS.iter().position(|letter| char::from(*letter) == c);
    found.map(|at| at as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_fourteen_groups_of_four() {
        let code = encode(&[0; 32]);
        assert_eq!(code.split('-').count(), 14);
        assert!(code.split('-').all(|group| group.len() == 4));
        assert_eq!(code.len(), code.capacity().min(code.len()));
    }

    #[test]
    fn what_was_copied_wrong_is_told() {
        assert_eq!(decode("ABCD-EF"), Err(CodeProblem::Length(6)));
        let code = encode(&[7; 32]);
        assert_eq!(decode(&format!("{}0", *code)), Err(CodeProblem::Length(57)));
        let odd = code.replacen(code.get(5..6).unwrap(), "!", 1);
        assert!(matches!(decode(&odd), Err(CodeProblem::Letter(_))));
    }

    proptest! {
        #[test]
        fn a_code_gives_back_its_key_however_it_is_typed(key in any::<[u8; 32]>()) {
            let code = encode(&key);
            prop_assert_eq!(*decode(&code).unwrap(), key);
            let sloppy = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(*decode(&sloppy).unwrap(), key);
        }

        #[test]
        fn one_wrong_letter_is_noticed(key in any::<[u8; 32]>(), at in 0_usize..56, by in 1_usize..32) {
            let code = encode(&key);
            let mut letters: Vec<char> = code.chars().filter(|c| *c != '-').collect();
            let old = value(letters[at]).unwrap() as usize;
            letters[at] = char::from(LETTERS[(old + by) % 32]);
            let wrong: String = letters.into_iter().collect();
            prop_assert_eq!(decode(&wrong), Err(CodeProblem::Checksum));
        }
    }
}
