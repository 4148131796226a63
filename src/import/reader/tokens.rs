//! JSON as signs, without building it: brackets, names and what stands between, and the bytes of a record as they are.

use std::fs::File;

use super::decode::Utf8Stream;
use super::scan::Encoding;
use crate::import::problem::FileProblem;

/// Most bytes of a record; what is longer is a fault of its row.
const RECORD_BYTES: usize = 4 << 20;
/// Most bytes of a name that are kept.
const NAME_BYTES: usize = 200;

/// What comes next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token {
    Open(u8),
    Close,
    Comma,
    Colon,
    Text,
    Plain,
}

/// The signs of a file, one after another.
pub(super) struct Tokens {
    stream: Utf8Stream,
    buffer: Vec<u8>,
    at: usize,
    /// The last text, as it stands in the file.
    name: Vec<u8>,
    record: Option<Vec<u8>>,
    is_long: bool,
}

/// A record as it stands in the file.
pub(super) enum Piece {
    /// Its bytes.
    Whole(Vec<u8>),
    /// It is longer than is read.
    Long,
}

impl Tokens {
    /// From the beginning of a file.
    pub(super) fn new(file: File, encoding: Encoding) -> Self {
        Self {
            stream: Utf8Stream::new(file, encoding),
            buffer: Vec::new(),
            at: 0,
            name: Vec::new(),
            record: None,
            is_long: false,
        }
    }

    /// Bytes of the file read so far.
    pub(super) fn position(&self) -> u64 {
        self.stream.position()
    }

    /// The name, or any other text, that was passed last.
    pub(super) fn last_text(&self) -> &[u8] {
        &self.name
    }

    /// The next line that has anything in it.
    pub(super) fn line(&mut self) -> Result<Option<Piece>, FileProblem> {
        self.record = None;
        self.skip_blanks()?;
        if self.peek()?.is_none() {
            return Ok(None);
        }
        self.begin_record();
        while self.peek()?.is_some_and(|byte| byte != b'\n') {
            self.next_byte()?;
        }
        Ok(Some(match self.end_record() {
            Piece::Whole(bytes) => {
                let text = bytes.trim_ascii_end();
                Piece::Whole(text.strip_suffix(b",").unwrap_or(text).to_vec())
            }
            Piece::Long => Piece::Long,
        }))
    }

    /// From here on bytes are kept.
    pub(super) fn begin_record(&mut self) {
        self.is_long = false;
        self.record = Some(Vec::new());
    }

    /// What was kept, and keeps no more.
    pub(super) fn end_record(&mut self) -> Piece {
        match self.record.take() {
            Some(bytes) if !self.is_long => Piece::Whole(bytes),
            _ => Piece::Long,
        }
    }

    /// Goes to the next name of an object; its end is behind where there is none.
    pub(super) fn name(&mut self) -> Result<bool, FileProblem> {
        loop {
            match self.token()? {
                Some(Token::Text) => return Ok(true),
                Some(Token::Comma) => {}
                Some(Token::Close) => return Ok(false),
                None => return Err(FileProblem::HalfJson),
                Some(_) => return Err(FileProblem::BrokenJson),
            }
        }
    }

    /// Goes into the value of a name: the bracket that it begins with, none where it is plain and behind.
    pub(super) fn begin_value(&mut self) -> Result<Option<u8>, FileProblem> {
        match (self.token()?, self.token()?) {
            (Some(Token::Colon), Some(Token::Open(byte))) => Ok(Some(byte)),
            (Some(Token::Colon), Some(Token::Text | Token::Plain)) => Ok(None),
            (None, _) | (Some(Token::Colon), None) => Err(FileProblem::HalfJson),
            _ => Err(FileProblem::BrokenJson),
        }
    }

    /// Passes a bracket that must come next.
    pub(super) fn open(&mut self, wanted: u8) -> Result<(), FileProblem> {
        match self.token()? {
            Some(Token::Open(byte)) if byte == wanted => Ok(()),
            _ => Err(FileProblem::BrokenJson),
        }
    }

    /// Passes what is left of an object or array; how many objects stand in it directly.
    pub(super) fn rest_of(&mut self) -> Result<u64, FileProblem> {
        let (mut depth, mut objects) = (1_u32, 0);
        while depth > 0 {
            match self.token()? {
                None => return Err(FileProblem::HalfJson),
                Some(Token::Open(byte)) => {
                    objects += u64::from(depth == 1 && byte == b'{');
                    depth += 1;
                }
                Some(Token::Close) => depth -= 1,
                Some(_) => {}
            }
        }
        Ok(objects)
    }

    /// What comes next; none at the end.
    pub(super) fn token(&mut self) -> Result<Option<Token>, FileProblem> {
        self.skip_blanks()?;
        let Some(byte) = self.next_byte()? else {
            return Ok(None);
        };
        Ok(Some(match byte {
            b'{' | b'[' => Token::Open(byte),
            b'}' | b']' => Token::Close,
            b',' => Token::Comma,
            b':' => Token::Colon,
            b'"' => {
                self.text()?;
                Token::Text
            }
            _ => {
                self.plain()?;
                Token::Plain
            }
        }))
    }

    /// Passes a text; its opening quote is behind.
    fn text(&mut self) -> Result<(), FileProblem> {
        self.name.clear();
        loop {
            let Some(byte) = self.next_byte()? else {
                return Err(FileProblem::HalfJson);
            };
            match byte {
                b'"' => return Ok(()),
                b'\\' => {
                    self.next_byte()?;
                }
                _ if self.name.len() < NAME_BYTES => self.name.push(byte),
                _ => {}
            }
        }
    }

    /// Passes a number or a word.
    fn plain(&mut self) -> Result<(), FileProblem> {
        while let Some(byte) = self.peek()? {
            if byte.is_ascii_whitespace() || b"{}[],:\"".contains(&byte) {
                break;
            }
            self.next_byte()?;
        }
        Ok(())
    }

    /// Passes blanks and marks between records (RFC 7464).
    pub(super) fn skip_blanks(&mut self) -> Result<(), FileProblem> {
        while self
            .peek()?
            .is_some_and(|byte| byte.is_ascii_whitespace() || byte == 0x1e)
        {
            self.next_byte()?;
        }
        Ok(())
    }

    /// The next byte, which stays.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, FileProblem> {
        if self.at >= self.buffer.len() {
            self.buffer.clear();
            self.at = 0;
            while self.buffer.is_empty() && self.stream.fill(&mut self.buffer)? {}
        }
        Ok(self.buffer.get(self.at).copied())
    }

    fn next_byte(&mut self) -> Result<Option<u8>, FileProblem> {
        let byte = self.peek()?;
        self.at += 1;
        if let (Some(byte), Some(record)) = (byte, &mut self.record) {
            if record.len() < RECORD_BYTES {
                record.push(byte);
            } else {
                self.is_long = true;
            }
        }
        Ok(byte)
    }
}
