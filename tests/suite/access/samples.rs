//! One try of every entry, aimed at the target wherever it can be, and what came of it.

use std::fmt::Debug;

use rollcall::app::commands::Command;
use rollcall::app::commands::export::ExportCommand;
use rollcall::app::commands::import::ImportCommand;
use rollcall::app::commands::role::RoleCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::error::AppError;
use rollcall::app::exports::Export;
use rollcall::app::imports::{Request, start};
use rollcall::app::queries::audit_log::{AuditEntry, AuditLog, AuditRows};
use rollcall::app::queries::backups::Backups;
use rollcall::app::queries::cover::Cover;
use rollcall::app::queries::directory::WholeDirectory;
use rollcall::app::queries::email_owner::{AddressOwner, EmailOwner};
use rollcall::app::queries::field_values::FieldValues;
use rollcall::app::queries::insight::InsightOf;
use rollcall::app::queries::me::Me;
use rollcall::app::queries::own_account::OwnAccount;
use rollcall::app::queries::totals::Totals;
use rollcall::app::queries::undo::UndoPreview;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::queries::user_list::{UserList, UserRows};
use rollcall::app::queries::views::Views;
use rollcall::domain::audit::ObjectKind;
use rollcall::domain::filter::FilterField;
use rollcall::domain::ids::{RoleId, UserId, WorkspaceId};
use rollcall::domain::log::LogFilter;
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment, Sort, UserListQuery};
use rollcall::domain::time::Timestamp;
use rollcall::domain::validation::draft::UserDraft;
use rollcall::store::error::StoreError;

use super::acts::{of_access, of_acts};
use super::entries::{Deed, Entry, Errand, Question};
use super::ground::{ADDRESS, Ground, SPARE, TARGET, TRACES, Template, ZYMURGY, target_profile};
use super::many::{of_many, of_some, target};
use super::office::fitted;
use super::own;
use super::situations::Situation;
use super::upkeep::{ask_of_file, of_the_file};
use super::views::of_views;
use crate::support::outside::NOW;

/// What came of a try.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// A deed was done; an answer names or counts the target.
    Yes,
    /// It was answered without the target.
    Without,
    /// It was answered that there is something that may not be seen.
    Hidden,
    /// There is nothing like that.
    NotFound,
    /// Some field of what was wanted goes too far.
    Refused,
    /// It may not be asked or done.
    Denied,
}

impl Outcome {
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Without => "without",
            Self::Hidden => "hidden",
            Self::NotFound => "not found",
            Self::Refused => "refused",
            Self::Denied => "denied",
        }
    }
}

#[expect(
    clippy::fn_params_excessive_bools,
    reason = "a condition becomes an outcome"
)]
pub fn seen_if(is_seen: bool) -> Outcome {
    if is_seen {
        Outcome::Yes
    } else {
        Outcome::Without
    }
}

/// Whether a text gives the target away.
pub fn gives_away(text: &str) -> bool {
    TRACES.iter().any(|trace| text.contains(trace))
}

/// What an error means. It never names the target.
fn failed(error: &AppError, entry: Entry) -> Outcome {
    let said = format!("{error:?} {:?}", error.message());
    assert!(!gives_away(&said), "{entry:?}: {said}");
    match error {
        AppError::Denied(_) | AppError::NotSignedIn | AppError::SessionOver => Outcome::Denied,
        AppError::Store(StoreError::NotFound) => Outcome::NotFound,
        AppError::Invalid(_)
        | AppError::SetChanged
        | AppError::NobodyToChange
        | AppError::NothingToUndo
        | AppError::InvalidTerms(_)
        | AppError::InUse(..)
        | AppError::NotEncrypted
        | AppError::Store(StoreError::MissingFolder(_))
        | AppError::WrongCredentials
        | AppError::WrongPassword
        | AppError::WrongCode => Outcome::Refused,
        other => panic!("{entry:?}: {other:?}"),
    }
}

/// Tries an entry.
pub fn attempt(
    entry: Entry,
    ground: &Ground,
    template: &Template,
    situation: &Situation,
) -> Outcome {
    let tried = match (entry, ground.looking()) {
        (Entry::Errand(errand), Some(looking)) => looking.run(errand),
        (Entry::Deed(deed), Some(looking)) if !entry.moves_the_operator() => {
            looking.begin(&command(deed, template, situation))
        }
        (Entry::Question(question), _) => ask(question, ground, (template, situation)),
        (Entry::SegmentList, _) => list(ground, Segment::Role(ZYMURGY)),
        (Entry::Errand(errand), None) => run(errand, ground, template),
        (Entry::Deed(deed), _) => ground
            .submit(fitted(command(deed, template, situation), ground))
            .map(|_| Outcome::Yes),
    };
    tried.unwrap_or_else(|error| failed(&error, entry))
}

pub fn told(answer: &impl Debug) -> Outcome {
    seen_if(gives_away(&format!("{answer:?}")))
}

