//! A tour of the screens at both scales and in both themes. It asserts that the windows come and nothing crashes; its
//! pictures are for people.

use super::driver::desktop::{Desktop, Screen};
use super::driver::{PATIENCE, wait_until};
use super::office;

#[test]
fn light_at_100_percent() {
    tour("tour-light-100", Screen::Office, "light");
}

#[test]
fn dark_at_100_percent() {
    tour("tour-dark-100", Screen::Office, "dark");
}

#[test]
fn light_at_200_percent() {
    tour("tour-light-200", Screen::Fine, "light");
}

#[test]
fn dark_at_200_percent() {
    tour("tour-dark-200", Screen::Fine, "dark");
}

fn tour(name: &'static str, screen: Screen, theme: &str) {
    let Some(mut desktop) = Desktop::start(name, screen) else {
        return;
    };
    office::remember(&desktop, &format!(r#"{{ "theme": "{theme}" }}"#));
    let start = desktop.run(&[]);
    desktop.wait_for_window("Rollcall");
    desktop.accessible().find("", "^Open the demo$");
    desktop.still("1-start");
    desktop.process(start).kill();
    desktop.wait_closed("Rollcall");
    let program = desktop.run(&["--demo"]);
    desktop.wait_for_window("northwind — Rollcall");
    review(&mut desktop);
    desktop.accessible().activate("^User Insight$");
    desktop.accessible().find("", "^Inactive: ");
    desktop.still("3-insight");
    desktop.accessible().activate("^Inactive: ");
    desktop.accessible().find("", "^C-0");
    desktop.still("4-segment");
    let reader = desktop.accessible();
    reader.activate("^Close window$");
    reader.activate("^Users$");
    reader.find("", "^12,480 of 12,480$");
    // The page before may still be on the bus when the link is pressed; pressing again does no harm.
    let opened = wait_until(PATIENCE, || {
        reader.activate("^C-0");
        (!reader.all("", "^Save changes$").is_empty()).then_some(())
    });
    assert!(opened.is_some(), "no form opens");
    reader.find_in_state("editable", "^Email$");
    desktop.still("5-users");
    desktop.accessible().activate("^Settings$");
    desktop.accessible().find("", "^This computer$");
    desktop.still("6-settings");
    assert!(desktop.process(program).runs());
}

fn review(desktop: &mut Desktop) {
    let download = office::shown(&office::download(desktop));
    let reader = desktop.accessible();
    reader.activate("^Import$");
    reader.fill_in("^File$", &download);
    reader.activate("^Look at the file$");
    reader.find_in_state("sensitive", "^Import 40 rows$");
    desktop.still("2-review");
}
