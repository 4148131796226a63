//! Real files that are not part of this repository: each comes in with exactly the counts that its origin has.

use std::path::PathBuf;

use rollcall::app::imports::Request;
use rollcall::domain::user::AccountStatus;

use crate::import::support::{Desk, desk};

/// The folder of samples: named by `ROLLCALL_SAMPLES`, else beside the package.
fn samples() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    let folder = std::env::var_os("ROLLCALL_SAMPLES").map_or_else(beside, PathBuf::from);
    let found = folder.join("README.md").is_file();
    if !found {
        println!("skipped: needs the sample files");
    }
    found.then_some(folder)
}

/// New people or sign-ins, rejected rows, repeated rows.
fn taken(desk: &mut Desk, folder: &std::path::Path, name: &str) -> (String, u64, u64, u64) {
    let prepared = desk
        .look(&Request::of(folder.join(name)))
        .unwrap_or_else(|e| panic!("{name}: {e}"));
    let report = desk
        .import_prepared(&prepared)
        .unwrap_or_else(|e| panic!("{name}: {e}"));
    for rejection in report.rejections.iter().take(3) {
        println!("{name}: {rejection:?}");
    }
    let again = desk.import_prepared(&prepared).unwrap();
    assert_eq!(
        (again.counts.new, again.counts.changed),
        (0, 0),
        "{name} twice"
    );
    let c = report.counts;
    (prepared.mapping.profile, c.new, c.rejected, c.repeated)
}

#[test]
fn every_sample_comes_in_with_its_counts() {
    let Some(folder) = samples() else {
        return;
    };
    for (name, profile, new, rejected, repeated) in [
        ("ad-users-narendrans.csv", "ad_users", 272, 0, 0),
        (
            "entra-hrusers-inboundprovisioning.csv",
            "generic_users",
            283,
            49,
            0,
        ),
        ("entra-users-sentinel.csv", "entra_users", 6, 0, 0),
        ("generic-assets-snipeitbad.csv", "generic_users", 172, 28, 0),
        ("generic-users-folio.tsv", "generic_users", 10, 0, 0),
        ("generic-users-pydio.csv", "generic_users", 11, 0, 0),
        (
            "generic-users-simpleexcel-semicolon.csv",
            "generic_users",
            2,
            0,
            0,
        ),
        ("generic-users-snipeit.csv", "generic_users", 100, 0, 0),
        ("wordpress-users-importcsv.csv", "wordpress_users", 2, 0, 0),
        (
            "entra-signins-kqltables.csv",
            "entra_sign_in_logs",
            1654,
            0,
            0,
        ),
        (
            "google-loginaudit-sentinel.csv",
            "google_login_audit",
            8,
            0,
            0,
        ),
    ] {
        let found = taken(&mut desk(), &folder, name);
        assert_eq!(
            found,
            (profile.to_owned(), new, rejected, repeated),
            "{name}"
        );
    }
}

#[test]
fn samples_that_name_nobody_say_what_is_missing() {
    let Some(folder) = samples() else {
        return;
    };
    for (name, what) in [
        ("generic-users-sae501b.csv", "No column tells people apart"),
        (
            "generic-table-phpspreadsheet-utf16be.csv",
            "No column tells people apart",
        ),
        (
            "generic-table-messytables-latin1.csv",
            "None of the columns can be recognised",
        ),
        (
            "generic-users-ramanjoshi90.xlsx",
            "This is an Excel workbook",
        ),
        ("okta-users-rapid7.json", "This is JSON"),
        ("keycloak-events-sekoia.log", "This is JSON"),
        ("ldap-users-389european.ldif", "This is LDIF"),
        ("ldap-changes-pydio.ldif", "This is LDIF"),
    ] {
        let told = desk()
            .look(&Request::of(folder.join(name)))
            .expect_err(name)
            .message()
            .what;
        assert!(told.starts_with(what), "{name}: {told}");
    }
}

#[test]
fn values_of_samples_are_understood() {
    let Some(folder) = samples() else {
        return;
    };
    let mut entra = desk();
    taken(&mut entra, &folder, "entra-users-sentinel.csv");
    let jeff = entra.person("jeffl@domain.onmicrosoft.com");
    assert_eq!(jeff.created_at.unwrap().rfc3339(), "2020-11-04T21:21:00Z");
    assert_eq!(jeff.profile.department, "Marketing");
    let mut hr = desk();
    taken(&mut hr, &folder, "entra-hrusers-inboundprovisioning.csv");
    assert_eq!(hr.by_number(1).profile.name, "Ginnie Fadiman");
    assert_eq!(hr.by_number(1).profile.status, AccountStatus::Active);
    let mut tsv = desk();
    taken(&mut tsv, &folder, "generic-users-folio.tsv");
    let azlan = tsv.person("azlan.musa1@example.com").profile;
    assert_eq!(azlan.end_date.unwrap().to_string(), "2027-12-31");
    assert_eq!(azlan.name, "Azlan Musa");
    let mut log = desk();
    taken(&mut log, &folder, "google-loginaudit-sentinel.csv");
    assert_eq!(log.sign_ins(), 0, "nobody of this log is known yet");
}
