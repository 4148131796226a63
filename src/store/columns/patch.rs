//! New columns from old ones: what an act left alone is copied in long runs, the few it touched are read anew.
//!
//! Orders and active days are carried over too, so that the first list and the first figures after an act are quick.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{OnceLock, PoisonError};

use rusqlite::Connection;

use super::data::Columns;
use super::order::RankedColumn;
use super::rank::{GONE, Ranked};
use super::read::push_anew;
use crate::domain::ids::UserId;
use crate::store::error::Result;

/// Where the rows of old columns went.
pub(super) struct Moves {
    /// The new row of each old one, or [`GONE`].
    pub(super) kept: Vec<u32>,
    /// New rows that were read anew, ascending.
    pub(super) fresh: Vec<u32>,
    /// Old rows that stayed together, ascending.
    pub(super) runs: Vec<Run>,
}

/// Old rows that stayed together, and where the first of them went.
#[derive(Clone)]
pub(super) struct Run {
    pub(super) old: Range<usize>,
    pub(super) first: u32,
}

/// The columns of `generation`: the old ones with `touched` users read anew.
pub(super) fn patched(
    connection: &Connection,
    old: &Columns,
    touched: &BTreeSet<UserId>,
    generation: i64,
) -> Result<Columns> {
    let mut columns = Columns::with_room_of(old, generation);
    let moves = columns.rebuild(old, touched.iter().copied(), |columns, user_id| {
        push_anew(connection, columns, user_id)
    })?;
    columns.carry_orders(old, &moves, RankedColumn::ALL);
    if let Some(outer) = old.outer.get() {
        let moved = outer.moved(connection, &columns, &moves)?;
        columns.outer = OnceLock::from(moved);
    }
    columns.active_days = old
        .active_days
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .as_ref()
        .map(|days| days.moved(&moves, columns.len()))
        .into();
    Ok(columns)
}

impl Moves {
    fn keep(&mut self, columns: &mut Columns, old: &Columns, rows: Range<usize>) {
        let first = columns.len() as u32;
        if !rows.is_empty() {
            let old = rows.clone();
            self.runs.push(Run { old, first });
        }
        let kept = self.kept.get_mut(rows.clone()).unwrap_or_default();
        for (place, row) in kept.iter_mut().zip(first..) {
            *place = row;
        }
        columns.copy(old, rows);
    }
}

impl Columns {
    /// Takes over other rows, but asks `push` to append those of some users as they are; who they are comes by number.
    pub(super) fn rebuild(
        &mut self,
        old: &Self,
        touched: impl Iterator<Item = UserId>,
        mut push: impl FnMut(&mut Self, UserId) -> Result<()>,
    ) -> Result<Moves> {
        let mut moves = Moves {
            kept: vec![GONE; old.len()],
            fresh: Vec::new(),
            runs: Vec::new(),
        };
        let mut next = 0;
        for user_id in touched {
            let place = old.ids.binary_search(&user_id.0);
            let row = place.unwrap_or_else(|row| row);
            moves.keep(self, old, next..row);
            next = row + usize::from(place.is_ok());
            let new_row = self.len() as u32;
            push(self, user_id)?;
            if self.len() as u32 > new_row {
                moves.fresh.push(new_row);
            }
        }
        moves.keep(self, old, next..old.len());
        Ok(moves)
    }

    /// Takes over what is known of the order of other rows, by some columns and by names.
    pub(super) fn carry_orders(&self, old: &Self, moves: &Moves, by: &[RankedColumn]) {
        for column in by.iter().copied() {
            let (from, to): (&OnceLock<Ranked>, _) = (old.order_of(column), self.order_of(column));
            if let Some(ranked) = from.get() {
                to.get_or_init(|| {
                    ranked.patched(&moves.kept, &moves.fresh, |a, b| self.compare(column, a, b))
                });
            }
        }
        self.carry_named(old, &moves.kept, &moves.fresh);
    }
}
