//! Walks over JSON without building it: where records begin and end, and what the objects around them are called.

use std::fs::File;

use super::decode::Utf8Stream;
use super::scan::Encoding;
use crate::import::problem::FileProblem;

/// Most bytes of a record; what is longer is a fault of its row.
const RECORD_BYTES: usize = 1 << 20;
/// Most bytes of a name that are kept.
const NAME_BYTES: usize = 200;

/// Where the records of a file are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// One after another, of which a file with one object is the least.
    Apart,
    /// In an array that is all there is.
    Array,
    /// In the array with this name, in an object that is all there is.
    Under(String),
}

/// Names under which systems put their records, the likeliest first; compared without case.
const LISTS: [&str; 6] = [
    "users",
    "resources",
    "operations",
    "value",
    "activities",
    "records",
];
/// The same of objects that have no name of their own.
const LISTS_OF_NOBODY: [&str; 6] = ["items", "events", "results", "data", "entries", "logs"];
/// What only a record has.
const OWN: [&str; 6] = ["id", "_id", "uuid", "username", "user_id", "eventtype"];

/// What comes next.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    Open(u8),
    Close,
    Comma,
    Colon,
    Text,
    Plain,
}

/// What a value was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    Plain,
    Object,
    /// With so many objects in it.
    Array(u64),
}

/// A walk over a file.
pub(super) struct Walk {
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

impl Walk {
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

    /// Looks at the whole file for where its records are.
    pub(super) fn shape(mut self) -> Result<Shape, FileProblem> {
        match self.token()? {
            Some(Token::Open(b'[')) => return Ok(Shape::Array),
            Some(Token::Open(_)) => {}
            _ => return Err(FileProblem::BrokenJson),
        }
        let (mut lists, mut is_record) = (Vec::new(), false);
        loop {
            match self.token()? {
                Some(Token::Text) => {}
                Some(Token::Comma) => continue,
                Some(Token::Close) => break,
                _ => return Err(FileProblem::BrokenJson),
            }
            let name = String::from_utf8_lossy(&self.name).into_owned();
            let folded = name.to_ascii_lowercase();
            is_record |= OWN.contains(&folded.as_str());
            self.colon()?;
            if let Value::Array(objects) = self.value()? {
                lists.push((folded, name, objects));
            }
        }
        if self.token()?.is_some() {
            return Ok(Shape::Apart);
        }
        let named = |names: &[&str], least: u64| {
            let mut found = names.iter().filter_map(|wanted| {
                let mut all = lists.iter();
                all.find(|(folded, _, objects)| folded == wanted && *objects >= least)
                    .map(|(_, name, _)| name.clone())
            });
            found.next()
        };
        let of_nobody = || {
            let found = named(&LISTS_OF_NOBODY, 1).or_else(|| named(&LISTS, 0));
            found.filter(|_| !is_record)
        };
        Ok(named(&LISTS, 1)
            .or_else(of_nobody)
            .map_or(Shape::Apart, Shape::Under))
    }

    /// Goes to where the records begin.
    pub(super) fn enter(&mut self, shape: &Shape) -> Result<(), FileProblem> {
        match shape {
            Shape::Apart => Ok(()),
            Shape::Array => self.open(b'['),
            Shape::Under(wanted) => {
                self.open(b'{')?;
                loop {
                    match self.token()? {
                        Some(Token::Text) => {}
                        Some(Token::Comma) => continue,
                        _ => return Err(FileProblem::BrokenJson),
                    }
                    let is_it = self.name == wanted.as_bytes();
                    self.colon()?;
                    if is_it {
                        return self.open(b'[');
                    }
                    self.value()?;
                }
            }
        }
    }

    /// The next record; none at the end.
    pub(super) fn record(&mut self) -> Result<Option<Piece>, FileProblem> {
        loop {
            self.record = None;
            self.is_long = false;
            self.skip_blanks()?;
            if self.peek()?.is_none() {
                return Ok(None);
            }
            self.record = Some(Vec::new());
            match self.token()? {
                Some(Token::Comma) => continue,
                None | Some(Token::Close) => return Ok(None),
                Some(Token::Colon) => return Err(FileProblem::BrokenJson),
                Some(Token::Text | Token::Plain) => {}
                Some(Token::Open(_)) => {
                    self.rest_of()?;
                }
            }
            let piece = match self.record.take() {
                Some(bytes) if !self.is_long => Piece::Whole(bytes),
                _ => Piece::Long,
            };
            return Ok(Some(piece));
        }
    }

    fn open(&mut self, wanted: u8) -> Result<(), FileProblem> {
        match self.token()? {
            Some(Token::Open(byte)) if byte == wanted => Ok(()),
            _ => Err(FileProblem::BrokenJson),
        }
    }

    fn colon(&mut self) -> Result<(), FileProblem> {
        match self.token()? {
            Some(Token::Colon) => Ok(()),
            _ => Err(FileProblem::BrokenJson),
        }
    }

    /// Passes a value.
    fn value(&mut self) -> Result<Value, FileProblem> {
        match self.token()? {
            Some(Token::Text | Token::Plain) => Ok(Value::Plain),
            Some(Token::Open(b'[')) => Ok(Value::Array(self.rest_of()?)),
            Some(Token::Open(_)) => {
                self.rest_of()?;
                Ok(Value::Object)
            }
            _ => Err(FileProblem::BrokenJson),
        }
    }

    /// Passes what is left of an object or array; how many objects stand in it directly.
    fn rest_of(&mut self) -> Result<u64, FileProblem> {
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

    fn token(&mut self) -> Result<Option<Token>, FileProblem> {
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

    fn skip_blanks(&mut self) -> Result<(), FileProblem> {
        while self
            .peek()?
            .is_some_and(|byte| byte.is_ascii_whitespace() || byte == 0x1e)
        {
            self.next_byte()?;
        }
        Ok(())
    }

    fn peek(&mut self) -> Result<Option<u8>, FileProblem> {
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
