//! The first pass over a file: its size, its hash and its encoding.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::foreign;
use crate::domain::audit::Hash;
use crate::import::limits;
use crate::import::problem::{FileProblem, file_name};

const CHUNK: usize = 256 * 1024;

/// How a file's bytes stand for letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8; bytes that are not are faults of their row.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows-1252, of which Latin-1 is a part.
    Windows1252,
    /// Mac OS Roman, as old spreadsheets on that system write.
    MacRoman,
}

impl Encoding {
    /// Its name, as people write it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
            Self::MacRoman => "Mac OS Roman",
        }
    }
}

/// The format of a file, with what tells its rows apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Form {
    /// Delimited text, with the byte between cells.
    Text(u8),
    /// A workbook.
    Workbook {
        /// Its sheets, from left to right, without those that are hidden.
        sheets: Vec<String>,
        /// The one that is read.
        sheet: String,
    },
    /// JSON: one array or object, or one object after another.
    Json,
    /// LDIF, RFC 2849.
    Ldif,
}

impl Form {
    /// The sheet that is read, of a workbook.
    pub fn sheet(&self) -> Option<&str> {
        match self {
            Self::Workbook { sheet, .. } => Some(sheet),
            Self::Text(_) | Self::Json | Self::Ldif => None,
        }
    }

    /// Whether each record names its own parts, as those of JSON and LDIF do.
    pub fn is_of_records(&self) -> bool {
        matches!(self, Self::Json | Self::Ldif)
    }

    /// Sheets among which one can choose; none where there is no choice.
    pub fn choice(&self) -> &[String] {
        match self {
            Self::Workbook { sheets, .. } if sheets.len() > 1 => sheets,
            _ => &[],
        }
    }
}

/// What is known of a file before its rows are read.
#[derive(Clone, PartialEq, Debug)]
pub struct FileFacts {
    /// Name without folders.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 over all bytes.
    pub sha256: Hash,
    /// The encoding found; of a workbook always UTF-8.
    pub encoding: Encoding,
    /// Its format.
    pub form: Form,
    /// When it was last written, where the system tells.
    modified: Option<SystemTime>,
}

impl FileFacts {
    /// The hash in hexadecimal digits.
    pub fn sha256_hex(&self) -> String {
        use std::fmt::Write as _;
        self.sha256.iter().fold(String::new(), |mut out, byte| {
            // Writing to a String can't fail.
            write!(out, "{byte:02x}").unwrap_or_default();
            out
        })
    }
}

/// Opens a file, reads it once and leaves it at its beginning.
pub fn scan(path: &Path) -> Result<(File, FileFacts), FileProblem> {
    let meta = std::fs::metadata(path).map_err(FileProblem::io)?;
    if !meta.is_file() {
        return Err(FileProblem::NotAFile);
    }
    if meta.len() > limits::FILE_BYTES {
        return Err(FileProblem::TooLarge);
    }
    let mut file = File::open(path).map_err(FileProblem::io)?;
    let mut sum = Sha256::new();
    let mut evidence = Evidence::default();
    let mut chunk = vec![0; CHUNK];
    let mut form = Form::Text(b',');
    loop {
        let bytes = read_full(&mut file, &mut chunk)?;
        if bytes.is_empty() {
            break;
        }
        if evidence.size == 0 {
            form = foreign::form(bytes)?;
        }
        sum.update(bytes);
        evidence.take(bytes);
        if evidence.size > limits::FILE_BYTES {
            return Err(FileProblem::TooLarge);
        }
    }
    file.seek(SeekFrom::Start(0)).map_err(FileProblem::io)?;
    let encoding = match form {
        Form::Workbook { .. } => Encoding::Utf8,
        Form::Text(_) | Form::Json | Form::Ldif => evidence.encoding()?,
    };
    let facts = FileFacts {
        name: file_name(path),
        size: evidence.size,
        sha256: sum.finalize().into(),
        encoding,
        form,
        modified: meta.modified().ok(),
    };
    Ok((file, facts))
}

/// Opens a file that was scanned before; it is scanned again unless size and time say that nobody wrote to it.
pub fn rescan(path: &Path, known: &FileFacts) -> Result<(File, FileFacts), FileProblem> {
    let meta = std::fs::metadata(path).map_err(FileProblem::io)?;
    let is_same = meta.is_file() && meta.len() == known.size && known.modified.is_some();
    if is_same && meta.modified().ok() == known.modified {
        let file = File::open(path).map_err(FileProblem::io)?;
        return Ok((file, known.clone()));
    }
    scan(path)
}

