//! The import layer.
