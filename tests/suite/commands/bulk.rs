//! Deeds on many people: the same as doing it to each by hand, in one act that can be set back, all of it or nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use rollcall::app::commands::Reply;
use rollcall::app::commands::bulk::BulkCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::user::INVITATION_MINUTES;
use rollcall::app::error::AppError;
use rollcall::app::queries::bulk::{BulkPreview, BulkPreviewAnswer};
use rollcall::app::queries::undo::UndoPreview;
use rollcall::app::queries::user_list::UserList;
use rollcall::domain::audit::{ObjectKind, Touched};
use rollcall::domain::bulk::{Belonging, Chosen, Deed, Refusal};
use rollcall::domain::ids::{RoleId, TeamId, UserId, WorkspaceId};
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::user::{AccountStatus, Onboarding, Profile};
use rollcall::store::testing;

use super::undo::change;
use crate::support::office::{MAYA, MEMBER, TOMAS, TestOffice};
use crate::support::outside::NOW;

const EVERY_DEED: &[fn() -> Deed] = &[
    || Deed::SetStatus(AccountStatus::Active),
    || Deed::SetStatus(AccountStatus::Inactive),
    || Deed::Add(Belonging::Role(MEMBER)),
    || Deed::Remove(Belonging::Role(RoleId(3))),
    || Deed::Add(Belonging::Team(TeamId(2))),
    || Deed::Remove(Belonging::Team(TeamId(1))),
    || Deed::Add(Belonging::Workspace(WorkspaceId(3))),
    || Deed::Remove(Belonging::Workspace(WorkspaceId(1))),
    || Deed::Add(Belonging::Tag("on site".into())),
    || Deed::Remove(Belonging::Tag("vip".into())),
    || Deed::EndOn("2027-01-31".parse().ok()),
    || Deed::Resend,
    || Deed::Revoke,
    || Deed::Delete,
];

fn everyone() -> UserListQuery {
    UserListQuery::of(Scope::default(), Segment::All)
}

fn all() -> Chosen {
    Chosen::Matching(Box::new(everyone()), BTreeSet::new())
}

fn these(ids: &[UserId]) -> Chosen {
    Chosen::These(Arc::new(ids.to_vec()))
}

fn preview(office: &TestOffice, deed: &Deed, chosen: &Chosen) -> BulkPreviewAnswer {
    let (deed, chosen) = (deed.clone(), chosen.clone());
    office.ask(BulkPreview { deed, chosen }).unwrap()
}

fn command(deed: &Deed, chosen: &Chosen, found: &BulkPreviewAnswer) -> BulkCommand {
    BulkCommand {
        deed: deed.clone(),
        chosen: chosen.clone(),
        seen: Arc::clone(&found.changes),
    }
}

/// Everything about people but when and by whom they were changed.
fn people(office: &TestOffice) -> Vec<String> {
    let tables = [
        "SELECT user_id, name, email, status, onboarding, tags, title, invitation_expires_at, end_date, deleted_at IS NULL
        FROM user",
        "SELECT user_id, role_id, place, ends_on FROM user_role",
        "SELECT * FROM user_role_workspace",
        "SELECT * FROM user_team",
        "SELECT * FROM user_workspace",
    ];
    let rows = tables.iter().flat_map(|sql| office.sql(sql).into_iter());
    rows.collect()
}

fn newest(office: &TestOffice) -> i64 {
    office.sql("SELECT max(seq) FROM audit_entry")[0]
        .parse()
        .unwrap()
}

fn touched(office: &TestOffice, seq: i64) -> Vec<Touched> {
    office.read(|snapshot| snapshot.act(seq).unwrap().1)
}

#[test]
fn a_deed_is_what_each_edit_by_hand_would_be() {
    for (seed, deed) in (1..).zip(EVERY_DEED) {
        let deed = deed();
        if [Deed::Resend, Deed::Delete].contains(&deed) {
            // No edit by hand does that.
            continue;
        }
        let (many, one) = (TestOffice::crowd(seed, 60), TestOffice::crowd(seed, 60));
        let found = preview(&many, &deed, &all());
        assert!(found.changes.len() > 2, "{deed:?}: {}", found.changes.len());
        let done = many.submit(command(&deed, &all(), &found)).unwrap();
        assert_eq!(done, Reply::ChangedMany(found.changes.len() as u64));
        let (mut said, mut expected) = (touched(&many, newest(&many)), Vec::new());
        for user_id in found.changes.iter() {
            one.act(change(&one, *user_id, |draft| {
                let mut profile = Profile {
                    status: draft.status,
                    onboarding: draft.onboarding,
                    roles: draft.roles.clone(),
                    teams: draft.teams.clone(),
                    workspaces: draft.workspaces.clone(),
                    tags: draft.tags.clone(),
                    end_date: draft.end_date.parse().ok(),
                    ..Profile::default()
                };
                deed.apply(&mut profile);
                (draft.status, draft.onboarding) = (profile.status, profile.onboarding);
                (draft.roles, draft.teams) = (profile.roles, profile.teams);
                (draft.workspaces, draft.tags) = (profile.workspaces, profile.tags);
                let day = profile.end_date.map(|day| day.to_string());
                draft.end_date = day.unwrap_or_default();
            }));
            expected.extend(touched(&one, newest(&one)));
        }
        assert_eq!(people(&many), people(&one), "{deed:?}");
        for one in said.iter_mut().chain(&mut expected) {
            one.marks.sort_by(|a, b| a.key.cmp(&b.key));
        }
        assert_eq!(said, expected, "{deed:?}");
        many.assert_intact();
    }
}

