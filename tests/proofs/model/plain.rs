//! A plain model of an office: a flat map from the name of a part to its value, and the rules of what may be changed.
//!
//! Nothing of the program decides here. A part of a role held tells since which move it is held, which the file does not show.

use std::collections::{BTreeMap, BTreeSet};

use crate::dice::Dice;

/// Everything in an office, part by part: `user 3/title`.
pub type Flat = BTreeMap<String, String>;
/// Parts that get a value, or lose it.
pub type Change = Vec<(String, Option<String>)>;

/// What an act changed, with what was before.
#[derive(Clone)]
pub struct Marked {
    /// The act's number.
    pub seq: i64,
    /// Part, before, after.
    pub marks: Vec<(String, Option<String>, Option<String>)>,
}

/// An office in memory.
#[derive(Clone, Default)]
pub struct Plain {
    /// What is.
    pub now: Flat,
    /// Acts that can be set back.
    pub acts: Vec<Marked>,
    /// The highest number that a thing of a kind ever had: none is given twice.
    highest: BTreeMap<String, i64>,
}

impl Plain {
    /// An office as it is read from a file that was just made.
    pub fn new(now: Flat) -> Self {
        let mut plain = Self {
            now,
            ..Self::default()
        };
        for kind in ["user", "role", "workspace", "plan"] {
            let highest = plain.numbers(kind).last().copied().unwrap_or(0);
            plain.highest.insert(kind.to_owned(), highest);
        }
        plain
    }

    /// The part of a thing.
    pub fn part(&self, object: &str, part: &str) -> Option<&str> {
        self.now
            .get(&format!("{object}/{part}"))
            .map(String::as_str)
    }

    /// The numbers of all things of a kind.
    pub fn numbers(&self, kind: &str) -> Vec<i64> {
        let of = |key: &String| {
            key.strip_prefix(kind)?
                .strip_suffix("/name")?
                .trim()
                .parse()
                .ok()
        };
        let mut numbers: Vec<i64> = self.now.keys().filter_map(of).collect();
        numbers.sort_unstable();
        numbers
    }

    /// The number that the next thing of a kind gets.
    pub fn next(&self, kind: &str) -> i64 {
        self.highest[kind] + 1
    }

    /// Any thing of a kind that is not in the bin.
    pub fn any(&self, kind: &str, dice: &mut Dice) -> Option<i64> {
        let all = self.there(kind);
        (!all.is_empty()).then(|| dice.pick(&all))
    }

    /// The numbers of all things of a kind that are not in the bin.
    pub fn there(&self, kind: &str) -> Vec<i64> {
        let mut all = self.numbers(kind);
        all.retain(|number| !self.is_binned(&format!("{kind} {number}")));
        all
    }

    /// Whether a thing is in the bin.
    pub fn is_binned(&self, object: &str) -> bool {
        self.part(object, "bin").is_some()
    }

    /// The last part of the names of all parts under a name, such as the roles of somebody.
    pub fn under(&self, object: &str, list: &str) -> BTreeSet<i64> {
        let prefix = format!("{object}/{list}/");
        let from = self.now.range(prefix.clone()..);
        from.take_while(|(key, _)| key.starts_with(&prefix))
            .filter_map(|(key, _)| key[prefix.len()..].parse().ok())
            .collect()
    }

    /// Whether a name is free among the things of a kind that are not in the bin.
    pub fn is_free(&self, kind: &str, part: &str, value: &str, except: i64) -> bool {
        let folded = value.trim().to_lowercase();
        self.there(kind).into_iter().all(|number| {
            let other = self.part(&format!("{kind} {number}"), part);
            number == except || other.is_none_or(|other| other.to_lowercase() != folded)
        })
    }

    /// How many people hold a role.
    pub fn holders(&self, role: i64) -> usize {
        let end = format!("/roles/{role}");
        self.now.keys().filter(|key| key.ends_with(&end)).count()
    }

