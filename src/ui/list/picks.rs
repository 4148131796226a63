//! Which rows of a list are selected: some, or all that match but some. They are people unless it is said.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::bulk::Chosen;
use crate::domain::ids::UserId;
use crate::domain::segment::UserListQuery;
use crate::ui::widgets::checkbox::Check;

/// The selection of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Picks<K = UserId> {
    kind: Kind,
    /// These of the first kind, all but these of the second.
    ids: BTreeSet<K>,
    /// The row from which a range is drawn.
    anchor: Option<u64>,
    /// Whether each row of the list is selected.
    is_whole: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    These,
    AllBut,
}

/// How a row was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pick {
    /// That one.
    One,
    /// All from the one pressed before.
    Range,
}

impl<K> Default for Picks<K> {
    fn default() -> Self {
        Self {
            kind: Kind::These,
            ids: BTreeSet::new(),
            anchor: None,
            is_whole: false,
        }
    }
}

impl<K: Copy + Ord> Picks<K> {
    /// Whether somebody is selected.
    pub fn has(&self, key: K) -> bool {
        self.ids.contains(&key) == (self.kind == Kind::These)
    }

    /// How many are selected, in a list of so many.
    pub fn count(&self, rows: u64) -> u64 {
        let named = self.ids.len() as u64;
        match self.kind {
            Kind::These => named,
            Kind::AllBut => rows.saturating_sub(named),
        }
    }

    /// Whether nobody is.
    pub fn is_empty(&self) -> bool {
        self.kind == Kind::These && self.ids.is_empty()
    }

    /// Whether all that match are selected, or all but some.
    pub fn is_of_all(&self) -> bool {
        self.kind == Kind::AllBut
    }

    /// Whether all that match are selected without an exception.
    pub fn is_all(&self) -> bool {
        self.kind == Kind::AllBut && self.ids.is_empty()
    }

    /// What the box above the rows shows.
    pub fn check(&self) -> Check {
        if self.is_empty() {
            Check::Off
        } else if self.is_whole {
            Check::On
        } else {
            Check::Mixed
        }
    }

    /// Selects all that match.
    pub fn all(&mut self) {
        *self = Self {
            kind: Kind::AllBut,
            is_whole: true,
            ..Self::default()
        };
    }

    /// Selects nobody.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Presses a row of a list.
    pub fn press(&mut self, row: u64, pick: Pick, ids: &[K]) {
        let Some(key) = ids.get(row as usize).copied() else {
            return;
        };
        match (pick, self.anchor) {
            (Pick::Range, Some(anchor)) => {
                let (first, last) = (anchor.min(row) as usize, anchor.max(row) as usize);
                let range = ids.get(first..=last.min(ids.len().saturating_sub(1)));
                for id in range.unwrap_or_default() {
                    self.set(*id);
                }
            }
            (Pick::One | Pick::Range, _) => self.toggle(key),
        }
        self.anchor = Some(row);
        self.look_whether_whole(ids);
    }

    /// The list has other rows, or another order: no range is drawn from where one was pressed, and whoever is not in it
    /// any more is no exception from all that match.
    pub fn settle(&mut self, list: &[K]) {
        self.anchor = None;
        if self.kind == Kind::AllBut && !self.ids.is_empty() {
            let there = list.iter().filter(|id| self.ids.contains(id));
            self.ids = there.copied().collect();
        }
        self.look_whether_whole(list);
    }

    /// Something was done to them: all that match are others now, and whoever was deleted is no longer there.
    pub fn forget(&mut self, deleted: &[K]) {
        match self.kind {
            Kind::These => self.ids.retain(|id| deleted.binary_search(id).is_err()),
            Kind::AllBut => self.clear(),
        }
    }

    fn look_whether_whole(&mut self, list: &[K]) {
        self.is_whole = match self.kind {
            // With fewer than the list has, nobody has to be looked for.
            Kind::These => self.ids.len() >= list.len() && list.iter().all(|id| self.has(*id)),
            Kind::AllBut => self.ids.is_empty(),
        };
    }

    fn set(&mut self, key: K) {
        match self.kind {
            Kind::These => drop(self.ids.insert(key)),
            Kind::AllBut => drop(self.ids.remove(&key)),
        }
    }

    fn toggle(&mut self, key: K) {
        if !self.ids.remove(&key) {
            self.ids.insert(key);
        }
    }
}

impl Picks {
    /// Who it is, of a question.
    pub fn chosen(&self, query: &UserListQuery) -> Chosen {
        match self.kind {
            Kind::These => Chosen::These(Arc::new(self.ids.iter().copied().collect())),
            Kind::AllBut => Chosen::Matching(Box::new(query.clone()), self.ids.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_ranges_and_all_are_selected() {
        let ids: Vec<UserId> = [9, 4, 7, 1, 3].map(UserId).into();
        let mut picks = Picks::default();
        picks.press(1, Pick::One, &ids);
        picks.press(3, Pick::Range, &ids);
        let has = |picks: &Picks| ids.iter().map(|id| picks.has(*id)).collect::<Vec<_>>();
        assert_eq!(has(&picks), [false, true, true, true, false]);
        assert_eq!((picks.count(5), picks.check()), (3, Check::Mixed));
        picks.press(2, Pick::One, &ids);
        assert_eq!(has(&picks), [false, true, false, true, false]);
        picks.all();
        assert_eq!((picks.count(5), picks.check()), (5, Check::On));
        picks.press(0, Pick::One, &ids);
        assert_eq!((picks.count(5), picks.check()), (4, Check::Mixed));
        assert!(!picks.has(UserId(9)) && picks.has(UserId(1_000)));
        picks.settle(&ids[1..]);
        assert_eq!((picks.count(4), picks.check()), (4, Check::On));
        picks.clear();
        assert!(picks.is_empty() && picks.check() == Check::Off);
        picks.press(0, Pick::One, &ids);
        picks.settle(&[UserId(8)]);
        assert_eq!((picks.count(1), picks.check()), (1, Check::Mixed));
    }
}
