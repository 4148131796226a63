//! What a deed on a selection comes to: which sessions and whom it changes, and what of the selection it leaves out.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::commands::ways_in::WaysInCommand;
use crate::app::session_acts::Acts;
use crate::domain::ids::{SessionId, UserId};
use crate::domain::session::SessionKey;
use crate::domain::text::{count, fill, plural, text};

/// What can be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// End sessions.
    End,
    /// Require a new password.
    Require,
    /// Let nobody sign in as them.
    Lock,
    /// Let them sign in again.
    Unlock,
}

/// A deed and what it changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Aim {
    /// What is done.
    pub deed: Deed,
    sessions: Vec<SessionId>,
    people: Vec<UserId>,
    /// Selected sessions of other systems.
    elsewhere: u64,
    /// What else of the selection stays as it is.
    left_out: u64,
}

impl Deed {
    /// All, in the order of the bar.
    pub const ALL: [Self; 4] = [Self::End, Self::Require, Self::Lock, Self::Unlock];

    /// What presses it.
    pub fn label(self) -> &'static str {
        let words = &text().sessions;
        match self {
            Self::End => words.end,
            Self::Require => words.require,
            Self::Lock => words.lock,
            Self::Unlock => words.unlock,
        }
    }

    /// What it means for those whom it changes.
    pub fn about(self) -> &'static str {
        let words = &text().sessions;
        match self {
            Self::End => words.end_about,
            Self::Require => words.require_about,
            Self::Lock => words.lock_about,
            Self::Unlock => words.unlock_about,
        }
    }

    /// Whom of the people it would change.
    fn changes(self, user_id: UserId, acts: &Acts) -> bool {
        acts.people.contains(&user_id)
            && match self {
                Self::End => false,
                Self::Require => !acts.due.contains(&user_id),
                Self::Lock => !acts.locked.contains(&user_id),
                Self::Unlock => acts.shut_out.contains(&user_id),
            }
    }
}

impl Aim {
    /// What a deed on these rows comes to.
    pub fn new(deed: Deed, chosen: impl IntoIterator<Item = SessionKey>, acts: &Acts) -> Self {
        let mut aim = Self {
            deed,
            sessions: Vec::new(),
            people: Vec::new(),
            elsewhere: 0,
            left_out: 0,
        };
        let mut people = BTreeSet::new();
        let mut theirs: BTreeMap<UserId, Vec<SessionId>> = BTreeMap::new();
        for (session_id, user_id) in &acts.endable {
            theirs.entry(*user_id).or_default().push(*session_id);
        }
        for key in chosen {
            let (of, user_id) = match key {
                SessionKey::Session(id) if !acts.here.contains(&id) => {
                    aim.elsewhere += 1;
                    continue;
                }
                SessionKey::Session(id) => {
                    let owner = acts.endable.get(&id).copied();
                    (owner.map(|_| id).into_iter().collect(), owner)
                }
                SessionKey::Account(id) => (theirs.remove(&id).unwrap_or_default(), Some(id)),
                SessionKey::SignIn(..) | SessionKey::Attempt(_) => continue,
            };
            let is_changed = match (deed, user_id) {
                (Deed::End, _) => !of.is_empty(),
                (_, Some(user_id)) => deed.changes(user_id, acts),
                (_, None) => false,
            };
            if !is_changed {
                aim.left_out += 1;
                continue;
            }
            aim.sessions.extend(of);
            people.extend(user_id);
        }
        aim.people = people.into_iter().collect();
        aim
    }

    /// How many sessions or people are changed.
    pub fn count(&self) -> u64 {
        match self.deed {
            Deed::End => self.sessions.len() as u64,
            Deed::Require | Deed::Lock | Deed::Unlock => self.people.len() as u64,
        }
    }

    /// Who is changed.
    pub fn people(&self) -> &[UserId] {
        &self.people
    }

    /// The command.
    pub fn command(&self) -> WaysInCommand {
        let people = || self.people.clone().into();
        match self.deed {
            Deed::End => WaysInCommand::EndSessions(self.sessions.clone().into()),
            Deed::Require => WaysInCommand::RequirePassword(people()),
            Deed::Lock => WaysInCommand::Lock(people()),
            Deed::Unlock => WaysInCommand::Unlock(people()),
        }
    }

    /// The question.
    pub fn title(&self) -> String {
        let words = &text().sessions;
        let (one, many) = match self.deed {
            Deed::End => (words.end_title_one, words.end_title),
            Deed::Require => (words.require_title_one, words.require_title),
            Deed::Lock => (words.lock_title_one, words.lock_title),
            Deed::Unlock => (words.unlock_title_one, words.unlock_title),
        };
        plural(self.count(), one, many)
    }

    /// What is said when it is done to so many.
    pub fn done(&self, changed: u64) -> String {
        let words = &text().sessions;
        let (one, many) = match self.deed {
            Deed::End => (words.ended_one, words.ended_many),
            Deed::Require => (words.required_one, words.required_many),
            Deed::Lock => (words.locked_one, words.locked_many),
            Deed::Unlock => (words.unlocked_one, words.unlocked_many),
        };
        plural(changed, one, many)
    }

    /// What of the selection stays as it is, and why.
    pub fn left(&self) -> Vec<String> {
        let words = &text().sessions;
        let lines = [
            (
                self.elsewhere,
                words.left_elsewhere_one,
                words.left_elsewhere,
            ),
            (self.left_out, words.left_out_one, words.left_out),
        ];
        let lines = lines.into_iter().filter(|(number, ..)| *number > 0);
        lines
            .map(|(number, one, many)| {
                if number == 1 {
                    one.to_owned()
                } else {
                    fill(many, &[&count(number)])
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acts() -> Acts {
        let session = |id, user| (SessionId(id), UserId(user));
        Acts {
            endable: [session(1, 7), session(2, 7), session(3, 8)].into(),
            here: [1, 2, 3, 4].map(SessionId).into(),
            own: [4].map(SessionId).into(),
            people: [7, 8, 9].map(UserId).into(),
            shut_out: [8].map(UserId).into(),
            locked: [8].map(UserId).into(),
            due: [9].map(UserId).into(),
        }
    }

    #[test]
    fn a_selection_of_sessions_is_ended_where_it_can_be_and_the_rest_is_told() {
        let chosen = [1, 3, 4, 50, 51].map(|id| SessionKey::Session(SessionId(id)));
        let aim = Aim::new(Deed::End, chosen, &acts());
        assert_eq!(aim.sessions, [SessionId(1), SessionId(3)]);
        assert_eq!((aim.elsewhere, aim.left_out, aim.count()), (2, 1, 2));
        assert_eq!(aim.left().len(), 2);
    }

    #[test]
    fn people_are_changed_once_and_only_where_it_changes_something() {
        let sessions = [1, 2].map(|id| SessionKey::Session(SessionId(id)));
        assert_eq!(
            Aim::new(Deed::Lock, sessions, &acts()).people(),
            [UserId(7)]
        );
        let people = [7, 8, 9, 10].map(|id| SessionKey::Account(UserId(id)));
        for (deed, changed) in [
            (Deed::Lock, &[7, 9][..]),
            (Deed::Unlock, &[8]),
            (Deed::Require, &[7, 8]),
            (Deed::End, &[7, 8]),
        ] {
            let aim = Aim::new(deed, people, &acts());
            let found: Vec<i64> = aim.people().iter().map(|id| id.0).collect();
            assert_eq!(found, changed, "{deed:?}");
            assert_eq!(aim.left_out, 4 - changed.len() as u64, "{deed:?}");
        }
    }
}
