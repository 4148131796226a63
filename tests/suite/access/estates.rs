//! Random holdings, offices and questions for the decision.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use rollcall::domain::access::why::Target;
use rollcall::domain::access::{
    Estate, GrantPlace, HeldRole, Holding, Record, Side, WorkspaceFacts,
};
use rollcall::domain::ids::{AddOnId, ClientId, RoleId, WorkspaceId};
use rollcall::domain::module::{Module, ModuleSet};
use rollcall::domain::permission::{Permission, PermissionSet};
use rollcall::domain::user::UserKind;

/// Workspaces of the random offices; a question may be about one more.
const WORKSPACES: i64 = 4;
const ROLES: i64 = 5;

/// The day of the decision.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// An office with one who holds roles in it.
#[derive(Clone, Debug)]
pub struct Case {
    pub holding: Holding,
    pub estate: Estate,
    pub roles: Vec<(RoleId, PermissionSet)>,
    pub add_ons: Vec<(AddOnId, ModuleSet)>,
}

/// What a question is about, with its own workspaces.
#[derive(Clone, Debug)]
pub enum About {
    Office,
    Anything,
    Workspace(i64),
    Person(Somebody),
}

/// A person to be decided about.
#[derive(Clone, Debug)]
pub struct Somebody {
    pub workspaces: Vec<i64>,
    pub kind: UserKind,
    pub client_id: Option<ClientId>,
}

impl Somebody {
    pub fn record(&self) -> Record<'_> {
        Record {
            workspaces: &self.workspaces,
            kind: self.kind,
            client_id: self.client_id,
        }
    }

    /// Everybody there can be in three workspaces and for two clients.
    pub fn everybody() -> Vec<Self> {
        let mut all = Vec::new();
        for bits in 0..8_i64 {
            let workspaces: Vec<i64> = (1..=3).filter(|id| bits & (1 << (id - 1)) != 0).collect();
            for kind in UserKind::ALL {
                for client in [None, Some(ClientId(1)), Some(ClientId(2))] {
                    all.push(Self {
                        workspaces: workspaces.clone(),
                        kind: *kind,
                        client_id: client,
                    });
                }
            }
        }
        all
    }
}

impl About {
    pub fn target(&self) -> Target<'_> {
        match self {
            Self::Office => Target::Office,
            Self::Anything => Target::Anything,
            Self::Workspace(id) => Target::Workspace(WorkspaceId(*id)),
            Self::Person(somebody) => Target::Person(somebody.record()),
        }
    }
}

/// Sets that have a permission about half the time, so that both answers are common.
pub fn permissions() -> impl Strategy<Value = PermissionSet> {
    any::<u64>().prop_map(|bits| {
        let all = Permission::ALL.iter().copied();
        all.filter(|p| bits & (1 << *p as u64) != 0).collect()
    })
}

pub fn permission() -> impl Strategy<Value = Permission> {
    proptest::sample::select(Permission::ALL)
}

fn modules() -> impl Strategy<Value = ModuleSet> {
    (0_u32..16, any::<bool>()).prop_map(|(bits, is_whole)| {
        let wanted = |module: &Module| is_whole || bits & (1 << *module as u32) != 0;
        Module::ALL.iter().copied().filter(wanted).collect()
    })
}

pub fn workspaces(limit: i64) -> impl Strategy<Value = BTreeSet<WorkspaceId>> {
    btree_set((1..=limit).prop_map(WorkspaceId), 0..4)
}

fn client() -> impl Strategy<Value = Option<ClientId>> {
    option::of((1_i64..3).prop_map(ClientId))
}

fn kind() -> impl Strategy<Value = UserKind> {
    proptest::sample::select(UserKind::ALL)
}

pub fn side() -> impl Strategy<Value = Side> {
    (any::<bool>(), client()).prop_map(|(is_office, client)| {
        if is_office {
            Side::Office
        } else {
            Side::Client(client)
        }
    })
}

fn place() -> impl Strategy<Value = GrantPlace> {
    prop_oneof![
        Just(GrantPlace::Everywhere),
        Just(GrantPlace::TheirWorkspaces),
        workspaces(WORKSPACES).prop_map(GrantPlace::Named),
    ]
}

fn end() -> impl Strategy<Value = Option<NaiveDate>> {
    proptest::sample::select(vec![
        None,
        Some(today() - Days::new(1)),
        Some(today()),
        Some(today() + Days::new(1)),
    ])
}

fn estate() -> impl Strategy<Value = Estate> {
    let facts = (proptest::bool::weighted(0.8), modules());
    let facts = facts.prop_map(|(is_open, features)| WorkspaceFacts { is_open, features });
    (modules(), vec(facts, WORKSPACES as usize)).prop_map(|(modules, facts)| Estate {
        modules,
        workspaces: (1..).map(WorkspaceId).zip(facts).collect(),
    })
}

/// The office's roles allow something each; some of them are held.
pub fn case() -> impl Strategy<Value = Case> {
    let offered = vec(permissions(), ROLES as usize);
    let holds = vec(option::weighted(0.4, (place(), end())), ROLES as usize);
    let person = (
        proptest::bool::weighted(0.85),
        kind(),
        client(),
        workspaces(WORKSPACES),
    );
    let add_ons = vec(modules(), 0..3);
    (offered, holds, person, estate(), add_ons).prop_map(
        |(offered, holds, person, estate, add_ons)| {
            let (is_active, kind, client_id, workspaces) = person;
            let roles: Vec<_> = (1..).map(RoleId).zip(offered).collect();
            let held = roles
                .iter()
                .zip(holds)
                .filter_map(|((role_id, allows), hold)| {
                    let (place, ends_on) = hold?;
                    Some(HeldRole {
                        role_id: *role_id,
                        permissions: *allows,
                        place,
                        ends_on,
                    })
                });
            let holding = Holding {
                is_active,
                kind,
                client_id,
                workspaces,
                roles: held.collect(),
            };
            Case {
                holding,
                estate,
                roles,
                add_ons: (1..).map(AddOnId).zip(add_ons).collect(),
            }
        },
    )
}

pub fn somebody() -> impl Strategy<Value = Somebody> {
    (workspaces(WORKSPACES + 1), kind(), client()).prop_map(|(workspaces, kind, client_id)| {
        Somebody {
            workspaces: workspaces.iter().map(|id| id.0).collect(),
            kind,
            client_id,
        }
    })
}

pub fn about() -> impl Strategy<Value = About> {
    prop_oneof![
        1 => Just(About::Office),
        1 => Just(About::Anything),
        2 => (1..=WORKSPACES + 1).prop_map(About::Workspace),
        4 => somebody().prop_map(About::Person),
    ]
}
