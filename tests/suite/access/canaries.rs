//! What the operator may not see comes out nowhere: by no list, search, order, count, error, export or log.

use rollcall::app::commands::user::UserCommand;
use rollcall::app::error::AppError;
use rollcall::app::exports::Export;
use rollcall::app::queries::email_owner::{AddressOwner, EmailOwner};
use rollcall::app::queries::user_list::UserList;
use rollcall::domain::change::Field;
use rollcall::domain::ids::{UserId, WorkspaceId};
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use rollcall::domain::validation::draft::UserDraft;

use super::answers::{self, Told};
use super::twins::{Differ, Twin, VERA, Viewer, Which, contact};

/// Whole values and parts of them, in both offices, and beside a word that is seen.
fn needles() -> Vec<String> {
    let mut all = Vec::new();
    for which in [Which::First, Which::Second] {
        let [email, phone, extension] = contact(which, 4);
        let parts = [
            &email[..],
            &email[1..6],
            &email[10..],
            &phone[1..],
            &phone[5..10],
        ];
        all.extend(parts.map(str::to_owned));
        all.extend([
            format!("Anton {}", &email[2..7]),
            format!("c-000004 {}", &phone[4..]),
        ]);
        all.push(extension);
    }
    all
}

/// What may stand in no answer.
fn tokens() -> Vec<String> {
    let mut all: Vec<String> = [
        "qaxvort",
        "zzkelm",
        "hidden-ab",
        "secret-yz",
        "35191234",
        "35196789",
    ]
    .map(str::to_owned)
    .into();
    for which in [Which::First, Which::Second] {
        all.extend((3..8).map(|number| contact(which, number)[2].clone()));
    }
    all
}

/// Fails where the two offices answer differently.
fn assert_same(first: &[Told], second: &[Told]) {
    assert_eq!(first.len(), second.len());
    for (a, b) in first.iter().zip(second) {
        assert_eq!(a.0, b.0);
        let at =
            a.1.bytes()
                .zip(b.1.bytes())
                .take_while(|(a, b)| a == b)
                .count();
        let near =
            |text: &str| -> String { text.chars().skip(at.saturating_sub(60)).take(160).collect() };
        assert!(a.1 == b.1, "{}\n{}\n{}", a.0, near(&a.1), near(&b.1));
    }
}

fn assert_silent(told: &[Told], tokens: &[String]) {
    for (question, answer) in told {
        let said = tokens.iter().find(|token| answer.contains(*token));
        // A file repeats what was searched for, which is the operator's own word.
        let is_own = said.is_some_and(|token| question.contains(token));
        assert!(said.is_none() || is_own, "{said:?} is said by {question}");
    }
}

fn pair(differ: Differ, viewer: Viewer) -> [Twin; 2] {
    [Which::First, Which::Second].map(|which| Twin::new(differ, which, viewer))
}

#[test]
fn hidden_contact_data_changes_no_answer() {
    for viewer in [Viewer::NoContact, Viewer::ContactInAtlas] {
        let twins = pair(Differ::Contact, viewer);
        let [first, second] = twins
            .each_ref()
            .map(|twin| answers::everything(twin, &needles()));
        assert!(first.len() > 500, "{} answers", first.len());
        assert_silent(&first, &tokens());
        assert_same(&first, &second);
    }
}

#[test]
fn hidden_contact_data_is_in_no_file() {
    for viewer in [Viewer::NoContact, Viewer::ContactInAtlas] {
        let twins = pair(Differ::Contact, viewer);
        let exports = answers::exports(&needles()[..3]);
        let [first, second] = twins.each_ref().map(|twin| answers::files(twin, &exports));
        assert!(first.iter().any(|(_, text)| text.contains("Petra Adler")));
        let of_vera = first
            .iter()
            .any(|(_, text)| text.contains("vera@office.example"));
        assert_eq!(of_vera, viewer == Viewer::ContactInAtlas);
        assert_silent(&first, &tokens());
        assert_same(&first, &second);
    }
}

#[test]
fn what_is_seen_in_one_workspace_is_found_there_and_nowhere_else() {
    let twin = Twin::new(Differ::Contact, Which::First, Viewer::ContactInAtlas);
    let found = |search: &str, column| {
        let sort = Sort {
            column,
            direction: Direction::Ascending,
        };
        let query = UserListQuery {
            search: search.to_owned(),
            sort,
            ..UserListQuery::of(Scope::default(), Segment::All)
        };
        twin.ask(UserList(query)).unwrap().ids.to_vec()
    };
    assert_eq!(found("vera@office", UserColumn::Name), [VERA]);
    assert!(found("qaxvort", UserColumn::Name).is_empty());
    let by_email = found("", UserColumn::Email);
    assert_eq!(
        by_email.iter().position(|id| *id == UserId(3)),
        Some(2 + seen_in_atlas(&twin))
    );
    let owner = |email: &str| {
        let email = email.to_owned();
        twin.ask(EmailOwner {
            email,
            except: None,
        })
        .unwrap()
    };
    assert_eq!(owner("vera@office.example"), AddressOwner::Known(VERA));
    assert_eq!(owner(&contact(Which::First, 4)[0]), AddressOwner::Hidden);
}

/// Members of Atlas with an address come before all whose address is hidden; then Olga or Ada where they are hidden.
fn seen_in_atlas(twin: &Twin) -> usize {
    let sql = "SELECT user_id FROM user_workspace WHERE workspace_id = 3 AND user_id > 2";
    let others = twin.rows(sql).len();
    // Olga is a member of Atlas herself, Ada is hidden.
    others
}

