//! The pricing table: what it shows, that its figures open exactly their rows, and that plans and add-ons are added,
//! changed, deleted and given.

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;
use rollcall::app::commands::module::ModuleCommand;
use rollcall::app::commands::plan::PlanCommand;
use rollcall::app::queries::plans::{Plans, PlansAnswer};
use rollcall::app::queries::workspaces::Workspaces;
use rollcall::domain::ids::{AddOnId, PlanId};
use rollcall::domain::module::Module;
use rollcall::domain::permission::Permission;
use rollcall::domain::plan::{OfferId, OfferKind};
use rollcall::domain::validation::terms::TermsDraft;
use rollcall::domain::workspace::WorkspaceRow;

use crate::support::shell::{Setup, Shell};

const TABLE: &str = "Table of workspaces";

fn page(setup: Setup) -> Shell {
    let mut shell = Shell::with(setup);
    shell.press(Role::Link, "Plans");
    shell
}

fn answer(shell: &Shell) -> PlansAnswer {
    shell.ask(Plans).unwrap()
}

fn listed(shell: &Shell) -> Vec<String> {
    let rows = shell.table(TABLE).map(|seen| seen.rows);
    let rows = rows.unwrap_or_default();
    rows.into_iter().map(|row| row[0].clone()).collect()
}

fn workspaces(shell: &Shell, keep: impl Fn(&WorkspaceRow) -> bool) -> Vec<WorkspaceRow> {
    let mut rows = shell.ask(Workspaces).unwrap().workspaces;
    rows.retain(keep);
    rows
}

fn names(rows: &[WorkspaceRow]) -> Vec<String> {
    rows.iter().map(|row| row.profile.name.clone()).collect()
}

fn has(shell: &Shell, role: Role, name: &str) -> bool {
    shell.find(role, name).is_some()
}

#[test]
fn every_cell_says_which_plan_which_row_and_what() {
    let shell = page(Setup::default());
    for (role, name) in [
        (Role::Table, "Pricing table"),
        (Role::ColumnHeader, "Starter"),
        (Role::RowHeader, "Storage"),
        (Role::Cell, "Starter: Price: 49 a month"),
        (Role::Cell, "Starter: Users: 250"),
        (Role::Cell, "Enterprise: Clients: No limit"),
        (Role::Cell, "Business: Storage: 250 GB"),
        (Role::Cell, "Team: User Insight: Yes"),
        (Role::Cell, "Team: Import: No"),
        (Role::Table, "Add-ons"),
        (Role::Cell, "Data exchange: Export: Yes"),
        (Role::Cell, "Figures: Export: No"),
    ] {
        assert!(has(&shell, role, name), "{role:?} {name}");
    }
    let answer = answer(&shell);
    for (plan, holders) in &answer.plans {
        let name = &plan.terms.name;
        let cell = format!("{name}: Workspaces: {}", holders.workspaces.count);
        assert!(has(&shell, Role::Link, &cell), "{cell}");
        let cell = format!("{name}: People: {}", holders.people);
        assert!(has(&shell, Role::Link, &cell), "{cell}");
    }
}

#[test]
fn figures_open_exactly_their_rows() {
    let mut shell = page(Setup::default());
    let answer = answer(&shell);
    for (plan, holders) in &answer.plans {
        let wanted = workspaces(&shell, |row| row.profile.plan_id == Some(plan.plan_id));
        let count = holders.workspaces.count;
        assert_eq!(wanted.len() as u64, count);
        let cell = format!("{}: Workspaces: {count}", plan.terms.name);
        shell.press(Role::Link, &cell);
        assert_eq!(listed(&shell), names(&wanted));
        assert_eq!(shell.value(Role::ComboBox, "Plan"), plan.terms.name);
        shell.expect(&format!("{count} of 14 workspaces"));
        shell.press(Role::Link, "Plans");
        let cell = format!("{}: People: {}", plan.terms.name, holders.people);
        shell.press(Role::Link, &cell);
        assert_eq!(shell.users().count, holders.people, "{}", plan.terms.name);
        shell.expect(&format!("Plan: {}", plan.terms.name));
        shell.press(Role::Link, "Plans");
    }
    // Of an add-on that one workspace has, the people are that workspace's.
    let (_, holders) = &answer.add_ons[1];
    assert_eq!(holders.workspaces.count, 1);
    let cell = format!("Data exchange: People: {}", holders.people);
    shell.press(Role::Link, &cell);
    shell.expect_part(&format!("{} of ", holders.people));
    assert_eq!(shell.users().count, holders.people);
}

