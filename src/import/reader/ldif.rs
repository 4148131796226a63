//! LDIF (RFC 2849) as a table: each entry of a person is a row, each attribute that any of them has is a column.
//!
//! Entries of other things (groups, computers, folders) and changes of what is elsewhere are passed over.

use std::fs::File;
use std::path::Path;

use super::columns::{Columns, Names};
use super::lines::Lines;
use super::scan::Encoding;
use super::{Records, Row};
use crate::import::limits;
use crate::import::problem::FileProblem;

/// Classes that people have.
const PEOPLE: [&str; 8] = [
    "person",
    "inetorgperson",
    "organizationalperson",
    "user",
    "account",
    "posixaccount",
    "residentialperson",
    "pilotperson",
];
/// Classes of what only looks like a person: machines, and addresses of people elsewhere.
const OTHERS: [&str; 2] = ["computer", "contact"];
/// Attributes of which every value counts; of the others the first one does.
const LISTS: [&str; 3] = ["memberof", "objectclass", "nsroledn"];

/// A file of LDIF that is being read.
pub(super) struct LdifFile {
    entries: Entries,
    columns: Columns,
}

/// The entries of a file, with the line in which each begins.
struct Entries {
    lines: Lines,
    line: String,
    /// What was read of the next entry already.
    ahead: Option<String>,
    number: u64,
    /// The line in which what was read last begins.
    began: u64,
}

/// Attributes with their values, in file order.
#[derive(Default)]
struct Entry {
    number: u64,
    parts: Vec<(String, String)>,
}

impl LdifFile {
    /// Reads the file once for the attributes that its people have.
    pub(super) fn open(path: &Path, encoding: Encoding) -> Result<Self, FileProblem> {
        let begin = || -> Result<Entries, FileProblem> {
            let file = File::open(path).map_err(FileProblem::io)?;
            Ok(Entries::new(Lines::new(file, encoding)))
        };
        let mut names = Names::default();
        let mut entries = begin()?;
        while let Some(entry) = entries.next()? {
            entry.parts.iter().for_each(|(name, _)| names.take(name));
            names.check()?;
        }
        let columns = names.columns();
        if columns.headers.is_empty() {
            return Err(FileProblem::NoPeople);
        }
        Ok(Self {
            entries: begin()?,
            columns,
        })
    }
}

impl Records for LdifFile {
    fn headers(&self) -> &[String] {
        &self.columns.headers
    }

    fn read(&mut self, row: &mut Row) -> Result<bool, FileProblem> {
        let Some(entry) = self.entries.next()? else {
            return Ok(false);
        };
        let mut cells: Vec<Option<String>> = vec![None; self.columns.headers.len()];
        for (name, value) in entry.parts {
            let slot = self.columns.of(&name).and_then(|at| cells.get_mut(at));
            match slot {
                Some(slot @ None) => *slot = Some(value),
                Some(Some(all)) if is_list(&name) => {
                    all.push_str("; ");
                    all.push_str(&value);
                }
                _ => {}
            }
        }
        row.begin(entry.number);
        for cell in &cells {
            row.push(cell.as_deref().unwrap_or_default());
        }
        Ok(true)
    }

    fn position(&self) -> u64 {
        self.entries.lines.position()
    }
}

impl Entries {
    fn new(lines: Lines) -> Self {
        Self {
            lines,
            line: String::new(),
            ahead: None,
            number: 0,
            began: 0,
        }
    }

    /// The next entry of a person; none at the end.
    fn next(&mut self) -> Result<Option<Entry>, FileProblem> {
        loop {
            let Some(entry) = self.any()? else {
                return Ok(None);
            };
            if entry.is_of_a_person() {
                return Ok(Some(entry));
            }
        }
    }

    fn any(&mut self) -> Result<Option<Entry>, FileProblem> {
        let mut entry = Entry::default();
        while let Some(line) = self.unfolded()? {
            if line.is_empty() {
                if entry.parts.is_empty() {
                    continue;
                }
                break;
            }
            if entry.number == 0 {
                entry.number = self.began;
            }
            entry.parts.extend(attribute(&line));
        }
        Ok(Some(entry).filter(|entry| !entry.parts.is_empty()))
    }

    /// A line with those that go on with it, without comments.
    fn unfolded(&mut self) -> Result<Option<String>, FileProblem> {
        loop {
            let Some(mut whole) = self.raw()? else {
                return Ok(None);
            };
            self.began = self.number;
            while let Some(next) = self.raw()? {
                match next.strip_prefix(' ') {
                    Some(rest) if !whole.is_empty() => {
                        if whole.len() < limits::CELL_BYTES {
                            whole.push_str(rest);
                        }
                    }
                    _ => {
                        self.ahead = Some(next);
                        break;
                    }
                }
            }
            if !whole.starts_with('#') {
                return Ok(Some(whole));
            }
        }
    }

    fn raw(&mut self) -> Result<Option<String>, FileProblem> {
        if let Some(line) = self.ahead.take() {
            return Ok(Some(line));
        }
        let has_one = self.lines.next(&mut self.line)?;
        self.number += u64::from(has_one);
        Ok(has_one.then(|| self.line.clone()))
    }
}

impl Entry {
    fn values<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = String> + 'a {
        let all = self.parts.iter();
        all.filter(move |(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value.to_ascii_lowercase())
    }

    fn is_of_a_person(&self) -> bool {
        let adds = self.values("changetype").all(|kind| kind == "add");
        let classes: Vec<String> = self.values("objectclass").collect();
        let is_person = classes.iter().any(|class| PEOPLE.contains(&class.as_str()));
        let is_other = classes.iter().any(|class| OTHERS.contains(&class.as_str()))
            || self
                .values("samaccountname")
                .chain(self.values("uid"))
                .any(|name| name.ends_with('$'));
        let has_dn = self.values("dn").next().is_some();
        has_dn && adds && (is_person || classes.is_empty()) && !is_other
    }
}

fn is_list(name: &str) -> bool {
    LISTS.iter().any(|list| name.eq_ignore_ascii_case(list))
}

/// `name: value`, `name:: base64`; what names a file elsewhere or is not text has no value here.
fn attribute(line: &str) -> Option<(String, String)> {
    let (name, rest) = line.split_once(':')?;
    let value = match rest.strip_prefix(':') {
        Some(encoded) => decoded(name, encoded.trim())?,
        None if rest.starts_with('<') => return None,
        None => rest.trim().to_owned(),
    };
    let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
    is_name.then(|| (name.to_owned(), value))
}

fn decoded(name: &str, encoded: &str) -> Option<String> {
    let bytes = base64(encoded)?;
    if name.eq_ignore_ascii_case("objectguid") {
        return guid(&bytes);
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

/// The letters of RFC 4648; none where others are among them.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes().filter(|byte| *byte != b'=') {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    Some(out)
}

/// Active Directory keeps its numbers with the first three groups backwards (MS-DTYP 2.3.4.2).
fn guid(bytes: &[u8]) -> Option<String> {
    let mut all: [u8; 16] = bytes.try_into().ok()?;
    for group in [0..4, 4..6, 6..8] {
        all.get_mut(group)?.reverse();
    }
    let digits: Vec<String> = all.iter().map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default().concat();
    Some(format!(
        "{}-{}-{}-{}-{}",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(8, 10),
        part(10, 16)
    ))
}
