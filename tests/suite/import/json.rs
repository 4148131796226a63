//! JSON as a table, and what Okta and Google write in it.

use proptest::prelude::*;
use rollcall::app::imports::Request;
use rollcall::domain::user::{AccountStatus, Onboarding};
use rollcall::import::reader::{self, Records, Row, RowFault};

use super::support::desk;
use super::tables::{table, texts};

#[test]
fn records_are_found_wherever_systems_put_them() {
    let one = r#"{"userName":"ann","emails":[{"value":"ann@x.example","primary":true}]}"#;
    for text in [
        one.to_owned(),
        format!("[{one}]"),
        format!("\u{feff} [\n{one}\n]\n"),
        format!(r#"{{"totalResults":1,"Resources":[{one}]}}"#),
        format!(
            r#"{{"id":"realm","roles":[{{"name":"a"}}],"users":[{one}],"more":{{"users":[1]}}}}"#
        ),
        format!(r#"{{"note":"a ] \" }} b","value":[{one}],"x":[]}}"#),
    ] {
        let (headers, rows) = table("a.json", text.as_bytes()).unwrap();
        assert_eq!(headers, ["userName", "emails"], "{text}");
        assert_eq!(texts(&rows), [["ann", "ann@x.example"]], "{text}");
    }
    let (_, rows) = table("a.json", format!("{one}\n{one}\r\n\n{one}").as_bytes()).unwrap();
    let numbers: Vec<u64> = rows.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn what_is_nested_gets_the_names_on_the_way() {
    let text = r#"[{"id":7,"ok":true,"no":null,"score":1.5,"big":12345678901234567890,
        "profile":{"email":"a@x.example","deep":{"er":"x"}},
        "tags":["a","b",null],"none":[],
        "emails":[{"value":"home@x.example","type":"home"},{"value":"work@x.example","type":"work","primary":true}],
        "groups":[{"value":"1","display":"Sales"},{"value":"2","display":"Ops"}],
        "parameters":[{"name":"login_type","value":"saml"},{"name":"is_suspicious","boolValue":false}],
        "target":[{"id":"t1","displayName":"First"},{"id":"t2","displayName":"Second"}]},
        {"id":8,"late":"yes"}]"#;
    let (headers, rows) = table("a.json", text.as_bytes()).unwrap();
    let first: Vec<String> = headers
        .iter()
        .zip(&rows[0].1)
        .map(|(name, cell)| format!("{name}={cell}"))
        .collect();
    assert_eq!(
        first,
        [
            "id=7",
            "ok=true",
            "no=",
            "score=1.5",
            "big=12345678901234567890",
            "profile.email=a@x.example",
            "profile.deep.er=x",
            "tags=a; b",
            "none=",
            "emails=work@x.example",
            "emails.home=home@x.example",
            "emails.work=work@x.example",
            "groups=Sales; Ops",
            "parameters.login_type=saml",
            "parameters.is_suspicious=false",
            "target=First; Second",
            "target.id=t1",
            "target.displayName=First",
            "late="
        ]
    );
    assert_eq!(rows[1].1.last().map(String::as_str), Some("yes"));
}

#[test]
fn bad_json_has_its_sentence_or_is_a_fault_of_its_record() {
    for (text, what) in [
        (
            r#"[{"a":1},{"a":"#,
            "Half a file: the JSON ends in the middle of a record.",
        ),
        (
            r#"{"users":[{"a":"b"#,
            "Half a file: the JSON ends in the middle of a record.",
        ),
        (
            r#"{"users":[]}"#,
            "There is nothing in this list: no user and no sign-in.",
        ),
        (
            r#"[["a"],["b"]]"#,
            "There are no objects in this JSON, only plain values.",
        ),
        (
            "[]",
            "There is nothing in this list: no user and no sign-in.",
        ),
        ("{a}", "The file begins like JSON and is none."),
    ] {
        let problem = table("a.json", text.as_bytes()).expect_err(text);
        assert_eq!(problem.what(), what, "{text}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let long = "x".repeat(5 << 20);
    std::fs::write(
        &path,
        format!(r#"[{{"a":1}},{{"a":nul}},"b",{{"a":"{long}"}},{{"a":2}}]"#),
    )
    .unwrap();
    let mut file = reader::open(&path, None).unwrap();
    let (mut row, mut seen) = (Row::default(), Vec::new());
    while file.read(&mut row).unwrap() {
        seen.push((
            row.number,
            row.cell(0).to_owned(),
            row.faults.first().copied(),
        ));
    }
    let (broken, too_long) = (Some(RowFault::Broken), Some(RowFault::LongRecord));
    assert_eq!(
        seen,
        [
            (1, "1".to_owned(), None),
            (2, String::new(), broken),
            (3, String::new(), broken),
            (4, String::new(), too_long),
            (5, "2".to_owned(), None),
        ]
    );
}

#[test]
fn users_of_okta_and_google_are_recognised() {
    let okta = r#"[{"id":"00u1","status":"SUSPENDED","created":"2018-07-28T17:21:41.000Z","activated":"2018-07-29T00:00:00.000Z",
        "lastLogin":"2023-04-27T16:11:31.000Z","type":{"id":"oty1"},
        "profile":{"firstName":"Ann","lastName":"Abel","mobilePhone":"+351 912 345 678","secondEmail":null,"login":"ann","email":"ann@x.example","department":"Sales"},
        "credentials":{"password":{},"recovery_question":{"question":"What?"},"provider":{"type":"OKTA","name":"OKTA"}}}]"#;
    let mut desk = desk();
    let path = desk.file("okta.json", okta);
    let prepared = desk.look(&Request::of(&path)).unwrap();
    assert_eq!(prepared.mapping.profile, "okta_users");
    assert!(
        prepared
            .dropped()
            .iter()
            .any(|header| header.contains("recovery_question"))
    );
    desk.import_prepared(&prepared).unwrap();
    let ann = desk.person("ann@x.example");
    assert_eq!(ann.profile.name, "Ann Abel");
    assert_eq!(ann.profile.status, AccountStatus::Inactive);
    assert_eq!(ann.profile.department, "Sales");
    assert_eq!(ann.created_at.unwrap().rfc3339(), "2018-07-28T17:21:41Z");
    assert_eq!(
        desk.sign_ins(),
        1,
        "the last sign-in of the list counts as one"
    );
    let google = r#"{"kind":"admin#directory#users","users":[{"id":"118","etag":"x","primaryEmail":"bo@x.example",
        "name":{"givenName":"Bo","familyName":"Berg","fullName":"Bo Berg"},"isAdmin":true,"suspended":true,"archived":false,
        "lastLoginTime":"1970-01-01T00:00:00.000Z","creationTime":"2018-07-28T16:58:27.000Z","orgUnitPath":"/Ops",
        "emails":[{"address":"bo@x.example","primary":true},{"address":"alias@x.example"}],"customerId":"C1"}]}"#;
    let path = desk.file("google.json", google);
    let prepared = desk.look(&Request::of(&path)).unwrap();
    assert_eq!(prepared.mapping.profile, "google_directory");
    desk.import_prepared(&prepared).unwrap();
    let bo = desk.person("bo@x.example");
    assert_eq!(bo.profile.name, "Bo Berg");
    assert_eq!(bo.profile.status, AccountStatus::Inactive);
    assert_eq!(bo.profile.onboarding, Onboarding::Completed);
}

