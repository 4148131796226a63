//! Files in shapes that no profile names: where their records are, which columns are about the person, what is left out.

use rollcall::app::imports::Request;
use rollcall::domain::incoming::ImportKind;
use rollcall::domain::user::{AccountStatus, Onboarding};
use rollcall::import::problem::FileProblem;
use rollcall::import::target::Target;

use super::support::{Desk, desk};
use super::tables::{table, texts};

/// Where each column goes that goes somewhere.
fn places(desk: &Desk, text: &str) -> (ImportKind, Vec<(String, Target)>) {
    let path = desk.file("a.json", text);
    let mapping = desk.look(&Request::of(&path)).unwrap().mapping;
    let columns = mapping.columns.iter();
    let used = columns.filter(|column| !matches!(column.target, Target::Ignore | Target::Secret));
    let places = used.map(|column| (column.header.clone(), column.target));
    (mapping.kind, places.collect())
}

#[test]
fn sign_ins_of_entra_as_records_rename_nobody() {
    let record = |n: u32, code: u32| {
        format!(
            r#"{{"id":"e{n}","createdDateTime":"2026-03-0{n}T08:00:00Z","userDisplayName":"Ann Abel","userPrincipalName":"ann@x.example",
            "userId":"u1","appDisplayName":"Portal","ipAddress":"192.0.2.1","status":{{"errorCode":{code},"failureReason":"Other."}},
            "deviceDetail":{{"deviceId":"d1","displayName":"LAPTOP-7","operatingSystem":"Windows10","browser":"Edge"}}}}"#
        )
    };
    let mut desk = desk();
    desk.import_text("Name,Email\nAnn Abel,ann@x.example\n");
    for text in [
        format!("[{},{}]", record(1, 0), record(2, 50126)),
        format!(
            r#"{{"@odata.context":"x","value":[{},{}]}}"#,
            record(1, 0),
            record(2, 50126)
        ),
    ] {
        let path = desk.file("sign_ins.json", text);
        let prepared = desk.look(&Request::of(&path)).unwrap();
        assert_eq!(prepared.mapping.kind, ImportKind::SignIns);
        let counts = desk.import_prepared(&prepared).unwrap().counts;
        assert_eq!((counts.new + counts.unchanged, counts.rejected), (2, 0));
    }
    assert_eq!(desk.sign_ins(), 2);
    assert_eq!(desk.person("ann@x.example").profile.name, "Ann Abel");
}

#[test]
fn names_and_addresses_of_other_things_are_nobodys() {
    let desk = desk();
    let (kind, found) = places(
        &desk,
        r#"[{"assistant":{"email":"zoe@x.example"},"company":{"id":7,"name":"Acme","status":"closed"},"createdBy":{"email":"boss@x.example","name":"Boss"},
            "email":"ann@x.example","firstName":"Ann","lastName":"Abel","location":{"city":"Lyon","name":"HQ"},
            "data":{"attributes":{"phone":"+33 1 99 00 12 34"}},"groups":[{"name":"Sales, EMEA"}]},
           {"email":"bo@x.example","firstName":"Bo","lastName":"Berg","displayName":"x=\"1\", email=\"ceo@x.example\""}]"#,
    );
    assert_eq!(kind, ImportKind::Users);
    let mut named: Vec<String> = found
        .iter()
        .map(|(header, target)| format!("{header}: {target:?}"))
        .collect();
    named.sort();
    assert_eq!(
        named,
        [
            "data.attributes.phone: Phone",
            "displayName: Name",
            "email: Email",
            "firstName: GivenName",
            "groups: Teams",
            "lastName: FamilyName",
            "location.city: Location",
        ]
    );
}