fn read_full<'a>(file: &mut File, chunk: &'a mut [u8]) -> Result<&'a [u8], FileProblem> {
    let mut filled = 0;
    while let Some(rest) = chunk.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) => return Err(FileProblem::io(e)),
        }
    }
    Ok(chunk.get(..filled).unwrap_or_default())
}

/// What the bytes say about the encoding.
#[derive(Default)]
struct Evidence {
    size: u64,
    head: [u8; 3],
    carry: Vec<u8>,
    multibyte: u64,
    invalid: u64,
    undefined_1252: u64,
    even_zeros: u64,
    odd_zeros: u64,
    carriage_returns: u64,
    line_feeds: u64,
}

impl Evidence {
    fn take(&mut self, bytes: &[u8]) {
        if self.size == 0 {
            for (slot, byte) in self.head.iter_mut().zip(bytes) {
                *slot = *byte;
            }
        }
        let first_is_even = self.size.is_multiple_of(2);
        for at in memchr::memchr_iter(0, bytes) {
            if (at % 2 == 0) == first_is_even {
                self.even_zeros += 1;
            } else {
                self.odd_zeros += 1;
            }
        }
        self.carriage_returns += memchr::memchr_iter(b'\r', bytes).count() as u64;
        self.line_feeds += memchr::memchr_iter(b'\n', bytes).count() as u64;
        self.size += bytes.len() as u64;
        self.take_utf8(bytes);
    }

    /// Counts sequences that are UTF-8 and bytes that are not; a sequence cut by the chunk's end is carried over.
    fn take_utf8(&mut self, bytes: &[u8]) {
        if self.carry.is_empty() && bytes.is_ascii() {
            return;
        }
        let mut joined = std::mem::take(&mut self.carry);
        joined.extend_from_slice(bytes);
        let mut rest = joined.as_slice();
        loop {
            match std::str::from_utf8(rest) {
                Ok(valid) => return self.count_multibyte(valid.as_bytes()),
                Err(e) => {
                    let (valid, tail) = rest.split_at(e.valid_up_to());
                    self.count_multibyte(valid);
                    let Some(length) = e.error_len() else {
                        self.carry = tail.to_vec();
                        return;
                    };
                    let (bad, next) = tail.split_at(length.min(tail.len()));
                    self.invalid += 1;
                    self.undefined_1252 += count_undefined(bad);
                    rest = next;
                }
            }
        }
    }

    fn count_multibyte(&mut self, valid: &[u8]) {
        if !valid.is_ascii() {
            self.multibyte += valid.iter().filter(|b| **b >= 0xc0).count() as u64;
        }
    }

    fn encoding(&self) -> Result<Encoding, FileProblem> {
        match self.head {
            _ if self.size == 0 => return Err(FileProblem::Empty),
            [0xff, 0xfe, _] => return Ok(Encoding::Utf16Le),
            [0xfe, 0xff, _] => return Ok(Encoding::Utf16Be),
            _ => {}
        }
        let zeros = self.even_zeros + self.odd_zeros;
        if zeros > 0 {
            return self.utf16_without_mark(zeros);
        }
        let invalid = self.invalid + u64::from(!self.carry.is_empty());
        if invalid == 0 || self.head == [0xef, 0xbb, 0xbf] || self.multibyte > 4 * invalid {
            return Ok(Encoding::Utf8);
        }
        let from_a_mac = self.line_feeds == 0 && self.carriage_returns > 0;
        if from_a_mac || self.undefined_1252 * 4 > invalid {
            return Ok(Encoding::MacRoman);
        }
        Ok(Encoding::Windows1252)
    }

    /// Text of western languages in UTF-16 has a zero in almost every second byte and none in the others.
    fn utf16_without_mark(&self, zeros: u64) -> Result<Encoding, FileProblem> {
        let mostly = zeros * 4 > self.size && self.size.is_multiple_of(2);
        if mostly && self.even_zeros * 20 < self.odd_zeros {
            return Ok(Encoding::Utf16Le);
        }
        if mostly && self.odd_zeros * 20 < self.even_zeros {
            return Ok(Encoding::Utf16Be);
        }
        Err(FileProblem::NotText)
    }
}

fn count_undefined(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .filter(|b| matches!(b, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d))
        .count() as u64
}
