//! One invented person: name, address, telephone, place in the office.

use super::dice::Dice;
use super::names::{Order, TONGUES, Tongue};
use super::office::{CLIENT_TITLES, DEPARTMENTS, LOCATIONS};
use crate::domain::fold::fold;

/// A name in its script, with the Latin form of its parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonName {
    /// As people write it.
    pub full: String,
    /// `given.family` in ASCII.
    pub local: String,
    /// The language it comes from.
    pub language: &'static str,
}

/// The pools of names, split once.
pub struct Names {
    pools: Vec<Pool>,
    weights: Vec<u16>,
}

struct Pool {
    tongue: &'static Tongue,
    given: Vec<Part>,
    family: Vec<Part>,
}

struct Part {
    native: &'static str,
    latin: String,
}

impl Names {
    /// The pools.
    pub fn new() -> Self {
        let pools = TONGUES.iter().map(|tongue| Pool {
            tongue,
            given: parts(tongue.given),
            family: parts(tongue.family),
        });
        Self {
            pools: pools.collect(),
            weights: TONGUES.iter().map(|tongue| tongue.weight).collect(),
        }
    }

    /// A name by chance.
    pub fn draw(&self, dice: &mut Dice) -> Option<PersonName> {
        let pool = self.pools.get(dice.weighted(&self.weights))?;
        let given = pool
            .given
            .get(dice.below(pool.given.len() as u64) as usize)?;
        let family = pool
            .family
            .get(dice.below(pool.family.len() as u64) as usize)?;
        let second = pool
            .family
            .get(dice.below(pool.family.len() as u64) as usize)?;
        let double = pool.tongue.order == Order::GivenFirst && dice.per_mille(90);
        let (mut family_native, mut local) = (
            family.native.to_owned(),
            format!("{}.{}", given.latin, family.latin),
        );
        if double && second.native != family.native && !family.native.contains('-') {
            family_native = format!("{}-{}", family.native, second.native);
            local = format!("{local}-{}", second.latin);
        }
        let full = match pool.tongue.order {
            Order::GivenFirst => format!("{} {family_native}", given.native),
            Order::FamilyFirst => format!("{family_native} {}", given.native),
            Order::Joined => format!("{family_native}{}", given.native),
        };
        Some(PersonName {
            full,
            local,
            language: pool.tongue.language,
        })
    }
}

impl Default for Names {
    fn default() -> Self {
        Self::new()
    }
}

fn parts(list: &'static str) -> Vec<Part> {
    list.split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| match word.split_once(':') {
            Some((native, latin)) => Part {
                native,
                latin: latin.to_owned(),
            },
            None => Part {
                native: word,
                latin: fold(word)
                    .chars()
                    .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
                    .collect(),
            },
        })
        .collect()
}

/// A number from the ranges that regulators keep free for stories and examples.
pub fn phone(dice: &mut Dice) -> String {
    const AREAS: [u16; 16] = [
        201, 206, 212, 213, 305, 312, 404, 415, 416, 503, 514, 604, 617, 702, 773, 808,
    ];
    match dice.below(6) {
        0 => {
            let area = AREAS.get(dice.below(16) as usize).copied().unwrap_or(206);
            format!("+1{area}55501{:02}", dice.below(100))
        }
        1 => format!("+447700900{:03}", dice.below(1_000)),
        2 => format!("+493023125{:03}", dice.below(1_000)),
        3 => format!("+35320911{:04}", dice.below(10_000)),
        _ => format!("+3363998{:04}", dice.below(10_000)),
    }
}

/// Department and title of somebody in the office.
pub fn position(dice: &mut Dice) -> (&'static str, &'static str) {
    let index = dice.weighted(&[30, 18, 20, 14, 6, 4, 3, 5]);
    let (department, titles) = DEPARTMENTS.get(index).copied().unwrap_or(("", &[]));
    (department, dice.pick(titles, ""))
}

/// Title of a client's person.
pub fn client_title(dice: &mut Dice) -> &'static str {
    dice.pick(CLIENT_TITLES, "")
}

/// The place of a location in the list, the first ones more often.
pub fn location(dice: &mut Dice) -> usize {
    let count = LOCATIONS.len() as u64;
    dice.below(count).min(dice.below(count)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::validation::{email, name, phone as number};

    #[test]
    fn every_name_is_valid_and_its_address_too() {
        let names = Names::new();
        for pool in &names.pools {
            for part in pool.given.iter().chain(&pool.family) {
                assert!(!part.latin.is_empty(), "{}", part.native);
                assert!(part.latin.is_ascii(), "{}", part.latin);
            }
        }
        let mut dice = Dice::new(1, 1);
        for _ in 0..5_000 {
            let drawn = names.draw(&mut dice).unwrap();
            assert_eq!(name::parse(&drawn.full).as_ref(), Ok(&drawn.full));
            let address = format!("{}@northwind.example", drawn.local);
            assert_eq!(email::parse(&address), Ok(address));
        }
    }

    #[test]
    fn telephone_numbers_are_stored_as_they_are() {
        let mut dice = Dice::new(2, 1);
        for _ in 0..200 {
            let drawn = phone(&mut dice);
            assert_eq!(number::parse(&drawn, "PT"), Ok(Some(drawn)));
        }
    }
}
