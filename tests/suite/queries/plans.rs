//! Figures of plans and previews of their changes, held to plain SQL and to the change itself.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rollcall::app::error::AppError;
use rollcall::app::queries::person_plans::PersonPlans;
use rollcall::app::queries::plan_changes::{Effect, PlanChange, TermsChange};
use rollcall::app::queries::plans::Plans;
use rollcall::app::queries::user_list::UserList;
use rollcall::app::queries::workspaces::Workspaces;
use rollcall::domain::access::Estate;
use rollcall::domain::ids::{AddOnId, PlanId, UserId, WorkspaceId};
use rollcall::domain::module::{Module, ModuleSet};
use rollcall::domain::plan::{Limits, OfferId};
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::store::testing;

use crate::support::office::TestOffice;

use super::estate::{Case, case, joined};

fn some(bits: u32) -> ModuleSet {
    Module::features()
        .filter(|module| bits & (1 << *module as u32) != 0)
        .collect()
}

/// What appears by the second estate that the first has not, in open workspaces.
fn appears(case: &Case, before: &Estate, after: &Estate) -> Vec<Effect> {
    let found = Module::features().filter_map(|feature| {
        let is_new = |id: &&WorkspaceId| {
            let (old, new) = (before.workspaces[*id], after.workspaces[*id]);
            new.is_open && new.features.has(feature) && !old.features.has(feature)
        };
        let ids: Vec<i64> = before
            .workspaces
            .keys()
            .filter(is_new)
            .map(|id| id.0)
            .collect();
        (!ids.is_empty()).then(|| Effect {
            feature,
            workspaces: ids.len() as u64,
            people: case.people(&ids),
        })
    });
    found.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_of_plans_are_those_of_the_tables(seed in any::<u64>(), users in 0u64..40) {
        let case = case(seed, users);
        let Ok(answer) = case.ask(&Plans) else {
            prop_assert!(case.seen.is_empty());
            return Ok(());
        };
        let rows = case.ask(&Workspaces).unwrap();
        let mut told = Vec::new();
        for (plan, holders) in &answer.plans {
            let id = plan.plan_id.0;
            let ids = case.with(&format!("SELECT workspace_id FROM workspace WHERE plan_id = {id}"));
            case.check(holders, &ids);
            let listed = rows.workspaces.iter().filter(|row| row.profile.plan_id == Some(plan.plan_id));
            prop_assert_eq!(listed.count(), ids.len());
            prop_assert!(case.is_wide || !ids.is_empty());
            told.push(id);
        }
        for (add_on, holders) in &answer.add_ons {
            let id = add_on.add_on_id.0;
            let ids = case.with(&format!("SELECT workspace_id FROM workspace_addon WHERE addon_id = {id}"));
            case.check(holders, &ids);
            prop_assert!(case.is_wide || !ids.is_empty());
        }
        let wanted = if case.is_wide {
            vec![1, 2, 3]
        } else {
            let own = format!("SELECT DISTINCT plan_id FROM workspace WHERE plan_id > 0 AND workspace_id IN ({}) ORDER BY 1", joined(&Vec::from_iter(case.seen.clone())));
            case.numbers(&own)
        };
        prop_assert_eq!(told, wanted);
        let over: Vec<i64> = case.over().into_iter().filter(|id| case.seen.contains(id)).collect();
        prop_assert_eq!(answer.over.count, over.len() as u64);
        let marked: Vec<i64> = rows
            .workspaces
            .iter()
            .filter(|row| row.over.as_ref().is_some_and(|over| !over.is_empty()))
            .map(|row| row.workspace_id.0)
            .collect();
        prop_assert_eq!(BTreeSet::from_iter(marked), BTreeSet::from_iter(over));
    }

    #[test]
    fn other_terms_do_what_their_preview_says(
        seed in any::<u64>(), users in 0u64..40, is_plan in any::<bool>(), bits in 0u32..8, limit in 1u64..8,
    ) {
        let case = case(seed, users);
        if !case.is_wide {
            return Ok(());
        }
        let (table, offer) = if is_plan {
            ("plan", OfferId::Plan(PlanId(2)))
        } else {
            ("addon", OfferId::AddOn(AddOnId(1)))
        };
        let id = if is_plan { 2 } else { 1 };
        let limits = Limits { users: Some(limit), clients: None, storage: Some(1) };
        let told = case.ask(&TermsChange { offer, features: some(bits), limits }).unwrap();
        let (before, over) = (case.estate(), case.excesses());
        let mut sql = vec![format!("DELETE FROM {table}_feature WHERE {table}_id = {id};")];
        for module in some(bits).iter() {
            sql.push(format!("INSERT INTO {table}_feature VALUES ({id}, '{}');", module.key()));
        }
        if is_plan {
            sql.push(format!("UPDATE plan SET user_limit = {limit}, client_limit = NULL WHERE plan_id = {id};"));
        }
        testing::execute(&case.directory.path, &sql.concat()).unwrap();
        let after = case.estate();
        prop_assert_eq!(told.gained, appears(&case, &before, &after));
        prop_assert_eq!(told.lost, appears(&case, &after, &before));
        let new: BTreeSet<i64> = case.excesses().difference(&over).map(|(id, _)| *id).collect();
        prop_assert_eq!(told.over, new.len() as u64);
        prop_assert_eq!(told.over_names.len() as u64, told.over);
    }

    #[test]
    fn another_plan_does_what_its_preview_says(
        seed in any::<u64>(), users in 0u64..40, workspace in 1i64..=3, plan in prop::option::of(1i64..=3), bits in 0i64..4,
    ) {
        let case = case(seed, users);
        if !case.is_wide {
            return Ok(());
        }
        let add_ons: Vec<i64> = (1..=2).filter(|id| bits & id != 0).collect();
        let told = case.ask(&PlanChange {
            workspace_id: WorkspaceId(workspace),
            plan_id: plan.map(PlanId),
            add_ons: add_ons.iter().copied().map(AddOnId).collect(),
        }).unwrap();
        let at = WorkspaceId(workspace);
        let before = case.estate().workspaces[&at].features;
        let mut sql = vec![format!("DELETE FROM workspace_addon WHERE workspace_id = {workspace};")];
        for id in &add_ons {
            sql.push(format!("INSERT INTO workspace_addon VALUES ({workspace}, {id});"));
        }
        let plan = plan.map_or("NULL".to_owned(), |id| id.to_string());
        sql.push(format!("UPDATE workspace SET plan_id = {plan} WHERE workspace_id = {workspace};"));
        testing::execute(&case.directory.path, &sql.concat()).unwrap();
        let after = case.estate().workspaces[&at].features;
        let only = |here: ModuleSet, there: ModuleSet| -> Vec<Module> {
            Module::features().filter(|m| here.has(*m) && !there.has(*m)).collect()
        };
        prop_assert_eq!(told.gained, only(after, before));
        prop_assert_eq!(told.lost, only(before, after));
        prop_assert_eq!(told.members, case.people(&[workspace]));
        prop_assert_eq!(!told.over.is_empty(), case.over().contains(&workspace));
    }

    #[test]
    fn a_persons_plans_are_those_of_their_workspaces(seed in any::<u64>(), users in 1u64..30) {
        let case = case(seed, users);
        for user in case.numbers("SELECT user_id FROM user WHERE deleted_at IS NULL") {
            let mut own = case.numbers(&format!(
                "SELECT workspace_id FROM user_workspace WHERE user_id = {user} ORDER BY 1"
            ));
            own.retain(|id| case.seen.contains(id));
            let Ok(told) = case.ask(&PersonPlans { user_id: UserId(user) }) else {
                prop_assert!(!case.is_wide && own.is_empty());
                continue;
            };
            let places: usize = told.iter().map(|plan| plan.workspaces.len()).sum();
            prop_assert_eq!(places, own.len());
            let plans: BTreeSet<Option<String>> = told.iter().map(|plan| plan.plan.clone()).collect();
            let wanted = testing::rows(&case.directory.path, &format!(
                "SELECT DISTINCT coalesce(p.name, '') FROM workspace AS w LEFT JOIN plan AS p USING (plan_id)
                 WHERE w.workspace_id IN ({})", joined(&own)
            )).unwrap();
            let wanted: BTreeSet<Option<String>> = wanted
                .into_iter()
                .map(|row| Some(row[0].clone()).filter(|name| !name.is_empty()))
                .collect();
            prop_assert_eq!(plans, wanted);
        }
    }
}

#[test]
fn who_has_a_plan_is_listed_only_for_those_who_see_all_plans() {
    let office = TestOffice::entered();
    let plan = "INSERT INTO plan (plan_id, name, name_key) VALUES (7, 'Basic', 'basic');
        UPDATE workspace SET plan_id = 7 WHERE workspace_id = 1;
        INSERT OR IGNORE INTO user_workspace VALUES (2, 1)";
    testing::execute(&office.path(), plan).unwrap();
    let list = UserList(UserListQuery::of(
        Scope::default(),
        Segment::Offer(OfferId::Plan(PlanId(7))),
    ));
    let members = office.sql("SELECT user_id FROM user_workspace WHERE workspace_id = 1");
    let listed = office.ask(list.clone()).unwrap().ids;
    assert_eq!(listed.len(), members.len());
    for permission in ["plans.view", "users.view"] {
        office.forbid(permission);
        let refused = office.ask(list.clone());
        assert!(matches!(refused, Err(AppError::Denied(_))), "{permission}");
        office.allow(permission);
    }
}
