//! An object as a flat map of its parts, and what differs between two states of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// An object, part by part. A part that is not there has no value; an object that is not there has no parts.
///
/// Keys and values stand in audit logs, so they never change their meaning: the serde names of the fields. A list has a
/// part an element, `roles/3`, so that adding one and removing another don't stand in each other's way.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State(BTreeMap<String, Value>);

/// One part that an act changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mark {
    /// Which part.
    #[serde(rename = "k")]
    pub key: String,
    /// Its value before; null where it was not there.
    #[serde(rename = "b", default, skip_serializing_if = "Value::is_null")]
    pub before: Value,
    /// Its value after; null where it is no longer there.
    #[serde(rename = "a", default, skip_serializing_if = "Value::is_null")]
    pub after: Value,
}

const NOTHING: &Value = &Value::Null;

impl State {
    /// The parts of an object that is a struct of texts, numbers and lists.
    pub fn of(object: &impl Serialize) -> Self {
        let mut state = Self::default();
        let Ok(Value::Object(fields)) = serde_json::to_value(object) else {
            return state;
        };
        for (key, value) in fields {
            match value {
                Value::Array(items) => {
                    for item in items {
                        state.set(&element(&key, &item), item);
                    }
                }
                value => state.set(&key, value),
            }
        }
        state
    }

    /// The object that has these parts; `None` where they are not those of such an object.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let mut fields = Map::new();
        for (key, value) in &self.0 {
            match key.split_once('/') {
                None => {
                    fields.insert(key.clone(), value.clone());
                }
                Some((list, _)) => {
                    let items = fields
                        .entry(list)
                        .or_insert_with(|| Value::Array(Vec::new()));
                    items.as_array_mut()?.push(value.clone());
                }
            }
        }
        serde_json::from_value(Value::Object(fields)).ok()
    }

    /// What an act left, as far as it changed it.
    pub fn left(marks: &[Mark]) -> Self {
        let mut left = Self::default();
        for mark in marks {
            left.set(&mark.key, mark.after.clone());
        }
        left
    }

    /// Whether the object is not there.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A part's value; null where it is not there.
    pub fn get(&self, key: &str) -> &Value {
        self.0.get(key).unwrap_or(NOTHING)
    }

    /// A part's text; empty where it has none.
    pub fn text(&self, key: &str) -> &str {
        self.get(key).as_str().unwrap_or_default()
    }

    /// Gives a part a value; null takes it away.
    pub fn set(&mut self, key: &str, value: Value) {
        if value.is_null() {
            self.0.remove(key);
        } else {
            self.0.insert(key.to_owned(), value);
        }
    }

    /// The elements of a list: what follows its name in the keys, and the values.
    pub fn elements<'a>(&'a self, list: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.0.iter().filter_map(move |(key, value)| {
            let (of, name) = key.split_once('/')?;
            (of == list).then_some((name, value))
        })
    }

    /// The same without a list.
    pub fn without(&self, list: &str) -> Self {
        let is_of = |key: &str| key.split_once('/').is_some_and(|(of, _)| of == list);
        let kept = self.0.iter().filter(|(key, _)| !is_of(key));
        Self(
            kept.map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        )
    }

    /// The parts that differ in `after`, by key.
    pub fn marks(&self, after: &Self) -> Vec<Mark> {
        let keys: BTreeSet<&String> = self.0.keys().chain(after.0.keys()).collect();
        keys.into_iter()
            .filter(|key| self.get(key) != after.get(key))
            .map(|key| Mark {
                key: key.clone(),
                before: self.get(key).clone(),
                after: after.get(key).clone(),
            })
            .collect()
    }
}

/// The key of an element of a list.
pub(super) fn element(list: &str, item: &Value) -> String {
    match item.as_str() {
        Some(text) => format!("{list}/{text}"),
        None => format!("{list}/{item}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{ClientId, TeamId};
    use crate::domain::user::Profile;
    use proptest::prelude::*;

    fn profile() -> impl Strategy<Value = Profile> {
        let tags = proptest::collection::btree_set("[a-z/0-9 ]{1,4}", 0..4);
        let teams = proptest::collection::btree_set((1i64..9).prop_map(TeamId), 0..4);
        let client = proptest::option::of((1i64..4).prop_map(ClientId));
        ("[a-zß]{2,5}", tags, teams, client).prop_map(|(name, tags, teams, client_id)| Profile {
            name,
            client_id,
            tags,
            teams,
            ..Profile::default()
        })
    }

    proptest! {
        #[test]
        fn a_state_is_the_object(profile in profile()) {
            prop_assert_eq!(State::of(&profile).read::<Profile>(), Some(profile));
        }

        #[test]
        fn marks_lead_from_one_state_to_the_other_and_back(a in profile(), b in profile()) {
            let (a, b) = (State::of(&a), State::of(&b));
            let (mut there, mut back) = (a.clone(), b.clone());
            for mark in a.marks(&b) {
                prop_assert_ne!(&mark.before, &mark.after);
                there.set(&mark.key, mark.after);
                back.set(&mark.key, mark.before);
            }
            prop_assert_eq!((there, back), (b, a));
        }
    }
}
