//! Texts that repeat in the sign-in log, and their numbers in the table of terms.
//!
//! Addresses come only from the ranges set aside for documentation (RFC 5737, RFC 3849).

use super::office::LOCATIONS;

const SOURCES: &[&str] = &["Northwind Directory", "Client portal"];
const APPS: &[&str] = &[
    "Portal",
    "Mail",
    "Files",
    "Planner",
    "Review",
    "Timesheets",
    "Reports",
    "Admin console",
];
const DEVICES: &[&str] = &[
    "Windows 11 · Edge",
    "Windows 11 · Chrome",
    "macOS 26 · Safari",
    "macOS 26 · Chrome",
    "Ubuntu 24.04 · Firefox",
    "iPhone · Safari",
    "Android · Chrome",
    "iPad · Safari",
    "Windows 11 · Desktop app",
];
const FAILED: &[&str] = &["Wrong password", "Account locked", "Second factor refused"];
const INTERRUPTED: &[&str] = &["Second factor asked for", "Password expired"];
const NETWORKS: &[&str] = &["192.0.2", "198.51.100", "203.0.113"];
const HOSTS: usize = 254;
const SIX: usize = 400;

/// How many applications there are; the last one is for administrators.
pub const APP_COUNT: usize = APPS.len();
/// How many devices there are.
pub const DEVICE_COUNT: usize = DEVICES.len();
/// How many addresses there are.
pub const ADDRESS_COUNT: usize = NETWORKS.len() * HOSTS + SIX;

const APPS_FROM: usize = SOURCES.len();
const DEVICES_FROM: usize = APPS_FROM + APPS.len();
const FAILED_FROM: usize = DEVICES_FROM + DEVICES.len();
const INTERRUPTED_FROM: usize = FAILED_FROM + FAILED.len();
const LOCATIONS_FROM: usize = INTERRUPTED_FROM + INTERRUPTED.len();
const ADDRESSES_FROM: usize = LOCATIONS_FROM + LOCATIONS.len();

/// Every term; its number is its place, counted from 1.
pub fn all() -> Vec<String> {
    let words = [SOURCES, APPS, DEVICES, FAILED, INTERRUPTED, LOCATIONS].concat();
    let four = NETWORKS
        .iter()
        .flat_map(|network| (1..=HOSTS).map(move |host| format!("{network}.{host}")));
    let six = (1..=SIX).map(|host| format!("2001:db8:{:x}::{host:x}", host % 16 + 1));
    words
        .into_iter()
        .map(str::to_owned)
        .chain(four)
        .chain(six)
        .collect()
}

/// The number of a source: staff come through one system, clients through another.
pub fn source(client: usize) -> i64 {
    (client.min(1) + 1) as i64
}

/// The number of an application.
pub fn app(index: usize) -> i64 {
    (APPS_FROM + index + 1) as i64
}

/// The number of a device.
pub fn device(index: usize) -> i64 {
    (DEVICES_FROM + index + 1) as i64
}

/// The name of a device.
pub fn device_name(index: usize) -> &'static str {
    DEVICES.get(index).copied().unwrap_or_default()
}

/// The name of a source.
pub fn source_name(client: usize) -> &'static str {
    SOURCES.get(client.min(1)).copied().unwrap_or_default()
}

/// The number of a reason for a failure.
pub fn failed(roll: u64) -> i64 {
    (FAILED_FROM + (roll % FAILED.len() as u64) as usize + 1) as i64
}

/// The number of a reason for an interruption.
pub fn interrupted(roll: u64) -> i64 {
    (INTERRUPTED_FROM + (roll % INTERRUPTED.len() as u64) as usize + 1) as i64
}

/// The number of a place.
pub fn location(index: usize) -> i64 {
    (LOCATIONS_FROM + index + 1) as i64
}

/// The number of an address.
pub fn address(index: usize) -> i64 {
    (ADDRESSES_FROM + index + 1) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_name_their_terms() {
        let all = all();
        let named = |id: i64| all[id as usize - 1].as_str();
        assert_eq!(named(source(1)), SOURCES[1]);
        assert_eq!(named(app(7)), APPS[7]);
        assert_eq!(named(device(8)), device_name(8));
        assert_eq!(named(failed(2)), FAILED[2]);
        assert_eq!(named(interrupted(1)), INTERRUPTED[1]);
        assert_eq!(named(location(0)), "Lisbon");
        assert_eq!(named(address(0)), "192.0.2.1");
        assert_eq!(named(address(ADDRESS_COUNT - 1)), *all.last().unwrap());
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }
}