#[test]
fn sign_ins_of_okta_and_google_are_read_and_read_once() {
    let okta = r#"[{"actor":{"id":"00u1","type":"User","alternateId":"ann@x.example"},"client":{"userAgent":{"os":"Android","browser":"CHROME"},"ipAddress":"192.0.2.1","geographicalContext":{"city":"Paris","country":"France"}},
          "displayMessage":"User login to Okta","eventType":"user.session.start","outcome":{"result":"SUCCESS"},"published":"2025-10-10T04:31:28.072Z","uuid":"u1","target":[{"id":"t","alternateId":"unknown","displayName":"App"}]},
        {"actor":{"id":"00u1","type":"User","alternateId":"ann@x.example"},"eventType":"user.session.start","outcome":{"result":"FAILURE","reason":"INVALID_CREDENTIALS"},"published":"2025-10-10T04:31:20.000Z","uuid":"u2","target":[]},
        {"actor":{"id":"00u1","type":"User","alternateId":"ann@x.example"},"eventType":"user.account.update_profile","outcome":{"result":"SUCCESS"},"published":"2025-10-10T04:33:20.000Z","uuid":"u3"}]"#;
    let mut desk = desk();
    let people = desk.file(
        "people.csv",
        "Name,Email\nAnn Abel,ann@x.example\nBo Berg,bo@x.example\n",
    );
    let prepared = desk.look(&Request::of(&people)).unwrap();
    desk.import_prepared(&prepared).unwrap();
    let path = desk.file("okta.json", okta);
    let prepared = desk.look(&Request::of(&path)).unwrap();
    assert_eq!(prepared.mapping.profile, "okta_system_log");
    let report = desk.import_prepared(&prepared).unwrap();
    assert_eq!(
        (
            report.counts.new,
            report.counts.other_events,
            report.counts.rejected
        ),
        (2, 1, 0)
    );
    assert_eq!(desk.import_prepared(&prepared).unwrap().counts.new, 0);
    let google = r#"{"items":[{"kind":"admin#reports#activity","id":{"time":"2024-11-07T14:26:15.515Z","uniqueQualifier":"40","applicationName":"login"},"etag":"\"e1\"","actor":{"email":"bo@x.example","profileId":"p1"},"ipAddress":"192.0.2.1",
          "events":[{"type":"login","name":"login_success","parameters":[{"name":"login_type","value":"google_password"}]}]},
        {"kind":"admin#reports#activity","id":{"time":"2024-11-07T14:27:15.515Z","uniqueQualifier":"41"},"etag":"\"e2\"","actor":{"email":"bo@x.example","profileId":"p1"},
          "events":[{"type":"login","name":"login_failure"}]}]}"#;
    let path = desk.file("google.json", google);
    let prepared = desk.look(&Request::of(&path)).unwrap();
    assert_eq!(prepared.mapping.profile, "google_login_audit");
    let report = desk.import_prepared(&prepared).unwrap();
    assert_eq!((report.counts.new, report.counts.rejected), (2, 0));
    assert_eq!(desk.sign_ins(), 4);
}

fn json_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zä\"\\\\{}\\[\\],: \n]{0,12}", ".{0,8}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever stands in the texts, each record is a row with exactly them.
    #[test]
    fn records_come_back_as_they_were(rows in proptest::collection::vec((json_text(), json_text()), 1..8)) {
        let records: Vec<serde_json::Value> = rows
            .iter()
            .map(|(a, b)| serde_json::json!({ "a": a, "in": { "b": b } }))
            .collect();
        let lines: Vec<String> = records.iter().map(ToString::to_string).collect();
        let pretty = serde_json::to_string_pretty(&serde_json::json!({ "n": "[{", "users": records })).unwrap();
        for text in [lines.join("\n"), serde_json::json!(records).to_string(), pretty] {
            let (headers, found) = table("a.json", text.as_bytes()).unwrap();
            prop_assert_eq!(&headers, &["a", "in.b"]);
            let wanted: Vec<Vec<&str>> = rows.iter().map(|(a, b)| vec![a.as_str(), b.as_str()]).collect();
            prop_assert_eq!(texts(&found), wanted);
        }
    }
}
