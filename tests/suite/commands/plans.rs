//! Plans and add-ons: added, changed and deleted, and given to workspaces.

use rollcall::app::commands::module::ModuleCommand;
use rollcall::app::commands::plan::PlanCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::plans::{Plans, PlansAnswer};
use rollcall::app::queries::workspaces::Workspaces;
use rollcall::domain::audit::ObjectKind;
use rollcall::domain::ids::{AddOnId, PlanId, WorkspaceId};
use rollcall::domain::module::{Module, ModuleSet};
use rollcall::domain::permission::Permission;
use rollcall::domain::plan::{OfferId, OfferKind, Quota, Terms};
use rollcall::domain::validation::terms::{TermsDraft, TermsField};
use rollcall::domain::workspace::WorkspaceProfile;
use rollcall::store::error::StoreError;
use rollcall::store::testing;

use crate::support::office::TestOffice;

pub const PREMIUM: OfferId = OfferId::Plan(PlanId(1));
const EXTRA: OfferId = OfferId::AddOn(AddOnId(1));
pub const STUDIO: WorkspaceId = WorkspaceId(1);

fn premium() -> TermsDraft {
    TermsDraft {
        name: " Premium ".into(),
        price: "99 a month".into(),
        users: "250".into(),
        clients: String::new(),
        storage: "10 GB".into(),
        features: ModuleSet::default().with(Module::Insight),
    }
}

fn extra() -> TermsDraft {
    TermsDraft {
        name: "Extra".into(),
        features: ModuleSet::default().with(Module::Export),
        ..TermsDraft::default()
    }
}

/// An office with a plan and an add-on that no workspace has.
pub fn office() -> TestOffice {
    let office = TestOffice::entered();
    for (kind, draft) in [(OfferKind::Plan, premium()), (OfferKind::AddOn, extra())] {
        let command = PlanCommand::Create(kind, Box::new(draft));
        office.submit(command).unwrap();
    }
    office
}

fn answer(office: &TestOffice) -> PlansAnswer {
    office.ask(Plans).unwrap()
}

fn terms(office: &TestOffice, offer: OfferId) -> Terms {
    let answer = answer(office);
    let found = match offer {
        OfferId::Plan(id) => {
            let plan = answer.plans.into_iter().find(|(p, _)| p.plan_id == id);
            plan.map(|(plan, _)| plan.terms)
        }
        OfferId::AddOn(id) => {
            let add_on = answer.add_ons.into_iter().find(|(a, _)| a.add_on_id == id);
            add_on.map(|(add_on, _)| add_on.terms)
        }
    };
    found.unwrap()
}

pub fn update(
    office: &TestOffice,
    offer: OfferId,
    change: impl FnOnce(&mut TermsDraft),
) -> PlanCommand {
    let base = terms(office, offer);
    let mut draft = TermsDraft::from(&base);
    change(&mut draft);
    PlanCommand::Update {
        offer,
        base: Box::new(base),
        draft: Box::new(draft),
    }
}

pub fn profile(office: &TestOffice) -> WorkspaceProfile {
    let rows = office.ask(Workspaces).unwrap().workspaces;
    let row = rows.into_iter().find(|row| row.workspace_id == STUDIO);
    row.unwrap().profile
}

/// Changes Studio as from the form that the operator sees.
pub fn change_studio(
    office: &TestOffice,
    change: impl FnOnce(&mut WorkspaceProfile),
) -> Result<(), AppError> {
    let base = profile(office);
    let mut wanted = base.clone();
    change(&mut wanted);
    let command = WorkspaceCommand::Update {
        workspace_id: STUDIO,
        base: Box::new(base),
        wanted: Box::new(wanted),
    };
    office.submit(command).map(drop)
}

/// What the newest entry says was changed about a kind of thing.
pub fn told(office: &TestOffice, kind: ObjectKind) -> String {
    office.told(kind).pop().unwrap()
}

fn problems(refused: Result<impl Sized, AppError>) -> Vec<TermsField> {
    let Err(AppError::InvalidTerms(issues)) = refused else {
        panic!("not refused for its fields");
    };
    issues.iter().map(|(field, _)| field).collect()
}