    /// Whether people belong to a workspace, or hold a role that names it.
    pub fn is_used(&self, workspace: i64) -> bool {
        let end = format!("/workspaces/{workspace}");
        self.now.iter().any(|(key, value)| {
            key.ends_with(&end) || (key.contains("/roles/") && named(value).contains(&workspace))
        })
    }

    /// Whether a workspace has the plan.
    pub fn has_plan(&self, plan: i64) -> bool {
        let plan = plan.to_string();
        self.now
            .iter()
            .any(|(key, value)| key.ends_with("/plan") && *value == plan)
    }

    /// Carries a change out, and gives what it changed.
    pub fn apply(&mut self, change: &Change) -> Vec<(String, Option<String>, Option<String>)> {
        let mut marks = Vec::new();
        for (key, value) in change {
            let before = match value {
                Some(value) => self.now.insert(key.clone(), value.clone()),
                None => self.now.remove(key),
            };
            let number = object_of(key).split_once(' ');
            if let Some((kind, number)) = number.filter(|_| value.is_some()) {
                let highest = self.highest.get_mut(kind).unwrap();
                *highest = (*highest).max(number.parse().unwrap());
            }
            if before != *value {
                marks.push((key.clone(), before, value.clone()));
            }
        }
        marks
    }

    /// Removes everything of a thing.
    pub fn without(&self, object: &str) -> Change {
        let prefix = format!("{object}/");
        let keys = self.now.keys().filter(|key| key.starts_with(&prefix));
        keys.map(|key| (key.clone(), None)).collect()
    }

    /// What setting an act back changes; nothing where it is refused. Of an act on several each goes back by itself, and
    /// once more where others went first.
    pub fn way_back(&self, act: &Marked) -> Option<Change> {
        let objects: BTreeSet<&str> = act.marks.iter().map(|(key, ..)| object_of(key)).collect();
        let mut left: Vec<&str> = objects.into_iter().collect();
        left.sort_by_key(|object| (object.starts_with("user "), number_of(object)));
        let mut then = self.clone();
        let mut all = None;
        loop {
            let mut refused = Vec::new();
            let asked = left.len();
            for object in left {
                let change = then.object_back(act, object);
                if change.is_empty() {
                    continue;
                }
                if !then.keeps_rules(&change) {
                    refused.push(object);
                    continue;
                }
                let change = then.as_it_can_be(change);
                then.apply(&change);
                // It is done even where nothing of it leads anywhere any more.
                all.get_or_insert_with(Change::new).extend(change);
            }
            if refused.is_empty() || refused.len() == asked {
                return all;
            }
            left = refused;
        }
    }

    /// What setting an act back changes of one object.
    fn object_back(&self, act: &Marked, object: &str) -> Change {
        let name = format!("{object}/name");
        let marks: Vec<_> = act
            .marks
            .iter()
            .filter(|(key, ..)| object_of(key) == object)
            .collect();
        let whole = marks.iter().find(|(key, before, after)| {
            *key == name && object != "office" && (before.is_none() || after.is_none())
        });
        let is_there = self.now.contains_key(&name) && !self.is_binned(object);
        let Some((_, before, _)) = whole else {
            if !self.now.contains_key(&name) {
                return Change::new();
            }
            let ready = marks.iter().filter(|(key, before, after)| {
                self.now.get(key) == after.as_ref() && before != after
            });
            let back: Change = ready
                .map(|(key, before, _)| (key.clone(), before.clone()))
                .collect();
            // Whoever is in the bin stays as they are, unless they come out of it.
            let is_meant = is_there || back.contains(&(format!("{object}/bin"), None));
            return if is_meant { back } else { Change::new() };
        };
        if before.is_some() {
            let back = marks
                .iter()
                .map(|(key, before, _)| (key.clone(), before.clone()));
            return if is_there {
                Change::new()
            } else {
                back.collect()
            };
        }
        let left: Change = marks.iter().map(|(key, ..)| (key.clone(), None)).collect();
        let is_as_left = marks
            .iter()
            .all(|(key, _, after)| self.now.get(key) == after.as_ref())
            && self.without(object).len() == left.len();
        match (is_there && is_as_left, object.starts_with("user ")) {
            (false, _) => Change::new(),
            // People are not gone for ever.
            (true, true) => vec![(format!("{object}/bin"), Some("1".to_owned()))],
            (true, false) => left,
        }
    }

