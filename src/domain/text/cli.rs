//! Words of the command line.

use super::areas::area;

area! {
    /// The command line.
    CliText {
        error = "rollcall: {0}\n{1}",
    }
}
