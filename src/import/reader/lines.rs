//! Text in lines, whatever ends them.

use std::fs::File;

use super::decode::Utf8Stream;
use super::scan::Encoding;
use crate::import::limits;
use crate::import::problem::FileProblem;

/// Most bytes of a line that are kept.
const LINE: usize = limits::CELL_BYTES;

/// Lines of a file.
pub(super) struct Lines {
    stream: Utf8Stream,
    buffer: Vec<u8>,
    at: usize,
}

impl Lines {
    /// From the beginning of a file.
    pub(super) fn new(file: File, encoding: Encoding) -> Self {
        Self {
            stream: Utf8Stream::new(file, encoding),
            buffer: Vec::new(),
            at: 0,
        }
    }

    /// Bytes of the file read so far.
    pub(super) fn position(&self) -> u64 {
        self.stream.position()
    }

    /// Puts the next line, without what ends it, into `line`; `false` at the end. Of a very long line the rest is left out.
    pub(super) fn next(&mut self, line: &mut String) -> Result<bool, FileProblem> {
        line.clear();
        let mut bytes = Vec::new();
        let mut has_any = false;
        loop {
            let ahead = self.buffer.get(self.at..).unwrap_or_default();
            let stop = memchr::memchr2(b'\n', b'\r', ahead);
            let length = stop.unwrap_or(ahead.len());
            let fits = LINE.saturating_sub(bytes.len()).min(length);
            bytes.extend_from_slice(ahead.get(..fits).unwrap_or_default());
            has_any |= !ahead.is_empty();
            self.at += length;
            if stop.is_some() {
                self.pass_end()?;
                break;
            }
            if !self.refill()? {
                break;
            }
        }
        line.push_str(&String::from_utf8_lossy(&bytes));
        Ok(has_any)
    }

    fn pass_end(&mut self) -> Result<(), FileProblem> {
        let is_return = self.buffer.get(self.at) == Some(&b'\r');
        self.at += 1;
        if is_return {
            if self.at >= self.buffer.len() {
                self.refill()?;
            }
            if self.buffer.get(self.at) == Some(&b'\n') {
                self.at += 1;
            }
        }
        Ok(())
    }

    fn refill(&mut self) -> Result<bool, FileProblem> {
        self.buffer.drain(..self.at.min(self.buffer.len()));
        self.at = 0;
        self.stream.fill(&mut self.buffer)
    }
}
