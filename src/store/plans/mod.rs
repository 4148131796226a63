//! Plans and add-ons, and which workspace has which.

mod usage;

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, named_params};

use super::error::Result;
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::fold::name_key;
use crate::domain::ids::{AddOnId, PlanId, WorkspaceId};
use crate::domain::module::{Module, ModuleSet};
use crate::domain::plan::{AddOn, Limits, OfferId, OfferKind, Plan, Terms};

impl Snapshot<'_> {
    /// Every plan, by number.
    pub fn plans(&self) -> Result<Vec<Plan>> {
        plans(self.tx)
    }

    /// Every add-on, by number.
    pub fn add_ons(&self) -> Result<Vec<AddOn>> {
        add_ons(self.tx)
    }

    /// The workspaces that have a plan or an add-on, by number.
    pub fn places_with(&self, offer: OfferId) -> Result<Vec<i64>> {
        let mut statement = self.tx.prepare_cached(tables(offer.kind()).places)?;
        let rows = statement.query_map(named_params! { ":id": number(offer) }, |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Every plan, by number.
    pub fn plans(&self) -> Result<Vec<Plan>> {
        plans(self.tx)
    }

    /// Every add-on, by number.
    pub fn add_ons(&self) -> Result<Vec<AddOn>> {
        add_ons(self.tx)
    }

    /// Adds a plan or an add-on.
    pub fn insert_offer(&mut self, kind: OfferKind, terms: &Terms) -> Result<OfferId> {
        self.tx
            .prepare_cached(tables(kind).insert)?
            .execute(named_params! { ":name": terms.name, ":name_key": name_key(&terms.name) })?;
        let number = self.tx.last_insert_rowid();
        let offer = match kind {
            OfferKind::Plan => OfferId::Plan(PlanId(number)),
            OfferKind::AddOn => OfferId::AddOn(AddOnId(number)),
        };
        self.update_offer(offer, terms)?;
        Ok(offer)
    }

    /// Adds a plan or an add-on again that was deleted, under its old number and with nothing in it.
    pub fn restore_offer(&mut self, offer: OfferId, name: &str) -> Result<()> {
        let (_, number) = offer.object();
        self.tx
            .prepare_cached(tables(offer.kind()).restore)?
            .execute(named_params! { ":id": number, ":name": name, ":name_key": name_key(name) })?;
        Ok(())
    }

    /// Writes what can be edited of a plan or an add-on. Features that this program does not know stay.
    pub fn update_offer(&mut self, offer: OfferId, terms: &Terms) -> Result<()> {
        let (name, key) = (&terms.name, name_key(&terms.name));
        match offer {
            OfferId::Plan(plan_id) => self
                .tx
                .prepare_cached(include_str!("update_plan.sql"))?
                .execute(named_params! {
                    ":plan_id": plan_id.0,
                    ":name": name,
                    ":name_key": key,
                    ":price": terms.price,
                    ":users": stored(terms.limits.users),
                    ":clients": stored(terms.limits.clients),
                    ":storage": stored(terms.limits.storage),
                })?,
            OfferId::AddOn(add_on_id) => self
                .tx
                .prepare_cached(include_str!("update_add_on.sql"))?
                .execute(named_params! {
                    ":add_on_id": add_on_id.0,
                    ":name": name,
                    ":name_key": key,
                    ":price": terms.price,
                })?,
        };
        let tables = tables(offer.kind());
        for module in Module::features() {
            let sql = if terms.features.has(module) {
                tables.include
            } else {
                tables.exclude
            };
            self.tx
                .prepare_cached(sql)?
                .execute(named_params! { ":id": number(offer), ":feature": module.key() })?;
        }
        Ok(())
    }

    /// Deletes a plan or an add-on that no workspace has.
    pub fn delete_offer(&mut self, offer: OfferId) -> Result<()> {
        let tables = tables(offer.kind());
        for sql in [tables.empty, tables.delete] {
            self.tx
                .prepare_cached(sql)?
                .execute(named_params! { ":id": number(offer) })?;
        }
        Ok(())
    }

    /// How many workspaces have a plan or an add-on.
    pub fn workspaces_with(&self, offer: OfferId) -> Result<u64> {
        let count: i64 = self
            .tx
            .prepare_cached(tables(offer.kind()).count)?
            .query_row(named_params! { ":id": number(offer) }, |row| row.get(0))?;
        Ok(count as u64)
    }

    /// Gives a workspace exactly these add-ons.
    pub fn set_add_ons(
        &mut self,
        workspace_id: WorkspaceId,
        add_ons: &BTreeSet<AddOnId>,
    ) -> Result<()> {
        self.tx
            .prepare_cached("DELETE FROM workspace_addon WHERE workspace_id = :workspace_id")?
            .execute(named_params! { ":workspace_id": workspace_id.0 })?;
        let sql = "INSERT INTO workspace_addon (workspace_id, addon_id) VALUES (:workspace_id, :add_on_id)";
        let mut statement = self.tx.prepare_cached(sql)?;
        for add_on_id in add_ons {
            statement.execute(
                named_params! { ":workspace_id": workspace_id.0, ":add_on_id": add_on_id.0 },
            )?;
        }
        Ok(())
    }
}

/// The statements about plans or about add-ons that differ only in their tables.
struct Tables {
    insert: &'static str,
    restore: &'static str,
    include: &'static str,
    exclude: &'static str,
    empty: &'static str,
    delete: &'static str,
    count: &'static str,
    places: &'static str,
}

const PLAN: Tables = Tables {
    insert: include_str!("insert_plan.sql"),
    restore: "INSERT INTO plan (plan_id, name, name_key) VALUES (:id, :name, :name_key)",
    include: "INSERT OR IGNORE INTO plan_feature (plan_id, feature) VALUES (:id, :feature)",
    exclude: "DELETE FROM plan_feature WHERE plan_id = :id AND feature = :feature",
    empty: "DELETE FROM plan_feature WHERE plan_id = :id",
    delete: "DELETE FROM plan WHERE plan_id = :id",
    count: "SELECT count(*) FROM workspace WHERE plan_id = :id",
    places: "SELECT workspace_id FROM workspace WHERE plan_id = :id ORDER BY workspace_id",
};
const ADD_ON: Tables = Tables {
    insert: include_str!("insert_add_on.sql"),
    restore: "INSERT INTO addon (addon_id, name, name_key) VALUES (:id, :name, :name_key)",
    include: "INSERT OR IGNORE INTO addon_feature (addon_id, feature) VALUES (:id, :feature)",
    exclude: "DELETE FROM addon_feature WHERE addon_id = :id AND feature = :feature",
    empty: "DELETE FROM addon_feature WHERE addon_id = :id",
    delete: "DELETE FROM addon WHERE addon_id = :id",
    count: "SELECT count(*) FROM workspace_addon WHERE addon_id = :id",
    places: "SELECT workspace_id FROM workspace_addon WHERE addon_id = :id ORDER BY workspace_id",
};

fn tables(kind: OfferKind) -> &'static Tables {
    match kind {
        OfferKind::Plan => &PLAN,
        OfferKind::AddOn => &ADD_ON,
    }
}

