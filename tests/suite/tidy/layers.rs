//! Which layer may use which, and which crate lives where. The table is the one in the documentation of `src/lib.rs`.

use super::Problem;
use super::paths::{Named, paths};
use super::source::Source;

/// Layer, and the layers it may name.
const EDGES: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("export", &["domain"]),
    ("import", &["domain"]),
    ("platform", &["domain"]),
    ("app", &["domain", "store", "export", "import", "platform"]),
    ("ui", &["app", "domain"]),
    ("cli", &["app", "domain"]),
    ("main", &["cli"]),
    ("lib", &[]),
];

/// Crate, and the folders it may be named in.
const HOMES: &[(&str, &[&str])] = &[
    ("rusqlite", &["src/store/"]),
    ("libsqlite3_sys", &["src/store/"]),
    ("rust_xlsxwriter", &["src/export/"]),
    ("zip", &["src/export/", "src/import/"]),
    ("tracing_subscriber", &["src/app/"]),
    ("typst", &["src/export/"]),
    ("csv", &["src/import/", "src/export/"]),
    ("calamine", &["src/import/"]),
    ("keyring", &["src/platform/"]),
    ("rfd", &["src/platform/"]),
    ("lettre", &["src/platform/"]),
    ("ureq", &["src/platform/"]),
    ("pollster", &["src/platform/"]),
    ("signal_hook", &["src/platform/"]),
    ("interprocess", &["src/platform/"]),
    ("clap", &["src/cli/"]),
    ("indicatif", &["src/cli/"]),
    ("eframe", &["src/ui/"]),
    ("egui", &["src/ui/"]),
    ("egui_system_font_provider", &["src/ui/theme/"]),
    ("skrifa", &["src/ui/theme/"]),
    ("unicode_script", &["src/ui/theme/"]),
    ("egui_table", &["src/ui/"]),
    ("egui_plot", &["src/ui/chart"]),
];

/// Parts of the standard library that some layers leave alone: the path, and the only folders that may name it.
const STD_HOMES: &[(&[&str], &[&str])] = &[
    (&["thread", "spawn"], &["src/app/"]),
    // A workbook's reader borrows the workbook, so rows of one can only be handed on from a thread of their own.
    (
        &["thread", "Builder"],
        &["src/app/", "src/import/reader/sheet"],
    ),
    (&["thread", "scope"], &["src/app/"]),
    (
        &["std", "fs"],
        &[
            "src/app/",
            "src/cli/",
            "src/export/",
            "src/import/",
            "src/platform/",
            "src/store/",
        ],
    ),
    (&["std", "net"], &["src/platform/"]),
];

/// The only file of `cli` that may start the window, and what it may name.
const WINDOW: (&str, &str) = ("src/cli/open.rs", "crate::ui::launch");

/// Every edge and crate of the file that the tables do not have.
pub fn check(source: &Source) -> Vec<Problem> {
    let Some(layer) = layer_of(&source.path) else {
        return Vec::new();
    };
    paths(source)
        .iter()
        .filter_map(|path| {
            let wrong = edge(source, layer, path)
                .or_else(|| home(source, path))
                .or_else(|| std_home(source, path))?;
            Some(Problem::new(source, path.at, "layers", wrong))
        })
        .collect()
}

fn layer_of(path: &str) -> Option<&str> {
    let below = path.strip_prefix("src/")?;
    below
        .split('/')
        .next()
        .map(|first| first.trim_end_matches(".rs"))
}

fn edge(source: &Source, layer: &str, path: &Named) -> Option<String> {
    let target = target(source, path)?;
    if target == layer || !EDGES.iter().any(|(name, _)| *name == target) {
        return None;
    }
    let allowed = EDGES
        .iter()
        .find(|(name, _)| *name == layer)
        .map_or(&[] as &[&str], |(_, allowed)| allowed);
    let named = path.segments.join("::");
    if allowed.contains(&target) || (source.path == WINDOW.0 && named.starts_with(WINDOW.1)) {
        return None;
    }
    let allowed = if allowed.is_empty() {
        "nothing of ours".to_owned()
    } else {
        allowed.join(", ")
    };
    Some(format!(
        "`{layer}` may use {allowed}, not `{named}`: move the code, or let a layer between them hand the value over"
    ))
}