#[test]
fn a_plan_and_an_add_on_are_added_and_recorded() {
    let office = office();
    assert_eq!(office.newest_entry(), "addon.create|0|1|1");
    assert_eq!(
        told(&office, ObjectKind::Plan),
        r#"[{"f":"name","n":"Premium"},{"f":"price","n":"99 a month"},{"f":"users","n":"250"},{"f":"storage","n":"10 GB"},{"f":"features","n":"User Insight"}]"#
    );
    assert_eq!(
        told(&office, ObjectKind::AddOn),
        r#"[{"f":"name","n":"Extra"},{"f":"features","n":"Export"}]"#
    );
    let stored = "SELECT name, name_key, price, user_limit, client_limit, storage_limit FROM plan";
    assert_eq!(
        office.sql(stored),
        ["Premium|premium|99 a month|250|NULL|10240"]
    );
    let plan = terms(&office, PREMIUM);
    assert_eq!(TermsDraft::from(&plan).parse(OfferKind::Plan), Ok(plan));
    assert!(terms(&office, EXTRA).features.has(Module::Export));
    office.assert_intact();
}

#[test]
fn a_plan_is_changed_for_all_and_what_changed_is_told() {
    let office = office();
    let command = update(&office, PREMIUM, |draft| {
        draft.name = "Gold".into();
        draft.users.clear();
        draft.storage = "2 TB".into();
        draft.features = ModuleSet::default().with(Module::Import);
    });
    office.submit(command).unwrap();
    assert_eq!(office.newest_entry(), "plan.update|0|1|1");
    assert_eq!(
        told(&office, ObjectKind::Plan),
        r#"[{"f":"name","o":"Premium","n":"Gold"},{"f":"users","o":"250"},{"f":"storage","o":"10 GB","n":"2 TB"},{"f":"features","o":"User Insight","n":"Import"}]"#
    );
    let features = office.sql("SELECT feature FROM plan_feature");
    assert_eq!(features, ["import"]);
    let command = update(&office, EXTRA, |draft| draft.price = "9".into());
    office.submit(command).unwrap();
    assert_eq!(office.newest_entry(), "addon.update|0|1|1");
    assert_eq!(
        told(&office, ObjectKind::AddOn),
        r#"[{"f":"price","n":"9"}]"#
    );
    office.assert_intact();
}

