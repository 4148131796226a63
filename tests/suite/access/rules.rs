//! What holds for every cell of the matrix, whatever the table says.

use rollcall::domain::module::Module;

use rollcall::domain::permission::Permission as P;

use super::entries::{Deed, Entry, Question};
use super::matrix::{Cell, Holding, Matrix};
use super::samples::Outcome;
use super::situations::Situation;

/// How many tries a whole matrix has at least; fewer mean that something was left out.
const LEAST: usize = 40_000;

/// Fails with every cell that breaks a rule.
pub fn hold(matrix: &Matrix) {
    println!("{} cells", matrix.cells.len());
    assert!(matrix.cells.len() > LEAST, "{} cells", matrix.cells.len());
    let broken: Vec<String> = matrix
        .cells
        .iter()
        .filter_map(|cell| Some((cell, broken_rule(matrix, cell)?)))
        .map(|(cell, rule)| {
            format!(
                "{rule}: {} by {:?} in {}: {:?}",
                matrix.entries[cell.entry].key(),
                matrix.holdings[cell.holding],
                matrix.situations[cell.situation].name,
                cell.outcome
            )
        })
        .collect();
    let first = &broken[..broken.len().min(20)];
    assert!(
        broken.is_empty(),
        "{} broken, such as\n{}",
        broken.len(),
        first.join("\n")
    );
}

fn broken_rule(matrix: &Matrix, cell: &Cell) -> Option<&'static str> {
    let entry = matrix.entries[cell.entry];
    let holding = matrix.holdings[cell.holding];
    let situation = &matrix.situations[cell.situation];
    let is_open = entry.is_public() || entry.is_for_signed_in();
    let is_denied = cell.outcome == Outcome::Denied;
    if holding == Holding::Nothing && !is_open && !is_denied {
        return Some("nothing is allowed without a permission");
    }
    if !situation.is_able && !is_open && !is_denied {
        return Some("nothing is allowed without rights that count");
    }
    let is_gone = ["operator-inactive", "operator-deleted", "nobody"].contains(&situation.name);
    if is_gone && !entry.is_public() && entry != Entry::Deed(Deed::SignOut) && !is_denied {
        return Some("an account that is not active may nothing");
    }
    let stays = matches!(
        entry,
        Entry::Question(Question::Cover) | Entry::Deed(Deed::SignOut | Deed::Unlock)
    );
    if situation.is_locked && stays == is_denied {
        return Some("a locked program can only be unlocked or left");
    }
    let acts = matches!(entry, Entry::Deed(_) | Entry::Errand(_)) && !entry.moves_the_operator();
    if situation.eyes.is_some() && acts && !is_denied {
        return Some("nothing is changed or taken out through another's eyes");
    }
    if situation.name.starts_with("modules-off") && entry.module().is_some() && !is_denied {
        return Some("what a module brings is nobody's without it");
    }
    if let Holding::Only(permission) = holding
        && situation.name.starts_with("modules-off")
        && permission.module().is_some()
        && !is_open
        && !is_denied
    {
        return Some("a module's permission is none without it");
    }
    let names = cell.outcome == Outcome::Yes && !matches!(entry, Entry::Deed(_)) && !looks(entry);
    if !situation.is_reached && is_about_people(entry) && names && !is_kept(entry, situation) {
        return Some("whom no right reaches is not named");
    }
    let is_plan_off = situation.name == "plan-off-theirs";
    let is_sold = entry.module().is_some_and(Module::is_feature);
    if is_plan_off && is_sold && !is_denied {
        return Some("what the plan leaves out is not allowed in its workspaces");
    }
    if let Holding::Without(permission) = holding
        && needs(entry, permission)
        // That the person or the workspace is out of reach may be told before the missing permission.
        && matches!(
            cell.outcome,
            Outcome::Yes | Outcome::Without | Outcome::Hidden
        )
    {
        return Some("what needs a permission is not allowed without it");
    }
    None
}

/// Whether Quellenhof's people are named is one thing, whether Studio is another; it is no person.
fn is_about_people(entry: Entry) -> bool {
    !matches!(
        entry,
        Entry::Question(
            Question::WholeDirectory
                | Question::Workspaces
                | Question::Plans
                | Question::PlanChange
                | Question::TermsChange
                | Question::Backups
        )
    )
}

