//! Who is in the bin.

use crate::app::colleagues::Colleagues;
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::Record;
use crate::domain::actor::Hand;
use crate::domain::fold::fold;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::time::Timestamp;
use crate::store::users::Binned;

/// So many are listed; a search narrows it.
const LISTED: usize = 1_000;

/// Who is in the bin?
#[derive(Clone, PartialEq, Debug)]
pub struct Bin {
    /// Words that each must occur in number, name or address.
    pub search: String,
}

/// The answer to [`Bin`].
#[derive(Clone, PartialEq, Debug)]
pub struct BinAnswer {
    /// Newest first; of very many only the first.
    pub rows: Vec<BinRow>,
    /// How many match.
    pub found: u64,
    /// How many there are that the operator may restore.
    pub total: u64,
}

/// Somebody in the bin, as far as the operator may see them.
#[derive(Clone, PartialEq, Debug)]
pub struct BinRow {
    /// Who.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// When they were deleted.
    pub deleted_at: Timestamp,
    /// By whom.
    pub deleted_by: Option<Hand>,
}

impl Query for Bin {
    const NAME: &'static str = "bin";
    const READS: Topics = Topics::USERS;
    type Output = BinAnswer;

    fn access(&self) -> Access {
        Access::Part(&[Permission::UsersDelete])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<BinAnswer, AppError> {
        let rights = context.rights()?;
        let may = |permission, one: &Binned| rights.may_about(permission, record(one));
        let mut all = context.snapshot.bin()?;
        all.retain(|one| may(Permission::UsersView, one) && may(Permission::UsersDelete, one));
        for one in &mut all {
            if !may(Permission::UsersViewContact, one) {
                one.email = None;
            }
        }
        let total = all.len() as u64;
        let wanted = fold(&self.search);
        let words: Vec<&str> = wanted.split_whitespace().collect();
        all.retain(|one| matches(one, &words));
        let found = all.len() as u64;
        all.truncate(LISTED);
        let colleagues = Colleagues::of(context)?;
        let rows = all.into_iter().map(|mut one| {
            colleagues.hide(&mut one.deleted_by);
            BinRow {
                user_id: one.user_id,
                name: one.name,
                email: one.email,
                deleted_at: one.deleted_at,
                deleted_by: one.deleted_by,
            }
        });
        Ok(BinAnswer {
            rows: rows.collect(),
            found,
            total,
        })
    }
}

fn record(one: &Binned) -> Record<'_> {
    Record {
        kind: one.kind,
        client_id: one.client_id,
        workspaces: &one.workspaces,
    }
}

fn matches(one: &Binned, words: &[&str]) -> bool {
    let shown = [
        fold(&one.user_id.contact_id().to_string()),
        fold(&one.name),
        fold(one.email.as_deref().unwrap_or_default()),
    ];
    words
        .iter()
        .all(|word| shown.iter().any(|text| text.contains(word)))
}