fn number(offer: OfferId) -> i64 {
    match offer {
        OfferId::Plan(plan_id) => plan_id.0,
        OfferId::AddOn(add_on_id) => add_on_id.0,
    }
}

fn stored(limit: Option<u64>) -> Option<i64> {
    limit.map(|limit| i64::try_from(limit).unwrap_or(i64::MAX))
}

/// Every plan, by number.
pub(super) fn plans(connection: &Connection) -> Result<Vec<Plan>> {
    let mut statement = connection.prepare_cached(include_str!("plans.sql"))?;
    let rows = statement.query_map([], |row| {
        let limit = |index| -> rusqlite::Result<Option<u64>> {
            let limit: Option<i64> = row.get(index)?;
            Ok(limit.map(|limit| limit.max(0) as u64))
        };
        let limits = Limits {
            users: limit(4)?,
            clients: limit(5)?,
            storage: limit(6)?,
        };
        Ok(Plan {
            plan_id: PlanId(row.get(0)?),
            terms: Terms {
                limits,
                ..terms(row)?
            },
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every add-on, by number.
pub(super) fn add_ons(connection: &Connection) -> Result<Vec<AddOn>> {
    let mut statement = connection.prepare_cached(include_str!("add_ons.sql"))?;
    let rows = statement.query_map([], |row| {
        Ok(AddOn {
            add_on_id: AddOnId(row.get(0)?),
            terms: terms(row)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Name, price and features, in columns 1 to 3.
fn terms(row: &Row<'_>) -> rusqlite::Result<Terms> {
    let keys: String = row.get(3)?;
    let features: ModuleSet = keys.split(',').filter_map(Module::from_key).collect();
    Ok(Terms {
        name: row.get(1)?,
        price: row.get(2)?,
        limits: Limits::default(),
        features,
    })
}