/// Whoever sees everyone and the whole log also reads of those who are gone.
fn is_kept(entry: Entry, situation: &Situation) -> bool {
    use super::entries::Errand;
    let is_of_the_log = matches!(
        entry,
        Entry::Question(Question::AuditLog | Question::AuditRows | Question::AuditEntry)
            | Entry::Errand(Errand::Audit | Errand::Person)
    );
    // Whoever may restore somebody sees them in the bin, and what was done to them.
    let is_of_the_bin = matches!(
        entry,
        Entry::Question(Question::Bin | Question::UndoPreview)
    );
    let is_deleted = ["everywhere-deleted", "theirs-deleted"].contains(&situation.name);
    (is_of_the_log && situation.name == "everywhere-deleted") || (is_of_the_bin && is_deleted)
}

/// Looking at a list is about a file, not about a person.
fn looks(entry: Entry) -> bool {
    use super::entries::Errand;
    matches!(entry, Entry::Errand(Errand::Look | Errand::Rehearse))
}

/// Permissions without which an entry must be denied, said here once more and independently of the commands.
fn needs(entry: Entry, permission: P) -> bool {
    use super::entries::Errand;
    let needed: &[P] = match entry {
        Entry::Question(question) => of_question(question),
        Entry::SegmentList => &[P::InsightView],
        Entry::Errand(errand) => match errand {
            Errand::Users | Errand::Chosen => &[P::DataExport, P::UsersView],
            Errand::Segment | Errand::Insight | Errand::Sessions | Errand::FoundSessions => {
                &[P::DataExport, P::InsightView]
            }
            // Either of two rights shows sessions.
            Errand::SessionPage => &[P::DataExport],
            Errand::Review => &[P::DataExport, P::RolesView],
            Errand::Audit => &[P::DataExport, P::AuditView],
            Errand::Person => &[
                P::DataExport,
                P::AuditView,
                P::UsersView,
                P::UsersViewContact,
            ],
            Errand::Look | Errand::Rehearse => &[P::DataImport, P::UsersViewContact],
        },
        Entry::Deed(deed) => of_deed(deed),
    };
    needed.contains(&permission)
}

fn of_question(question: Question) -> &'static [P] {
    match question {
        Question::EmailOwner => &[P::UsersViewContact],
        Question::InsightOf | Question::OpenSessions => &[P::InsightView],
        // What is undone of somebody in the bin, the right to delete decides.
        Question::FieldValues
        | Question::UndoPreview
        | Question::UserDetail
        | Question::UserList
        | Question::Teams
        | Question::Views => &[P::UsersView],
        // Without the right to see anybody it is about nobody.
        Question::BulkPreview => &[P::UsersUpdate],
        Question::Bin => &[P::UsersDelete],
        Question::Overdue => RETENTION,
        Question::HolderCounts
        | Question::RoleHolders
        | Question::HolderRows
        | Question::Why
        | Question::WhoCan
        | Question::ReviewList
        | Question::ReviewCandidates
        | Question::Reviews
        | Question::ReviewItems => &[P::RolesView],
        Question::AccessChanges => &[P::RolesView, P::AuditView],
        Question::AuditLog | Question::AuditRows | Question::AuditEntry | Question::LogStanding => {
            &[P::AuditView]
        }
        Question::AboutFile => &[P::SettingsManage],
        Question::Workspaces => &[P::WorkspacesView],
        Question::Plans => &[P::PlansView],
        Question::PersonPlans => &[P::PlansView, P::UsersView],
        Question::PlanChange | Question::TermsChange => &[P::PlansUpdate],
        Question::Backups => &[P::BackupManage],
        // Of rows, either of two rights shows them.
        Question::Cover
        | Question::WholeDirectory
        | Question::Me
        | Question::OwnAccount
        | Question::WhyNot
        | Question::Totals
        | Question::SessionList
        | Question::SessionRows
        | Question::SessionFigures
        | Question::PersonSessions
        | Question::UserRows
        | Question::RecordedOn => &[],
    }
}

/// What it takes to change a view that somebody else shares.
const ANOTHERS_VIEW: &[P] = &[P::UsersView, P::SettingsManage];

/// What it takes to decide how long deleted users are kept.
const RETENTION: &[P] = &[P::SettingsManage, P::UsersPurge];

/// What it takes to change people among many.
const SEEN: &[P] = &[P::UsersView, P::UsersUpdate];

/// What it takes to change somebody's ways in.
const WAYS_IN: &[P] = &[P::UsersSetPassword, P::UsersView];

