//! Offices with plans and add-ons that workspaces have at random, and what plain SQL says of them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use rollcall::app::error::AppError;
use rollcall::app::queries::plans::Holders;
use rollcall::app::query::{Query, QueryContext};
use rollcall::domain::access::Estate;
use rollcall::domain::actor::Actor;
use rollcall::domain::ids::{UserId, WorkspaceId};
use rollcall::domain::module::Module;
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment};
use rollcall::store::columns::View;
use rollcall::store::reader::{Reader, Snapshot};
use rollcall::store::testing;

use super::figures::list;
use crate::support::office::person;
use crate::support::outside::NOW;
use crate::support::people::{Directory, Seeded, act};

/// An office with plans and add-ons that workspaces have at random, and somebody who sees some of it.
pub struct Case {
    pub directory: Directory,
    /// People are not changed once it is open.
    reader: RefCell<Reader>,
    operator: UserId,
    /// The workspaces whose plans the operator sees.
    pub seen: BTreeSet<i64>,
    pub is_wide: bool,
}

pub fn case(seed: u64, users: u64) -> Case {
    let directory = Directory::random(seed, users);
    let operator = act(&mut directory.open(), NOW.plus_minutes(-10), |w| {
        let role_id = w.insert_own_role("Held", None)?;
        for permission in [
            Permission::PlansView,
            Permission::WorkspacesView,
            Permission::UsersView,
            Permission::PlansUpdate,
        ] {
            w.allow(role_id, permission)?;
        }
        for client in ["Quellenhof", "Rivalhaus"] {
            w.ensure_client(client)?;
        }
        w.insert_user(&person("Olga Operator", "olga@office.example", role_id))
    });
    let mut dice = Seeded::new(seed ^ 0x0a11);
    let mut sql = offers(&mut dice);
    let is_wide = dice.below(2) == 0;
    let place = i64::from(!is_wide);
    sql.push(format!(
        "UPDATE user SET client_id = user_id % 3 WHERE kind = 1 AND user_id % 3 > 0;
         UPDATE user_role SET place = {place} WHERE user_id = {};",
        operator.0
    ));
    let mut seen = BTreeSet::new();
    for workspace in 1..=3 {
        let is_open = dice.below(5) > 0;
        let is_member = dice.below(2) == 0;
        if is_member {
            sql.push(format!(
                "INSERT INTO user_workspace VALUES ({}, {workspace});",
                operator.0
            ));
        }
        if !is_open {
            sql.push(format!(
                "UPDATE workspace SET status = 0 WHERE workspace_id = {workspace};"
            ));
        }
        if is_wide || (is_member && is_open) {
            seen.insert(workspace);
        }
    }
    testing::execute(&directory.path, &sql.concat()).unwrap();
    let reader = RefCell::new(directory.open().reader().unwrap());
    Case {
        directory,
        reader,
        operator,
        seen,
        is_wide,
    }
}

/// Three plans and two add-ons with random terms, given at random.
fn offers(dice: &mut Seeded) -> Vec<String> {
    let mut sql = Vec::new();
    let limit = |dice: &mut Seeded| match dice.below(3) {
        0 => "NULL".to_owned(),
        _ => (dice.below(6) + 1).to_string(),
    };
    for (table, number) in [
        ("plan", 1),
        ("plan", 2),
        ("plan", 3),
        ("addon", 1),
        ("addon", 2),
    ] {
        sql.push(format!(
            "INSERT INTO {table} ({table}_id, name, name_key) VALUES ({number}, 'No {number}', '{number}');"
        ));
        for module in Module::features() {
            if dice.below(2) == 0 {
                let key = module.key();
                sql.push(format!(
                    "INSERT INTO {table}_feature VALUES ({number}, '{key}');"
                ));
            }
        }
        if table == "plan" {
            let (users, clients) = (limit(dice), limit(dice));
            sql.push(format!(
                "UPDATE plan SET user_limit = {users}, client_limit = {clients}, storage_limit = 1
                 WHERE plan_id = {number};"
            ));
        }
    }
    for workspace in 1..=3 {
        let plan = dice.pick(&["NULL", "1", "2", "2"]);
        sql.push(format!(
            "UPDATE workspace SET plan_id = {plan} WHERE workspace_id = {workspace};"
        ));
        if dice.below(2) == 0 {
            sql.push(format!(
                "INSERT INTO workspace_addon VALUES ({workspace}, 1);"
            ));
        }
    }
    sql
}

