//! The targets: each hands bytes to one reader of the program, and holds what comes of them to what must be so.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use rollcall::app::imports::{Mapping, Request, run};
use rollcall::domain::backup;
use rollcall::domain::permission::PermissionSet;
use rollcall::domain::recovery;
use rollcall::domain::time::Timestamp;
use rollcall::domain::undo::Plan;
use rollcall::domain::validation::draft::{DraftRules, EmailRule, UserDraft};
use rollcall::import::dates::{DateOrder, OrderEvidence, Zone, read};
use rollcall::import::reader::{self, Records, Row};
use rollcall::import::watch::Unwatched;
use rollcall::platform::checkpoints;
use rollcall::platform::computer::Computer;
use rollcall::platform::random::SystemRandom;
use rollcall::store::audit::verify;
use rollcall::store::key::{self, Cover};
use rollcall::store::testing;
use rollcall::store::workspace::Workspace;
use tempfile::TempDir;

use crate::ground::{Desk, FILE, beside, env, folder, make};

/// Lists as systems write them.
pub const TABLES: &[&[u8]] = &[
    b"Name,Email,Job title\nAnn Abel,ann@x.example,Editor\nBo Berg,bo@x.example,\n",
    "\u{feff}Vorname;Nachname;E-Mail;Telefon;Enddatum\r\nJ\u{f6}rg;Gro\u{df};jg@x.example;+49 30 123;31.12.2026\r\n".as_bytes(),
    b"userPrincipalName\tdisplayName\taccountEnabled\nann@x.example\t\"Ann \"\"A\"\" Abel\"\tTRUE\n",
    b"Date (UTC),Username,Application,IP address,Location,Status\n2026-06-04T08:19:41Z,ann@x.example,Teams,10.0.0.1,PT,Success\n",
    b"\xff\xfeN\0a\0m\0e\0,\0E\0m\0a\0i\0l\0\n\0A\0n\0n\0,\0a\0@\0b\0.\0c\0\n\0",
    b"PK\x03\x04\x14\0\x06\0\x08\0xl/workbook.xml",
    b"Name,Email\n\"unclosed,ann@x.example\n",
    br#"{"Resources":[{"userName":"ann","emails":[{"value":"ann@x.example","primary":true}],"groups":[]}],"n":[1]}"#,
    br#"[{"uuid":"1","published":"2026-06-04T08:19:41Z","actor":{"alternateId":"a@x.example"},"target":[{"id":null}]},{}]"#,
    b"{\"a\":1}\n{\"a\":[{\"name\":\"b\",\"value\":{\"c\":2}}]}",
    b"version: 1\ndn: uid=zoe\nobjectClass: person\ncn:: Wm/Dqw==\nmail: z@x.example\n long\n\ndn: cn=a\nchangetype: delete\n",
];
/// Mapping files.
pub const MAPPINGS: &[&[u8]] = &[
    br#"{"kind":"users","columns":[{"header":"Name","target":"name"},{"header":"Mail","target":"email","rank":1}]}"#,
    br#"{"kind":"sign_ins","profile":"any_sign_ins","source":"x","zone":"Europe/Lisbon","columns":{"When":"time","Who":"who"}}"#,
    br#"{"kind":"users","new_onboarding":"completed","columns":[{"header":"S","target":"status","values":{"gone":"inactive"},"date_order":"day_first"}]}"#,
];
/// Cells with dates.
pub const DATES: &[&[u8]] = &[
    b"2026-11-21T09:14:00.123Z",
    b"31/12/2026 23:59",
    b"12/31/26 11:59 PM",
    b"21.11.2026",
    b"45982.384",
    b"1795252440",
    b"Sat, 21 Nov 2026 09:14:00 +0100",
    b"21 novembre 2026",
    b"20261121",
    b"2026-02-29",
    "２０２６-11-21".as_bytes(),
];
/// Recovery codes.
pub const CODES: &[&[u8]] = &[
    b"0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000",
    b"7ZZZ-ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345-6789-ABCD-EFGH-JKMN-PQRS-TVWX",
    b"oil0 oil0 oil0 oil0",
];
/// Names of backups.
pub const NAMES: &[&[u8]] = &[
    b"office 2026-11-21T091400Z daily.rollcall",
    b"office 2026-11-21T091400Z replaced 2.rollcall",
    b"office 9999-12-31T235959Z asked.rollcall",
];
/// What the log keeps of an act.
pub const PAYLOADS: &[&[u8]] = &[
    br#"{"c":[{"field":"name","old":"A","new":"B"}],"m":[{"k":"name","b":"A","a":"B"},{"k":"roles/3","a":{"place":"Everywhere"}}]}"#,
    br#"[{"field":"name","old":"A","new":"B"}]"#,
    br#"{"c":[],"m":[{"k":"data.export","a":1},{"k":"name"}]}"#,
];
/// Settings of a computer.
pub const COMPUTERS: &[&[u8]] = &[
    br#"{"theme":"dark","text_percent":100,"windows":"own","motion":"full","recent":["/a/b.rollcall"],"window_sizes":{"main":[1.0,2.0]}}"#,
    br#"{"text_percent":-1,"recent":null,"window_sizes":{"main":[1e999,0]}}"#,
];
/// What a computer remembers of files.
pub const CHECKPOINTS: &[&[u8]] = &[
    br#"{"9d9d9d9d9d9d9d9d9d9d9d9d9d9d9d9d":{"seq":12,"hash":"00ff","at":1795252440000}}"#,
    br#"[["a","b"],null]"#,
];
/// Beginnings of files.
pub const COVERS: &[&[u8]] = &[
    b"SQLite format 3\0\x10\0\x02\x02\0\x40\x20\x20",
    b"\x9d\x8c\x7b\x6a\x5f\x4e\x3d\x2c\x1b\x0a\x99\x88\x77\x66\x55\x44 and more",
    b"%PDF-1.7",
    b"",
];
/// What somebody types of a person, a line a field.
pub const PEOPLE: &[&[u8]] = &[
    "Zo\u{eb} Garc\u{ed}a\nzoe@x.example\n+351 912 345 678\n12\n2026-12-31\nnotes".as_bytes(),
    b"K\n@\n00\nx\n31/02/2026\n",
];

