//! What the subcommands do.

use std::io::Write;
use std::process::Stdio;

use super::program::{ADA, Home, PASSWORD, allow_export, said};
use crate::support::audit;

fn allow(home: &Home, file: &str) {
    let said = home.run(&allow_export(file));
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(said.out, "System Administrator may now: data.export\n");
}

#[test]
fn insight_prints_json_and_ends_its_session() {
    let (home, file) = Home::with_office();
    for _ in 0..2 {
        let said = home.run(&["insight", &file, "--json", "--as", ADA]);
        assert_eq!(said.code, Some(0), "{}", said.err);
        let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(json["figures"]["total_users"], 1);
        // Its own session and no earlier one: each run ends what it began.
        assert_eq!(json["figures"]["open_sessions"], 1);
        assert_eq!(json["about"]["exported_by"], "Ada Admin");
        assert_eq!(json["about"]["office"], "Northwind");
    }
    let commands: Vec<_> = audit::entries(file.as_ref())
        .into_iter()
        .map(|e| e.0)
        .collect();
    let outs = commands.iter().filter(|c| *c == "session.sign_out").count();
    assert_eq!(outs, 2, "{commands:?}");
}

#[test]
fn insight_is_printed_as_at_the_end_of_a_day() {
    let (home, file) = Home::with_office();
    let said = home.run(&[
        "insight",
        &file,
        "--json",
        "--as-of",
        "2020-02-29",
        "--as",
        ADA,
    ]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(json["figures"]["total_users"], 0);
    assert!(
        json["about"]["as_of"]
            .as_str()
            .unwrap()
            .starts_with("2020-0")
    );
    let said = home.run(&["insight", &file, "--as-of", "soon", "--as", ADA]);
    assert_eq!(said.code, Some(2), "{}", said.err);
}

#[test]
fn insight_prints_text_for_people() {
    let (home, file) = Home::with_office();
    let said = home.run(&["insight", &file, "--as", ADA]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(
        said.out.starts_with("User Insight, Northwind (as of "),
        "{}",
        said.out
    );
    let line = said
        .out
        .lines()
        .find(|line| line.contains("Total users"))
        .unwrap();
    assert!(line.ends_with('1'), "{line}");
    assert!(said.out.contains("Active    1  100.0%"), "{}", said.out);
}

#[test]
fn exporting_needs_the_permission_which_can_be_given_and_taken() {
    let (home, file) = Home::with_office();
    let list = home.path("users.csv").display().to_string();
    let export = ["export", "users", &file, "-o", &list, "--as", ADA];
    let refused = home.run(&export);
    assert_eq!(refused.code, Some(1));
    assert_eq!(
        refused.err,
        "rollcall: Your roles don't allow this.\nAsk an administrator for the permission “data.export”.\n"
    );
    assert!(!home.path("users.csv").exists());
    assert_eq!(audit::exports(file.as_ref()), [(1, 0, String::new())]);

    allow(&home, &file);
    let done = home.run(&export);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!(done.out, format!("Wrote 1 row to {list}\n"));
    let text = std::fs::read_to_string(&list).unwrap();
    assert!(
        text.contains("C-000001,Ada Admin,ada@northwind.example,Active,Completed"),
        "{text}"
    );

    let forbidden = home.run(&[
        "role",
        "forbid",
        &file,
        "--role",
        "System Administrator",
        "--permission",
        "data.export",
        "--as",
        ADA,
    ]);
    assert_eq!(forbidden.code, Some(0), "{}", forbidden.err);
    assert_eq!(home.run(&export).code, Some(1));
    let listed = home.run(&["role", "list", &file, "--as", ADA]);
    assert!(!listed.out.contains("data.export"), "{}", listed.out);
    assert!(
        listed
            .out
            .contains("system_administrator  System Administrator  insight.view")
    );
}

#[test]
fn a_filter_reaches_the_file_and_a_wrong_one_is_refused() {
    let (home, file) = Home::with_office();
    allow(&home, &file);
    let list = home.path("users.json").display().to_string();
    let export = |filter: &str| {
        home.run(&[
            "export", "users", &file, "--filter", filter, "-o", &list, "--as", ADA,
        ])
    };
    for (filter, rows) in [
        (r#"{"field":"email","test":{"contains":"ADA@"}}"#, 1),
        (r#"{"field":"status","test":{"any_of":[0]}}"#, 0),
    ] {
        let said = export(&format!(r#"{{"all":[{{"any":[{filter}]}}]}}"#));
        assert_eq!(said.code, Some(0), "{}", said.err);
        let json: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&list).unwrap()).unwrap();
        assert_eq!(json["rows"].as_array().unwrap().len(), rows, "{filter}");
        assert_ne!(json["about"]["conditions"], "none", "{filter}");
    }
    for wrong in [
        "away",
        r#"{"all":[{"any":[{"field":"status","test":{"last":3}}]}]}"#,
    ] {
        let refused = export(wrong);
        assert_eq!(refused.code, Some(2), "{}", refused.err);
        assert!(refused.err.contains("is no filter"), "{}", refused.err);
    }
}

#[test]
fn segments_search_and_order_reach_the_file() {
    let (home, file) = Home::with_office();
    allow(&home, &file);
    let list = home.path("users.json").display().to_string();
    for (segment, rows) in [
        ("all", 1),
        ("status:active", 1),
        ("status:inactive", 0),
        ("onboarding:completed", 1),
        ("role:System Administrator", 1),
        ("role:team_member", 0),
        ("no-role", 0),
        ("new", 1),
        ("created-unknown", 0),
        ("signed-in", 1),
        ("pending", 0),
        ("open-session", 1),
    ] {
        let said = home.run(&[
            "export",
            "users",
            &file,
            "-o",
            &list,
            "--segment",
            segment,
            "--as",
            ADA,
            "--search",
            "ada c-000001",
            "--sort",
            "created_at:desc",
            "--kind",
            "internal",
        ]);
        assert_eq!(said.code, Some(0), "{segment}: {}", said.err);
        let json: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&list).unwrap()).unwrap();
        assert_eq!(json["rows"].as_array().unwrap().len(), rows, "{segment}");
        assert_eq!(json["about"]["rows"], rows, "{segment}");
        assert_eq!(json["about"]["search"], "ada c-000001");
        assert_eq!(json["about"]["order"], "Created at, descending");
    }
}

#[test]
fn a_password_comes_from_a_file_or_from_standard_input() {
    let (home, file) = Home::with_office();
    std::fs::write(home.path("secret"), format!("{PASSWORD}\r\nsecond line")).unwrap();
    let secret = home.path("secret").display().to_string();
    let mut from_file = home.command(&["insight", &file, "--json", "--as", ADA]);
    from_file
        .env_remove("ROLLCALL_PASSWORD")
        .args(["--password-file", &secret]);
    assert_eq!(said(&from_file.output().unwrap()).code, Some(0));

    let mut from_input = home.command(&["insight", &file, "--json", "--as", ADA]);
    from_input
        .env_remove("ROLLCALL_PASSWORD")
        .stdin(Stdio::piped());
    let mut child = from_input
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    let said = said(&child.wait_with_output().unwrap());
    assert_eq!(said.code, Some(0), "{}", said.err);
}

#[test]
fn a_reader_who_has_gone_is_no_failure() {
    let (home, file) = Home::with_office();
    let mut command = home.command(&["insight", &file, "--json", "--as", ADA]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let said = said(&child.wait_with_output().unwrap());
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
}

#[test]
fn without_a_display_the_demo_is_told_and_written_all_the_same() {
    let home = Home::new();
    let said = home.run(&["--demo"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(
        said.err
            .starts_with("rollcall: There is no display to open a window on.\n"),
        "{}",
        said.err
    );
    assert!(said.out.contains("Total users"), "{}", said.out);
    let book = home.path("rollcall-demo-insight.xlsx");
    assert!(
        said.out.contains("rollcall-demo-insight.xlsx"),
        "{}",
        said.out
    );
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(book).unwrap();
    let figures = calamine::Reader::worksheet_range(&mut book, "Figures").unwrap();
    assert_eq!(
        figures.get((1, 0)),
        Some(&calamine::Data::String("Total users".to_owned()))
    );
}
