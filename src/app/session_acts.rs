//! On which sessions and on whom the operator may act: what is theirs to manage, is not their own, and does not go further
//! than their rights.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::error::AppError;
use super::query::QueryContext;
use super::session_sight::Sight;
use crate::domain::access::{Estate, Holding, Rights};
use crate::domain::ids::{SessionId, UserId};

/// On what and on whom the operator may act.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Acts {
    /// Open sessions of this program that they may end, with whose they are.
    pub endable: BTreeMap<SessionId, UserId>,
    /// Open sessions of this program, as far as they may be seen.
    pub here: BTreeSet<SessionId>,
    /// Those of them that are the operator's own.
    pub own: BTreeSet<SessionId>,
    /// People with a password here whom they may lock, and so on.
    pub people: BTreeSet<UserId>,
    /// Those of them who are locked, or wait after wrong passwords.
    pub shut_out: BTreeSet<UserId>,
    /// Those of them who are locked.
    pub locked: BTreeSet<UserId>,
    /// Those of them who must choose a new password anyway.
    pub due: BTreeSet<UserId>,
}

/// What the operator may do about one person or about everybody.
pub(in crate::app) fn acts(
    context: &QueryContext<'_>,
    person: Option<UserId>,
) -> Result<Acts, AppError> {
    let (snapshot, now) = (context.snapshot, context.now);
    let (columns, sight) = (snapshot.columns()?, Sight::of(context));
    let own = context.actor.and_then(|actor| actor.user_id);
    let mut acts = Acts::default();
    let mut open = Vec::new();
    snapshot.stays(person, now, |stay| {
        let is_here = stay.is_own() && stay.is_open(now);
        if is_here
            && columns
                .user(stay.user_id)
                .is_some_and(|user| sight.sees(user))
        {
            open.push((stay.session_id, stay.user_id));
        }
    })?;
    acts.here = open.iter().map(|(id, _)| *id).collect();
    let of_operator = open.iter().filter(|(_, user_id)| own == Some(*user_id));
    acts.own = of_operator.map(|(id, _)| *id).collect();
    if snapshot.only_reads {
        return Ok(acts);
    }
    let mut yard = Yard::of(context)?;
    let accounts = match person {
        Some(user_id) => snapshot.account(user_id)?.into_iter().collect(),
        None => snapshot.accounts()?,
    };
    for account in accounts {
        let user_id = account.user_id;
        if !yard.has(user_id)? {
            continue;
        }
        acts.people.insert(user_id);
        if account.locked_at.is_some() {
            acts.locked.insert(user_id);
        }
        if account.locked_at.is_some() || account.blocked_until > now {
            acts.shut_out.insert(user_id);
        }
        if account.is_due {
            acts.due.insert(user_id);
        }
    }
    for (session_id, user_id) in open {
        if yard.has(user_id)? {
            acts.endable.insert(session_id, user_id);
        }
    }
    Ok(acts)
}

/// Whom the operator may act on, each decided once.
struct Yard<'a> {
    context: &'a QueryContext<'a>,
    sight: Sight,
    estate: Estate,
    today: NaiveDate,
    decided: BTreeMap<UserId, bool>,
}

impl<'a> Yard<'a> {
    fn of(context: &'a QueryContext<'a>) -> Result<Self, AppError> {
        let snapshot = context.snapshot;
        Ok(Self {
            context,
            sight: Sight::of(context),
            estate: snapshot.estate()?,
            today: snapshot.office()?.time().date(context.now),
            decided: BTreeMap::new(),
        })
    }

    fn has(&mut self, user_id: UserId) -> Result<bool, AppError> {
        if let Some(known) = self.decided.get(&user_id) {
            return Ok(*known);
        }
        let decided = self.decide(user_id)?;
        self.decided.insert(user_id, decided);
        Ok(decided)
    }

    fn decide(&self, user_id: UserId) -> Result<bool, AppError> {
        let snapshot = self.context.snapshot;
        let is_own = self.context.actor.and_then(|actor| actor.user_id) == Some(user_id);
        let columns = snapshot.columns()?;
        let user = columns.user(user_id);
        if is_own || !user.is_some_and(|user| self.sight.manages(user)) {
            return Ok(false);
        }
        let holding = Holding {
            is_active: true,
            ..snapshot.holding(user_id)?
        };
        let theirs = Rights::decide(&holding, &self.estate, self.today);
        Ok(self.context.rights()?.covers(&theirs))
    }
}
