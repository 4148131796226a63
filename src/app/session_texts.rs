//! What a pass over sessions keeps small: repeated texts by number, and people's places in an order.

use std::collections::HashMap;

use crate::domain::fold::fold;
use crate::domain::ids::UserId;

/// Texts with small numbers.
#[derive(Default)]
pub(in crate::app) struct Texts {
    all: Vec<String>,
    numbers: HashMap<String, u32>,
    /// Numbers of terms of the file.
    pub(in crate::app) terms: HashMap<i64, u32>,
}

impl Texts {
    /// The number of a text, given where it has none yet.
    pub(in crate::app) fn number(&mut self, words: &str) -> u32 {
        if let Some(number) = self.numbers.get(words) {
            return *number;
        }
        let number = self.all.len() as u32;
        self.all.push(words.to_owned());
        self.numbers.insert(words.to_owned(), number);
        number
    }

    /// The text with a number.
    pub(in crate::app) fn get(&self, number: u32) -> &str {
        self.all.get(number as usize).map_or("", String::as_str)
    }

    /// The place of each number when the texts are sorted.
    pub(in crate::app) fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.all.len() as u32).collect();
        order.sort_by_cached_key(|number| fold(self.get(*number)));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in (0..).zip(order) {
            if let Some(place) = ranks.get_mut(number as usize) {
                *place = rank;
            }
        }
        ranks
    }
}

/// Where each of some people stands in an order, found by their number.
#[derive(Default)]
pub(in crate::app) struct Places(Vec<u32>);

impl Places {
    const NOWHERE: u32 = u32::MAX;

    /// Their places in a list.
    pub(in crate::app) fn of(ids: &[UserId]) -> Self {
        let most = ids.iter().map(|id| id.0).max().unwrap_or(0);
        let mut places = vec![Self::NOWHERE; usize::try_from(most).unwrap_or(0) + 1];
        for (place, id) in (0..).zip(ids) {
            if let Some(slot) = places.get_mut(id.0 as usize) {
                *slot = place;
            }
        }
        Self(places)
    }

    /// Somebody's place, where they have one.
    pub(in crate::app) fn get(&self, user_id: UserId) -> Option<u32> {
        let place = self.0.get(user_id.0 as usize).copied();
        place.filter(|place| *place != Self::NOWHERE)
    }
}
