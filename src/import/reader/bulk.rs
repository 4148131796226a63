//! Whether a workbook can be held in memory: a small file can unpack to more than any computer has.
//!
//! What a part says of its size is not believed; each is unpacked once and counted, and kept nowhere.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use super::sheet::broken;
use crate::import::problem::FileProblem;

/// Most bytes of the parts that are kept whole.
const SHARED_BYTES: u64 = 256 << 20;
/// Most bytes of all parts together.
const ALL_BYTES: u64 = 1 << 30;
/// Most bytes that each byte of the file may become, from this size on.
const RATIO: u64 = 200;
const RATIO_FROM: u64 = 32 << 20;
/// Most bytes between the beginnings of two elements: a text, an attribute or a comment is held as a whole.
const RUN_BYTES: usize = 1 << 20;
/// A text takes more bytes than this.
const TEXT_BYTES: u64 = 8;
/// Where the texts say how many they are, for which room is made before any is read.
const COUNT: &[u8] = b"uniqueCount";
/// Bytes after a name in which its value stands.
const VALUE_BYTES: usize = 64;

const CHUNK: usize = 64 * 1024;

/// Refuses what is too large, and leaves the file at its beginning.
pub(super) fn check(mut file: &File) -> Result<(), FileProblem> {
    let packed = file.metadata().map_err(FileProblem::io)?.len();
    let copy = file.try_clone().map_err(FileProblem::io)?;
    let mut archive = zip::ZipArchive::new(BufReader::new(copy)).map_err(broken)?;
    let mut all = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(broken)?;
        let name = part.name().map_err(broken)?.to_ascii_lowercase();
        let left = ALL_BYTES - all;
        let most = if name.contains("worksheets/") {
            left
        } else {
            left.min(SHARED_BYTES)
        };
        all += match Kind::of(&name) {
            Kind::Texts => count(
                part,
                most,
                &mut [&mut Runs::default(), &mut Said::default()],
            )?,
            Kind::Elements => count(part, most, &mut [&mut Runs::default()])?,
            Kind::Other => count(part, most, &mut [])?,
        };
        if all > RATIO_FROM && all > packed.saturating_mul(RATIO) {
            return Err(FileProblem::TooLarge);
        }
    }
    file.seek(SeekFrom::Start(0)).map_err(FileProblem::io)?;
    Ok(())
}

/// What a part holds.
#[derive(Clone, Copy)]
enum Kind {
    /// The texts of all cells.
    Texts,
    /// Other XML.
    Elements,
    /// Pictures and the like.
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name.rsplit_once('.') {
            Some((path, "xml")) if path.ends_with("sharedstrings") => Self::Texts,
            Some((_, "xml" | "rels")) => Self::Elements,
            _ => Self::Other,
        }
    }
}

/// Looks at a part while it is unpacked.
trait Check {
    fn take(&mut self, bytes: &[u8]) -> Result<(), FileProblem>;

    /// The part had so many bytes.
    fn end(&self, size: u64) -> Result<(), FileProblem>;
}

/// Bytes of a part once it is unpacked.
fn count(
    mut part: impl Read,
    most: u64,
    checks: &mut [&mut dyn Check],
) -> Result<u64, FileProblem> {
    let mut chunk = vec![0; CHUNK];
    let mut size = 0;
    loop {
        let read = part.read(&mut chunk).map_err(broken)?;
        if read == 0 {
            break;
        }
        size += read as u64;
        if size > most {
            return Err(FileProblem::TooLarge);
        }
        for check in checks.iter_mut() {
            check.take(chunk.get(..read).unwrap_or_default())?;
        }
    }
    checks.iter().try_for_each(|check| check.end(size))?;
    Ok(size)
}

/// How far elements are apart.
#[derive(Default)]
struct Runs {
    since: usize,
}

impl Check for Runs {
    fn take(&mut self, bytes: &[u8]) -> Result<(), FileProblem> {
        let first = memchr::memchr(b'<', bytes).unwrap_or(bytes.len());
        if self.since + first > RUN_BYTES {
            return Err(FileProblem::TooLarge);
        }
        self.since = match memchr::memrchr(b'<', bytes) {
            Some(last) => bytes.len() - last,
            None => self.since + bytes.len(),
        };
        Ok(())
    }

    fn end(&self, _: u64) -> Result<(), FileProblem> {
        Ok(())
    }
}

/// How many texts the part says that it has.
#[derive(Default)]
struct Said {
    before: Vec<u8>,
    texts: u64,
}

impl Check for Said {
    fn take(&mut self, bytes: &[u8]) -> Result<(), FileProblem> {
        self.before.extend_from_slice(bytes);
        for at in memchr::memmem::find_iter(&self.before, COUNT) {
            let value = self.before.get(at + COUNT.len()..).unwrap_or_default();
            self.texts = self.texts.max(number(value));
        }
        let kept = self.before.len().min(COUNT.len() + VALUE_BYTES);
        self.before.drain(..self.before.len() - kept);
        Ok(())
    }

    fn end(&self, size: u64) -> Result<(), FileProblem> {
        if self.texts > size / TEXT_BYTES {
            return Err(FileProblem::TooLarge);
        }
        Ok(())
    }
}

/// The number of ` = "17"`; what is larger than any counts as the largest.
fn number(value: &[u8]) -> u64 {
    let near = value.get(..VALUE_BYTES).unwrap_or(value);
    let digits = near
        .iter()
        .skip_while(|byte| !byte.is_ascii_digit())
        .take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_u64, |number, digit| {
        number
            .saturating_mul(10)
            .saturating_add(u64::from(digit - b'0'))
    })
}
