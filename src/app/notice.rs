//! What is said of a file that was opened, where somebody signs in to it.

/// What came of opening it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// What was wanted is done.
    Done(String),
    /// Something did not go as it was wanted, though the file is open.
    Short(String),
}
