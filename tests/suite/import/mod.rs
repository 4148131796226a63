//! Import from files: reading, proposing, planning, writing.
