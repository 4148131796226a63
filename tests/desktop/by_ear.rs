//! The main job through the accessibility bus alone: nothing is seen, nothing is pointed at. Second windows open inside
//! the main one, because the bus reaches only that.

use super::driver::accessible::Accessible;
use super::driver::desktop::{Desktop, Program, Screen};
use super::driver::{PATIENCE, wait_until};
use super::office;

#[test]
fn the_main_job_through_a_screen_reader() {
    let Some(mut desktop) = Desktop::start("by-ear", Screen::Laptop) else {
        return;
    };
    office::remember(&desktop, r#"{ "theme": "dark" }"#);
    let program = desktop.run(&[]);
    create(&mut desktop);
    import(&mut desktop);
    allow_export(&mut desktop);
    export(&mut desktop);
    let contact_id = edit(&mut desktop);
    quit(&mut desktop, program);
    assert_eq!(office::email_of(&desktop, &contact_id), office::RIGHT);
    restart(&mut desktop, &contact_id);
}

fn create(desktop: &mut Desktop) {
    desktop.wait_for_window("Rollcall");
    office::describe(desktop);
    let reader = desktop.accessible();
    reader.activate("^Encrypt the file with a passphrase$");
    desktop.still("01-create");
    desktop.accessible().activate("^Create workspace$");
    desktop.wait_for_window("harbor — Rollcall");
}

fn import(desktop: &mut Desktop) {
    let download = office::shown(&office::download(desktop));
    let reader = desktop.accessible();
    reader.activate("^Import$");
    reader.fill_in("^File$", &download);
    reader.activate("^Look at the file$");
    reader.find_in_state("sensitive", "^Import 40 rows$");
    desktop.still("02-import");
    let reader = desktop.accessible();
    reader.activate("^Import 40 rows$");
    reader.find("", "^Imported 40 rows");
}

fn allow_export(desktop: &mut Desktop) {
    let reader = desktop.accessible();
    reader.activate("^Settings$");
    reader.activate("^Allow export: System Administrator$");
    office::wait_for_export_right(desktop);
    // The administrator is somebody too.
    assert_eq!(office::listed(desktop, "all").len(), office::PEOPLE + 1);
}

fn export(desktop: &mut Desktop) {
    let path = office::shown(&office::workbook(desktop));
    let reader = desktop.accessible();
    reader.activate("^User Insight$");
    // Nine of forty-one.
    reader.activate(r"^Inactive: 9 \(22\.0 ?%\)$");
    reader.find("", "^Account status: Inactive — Rollcall$");
    desktop.still("03-segment");
    assert_eq!(desktop.windows().len(), 1, "it opens inside");
    let reader = desktop.accessible();
    reader.activate("^Export to Excel$");
    reader.fill_in("^Save as$", &path);
    desktop.still("04-export");
    desktop.accessible().activate("^Export$");
    office::check_workbook(desktop);
}

/// Gives the first person of the list another address; their Contact ID.
fn edit(desktop: &mut Desktop) -> String {
    let first = office::listed(desktop, "status:inactive").remove(0);
    let reader = desktop.accessible();
    reader.activate(&format!("^{}$", first.contact_id));
    wait_for_text(reader, "^Email$", &first.email);
    reader.fill_in("^Email$", office::WRONG);
    let problem = "^The part after @ needs a domain";
    reader.find("", problem);
    let described = reader.find_in_state("editable", "^Email$").description;
    assert!(described.starts_with("The part after @"), "{described:?}");
    desktop.still("05-wrong");
    let reader = desktop.accessible();
    let save = reader.find("", "^Save changes$");
    assert!(
        !save.is("sensitive"),
        "saving is not possible now: {save:?}"
    );
    assert_eq!(office::email_of(desktop, &first.contact_id), first.email);
    let reader = desktop.accessible();
    reader.fill_in("^Email$", office::RIGHT);
    reader.wait_gone("", problem);
    reader.activate("^Save changes$");
    office::wait_for_email(desktop, &first.contact_id, office::RIGHT);
    desktop.still("06-saved");
    first.contact_id
}

fn wait_for_text(reader: &mut Accessible, name: &str, text: &str) {
    let there = wait_until(PATIENCE, || {
        let field = reader.find_in_state("editable", name);
        (field.text.as_deref() == Some(text)).then_some(())
    });
    there.unwrap_or_else(|| panic!("{name} does not say {text}"));
}

fn quit(desktop: &mut Desktop, program: Program) {
    let window = desktop.wait_for_window("Rollcall");
    desktop.close(&window);
    let process = desktop.process(program);
    let status = process.wait(PATIENCE);
    assert!(status.success(), "{status}: {}", process.log());
}

fn restart(desktop: &mut Desktop, contact_id: &str) {
    let file = office::shown(&office::file(desktop));
    let program = desktop.run(&[&file]);
    desktop.wait_for_window("Rollcall");
    let reader = desktop.accessible();
    reader.fill_in("^Email$", office::EMAIL);
    reader.fill_in("^Password$", office::PASSWORD);
    reader.activate("^Sign in$");
    desktop.wait_for_window("harbor — Rollcall");
    let reader = desktop.accessible();
    reader.activate("^Users$");
    reader.fill_in("^Search", office::RIGHT);
    reader.find("", "^1 of 41$");
    reader.activate(&format!("^{contact_id}$"));
    wait_for_text(reader, "^Email$", office::RIGHT);
    desktop.still("07-there");
    quit(desktop, program);
}
