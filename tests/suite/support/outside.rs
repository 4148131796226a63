//! The outside of tests: a clock set by hand and a generator that repeats itself.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use rollcall::app::checkpoints::Checkpoints;
use rollcall::app::env::Env;
use rollcall::domain::random::Random;
use rollcall::domain::time::{Clock, Timestamp};
use rollcall::domain::vault::{Vault, VaultProblem};
use zeroize::Zeroizing;

/// 2026-11-21T09:14:00Z, a Saturday.
pub const NOW: Timestamp = Timestamp(1_795_252_440_000);

/// A clock that shows what it was set to.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// A clock at an instant.
    pub fn at(at: Timestamp) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(at.0)))
    }

    /// Sets it.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at.0, Ordering::SeqCst);
    }

    /// Moves it.
    pub fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// Bytes that are the same in every run and differ from each other.
#[derive(Debug, Default)]
pub struct TestRandom(AtomicU64);

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let count = self.0.fetch_add(1, Ordering::SeqCst);
            let mixed = (count + 1)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .rotate_left(29);
            chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A keyring in memory.
#[derive(Default)]
pub struct TestVault(Mutex<BTreeMap<String, Vec<u8>>>);

impl Vault for TestVault {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultProblem> {
        Ok(self
            .0
            .lock()
            .unwrap()
            .get(name)
            .cloned()
            .map(Zeroizing::new))
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), VaultProblem> {
        self.0
            .lock()
            .unwrap()
            .insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), VaultProblem> {
        self.0.lock().unwrap().remove(name);
        Ok(())
    }
}

/// A keyring in a folder, which a program that is started anew finds again.
pub struct FolderVault(pub PathBuf);

impl Vault for FolderVault {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultProblem> {
        Ok(std::fs::read(self.0.join(name)).ok().map(Zeroizing::new))
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), VaultProblem> {
        std::fs::create_dir_all(&self.0).unwrap();
        std::fs::write(self.0.join(name), secret).unwrap();
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), VaultProblem> {
        drop(std::fs::remove_file(self.0.join(name)));
        Ok(())
    }
}

/// A computer without a keyring.
pub struct NoVault;

impl Vault for NoVault {
    fn get(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultProblem> {
        Err(VaultProblem::Missing)
    }

    fn set(&self, _: &str, _: &[u8]) -> Result<(), VaultProblem> {
        Err(VaultProblem::Missing)
    }

    fn remove(&self, _: &str) -> Result<(), VaultProblem> {
        Err(VaultProblem::Missing)
    }
}

/// An outside with this clock.
pub fn env(clock: &Arc<TestClock>) -> Env {
    Env {
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        random: Arc::new(TestRandom::default()),
        vault: Arc::new(TestVault::default()),
        device: "test computer".to_owned(),
        checkpoints: Checkpoints::default(),
    }
}