thread_local! {
    static PLACE: TempDir = folder();
}

/// A file with these bytes.
fn file(name: &str, data: &[u8]) -> PathBuf {
    let path = PLACE.with(|place| place.path().join(name));
    std::fs::write(&path, data).unwrap();
    path
}

/// The readers of files, whatever the format.
pub fn table(data: &[u8]) {
    let Ok(mut file) = reader::open(&file("table.csv", data), None) else {
        return;
    };
    let columns = file.headers().len();
    let (mut row, mut last) = (Row::default(), 0);
    while let Ok(true) = file.read(&mut row) {
        assert!(row.number > last, "rows go on");
        last = row.number;
        assert!(row.cells().count() == row.len() && row.cell(columns + 999).is_empty());
    }
}

/// Recognising a file and a dry run.
pub fn import(data: &[u8]) {
    static EVERYTHING: LazyLock<PermissionSet> = LazyLock::new(|| PermissionSet::all_but(&[]));
    thread_local! {
        static OFFICE: PathBuf = office("import.rollcall");
    }
    let path = OFFICE.with(Clone::clone);
    let workspace = Workspace::open(&path, Arc::new(SystemRandom)).unwrap();
    let mut reader = workspace.reader().unwrap();
    let list = file("list.csv", data);
    let Ok(prepared) = reader.snapshot(|s| run::look(s, &Request::of(&list), &Unwatched)) else {
        return;
    };
    let at = Timestamp(1_795_252_440_000);
    let rehearsed = reader.snapshot(|s| run::rehearse(s, &prepared, (*EVERYTHING, at), &Unwatched));
    if let Ok(report) = rehearsed {
        let counts = &report.counts;
        assert!(
            counts.rejected <= prepared.rows && counts.new <= prepared.rows,
            "{counts:?}"
        );
    }
}

/// A small office of this name, on its own.
fn office(name: &str) -> PathBuf {
    let path = PLACE.with(|place| place.path().join(name));
    make(&path, None, &env(0));
    path
}

/// Mapping files.
pub fn mapping(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(mapping) = Mapping::from_json(text) {
        let again = Mapping::from_json(&mapping.to_json()).unwrap();
        assert_eq!(again, mapping, "what is written is read");
        drop(mapping.places(&["Name".to_owned(), "Mail".to_owned()]));
    }
}

/// Dates in cells.
pub fn date(data: &[u8]) {
    let cell = String::from_utf8_lossy(data);
    let mut evidence = OrderEvidence::default();
    evidence.take(&cell);
    for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
        if let Some(found) = read(&cell, order) {
            let at = Zone::Utc.instant(found);
            // The years 1900 to 2199, and a day on either side for the zones.
            assert!(
                (-2_209_075_200_000..7_258_204_800_000).contains(&at.0),
                "{cell:?} is {at:?}"
            );
            Zone::Utc.day(found);
        }
    }
}

/// Recovery codes.
pub fn code(data: &[u8]) {
    let typed = String::from_utf8_lossy(data);
    if let Ok(key) = recovery::decode(&typed) {
        assert_eq!(recovery::decode(&recovery::encode(&key)).unwrap(), key);
    }
    let mut key = [0; 32];
    for (to, from) in key.iter_mut().zip(data) {
        *to = *from;
    }
    assert_eq!(*recovery::decode(&recovery::encode(&key)).unwrap(), key);
}