fn ask(
    question: Question,
    ground: &Ground,
    (template, situation): (&Template, &Situation),
) -> Result<Outcome, AppError> {
    Ok(match question {
        Question::Cover => told(&ground.ask(Cover)?),
        Question::WholeDirectory => directory(ground, situation)?,
        Question::EmailOwner => match ground.ask(EmailOwner {
            email: ADDRESS.to_owned(),
            except: None,
        })? {
            AddressOwner::Known(owner) => seen_if(owner == TARGET),
            AddressOwner::Hidden => Outcome::Hidden,
            AddressOwner::Nobody => Outcome::Without,
        },
        Question::FieldValues => told(&ground.ask(FieldValues(FilterField::Tags))?),
        Question::InsightOf => insight(ground, Scope::default())?,
        Question::Me => told(&ground.ask(Me)?),
        Question::OwnAccount => told(&ground.ask(OwnAccount)?),
        Question::OpenSessions
        | Question::SessionList
        | Question::SessionRows
        | Question::SessionFigures
        | Question::PersonSessions => own::of_sessions(question, ground)?,
        Question::Totals => totals(ground)?,
        Question::UserDetail => told(&ground.ask(UserDetail::of(TARGET))?),
        Question::UserList => list(ground, Segment::All)?,
        Question::BulkPreview
        | Question::Bin
        | Question::Overdue
        | Question::UserRows
        | Question::RecordedOn => of_some(question, ground)?,
        // Nothing in these is about the target.
        Question::Views => told(&ground.ask(Views)?.views.len()),
        Question::Backups => told(&ground.ask(Backups)?.rows.len()),
        Question::UndoPreview | Question::AuditLog | Question::AuditRows | Question::AuditEntry => {
            of_the_log(question, ground, template.acts.user)?
        }
        Question::AboutFile | Question::LogStanding => ask_of_file(question, ground)?,
        Question::HolderCounts
        | Question::RoleHolders
        | Question::HolderRows
        | Question::Why
        | Question::WhyNot
        | Question::Workspaces
        | Question::Teams
        | Question::Plans
        | Question::PersonPlans
        | Question::PlanChange
        | Question::TermsChange
        | Question::WhoCan
        | Question::AccessChanges
        | Question::ReviewList
        | Question::ReviewCandidates
        | Question::Reviews
        | Question::ReviewItems => of_access(question, ground, situation)?,
    })
}

/// Whether the workspace that everything is about is in the directory.
fn directory(ground: &Ground, situation: &Situation) -> Result<Outcome, AppError> {
    let directory = ground.ask(WholeDirectory)?;
    let place = WorkspaceId(situation.workspace);
    Ok(seen_if(directory.workspaces.iter().any(|w| w.id == place)))
}

/// The list of what is about the target has an act, or not; what is told of the act names the target then.
fn of_the_log(question: Question, ground: &Ground, seq: i64) -> Result<Outcome, AppError> {
    Ok(match question {
        Question::UndoPreview => told(&ground.ask(UndoPreview { seq })?),
        Question::AuditRows => told(&ground.ask(AuditRows { seqs: vec![seq] })?),
        Question::AuditEntry => told(&ground.ask(AuditEntry { seq })?),
        _ => {
            let filter = LogFilter {
                object: Some((ObjectKind::User, TARGET.0)),
                ..LogFilter::default()
            };
            let entries = ground.ask(AuditLog { filter })?.entries;
            seen_if(entries.slice(0..entries.count()).contains(&seq))
        }
    })
}

fn insight(ground: &Ground, scope: Scope) -> Result<Outcome, AppError> {
    let insight = ground.ask(InsightOf {
        scope,
        refreshed: 0,
    })?;
    let counted = insight.roles.iter().find(|r| r.role_id == ZYMURGY);
    let is_counted = counted.is_some_and(|role| role.users > 0);
    assert_eq!(gives_away(&format!("{insight:?}")), is_counted);
    Ok(seen_if(is_counted))
}

/// The others who may be seen are counted one by one; one more is the target.
fn totals(ground: &Ground) -> Result<Outcome, AppError> {
    let counted = ground.ask(Totals)?.users;
    let others = UserRows {
        ids: vec![UserId(1), UserId(2)],
        as_of: NOW,
        day: None,
    };
    let others = ground.ask(others).map_or(0, |rows| rows.len()) as u64;
    assert!(counted == others || counted == others + 1);
    Ok(seen_if(counted > others))
}

fn query(segment: Segment) -> UserListQuery {
    UserListQuery::of(Scope::default(), segment)
}

/// A list and the number beside it agree about the target.
fn list(ground: &Ground, segment: Segment) -> Result<Outcome, AppError> {
    let answer = ground.ask(UserList(query(segment)))?;
    let is_there = answer.ids.contains(&TARGET);
    if segment == Segment::All {
        assert_eq!(answer.total, answer.ids.len() as u64);
    }
    Ok(seen_if(is_there))
}

