//! What is refused, cancelled or fails leaves no file, and a sentence.

use rollcall::app::error::AppError;
use rollcall::app::exports::{self, Export, ExportRequest};
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::table::Format;
use rollcall::store::audit::{Verdict, verify};
use rollcall::store::workspace::Workspace;

use super::readers;
use crate::support::audit;
use crate::support::directory::{Person, TestOffice, env};

fn people() -> Vec<Person> {
    vec![Person::named("Zoë Quill", "zoe@x.example")]
}

fn everything() -> Vec<Export> {
    vec![
        Export::Users(readers::list(Segment::All)),
        Export::Insight(Scope::default()),
        Export::Sessions(Scope::default()),
    ]
}

#[test]
fn without_the_permission_there_is_no_file_and_one_entry_of_the_refusal() {
    for what in everything() {
        let office = TestOffice::with_permissions(&people(), &[]);
        let refused = office.export(what, Format::Xlsx, "a.xlsx").unwrap_err();
        assert!(
            matches!(refused, AppError::Denied(Permission::DataExport)),
            "{refused}"
        );
        assert!(office.other_files().is_empty());
        assert_eq!(audit::exports(office.file()), [(1, 0, String::new())]);
    }
}

#[test]
fn a_finished_export_is_one_entry_with_the_sum_of_the_file() {
    let office = TestOffice::new(&people());
    for (index, what) in everything().into_iter().enumerate() {
        let done = office.export(what, Format::Xlsx, "a.xlsx").unwrap();
        let entries = audit::exports(office.file());
        let (outcome, count, details) = entries.last().unwrap();
        assert_eq!(entries.len(), index + 1);
        assert_eq!((*outcome, *count as u64), (0, done.rows));
        let details: serde_json::Value = serde_json::from_str(details).unwrap();
        assert_eq!(details["sha256"], done.sha256);
        assert_eq!(done.sha256, sum(&std::fs::read(&done.path).unwrap()));
        assert_eq!(office.other_files(), ["a.xlsx"], "no temporary file stays");
    }
    let workspace = Workspace::open(office.file(), env().random).unwrap();
    let verdict = workspace.reader().unwrap().snapshot(verify).unwrap();
    assert!(matches!(verdict, Verdict::Intact(_)));
}

#[test]
fn what_was_searched_for_is_in_the_file_and_not_in_the_log() {
    let office = TestOffice::new(&people());
    let search = "zoe@x.example";
    let found = UserListQuery {
        search: search.to_owned(),
        ..readers::list(Segment::All)
    };
    let scope = Scope::default();
    for (what, filter) in [
        (
            Export::Users(found),
            "All users · All workspaces · Internal + client · with a search",
        ),
        (
            Export::FoundSessions(scope, search.to_owned()),
            "Sessions open now · All workspaces · Internal + client · with a search",
        ),
        (
            Export::Sessions(scope),
            "Sessions open now · All workspaces · Internal + client",
        ),
    ] {
        let is_searched = !matches!(what, Export::Sessions(_));
        let done = office.export(what, Format::Json, "a.json").unwrap();
        let file = std::fs::read_to_string(&done.path).unwrap();
        assert_eq!(file.contains(search), is_searched);
        let (_, _, details) = audit::exports(office.file()).pop().unwrap();
        assert!(!details.contains("zoe"), "{details}");
        let details: serde_json::Value = serde_json::from_str(&details).unwrap();
        assert_eq!(details["filter"], filter);
        assert_eq!(details["rows"], done.rows);
    }
}

fn sum(bytes: &[u8]) -> String {
    use std::fmt::Write;

    use sha2::{Digest, Sha256};
    let mut hexadecimal = String::new();
    for byte in Sha256::digest(bytes) {
        write!(hexadecimal, "{byte:02x}").unwrap();
    }
    hexadecimal
}

#[test]
fn a_cancelled_export_leaves_nothing_and_is_not_recorded() {
    let office = TestOffice::new(&people());
    for format in Format::ALL {
        let request = ExportRequest {
            what: Export::Users(readers::list(Segment::All)),
            format,
            path: office.path("a.out"),
        };
        let ticket = exports::start(&office.backend, request);
        ticket.progress().cancel();
        let cancelled = office.wait(&ticket).unwrap_err();
        assert!(matches!(cancelled, AppError::Cancelled), "{cancelled}");
        assert!(office.other_files().is_empty());
        assert!(audit::exports(office.file()).is_empty());
    }
}

#[test]
fn an_existing_file_is_replaced_only_by_a_whole_one() {
    let office = TestOffice::new(&people());
    std::fs::write(office.path("a.csv"), "old").unwrap();
    let what = Export::Users(readers::list(Segment::All));
    let request = ExportRequest {
        what: what.clone(),
        format: Format::Csv,
        path: office.path("a.csv"),
    };
    let ticket = exports::start(&office.backend, request);
    ticket.progress().cancel();
    office.wait(&ticket).unwrap_err();
    assert_eq!(std::fs::read(office.path("a.csv")).unwrap(), b"old");
    office.export(what, Format::Csv, "a.csv").unwrap();
    assert_eq!(readers::csv(&office.path("a.csv")).len(), 3);
}

#[test]
fn a_workspace_is_never_replaced() {
    let office = TestOffice::new(&people());
    let before = audit::entries(office.file()).len();
    for name in ["office.rollcall", "other.rollcall", "office.rollcall-wal"] {
        let refused = office.export(Export::Insight(Scope::default()), Format::Csv, name);
        let message = refused.unwrap_err().message();
        assert!(
            message.todo.contains("never writes over a workspace"),
            "{message:?}"
        );
    }
    assert_eq!(audit::entries(office.file()).len(), before);
}

#[test]
fn a_place_that_is_not_there_is_a_sentence() {
    let office = TestOffice::new(&people());
    let what = || Export::Users(readers::list(Segment::All));
    let missing = office
        .export(what(), Format::Csv, "nowhere/a.csv")
        .unwrap_err();
    assert!(
        missing.message().what.starts_with("There is no folder"),
        "{missing}"
    );
    std::fs::create_dir(office.path("folder.csv")).unwrap();
    let folder = office
        .export(what(), Format::Csv, "folder.csv")
        .unwrap_err();
    assert!(
        folder.message().what.ends_with("could not be written."),
        "{folder}"
    );
    assert!(audit::exports(office.file()).is_empty());
}

#[test]
fn a_file_that_never_gets_its_name_is_recorded_as_failed() {
    let office = TestOffice::new(&people());
    let request = ExportRequest {
        what: Export::Users(readers::list(Segment::All)),
        format: Format::Csv,
        path: office.path("a.csv"),
    };
    let ticket = exports::start(&office.backend, request);
    assert!(office.backend.step(), "the file is written");
    std::fs::create_dir(office.path("a.csv")).unwrap();
    let failed = office.wait(&ticket).unwrap_err();
    assert!(matches!(failed, AppError::FileWrite(..)), "{failed}");
    assert_eq!(office.other_files(), ["a.csv"], "no temporary file stays");
    let entries = audit::exports(office.file());
    let [(0, 2, done), (2, 0, failed)] = &entries[..] else {
        panic!("{entries:?}");
    };
    assert_eq!(done, failed);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let office = TestOffice::new(&people());
    for format in Format::ALL {
        let what = Export::Users(readers::list(Segment::All));
        let done = office.export(what, format, "a.out").unwrap();
        let mode = std::fs::metadata(&done.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{format:?}");
    }
}
