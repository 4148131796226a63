//! Where unpredictable bytes come from; the system's generator is in `platform`.

/// A source of random bytes fit for keys and salts.
pub trait Random: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, bytes: &mut [u8]);
}
