//! The newest columns, shared by the readers of a file, and what the acts since have touched.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::data::Columns;
use super::{past, patch, read};
use crate::domain::ids::UserId;
use crate::store::error::Result;
use crate::store::past::Moment;
use crate::store::reader::Snapshot;
use crate::store::writer::Touched;

/// So many acts are remembered; a reader that is further behind reads everyone.
const REMEMBERED: usize = 256;

/// Shares columns between readers.
#[derive(Default)]
pub struct ColumnCache {
    state: Mutex<State>,
    /// The newest columns of a moment that has been.
    past: Mutex<Option<(Moment, Arc<Columns>)>>,
}

#[derive(Default)]
struct State {
    newest: Option<Arc<Columns>>,
    journal: Vec<(i64, Touched)>,
}

impl ColumnCache {
    /// Notes what the act with this number touched; called after its commit.
    pub(crate) fn note(&self, generation: i64, touched: Touched) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.journal.push((generation, touched));
        let surplus = state.journal.len().saturating_sub(REMEMBERED);
        state.journal.drain(..surplus);
    }

    /// The columns of the state that `connection` reads, whose newest act is `generation`.
    ///
    /// Readers wait for each other here, so that the columns are read once and not by each of them.
    pub(crate) fn at(&self, connection: &Connection, generation: i64) -> Result<Arc<Columns>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = state.newest.clone();
        let columns = match newest {
            Some(columns) if columns.generation == generation => return Ok(columns),
            Some(old) if old.generation < generation => {
                match state.touched_since(old.generation, generation) {
                    Some(touched) => patch::patched(connection, &old, &touched, generation)?,
                    None => read::everyone(connection, generation)?,
                }
            }
            _ => read::everyone(connection, generation)?,
        };
        let columns = Arc::new(columns);
        if state
            .newest
            .as_ref()
            .is_none_or(|newest| newest.generation < generation)
        {
            state.newest = Some(Arc::clone(&columns));
        }
        Ok(columns)
    }
}

impl ColumnCache {
    /// The columns as of a moment, from those of the state that `snapshot` reads.
    ///
    /// Nobody waits here for somebody else: who asks for the same meanwhile makes the same.
    pub(in crate::store) fn past(
        &self,
        snapshot: &Snapshot<'_>,
        present: &Arc<Columns>,
        moment: Moment,
    ) -> Result<Arc<Columns>> {
        let known = || self.past.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, columns)) = &*known()
            && *of == moment
            && columns.generation == present.generation
        {
            return Ok(Arc::clone(columns));
        }
        let columns = Arc::new(past::recalled(snapshot, present, moment)?);
        *known() = Some((moment, Arc::clone(&columns)));
        Ok(columns)
    }

    /// Reads the columns anew and keeps these; how many users the old ones, if there were any, knew differently.
    pub(crate) fn renew(&self, connection: &Connection, generation: i64) -> Result<u64> {
        let old = self.at(connection, generation)?;
        let new = read::everyone(connection, generation)?;
        let differ = old.differences(&new);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let is_newest = state
            .newest
            .as_ref()
            .is_none_or(|kept| kept.generation == generation);
        if differ > 0 && is_newest {
            state.newest = Some(Arc::new(new));
        }
        Ok(differ)
    }
}

impl State {
    /// Everyone touched by the acts after `old` up to `new`, if all of these are known and few.
    fn touched_since(&self, old: i64, new: i64) -> Option<BTreeSet<UserId>> {
        let mut all = BTreeSet::new();
        let mut expected = old + 1;
        for (generation, touched) in self.journal.iter().filter(|(g, _)| *g > old && *g <= new) {
            let Touched::Users(users) = touched else {
                return None;
            };
            if *generation != expected {
                return None;
            }
            expected += 1;
            all.extend(users);
        }
        (expected == new + 1).then_some(all)
    }
}
