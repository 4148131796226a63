//! Guessing the delimiter from the beginning of a file: the one that cuts most rows into the same number of cells.

const CANDIDATES: [u8; 4] = [b'\t', b';', b'|', b','];
/// Most rows that are looked at.
const ROWS: usize = 60;

/// The delimiter of a text, and how many cells most of its rows have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Guess {
    /// The byte between cells.
    pub delimiter: u8,
    /// Cells of a usual row.
    pub width: usize,
}

/// Guesses from the beginning of a file.
pub fn guess(head: &[u8]) -> Guess {
    if let Some(delimiter) = declared(head) {
        let (width, _) = shape(head, delimiter);
        return Guess { delimiter, width };
    }
    let mut best = Guess {
        delimiter: b',',
        width: 1,
    };
    let mut best_score = 0.0;
    for delimiter in CANDIDATES {
        let (width, share) = shape(head, delimiter);
        if width < 2 {
            continue;
        }
        // Regularity counts most; among regular ones the wider, with little weight for width beyond a few cells.
        let score = share * share * (1.0 + (width.min(40) as f64).ln());
        if score > best_score {
            best_score = score;
            best = Guess { delimiter, width };
        }
    }
    best
}

/// Excel writes `sep=;` as a first line.
fn declared(head: &[u8]) -> Option<u8> {
    let rest = head
        .get(..4)
        .filter(|sign| sign.eq_ignore_ascii_case(b"sep="));
    rest.and(head.get(4))
        .copied()
        .filter(|b| *b != b'\r' && *b != b'\n')
}

/// The commonest number of cells, and the share of rows that have it.
fn shape(head: &[u8], delimiter: u8) -> (usize, f64) {
    let widths = widths(head, delimiter);
    let total = widths.len();
    if total == 0 {
        return (1, 0.0);
    }
    let mut sorted = widths;
    sorted.sort_unstable();
    let (mut width, mut count) = (1, 0);
    for run in sorted.chunk_by(|a, b| a == b) {
        if run.len() >= count {
            count = run.len();
            width = run.first().copied().unwrap_or(1);
        }
    }
    (width, count as f64 / total as f64)
}

/// Where a reader stands inside a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    CellStart,
    Plain,
    Quoted,
    BehindQuote,
}

fn widths(head: &[u8], delimiter: u8) -> Vec<usize> {
    let mut widths = Vec::new();
    let mut cells = 1;
    let mut at = At::CellStart;
    for &byte in head {
        at = match (at, byte) {
            (At::Quoted, b'"') => At::BehindQuote,
            (At::Quoted, _) | (At::CellStart | At::BehindQuote, b'"') => At::Quoted,
            (_, b'\n' | b'\r') => {
                if cells > 1 || at != At::CellStart {
                    widths.push(cells);
                }
                if widths.len() >= ROWS {
                    return widths;
                }
                cells = 1;
                At::CellStart
            }
            (_, other) if other == delimiter => {
                cells += 1;
                At::CellStart
            }
            _ => At::Plain,
        };
    }
    if at != At::Quoted && (cells > 1 || at != At::CellStart) {
        widths.push(cells);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_that_cuts_evenly_wins() {
        for (text, delimiter, width) in [
            ("a,b,c\n1,2,3\n", b',', 3),
            ("a;b\n\"x,y,z\";2\n", b';', 2),
            ("name\tmail\nDoe, Jo\tj@x.example\n", b'\t', 2),
            ("a|b|c\r1|\"2\r\n3\"|4\r", b'|', 3),
            ("sep=;\r\na;b\r\n1,5;2,5", b';', 2),
            ("version:v1.0,,\na,b,c\n1,2,\"a \"\"b\"\"; c\"\n", b',', 3),
            ("mail\na@b.example\n", b',', 1),
            ("Nom;Prix\nA;1,5\nB;2,5\n", b';', 2),
        ] {
            assert_eq!(guess(text.as_bytes()), Guess { delimiter, width }, "{text}");
        }
    }
}
