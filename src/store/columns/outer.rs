//! Long texts and identifiers of other systems: read when somebody first asks for them, and carried over from then on.

use rusqlite::{Connection, named_params};

use super::data::Columns;
use super::patch::Moves;
use super::texts::Texts;
use super::words::Tags;
use crate::domain::fold::fold;
use crate::domain::ids::UserId;
use crate::store::error::Result;
use crate::store::past::Moment;
use crate::store::reader::Snapshot;

const NOTES: &str = "SELECT user_id, notes FROM user WHERE deleted_at IS NULL ORDER BY user_id";
const NOTES_OF: &str = "SELECT user_id, notes FROM user WHERE user_id = :user_id";
const MISSING: &str = "SELECT user_id, source FROM leaver ORDER BY user_id, source";
const MISSING_OF: &str = "SELECT source FROM leaver WHERE user_id = :user_id ORDER BY source";
const OUTSIDE: &str =
    "SELECT user_id, external_id, source FROM external_id ORDER BY user_id, source, external_id";
const OUTSIDE_OF: &str = "SELECT user_id, external_id, source FROM external_id WHERE user_id = :user_id ORDER BY source, external_id";

/// What is known of each row beside its columns.
#[derive(Default)]
pub(super) struct Outer {
    /// Folded notes.
    pub(super) notes: Texts,
    /// Folded identifiers, a line each.
    pub(super) ids: Texts,
    /// The systems that they are from.
    pub(super) sources: Tags,
    /// Those whose newest list of everybody does not name the person.
    pub(super) missing: Tags,
}

impl Columns {
    /// Notes and identifiers of every row, read from the state that the columns are of.
    pub fn read_outer(&self, snapshot: &Snapshot<'_>) -> Result<()> {
        if self.outer.get().is_some() {
            return Ok(());
        }
        let read = match snapshot.moment {
            None => snapshot.for_all(|| Outer::everyone(snapshot.tx, self))?,
            Some(moment) => Outer::recalled(snapshot, self, moment)?,
        };
        drop(self.outer.set(read));
        Ok(())
    }
}

impl Outer {
    fn everyone(connection: &Connection, columns: &Columns) -> Result<Self> {
        let mut outer = Self::default();
        let (mut notes, mut ids) = (
            connection.prepare_cached(NOTES)?,
            connection.prepare_cached(OUTSIDE)?,
        );
        let (mut notes, mut ids) = (notes.query([])?, ids.query([])?);
        let mut missing = connection.prepare_cached(MISSING)?;
        let mut missing = missing.query([])?;
        let mut gone = leaver(&mut missing)?;
        let mut ahead = next(&mut ids)?;
        for user in columns.users() {
            let note = match notes.next()? {
                Some(row) => row.get(1)?,
                None => String::new(),
            };
            let mut own = Vec::new();
            while let Some((user_id, id, source)) =
                ahead.take_if(|(owner, ..)| *owner <= user.id().0)
            {
                if user_id == user.id().0 {
                    own.push((id, source));
                }
                ahead = next(&mut ids)?;
            }
            let mut lists = Vec::new();
            while let Some((user_id, source)) = gone.take_if(|(owner, _)| *owner <= user.id().0) {
                if user_id == user.id().0 {
                    lists.push(source);
                }
                gone = leaver(&mut missing)?;
            }
            outer.push(&note, &own, &lists);
        }
        Ok(outer)
    }

    /// As of a moment; who is missing is told of the present alone.
    fn recalled(snapshot: &Snapshot<'_>, columns: &Columns, moment: Moment) -> Result<Self> {
        let mut outer = Self::default();
        for user in columns.users() {
            snapshot.check_wanted()?;
            let was = if columns.is_recalled(user.id()) {
                moment.person(snapshot.tx, user.id())?
            } else {
                None
            };
            match was {
                Some(was) => outer.push(&was.profile.notes, &swapped(was.external_ids), &[]),
                None => outer.push_anew(snapshot.tx, user.id(), &[])?,
            }
        }
        Ok(outer)
    }

    fn push(&mut self, notes: &str, ids: &[(String, String)], missing: &[String]) {
        // A line feed would end the text for a search.
        self.notes.push([fold(notes).replace('\n', " ").as_str()]);
        let folded: Vec<String> = ids.iter().map(|(id, _)| fold(id)).collect();
        self.ids.push(folded.iter().map(String::as_str));
        self.sources
            .push(ids.iter().map(|(_, source)| source.as_str()));
        self.missing.push(missing.iter().map(String::as_str));
    }

    /// The same for columns that were patched.
    pub(super) fn moved(
        &self,
        connection: &Connection,
        columns: &Columns,
        moves: &Moves,
    ) -> Result<Self> {
        let mut outer = Self {
            sources: self.sources.beside(),
            missing: self.missing.beside(),
            ..Self::default()
        };
        let mut fresh = moves.fresh.iter().copied().peekable();
        for run in moves.runs.iter().cloned() {
            while let Some(row) = fresh.next_if(|row| *row < run.first) {
                outer.push_now(connection, columns.at(row as usize).id())?;
            }
            outer.notes.copy(&self.notes, run.old.clone());
            outer.ids.copy(&self.ids, run.old.clone());
            outer.sources.copy(&self.sources, run.old.clone());
            outer.missing.copy(&self.missing, run.old);
        }
        for row in fresh {
            outer.push_now(connection, columns.at(row as usize).id())?;
        }
        Ok(outer)
    }

    fn push_now(&mut self, connection: &Connection, user_id: UserId) -> Result<()> {
        let mut statement = connection.prepare_cached(MISSING_OF)?;
        let of = named_params! { ":user_id": user_id.0 };
        let lists = statement.query_map(of, |row| row.get(0))?;
        let lists: Vec<String> = lists.collect::<rusqlite::Result<_>>()?;
        self.push_anew(connection, user_id, &lists)
    }

    fn push_anew(
        &mut self,
        connection: &Connection,
        user_id: UserId,
        missing: &[String],
    ) -> Result<()> {
        let of = named_params! { ":user_id": user_id.0 };
        let mut statement = connection.prepare_cached(NOTES_OF)?;
        let notes: String = statement.query_row(of, |row| row.get(1))?;
        let mut statement = connection.prepare_cached(OUTSIDE_OF)?;
        let mut rows = statement.query(of)?;
        let mut own = Vec::new();
        while let Some((_, id, source)) = next(&mut rows)? {
            own.push((id, source));
        }
        self.push(&notes, &own, missing);
        Ok(())
    }
}

fn next(rows: &mut rusqlite::Rows<'_>) -> Result<Option<(i64, String, String)>> {
    Ok(match rows.next()? {
        Some(row) => Some((row.get(0)?, row.get(1)?, row.get(2)?)),
        None => None,
    })
}

fn leaver(rows: &mut rusqlite::Rows<'_>) -> Result<Option<(i64, String)>> {
    Ok(match rows.next()? {
        Some(row) => Some((row.get(0)?, row.get(1)?)),
        None => None,
    })
}

/// `(source, id)` as `(id, source)`.
fn swapped(ids: Vec<(String, String)>) -> Vec<(String, String)> {
    ids.into_iter().map(|(source, id)| (id, source)).collect()
}