impl Case {
    pub fn numbers(&self, sql: &str) -> Vec<i64> {
        let rows = testing::rows(&self.directory.path, sql).unwrap();
        rows.iter().map(|row| row[0].parse().unwrap()).collect()
    }

    pub fn ask<Q: Query>(&self, query: &Q) -> Result<Q::Output, AppError> {
        self.at(|snapshot| {
            let rights = Arc::new(snapshot.rights_of(self.operator, NOW)?);
            let actor = Actor {
                user_id: Some(self.operator),
                name: String::new(),
                rights,
            };
            query.access().check(Some(&actor))?;
            query.run(&QueryContext {
                snapshot,
                actor: Some(&actor),
                now: NOW,
            })
        })
    }

    fn at<T>(
        &self,
        work: impl FnOnce(&Snapshot<'_>) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        self.reader.borrow_mut().snapshot(work)
    }

    pub fn estate(&self) -> Estate {
        self.at(|snapshot| Ok(snapshot.estate()?)).unwrap()
    }

    /// Distinct members of some workspaces, not deleted.
    pub fn people(&self, workspaces: &[i64]) -> u64 {
        let sql = format!(
            "SELECT count(DISTINCT m.user_id) FROM user_workspace AS m JOIN user AS u USING (user_id)
             WHERE u.deleted_at IS NULL AND m.workspace_id IN ({})",
            joined(workspaces)
        );
        self.numbers(&sql)[0] as u64
    }

    /// The workspaces that are seen and have something.
    pub fn with(&self, sql: &str) -> Vec<i64> {
        let mut found = self.numbers(sql);
        found.retain(|id| self.seen.contains(id));
        found
    }

    /// Workspaces that use more than their plan allows, and of what, asked of the tables.
    pub fn excesses(&self) -> BTreeSet<(i64, &'static str)> {
        let of = |counted: &str, limit: &'static str| {
            let sql = format!(
                "SELECT w.workspace_id FROM workspace AS w JOIN plan AS p USING (plan_id)
                 WHERE p.{limit} < (SELECT count({counted}) FROM user_workspace AS m JOIN user AS u USING (user_id)
                    WHERE m.workspace_id = w.workspace_id AND u.deleted_at IS NULL)"
            );
            self.numbers(&sql).into_iter().map(move |id| (id, limit))
        };
        of("*", "user_limit")
            .chain(of("DISTINCT u.client_id", "client_limit"))
            .collect()
    }

    pub fn over(&self) -> BTreeSet<i64> {
        self.excesses().into_iter().map(|(id, _)| id).collect()
    }

    pub fn check(&self, holders: &Holders, workspaces: &[i64]) {
        let count = workspaces.len() as u64;
        assert_eq!(holders.workspaces.count, count);
        assert_eq!(holders.workspaces.listed, count);
        assert_eq!(holders.people, self.people(workspaces));
        let only = workspaces.first().filter(|_| count == 1);
        assert_eq!(holders.people_of, only.copied().map(WorkspaceId));
        // What is a link opens exactly the people that it counts.
        if let Some(workspace_id) = holders.people_of {
            let scope = Scope {
                workspace: Some(workspace_id),
                kind: None,
                day: None,
            };
            let rows = self.at(|snapshot| {
                let rights = snapshot.rights_of(self.operator, NOW)?;
                let who = rights.reach(Permission::UsersView);
                let view = View {
                    who: who.clone(),
                    contact: who,
                };
                Ok(snapshot.user_list(view, &list(scope, Segment::All), NOW)?)
            });
            assert_eq!(rows.unwrap().len() as u64, holders.people);
        }
    }
}

pub fn joined(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    ids.join(",")
}