fn of_deed(deed: Deed) -> &'static [P] {
    match deed {
        Deed::UserCreate => &[P::UsersCreate, P::UsersViewContact],
        Deed::UserUpdate | Deed::UndoUser => &[P::UsersUpdate],
        Deed::ViewCreate | Deed::ViewShare | Deed::ViewUpdate | Deed::ViewStart => &[P::UsersView],
        Deed::ViewUpdateOther | Deed::ViewDelete | Deed::UndoView => ANOTHERS_VIEW,
        Deed::UserGrant | Deed::UsersRole => &[P::UsersUpdate, P::RolesAssign],
        Deed::UsersStatus | Deed::UsersWorkspace | Deed::UsersTag | Deed::UsersRevoke => SEEN,
        Deed::UsersDelete | Deed::UserRestore => &[P::UsersView, P::UsersDelete],
        Deed::UsersPurge => &[P::UsersView, P::UsersPurge],
        Deed::OfficeRetention => RETENTION,
        Deed::RoleAllow | Deed::RoleForbid | Deed::RoleRename | Deed::UndoRole => &[P::RolesUpdate],
        Deed::RoleCreate | Deed::RoleCopy => &[P::RolesCreate],
        Deed::RoleDelete => &[P::RolesDelete],
        Deed::ReviewRole => &[P::RolesView, P::RolesAssign, P::UsersUpdate],
        Deed::ReviewWorkspace => &[P::RolesView, P::UsersUpdate],
        Deed::UserPassword
        | Deed::EndSession
        | Deed::ResetFactor
        | Deed::EndSessions
        | Deed::RequirePassword
        | Deed::LockUser
        | Deed::UnlockUser => WAYS_IN,
        Deed::ViewAs => &[P::UsersImpersonate, P::UsersView],
        Deed::RolePlace => &[P::RolesAssign],
        Deed::OfficeDateFormat
        | Deed::OfficeContactRule
        | Deed::OfficeName
        | Deed::OfficeZone
        | Deed::OfficePhoneRegion
        | Deed::OfficeIdleLock
        | Deed::FileCheck
        | Deed::FileRecount
        | Deed::FileBundle
        | Deed::UndoSetting => &[P::SettingsManage],
        Deed::TeamCreate | Deed::TeamUpdate | Deed::TeamDelete => &[P::TeamsManage],
        Deed::WorkspaceCreate => &[P::WorkspacesCreate],
        Deed::WorkspaceUpdate => &[P::WorkspacesUpdate],
        Deed::WorkspaceDelete => &[P::WorkspacesDelete],
        Deed::WorkspacePlan | Deed::WorkspaceAddOn => &[P::WorkspacesUpdate, P::PlansUpdate],
        Deed::PlanCreate | Deed::AddOnCreate => &[P::PlansCreate],
        Deed::PlanUpdate | Deed::AddOnUpdate | Deed::UndoPlan => &[P::PlansUpdate],
        Deed::PlanDelete | Deed::AddOnDelete => &[P::PlansDelete],
        Deed::ModuleInstall | Deed::ModuleRemove => &[P::ModulesManage],
        Deed::BackUp
        | Deed::SecondPlace
        | Deed::RememberKey
        | Deed::ForgetKey
        | Deed::ChangePassphrase
        | Deed::Encrypt
        | Deed::Restore => &[P::BackupManage],
        Deed::RecordExport => &[P::DataExport],
        Deed::FileCheckLog | Deed::FileAcceptLog => &[P::AuditView, P::SettingsManage],
        Deed::Import => &[P::DataImport, P::UsersViewContact],
        deed => of_the_door(deed),
    }
}

/// At the door, on one's own account, and where the office has decided already.
fn of_the_door(deed: Deed) -> &'static [P] {
    match deed {
        Deed::SignIn
        | Deed::SignInFully
        | Deed::EnterDemo
        | Deed::Recover
        | Deed::SignOut
        | Deed::Lock
        | Deed::Unlock
        | Deed::Prove
        | Deed::PurgeDue
        | Deed::EndDates
        | Deed::OwnPassword
        | Deed::OwnFactorOn
        | Deed::OwnFactorOff
        | Deed::OwnCodes
        | Deed::OwnSession
        | Deed::OwnSessions => &[],
        other => panic!("{other:?} needs a line above"),
    }
}
