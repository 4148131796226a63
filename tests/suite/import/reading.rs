//! Decoding, delimiters, line ends and quotes.

use std::path::Path;

use proptest::prelude::*;
use rollcall::import::reader::{self, Encoding, Records, Row, RowFault};

fn table(bytes: &[u8]) -> (Encoding, Vec<String>, Vec<Vec<String>>) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    read(file.path())
}

fn read(path: &Path) -> (Encoding, Vec<String>, Vec<Vec<String>>) {
    let mut csv = reader::open(path, None).unwrap();
    let headers = csv.headers().to_vec();
    let mut rows = Vec::new();
    let mut row = Row::default();
    while csv.read(&mut row).unwrap() {
        rows.push(
            (0..headers.len())
                .map(|at| row.cell(at).to_owned())
                .collect(),
        );
    }
    (csv.facts().encoding, headers, rows)
}

fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to).collect()
}

#[test]
fn encodings_are_told_apart() {
    let text = "Name,Mail\r\nZoë Čapek,z@x.example\r\n";
    let with_mark = format!("\u{feff}{text}");
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (with_mark.as_bytes().to_vec(), Encoding::Utf8),
        (utf16(&with_mark, u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(&with_mark, u16::to_be_bytes), Encoding::Utf16Be),
        (utf16(text, u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(text, u16::to_be_bytes), Encoding::Utf16Be),
    ] {
        let (found, headers, rows) = table(&bytes);
        assert_eq!(found, encoding);
        assert_eq!(headers, ["Name", "Mail"]);
        assert_eq!(rows, [["Zoë Čapek", "z@x.example"]]);
    }
    let (found, _, rows) = table(b"Name;Ort\nJos\xe9;M\xfcnchen\n");
    assert_eq!(
        (found, rows),
        (
            Encoding::Windows1252,
            vec![vec!["José".into(), "München".into()]]
        )
    );
    let (found, _, rows) = table(b"Name,City\rJos\x8e,Z\x9frich\r");
    assert_eq!(
        (found, rows),
        (
            Encoding::MacRoman,
            vec![vec!["José".into(), "Zürich".into()]]
        )
    );
}

#[test]
fn a_few_bad_bytes_are_faults_of_their_row() {
    let mut bytes = "Name,Mail\n".as_bytes().to_vec();
    for i in 0..20 {
        bytes.extend_from_slice(format!("Zoë {i},z{i}@x.example\n").as_bytes());
    }
    bytes.extend_from_slice(b"Bad \xff,bad@x.example\n");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &bytes).unwrap();
    let mut csv = reader::open(file.path(), None).unwrap();
    assert_eq!(csv.facts().encoding, Encoding::Utf8);
    let mut row = Row::default();
    let mut faults = Vec::new();
    while csv.read(&mut row).unwrap() {
        faults.extend(row.faults.iter().map(|fault| (row.number, *fault)));
    }
    assert_eq!(faults, [(22, RowFault::Undecodable(0))]);
}

#[test]
fn quotes_line_ends_and_blank_rows() {
    let (_, headers, rows) = table(b"version:v1.0,,\r\na,b,c,,\r\n1,\"x\r\ny\",\"say \"\"hi\"\"\"\r\n\r\n,,\r\n2\r\n3,\"q\"r,s\"t,,\r\n");
    assert_eq!(headers, ["a", "b", "c"]);
    assert_eq!(
        rows,
        [
            ["1", "x\r\ny", "say \"hi\""],
            ["2", "", ""],
            ["3", "qr", "s\"t"]
        ]
    );
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_does() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "a,b\n1,2\n\n\"x\ny\",4\n5,6,7\n8,9,,\n").unwrap();
    let mut csv = reader::open(file.path(), None).unwrap();
    let mut row = Row::default();
    let mut seen = Vec::new();
    while csv.read(&mut row).unwrap() {
        seen.push((row.number, row.faults.first().copied()));
    }
    let long = RowFault::Long {
        cells: 3,
        columns: 2,
    };
    assert_eq!(seen, [(2, None), (4, None), (5, Some(long)), (6, None)]);
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zäé€ ]{0,8}",
        "[a-z,;\t|\"\r\n]{0,8}",
        Just(String::new()),
    ]
}

fn expected(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    rows.iter()
        .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
        .cloned()
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_written_is_read(
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 4), 1..12),
        delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t'), Just(b'|')],
        form in 0..4u8,
    ) {
        let mut out = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .quote_style(csv::QuoteStyle::Always)
            .terminator(if form % 2 == 0 { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        out.write_record(["one", "two", "three", "four"]).unwrap();
        for row in &rows {
            out.write_record(row).unwrap();
        }
        let text = String::from_utf8(out.into_inner().unwrap()).unwrap();
        let bytes = match form {
            0 => text.clone().into_bytes(),
            1 => format!("\u{feff}{text}").into_bytes(),
            2 => utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
            _ => utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
        };
        let (_, headers, read) = table(&bytes);
        prop_assert_eq!(headers, ["one", "two", "three", "four"]);
        prop_assert_eq!(read, expected(&rows));
    }

    #[test]
    fn mutated_bytes_never_panic(at in 0..200usize, byte in 0..=255u8, cut in 0..200usize) {
        let mut bytes = b"\xef\xbb\xbfName,\"E-mail\",Created at\r\n\"Zo\xc3\xab \"\"Z\"\"\",z@x.example,2026-01-02\r\nB,b@x.example,1/2/26\r\n".to_vec();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &bytes).unwrap();
        let desk = super::support::desk();
        if let Ok(prepared) = desk.look(&rollcall::app::imports::Request::of(file.path())) {
            drop(desk.rehearse(&prepared));
        }
    }
}