#[test]
fn sorting_by_what_is_hidden_from_all_is_refused() {
    let twin = Twin::new(Differ::Contact, Which::First, Viewer::NoContact);
    let query = UserListQuery {
        sort: Sort {
            column: UserColumn::Email,
            direction: Direction::Ascending,
        },
        ..UserListQuery::of(Scope::default(), Segment::All)
    };
    let refused = twin.ask(UserList(query));
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::UsersViewContact))
    ));
}

#[test]
fn errors_name_nobody_whose_address_is_hidden() {
    let twin = Twin::new(Differ::Contact, Which::First, Viewer::ContactInAtlas);
    let draft = UserDraft {
        name: "Nell Newcomer".into(),
        email: contact(Which::First, 4)[0].clone(),
        workspaces: [WorkspaceId(3)].into(),
        ..UserDraft::default()
    };
    let refused = twin.submit(UserCommand::Create(Box::new(draft.clone())));
    let Err(AppError::Invalid(issues)) = &refused else {
        panic!("{refused:?}");
    };
    assert!(issues.get(Field::Email).is_some());
    let said = format!("{refused:?} {:?}", refused.as_ref().unwrap_err().message());
    for token in ["C-0000", "Anton", "UserId", "qaxvort"] {
        assert!(!said.contains(token), "{said}");
    }
    let without = Twin::new(Differ::Contact, Which::First, Viewer::NoContact);
    let refused = without.submit(UserCommand::Create(Box::new(draft)));
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::UsersViewContact))
    ));
}

#[test]
fn who_edits_without_seeing_contact_data_leaves_it_as_it_is() {
    for viewer in [Viewer::NoContact, Viewer::ContactInAtlas] {
        let twin = Twin::new(Differ::Contact, Which::First, viewer);
        // As it came from elsewhere: not in the form in which a form would store it.
        twin.sql("UPDATE user SET phone = '912 340 917', extension = '0077' WHERE user_id = 4");
        let stored =
            || twin.rows("SELECT email, email_key, phone, extension FROM user WHERE user_id = 4");
        let before = stored();
        twin.update(UserId(4), |draft| draft.title = "Printer".into())
            .unwrap();
        assert_eq!(stored(), before);
        // What is typed into fields that are not there is not taken; nor is it judged, which would tell of what is there.
        for (email, phone, extension) in [
            ("other@office.example", "+351912000000", "1"),
            ("not an address", "none", "none"),
            (contact(Which::First, 3)[0].as_str(), "", ""),
        ] {
            twin.update(UserId(4), |draft| {
                draft.title.push('r');
                draft.email = email.to_owned();
                draft.phone = phone.to_owned();
                draft.extension = extension.to_owned();
            })
            .unwrap();
            assert_eq!(stored(), before);
        }
        let title = twin.rows("SELECT title FROM user WHERE user_id = 4");
        assert_eq!(title, ["Printerrrr"]);
    }
}

#[test]
fn the_clear_parts_of_the_log_hold_nothing_of_people() {
    let twin = Twin::new(Differ::Contact, Which::First, Viewer::ContactInAtlas);
    twin.update(UserId(4), |draft| draft.title = "Printer".into())
        .unwrap();
    answers::files(&twin, &[Export::Insight(Scope::default())]);
    answers::files(&twin, &answers::exports(&[])[..4]);
    let searched = answers::exports(&needles()[..2]);
    answers::files(&twin, &searched[searched.len() - 4..]);
    let taken = UserDraft {
        name: "Nell Newcomer".into(),
        email: contact(Which::First, 4)[0].clone(),
        workspaces: [WorkspaceId(3)].into(),
        ..UserDraft::default()
    };
    twin.submit(UserCommand::Create(Box::new(taken)))
        .unwrap_err();
    let log = twin.rows("SELECT command, reason, details FROM audit_entry");
    assert!(log.iter().any(|row| row.starts_with("data.export")));
    let changes = twin.rows("SELECT object_kind, payload FROM audit_change");
    assert!(changes.iter().any(|row| row.starts_with("1|")));
    let mut secret = tokens();
    secret.extend(["Petra", "Anton", "Nell", "Printer", "old."].map(str::to_owned));
    for row in log.iter().chain(&changes) {
        for token in &secret {
            let bytes: String = token.bytes().map(|byte| format!("{byte:02x}")).collect();
            assert!(
                !row.contains(token) && !row.contains(&bytes),
                "{token} in {row}"
            );
        }
    }
}

/// Names of other workspaces and of those who work there or for other clients.
const ELSEWHERE: [&str; 8] = [
    "Nocturne", "Umbra", "Qorbin", "Wulfhild", "Ulrich", "Ysolde", "Vera", "Ada",
];

fn assert_nobody_from_elsewhere(differ: Differ, viewer: Viewer, names: &[&str]) {
    let mut needles: Vec<String> = ELSEWHERE.map(str::to_owned).into();
    needles.extend(["vera@", "elsewhere", "93300", "c-00001"].map(str::to_owned));
    let twins = pair(differ, viewer);
    let [mut first, mut second] = twins
        .each_ref()
        .map(|twin| answers::everything(twin, &needles));
    let exports = answers::exports(&needles[..2]);
    first.extend(answers::files(&twins[0], &exports));
    second.extend(answers::files(&twins[1], &exports));
    assert!(first.iter().any(|(_, text)| text.contains("Petra Adler")));
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    assert_silent(&first, &names);
    assert_silent(&second, &names);
    assert_same(&first, &second);
}

#[test]
fn who_works_elsewhere_changes_no_answer() {
    assert_nobody_from_elsewhere(Differ::Strangers, Viewer::InStudio, &ELSEWHERE);
}

#[test]
fn other_clients_people_and_the_offices_own_change_no_answer() {
    let people = &ELSEWHERE[2..];
    assert_nobody_from_elsewhere(Differ::OtherClients, Viewer::OfClient, people);
}
