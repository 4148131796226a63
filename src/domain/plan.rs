//! Plans and add-ons: what the people of a workspace may use, how much of it, and for what price.

use serde::{Deserialize, Serialize};

use super::audit::ObjectKind;
use super::ids::{AddOnId, PlanId};
use super::module::{Module, ModuleSet};
use super::text::{count, fill, text};

/// What is offered to workspaces: a plan or an add-on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferId {
    /// A plan.
    Plan(PlanId),
    /// An add-on.
    AddOn(AddOnId),
}

/// Whether something offered is a plan or an add-on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum OfferKind {
    /// A workspace has one at most; it includes features and has limits.
    Plan,
    /// A workspace has any number of them; each adds features to its plan's.
    AddOn,
}

impl OfferId {
    /// The kind and number in the log.
    pub fn object(self) -> (ObjectKind, i64) {
        match self {
            Self::Plan(plan_id) => (ObjectKind::Plan, plan_id.0),
            Self::AddOn(add_on_id) => (ObjectKind::AddOn, add_on_id.0),
        }
    }

    /// Whether it is a plan or an add-on.
    pub fn kind(self) -> OfferKind {
        match self {
            Self::Plan(_) => OfferKind::Plan,
            Self::AddOn(_) => OfferKind::AddOn,
        }
    }
}

/// What can be edited of a plan or an add-on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Its name.
    pub name: String,
    /// What it costs, in the office's words.
    pub price: String,
    /// How much of everything a plan allows; an add-on has no limits.
    #[serde(flatten)]
    pub limits: Limits,
    /// What it includes.
    pub features: ModuleSet,
}

/// A plan.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// Its number.
    pub plan_id: PlanId,
    /// What can be edited.
    pub terms: Terms,
}

/// A set of features that a workspace gets beside its plan.
#[derive(Clone, PartialEq, Debug)]
pub struct AddOn {
    /// Its number.
    pub add_on_id: AddOnId,
    /// What can be edited.
    pub terms: Terms,
}

/// What a workspace has with a plan and add-ons; without a plan everything.
pub fn included<'a>(
    plan: Option<&Terms>,
    add_ons: impl IntoIterator<Item = &'a Terms>,
) -> ModuleSet {
    plan.map_or_else(ModuleSet::all, |plan| {
        let sets = add_ons.into_iter().map(|add_on| add_on.features);
        sets.fold(plan.features, ModuleSet::union)
    })
}

/// Something that a plan limits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Quota {
    /// Members of the workspace.
    Users,
    /// Clients that its members belong to.
    Clients,
    /// Room for files, in mebibytes. Nothing is stored yet, so that it is told and never exceeded.
    Storage,
}

impl Quota {
    /// Every quota, in the order of the pricing table.
    pub const ALL: [Self; 3] = [Self::Users, Self::Clients, Self::Storage];

    /// The name that people see.
    pub fn label(self) -> &'static str {
        let words = &text().plan;
        match self {
            Self::Users => words.users,
            Self::Clients => words.clients,
            Self::Storage => words.storage,
        }
    }

    /// An amount as people read it: "2,500", "10 GB".
    pub fn amount(self, amount: u64) -> String {
        match self {
            Self::Users | Self::Clients => count(amount),
            Self::Storage => {
                let (number, unit) = Unit::of(amount);
                fill(unit.template(), &[&count(number)])
            }
        }
    }
}

/// A unit of storage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Mebibytes.
    Mega,
    /// Gibibytes.
    Giga,
    /// Tebibytes.
    Tera,
}

impl Unit {
    /// Every unit, the largest first.
    pub const ALL: [Self; 3] = [Self::Tera, Self::Giga, Self::Mega];

    /// How many mebibytes it is.
    pub fn mebibytes(self) -> u64 {
        match self {
            Self::Mega => 1,
            Self::Giga => 1 << 10,
            Self::Tera => 1 << 20,
        }
    }

