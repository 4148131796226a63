//! A bit for each row: who is wanted.

const BITS: usize = u64::BITS as usize;

/// A set of rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mask {
    bits: Vec<u64>,
    len: usize,
}

impl Mask {
    /// All of so many rows, or none of them.
    pub(super) fn all(len: usize) -> Self {
        let mut mask = Self::none(len);
        mask.flip();
        mask
    }

    pub(super) fn none(len: usize) -> Self {
        Self {
            bits: vec![0; len.div_ceil(BITS)],
            len,
        }
    }

    /// The rows of which something holds.
    pub(super) fn by(len: usize, holds: impl Fn(usize) -> bool) -> Self {
        let word = |first: usize| {
            let end = (first + BITS).min(len);
            let rows = (first..end).enumerate();
            rows.fold(0, |bits, (place, row)| {
                bits | u64::from(holds(row)) << place
            })
        };
        let firsts = (0..len).step_by(BITS);
        Self {
            bits: firsts.map(word).collect(),
            len,
        }
    }

    /// The rows whose value something holds of.
    pub(super) fn of<T: Copy>(values: &[T], mut holds: impl FnMut(T) -> bool) -> Self {
        let word = |chunk: &[T]| {
            let values = chunk.iter().enumerate();
            values.fold(0, |bits, (place, value)| {
                bits | u64::from(holds(*value)) << place
            })
        };
        Self {
            bits: values.chunks(BITS).map(word).collect(),
            len: values.len(),
        }
    }

    /// These rows.
    pub(super) fn of_rows(len: usize, rows: impl Iterator<Item = usize>) -> Self {
        let mut mask = Self::none(len);
        for row in rows {
            if let Some(word) = mask.bits.get_mut(row / BITS) {
                *word |= 1 << (row % BITS);
            }
        }
        mask
    }

    pub(super) fn and(&mut self, other: &Self) {
        for (word, other) in self.bits.iter_mut().zip(&other.bits) {
            *word &= other;
        }
    }

    pub(super) fn or(&mut self, other: &Self) {
        for (word, other) in self.bits.iter_mut().zip(&other.bits) {
            *word |= other;
        }
    }

    pub(super) fn flip(&mut self) {
        for word in &mut self.bits {
            *word = !*word;
        }
        let rest = self.len % BITS;
        if let Some(last) = self.bits.last_mut().filter(|_| rest > 0) {
            *last &= (1 << rest) - 1;
        }
    }

    pub(super) fn has(&self, row: usize) -> bool {
        let word = self.bits.get(row / BITS).copied().unwrap_or_default();
        word >> (row % BITS) & 1 == 1
    }

    /// The rows, ascending.
    pub(super) fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.bits.iter().enumerate().flat_map(|(index, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                if left == 0 {
                    return None;
                }
                let place = left.trailing_zeros() as usize;
                left &= left - 1;
                Some(index * BITS + place)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_mask_is_a_set_of_rows(a in proptest::collection::vec(any::<bool>(), 0..200), seed in any::<u64>()) {
            let len = a.len();
            let b: Vec<bool> = (0..len).map(|row| seed.rotate_left(row as u32) & 1 == 1).collect();
            let (mask, other) = (Mask::by(len, |row| a[row]), Mask::of(&b, |bit| bit));
            let rows = |holds: &dyn Fn(usize) -> bool| (0..len).filter(|row| holds(*row)).collect::<Vec<_>>();
            prop_assert_eq!(mask.rows().collect::<Vec<_>>(), rows(&|row| a[row]));
            prop_assert_eq!(&Mask::of_rows(len, mask.rows()), &mask);
            let (mut both, mut either, mut not) = (mask.clone(), mask.clone(), mask.clone());
            both.and(&other);
            either.or(&other);
            not.flip();
            prop_assert_eq!(both.rows().collect::<Vec<_>>(), rows(&|row| a[row] && b[row]));
            prop_assert_eq!(either.rows().collect::<Vec<_>>(), rows(&|row| a[row] || b[row]));
            prop_assert_eq!(not.rows().collect::<Vec<_>>(), rows(&|row| !a[row]));
            prop_assert!((0..len).all(|row| mask.has(row) == a[row]));
            prop_assert_eq!(Mask::all(len).rows().count(), len);
        }
    }
}
