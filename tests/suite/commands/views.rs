//! Saved views: saved, changed, shared, deleted and set back, each by whoever may.

use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::view::ViewCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::undo::UndoPreview;
use rollcall::app::queries::views::{FoundView, Views};
use rollcall::domain::audit::ObjectKind;
use rollcall::domain::filter::{Filter, FilterField, Term, Test};
use rollcall::domain::ids::{UserId, ViewId};
use rollcall::domain::permission::Permission;
use rollcall::domain::view::{Sharing, ViewContent, ViewDraft, ViewProfile};
use rollcall::store::error::StoreError;
use rollcall::store::workspace::Workspace;

use crate::support::office::TestOffice;
use crate::support::outside::{NOW, env};
use crate::support::people::act;

fn content(needle: &str) -> ViewContent {
    let test = Test::Contains(needle.into());
    ViewContent {
        filter: Filter::of(Term::new(FilterField::Name, test)),
        search: "an".into(),
        ..ViewContent::default()
    }
}

fn draft(name: &str, sharing: Sharing, content: ViewContent) -> Box<ViewDraft> {
    Box::new(ViewDraft {
        name: name.into(),
        sharing,
        content,
    })
}

fn create(name: &str) -> ViewCommand {
    ViewCommand::Create(draft(name, Sharing::Private, content("zoë")))
}

fn update(found: &FoundView, wanted: Box<ViewDraft>) -> ViewCommand {
    ViewCommand::Update {
        view_id: found.view.view_id,
        base: found.view.profile.clone(),
        wanted,
    }
}

fn views(office: &TestOffice) -> Vec<FoundView> {
    office.ask(Views).unwrap().views
}

fn names(office: &TestOffice) -> Vec<String> {
    let views = views(office).into_iter();
    views.map(|found| found.view.profile.name).collect()
}

/// A view of the second user, as it is stored.
fn of_another(office: &TestOffice, name: &str, (sharing, content): (Sharing, &ViewContent)) {
    let mut workspace = Workspace::open(&office.path(), env(&office.clock).random).unwrap();
    act(&mut workspace, NOW, |w| {
        let mut profile = ViewProfile {
            name: name.into(),
            sharing,
            version: 0,
        };
        let view_id = w.insert_view(UserId(2), &profile)?;
        profile.version = w.add_view_version(view_id, content)?;
        w.update_view(view_id, &profile)
    });
}

#[test]
fn a_view_is_saved_changed_deleted_and_each_is_set_back() {
    let office = TestOffice::entered();
    let saved = office.act(create("Zoë and friends"));
    assert_eq!(office.newest_entry(), "view.create|0|1|1");
    let found = views(&office).remove(0);
    assert_eq!(found.view.content, content("zoë"));
    assert!(found.is_own && found.may_change);
    let wanted = draft("Friends", Sharing::Private, content("ada"));
    let changed = office.act(update(&found, wanted));
    let now = views(&office).remove(0).view;
    assert_eq!((now.profile.version, now.content), (2, content("ada")));
    office.submit(UndoCommand::of(changed)).unwrap();
    assert_eq!(views(&office).remove(0), found);
    let deleted = office.act(ViewCommand::Delete(found.view.view_id));
    assert_eq!(names(&office), [""; 0]);
    office.submit(UndoCommand::of(deleted)).unwrap();
    assert_eq!(views(&office), [found]);
    office.submit(UndoCommand::of(saved)).unwrap();
    assert_eq!(names(&office), [""; 0]);
    office.assert_intact();
}

#[test]
fn what_a_view_shows_is_not_in_the_log() {
    let office = TestOffice::entered();
    office.submit(create("Friends")).unwrap();
    let told = office.told(ObjectKind::View);
    assert_eq!(
        told,
        [
            r#"[{"f":"name","n":"Friends"},{"f":"sharing","n":"Only its owner"},{"f":"version","n":"1"}]"#
        ]
    );
    let anywhere = "SELECT count(*) FROM audit_change WHERE CAST(payload AS TEXT) LIKE '%zoë%'";
    assert_eq!(office.sql(anywhere), ["0"]);
}

#[test]
fn names_are_clean_and_unlike_each_other() {
    let office = TestOffice::entered();
    office.submit(create("  New this quarter ")).unwrap();
    assert_eq!(names(&office), ["New this quarter"]);
    for wrong in ["NEW THIS QUARTER", "", "x"] {
        assert!(
            matches!(office.submit(create(wrong)), Err(AppError::Invalid(_))),
            "{wrong:?}"
        );
    }
    let found = views(&office).remove(0);
    let same = draft("new this quarter", Sharing::Private, content("zoë"));
    office.submit(update(&found, same)).unwrap();
    let stale = draft("Other", Sharing::Private, content("zoë"));
    let stale = office.submit(update(&found, stale));
    assert!(matches!(stale, Err(AppError::Conflict)));
    let mut broken = content("zoë");
    broken.filter = Filter::of(Term::new(FilterField::Status, Test::Contains("x".into())));
    let broken = ViewCommand::Create(draft("Broken", Sharing::Private, broken));
    assert!(matches!(office.submit(broken), Err(AppError::Invalid(_))));
}

#[test]
fn others_find_what_is_shared_and_only_that() {
    let office = TestOffice::entered();
    let mut by_email = content("zoë");
    by_email.filter = Filter::of(Term::new(FilterField::Email, Test::Contains("zoë".into())));
    for (name, sharing, content) in [
        ("Hidden", Sharing::Private, &content("zoë")),
        ("By name", Sharing::Office, &content("zoë")),
        ("By email", Sharing::Office, &by_email),
    ] {
        of_another(&office, name, (sharing, content));
    }
    assert_eq!(names(&office), ["By email", "By name"]);
    let (hidden, by_name) = (ViewId(1), ViewId(2));
    let not_found = |result| matches!(result, Err(AppError::Store(StoreError::NotFound)));
    assert!(not_found(office.submit(ViewCommand::Delete(hidden))));
    assert!(not_found(office.submit(ViewCommand::Start(Some(hidden)))));
    office.submit(ViewCommand::Start(Some(by_name))).unwrap();
    assert_eq!(office.ask(Views).unwrap().start, Some(by_name));
    office.forbid("users.view_contact");
    assert_eq!(names(&office), ["By name"]);
    office.forbid("settings.manage");
    let kept = views(&office).remove(0);
    assert!(!kept.is_own && !kept.may_change);
    let refused = office.submit(ViewCommand::Delete(by_name));
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::SettingsManage))
    ));
    office.submit(ViewCommand::Start(None)).unwrap();
    assert_eq!(office.ask(Views).unwrap().start, None);
    office.assert_intact();
}

#[test]
fn a_deleted_view_begins_nobodys_list_and_its_way_back_is_told() {
    let office = TestOffice::entered();
    office.submit(create("Friends")).unwrap();
    let view_id = views(&office).remove(0).view.view_id;
    office.submit(ViewCommand::Start(Some(view_id))).unwrap();
    let seq = office.act(ViewCommand::Delete(view_id));
    assert_eq!(office.ask(Views).unwrap().start, None);
    assert!(office.sql("SELECT 1 FROM start_view").is_empty());
    let preview = office.ask(UndoPreview { seq }).unwrap();
    assert_eq!(preview.objects.len(), 1);
    assert_eq!(preview.objects[0].name, "Friends");
    assert!(preview.has_changes() && !preview.has_conflicts());
}
