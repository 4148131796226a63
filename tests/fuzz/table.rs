//! The targets by name.

use super::targets;

/// A target by name, and whether it goes through a file and is therefore slower.
pub struct Target {
    /// How it is called.
    pub name: &'static str,
    /// Takes any bytes.
    pub run: fn(&[u8]),
    /// Where mutations begin.
    pub seeds: &'static [&'static [u8]],
    /// How often it is tried, beside the others.
    pub share: u64,
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target {
        name: "table",
        run: targets::table,
        seeds: targets::TABLES,
        share: 6,
    },
    Target {
        name: "import",
        run: targets::import,
        seeds: targets::TABLES,
        share: 4,
    },
    Target {
        name: "mapping",
        run: targets::mapping,
        seeds: targets::MAPPINGS,
        share: 15,
    },
    Target {
        name: "date",
        run: targets::date,
        seeds: targets::DATES,
        share: 40,
    },
    Target {
        name: "code",
        run: targets::code,
        seeds: targets::CODES,
        share: 20,
    },
    Target {
        name: "backup_name",
        run: targets::backup_name,
        seeds: targets::NAMES,
        share: 20,
    },
    Target {
        name: "payload",
        run: targets::payload,
        seeds: targets::PAYLOADS,
        share: 8,
    },
    Target {
        name: "computer",
        run: targets::computer,
        seeds: targets::COMPUTERS,
        share: 15,
    },
    Target {
        name: "checkpoints",
        run: targets::remembered,
        seeds: targets::CHECKPOINTS,
        share: 5,
    },
    Target {
        name: "cover",
        run: targets::cover,
        seeds: targets::COVERS,
        share: 5,
    },
    Target {
        name: "workspace",
        run: targets::workspace,
        seeds: targets::COVERS,
        share: 1,
    },
    Target {
        name: "person",
        run: targets::person,
        seeds: targets::PEOPLE,
        share: 15,
    },
];
