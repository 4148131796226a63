//! The Import page: a file is looked at, mapped, rehearsed and imported; a bad one changes nothing.

use egui::accesskit::Role;
use rollcall::app::queries::totals::Totals;
use rollcall::domain::text::plural;

use super::insight::insight;
use super::pictures::save;
use super::users::person;
use crate::support::shell::Shell;

const LIST: &str = "Name,Email,Department,State,Nickname\n\
    Ann Other,ann.other@fjord.example,Legal,active,Annie\n\
    Bob Example,bob@fjord.example,Legal,suspended,Bobby\n\
    C,c@fjord.example,Legal,active,See\n\
    Dora Doe,dora at fjord,Finance,active,Dee\n";

fn page() -> Shell {
    let mut shell = Shell::new();
    shell.press(Role::Link, "Import");
    shell
}

fn look(shell: &mut Shell, name: &str, bytes: &[u8]) {
    let path = shell.folder().join(name);
    std::fs::write(&path, bytes).unwrap();
    shell.type_in("File", &path.display().to_string());
    shell.button("Look at the file");
}

fn people(shell: &Shell) -> u64 {
    shell.ask(Totals).unwrap().users
}

fn map_states(shell: &mut Shell) {
    shell.choose("State goes to", "Account status");
    let links = shell.all(Role::Link, "Values…");
    assert!(links > 0, "{:#?}", shell.words());
    shell.press(Role::Link, "Values…");
    shell.expect("What the values of “State” mean");
    shell.choose("suspended (1)", "Inactive");
    shell.button("Use these");
}

#[test]
fn a_list_is_looked_at_mapped_and_imported() {
    let mut shell = page();
    look(&mut shell, "list.csv", LIST.as_bytes());
    shell.expect_part("list.csv · 4 rows · recognised as ");
    assert_eq!(people(&shell), 300, "looking writes nothing");
    map_states(&mut shell);
    shell.node(Role::Button, "New users: 2");
    shell.node(Role::Button, "Rejected: 2");
    let rejected = shell.table("Rows that can't be taken").unwrap();
    assert_eq!(rejected.count, 2);
    assert_eq!(rejected.rows[0][1..3], ["Name", "At least 2 characters"]);
    assert_eq!(rejected.rows[1][1], "Email");
    shell.button("Import 2 rows");
    shell.expect("Imported 2 rows");
    assert_eq!(people(&shell), 302);
    shell.press(Role::Link, "Users");
    shell.fill(
        Role::SearchInput,
        "Search name, email, Contact ID, phone",
        "fjord.example bob",
    );
    assert_eq!(shell.column(1), ["Bob Example"]);
    assert_eq!(shell.column(3), ["Inactive"], "“suspended” means Inactive");
    let contact = shell.column(0)[0].clone();
    assert_eq!(person(&shell, &contact).profile.department, "Legal");
}

#[test]
fn another_sheet_of_a_workbook_is_chosen() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, people) in [("Lisbon", &["Ann"][..]), ("Porto", &["Bob", "Cleo"])] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write_row(0, 0, ["Name", "Email"]).unwrap();
        for (row, who) in (1..).zip(people) {
            let cells = [format!("{who} Other"), format!("{who}@fjord.example")];
            sheet.write_row(row, 0, cells).unwrap();
        }
    }
    let mut shell = page();
    look(&mut shell, "list.xlsx", &book.save_to_buffer().unwrap());
    shell.node(Role::Button, "New users: 1");
    assert_eq!(shell.value(Role::ComboBox, "Sheet"), "Lisbon");
    shell.choose("Sheet", "Porto");
    shell.node(Role::Button, "New users: 2");
    save(&mut shell, "import-sheet-light");
    // What is mapped otherwise is of the sheet that was chosen.
    shell.choose("Name goes to", "(not imported)");
    shell.choose("Name goes to", "Name");
    assert_eq!(shell.value(Role::ComboBox, "Sheet"), "Porto");
    shell.button("Import 2 rows");
    shell.expect("Imported 2 rows");
    assert_eq!(people(&shell), 302);
}

#[test]
fn another_target_rehearses_anew() {
    let mut shell = page();
    look(&mut shell, "list.csv", LIST.as_bytes());
    map_states(&mut shell);
    shell.choose("Email goes to", "(not imported)");
    assert!(
        shell.find(Role::Button, "New users: 2").is_none() || shell.mentions("tells people apart"),
        "{:#?}",
        shell.words()
    );
    shell.choose("Email goes to", "Email");
    shell.node(Role::Button, "New users: 2");
    assert_eq!(people(&shell), 300);
}

