//! Files that can't be taken get a sentence that says what to do, and nothing changes.

use rollcall::app::error::AppError;
use rollcall::app::imports::Request;
use rollcall::domain::incoming::ImportKind;
use rollcall::domain::text::text;

use super::support::desk;

/// What happened and what to do, for a file that is imported as users.
fn refusal(bytes: &[u8]) -> (String, String) {
    let mut desk = desk();
    let before = desk.everything();
    let path = desk.file("given.csv", bytes);
    let error = desk
        .look(&Request {
            kind: Some(ImportKind::Users),
            ..Request::of(&path)
        })
        .and_then(|prepared| desk.import_prepared(&prepared))
        .expect_err("the file is bad");
    assert_eq!(desk.everything(), before, "nothing changes");
    let message = error.message();
    assert!(!message.todo.is_empty());
    (message.what, message.todo)
}

#[test]
fn each_bad_file_has_its_sentence() {
    let words = &text().import;
    let wide = (0..300)
        .map(|i| format!("c{i}"))
        .collect::<Vec<_>>()
        .join(",");
    for (bytes, what) in [
        (&b""[..], words.empty),
        (b"\n\n \n", words.empty),
        (b"\xef\xbb\xbf", words.empty),
        (b"Name,Email\n", words.no_rows),
        (b"Name,Email\nA\0B,a@x.example\n", words.not_text),
        (b"ann@x.example,Ann\nbob@x.example,Bob\n", words.no_header),
        (b"Prenom,Nom\nJean,Neymar\n", words.no_identity),
        (b"GF_ID,Gasto\n1,2\n", "None of the columns can be recognised as something that users have."),
        (b"SQLite format 3\0rest", "This is a database file, which can't be imported."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is an Excel workbook of before 2007, which can't be imported."),
        (b"Name,Email\nAnn,\"ann@x.example\nBob,b@x.example\n", "Half a file: in row 2 (line 2) a quote opens that never closes."),
        (wide.as_bytes(), "The header names 300 columns; at most 256 are read."),
        (
            b"Date (UTC),Request ID,Correlation ID,Username,Status\n2026-01-01T00:00:00Z,r,c,a@x.example,Success\n",
            "This looks like a file of sign-ins, not of users.",
        ),
        (b"Name,Email\nK,a@b\n", "No row of the file can be taken: row 2, Name: At least 2 characters."),
    ] {
        assert_eq!(refusal(bytes).0, what);
    }
}

#[test]
fn half_a_utf16_file_is_no_garbage() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(
        "Name,Email\r\nAnn,\"ann@x.example"
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    bytes.pop();
    assert!(refusal(&bytes).0.starts_with("Half a file"));
}

#[test]
fn a_row_with_too_much_is_given_back_and_the_others_come_in() {
    let mut desk = desk();
    let long_cell = "x".repeat(1_000_000);
    let cells = vec!["y"; 70].join(",");
    let endless = vec!["z"; 9_000].join(",");
    let report = desk.import_text(&format!(
        "Name,Email\nAnn,ann@x.example\n{long_cell},b@x.example\n{cells}\n{endless}\nCid,cid@x.example\n"
    ));
    assert_eq!((report.counts.new, report.counts.rejected), (2, 3));
    let told: Vec<_> = report
        .rejections
        .iter()
        .map(|r| (r.row, r.column.as_str(), r.reason.as_str()))
        .collect();
    assert_eq!(told[0], (3, "Name", "longer than 65536 bytes; shorten it"));
    assert_eq!(told[1], (4, "", "70 cells, but the header names 2 columns"));
    assert!(told[2].2.starts_with("9000 cells"));
}

#[test]
fn folders_and_missing_files_are_no_files() {
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    for (path, what) in [
        (folder.path().to_owned(), text().import.not_a_file),
        (folder.path().join("none.csv"), text().import.unreadable),
    ] {
        let error = desk.look(&Request::of(path)).expect_err("no file");
        assert!(
            matches!(&error, AppError::Import(told, _) if told == what),
            "{error}"
        );
    }
}

#[test]
fn a_bad_mapping_says_why() {
    use rollcall::app::imports::Mapping;
    for (json, why) in [
        ("{", "EOF"),
        (
            r#"{"kind":"users","columns":{"Email":"nowhere"}}"#,
            "“nowhere” is nothing that a column can go to.",
        ),
        (r#"{"kind":"pets","columns":[]}"#, "unknown variant"),
    ] {
        let told = Mapping::from_json(json).expect_err("bad").what();
        assert!(told.contains(why), "{told}");
    }
    let desk = desk();
    let path = desk.file("list.csv", "Name,Email\nAnn,a@x.example\n");
    for (json, why) in [
        (
            r#"{"kind":"users","columns":{"E-Mail":"email","Who":"name"}}"#,
            "the file has no column “Who”.",
        ),
        (
            r#"{"kind":"sign_ins","columns":{"Email":"who"}}"#,
            "No column holds the time of the sign-in.",
        ),
        (
            r#"{"kind":"users","zone":"Mars","columns":{"Email":"email"}}"#,
            "“Mars” is no time zone",
        ),
        (
            r#"{"kind":"users","columns":{"Email":"email","Name":{"target":"status","values":{"Ann":"great"}}}}"#,
            "“great” is no value of Account status.",
        ),
    ] {
        let request = Request {
            mapping: Some(Mapping::from_json(json).unwrap()),
            ..Request::of(&path)
        };
        let error = desk
            .look(&request)
            .and_then(|p| desk.rehearse(&p))
            .expect_err("bad");
        assert!(error.message().what.contains(why), "{error}");
    }
}
