//! A team lead signs in and finds exactly what they may: the people of their workspace, to look at, and nothing else.

use super::driver::desktop::{Desktop, Program, Screen};
use super::driver::{PATIENCE, wait_until};
use super::office;

/// Whom the workspace is made of; the first leads it.
const MEMBERS: usize = 3;
/// What the administrator sets, and what the lead chooses instead.
const FIRST_PASSWORD: &str = "seven tall herons here";
const LEADS_PASSWORD: &str = "four grey owls at noon";

#[test]
fn a_team_lead_finds_exactly_what_they_may() {
    let Some(mut desktop) = Desktop::start("lesser", Screen::Laptop) else {
        return;
    };
    office::remember(&desktop, r#"{ "theme": "light" }"#);
    let members = furnish(&desktop);
    let program = sign_in(&mut desktop, office::EMAIL, office::PASSWORD);
    let lead = &members[0];
    narrow(&mut desktop);
    give_password(&mut desktop, lead);
    quit(&mut desktop, program);
    let program = choose_password(&mut desktop, &lead.email);
    finds_their_pages(&mut desktop);
    finds_their_people(&mut desktop, &members);
    may_only_look(&mut desktop, &members[1]);
    quit(&mut desktop, program);
    may_take_nothing_out(&desktop, &lead.email);
}

/// An office of forty-one, three of whom belong to a workspace; one of them is a team lead.
fn furnish(desktop: &Desktop) -> Vec<office::Listed> {
    let file = office::shown(&office::file(desktop));
    let run = |arguments: &[&str]| office::command_line(desktop, arguments);
    let create = [
        "create",
        &file,
        "--office",
        office::NAME,
        "--zone",
        "Europe/Lisbon",
        "--region",
        "PT",
        "--name",
        office::ADMINISTRATOR,
        "--email",
        office::EMAIL,
        "--unencrypted",
    ];
    run(&create);
    let people = office::shown(&office::download(desktop));
    run(&[
        "import",
        "users",
        &people,
        "--into",
        &file,
        "--as",
        office::EMAIL,
    ]);
    run(&[
        "role",
        "allow",
        &file,
        "--role",
        "system_administrator",
        "--permission",
        "data.export",
        "--as",
        office::EMAIL,
    ]);
    join(desktop, &file)
}

/// Makes three people members of a workspace, the first of them its lead.
fn join(desktop: &Desktop, file: &str) -> Vec<office::Listed> {
    let mut members = office::listed(desktop, "status:active");
    members.retain(|person| !person.email.is_empty() && person.email != office::EMAIL);
    members.truncate(MEMBERS);
    let rows = members.iter().enumerate().map(|(number, person)| {
        let role = if number == 0 {
            "Team lead"
        } else {
            "Team member"
        };
        format!("{},Pier,{role}\n", person.email)
    });
    let list = desktop.folder().join("pier.csv");
    let text: String = std::iter::once("Email,Workspaces,Roles\n".to_owned())
        .chain(rows)
        .collect();
    std::fs::write(&list, text).expect("the list can be written");
    let list = office::shown(&list);
    office::command_line(
        desktop,
        &[
            "import",
            "users",
            &list,
            "--into",
            file,
            "--as",
            office::EMAIL,
        ],
    );
    members
}

fn sign_in(desktop: &mut Desktop, email: &str, password: &str) -> Program {
    let file = office::shown(&office::file(desktop));
    let program = desktop.run(&[&file]);
    desktop.wait_for_window("Rollcall");
    let reader = desktop.accessible();
    reader.fill_in("^Email$", email);
    reader.fill_in("^Password$", password);
    reader.activate("^Sign in$");
    desktop.wait_for_window("harbor — Rollcall");
    program
}

/// Signs in with the password that somebody else set, and chooses another.
fn choose_password(desktop: &mut Desktop, email: &str) -> Program {
    let file = office::shown(&office::file(desktop));
    let program = desktop.run(&[&file]);
    desktop.wait_for_window("Rollcall");
    let reader = desktop.accessible();
    reader.fill_in("^Email$", email);
    reader.fill_in("^Password$", FIRST_PASSWORD);
    reader.activate("^Sign in$");
    reader.fill_in("^New password$", LEADS_PASSWORD);
    reader.fill_in("^(New p|P)assword again$", LEADS_PASSWORD);
    reader.activate("^Go on$");
    desktop.wait_for_window("harbor — Rollcall");
    program
}

/// Team lead is held in the lead's own workspaces from now on.
fn narrow(desktop: &mut Desktop) {
    let reader = desktop.accessible();
    reader.activate("^Roles$");
    // The bars of User Insight have the names of roles too.
    reader.find("", "^New role$");
    reader.activate("^Team lead$");
    reader.activate("^Who has it");
    reader.activate("^The whole office$");
    reader.activate("^Where the role holds$");
    reader.activate("^In the workspaces they belong to$");
    desktop.still("01-place");
    let reader = desktop.accessible();
    reader.activate("^Save$");
    reader.find("", "^Their workspaces$");
}

fn give_password(desktop: &mut Desktop, lead: &office::Listed) {
    let reader = desktop.accessible();
    reader.activate("^Users$");
    // Another page has a field to search in, too.
    reader.fill_in("^Search name", &lead.email);
    reader.find("", "^1 of 41$");
    reader.activate(&format!("^{}$", lead.contact_id));
    reader.activate("^More about this user$");
    reader.activate("^Set password…$");
    reader.fill_in("^New password$", FIRST_PASSWORD);
    reader.fill_in("^Password again$", FIRST_PASSWORD);
    desktop.still("02-password");
    let reader = desktop.accessible();
    reader.activate("^Set password$");
    reader.find("", "can sign in with the new password$");
}

fn finds_their_pages(desktop: &mut Desktop) {
    let reader = desktop.accessible();
    for page in ["Users", "Workspaces", "Settings"] {
        reader.find("link", &format!("^{page}$"));
    }
    for page in ["User Insight", "Roles", "Access", "Plans", "Import"] {
        let found = reader.all("link", &format!("^{page}$"));
        assert!(found.is_empty(), "{page}: {found:?}");
    }
    desktop.still("03-pages");
    let reader = desktop.accessible();
    reader.activate("^Settings$");
    reader.find("", "^Theme$");
    for card in ["Modules", "Who may export data"] {
        assert!(reader.all("", &format!("^{card}$")).is_empty(), "{card}");
    }
    reader.activate("^Workspaces$");
    reader.find("", "^1 workspace$");
    assert!(reader.all("", "^New workspace$").is_empty());
}

fn finds_their_people(desktop: &mut Desktop, members: &[office::Listed]) {
    let mut wanted: Vec<_> = members
        .iter()
        .map(|person| person.contact_id.clone())
        .collect();
    wanted.sort();
    let reader = desktop.accessible();
    reader.activate("^Users$");
    let mut seen = || {
        let mut seen: Vec<String> = reader
            .all("", "^C-[0-9]{6}$")
            .into_iter()
            .map(|node| node.name)
            .collect();
        seen.sort();
        seen.dedup();
        seen
    };
    let found = wait_until(PATIENCE, || (seen() == wanted).then_some(()));
    found.unwrap_or_else(|| panic!("{:?} instead of {wanted:?}", seen()));
    for button in ["Add user", "Import", "Export to Excel"] {
        let found = desktop.accessible().all("", &format!("^{button}"));
        assert!(found.is_empty(), "{button}: {found:?}");
    }
    desktop.still("04-people");
    // Somebody else is not there, by whatever one looks.
    let reader = desktop.accessible();
    reader.fill_in("^Search", office::ADMINISTRATOR);
    reader.find("", "^0 of 3$");
    reader.fill_in("^Search", "");
    reader.find("", &format!("^{}$", wanted[0]));
}

fn may_only_look(desktop: &mut Desktop, person: &office::Listed) {
    let reader = desktop.accessible();
    reader.activate(&format!("^{}$", person.contact_id));
    reader.find("", "^Profile$");
    for way in ["Save changes", "Access", "Undo…"] {
        let found = reader.all("", &format!("^{way}$"));
        assert!(found.is_empty(), "{way}: {found:?}");
    }
    // The menu offers to look at another day, nothing else.
    reader.activate("^More about this user$");
    reader.find("menu item", "^As on another day…$");
    let ways = reader.all("menu item", "");
    assert_eq!(ways.len(), 1, "{ways:?}");
    desktop.still("05-looking");
}

fn quit(desktop: &mut Desktop, program: Program) {
    let window = desktop.wait_for_window("Rollcall");
    desktop.close(&window);
    let process = desktop.process(program);
    let status = process.wait(PATIENCE);
    assert!(status.success(), "{status}: {}", process.log());
}

/// The command line knows the same rights.
fn may_take_nothing_out(desktop: &Desktop, lead: &str) {
    let file = office::shown(&office::file(desktop));
    let out = office::shown(&desktop.folder().join("out.csv"));
    for arguments in [
        vec!["export", "users", &file, "-o", &out, "--as", lead],
        vec!["insight", &file, "--as", lead],
        vec!["role", "list", &file, "--as", lead],
    ] {
        let output = desktop
            .program(&arguments)
            .env("ROLLCALL_PASSWORD", LEADS_PASSWORD)
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(said.contains("don't allow"), "{arguments:?}: {said}");
    }
    assert!(!std::path::Path::new(&out).exists());
}