#[test]
fn rejected_rows_are_saved_with_their_reasons() {
    let mut shell = page();
    look(&mut shell, "list.csv", LIST.as_bytes());
    map_states(&mut shell);
    shell.press(Role::Link, "Save these rows…");
    let path = shell.folder().join("mend.csv");
    shell.type_in("Save as", &path.display().to_string());
    shell.button("Save");
    assert!(
        shell
            .toasts()
            .contains(&"Saved 2 rows with their reasons".to_owned()),
        "{:?}",
        shell.toasts()
    );
    let saved = std::fs::read_to_string(path).unwrap();
    assert!(
        saved.contains("At least 2 characters") && saved.contains("Dora Doe"),
        "{saved}"
    );
    assert!(!saved.contains("Bob Example"), "{saved}");
}

#[test]
fn the_same_file_again_changes_nothing() {
    let mut shell = page();
    look(&mut shell, "list.csv", LIST.as_bytes());
    map_states(&mut shell);
    shell.button("Import 2 rows");
    shell.button("Import another file");
    look(&mut shell, "list.csv", LIST.as_bytes());
    shell.node(Role::Button, "Unchanged: 2");
    shell.node(Role::Button, "New users: 0");
    assert_eq!(people(&shell), 302);
}

#[test]
fn a_whole_import_is_set_back_from_where_it_ended() {
    let mut shell = page();
    look(&mut shell, "list.csv", LIST.as_bytes());
    map_states(&mut shell);
    shell.button("Import 2 rows");
    assert_eq!(people(&shell), 302);
    save(&mut shell, "import-done-light");
    shell.button("Undo this import…");
    shell.expect_part("Undo");
    shell.button("Undo");
    assert_eq!(people(&shell), 300, "{:#?}", shell.words());
}

#[test]
fn cancel_leads_back_and_leaves_nothing() {
    let mut shell = page();
    look(&mut shell, "list.csv", LIST.as_bytes());
    shell.button("Cancel");
    shell.expect("Choose a file");
    assert_eq!(people(&shell), 300);
}

#[test]
fn bad_files_are_sentences_and_change_nothing() {
    let mut shell = page();
    let cases: [(&str, &[u8], &str); 5] = [
        ("empty.csv", b"", "The file is empty."),
        (
            "half.csv",
            b"Name,Email\n\"Ann,ann@fjord.example\n",
            "Half a file",
        ),
        (
            "book.csv",
            b"PK\x03\x04\x14\x00\x06\x00xl/workbook.xml",
            "The workbook can't be read",
        ),
        ("header.csv", b"Name,Email\n", "no rows below them."),
        (
            "nobody.csv",
            b"Colour,Weight\nred,12\n",
            "None of the columns can be recognised",
        ),
    ];
    for (name, bytes, sentence) in cases {
        look(&mut shell, name, bytes);
        shell.expect_part(sentence);
        assert!(
            !shell.mentions("Utf8") && !shell.mentions("Err("),
            "no jargon"
        );
        shell.expect("Choose a file");
        assert_eq!(people(&shell), 300, "{name}");
    }
    shell.type_in("File", "/no/such/file.csv");
    shell.button("Look at the file");
    shell.expect_part("The file could not be read.");
}

#[test]
fn a_sign_in_log_moves_the_figures() {
    let mut shell = page();
    let before = insight(&shell, rollcall::domain::segment::Scope::default());
    let email = person(&shell, "C-000011").profile.email.unwrap();
    let log = format!("Date,User,Status\n2026-11-21T09:13:30Z,{email},Success\n");
    look(&mut shell, "log.csv", log.as_bytes());
    shell.expect("Import sign-ins");
    shell.button("Import 1 row");
    shell.expect_part(&plural(1, "Imported {0} row", "Imported {0} rows"));
    shell.button("User Insight");
    let after = insight(&shell, rollcall::domain::segment::Scope::default());
    assert_ne!(before.last_logins, after.last_logins);
    let table = shell.table("Last 5 logins").unwrap();
    assert_eq!(table.rows[1][0], "C-000011", "after the operator's own");
}
