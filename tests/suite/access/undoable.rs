//! Acts of the small office that can be set back.

use rollcall::domain::audit::ObjectKind;
use rollcall::domain::ids::PlanId;
use rollcall::domain::permission::Permission;
use rollcall::domain::plan::OfferId;
use rollcall::domain::time::DateFormat;
use rollcall::store::workspace::Workspace;
use rollcall::store::writer::Writer;

use super::ground::{SPARE, TARGET};
use super::views::SHARED;
use crate::support::outside::NOW;
use crate::support::people::act;

/// Acts of the log that can be set back, by number.
pub struct Acts {
    /// About the target.
    pub user: i64,
    /// About the role that nobody holds.
    pub role: i64,
    /// About the office.
    pub setting: i64,
    /// About a plan that no workspace has.
    pub plan: i64,
    /// About somebody else's view.
    pub view: i64,
}

/// The plan that no workspace has.
const SPARE_OFFER: PlanId = PlanId(77);

/// Changes something and back again, so that the second act can be set back and everything is as before.
pub fn acts(workspace: &mut Workspace) -> Acts {
    let mut there_and_back =
        |object: ObjectKind, id: i64, change: &dyn Fn(&mut Writer<'_>, usize)| {
            let mut newest = 0;
            for turn in 0..2 {
                act(workspace, NOW.plus_minutes(-30), |w| {
                    let before = w.before(object, id)?;
                    change(w, turn);
                    w.record_since(&before)?;
                    newest = w.seq();
                    Ok(())
                });
            }
            newest
        };
    Acts {
        user: there_and_back(ObjectKind::User, TARGET.0, &|w, turn| {
            let mut profile = w.user(TARGET).unwrap().profile;
            profile.title = ["Earlier", ""][turn].into();
            w.update_user(TARGET, &profile).unwrap();
        }),
        role: there_and_back(ObjectKind::Role, SPARE.0, &|w, turn| match turn {
            0 => w.allow(SPARE, Permission::UsersView).unwrap(),
            _ => w.forbid(SPARE, Permission::UsersView).unwrap(),
        }),
        view: there_and_back(ObjectKind::View, SHARED.0, &|w, turn| {
            let mut profile = w.saved_view(SHARED).unwrap().profile;
            profile.name = ["Earlier", "Theirs"][turn].into();
            w.update_view(SHARED, &profile).unwrap();
        }),
        plan: there_and_back(ObjectKind::Plan, SPARE_OFFER.0, &|w, turn| {
            let plans = w.plans().unwrap().into_iter();
            let mut spare = plans.filter(|plan| plan.plan_id == SPARE_OFFER);
            let mut terms = spare.next().unwrap().terms;
            terms.price = ["12 €", ""][turn].into();
            w.update_offer(OfferId::Plan(SPARE_OFFER), &terms).unwrap();
        }),
        setting: there_and_back(ObjectKind::Setting, 0, &|w, turn| {
            let mut office = w.office().unwrap();
            office.date_format = [DateFormat::Iso, DateFormat::default()][turn];
            w.save_office(&office).unwrap();
        }),
    }
}
