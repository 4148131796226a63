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

/// File, profile, new, rejected, repeated.
const COUNTS: &str = "
ad-users-narendrans.csv ad_users 272 0 0
entra-hrusers-inboundprovisioning.csv generic_users 283 49 0
entra-users-sentinel.csv entra_users 6 0 0
generic-assets-snipeitbad.csv generic_users 172 28 0
generic-users-folio.tsv generic_users 10 0 0
generic-users-pydio.csv generic_users 11 0 0
generic-users-simpleexcel-semicolon.csv generic_users 2 0 0
generic-users-snipeit.csv generic_users 100 0 0
wordpress-users-importcsv.csv wordpress_users 2 0 0
entra-signins-kqltables.csv entra_sign_in_logs 1654 0 0
google-loginaudit-sentinel.csv google_login_audit 8 0 0
generic-users-ramanjoshi90.xlsx generic_users 100 0 0
generic-users-laravelexcel-mixedheadings.xlsx generic_users 1 0 0
okta-users-rapid7.json okta_users 2 0 0
okta-systemlog-securehats.json okta_system_log 7 0 27
okta-systemlog-sekoia.json okta_system_log 1 0 0
google-users-rapid7.json google_directory 1 1 0
google-loginaudit-sekoia.json google_login_audit 2 0 0
entra-signins-sekoia.json entra_sign_in_logs 6 1 0
keycloak-realm-quickstarts.json generic_users 4 0 0
keycloak-realm-configcli.json generic_users 4 0 0
keycloak-realm-configcli10.json generic_users 10 0 0
scim-user-rfc7643full.json generic_users 1 0 0
scim-user-rfc7643enterprise.json generic_users 1 0 0
scim-user-rfc7643minimal.json generic_users 1 0 0
scim-listresponse-rfc7644partial.json generic_users 2 0 0
scim-bulkrequest-inboundprovisioning.json generic_users 3 0 0
django-users-rdmo.json generic_users 23 0 0
ldap-user-planetexpress-professor.ldif generic_users 1 0 0
ldap-user-planetexpress-fry.ldif generic_users 1 0 0
ldap-user-planetexpress-hermes.ldif generic_users 1 0 0
ldap-users-389european.ldif generic_users 353 0 0
ldap-users-apacheds-muppets.ldif generic_users 6 0 0
ldap-changes-pydio.ldif generic_users 11 0 0
auth0-logs-elastic.json generic_sign_ins 2 3 0
keycloak-events-sekoia.log generic_sign_ins 1 1 0
";

#[test]
fn every_sample_comes_in_with_its_counts() {
    let Some(folder) = samples() else {
        return;
    };
    let mut wrong = Vec::new();
    for line in COUNTS.lines().filter(|line| !line.is_empty()) {
        let name = line.split(' ').next().unwrap_or_default();
        let (profile, new, rejected, repeated) = taken(&mut desk(), &folder, name);
        let found = format!("{name} {profile} {new} {rejected} {repeated}");
        if found != line {
            wrong.push(found);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
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
