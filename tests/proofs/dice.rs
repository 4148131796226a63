//! Dice with a seed, so that a run can be repeated.

use std::sync::OnceLock;

/// xorshift64*.
pub struct Dice(u64);

impl Dice {
    /// The dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The dice of this run for one purpose: others in each run, or those of `ROLLCALL_PROOFS_SEED`.
    pub fn of_run(purpose: u64) -> Self {
        Self::new(run_seed() ^ purpose.rotate_left(32))
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below the limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        (self.number() >> 33) % limit.max(1)
    }

    /// One of a list.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }
}

/// The seed of this run.
pub fn run_seed() -> u64 {
    static SEED: OnceLock<u64> = OnceLock::new();
    *SEED.get_or_init(|| {
        let said = std::env::var("ROLLCALL_PROOFS_SEED").ok();
        let seed = said.and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
            let mut bytes = [0; 4];
            getrandom::fill(&mut bytes).unwrap();
            u64::from(u32::from_le_bytes(bytes))
        });
        crate::run::say(&format!("proofs: ROLLCALL_PROOFS_SEED={seed}"));
        seed
    })
}
