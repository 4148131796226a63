//! What a module brings is to be seen where it is installed and nowhere else: menus, buttons, rows, columns, choices.

use std::collections::BTreeSet;

use egui::Key;
use egui::accesskit::Role;
use rollcall::domain::module::Module;
use rollcall::domain::permission::{Area, Permission, Place, Verb};

use crate::support::shell::{Setup, Shell};

const PAGES: [&str; 8] = [
    "User Insight",
    "Users",
    "Workspaces",
    "Roles",
    "Access",
    "Plans",
    "Import",
    "Settings",
];

/// What a module brings to the eye, beside the rows of its permissions.
fn marks(module: Module) -> Vec<String> {
    let shown: &[&str] = match module {
        Module::Insight => &["User Insight"],
        Module::Import => &["Import"],
        Module::Export => &["Export to Excel", "Who may export data"],
        Module::Plans => &["Plan"],
    };
    let permissions = module.permissions().iter().map(|p| row(*p));
    let shown = shown.iter().map(|mark| (*mark).to_owned());
    shown.chain(permissions).collect()
}

/// The name under which the matrix of roles shows a permission.
fn row(permission: Permission) -> String {
    let cell = |(area, verb): (Area, Verb)| format!("{}: {}", area.label(), verb.label());
    match permission.place() {
        Place::Cell(area, verb) => cell((area, verb)),
        Place::Special => permission.label().to_owned(),
    }
}

/// Everything that can be read on all pages, in the form of a person and of a workspace, and in the choice of actions.
fn tour(shell: &mut Shell) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for page in PAGES {
        if shell.find(Role::Link, page).is_none() {
            continue;
        }
        shell.press(Role::Link, page);
        seen.extend(shell.words());
        match page {
            "Users" => {
                let contact = shell.column(0)[1].clone();
                shell.press(Role::Link, &contact);
                for tab in ["Profile", "Access"] {
                    shell.press(Role::Tab, tab);
                    seen.extend(shell.words());
                }
                shell.key(Key::Escape);
            }
            "Workspaces" => {
                let name = shell.table("Table of workspaces").unwrap().rows[0][0].clone();
                shell.press(Role::Link, &name);
                seen.extend(shell.words());
                shell.key(Key::Escape);
            }
            "Access" => {
                shell.press(Role::ComboBox, "Who can…");
                seen.extend(shell.words());
                shell.key(Key::Escape);
            }
            _ => {}
        }
    }
    seen
}

#[test]
fn with_every_module_all_that_they_bring_is_there() {
    let seen = tour(&mut Shell::with(Setup::default()));
    for module in Module::ALL {
        for mark in marks(*module) {
            let is_there = seen.contains(&mark);
            assert!(is_there, "{module:?}: “{mark}” is in no page");
        }
    }
}

#[test]
fn without_a_module_nothing_that_it_brings_is_anywhere() {
    for module in Module::ALL {
        // Whoever may install modules reads their names in Settings.
        let setup = Setup::without(&[Permission::ModulesManage]);
        let mut shell = Shell::prepared(setup, |w| w.remove_module(*module));
        let seen = tour(&mut shell);
        for mark in marks(*module) {
            assert!(!seen.contains(&mark), "{module:?}: “{mark}” is there");
        }
        let others = Module::ALL.iter().filter(|other| *other != module);
        for mark in others.flat_map(|other| marks(*other)) {
            let is_there = seen.contains(&mark);
            assert!(is_there, "without {module:?} “{mark}” is gone too");
        }
    }
}