/// The export of an errand; looking at a list is none.
pub fn export(errand: Errand) -> Option<Export> {
    let scope = Scope::default();
    match errand {
        Errand::Users => Some(Export::Users(query(Segment::All))),
        Errand::Chosen => Some(Export::Chosen(target(), Sort::default())),
        Errand::Segment => Some(Export::Users(query(Segment::Role(ZYMURGY)))),
        Errand::Insight => Some(Export::Insight(scope)),
        Errand::Sessions => Some(Export::Sessions(scope)),
        Errand::Review => Some(Export::Review(1)),
        Errand::Audit => Some(Export::Audit(LogFilter::default())),
        Errand::Person => Some(Export::Person(TARGET)),
        Errand::SessionPage => Some(Export::SessionList(Box::default())),
        Errand::FoundSessions => Some(Export::FoundSessions(scope, "quarry".to_owned())),
        Errand::Look | Errand::Rehearse => None,
    }
}

fn run(errand: Errand, ground: &Ground, template: &Template) -> Result<Outcome, AppError> {
    if let Some(export) = export(errand) {
        let text = ground.export(export)?;
        return Ok(seen_if(text.contains("Quarry") || text.contains("770001")));
    }
    if errand == Errand::Look {
        let request = Request::of(&template.prepared.path);
        let ticket = start::look(ground.backend(), request);
        return ground.wait(&ticket).map(|_| Outcome::Yes);
    }
    let ticket = start::rehearse(ground.backend(), template.prepared.clone());
    ground.wait(&ticket).map(|_| Outcome::Yes)
}

/// The command of a deed.
pub fn command(deed: Deed, template: &Template, situation: &Situation) -> Command {
    match deed {
        Deed::UserCreate => UserCommand::Create(Box::new(newcomer(situation))).into(),
        Deed::UserUpdate => update(UserDraft {
            title: "Changed".into(),
            ..UserDraft::from(&target_profile(situation))
        }),
        Deed::UserGrant => grant(situation),
        Deed::RoleAllow => RoleCommand::Allow(SPARE, Permission::UsersView).into(),
        Deed::RoleForbid => RoleCommand::Forbid(RoleId(2), Permission::UsersView).into(),
        Deed::RoleCreate => create_role(None),
        Deed::RoleCopy => create_role(Some(RoleId(1))),
        Deed::RoleRename => RoleCommand::Rename(SPARE, "Renamed".into()).into(),
        Deed::RoleDelete => RoleCommand::Delete(SPARE).into(),
        Deed::RolePlace
        | Deed::UserPassword
        | Deed::UserRestore
        | Deed::UndoUser
        | Deed::UndoRole
        | Deed::UndoSetting
        | Deed::UndoPlan
        | Deed::UndoView
        | Deed::ReviewRole
        | Deed::ReviewWorkspace => of_acts(deed, template, situation),
        Deed::ViewCreate
        | Deed::ViewShare
        | Deed::ViewUpdate
        | Deed::ViewUpdateOther
        | Deed::ViewDelete
        | Deed::ViewStart => of_views(deed),
        Deed::RecordExport => recorded_export(),
        Deed::FileCheck
        | Deed::FileCheckLog
        | Deed::FileRecount
        | Deed::FileAcceptLog
        | Deed::FileBundle => of_the_file(deed),
        Deed::Import => ImportCommand {
            prepared: Box::new(template.prepared.clone()),
        }
        .into(),
        Deed::SignIn
        | Deed::SignInFully
        | Deed::EnterDemo
        | Deed::Recover
        | Deed::SignOut
        | Deed::Lock
        | Deed::Unlock
        | Deed::Prove
        | Deed::OwnPassword
        | Deed::OwnFactorOn
        | Deed::OwnFactorOff
        | Deed::OwnCodes
        | Deed::OwnSession
        | Deed::OwnSessions => own::command(deed),
        _ => own::of_ways_in(deed).unwrap_or_else(|| of_many(deed, situation)),
    }
}

fn recorded_export() -> Command {
    ExportCommand {
        what: "Everyone".into(),
        filter: "Everyone".into(),
        rows: 3,
        sha256: "00".into(),
        format: "csv",
    }
    .into()
}

fn update(draft: UserDraft) -> Command {
    UserCommand::Update {
        user_id: TARGET,
        draft: Box::new(draft),
        base: Timestamp(1_000),
    }
    .into()
}

fn grant(situation: &Situation) -> Command {
    let mut draft = UserDraft::from(&target_profile(situation));
    draft.roles.insert(SPARE);
    update(draft)
}

fn create_role(copy_of: Option<RoleId>) -> Command {
    let name = "Fresh".to_owned();
    RoleCommand::Create { name, copy_of }.into()
}

/// Somebody new beside the target.
fn newcomer(situation: &Situation) -> UserDraft {
    UserDraft {
        name: "Nell Newcomer".into(),
        email: "nell@office.example".into(),
        kind: situation.kind,
        client_id: situation.client.map(rollcall::domain::ids::ClientId),
        workspaces: [WorkspaceId(situation.workspace)].into(),
        ..UserDraft::default()
    }
}