#[test]
fn who_does_not_see_the_rows_gets_no_link_to_them() {
    let shell = page(Setup::only(&[Permission::PlansView]));
    let (_, holders) = answer(&shell).plans[0].clone();
    let count = holders.workspaces.count;
    assert!(count > 0);
    assert!(has(
        &shell,
        Role::Cell,
        &format!("Starter: Workspaces: {count}")
    ));
    for name in ["New plan", "New add-on", "Edit Starter", "Delete Starter"] {
        assert!(!has(&shell, Role::Button, name), "{name}");
    }
}

#[test]
fn a_plan_is_added_once_its_fields_are_right() {
    let mut shell = page(Setup::default());
    shell.button("New plan");
    assert!(shell.is_off(Role::Button, "Add plan"));
    assert_eq!(shell.about(Role::Button, "Add plan"), "Name: Enter a name");
    assert!(!shell.is_wrong(Role::TextInput, "Name"), "not yet left");
    shell.type_in("Name", "Gold");
    shell.type_in("Users", "0");
    assert_eq!(
        shell.about(Role::TextInput, "Users"),
        "A whole number above 0"
    );
    assert!(shell.is_off(Role::Button, "Add plan"));
    shell.type_in("Users", "40");
    assert_eq!(shell.about(Role::TextInput, "Users"), "Empty is no limit");
    shell.type_in("Storage", "ten");
    assert_eq!(
        shell.about(Role::Button, "Add plan"),
        "Storage: Such as 500 MB or 10 GB"
    );
    shell.type_in("Storage", "10 GB");
    shell.type_in("Price", "199 a month");
    shell.press(Role::CheckBox, "Import");
    shell.button("Add plan");
    assert!(shell.toasts().iter().any(|said| said == "Gold added"));
    for cell in [
        "Gold: Price: 199 a month",
        "Gold: Users: 40",
        "Gold: Clients: No limit",
        "Gold: Storage: 10 GB",
        "Gold: Import: Yes",
        "Gold: Export: No",
        "Gold: Workspaces: 0",
        "Gold: People: 0",
    ] {
        assert!(has(&shell, Role::Cell, cell), "{cell}");
    }
}

#[test]
fn a_name_that_is_taken_is_told_under_the_field() {
    let mut shell = page(Setup::default());
    shell.button("New add-on");
    shell.type_in("Name", "figures");
    shell.button("Add add-on");
    assert!(shell.is_wrong(Role::TextInput, "Name"));
    assert_eq!(
        shell.about(Role::TextInput, "Name"),
        "There is an add-on called figures already"
    );
    assert!(shell.is_off(Role::Button, "Add add-on"));
    shell.type_in("Name", "Charts");
    shell.button("Add add-on");
    assert!(has(&shell, Role::ColumnHeader, "Charts"));
}

#[test]
fn a_change_says_first_what_it_does_to_whom() {
    let mut shell = page(Setup::default());
    let business = answer(&shell).plans[2].1;
    shell.button("Edit Business");
    assert!(shell.is_off(Role::Button, "Save"));
    assert_eq!(shell.about(Role::Button, "Save"), "Nothing has changed");
    shell.press(Role::CheckBox, "Import");
    let lost = format!(
        "Disappears: Import, in {} workspaces for {} people",
        business.workspaces.count, business.people
    );
    shell.expect(&lost);
    shell.type_in("Users", "1");
    shell.expect_part("Over a limit from then on: ");
    shell.button("Save");
    assert!(has(&shell, Role::Cell, "Business: Import: No"));
    shell.expect_part("workspaces use more than their plan allows. Nothing is taken away.");
    let over = workspaces(&shell, |row| {
        row.over.as_ref().is_some_and(|o| !o.is_empty())
    });
    shell.press(Role::Link, "Show");
    assert_eq!(listed(&shell), names(&over));
    assert!(over.len() as u64 >= business.workspaces.count);
}

#[test]
fn what_somebody_else_saved_meanwhile_is_not_saved_over() {
    let mut shell = page(Setup::default());
    shell.button("Edit Team");
    shell.type_in("Price", "150 a month");
    let base = answer(&shell).plans[1].0.terms.clone();
    let mut draft = TermsDraft::from(&base);
    draft.users = "1200".into();
    let theirs = PlanCommand::Update {
        offer: OfferId::Plan(PlanId(2)),
        base: Box::new(base),
        draft: Box::new(draft),
    };
    shell.submit(theirs).unwrap();
    shell.button("Save");
    shell.expect_part("Somebody else has saved other terms meanwhile.");
    assert_eq!(shell.value(Role::TextInput, "Price"), "150 a month");
    assert_eq!(shell.value(Role::TextInput, "Users"), "1200");
    shell.button("Save");
    assert!(has(&shell, Role::Cell, "Team: Price: 150 a month"));
    assert!(has(&shell, Role::Cell, "Team: Users: 1,200"));
}

