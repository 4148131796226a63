//! Who is in the bin.

use std::sync::Arc;

use crate::app::colleagues::Colleagues;
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::Record;
use crate::domain::actor::Hand;
use crate::domain::fold::fold;
use crate::domain::ids::UserId;
use crate::domain::office::Retention;
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
    /// Those that match and that the operator may remove for good, by number.
    pub removable: Arc<Vec<UserId>>,
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
    /// When they are removed for good; none where the office keeps them.
    pub ends_at: Option<Timestamp>,
}

impl Query for Bin {
    const NAME: &'static str = "bin";
    const READS: Topics = Topics::USERS.with(Topics::SETTINGS);
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
        let may_go = all
            .iter()
            .filter(|one| may(Permission::UsersPurge, one))
            .map(|one| one.user_id);
        let mut removable: Vec<UserId> = may_go.collect();
        removable.sort_unstable();
        let retention = context.snapshot.office()?.retention;
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
                ends_at: retention.end(one.deleted_at),
            }
        });
        Ok(BinAnswer {
            rows: rows.collect(),
            found,
            total,
            removable: Arc::new(removable),
        })
    }
}

/// How many would be removed for good at once if deleted users were kept no longer than this?
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overdue {
    /// How long.
    pub retention: Retention,
}

impl Query for Overdue {
    const NAME: &'static str = "overdue";
    const READS: Topics = Topics::USERS;
    type Output = u64;

    fn access(&self) -> Access {
        Access::Office(&[Permission::SettingsManage, Permission::UsersPurge])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<u64, AppError> {
        let limit = self.retention.limit(context.now);
        let due = limit.map(|at| context.snapshot.deleted_before(at));
        Ok(due.transpose()?.map_or(0, |users| users.len() as u64))
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
