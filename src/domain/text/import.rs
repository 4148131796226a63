//! Words of imports.

use super::areas::area;

area! {
    /// Imports.
    ImportText {
        title = "Import",
    }
}