#[test]
fn a_deed_is_set_back_and_done_again_as_one() {
    for (seed, deed) in (20..).zip(EVERY_DEED) {
        // More than a hundred are set back by the columns.
        let (office, deed) = (TestOffice::crowd(seed, 600), deed());
        let before = people(&office);
        let found = preview(&office, &deed, &all());
        let seq = office.act(command(&deed, &all(), &found));
        let after = people(&office);
        assert_ne!(before, after, "{deed:?}");
        let entry = office.newest_entry();
        let expected = format!("{}|0|1|{}", deed.name(), found.changes.len());
        assert_eq!(entry, expected);
        let undone = office.act(UndoCommand::of(seq));
        assert_eq!(people(&office), before, "{deed:?}");
        office.act(UndoCommand::of(undone));
        assert_eq!(people(&office), after, "{deed:?}");
        office.assert_intact();
    }
}

#[test]
fn whoever_is_so_already_is_left_alone_and_who_may_not_be_changed_is_told() {
    let office = TestOffice::crowd(3, 40);
    let deed = Deed::SetStatus(AccountStatus::Inactive);
    let found = preview(&office, &deed, &all());
    let inactive = office.sql("SELECT count(*) FROM user WHERE status = 0");
    assert_eq!(found.already.len().to_string(), inactive[0]);
    // Maya gives the command; she would shut herself out.
    let told: Vec<_> = found.refused.iter().collect();
    assert_eq!(told, [(&Refusal::Oneself, &Arc::new(vec![MAYA]))]);
    let counted = found.changes.len() + found.already.len() + 1;
    let listed = office.ask(UserList(everyone())).unwrap().ids.len();
    assert_eq!(counted, listed);
    let missing = these(&[TOMAS, UserId(9_999)]);
    assert_eq!(preview(&office, &deed, &missing).gone, 1);
}

#[test]
fn an_office_keeps_somebody_who_administers_it() {
    let office = TestOffice::entered();
    // Tomás alone administers it; Maya may change people by another role.
    for sql in [
        "UPDATE user_role SET role_id = 1 WHERE user_id = 2",
        "UPDATE user_role SET role_id = 10 WHERE user_id = 1",
        "INSERT INTO role_permission VALUES (10, 'users.view'), (10, 'users.update')",
    ] {
        testing::execute(&office.path(), sql).unwrap();
    }
    let deed = Deed::SetStatus(AccountStatus::Inactive);
    let found = preview(&office, &deed, &all());
    assert!(found.changes.is_empty());
    let told: Vec<_> = found.refused.iter().collect();
    let kept = (&Refusal::LastAdministrator, &Arc::new(vec![TOMAS]));
    assert_eq!(told, [kept, (&Refusal::Oneself, &Arc::new(vec![MAYA]))]);
}

#[test]
fn others_meanwhile_are_asked_about_again() {
    let office = TestOffice::crowd(5, 30);
    let deed = Deed::Add(Belonging::Team(TeamId(1)));
    let found = preview(&office, &deed, &all());
    let first = found.changes[0];
    office.act(change(&office, first, |draft| {
        draft.teams.insert(TeamId(1));
    }));
    let before = (people(&office), office.entries());
    let refused = office.submit(command(&deed, &all(), &found));
    assert!(matches!(refused, Err(AppError::SetChanged)), "{refused:?}");
    assert_eq!((people(&office), office.entries()), before);
    let again = preview(&office, &deed, &all());
    assert_eq!(again.changes.len() + 1, found.changes.len());
    office.submit(command(&deed, &all(), &again)).unwrap();
    let nobody = preview(&office, &deed, &all());
    let refused = office.submit(command(&deed, &all(), &nobody));
    assert!(
        matches!(refused, Err(AppError::NobodyToChange)),
        "{refused:?}"
    );
}

#[test]
fn one_that_is_stopped_has_changed_nobody() {
    let office = TestOffice::crowd(6, 30);
    let deed = Deed::Add(Belonging::Tag("late".into()));
    let found = preview(&office, &deed, &all());
    let before = (people(&office), office.entries());
    let ticket = office
        .backend()
        .submit(command(&deed, &all(), &found).into());
    ticket.progress().cancel();
    while office.backend().step() {}
    assert!(matches!(ticket.take(), Some(Err(AppError::Cancelled))));
    assert_eq!((people(&office), office.entries()), before);
}

