//! The platform layer.