/// The layer a path leads to, where it leads to one from the crate's root.
fn target<'a>(source: &Source, path: &'a Named) -> Option<&'a str> {
    let first = path.segments.first()?.as_str();
    let depth = source
        .path
        .trim_start_matches("src/")
        .trim_end_matches("/mod.rs")
        .split('/')
        .count();
    let ups = path
        .segments
        .iter()
        .take_while(|segment| *segment == "super")
        .count();
    let rooted = match first {
        "crate" => 1,
        "rollcall" if source.path == "src/main.rs" => 1,
        "super" if ups >= depth => ups,
        _ => return None,
    };
    path.segments.get(rooted).map(String::as_str)
}

fn home(source: &Source, path: &Named) -> Option<String> {
    let first = path.segments.first()?;
    let (name, homes) = HOMES.iter().find(|(name, _)| name == first)?;
    let at_home = homes.iter().any(|home| source.path.starts_with(home));
    (!at_home).then(|| {
        format!(
            "`{name}` lives only in {}: ask that layer for what you need",
            homes.join(" and ")
        )
    })
}

fn std_home(source: &Source, path: &Named) -> Option<String> {
    let (part, homes) = STD_HOMES.iter().find(|(part, _)| {
        path.segments
            .windows(part.len())
            .any(|window| window.iter().eq(part.iter()))
    })?;
    let free = source.in_test(path.at) || homes.iter().any(|home| source.path.starts_with(home));
    (!free).then(|| format!("`{}` belongs in {}", part.join("::"), homes.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::super::expect_rule;
    use super::check;

    #[test]
    fn edges_outside_the_table_are_found() {
        for (path, bad) in [
            ("src/domain/user.rs", "use crate::store::users;"),
            (
                "src/store/mod.rs",
                "use crate::{app::access, domain::user};",
            ),
            (
                "src/ui/screens/users.rs",
                "fn a() { crate::store::users::all(); }",
            ),
            ("src/ui/shell.rs", "use super::super::platform::paths;"),
            ("src/export/csv.rs", "use crate::import::reader;"),
            ("src/main.rs", "fn main() { rollcall::ui::run() }"),
            ("src/cli/report.rs", "fn a() { crate::ui::run(); }"),
            ("src/cli/open.rs", "use crate::ui::shell::Shell;"),
        ] {
            expect_rule(&check, path, bad, "layers");
        }
    }

    #[test]
    fn crates_outside_their_home_are_found() {
        for (path, bad) in [
            ("src/app/backend.rs", "use rusqlite::Connection;"),
            ("src/ui/screens/growth.rs", "use egui_plot as plot;"),
            ("src/domain/ids.rs", "fn a() { let b: egui::Color32; }"),
            (
                "src/ui/shell.rs",
                "use std::thread;\nfn a() { std::thread::Builder::new(); }",
            ),
            ("src/store/connect.rs", "use std::thread::Builder;"),
            ("src/ui/windows/file.rs", "use std::fs;"),
            ("src/app/jobs.rs", "use clap::Parser;"),
        ] {
            expect_rule(&check, path, bad, "layers");
        }
    }

    #[test]
    fn what_the_table_has_passes() {
        for (path, good) in [
            (
                "src/app/queries/users.rs",
                "use crate::{domain::user::User, store::users, export::csv};\nfn a() { csv::go(); }",
            ),
            (
                "src/ui/chart/bar.rs",
                "use egui_plot::Bar;\nuse crate::app::queries;",
            ),
            ("src/cli/open.rs", "fn a() { crate::ui::launch::run() }"),
            (
                "src/ui/shell.rs",
                "#[cfg(test)]\nmod tests { use super::*; use std::fs; }",
            ),
            (
                "src/store/users/mod.rs",
                "// rusqlite and crate::app in a comment\nuse rusqlite::Row; const A: &str = \"crate::app::b\";",
            ),
        ] {
            let source = super::Source::new(path, good);
            let problems: Vec<String> = check(&source).iter().map(ToString::to_string).collect();
            assert!(problems.is_empty(), "{problems:?}");
        }
    }
}
