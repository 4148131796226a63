//! What workspaces use, and how many people groups of them have, counted in the columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::access::Reach;
use crate::domain::ids::WorkspaceId;
use crate::domain::plan::Usage;
use crate::store::columns::{User, in_view};
use crate::store::error::Result;
use crate::store::reader::Snapshot;

/// So many people lie between two looks whether somebody still waits.
const LOOK_EVERY: usize = 4_096;

/// What is counted of one workspace.
#[derive(Default)]
struct Tally {
    users: u64,
    clients: BTreeSet<i64>,
}

impl Tally {
    fn add(&mut self, user: User<'_>) {
        self.users += 1;
        self.clients.extend(user.record().client_id.map(|id| id.0));
    }

    fn usage(&self) -> Usage {
        Usage {
            users: self.users,
            clients: self.clients.len() as u64,
        }
    }
}

impl Snapshot<'_> {
    /// What every workspace uses that has anybody, as far as its people may be seen.
    pub fn usage(&self, who: &Reach) -> Result<BTreeMap<WorkspaceId, Usage>> {
        let mut tallies: BTreeMap<i64, Tally> = BTreeMap::new();
        self.each_seen(who, |user| {
            for id in user.workspaces() {
                tallies.entry(*id).or_default().add(user);
            }
        })?;
        let usage = |(id, tally): (i64, Tally)| (WorkspaceId(id), tally.usage());
        Ok(tallies.into_iter().map(usage).collect())
    }

    /// What one workspace uses, as far as its people may be seen.
    pub fn usage_of(&self, who: &Reach, workspace_id: WorkspaceId) -> Result<Usage> {
        let mut tally = Tally::default();
        self.each_seen(who, |user| {
            if user.workspaces().contains(&workspace_id.0) {
                tally.add(user);
            }
        })?;
        Ok(tally.usage())
    }

    /// How many of the people who may be seen are members of a workspace of each group; a person counts once in a group.
    pub fn people_in(&self, who: &Reach, groups: &[BTreeSet<WorkspaceId>]) -> Result<Vec<u64>> {
        let mut groups_of: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (group, workspaces) in groups.iter().enumerate() {
            for id in workspaces {
                groups_of.entry(id.0).or_default().push(group);
            }
        }
        let mut counts = vec![0; groups.len()];
        let mut own: Vec<usize> = Vec::new();
        self.each_seen(who, |user| {
            own.clear();
            let found = user.workspaces().iter().filter_map(|id| groups_of.get(id));
            own.extend(found.flatten());
            own.sort_unstable();
            own.dedup();
            for group in &own {
                if let Some(count) = counts.get_mut(*group) {
                    *count += 1;
                }
            }
        })?;
        Ok(counts)
    }

    fn each_seen(&self, who: &Reach, mut work: impl FnMut(User<'_>)) -> Result<()> {
        for (number, user) in self.columns()?.users().enumerate() {
            if number % LOOK_EVERY == 0 {
                self.check_wanted()?;
            }
            if in_view(who, user) {
                work(user);
            }
        }
        Ok(())
    }
}
