//! Telling formats by their first bytes; what can't be read gets a sentence and not garbage.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::scan::Form;
use crate::import::problem::{FileProblem, OtherFormat};

/// The format of a file that begins like this.
pub fn form(head: &[u8]) -> Result<Form, FileProblem> {
    match by_signature(head) {
        Some(found) => found.map_err(FileProblem::Other),
        None => by_text(head).map_err(FileProblem::Other),
    }
}

/// The stream in which Office keeps what it encrypts (MS-OFFCRYPTO 2.3.4.4), as it is named in a compound file.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// None where the first bytes are letters.
fn by_signature(head: &[u8]) -> Option<Result<Form, OtherFormat>> {
    let has = |text: &[u8]| memchr::memmem::find(head, text).is_some();
    let found = match head {
        [b'P', b'K', 3 | 5 | 7, ..] if has(b"opendocument") => OtherFormat::OpenDocument,
        [b'P', b'K', 3 | 5 | 7, ..] if has(b"xl/") || has(b"[Content_Types]") => {
            return Some(Ok(Form::Workbook {
                sheets: Vec::new(),
                sheet: String::new(),
            }));
        }
        [b'P', b'K', 3 | 5 | 7, ..] => OtherFormat::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, ..] if has(LOCKED) => OtherFormat::Locked,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => OtherFormat::OldExcel,
        [0x1f, 0x8b, ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', 0x31, ..]
        | [0xfd, b'7', b'z', b'X', ..]
        | [0x28, 0xb5, 0x2f, 0xfd, ..]
        | [b'7', b'z', 0xbc, 0xaf, ..]
        | [b'R', b'a', b'r', b'!', ..] => OtherFormat::Compressed,
        [b'%', b'P', b'D', b'F', ..] => OtherFormat::Pdf,
        [0x89, b'P', b'N', b'G', ..]
        | [0xff, 0xd8, 0xff, ..]
        | [b'G', b'I', b'F', b'8', ..]
        | [0x7f, b'E', b'L', b'F', ..] => OtherFormat::Binary,
        _ if head.starts_with(b"SQLite format 3\0") => OtherFormat::Database,
        _ => return None,
    };
    Some(Err(found))
}

fn by_text(head: &[u8]) -> Result<Form, OtherFormat> {
    let decoded = in_utf16(head).map(|encoding| encoding.decode(head).0);
    let head = decoded.as_ref().map_or(head, |text| text.as_bytes());
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let text = text.trim_ascii_start();
    match text.first() {
        Some(b'{') => Ok(Form::Json),
        Some(b'[') if begins_json_array(text) => Ok(Form::Json),
        Some(b'<') if looks_like_markup(text) => Err(OtherFormat::Markup),
        _ if is_ldif(text) => Ok(Form::Ldif),
        _ => Ok(Form::Text(b',')),
    }
}

/// Text of western languages in UTF-16, with a mark or by the zeros in every second byte.
fn in_utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some(UTF_16LE),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => Some(UTF_16BE),
        _ => None,
    }
}

fn begins_json_array(text: &[u8]) -> bool {
    let inner = text.get(1..).unwrap_or_default().trim_ascii_start();
    matches!(inner.first(), Some(b'{' | b'[' | b']'))
}

fn looks_like_markup(text: &[u8]) -> bool {
    let start: Vec<u8> = text.iter().take(5).map(u8::to_ascii_lowercase).collect();
    [&b"<?xml"[..], b"<html", b"<!doc", b"<tabl"]
        .iter()
        .any(|sign| start.starts_with(sign))
}

fn is_ldif(text: &[u8]) -> bool {
    let mut lines = text
        .split(|b| *b == b'\n' || *b == b'\r')
        .filter(|line| !line.is_empty() && !line.starts_with(b"#") && !line.starts_with(b" "));
    let first = lines.next().unwrap_or_default().to_ascii_lowercase();
    let is_dn = |line: &[u8]| line.starts_with(b"dn:");
    if is_dn(&first) {
        return true;
    }
    let version = first.strip_prefix(b"version:");
    version.is_some_and(|number| number.trim_ascii() == b"1")
        && lines
            .next()
            .is_some_and(|line| is_dn(&line.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_beginning() {
        use OtherFormat::{Binary, Compressed, Database, Locked, Markup, OldExcel, Pdf, Zip};
        let workbook = Form::Workbook {
            sheets: Vec::new(),
            sheet: String::new(),
        };
        for (head, wanted) in [
            (&b"PK\x03\x04....[Content_Types].xml"[..], Ok(workbook)),
            (b"PK\x03\x04....readme.txt", Err(Zip)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", Err(OldExcel)),
            (
                b"\xd0\xcf\x11\xe0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                Err(Locked),
            ),
            (b"\x1f\x8b\x08", Err(Compressed)),
            (b"SQLite format 3\0", Err(Database)),
            (b"%PDF-1.7", Err(Pdf)),
            (b"\x89PNG\r\n", Err(Binary)),
            (b"\xef\xbb\xbf [ {\"a\":1}]", Ok(Form::Json)),
            (b"{\"a\":1}", Ok(Form::Json)),
            (b"# comment\nversion: 1\n\ndn: cn=a", Ok(Form::Ldif)),
            (b"dn:: Y249YQ==\n", Ok(Form::Ldif)),
            (b"<?xml version=\"1.0\"?>", Err(Markup)),
            (b"<!DOCTYPE html>", Err(Markup)),
            (b"[Name],[Mail]\na,b", Ok(Form::Text(b','))),
            (b"version:1\ndn: cn=a", Ok(Form::Ldif)),
            (b"\xff\xfe[\0\r\0\n\0{\0\"\0", Ok(Form::Json)),
            (b"\0{\0\"\0a\0\"", Ok(Form::Json)),
            (b"\xff\xfed\0n\0:\0 \0c\0=\0a\0", Ok(Form::Ldif)),
            (b"\xff\xfeN\0a\0m\0e\0", Ok(Form::Text(b','))),
            (b"version:v1.0\nName", Ok(Form::Text(b','))),
            (b"name,email\n", Ok(Form::Text(b','))),
            (b"BZh,Name\n", Ok(Form::Text(b','))),
        ] {
            let shown = String::from_utf8_lossy(head);
            match (form(head), wanted) {
                (Ok(found), Ok(wanted)) => assert_eq!(found, wanted, "{shown}"),
                (Err(FileProblem::Other(found)), Err(wanted)) => {
                    assert_eq!(found, wanted, "{shown}");
                }
                (found, wanted) => panic!("{shown}: {found:?} instead of {wanted:?}"),
            }
        }
    }
}
