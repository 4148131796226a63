//! Real files that are not part of this repository.