    /// How people write a number of it.
    pub fn template(self) -> &'static str {
        let words = &text().plan;
        match self {
            Self::Mega => words.megabytes,
            Self::Giga => words.gigabytes,
            Self::Tera => words.terabytes,
        }
    }

    /// So many mebibytes in the largest unit in which they are a whole number.
    pub fn of(mebibytes: u64) -> (u64, Self) {
        let whole = |unit: &Self| mebibytes > 0 && mebibytes.is_multiple_of(unit.mebibytes());
        let unit = Self::ALL.into_iter().find(whole).unwrap_or(Self::Mega);
        (mebibytes / unit.mebibytes(), unit)
    }
}

/// How much of everything a plan allows; more is shown and harms nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// At most so many users.
    pub users: Option<u64>,
    /// At most so many clients.
    pub clients: Option<u64>,
    /// At most so many mebibytes.
    pub storage: Option<u64>,
}

/// How much of everything a workspace uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Usage {
    /// Members, not deleted.
    pub users: u64,
    /// Distinct clients of its members.
    pub clients: u64,
}

/// More is used than a plan allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Excess {
    /// Of what.
    pub quota: Quota,
    /// How much is used.
    pub used: u64,
    /// How much is allowed.
    pub limit: u64,
}

impl Limits {
    /// The limit of a quota; none where there is none.
    pub fn of(&self, quota: Quota) -> Option<u64> {
        match quota {
            Quota::Users => self.users,
            Quota::Clients => self.clients,
            Quota::Storage => self.storage,
        }
    }

    /// Where a workspace uses more than is allowed.
    pub fn exceeded(&self, usage: Usage) -> Vec<Excess> {
        let excess = |quota| {
            let (limit, used) = (self.of(quota)?, usage.of(quota));
            (used > limit).then_some(Excess { quota, used, limit })
        };
        Quota::ALL.into_iter().filter_map(excess).collect()
    }
}

impl Usage {
    /// How much is used of a quota.
    pub fn of(&self, quota: Quota) -> u64 {
        match quota {
            Quota::Users => self.users,
            Quota::Clients => self.clients,
            Quota::Storage => 0,
        }
    }
}

impl Excess {
    /// "312 of 250 users".
    pub fn said(&self) -> String {
        let words = &text().plan;
        let template = match self.quota {
            Quota::Users => words.over_users,
            Quota::Clients => words.over_clients,
            Quota::Storage => words.over_storage,
        };
        let (used, limit) = (self.quota.amount(self.used), self.quota.amount(self.limit));
        fill(template, &[&used, &limit])
    }
}

/// Names of features, as a list in a sentence.
pub fn feature_names(features: impl IntoIterator<Item = Module>) -> String {
    let names: Vec<&str> = features.into_iter().map(Module::label).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn storage_is_told_in_the_largest_whole_unit() {
        for (mebibytes, said) in [
            (1, "1 MB"),
            (500, "500 MB"),
            (1_024, "1 GB"),
            (1_536, "1,536 MB"),
            (10_240, "10 GB"),
            (1 << 20, "1 TB"),
            (0, "0 MB"),
        ] {
            assert_eq!(Quota::Storage.amount(mebibytes), said);
        }
        assert_eq!(Quota::Users.amount(2_500), "2,500");
    }

    #[test]
    fn a_limit_is_exceeded_by_more_and_not_by_as_much() {
        let limits = Limits {
            users: Some(2),
            clients: Some(1),
            storage: Some(1),
        };
        let of = |users, clients| limits.exceeded(Usage { users, clients });
        assert_eq!(of(2, 1), []);
        let found = of(3, 2);
        let said: Vec<String> = found.iter().map(Excess::said).collect();
        assert_eq!(said, ["3 of 2 users", "2 of 1 clients"]);
        let everything = Usage {
            users: u64::MAX,
            clients: u64::MAX,
        };
        assert_eq!(Limits::default().exceeded(everything), []);
    }

    #[test]
    fn add_ons_add_to_a_plan_and_nothing_to_everything() {
        let offer = |features: &[Module]| Terms {
            features: features.iter().copied().collect(),
            ..Terms::default()
        };
        let (plan, more) = (offer(&[Module::Insight]), offer(&[Module::Export]));
        let both = [Module::Insight, Module::Export].into_iter().collect();
        assert_eq!(included(Some(&plan), [&more]), both);
        assert_eq!(included(None, [&more]), ModuleSet::all());
    }
}
