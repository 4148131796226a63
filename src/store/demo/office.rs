//! The office's settings, roles and lists, with the numbers that the people refer to.

use rusqlite::params;

use crate::domain::audit::ObjectKind;
use crate::domain::change::FieldChange;
use crate::domain::demo::{Demo, office, terms};
use crate::domain::fold::name_key;
use crate::domain::ids::RoleId;
use crate::domain::role::BUILT_IN;
use crate::store::error::{Result, StoreError};
use crate::store::writer::Writer;

/// Inserts everything but people; gives the administrators' role.
pub(super) fn insert(w: &mut Writer<'_>) -> Result<RoleId> {
    w.save_office(&Demo::office())?;
    let mut administrator = None;
    for role in BUILT_IN {
        let role_id = w.insert_role(role)?;
        administrator = administrator.or(Some(role_id));
    }
    insert_lists(w)?;
    insert_workspaces(w)?;
    let mut term =
        w.tx.prepare("INSERT INTO term (term_id, text) VALUES (?1, ?2)")?;
    for (number, text) in (1i64..).zip(terms::all()) {
        term.execute(params![number, text])?;
    }
    administrator.ok_or(StoreError::NotFound)
}

fn insert_lists(w: &mut Writer<'_>) -> Result<()> {
    let plan = "INSERT INTO plan (plan_id, name, name_key) VALUES (?1, ?2, ?3)";
    let client = "INSERT INTO client (client_id, name, name_key) VALUES (?1, ?2, ?3)";
    let team = "INSERT INTO team (team_id, name, name_key) VALUES (?1, ?2, ?3)";
    let clients: Vec<&str> = office::CLIENTS.iter().map(|client| client.0).collect();
    for (sql, names) in [
        (plan, office::PLANS),
        (client, &clients),
        (team, office::TEAMS),
    ] {
        let mut statement = w.tx.prepare(sql)?;
        for (number, name) in (1i64..).zip(names) {
            statement.execute(params![number, name, name_key(name)])?;
        }
    }
    insert_plan_terms(w)?;
    insert_add_ons(w)?;
    for (number, name) in (1..).zip(office::TEAMS) {
        w.record(
            ObjectKind::Team,
            number,
            &[FieldChange::new("name", "", *name)],
        )?;
    }
    Ok(())
}

fn insert_plan_terms(w: &Writer<'_>) -> Result<()> {
    let mut terms =
        w.tx.prepare("UPDATE plan SET price = ?2, user_limit = ?3, client_limit = ?4, storage_limit = ?5 WHERE plan_id = ?1")?;
    let mut include =
        w.tx.prepare("INSERT INTO plan_feature (plan_id, feature) VALUES (?1, ?2)")?;
    for (number, (price, limits, features)) in (1i64..).zip(office::PLAN_TERMS) {
        let [users, clients, storage] = limits;
        terms.execute(params![number, price, users, clients, storage])?;
        for feature in *features {
            include.execute(params![number, feature.key()])?;
        }
    }
    Ok(())
}

fn insert_add_ons(w: &Writer<'_>) -> Result<()> {
    let mut add_on = w
        .tx
        .prepare("INSERT INTO addon (addon_id, name, name_key, price) VALUES (?1, ?2, ?3, ?4)")?;
    let mut include =
        w.tx.prepare("INSERT INTO addon_feature (addon_id, feature) VALUES (?1, ?2)")?;
    for (number, (name, price, features)) in (1i64..).zip(office::ADD_ONS) {
        add_on.execute(params![number, name, name_key(name), price])?;
        for feature in *features {
            include.execute(params![number, feature.key()])?;
        }
    }
    Ok(())
}

fn insert_workspaces(w: &mut Writer<'_>) -> Result<()> {
    let mut statement = w.tx.prepare(
        "INSERT INTO workspace (workspace_id, name, name_key, plan_id, client_id) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (number, (name, plan, client)) in (1i64..).zip(office::WORKSPACES) {
        let client_id = client.map(|client| client as i64 + 1);
        statement.execute(params![
            number,
            name,
            name_key(name),
            *plan as i64 + 1,
            client_id
        ])?;
        w.record(
            ObjectKind::OfficeWorkspace,
            number,
            &[FieldChange::new("name", "", *name)],
        )?;
    }
    let mut given =
        w.tx.prepare("INSERT INTO workspace_addon (workspace_id, addon_id) VALUES (?1, ?2)")?;
    for (workspace, add_on) in office::GIVEN_ADD_ONS {
        given.execute(params![*workspace as i64 + 1, *add_on as i64 + 1])?;
    }
    Ok(())
}
