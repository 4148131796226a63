//! The export layer.
