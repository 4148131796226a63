//! A file's bytes as a stream of UTF-8, in pieces.

use std::fs::File;
use std::io::Read;

use encoding_rs::{CoderResult, Decoder, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::scan::Encoding;
use crate::import::limits;
use crate::import::problem::FileProblem;

const CHUNK: usize = 128 * 1024;

/// Reads a file and hands out UTF-8. Bytes of a UTF-8 file pass as they are; the parser checks them row by row.
pub struct Utf8Stream {
    file: Box<dyn Read + Send>,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    read_bytes: u64,
    at_start: bool,
    at_end: bool,
}

impl Utf8Stream {
    /// A stream from the beginning of `file`.
    pub fn new(file: File, encoding: Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_with_bom_removal()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_with_bom_removal()),
            Encoding::Windows1252 => Some(WINDOWS_1252.new_decoder_without_bom_handling()),
            Encoding::MacRoman => Some(MACINTOSH.new_decoder_without_bom_handling()),
        };
        Self {
            file: Box::new(file),
            decoder,
            raw: vec![0; CHUNK],
            read_bytes: 0,
            at_start: true,
            at_end: false,
        }
    }

    /// Bytes of the file read so far.
    pub fn position(&self) -> u64 {
        self.read_bytes
    }

    /// Appends the next piece to `out`; `false` at the end.
    pub fn fill(&mut self, out: &mut Vec<u8>) -> Result<bool, FileProblem> {
        if self.at_end {
            return Ok(false);
        }
        let read = loop {
            match self.file.read(&mut self.raw) {
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) => return Err(FileProblem::io(e)),
                Ok(read) => break read,
            }
        };
        self.read_bytes += read as u64;
        if self.read_bytes > limits::FILE_BYTES {
            return Err(FileProblem::TooLarge);
        }
        self.at_end = read == 0;
        let before = out.len();
        let bytes = self.raw.get(..read).unwrap_or_default();
        match &mut self.decoder {
            None => out.extend_from_slice(if self.at_start {
                without_mark(bytes)
            } else {
                bytes
            }),
            Some(decoder) => decode(decoder, bytes, out),
        }
        self.at_start = false;
        Ok(!self.at_end || out.len() > before)
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// An empty piece is the end of the file.
fn decode(decoder: &mut Decoder, mut bytes: &[u8], out: &mut Vec<u8>) {
    let last = bytes.is_empty();
    let mut text = String::with_capacity(bytes.len() * 3 + 16);
    loop {
        let (result, read, _) = decoder.decode_to_string(bytes, &mut text, last);
        bytes = bytes.get(read..).unwrap_or_default();
        match result {
            CoderResult::InputEmpty => break,
            CoderResult::OutputFull => text.reserve(bytes.len() * 3 + 16),
        }
    }
    out.extend_from_slice(text.as_bytes());
}
