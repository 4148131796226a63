//! The insight workbook: the numbers of the screen, with native charts.

use std::path::PathBuf;
use std::process::Command;

use rollcall::app::exports::Export;
use rollcall::app::queries::insight::InsightOf;
use rollcall::domain::ids::RoleId;
use rollcall::domain::insight::Insight;
use rollcall::domain::segment::Scope;
use rollcall::domain::table::Format;
use rollcall::domain::user::{AccountStatus, Onboarding};

use super::readers::{self, beside, number};
use crate::support::directory::{Person, TestOffice, days_ago};

fn office() -> TestOffice {
    let people: Vec<Person> = (0..20)
        .map(|i| {
            let mut person = Person::named(&format!("Person {i}"), &format!("p{i}@x.example"));
            person.profile.onboarding = Onboarding::ALL[i % 6];
            person.profile.roles = (0..(i % 3) as i64).map(|r| RoleId(r + 2)).collect();
            person.created_at = Some(days_ago(i as i64 * 4));
            if i % 4 == 0 {
                person.profile.status = AccountStatus::Inactive;
                person.signed_in_at = Some(days_ago(i as i64));
            }
            person
        })
        .collect();
    TestOffice::new(&people)
}

fn insight_of(office: &TestOffice) -> Insight {
    let scope = Scope::default();
    let refreshed = 0;
    office.ask(InsightOf { scope, refreshed }).unwrap()
}

fn export(office: &TestOffice, format: Format) -> PathBuf {
    let what = Export::Insight(Scope::default());
    let name = format!("insight.{}", format.extension());
    office.export(what, format, &name).unwrap().path
}

#[test]
fn the_workbook_has_the_figures_of_the_screen() {
    let office = office();
    let (insight, book) = (insight_of(&office), export(&office, Format::Xlsx));
    let figures = readers::sheet(&book, "Figures");
    for (label, figure) in [
        ("Total users", insight.total),
        ("Active accounts", insight.active),
        ("Signed in, 30 days", insight.signed_in),
        ("Sessions open now", insight.open_sessions),
        ("Invitations pending", insight.pending),
        ("Invitations expired", insight.expired),
        ("Created in the last 30 days", insight.new_users),
    ] {
        assert_eq!(number(beside(&figures, label)) as u64, figure, "{label}");
    }
    let growth = number(beside(&figures, "Growth, 30 days"));
    assert!((growth - insight.growth.unwrap()).abs() < 1e-12);
}

#[test]
fn each_chart_has_a_sheet_with_the_numbers_of_the_screen() {
    let office = office();
    let (insight, book) = (insight_of(&office), export(&office, Format::Xlsx));
    let sheets = [
        "About",
        "Figures",
        "Account status",
        "Onboarding",
        "Roles",
        "Last 5 logins",
    ];
    assert_eq!(readers::sheet_names(&book), sheets);
    let status = insight
        .status
        .iter()
        .map(|(s, n)| ("Account status", s.label(), *n));
    let onboarding = insight
        .onboarding
        .iter()
        .map(|(o, n)| ("Onboarding", o.label(), *n));
    let roles = insight
        .roles
        .iter()
        .map(|r| ("Roles", r.name.as_str(), r.users));
    for (sheet, label, users) in status.chain(onboarding).chain(roles) {
        let rows = readers::sheet(&book, sheet);
        assert_eq!(
            number(beside(&rows, label)) as u64,
            users,
            "{sheet}: {label}"
        );
    }
    let logins = readers::sheet(&book, "Last 5 logins");
    let names: Vec<&str> = logins[1..=5]
        .iter()
        .map(|row| readers::text(&row[1]))
        .collect();
    let shown: Vec<&str> = insight
        .last_logins
        .iter()
        .map(|l| l.name.as_str())
        .collect();
    assert_eq!(names, shown);
}

#[test]
fn json_has_the_same_figures_under_stable_keys() {
    let office = office();
    let (insight, file) = (insight_of(&office), export(&office, Format::Json));
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let figures = &json["figures"];
    assert_eq!(figures["total_users"], insight.total);
    assert_eq!(figures["growth"], insight.growth.unwrap());
    assert_eq!(figures["open_sessions"], insight.open_sessions);
    assert_eq!(figures["users_without_role"], insight.without_role);
    assert_eq!(json["account_status"][1]["status"], "inactive");
    assert_eq!(json["account_status"][1]["users"], insight.status[1].1);
    assert_eq!(json["roles"][0]["role"], insight.roles[0].name);
    assert_eq!(json["last_logins"].as_array().unwrap().len(), 5);
    for key in figures.as_object().unwrap().keys() {
        assert!(
            json["definitions"][key].is_string(),
            "no definition of {key}"
        );
    }
}

#[test]
fn charts_are_native_and_openpyxl_reads_them() {
    let office = office();
    let file = export(&office, Format::Xlsx);
    let script = "import sys, re, zipfile, openpyxl\n\
        parts = zipfile.ZipFile(sys.argv[1])\n\
        drawings = [n for n in parts.namelist() if n.startswith('xl/drawings/drawing')]\n\
        for n in drawings: print(*re.findall('descr=\"([^\"]*)', parts.read(n).decode()))\n\
        book = openpyxl.load_workbook(sys.argv[1])\n\
        for sheet in book: print(sheet.title, sheet.max_row, *[type(c).__name__ for c in sheet._charts])";
    let python = ["/usr/bin/python3", "python3"].into_iter().find(|python| {
        let found = Command::new(python)
            .args(["-c", "import openpyxl"])
            .output();
        found.is_ok_and(|output| output.status.success())
    });
    let Some(python) = python else {
        println!("skipped: needs openpyxl");
        return;
    };
    let read = Command::new(python)
        .arg("-c")
        .arg(script)
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&read.stdout);
    assert!(
        read.status.success(),
        "{}",
        String::from_utf8_lossy(&read.stderr)
    );
    assert!(
        said.contains("Account status: Active 16 (76.2%), Inactive 5 (23.8%)."),
        "{said}"
    );
    assert!(said.contains("Account status 5 DoughnutChart"), "{said}");
    assert!(said.contains("Roles 13 BarChart"), "{said}");
}

#[test]
fn csv_has_a_row_for_each_figure_bar_and_login() {
    let office = office();
    let (insight, file) = (insight_of(&office), export(&office, Format::Csv));
    let rows = readers::csv(&file);
    assert_eq!(rows[0], ["Part", "Item", "Value", "Share"]);
    assert_eq!(
        rows[1],
        ["Figures", "Total users", &insight.total.to_string(), ""]
    );
    let inactive = rows.iter().find(|row| row[1] == "Inactive").unwrap();
    assert_eq!(inactive[2], insight.status[1].1.to_string());
    let login = rows.last().unwrap();
    assert_eq!(
        (login[0].as_str(), login[1].as_str()),
        ("Last 5 logins", insight.last_logins[4].name.as_str())
    );
    assert_eq!(login[2].len(), "2026-11-21 09:14:05".len());
}
