//! The app layer.
