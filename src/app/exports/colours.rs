//! Colours of charts in workbooks: green and red for the account status, a fixed one for each onboarding status.

use crate::domain::user::{AccountStatus, Onboarding};

/// Bars that mean nothing good or bad.
pub(super) const BARS: u32 = 0x003D_4FD1;

/// The colour of an account status.
pub(super) fn status(status: AccountStatus) -> u32 {
    match status {
        AccountStatus::Active => 0x0012_704A,
        AccountStatus::Inactive => 0x00B3_261E,
    }
}

/// The colour of an onboarding status.
pub(super) fn onboarding(onboarding: Onboarding) -> u32 {
    match onboarding {
        Onboarding::Completed => 0x0012_704A,
        Onboarding::NotInvited => 0x007C_8698,
        Onboarding::Launched => 0x0023_83D6,
        Onboarding::InProgress => 0x003D_4FD1,
        Onboarding::Expired => 0x00D9_741A,
        Onboarding::Revoked => 0x00B3_261E,
    }
}
