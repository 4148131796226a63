//! Days that have been.

/// Whether people who were deleted since are seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deleted {
    /// As they were before.
    Shown,
    /// Not at all: whoever asks may not look into the bin.
    Hidden,
}

/// How much of a day in the past was recorded at the time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Recorded {
    /// People who are shown and were added to the file later: they are shown as they were recorded first.
    pub later: u64,
    /// People who were removed for good since, and of whom nothing is left.
    pub removed: u64,
}
