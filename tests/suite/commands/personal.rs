//! The export of everything about one person: nothing that the file keeps about them is left out.

use std::collections::{BTreeMap, BTreeSet};

use rollcall::app::error::AppError;
use rollcall::app::exports::{Export, ExportDone, ExportRequest, start};
use rollcall::domain::ids::UserId;
use rollcall::domain::table::Format;
use serde_json::Value;

use super::bin::delete;
use super::purge::{canary, purge};
use crate::export::readers;
use crate::support::office::{MAYA, TOMAS, TestOffice};

/// Every table that refers to a person, and where in the export its rows are; none where they are not theirs.
const TABLES: [(&str, &[&str]); 20] = [
    ("audit_entry", &["acts", "attempts"]),
    ("credential", &["record"]),
    ("external_id", &["record"]),
    ("person_key", &[]),
    ("purged", &[]),
    ("recovery_code", &["record"]),
    ("review", &["acts"]),
    ("review_item", &["access_reviews"]),
    ("saved_view", &["saved_views"]),
    ("second_factor", &["record"]),
    ("session", &["sessions"]),
    ("sign_in", &["sign_ins"]),
    ("start_view", &["record"]),
    ("team", &["workspaces_held"]),
    ("user", &["record"]),
    ("user_role", &["roles"]),
    ("user_role_workspace", &["roles"]),
    ("user_team", &["record"]),
    ("user_workspace", &["record"]),
    ("workspace", &["workspaces_held"]),
];

fn office() -> TestOffice {
    let office = TestOffice::entered();
    for permission in ["data.export", "audit.view"] {
        let has = format!(
            "SELECT 1 FROM role_permission WHERE role_id = 1 AND permission = '{permission}'"
        );
        if office.sql(&has).is_empty() {
            office.allow(permission);
        }
    }
    office
}

fn export(office: &TestOffice, who: UserId, format: Format) -> Result<ExportDone, AppError> {
    let name = format!("everything.{}", format.extension());
    let request = ExportRequest {
        what: Export::Person(who),
        format,
        path: office.path().with_file_name(name),
    };
    let ticket = start(office.backend(), request);
    while office.backend().step() {}
    ticket.take().unwrap()
}