#[test]
fn what_a_workspace_has_can_not_be_deleted() {
    let mut shell = page(Setup::default());
    shell.button("Delete Data exchange");
    let why = "1 workspace has this add-on. Take it away there first.";
    shell.expect(why);
    assert!(shell.is_off(Role::Button, "Delete"));
    assert_eq!(shell.about(Role::Button, "Delete"), why);
    shell.button("Cancel");
    shell.button("Delete Figures");
    shell.button("Delete");
    assert!(!has(&shell, Role::ColumnHeader, "Figures"));
    assert!(shell.toasts().iter().any(|said| said == "Figures deleted"));
}

#[test]
fn what_is_not_installed_has_no_row_and_without_the_module_there_is_no_page() {
    let mut shell = page(Setup::default());
    shell.submit(ModuleCommand::Remove(Module::Import)).unwrap();
    shell.settle();
    assert!(!has(&shell, Role::RowHeader, "Import"));
    assert!(has(&shell, Role::RowHeader, "Export"));
    shell.button("Edit Business");
    assert!(!has(&shell, Role::CheckBox, "Import"));
    shell.key(egui::Key::Escape);
    shell.submit(ModuleCommand::Remove(Module::Plans)).unwrap();
    shell.press(Role::Link, "Users");
    assert!(!has(&shell, Role::Link, "Plans"));
    shell.press(Role::Link, "Workspaces");
    assert!(!has(&shell, Role::ComboBox, "Plan"));
}

#[test]
fn without_the_right_there_is_no_page() {
    let shell = Shell::with(Setup::without(&[Permission::PlansView]));
    assert!(!has(&shell, Role::Link, "Plans"));
    assert!(shell.ask(Plans).is_err());
}

#[test]
fn an_add_on_is_given_in_the_form_of_a_workspace() {
    let mut shell = Shell::with(Setup::default());
    shell.press(Role::Link, "Workspaces");
    let starter = |row: &WorkspaceRow| row.profile.plan_id == Some(PlanId(1));
    let row = workspaces(&shell, starter).remove(0);
    let name = row.profile.name.clone();
    shell.press(Role::Link, &name);
    shell.button("Add an add-on");
    shell.press(Role::ListBoxOption, "Figures");
    let members = row.members;
    shell.expect(&format!("Appears: User Insight for {members} members"));
    shell.button("Save");
    let row = workspaces(&shell, |row| row.profile.name == name).remove(0);
    assert_eq!(row.profile.add_ons, [AddOnId(1)].into());
    shell.expect("Starter + Figures");
    shell.choose("Plan", "Add-on: Figures");
    assert_eq!(listed(&shell), [name.as_str()]);
}

#[test]
fn a_filter_that_finds_nothing_says_so_and_leads_back() {
    let mut shell = Shell::with(Setup::default());
    shell.press(Role::Link, "Workspaces");
    shell.choose("Plan", "No plan");
    shell.expect("No such workspace");
    shell.button("Show all");
    assert_eq!(listed(&shell).len(), 14);
}

#[test]
fn many_plans_scroll_sideways_under_their_names() {
    let mut shell = page(Setup {
        size: [1024.0, 560.0],
        ..Setup::default()
    });
    for number in 1..=6 {
        let draft = TermsDraft {
            name: format!("Special {number}"),
            ..TermsDraft::default()
        };
        let command = PlanCommand::Create(OfferKind::Plan, Box::new(draft));
        shell.submit(command).unwrap();
    }
    shell.settle();
    let edit = shell.node(Role::Button, "Edit Special 6");
    assert!(edit.rect().left() > 1024.0);
    edit.scroll_to_me();
    shell.settle();
    let label = shell.node(Role::RowHeader, "Storage").rect();
    let head = shell.node(Role::ColumnHeader, "Special 6").rect();
    assert!(label.left() > 216.0 && label.right() <= head.left());
    assert!(head.right() < 1024.0);
    shell.press(Role::Button, "Edit Special 6");
    assert_eq!(shell.value(Role::TextInput, "Name"), "Special 6");
    let dialog = shell.node(Role::Dialog, "Edit Special 6");
    assert!(dialog.accesskit_node().is_modal());
    shell.key(egui::Key::Escape);
    // What the page has below is found as well.
    shell
        .node(Role::Link, "Starter: Workspaces: 3")
        .scroll_to_me();
    shell.settle();
    let link = shell.node(Role::Link, "Starter: Workspaces: 3").rect();
    let label = shell.node(Role::RowHeader, "Workspaces").rect();
    assert!(
        link.left() >= label.right() && link.bottom() < 534.0,
        "{link:?}"
    );
}
