//! Words of the demonstration.

use super::areas::area;

area! {
    /// Making the demonstration.
    DemoText {
        working = "{0} of {1} users",
    }
}