    /// A change without what leads nowhere any more.
    fn as_it_can_be(&self, mut change: Change) -> Change {
        change.retain(|(key, value)| value.is_none() || self.leads_somewhere(key));
        let narrowed = change
            .into_iter()
            .filter_map(|(key, value)| self.narrowed(key, value));
        narrowed.collect()
    }

    /// A role that was held in workspaces is held in those that are left; in none it is not held so again.
    fn narrowed(&self, key: String, value: Option<String>) -> Option<(String, Option<String>)> {
        let Some((place, since)) = value.as_deref().and_then(|held| held.split_once('@')) else {
            return Some((key, value));
        };
        if !key.contains("/roles/") || !place.starts_with("2:") {
            return Some((key, value));
        }
        let is_left = |id: &i64| self.now.contains_key(&format!("workspace {id}/name"));
        let left: Vec<String> = named(place)
            .iter()
            .filter(|id| is_left(id))
            .map(i64::to_string)
            .collect();
        (!left.is_empty()).then(|| (key, Some(format!("2:{}@{since}", left.join(",")))))
    }

    /// Whether what a person would belong to or hold is still there.
    fn leads_somewhere(&self, key: &str) -> bool {
        let Some((_, list, number)) = split(key) else {
            return true;
        };
        let kind = if list == "roles" { "role" } else { "workspace" };
        self.now.contains_key(&format!("{kind} {number}/name"))
    }

    /// Whether a way back keeps the rules of changes by hand.
    fn keeps_rules(&self, change: &Change) -> bool {
        change.iter().all(|(key, value)| {
            let object = object_of(key);
            let part = &key[object.len() + 1..];
            let Some((kind, number)) = object.split_once(' ') else {
                return true;
            };
            let number: i64 = number.parse().unwrap();
            let goes = change.contains(&(format!("{object}/bin"), Some("1".to_owned())));
            match (kind, part, value) {
                ("user", "bin", Some(_)) => number != 1,
                ("user", "bin", None) => {
                    let back = change
                        .iter()
                        .find(|(key, _)| *key == format!("{object}/email"));
                    let email = match back {
                        Some((_, email)) => email.as_deref(),
                        None => self.part(object, "email"),
                    };
                    email.is_none_or(|email| self.is_free("user", "email", email, number))
                }
                ("user", "email", Some(_)) if goes => true,
                ("user", "email", Some(email)) => self.is_free("user", "email", email, number),
                ("user", ..) => true,
                (kind, "name", Some(name)) => self.is_free(kind, "name", name, number),
                ("role", "name", None) => self.holders(number) == 0,
                ("workspace", "name", None) => !self.is_used(number),
                ("plan", "name", None) => !self.has_plan(number),
                ("workspace", "plan", Some(plan)) => {
                    self.now.contains_key(&format!("plan {plan}/name"))
                }
                _ => true,
            }
        })
    }
}

fn object_of(key: &str) -> &str {
    key.split('/').next().unwrap_or_default()
}

/// The number of a thing; 0 of the office.
fn number_of(object: &str) -> i64 {
    let number = object.split_once(' ');
    number.map_or(0, |(_, number)| number.parse().unwrap())
}

/// Person, list and number of an element.
fn split(key: &str) -> Option<(&str, &str, i64)> {
    let mut parts = key.split('/');
    let (object, list, number) = (parts.next()?, parts.next()?, parts.next()?);
    Some((object, list, number.parse().ok()?))
}

/// The workspaces that a held role names.
pub fn named(held: &str) -> BTreeSet<i64> {
    let place = held.split('@').next().unwrap_or_default();
    let list = place.strip_prefix("2:").unwrap_or_default();
    list.split(',')
        .filter_map(|number| number.parse().ok())
        .collect()
}
