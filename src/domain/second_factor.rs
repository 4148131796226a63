//! The second factor at signing in: codes of six digits that change every 30 seconds (RFC 6238 with HMAC-SHA-1), and
//! codes on paper for whoever has lost the device.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::ids::UserId;
use super::random::Random;
use super::time::Timestamp;

/// How many recovery codes there are.
pub const RECOVERY_CODES: usize = 10;
/// Bytes of a secret, as RFC 4226 recommends.
pub const SECRET_BYTES: usize = 20;
const STEP_MS: i64 = 30_000;
const DIGITS: usize = 6;
/// Bytes of a recovery code: sixteen letters and digits.
const RECOVERY_BYTES: usize = 10;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What the program and the person's device share.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Secret([u8; SECRET_BYTES]);

/// Never shown by accident.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// A code as it was typed: from the device, or from paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Typed {
    /// Six digits.
    Device(u32),
    /// What a recovery code is stored as; it may be none of them.
    Paper([u8; 32]),
}

impl Secret {
    /// A new secret.
    pub fn new(random: &dyn Random) -> Self {
        let mut bytes = [0; SECRET_BYTES];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// The stored secret.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// What is stored.
    pub fn bytes(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    /// The secret as people type it: base 32 (RFC 4648) in groups of four.
    pub fn in_groups(&self) -> String {
        in_groups(&base32(&self.0))
    }

    /// The address that an authenticator reads from a QR code.
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (escaped(issuer), escaped(account));
        let secret = base32(&self.0);
        format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
    }

    /// The code of a step of 30 seconds.
    pub fn code(&self, step: i64) -> u32 {
        code(&self.0, step) % 10_u32.pow(DIGITS as u32)
    }

    /// The step whose code this is: the present one, the one before or the one after, if it is later than the one used
    /// last. A code is never taken twice.
    pub fn step_of(&self, typed: u32, now: Timestamp, used: i64) -> Option<i64> {
        let present = now.0.div_euclid(STEP_MS);
        (present - 1..=present + 1)
            .filter(|step| *step > used)
            .find(|step| self.code(*step) == typed)
    }
}

impl Typed {
    /// What somebody typed, with whatever spaces and dashes.
    pub fn read(user_id: UserId, text: &str) -> Self {
        let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let is_device = plain.len() == DIGITS && plain.bytes().all(|b| b.is_ascii_digit());
        match plain.parse() {
            Ok(digits) if is_device => Self::Device(digits),
            _ => Self::Paper(recovery_hash(user_id, &plain)),
        }
    }
}

/// New recovery codes, as they are shown once.
pub fn recovery_codes(random: &dyn Random) -> Vec<String> {
    let code = |_| {
        let mut bytes = [0; RECOVERY_BYTES];
        random.fill(&mut bytes);
        in_groups(&base32(&bytes)).replace(' ', "-")
    };
    (0..RECOVERY_CODES).map(code).collect()
}

/// What is stored of a recovery code. It has 80 random bits, so a plain sum can't be searched.
pub fn recovery_hash(user_id: UserId, code: &str) -> [u8; 32] {
    let plain: String = code
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect();
    let mut sum = Sha256::new();
    sum.update(user_id.0.to_be_bytes());
    sum.update(plain.as_bytes());
    sum.finalize().into()
}

/// Dynamic truncation of RFC 4226: 31 bits.
fn code(secret: &[u8], step: i64) -> u32 {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else {
        return 0;
    };
    mac.update(&step.to_be_bytes());
    let sum = mac.finalize().into_bytes();
    let start = sum.last().map_or(0, |byte| usize::from(byte & 15));
    let picked = sum.iter().skip(start).take(4);
    picked.fold(0, |bits, byte| bits << 8 | u32::from(*byte)) & 0x7fff_ffff
}

/// Of a multiple of five bytes.
fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut bits, mut held) = (0_u32, 0);
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            let index = (bits >> held & 31) as usize;
            text.extend(ALPHABET.get(index).map(|letter| char::from(*letter)));
        }
    }
    text
}

fn in_groups(text: &str) -> String {
    let mut grouped = String::new();
    for (place, letter) in text.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(letter);
    }
    grouped
}

/// What is not plain in an address, in bytes.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.extend(format!("%{byte:02X}").chars());
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, for SHA-1; the codes there have eight digits.
    const VECTORS: [(i64, u32); 6] = [
        (59, 94_287_082),
        (1_111_111_109, 7_081_804),
        (1_111_111_111, 14_050_471),
        (1_234_567_890, 89_005_924),
        (2_000_000_000, 69_279_037),
        (20_000_000_000, 65_353_130),
    ];

    fn secret() -> Secret {
        Secret(*b"12345678901234567890")
    }

    #[test]
    fn the_vectors_of_the_standard_hold() {
        for (seconds, wanted) in VECTORS {
            let step = seconds / 30;
            assert_eq!(code(&secret().0, step) % 100_000_000, wanted);
            assert_eq!(secret().code(step), wanted % 1_000_000);
        }
    }

    #[test]
    fn a_code_is_good_for_one_step_before_and_after_and_once() {
        let at = |seconds: i64| Timestamp(seconds * 1_000);
        let code = secret().code(100);
        for (seconds, is_good) in [
            (2_969, false),
            (2_970, true),
            (3_000, true),
            (3_059, true),
            (3_060, false),
        ] {
            let found = secret().step_of(code, at(seconds), -1);
            assert_eq!(found, is_good.then_some(100), "{seconds}");
        }
        assert_eq!(secret().step_of(code, at(3_000), 100), None);
        assert_eq!(secret().step_of(code, at(3_000), 99), Some(100));
        assert_eq!(secret().step_of(code + 1, at(3_000), 99), None);
    }

    #[test]
    fn the_secret_is_written_as_the_standard_says() {
        // RFC 4648; nothing is left over of 5, 10 or 20 bytes.
        assert_eq!(base32(b"fooba"), "MZXW6YTB");
        assert_eq!(
            secret().in_groups(),
            "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
        );
        assert_eq!(
            secret().address("Rollcall", "maya@northwind.example"),
            "otpauth://totp/Rollcall:maya@northwind.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Rollcall"
        );
        assert_eq!(format!("{:?}", secret()), "Secret");
    }

    #[test]
    fn what_is_typed_is_a_code_of_the_device_or_one_from_paper() {
        let read = |text| Typed::read(UserId(7), text);
        assert_eq!(read("012 345"), Typed::Device(12_345));
        let paper = recovery_hash(UserId(7), "ABCD-EFGH-2345-WXYZ");
        assert_eq!(read(" abcdefgh 2345wxyz "), Typed::Paper(paper));
        assert_ne!(paper, recovery_hash(UserId(8), "ABCD-EFGH-2345-WXYZ"));
        assert!(matches!(read("12345"), Typed::Paper(_)));
        assert!(matches!(read(""), Typed::Paper(_)));
    }
}
