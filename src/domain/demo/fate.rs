//! Shares: how many people stand where, from invitation to sign-in, and which roles they hold.
//!
//! The figures are those of an office of 12,480; other sizes have the same shares.

use crate::domain::user::{AccountStatus, Onboarding};

/// The office that the shares are written down for: its people but the first administrator.
const BASE: u64 = 12_479;

/// When somebody was last here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seen {
    /// Here now, with an open session.
    Now,
    /// In the last 30 days.
    Recently,
    /// Before.
    Before,
    /// Never.
    Never,
}

/// Where somebody stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fate {
    /// Account status.
    pub status: AccountStatus,
    /// Onboarding status as of now.
    pub onboarding: Onboarding,
    /// Last sign-in.
    pub seen: Seen,
    /// Place within the people of the same fate, from 0.
    pub place: u64,
}

use AccountStatus::{Active, Inactive};
use Onboarding::{Completed, Expired, InProgress, Launched, NotInvited, Revoked};

/// Accounts with an open session besides the first administrator's.
const NOW: u64 = 186;

const FATES: &[(u64, AccountStatus, Onboarding, Seen)] = &[
    (NOW, Active, Completed, Seen::Now),
    (7_454, Active, Completed, Seen::Recently),
    (961, Active, Completed, Seen::Before),
    (100, Active, Completed, Seen::Never),
    (1_100, Inactive, Completed, Seen::Before),
    (300, Active, InProgress, Seen::Recently),
    (1_131, Active, InProgress, Seen::Never),
    (743, Active, Launched, Seen::Never),
    (58, Active, Expired, Seen::Never),
    (272, Active, NotInvited, Seen::Never),
    (162, Inactive, NotInvited, Seen::Never),
    (12, Inactive, Revoked, Seen::Never),
];

/// The fate of a shuffled place among `people`.
pub fn of(place: u64, people: u64) -> Fate {
    let mut cumulated = 0;
    let mut start = 0;
    for &(share, status, onboarding, seen) in FATES {
        cumulated += share;
        let end = cumulated * people / BASE;
        if place < end {
            return Fate {
                status,
                onboarding,
                seen,
                place: place - start,
            };
        }
        start = end;
    }
    Fate {
        status: Active,
        onboarding: Completed,
        seen: Seen::Recently,
        place,
    }
}

/// Places of roles in [`crate::domain::role::BUILT_IN`], and how many hold them first and besides.
const ROLES: &[(u64, &[usize])] = &[
    (8, &[0]),
    (64, &[1, 2]),
    (38, &[3, 2]),
    (4, &[2, 4]),
    (322, &[2, 5]),
    (58, &[2]),
    (136, &[4]),
    (700, &[5]),
    (231, &[6]),
    (6, &[7]),
    (2_644, &[8]),
    (8_210, &[9]),
    (58, &[]),
];

/// Places of the roles that a shuffled place among `people` holds.
pub fn roles(place: u64, people: u64) -> &'static [usize] {
    let mut cumulated = 0;
    for (share, roles) in ROLES {
        cumulated += share;
        if place < cumulated * people / BASE {
            return roles;
        }
    }
    &[]
}

/// New people in each of the last 24 months, the newest first, in an office of [`BASE`]; the rest came before.
const NEWCOMERS: [u16; 24] = [
    398, 330, 300, 270, 295, 285, 270, 262, 255, 240, 232, 205, 190, 222, 215, 208, 190, 200, 188,
    180, 172, 160, 140, 108,
];

/// Days since the account came to be, for a shuffled place among `people`; `within` spreads a month over its days.
pub fn age_days(place: u64, people: u64, within: u64) -> u64 {
    let mut cumulated = 0;
    for (month, new) in (0..).zip(NEWCOMERS) {
        cumulated += u64::from(new);
        if place < cumulated * people / BASE {
            return month * 30 + within % 30;
        }
    }
    720 + within % 640
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_cover_everyone() {
        assert_eq!(FATES.iter().map(|f| f.0).sum::<u64>(), BASE);
        assert_eq!(ROLES.iter().map(|r| r.0).sum::<u64>(), BASE);
        for people in [1, 199, BASE, 1_000_000] {
            let active = (0..people).filter(|p| of(*p, people).status == Active);
            let share = active.count() as f64 / people as f64;
            assert!(
                people < 100 || (0.88..0.92).contains(&share),
                "{people}: {share}"
            );
        }
    }
}
