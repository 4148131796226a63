//! Whoever stands on a client's side knows of the workspaces that are open to this client, and of no others.

use rollcall::app::error::AppError;
use rollcall::app::queries::directory::WholeDirectory;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::queries::workspaces::Workspaces;
use rollcall::domain::ids::{UserId, WorkspaceId};

use super::twins::{Differ, Twin, Viewer, Which};

/// Petra, of the viewer's client, works in Studio and Nocturne.
const PETRA: UserId = UserId(3);
const STUDIO: WorkspaceId = WorkspaceId(1);
const NOCTURNE: WorkspaceId = WorkspaceId(2);

fn client() -> Twin {
    let twin = Twin::new(Differ::Contact, Which::First, Viewer::OfClient);
    twin.sql("UPDATE workspace SET visibility = 0, client_id = NULL");
    twin
}

/// The names that the lists have, and those that the page of workspaces shows.
fn named(twin: &Twin) -> [Vec<String>; 2] {
    let directory = twin.ask(WholeDirectory).unwrap();
    let page = twin.ask(Workspaces).unwrap();
    [
        directory.workspaces.into_iter().map(|w| w.name).collect(),
        page.workspaces
            .into_iter()
            .map(|w| w.profile.name)
            .collect(),
    ]
}

fn open(twin: &Twin, client_id: i64) {
    twin.sql(&format!(
        "UPDATE workspace SET visibility = 1, client_id = {client_id} WHERE workspace_id = 2"
    ));
}

#[test]
fn a_client_sees_the_names_of_workspaces_open_to_it_alone() {
    let twin = client();
    assert_eq!(named(&twin), [vec![], Vec::<String>::new()]);
    open(&twin, 2);
    assert_eq!(
        named(&twin),
        [vec![], Vec::<String>::new()],
        "that of another client"
    );
    open(&twin, 1);
    let nocturne = vec!["Nocturne".to_owned()];
    assert_eq!(named(&twin), [nocturne.clone(), nocturne]);
}

#[test]
fn a_record_and_its_history_name_no_others() {
    let twin = client();
    let detail = twin.ask(UserDetail::of(PETRA)).unwrap();
    assert!(detail.record.profile.workspaces.is_empty());
    assert!(!format!("{:?}", detail.history).contains("Nocturne"));
    open(&twin, 1);
    let detail = twin.ask(UserDetail::of(PETRA)).unwrap();
    assert_eq!(detail.record.profile.workspaces, [NOCTURNE].into());
}

#[test]
fn what_is_not_seen_of_a_person_stays_when_they_are_changed() {
    let twin = client();
    open(&twin, 1);
    twin.update(PETRA, |draft| draft.title = "Printer".into())
        .unwrap();
    let places = twin.rows("SELECT workspace_id FROM user_workspace WHERE user_id = 3");
    assert_eq!(places, [STUDIO.0.to_string(), NOCTURNE.0.to_string()]);
}

#[test]
fn nobody_is_put_into_a_workspace_that_is_not_seen() {
    let twin = client();
    open(&twin, 1);
    let hidden = twin.rows("SELECT min(workspace_id) FROM workspace WHERE visibility = 0");
    let hidden = WorkspaceId(hidden[0].parse().unwrap());
    twin.sql("DELETE FROM user_workspace WHERE user_id = 3 AND workspace_id <> 2");
    let moved = twin.update(PETRA, |draft| draft.workspaces.extend([hidden]));
    assert!(matches!(moved, Err(AppError::Invalid(_))), "{moved:?}");
    let places = twin.rows("SELECT workspace_id FROM user_workspace WHERE user_id = 3");
    assert_eq!(places, [NOCTURNE.0.to_string()]);
}

#[test]
fn owners_who_are_not_seen_are_someone_else() {
    let twin = client();
    open(&twin, 1);
    twin.sql("UPDATE workspace SET owner_id = 2, billing_id = 3 WHERE workspace_id = 2");
    let page = twin.ask(Workspaces).unwrap().workspaces;
    assert_eq!(page[0].owner.as_deref(), Some("Someone else"));
    let petra = twin.ask(UserDetail::of(PETRA)).unwrap().record;
    assert_eq!(page[0].billing, Some(petra.profile.name));
}
