//! Working out anew whatever is derived from the plain tables, and mending what differs.

use rusqlite::named_params;

use crate::domain::file::{Derived, Difference, Recounted};
use crate::domain::ids::UserId;
use crate::store::error::Result;
use crate::store::reader::Snapshot;
use crate::store::writer::Writer;

/// How many steps a recount has.
pub const STEPS: u64 = 3;

impl Snapshot<'_> {
    /// What differs from the plain tables. What is in memory is put right at once; `tell` hears how many steps are done.
    pub fn recount(&self, mut tell: impl FnMut(u64, u64)) -> Result<Recounted> {
        let mut found = Recounted::default();
        tell(0, STEPS);
        let (kept, counted) = (self.sign_in_count()?, self.counted_sign_ins()?);
        found.add(Difference {
            what: Derived::SignIns,
            places: u64::from(kept != counted),
            kept,
            counted,
        });
        tell(1, STEPS);
        found.stale = self.stale_sign_ins()?;
        found.add(places(Derived::LastSignIn, found.stale.len() as u64));
        tell(2, STEPS);
        found.add(places(Derived::Columns, self.renew_columns()?));
        tell(STEPS, STEPS);
        Ok(found)
    }

    fn counted_sign_ins(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM sign_in";
        let count: i64 = self.tx.query_row(sql, [], |row| row.get(0))?;
        Ok(count as u64)
    }

    fn stale_sign_ins(&self) -> Result<Vec<UserId>> {
        let mut statement = self.tx.prepare(include_str!("stale.sql"))?;
        let stale = statement.query_map([], |row| row.get(0).map(UserId))?;
        Ok(stale.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Mends what is kept in the file.
    pub fn mend(&mut self, found: &Recounted) -> Result<()> {
        if found.has(Derived::SignIns) {
            let sql =
                "UPDATE counter SET value = (SELECT count(*) FROM sign_in) WHERE name = 'sign_in'";
            self.tx.execute(sql, [])?;
        }
        for user_id in &found.stale {
            self.tx
                .prepare_cached(include_str!("mend_sign_in.sql"))?
                .execute(named_params! { ":user_id": user_id.0 })?;
            self.touch(*user_id);
        }
        Ok(())
    }
}

fn places(what: Derived, places: u64) -> Difference {
    Difference {
        what,
        places,
        kept: 0,
        counted: 0,
    }
}
