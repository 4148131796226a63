//! The office that the scenarios are about: who runs it, where its files are, and what other programs say about them.

use std::path::{Path, PathBuf};

use super::driver::desktop::Desktop;
use super::driver::tools::PYTHON;
use super::driver::{PATIENCE, wait_until};

pub const NAME: &str = "Harbor Office";
pub const ADMINISTRATOR: &str = "Ines Duarte";
pub const EMAIL: &str = "ines@harbor.example";
pub const PASSWORD: &str = "Correct horse 9 battery";
/// People in the imported file, and how many of them can't sign in.
pub const PEOPLE: usize = 40;
pub const INACTIVE: usize = 9;
/// No address, as the person types it, and the one that is meant.
pub const WRONG: &str = "new.address@";
pub const RIGHT: &str = "new.address@harbor.example";

/// A row of the list that the command line exports.
#[derive(PartialEq, Eq, Debug)]
pub struct Listed {
    pub contact_id: String,
    pub email: String,
}

/// The workspace's file.
pub fn file(desktop: &Desktop) -> PathBuf {
    desktop.folder().join("harbor.rollcall")
}

/// The workbook that is exported to.
pub fn workbook(desktop: &Desktop) -> PathBuf {
    desktop.folder().join("inactive.xlsx")
}

/// The download from Entra, in the person's own folder.
pub fn download(desktop: &Desktop) -> PathBuf {
    let path = desktop.folder().join("exportUsers.csv");
    let fixture = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/desktop/entra-users.csv"
    );
    std::fs::copy(fixture, &path).expect("the download can be copied");
    path
}

/// Sets what the program remembers of this computer, as JSON.
pub fn remember(desktop: &Desktop, settings: &str) {
    let folder = desktop.folder().with_file_name("config").join("rollcall");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    std::fs::write(folder.join("computer.json"), settings).expect("the settings can be written");
}

/// What a headless command says; it must succeed.
pub fn command_line(desktop: &Desktop, arguments: &[&str]) -> String {
    let output = desktop
        .program(arguments)
        .env("ROLLCALL_PASSWORD", PASSWORD)
        .output()
        .expect("the program runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("the output is text")
}

/// The users of a segment by name, as a headless command sees them.
pub fn listed(desktop: &Desktop, segment: &str) -> Vec<Listed> {
    let path = desktop.folder().join("listed.csv");
    let (database, out) = (shown(&file(desktop)), shown(&path));
    let arguments = ["export", "users", &database, "--segment", segment];
    command_line(
        desktop,
        &[&arguments[..], &["-o", &out, "--as", EMAIL]].concat(),
    );
    let bytes = std::fs::read(&path).expect("the list was written");
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let headers = reader.headers().expect("the list has headers").clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|header| header == name)
            .unwrap_or_else(|| panic!("no column {name} in {headers:?}"))
    };
    let (contact_id, email) = (column("Contact ID"), column("Email"));
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record.expect("the list is CSV");
        Listed {
            contact_id: record[contact_id].to_owned(),
            email: record[email].to_owned(),
        }
    };
    reader.records().map(row).collect()
}

/// Waits until the file says that this person has this address.
pub fn wait_for_email(desktop: &Desktop, contact_id: &str, email: &str) {
    let says = || email_of(desktop, contact_id);
    wait_until(PATIENCE, || (says() == email).then_some(()))
        .unwrap_or_else(|| panic!("{contact_id} has {} still", says()));
}

/// The address of a person, as the file has it.
pub fn email_of(desktop: &Desktop, contact_id: &str) -> String {
    listed(desktop, "all")
        .into_iter()
        .find(|row| row.contact_id == contact_id)
        .map_or_else(|| panic!("no {contact_id} in the file"), |row| row.email)
}

/// Waits until the System Administrator may export, as the file says.
pub fn wait_for_export_right(desktop: &Desktop) {
    let database = shown(&file(desktop));
    let may = || {
        command_line(desktop, &["role", "list", &database, "--as", EMAIL])
            .lines()
            .any(|line| line.contains("System Administrator") && line.contains("data.export"))
    };
    wait_until(PATIENCE, || may().then_some(())).expect("the role gets the permission");
}

/// The names of a workbook's sheets, as openpyxl reads them.
pub fn sheets_in(desktop: &Desktop, workbook: &Path) -> Vec<String> {
    read(desktop, workbook, SHEETS)
}

/// The column "Contact ID" of a workbook, as openpyxl reads it: another program than the one that wrote it.
fn contact_ids_in(desktop: &Desktop, workbook: &Path) -> Vec<String> {
    read(desktop, workbook, CONTACT_IDS)
}

fn read(desktop: &Desktop, workbook: &Path, program: &str) -> Vec<String> {
    let there = wait_until(PATIENCE, || workbook.is_file().then_some(()));
    there.unwrap_or_else(|| panic!("{} is not written", workbook.display()));
    let output = desktop
        .command(PYTHON)
        .args(["-c", program])
        .arg(workbook)
        .output()
        .expect("Python runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openpyxl: {errors}");
    let said = String::from_utf8(output.stdout).expect("the output is text");
    said.lines().map(str::to_owned).collect()
}

const SHEETS: &str = "
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1]).worksheets:
    print(sheet.title)
";

const CONTACT_IDS: &str = r#"
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book.worksheets:
    column = None
    for row in sheet.iter_rows(values_only=True):
        if column is None:
            column = row.index("Contact ID") if "Contact ID" in row else None
        elif row[column]:
            print(row[column])
"#;

/// Opens the form for a new workspace and fills in whose it is and where it lies; how it is protected is left.
pub fn describe(desktop: &mut Desktop) {
    let file = shown(&file(desktop));
    let reader = desktop.accessible();
    reader.activate("^Create a workspace…$");
    reader.fill_in("^Office name$", NAME);
    reader.fill_in("^Your name$", ADMINISTRATOR);
    reader.fill_in("^Your email$", EMAIL);
    reader.fill_in("^Password$", PASSWORD);
    reader.fill_in("^Password again$", PASSWORD);
    reader.fill_in("^Save as$", &file);
}

/// A path as it is typed.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Checks the exported workbook against what a headless command lists.
pub fn check_workbook(desktop: &Desktop) {
    let mut exported = contact_ids_in(desktop, &workbook(desktop));
    let listed = listed(desktop, "status:inactive");
    let mut wanted: Vec<String> = listed.into_iter().map(|row| row.contact_id).collect();
    assert_eq!(wanted.len(), INACTIVE);
    exported.sort();
    wanted.sort();
    assert_eq!(exported, wanted);
}
