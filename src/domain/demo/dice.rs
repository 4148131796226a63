//! A small deterministic generator and a shuffle without memory, in whole numbers so that every computer agrees.

/// Splitmix64 (Steele, Lea, Flood 2014). Not for secrets.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The dice of a purpose and a number within it.
    pub fn new(purpose: u64, number: u64) -> Self {
        Self(mix(
            purpose.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ mix(number)
        ))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number from 0 up to, not including, `limit`; 0 where the limit is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(limit)) >> 64) as u64
    }

    /// A number of a closed interval.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// `true` so many times in a thousand.
    pub fn per_mille(&mut self, chance: u64) -> bool {
        self.below(1_000) < chance
    }

    /// One of a list; the list must not be empty.
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T], otherwise: &'a T) -> &'a T {
        let index = self.below(list.len() as u64) as usize;
        list.get(index).copied().unwrap_or(otherwise)
    }

    /// An index by weight.
    pub fn weighted(&mut self, weights: &[u16]) -> usize {
        let total: u64 = weights.iter().map(|w| u64::from(*w)).sum();
        let mut left = self.below(total);
        for (index, weight) in weights.iter().enumerate() {
            match left.checked_sub(u64::from(*weight)) {
                Some(rest) => left = rest,
                None => return index,
            }
        }
        0
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A shuffle of `0..len`: a Feistel network walked until it lands inside. Shares of a shuffled range are exact.
#[derive(Clone, Copy, Debug)]
pub struct Shuffle {
    len: u64,
    half_bits: u32,
    purpose: u64,
}

impl Shuffle {
    /// The shuffle of a purpose.
    pub fn new(len: u64, purpose: u64) -> Self {
        let bits = u64::BITS - len.saturating_sub(1).leading_zeros();
        Self {
            len,
            half_bits: bits.div_ceil(2).max(1),
            purpose,
        }
    }

    /// Where a number goes.
    pub fn at(&self, number: u64) -> u64 {
        let mut place = number;
        loop {
            place = self.round_trip(place);
            if place < self.len || self.len == 0 {
                return place;
            }
        }
    }

    fn round_trip(&self, place: u64) -> u64 {
        let mask = (1 << self.half_bits) - 1;
        let (mut left, mut right) = (place >> self.half_bits, place & mask);
        for round in 0..4 {
            let turned = mix(right ^ (self.purpose << 8) ^ (round << 56)) & mask;
            (left, right) = (right, left ^ turned);
        }
        left << self.half_bits | right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_reaches_every_place_once() {
        for len in [1, 2, 3, 7, 200, 1_000, 4_097] {
            let shuffle = Shuffle::new(len, 5);
            let mut seen: Vec<_> = (0..len).map(|n| shuffle.at(n)).collect();
            seen.sort_unstable();
            assert_eq!(seen, (0..len).collect::<Vec<_>>());
        }
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::new(1, 1);
        let mut counts = [0; 3];
        for _ in 0..10_000 {
            counts[dice.weighted(&[70, 0, 30])] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((6_700..7_300).contains(&counts[0]), "{counts:?}");
    }
}
