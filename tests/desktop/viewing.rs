//! An administrator sees the demo as a team lead sees it: begins it with a reason, visits two pages, ends it, and finds all
//! of that in the log.

use super::driver::desktop::{Desktop, Screen};
use super::driver::{PATIENCE, wait_until};
use super::office;

#[test]
fn a_team_lead_is_viewed_as_and_the_log_tells_of_it() {
    let Some(mut desktop) = Desktop::start("viewing", Screen::Laptop) else {
        return;
    };
    office::remember(&desktop, r#"{ "theme": "light" }"#);
    let program = desktop.run(&["--demo"]);
    desktop.wait_for_window("northwind — Rollcall");
    let name = open_a_lead(&mut desktop);
    begin(&mut desktop, &name);
    visit(&mut desktop, "Workspaces");
    visit(&mut desktop, "Users");
    desktop.still("3-users");
    end(&mut desktop);
    assert!(desktop.process(program).runs());
}

/// Opens the form of an active team lead from the rows behind a figure; their name.
fn open_a_lead(desktop: &mut Desktop) -> String {
    let reader = desktop.accessible();
    reader.activate("^Team lead: ");
    reader.find("table cell", "^Active$");
    let line = |reader: &mut super::driver::accessible::Accessible| {
        let active = reader.all("table cell", "^Active$").into_iter().next()?;
        let links = reader.all("", "^C-[0-9]{6}$").into_iter();
        let near = |y: i64| (y - active.centre().1).abs() < 12;
        links.into_iter().find(|link| near(link.centre().1))
    };
    let link = wait_until(PATIENCE, || line(reader)).expect("an active team lead");
    desktop.click_on(&link);
    let reader = desktop.accessible();
    reader.activate("^More about this user$");
    reader.activate("^View as this user…$");
    let title = reader.find("", "^View as .*\\?$").name;
    let name = title.trim_start_matches("View as ").trim_end_matches('?');
    name.to_owned()
}

fn begin(desktop: &mut Desktop, name: &str) {
    let reader = desktop.accessible();
    reader.fill_in("^Reason$", "They can't find a workspace");
    desktop.still("1-question");
    let reader = desktop.accessible();
    reader.activate("^View$");
    reader.find(
        "",
        &format!("^Viewing as {name} · only reading · (30|29) min left$"),
    );
    desktop.still("2-begun");
}

/// Goes to a page of the window on top, whose nodes come last.
fn visit(desktop: &mut Desktop, page: &str) {
    let links = desktop.accessible().all("link", &format!("^{page}$"));
    assert!(links.len() > 1, "{page} is in both windows: {links:?}");
    let link = links.last().expect("there is one");
    desktop.click_on(link);
    desktop.settle(page);
}

fn end(desktop: &mut Desktop) {
    let reader = desktop.accessible();
    reader.activate("^End$");
    reader.wait_gone("", "^Viewing as .* only reading");
    reader.activate("^Close window$");
    reader.activate("^Audit$");
    reader.find("table cell", "^stopped viewing as this user$");
    let visits = reader.all("table cell", "^opened a page while viewing as this user$");
    assert!(visits.len() >= 2, "{visits:?}");
    reader.find("table cell", "^began to view as this user$");
    desktop.still("4-log");
}