#[test]
fn lists_are_found_whatever_they_are_called() {
    let (ann, bo) = (
        r#"{"email":"ann@x.example","phones":[{"type":"work"}]}"#,
        r#"{"email":"bo@x.example","phones":[]}"#,
    );
    for text in [
        format!(r#"{{"ok":true,"members":[{ann},{bo}],"cache_ts":7}}"#),
        format!(r#"{{"self":"https://x","values":[{ann},{bo}]}}"#),
        format!(r#"{{"content":[{ann},{bo}],"sort":[{{"by":"a"}}],"pageable":{{"x":[{{}}]}}}}"#),
        format!(r#"{{"data":{{"users":[{ann},{bo}]}}}}"#),
        format!(r#"{{"_embedded":{{"users":[{ann},{bo}]}},"_links":{{}}}}"#),
        format!(r#"{{"took":1,"hits":{{"total":2,"hits":[{ann},{bo}]}}}}"#),
        format!(r#"{{"stuff":[{ann},{bo}],"errors":[]}}"#),
        // Pages one after the other, as a script has put them into one file.
        format!("[{ann}]\n[{bo}]"),
        format!(r#"{{"value":[{ann}],"next":"x"}}{{"value":[{bo}]}}"#),
        format!(r#"{{"members":[{ann}]}}{{"members":[]}}{{"other":[]}}{{"members":[{bo}]}}"#),
        // One in each line, with a comma or without.
        format!("{ann}\n{bo}\n"),
        format!("{ann},\n{bo},\n"),
    ] {
        let (headers, rows) =
            table("a.json", text.as_bytes()).unwrap_or_else(|e| panic!("{text}: {e}"));
        let at = headers
            .iter()
            .position(|name| name == "email")
            .expect(&text);
        let found: Vec<&str> = texts(&rows).iter().map(|row| row[at]).collect();
        assert_eq!(found, ["ann@x.example", "bo@x.example"], "{text}");
    }
    // Somebody with lists is one record, and events with lists are as many as there are.
    let (_, rows) = table("a.json", br#"{"name":"Ann","accounts":[{"a":1},{"a":2}]}"#).unwrap();
    assert_eq!(rows.len(), 1);
    let event = r#"{"timestamp":"2026-01-01T00:00:00Z","targets":[{"a":1}],"results":[{"b":1}]}"#;
    let (_, rows) = table("a.json", format!("{event}\n{event}\n").as_bytes()).unwrap();
    assert_eq!(rows.len(), 2);
}

#[test]
fn what_was_cut_off_never_passes_for_the_whole() {
    for text in [
        r#"[{"a":1},{"a":2},"#,
        r#"[{"a":1},{"a":2}"#,
        r#"{"value":[{"a":1}]"#,
        r#"{"value":[{"a":1}],"next":"#,
        r#"[{"a":1}][{"a":2}"#,
    ] {
        let problem = table("a.json", text.as_bytes()).expect_err(text);
        assert!(
            matches!(problem, FileProblem::HalfJson),
            "{text}: {problem:?}"
        );
    }
}

#[test]
fn one_broken_line_is_a_fault_of_its_own() {
    let desk = desk();
    let good = |name: &str| format!(r#"{{"email":"{name}@x.example","displayName":"{name}"}}"#);
    let lines = [
        good("ann"),
        r#"{"email":"cut","displayName":"x"#.to_owned(),
        good("bo"),
        good("cy"),
    ];
    for lines in [
        lines.clone(),
        [
            lines[1].clone(),
            lines[0].clone(),
            lines[2].clone(),
            lines[3].clone(),
        ],
    ] {
        let path = desk.file("a.jsonl", lines.join("\n"));
        let prepared = desk.look(&Request::of(&path)).unwrap();
        let counts = desk.rehearse(&prepared).unwrap().counts;
        assert_eq!((counts.new, counts.rejected), (3, 1));
    }
}

#[test]
fn json_of_windows_powershell_comes_in() {
    let text = r#"[
    {"SamAccountName":"ann","mail":"ann@x.example","DisplayName":"Ann Abel","Enabled":false,
     "SID":"S-1","Created":"\/Date(1489513210000)\/","MemberOf":["CN=Sales,OU=x,DC=y","CN=Ops\\, all,OU=x,DC=y"],
     "thumbnailPhoto":"PHOTO"}
]"#;
    let text = text.replace("PHOTO", &"A".repeat(90_000));
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let mut desk = desk();
    let path = desk.file("ad.json", bytes);
    let report = desk.import(&path).unwrap();
    assert_eq!((report.counts.new, report.counts.rejected), (1, 0));
    let ann = desk.person("ann@x.example");
    assert_eq!(ann.profile.status, AccountStatus::Inactive);
    assert_eq!(ann.created_at.unwrap().rfc3339(), "2017-03-14T17:40:10Z");
    assert_eq!(ann.profile.teams.len(), 2);
}

#[test]
fn blocked_people_and_those_who_never_came_are_told() {
    let mut desk = desk();
    let report = desk.import_text(
        "uid,cn,mail,nsAccountLock,lastLoginTime\n\
         ann,Ann Abel,ann@x.example,TRUE,1970-01-01T00:00:00.000Z\n\
         bo,Bo Berg,bo@x.example;bo2@x.example,FALSE,2026-03-01T08:00:00Z\n",
    );
    assert_eq!((report.counts.new, report.counts.rejected), (2, 0));
    let ann = desk.person("ann@x.example");
    assert_eq!(ann.profile.status, AccountStatus::Inactive);
    assert_eq!(ann.last_sign_in_at, None);
    assert_eq!(
        desk.person("bo@x.example").profile.status,
        AccountStatus::Active
    );
    assert_eq!(desk.sign_ins(), 1);
}

#[test]
fn cells_that_nobody_takes_stand_in_no_ones_way() {
    let mut desk = desk();
    let photo = "A".repeat(90_000);
    let report = desk.import_text(&format!(
        "Name,Photo,Email\nAnn Abel,{photo},ann@x.example\n"
    ));
    assert_eq!((report.counts.new, report.counts.rejected), (1, 0));
    let report = desk.import_text(&format!(
        "Name,Department,Email\nBo Berg,{photo},bo@x.example\nBea,Ops,bea@x.example\n"
    ));
    assert_eq!((report.counts.new, report.counts.rejected), (1, 1));
    let long = "A".repeat(5 << 20);
    let text =
        format!(r#"[{{"email":"cy@x.example"}},{{"email":"dee@x.example","photo":"{long}"}}]"#);
    let path = desk.file("a.json", text);
    let report = desk.import(&path).unwrap();
    assert_eq!((report.counts.new, report.counts.rejected), (1, 1));
}

#[test]
fn groups_among_resources_are_nobody() {
    let text = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":[
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"1","userName":"ann@x.example","name":{"formatted":"Ann Abel"}},
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"2","displayName":"Sales"},
        {"id":"3","displayName":"Ops","meta":{"resourceType":"Group"}}]}"#;
    let (headers, rows) = table("a.json", text.as_bytes()).unwrap();
    assert_eq!(headers, ["schemas", "id", "userName", "name.formatted"]);
    assert_eq!(rows.len(), 1);
}

#[test]
fn people_of_cognito_have_their_addresses() {
    let mut desk = desk();
    let path = desk.file(
        "users.json",
        r#"{"Users":[{"Username":"u-1","Attributes":[{"Name":"sub","Value":"s1"},{"Name":"email","Value":"ann@x.example"},{"Name":"name","Value":"Ann Abel"}],
            "Enabled":true,"UserStatus":"CONFIRMED"}]}"#,
    );
    let report = desk.import(&path).unwrap();
    assert_eq!((report.counts.new, report.counts.rejected), (1, 0));
    let ann = desk.person("ann@x.example");
    assert_eq!(ann.profile.name, "Ann Abel");
    assert_eq!(ann.profile.onboarding, Onboarding::Completed);
}
