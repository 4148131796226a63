//! The sheets of User Insight: figures with their definitions, one sheet a chart, the last logins.

use std::sync::Arc;

use super::colours;
use crate::domain::insight::{Insight, share};
use crate::domain::table::{Cell, Chart, ChartKind, Column, Sheet};
use crate::domain::text::{count, fill, percent, text};

/// Every sheet, in order.
pub(super) fn all(insight: &Insight) -> Vec<Sheet> {
    vec![
        figures(insight),
        status(insight),
        onboarding(insight),
        roles(insight),
        logins(insight),
    ]
}

/// A figure: key, label, value, definition.
type Figure = (&'static str, &'static str, Cell, &'static str);

/// The six figures and what belongs to them.
fn figures(i: &Insight) -> Sheet {
    let x = &text().export;
    let figures = accounts(i).into_iter().chain(activity(i)).chain(holders(i));
    let cells = |(key, label, value, definition): Figure| {
        vec![Cell::Choice { key, label }, value, Cell::text(definition)]
    };
    Sheet {
        name: x.figures_sheet.to_owned(),
        key: "figures",
        columns: Column::list([
            ("figure", x.measure, 32.0),
            ("value", x.value, 14.0),
            ("definition", x.definition, 110.0),
        ]),
        rows: figures.map(cells).collect(),
        chart: None,
        note: String::new(),
    }
}

fn part(share: Option<f64>) -> Cell {
    share.map_or(Cell::Empty, Cell::Share)
}

fn accounts(i: &Insight) -> [Figure; 7] {
    let (w, x) = (&text().insight, &text().export);
    let (new, unknown) = (Cell::Count(i.new_users), Cell::Count(i.created_unknown));
    let (growth, before) = (part(i.growth), part(i.previous_growth));
    let active = part(share(i.active, i.total));
    [
        ("total_users", w.total, Cell::Count(i.total), w.def_total),
        ("new_users", x.new_users, new, x.def_new),
        ("growth", w.growth, growth, w.def_growth),
        ("previous_growth", x.previous_growth, before, w.def_growth),
        (
            "created_unknown",
            x.created_unknown,
            unknown,
            x.def_created_unknown,
        ),
        (
            "active_accounts",
            w.active,
            Cell::Count(i.active),
            w.def_active,
        ),
        ("active_share", x.active_share, active, w.def_active),
    ]
}

fn activity(i: &Insight) -> [Figure; 4] {
    let (w, x) = (&text().insight, &text().export);
    let (sessions, accounts) = (
        Cell::Count(i.open_sessions),
        Cell::Count(i.session_accounts),
    );
    let signed_in = Cell::Count(i.signed_in);
    [
        ("signed_in", w.signed_in, signed_in, w.def_signed_in),
        (
            "stickiness",
            x.stickiness,
            part(i.stickiness),
            w.def_signed_in,
        ),
        ("open_sessions", w.sessions, sessions, w.def_sessions),
        (
            "session_accounts",
            x.session_accounts,
            accounts,
            x.def_open_session,
        ),
    ]
}

fn holders(i: &Insight) -> [Figure; 4] {
    let (w, x) = (&text().insight, &text().export);
    let (pending, expired) = (Cell::Count(i.pending), Cell::Count(i.expired));
    let (assignments, without) = (Cell::Count(i.assignments), Cell::Count(i.without_role));
    [
        ("pending_invitations", w.pending, pending, w.def_pending),
        ("expired_invitations", x.expired, expired, w.def_onboarding),
        ("role_assignments", x.assignments, assignments, w.def_roles),
        ("users_without_role", x.without_role, without, x.def_no_role),
    ]
}

fn status(i: &Insight) -> Sheet {
    let x = &text().export;
    let items = i.status.iter().map(|(status, users)| {
        let name = Cell::Choice {
            key: status.key(),
            label: status.label(),
        };
        (name, *users)
    });
    let rows = counted(items, i.total);
    let title = text().insight.status_chart;
    let colours = i
        .status
        .iter()
        .map(|(status, _)| colours::status(*status))
        .collect();
    Sheet {
        name: x.status_sheet.to_owned(),
        key: "account_status",
        columns: shares(("status", text().field.status)),
        chart: Some(chart(ChartKind::Pie, title, &rows, colours)),
        rows,
        note: text().insight.def_status.to_owned(),
    }
}

fn onboarding(i: &Insight) -> Sheet {
    let x = &text().export;
    let items = i.onboarding.iter().map(|(onboarding, users)| {
        let name = Cell::Choice {
            key: onboarding.key(),
            label: onboarding.label(),
        };
        (name, *users)
    });
    let rows = counted(items, i.total);
    let title = text().insight.onboarding_chart;
    let colours = i
        .onboarding
        .iter()
        .map(|(o, _)| colours::onboarding(*o))
        .collect();
    Sheet {
        name: x.onboarding_sheet.to_owned(),
        key: "onboarding",
        columns: shares(("status", text().field.onboarding)),
        chart: Some(chart(ChartKind::Pie, title, &rows, colours)),
        rows,
        note: text().insight.def_onboarding.to_owned(),
    }
}

fn roles(i: &Insight) -> Sheet {
    let x = &text().export;
    let items = i
        .roles
        .iter()
        .map(|role| (Cell::text(&*role.name), role.users));
    let rows = counted(items, i.total);
    let title = text().insight.roles_chart;
    Sheet {
        name: x.roles_sheet.to_owned(),
        key: "roles",
        columns: shares(("role", x.role)),
        chart: Some(chart(ChartKind::Bar, title, &rows, vec![colours::BARS])),
        rows,
        note: text().insight.def_roles.to_owned(),
    }
}

fn logins(i: &Insight) -> Sheet {
    let (x, field) = (&text().export, &text().field);
    let rows = i.last_logins.iter().map(|login| {
        vec![
            Cell::Text(login.user_id.contact_id().to_string()),
            Cell::text(&*login.name),
            Cell::Names(
                login
                    .roles
                    .iter()
                    .map(|role| Arc::from(role.as_str()))
                    .collect(),
            ),
            Cell::Instant(login.at),
        ]
    });
    Sheet {
        name: x.logins_sheet.to_owned(),
        key: "last_logins",
        columns: Column::list([
            ("contact_id", field.contact_id, 12.0),
            ("name", field.name, 28.0),
            ("roles", field.roles, 34.0),
            ("at", x.when, 18.0),
        ]),
        rows: rows.collect(),
        chart: None,
        note: text().insight.def_logins.to_owned(),
    }
}

fn shares((key, header): (&'static str, &str)) -> Vec<Column> {
    let x = &text().export;
    Column::list([
        (key, header, 28.0),
        ("users", x.users, 12.0),
        ("share", x.share, 10.0),
    ])
}

fn counted(items: impl Iterator<Item = (Cell, u64)>, total: u64) -> Vec<Vec<Cell>> {
    items
        .map(|(name, users)| {
            let share = share(users, total).map_or(Cell::Empty, Cell::Share);
            vec![name, Cell::Count(users), share]
        })
        .collect()
}

/// Most characters of an alternative text in Excel; a longer one would be left out as a whole.
const ALT_TEXT: usize = 255;

fn chart(kind: ChartKind, title: &str, rows: &[Vec<Cell>], colours: Vec<u32>) -> Chart {
    let items: Vec<String> = rows.iter().map(|row| said(row)).collect();
    Chart {
        kind,
        title: title.to_owned(),
        alt_text: alt_text(title, &items),
        colours,
    }
}

/// Title and as many items as there is room for.
fn alt_text(title: &str, items: &[String]) -> String {
    let x = &text().export;
    for shown in (0..=items.len()).rev() {
        let mut list = items.get(..shown).unwrap_or_default().join(", ");
        if shown < items.len() {
            list = fill(x.alt_more, &[&list, &(items.len() - shown)]);
        }
        let said = fill(x.alt_chart, &[&title, &list]);
        if said.chars().count() <= ALT_TEXT {
            return said;
        }
    }
    title.to_owned()
}

fn said(row: &[Cell]) -> String {
    let x = &text().export;
    let name = match row.first() {
        Some(Cell::Choice { label, .. }) => label,
        Some(Cell::Text(text)) => text.as_str(),
        _ => "",
    };
    let users = match row.get(1) {
        Some(Cell::Count(users)) => count(*users),
        _ => String::new(),
    };
    match row.get(2) {
        Some(Cell::Share(share)) => fill(x.alt_share, &[&name, &users, &percent(Some(*share))]),
        _ => fill(x.alt_item, &[&name, &users]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alternative_text_fits_and_says_how_much_it_leaves_out() {
        let items: Vec<String> = (0..40).map(|i| format!("Role number {i} 1,000")).collect();
        let said = alt_text("Roles", &items);
        assert!(said.chars().count() <= ALT_TEXT, "{said}");
        assert!(
            said.starts_with("Roles: Role number 0 1,000, Role number 1"),
            "{said}"
        );
        assert!(said.ends_with(" more."), "{said}");
        assert_eq!(
            alt_text("Roles", &items[..1]),
            "Roles: Role number 0 1,000."
        );
    }
}