#[test]
fn what_no_workspace_has_is_deleted_and_the_history_stays() {
    let office = office();
    for (offer, kind, entry) in [
        (PREMIUM, ObjectKind::Plan, "plan"),
        (EXTRA, ObjectKind::AddOn, "addon"),
    ] {
        office.submit(PlanCommand::Delete(offer)).unwrap();
        assert_eq!(office.newest_entry(), format!("{entry}.delete|0|1|1"));
        assert!(told(&office, kind).starts_with(r#"[{"f":"name","o":"#));
    }
    let answer = answer(&office);
    assert!(answer.plans.is_empty() && answer.add_ons.is_empty());
    for table in ["plan", "plan_feature", "addon", "addon_feature"] {
        assert!(office.sql(&format!("SELECT 1 FROM {table}")).is_empty());
    }
    office.assert_intact();
}

#[test]
fn what_a_workspace_has_is_not_deleted() {
    let office = office();
    change_studio(&office, |studio| {
        studio.plan_id = Some(PlanId(1));
        studio.add_ons = [AddOnId(1)].into();
    })
    .unwrap();
    let before = office.entries();
    for (offer, what) in [
        (PREMIUM, "1 workspace has this plan."),
        (EXTRA, "1 workspace has this add-on."),
    ] {
        let refused = office.submit(PlanCommand::Delete(offer));
        let Err(error @ AppError::InUse(..)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(error.message().what, what);
    }
    assert_eq!(office.entries(), before);
    let answer = answer(&office);
    assert_eq!((answer.plans.len(), answer.add_ons.len()), (1, 1));
    assert_eq!(profile(&office).plan_id, Some(PlanId(1)));
}

#[test]
fn each_needs_its_own_permission() {
    let office = office();
    let edited = update(&office, PREMIUM, |draft| draft.price = "1".into());
    let commands = [
        (
            Permission::PlansCreate,
            "plan.create",
            PlanCommand::Create(OfferKind::Plan, Box::new(premium())),
        ),
        (Permission::PlansUpdate, "plan.update", edited),
        (
            Permission::PlansDelete,
            "addon.delete",
            PlanCommand::Delete(EXTRA),
        ),
    ];
    for (permission, name, command) in commands {
        office.forbid(permission.key());
        let refused = office.submit(command);
        assert!(
            matches!(refused, Err(AppError::Denied(needed)) if needed == permission),
            "{refused:?}"
        );
        assert_eq!(office.newest_entry(), format!("{name}|1|1|0"));
    }
    let stored = office.sql("SELECT name, price FROM plan UNION ALL SELECT name, price FROM addon");
    assert_eq!(stored, ["Premium|99 a month", "Extra|"]);
}

#[test]
fn problems_are_told_by_field_and_nothing_is_done() {
    let office = office();
    let before = office.entries();
    let bad = TermsDraft {
        name: "P".into(),
        users: "0".into(),
        storage: "lots".into(),
        ..premium()
    };
    let wrong = [
        TermsField::Name,
        TermsField::Limit(Quota::Users),
        TermsField::Limit(Quota::Storage),
    ];
    let create = PlanCommand::Create(OfferKind::Plan, Box::new(bad.clone()));
    assert_eq!(problems(office.submit(create)), wrong);
    let change = update(&office, PREMIUM, |draft| *draft = bad);
    assert_eq!(problems(office.submit(change)), wrong);
    // Names are compared as everywhere: case, accents and width do not matter.
    for (kind, name) in [(OfferKind::Plan, "PRÉMIUM"), (OfferKind::AddOn, "extra ")] {
        let name = name.to_owned();
        let taken = TermsDraft { name, ..extra() };
        let refused = office.submit(PlanCommand::Create(kind, Box::new(taken)));
        assert_eq!(problems(refused), [TermsField::Name]);
    }
    assert_eq!(office.entries(), before);
    // A plan keeps its own name, and an add-on may be called like a plan.
    let own = update(&office, PREMIUM, |draft| draft.price = "1".into());
    office.submit(own).unwrap();
    let same = TermsDraft {
        name: "Premium".into(),
        ..extra()
    };
    let command = PlanCommand::Create(OfferKind::AddOn, Box::new(same));
    office.submit(command).unwrap();
}

#[test]
fn who_saves_over_another_ones_change_is_told() {
    let office = office();
    let mine = update(&office, PREMIUM, |draft| draft.price = "1".into());
    let theirs = update(&office, PREMIUM, |draft| draft.price = "2".into());
    office.submit(theirs).unwrap();
    assert!(matches!(office.submit(mine), Err(AppError::Conflict)));
    assert_eq!(terms(&office, PREMIUM).price, "2");
    office.submit(PlanCommand::Delete(EXTRA)).unwrap();
    let gone = PlanCommand::Update {
        offer: EXTRA,
        base: Box::default(),
        draft: Box::new(extra()),
    };
    for command in [gone, PlanCommand::Delete(EXTRA)] {
        let refused = office.submit(command);
        assert!(matches!(
            refused,
            Err(AppError::Store(StoreError::NotFound))
        ));
    }
}

#[test]
fn an_act_that_cannot_be_recorded_is_not_done() {
    let office = office();
    let trigger =
        "CREATE TRIGGER no_log BEFORE INSERT ON audit_change BEGIN SELECT RAISE(ABORT, 'no'); END";
    let change = update(&office, PREMIUM, |draft| draft.features = ModuleSet::all());
    testing::execute(&office.path(), trigger).unwrap();
    let fresh = TermsDraft {
        name: "Fresh".into(),
        ..premium()
    };
    for command in [
        PlanCommand::Create(OfferKind::Plan, Box::new(fresh)),
        change,
        PlanCommand::Delete(PREMIUM),
        PlanCommand::Delete(EXTRA),
    ] {
        assert!(office.submit(command).is_err());
    }
    let given = change_studio(&office, |studio| studio.add_ons = [AddOnId(1)].into());
    assert!(given.is_err());
    assert_eq!(office.sql("SELECT name FROM plan"), ["Premium"]);
    assert_eq!(office.sql("SELECT feature FROM plan_feature"), ["insight"]);
    assert_eq!(office.sql("SELECT feature FROM addon_feature"), ["export"]);
    assert!(office.sql("SELECT 1 FROM workspace_addon").is_empty());
}

#[test]
fn features_that_are_not_installed_or_not_known_stay_in_a_plan() {
    let office = office();
    let unknown = "INSERT INTO plan_feature VALUES (1, 'of_tomorrow')";
    testing::execute(&office.path(), unknown).unwrap();
    office
        .submit(ModuleCommand::Remove(Module::Insight))
        .unwrap();
    let shown = terms(&office, PREMIUM).features;
    assert_eq!(shown, ModuleSet::default());
    let command = update(&office, PREMIUM, |draft| {
        draft.features = ModuleSet::default().with(Module::Export);
    });
    office.submit(command).unwrap();
    let stored = || office.sql("SELECT feature FROM plan_feature ORDER BY 1");
    assert_eq!(stored(), ["export", "insight", "of_tomorrow"]);
    // Nor can one be chosen that is not shown.
    let command = update(&office, EXTRA, |draft| draft.features = ModuleSet::all());
    office.submit(command).unwrap();
    let stored = office.sql("SELECT feature FROM addon_feature ORDER BY 1");
    assert_eq!(stored, ["export", "import"]);
}