#[test]
fn what_was_changed_since_stays_unless_it_is_wanted_all_the_same() {
    let office = TestOffice::crowd(11, 300);
    let take = Deed::Remove(Belonging::Role(RoleId(3)));
    let give = Deed::Add(Belonging::Role(RoleId(3)));
    let found = preview(&office, &give, &all());
    office.submit(command(&give, &all(), &found)).unwrap();
    let found = preview(&office, &take, &all());
    let seq = office.act(command(&take, &all(), &found));
    // Given back to one of them by hand, at another time.
    let one = found.changes[0];
    office.clock.advance_ms(60_000);
    office.act(change(&office, one, |draft| {
        draft.roles.insert(RoleId(3));
    }));
    let shown = office.ask(UndoPreview { seq }).unwrap();
    assert!(shown.has_conflicts());
    let over = [((ObjectKind::User, one.0), ["roles/3".to_owned()].into())];
    let over = over.into();
    let undone = office.act(UndoCommand { seq, over });
    let holders = office.sql("SELECT count(*) FROM user_role WHERE role_id = 3");
    // Maya kept it: nobody shuts themselves out together with others.
    assert_eq!(holders, [(found.changes.len() + 1).to_string()]);
    assert_eq!(touched(&office, undone).len(), found.changes.len());
    office.assert_intact();
}

#[test]
fn an_invitation_that_was_answered_since_is_left_alone() {
    let office = TestOffice::crowd(12, 400);
    let found = preview(&office, &Deed::Revoke, &all());
    assert!(found.changes.len() > 100);
    let seq = office.act(command(&Deed::Revoke, &all(), &found));
    let one = found.changes[0];
    office.act(change(&office, one, |draft| {
        draft.onboarding = Onboarding::Completed;
    }));
    let undone = office.act(UndoCommand::of(seq));
    let changed = touched(&office, undone);
    assert_eq!(changed.len() + 1, found.changes.len());
    assert!(changed.iter().all(|changed| changed.object_id != one.0));
    let again = office.submit(UndoCommand::of(seq));
    assert!(matches!(again, Err(AppError::NothingToUndo)), "{again:?}");
}

#[test]
fn all_that_match_can_be_without_some() {
    let office = TestOffice::crowd(7, 30);
    let mut query = everyone();
    query.search = "an".into();
    let listed = office.ask(UserList(query.clone())).unwrap().ids;
    let but: BTreeSet<UserId> = listed.iter().copied().take(2).collect();
    let chosen = Chosen::Matching(Box::new(query), but.clone());
    let deed = Deed::Add(Belonging::Tag("found".into()));
    let found = preview(&office, &deed, &chosen);
    let expected: BTreeSet<_> = listed
        .iter()
        .copied()
        .filter(|id| !but.contains(id))
        .collect();
    assert_eq!(
        found.changes.iter().copied().collect::<BTreeSet<_>>(),
        expected
    );
    office.submit(command(&deed, &chosen, &found)).unwrap();
    let sql = "SELECT count(*) FROM user WHERE tags LIKE '%\"found\"%'";
    assert_eq!(office.sql(sql), [expected.len().to_string()]);
}

#[test]
fn an_invitation_that_ran_out_is_open_again_as_long_as_a_new_one() {
    let office = TestOffice::crowd(8, 60);
    let found = preview(&office, &Deed::Resend, &all());
    let counted: usize = found.refused.values().map(|ids| ids.len()).sum();
    assert_eq!(found.changes.len() + counted, 62);
    office
        .submit(command(&Deed::Resend, &all(), &found))
        .unwrap();
    let until = NOW.plus_minutes(INVITATION_MINUTES).0;
    let sql = format!(
        "SELECT count(*) FROM user WHERE onboarding IN ({}, {}) AND invitation_expires_at = {until}",
        Onboarding::Launched.code(),
        Onboarding::InProgress.code(),
    );
    assert_eq!(office.sql(&sql), [found.changes.len().to_string()]);
    let reasons: Vec<_> = found.refused.keys().copied().collect();
    let expected = [Refusal::NotInvited, Refusal::Completed, Refusal::Revoked];
    assert_eq!(reasons, expected);
}

#[test]
fn many_are_changed_after_a_backup() {
    let office = TestOffice::crowd(9, 1_200);
    let deed = Deed::Add(Belonging::Tag("many".into()));
    let found = preview(&office, &deed, &all());
    assert!(found.changes.len() > 1_000);
    office.submit(command(&deed, &all(), &found)).unwrap();
    let folder = rollcall::app::backups::folder(&office.path());
    let made = rollcall::app::backups::find(&office.path(), &folder);
    let reasons: Vec<_> = made.iter().map(|backup| backup.reason.key()).collect();
    assert_eq!(reasons, ["bulk"]);
    office.assert_intact();
}
