//! What it takes to set an object back to before an act, with the parts that were changed since.

use std::collections::BTreeSet;

use serde_json::Value;

use super::state::{Mark, State};
use super::user;

/// Where a part stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// As the act left it: it can be set back.
    Ready,
    /// As it was before the act.
    Already,
    /// Changed since.
    Conflict,
}

/// One part of the way back.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// What the act changed.
    pub mark: Mark,
    /// What stands there now.
    pub now: Value,
    /// Where the part stands.
    pub standing: Standing,
}

/// The way back for one object.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// What is now.
    pub now: State,
    /// Its parts that the act changed.
    pub steps: Vec<Step>,
}

impl Plan {
    /// Compares what an act changed with what is now.
    ///
    /// An act that added an object, or took it away, is set back as a whole: any later change of it is in the way.
    pub fn new(marks: &[Mark], now: State) -> Self {
        let steps = marks.iter().map(|mark| step(mark, &now)).collect();
        let mut plan = Self { now, steps };
        if plan.is_whole() {
            plan.judge_as_one();
        } else if user::is_binned(&plan.now) && plan.steps.iter().all(|s| s.mark.key != user::BIN) {
            // Whoever is in the bin stays as they were put there.
            for step in &mut plan.steps {
                step.standing = Standing::Already;
            }
        }
        plan
    }

    /// Whether the act added the object or took it away.
    fn is_whole(&self) -> bool {
        let named = self.steps.iter().find(|step| step.mark.key == IDENTITY);
        named.is_some_and(|step| step.mark.before.is_null() || step.mark.after.is_null())
    }

    fn judge_as_one(&mut self) {
        let was_added = |step: &Step| step.mark.before.is_null();
        let added = self
            .steps
            .iter()
            .any(|s| s.mark.key == IDENTITY && was_added(s));
        let marks: Vec<Mark> = self.steps.iter().map(|step| step.mark.clone()).collect();
        let left = State::left(&marks);
        let is_gone = self.now.is_empty() || user::is_binned(&self.now);
        let standing = match (added, is_gone) {
            (true, true) => Standing::Already,
            // What other systems call somebody is no use of them.
            (true, false) if self.now.without(user::EXTERNAL) == left.without(user::EXTERNAL) => {
                Standing::Ready
            }
            (false, true) => Standing::Ready,
            (true | false, false) => Standing::Conflict,
        };
        for step in &mut self.steps {
            step.standing = standing;
        }
    }

    /// The state to set: what can be set back, and of what was changed since the parts that are wanted back all the same.
    pub fn wanted(&self, over: &BTreeSet<String>) -> State {
        let mut wanted = self.now.clone();
        let is_all = self.is_whole() && over.contains(IDENTITY);
        for step in &self.steps {
            let is_meant = match step.standing {
                Standing::Ready => true,
                Standing::Already => false,
                Standing::Conflict => is_all || over.contains(&step.mark.key),
            };
            if is_meant {
                wanted.set(&step.mark.key, step.mark.before.clone());
            }
        }
        if self.is_whole() && wanted.get(IDENTITY).is_null() {
            return State::default();
        }
        if user::is_binned(&wanted) && user::is_binned(&self.now) {
            return self.now.clone();
        }
        user::settle(&mut wanted, &self.now);
        wanted
    }

    /// The parts that were changed since.
    pub fn conflicts(&self) -> impl Iterator<Item = &Step> {
        let is_in_the_way = |step: &&Step| step.standing == Standing::Conflict;
        self.steps.iter().filter(is_in_the_way)
    }
}

/// Without a name an object that has names is not there.
const IDENTITY: &str = "name";

fn step(mark: &Mark, now: &State) -> Step {
    let now = now.get(&mark.key).clone();
    let standing = if now == mark.after {
        Standing::Ready
    } else if now == mark.before {
        Standing::Already
    } else {
        Standing::Conflict
    };
    Step {
        mark: mark.clone(),
        now,
        standing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn state(parts: &[(&str, Value)]) -> State {
        let mut state = State::default();
        for (key, value) in parts {
            state.set(key, value.clone());
        }
        state
    }

    fn standings(before: &State, after: &State, now: &State) -> Vec<(String, Standing)> {
        let plan = Plan::new(&before.marks(after), now.clone());
        let told = plan.steps.into_iter();
        told.map(|step| (step.mark.key, step.standing)).collect()
    }

    #[test]
    fn what_was_changed_since_stands_in_the_way_and_the_rest_goes_back() {
        let before = state(&[
            ("name", json!("A")),
            ("roles/1", json!(1)),
            ("title", json!("x")),
        ]);
        let after = state(&[
            ("name", json!("B")),
            ("roles/2", json!(2)),
            ("title", json!("y")),
        ]);
        let now = state(&[
            ("name", json!("C")),
            ("roles/2", json!(2)),
            ("title", json!("x")),
        ]);
        let expected = [
            ("name".to_owned(), Standing::Conflict),
            ("roles/1".to_owned(), Standing::Ready),
            ("roles/2".to_owned(), Standing::Ready),
            ("title".to_owned(), Standing::Already),
        ];
        assert_eq!(standings(&before, &after, &now), expected);
        let plan = Plan::new(&before.marks(&after), now);
        let kept = state(&[
            ("name", json!("C")),
            ("roles/1", json!(1)),
            ("title", json!("x")),
        ]);
        assert_eq!(plan.wanted(&BTreeSet::new()), kept);
        assert_eq!(plan.wanted(&["name".to_owned()].into()), before);
    }

    #[test]
    fn whoever_is_in_the_bin_stays_as_they_are_until_they_are_restored() {
        let plain = state(&[("name", json!("A")), ("title", json!("x"))]);
        let changed = state(&[("name", json!("A")), ("title", json!("y"))]);
        let mut binned = changed.clone();
        binned.set(user::BIN, json!(true));
        let none = BTreeSet::new();
        let edit = Plan::new(&plain.marks(&changed), binned.clone());
        assert_eq!(edit.wanted(&none), binned);
        assert_eq!(edit.conflicts().count(), 0);
        let adding = Plan::new(&State::default().marks(&changed), binned.clone());
        assert_eq!(adding.wanted(&none), binned);
        let deleting = Plan::new(&changed.marks(&binned), binned);
        assert_eq!(deleting.wanted(&none), changed);
    }

    #[test]
    fn an_object_comes_and_goes_as_a_whole() {
        let none = State::default();
        let role = state(&[("name", json!("Guest")), ("users.view", json!(true))]);
        let grown = state(&[("name", json!("Guest")), ("users.update", json!(true))]);
        let added = Plan::new(&none.marks(&role), role.clone());
        assert_eq!(added.wanted(&BTreeSet::new()), none);
        let changed = Plan::new(&none.marks(&role), grown.clone());
        assert_eq!(changed.conflicts().count(), 2);
        assert_eq!(changed.wanted(&BTreeSet::new()), grown);
        assert_eq!(changed.wanted(&["name".to_owned()].into()), none);
        let deleted = Plan::new(&role.marks(&none), none.clone());
        assert_eq!(deleted.wanted(&BTreeSet::new()), role);
    }
}
