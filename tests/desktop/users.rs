//! An administrator's morning on the demo: finds people, changes many, takes it back, deletes and restores somebody, looks at
//! the day before.

use super::driver::desktop::{Desktop, Screen};
use super::driver::{PATIENCE, wait_until};
use super::office;

#[test]
fn many_are_found_changed_deleted_and_brought_back() {
    let Some(mut desktop) = Desktop::start("users", Screen::Laptop) else {
        return;
    };
    office::remember(&desktop, r#"{ "theme": "light" }"#);
    let program = desktop.run(&["--demo"]);
    desktop.wait_for_window("northwind — Rollcall");
    let found = find(&mut desktop);
    change_and_take_back(&mut desktop, found);
    delete_and_restore(&mut desktop);
    look_at_yesterday(&mut desktop);
    assert!(desktop.process(program).runs());
}

/// Searches for a name; how many have it.
fn find(desktop: &mut Desktop) -> u64 {
    let reader = desktop.accessible();
    reader.activate("^Users$");
    reader.find("", "^12,480 of 12,480$");
    reader.fill_in("^Search name", "garcia an");
    let count = wait_until(PATIENCE, || {
        let said = reader.all("", "^[0-9,]+ of 12,480$").pop()?.name;
        let count = said.split(' ').next()?.replace(',', "");
        count.parse().ok().filter(|count| *count != 12_480)
    });
    desktop.still("1-found");
    let count = count.expect("the search finds some");
    assert!((2..500).contains(&count), "{count}");
    count
}

/// Deactivates all of them, and takes it back.
fn change_and_take_back(desktop: &mut Desktop, found: u64) {
    let before = active(desktop);
    assert!(before > 0, "somebody is active");
    let reader = desktop.accessible();
    reader.activate("^Select all in the list$");
    reader.find("", &format!("^All {found} that match are selected$"));
    reader.activate("^Deactivate$");
    reader.find("", "^[0-9]+ will change$");
    desktop.still("2-question");
    let reader = desktop.accessible();
    reader.activate("^Change [0-9]+$");
    reader.find("", "^Deactivated [0-9]+ users$");
    let gone = wait_until(PATIENCE, || (active(desktop) == 0).then_some(()));
    assert!(gone.is_some(), "{} are active still", active(desktop));
    desktop.accessible().activate("^Undo$");
    let back = wait_until(PATIENCE, || (active(desktop) == before).then_some(()));
    assert!(
        back.is_some(),
        "{} of {before} are active again",
        active(desktop)
    );
    desktop.still("3-undone");
}

/// How many of those that are shown are active.
fn active(desktop: &mut Desktop) -> usize {
    desktop.accessible().all("table cell", "^Active$").len()
}

fn delete_and_restore(desktop: &mut Desktop) {
    let reader = desktop.accessible();
    let contact = reader.find("", "^C-[0-9]{6}$").name;
    reader.activate(&format!("^Select {contact}$"));
    reader.activate("^Delete…$");
    reader.activate("^Delete 1$");
    reader.find("", "^Deleted 1 user$");
    reader.wait_gone("", &format!("^{contact}$"));
    reader.activate("^Bin$");
    let row = reader.find("table cell", &format!("^{contact}$"));
    desktop.click_on(&row);
    desktop.still("4-bin");
    let reader = desktop.accessible();
    reader.activate("^Restore$");
    reader.find("", "^The bin is empty$");
    reader.activate("^Close$");
    reader.find("check box", &format!("^Select {contact}$"));
}

fn look_at_yesterday(desktop: &mut Desktop) {
    let reader = desktop.accessible();
    reader.fill_in("^Search name", "");
    reader.activate("^As on another day$");
    reader.activate("^Yesterday$");
    reader.find("", "^As at the end of .* were added to this file later");
    desktop.still("5-yesterday");
    let reader = desktop.accessible();
    reader.activate("^Back to today$");
    reader.find("", "^12,480 of 12,480$");
}