fn json(office: &TestOffice, who: UserId) -> Value {
    let done = export(office, who, Format::Json).unwrap();
    let bytes = std::fs::read(done.path).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

fn length(whole: &Value, list: &str) -> usize {
    whole[list].as_array().map_or(0, Vec::len)
}

#[test]
fn every_text_about_somebody_is_in_it_in_the_bin_too() {
    let office = office();
    let id = canary(&office);
    for is_deleted in [false, true] {
        if is_deleted {
            delete(&office, &[id]);
        }
        let whole = json(&office, id).to_string();
        for what in [
            "name",
            "mail",
            "title",
            "department",
            "location",
            "language",
            "manager",
            "notes",
            "tag",
            "external",
            "device",
            "address",
            "view",
            "search",
            "session",
        ] {
            assert!(
                whole.contains(&format!("kanarie-{what}")),
                "{what}: {whole}"
            );
        }
        assert!(whole.contains("42424242") && whole.contains("shared device"));
        // The hash of their password is nobody's to have.
        assert!(!whole.contains("kanarie-phc"), "{whole}");
    }
    office.assert_intact();
}

#[test]
fn its_rows_are_those_of_the_tables() {
    let office = office();
    let id = canary(&office);
    for who in [MAYA, TOMAS, id] {
        let mut tables = BTreeMap::new();
        for (list, sql) in [
            ("sign_ins", "SELECT at FROM sign_in WHERE user_id = "),
            (
                "sessions",
                "SELECT started_at FROM session WHERE user_id = ",
            ),
            ("acts", "SELECT seq FROM audit_entry WHERE actor_id = "),
            ("roles", "SELECT role_id FROM user_role WHERE user_id = "),
            (
                "saved_views",
                "SELECT view_id FROM saved_view WHERE owner_id = ",
            ),
        ] {
            let rows = office.sql(&format!("{sql}{}", who.0)).len();
            let waiting = usize::from(who == id && list == "sign_ins");
            tables.insert(list, rows + waiting);
        }
        let whole = json(&office, who);
        for (list, rows) in tables {
            assert_eq!(length(&whole, list), rows, "{list} of {who:?}");
        }
        let changes =
            "SELECT DISTINCT seq FROM audit_change WHERE object_kind = 1 AND object_id = ";
        let mut told: Vec<u64> = whole["changes"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|row| row["entry"].as_u64().unwrap())
            .collect();
        told.dedup();
        assert_eq!(told.len(), office.sql(&format!("{changes}{}", who.0)).len());
    }
}

#[test]
fn every_form_of_it_has_the_same_rows() {
    let office = office();
    let id = canary(&office);
    let whole = json(&office, id);
    let lists = whole.as_object().unwrap().iter();
    let rows: usize = lists
        .filter(|(key, _)| *key != "about")
        .map(|(_, list)| list.as_array().unwrap().len())
        .sum();
    for format in Format::ALL {
        let done = export(&office, id, format).unwrap();
        let kept = match format {
            Format::Xlsx => {
                let names = readers::sheet_names(&done.path);
                let sheets = names.iter().skip(1);
                sheets
                    .map(|name| readers::sheet(&done.path, name).len() - 1)
                    .sum()
            }
            Format::Csv => {
                let mut lines: Vec<(String, String)> = readers::csv(&done.path)
                    .into_iter()
                    .skip(1)
                    .map(|line| (line[0].clone(), line[1].clone()))
                    .collect();
                lines.dedup();
                lines.len()
            }
            Format::Json => rows,
        };
        assert_eq!((kept, done.rows), (rows, rows as u64), "{format:?}");
    }
}

#[test]
fn a_new_table_that_refers_to_people_is_not_forgotten() {
    let office = office();
    let found = office.sql(
        "SELECT DISTINCT m.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
        WHERE m.type = 'table' AND c.name IN (
            'user_id', 'who_id', 'owner_id', 'billing_id', 'lead_id', 'actor_id', 'person_id', 'reviewed_by'
        ) ORDER BY m.name",
    );
    let known: Vec<&str> = TABLES.iter().map(|(name, _)| *name).collect();
    assert_eq!(found, known);
    let id = canary(&office);
    let whole = json(&office, id);
    let known: BTreeSet<&str> = TABLES
        .iter()
        .flat_map(|(_, lists)| *lists)
        .copied()
        .collect();
    let unknown = ["about", "changes"];
    for list in whole.as_object().unwrap().keys() {
        assert!(
            known.contains(list.as_str()) || unknown.contains(&list.as_str()),
            "{list}"
        );
    }
    for list in ["record", "sessions", "sign_ins", "saved_views", "changes"] {
        assert!(length(&whole, list) > 0, "{list}");
    }
}

#[test]
fn less_than_the_right_to_all_of_it_is_none() {
    for permission in [
        "users.view",
        "users.view_contact",
        "audit.view",
        "data.export",
    ] {
        let office = office();
        office.forbid(permission);
        let refused = export(&office, TOMAS, Format::Json);
        assert!(
            matches!(refused, Err(AppError::Denied(_))),
            "{permission}: {refused:?}"
        );
    }
}

#[test]
fn the_log_tells_of_it_by_number() {
    let office = office();
    let id = canary(&office);
    export(&office, id, Format::Json).unwrap();
    let told = office.sql("SELECT command, details FROM audit_entry ORDER BY seq DESC LIMIT 1");
    let number = id.contact_id().to_string();
    assert!(told[0].starts_with("data.export|"), "{told:?}");
    assert!(
        told[0].contains(&number) && !told[0].contains("kanarie"),
        "{told:?}"
    );
    delete(&office, &[id]);
    office.submit(purge(&[id])).unwrap();
    let nobody = export(&office, id, Format::Json);
    assert!(nobody.unwrap_err().is_not_found());
}