/// Names of backups.
pub fn backup_name(data: &[u8]) {
    let name = String::from_utf8_lossy(data);
    if let Some((at, reason)) = backup::parse("office", &name) {
        let again = backup::file_name("office", at, reason);
        assert_eq!(backup::parse("office", &again), Some((at, reason)));
    }
}

/// What the log keeps of an act, read to set it back.
pub fn payload(data: &[u8]) {
    thread_local! {
        static OFFICE: (PathBuf, i64) = with_act();
    }
    let (path, seq) = OFFICE.with(Clone::clone);
    let hexadecimal: String = data.iter().map(|byte| format!("{byte:02x}")).collect();
    let sql = format!("UPDATE audit_change SET payload = x'{hexadecimal}' WHERE seq = {seq}");
    testing::execute(&path, &sql).unwrap();
    let workspace = Workspace::open(&path, Arc::new(SystemRandom)).unwrap();
    let mut reader = workspace.reader().unwrap();
    let read = reader.snapshot(|s| {
        let (_, touched) = s.act(seq)?;
        for one in touched {
            let now = s.state(one.object, one.object_id)?;
            let plan = Plan::new(&one.marks, now);
            drop(plan.wanted(&std::collections::BTreeSet::new()));
        }
        Ok::<_, rollcall::store::error::StoreError>(())
    });
    drop(read);
}

fn with_act() -> (PathBuf, i64) {
    use rollcall::app::commands::office::OfficeCommand;
    let path = office("log.rollcall");
    let desk = Desk::open(&path, None, &env(1)).unwrap();
    let done = desk.give(OfficeCommand::SetName("Other".into())).unwrap();
    (path, done.undoable.unwrap())
}

/// Settings of a computer, as the program reads them: what can't be read counts as none.
pub fn computer(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let read: Computer = serde_json::from_str(&text).unwrap_or_default();
    let written = serde_json::to_string(&read).unwrap();
    drop(serde_json::from_str::<Computer>(&written));
}

/// What this computer remembers of files: what can't be read counts as nothing.
pub fn remembered(data: &[u8]) {
    let kept: checkpoints::Kept = checkpoints::load(&file("checkpoints.json", data));
    let path = file("again.json", b"");
    checkpoints::save(&path, &kept).unwrap();
    let read: checkpoints::Kept = checkpoints::load(&path);
    assert!(read == kept, "what is written is read");
    let missed: checkpoints::Unrecorded = checkpoints::load(&file("missed.json", data));
    checkpoints::save(&path, &missed).unwrap();
    let read: checkpoints::Unrecorded = checkpoints::load(&path);
    assert!(read == missed, "what is written is read");
}

/// What a file is at first sight.
pub fn cover(data: &[u8]) {
    let seen = key::cover(&file("first.rollcall", data)).unwrap();
    assert_eq!(seen == Cover::Plain, data.starts_with(b"SQLite format 3\0"));
}

/// A workspace file with these bytes somewhere in it.
pub fn workspace(data: &[u8]) {
    static REAL: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let folder = folder();
        let path = folder.path().join(FILE);
        make(&path, None, &env(0));
        std::fs::read(&path).unwrap()
    });
    let mut bytes = REAL.clone();
    let sum = data.iter().fold(7_usize, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(usize::from(*byte))
    });
    let at = sum % bytes.len();
    for (to, from) in bytes[at..].iter_mut().zip(data) {
        *to ^= *from;
    }
    let path = file("changed.rollcall", &bytes);
    if let Ok(workspace) = Workspace::open(&path, Arc::new(SystemRandom)) {
        let looked = workspace.reader().and_then(|mut reader| {
            reader.snapshot(|s| {
                s.office()?;
                s.columns()?;
                verify(s)
            })
        });
        drop(looked);
    }
    for suffix in ["-wal", "-shm"] {
        drop(std::fs::remove_file(beside(&path, suffix)));
    }
}

/// What somebody types of a person.
pub fn person(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.split('\n').map(str::to_owned);
    let mut line = || lines.next().unwrap_or_default();
    let draft = UserDraft {
        name: line(),
        email: line(),
        phone: line(),
        extension: line(),
        end_date: line(),
        notes: line(),
        title: line(),
        ..UserDraft::default()
    };
    let rules = DraftRules {
        phone_region: "PT",
        email: EmailRule::Optional,
    };
    if let Ok(profile) = draft.parse(&rules) {
        let again = UserDraft::from(&profile).parse(&rules);
        assert_eq!(
            again.as_ref().ok(),
            Some(&profile),
            "what is accepted is accepted again"
        );
    }
}
