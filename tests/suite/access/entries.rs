//! Everything that can be asked or done, by name. A new command or export does not compile here until it has an entry; a
//! new question is found by its source.

use rollcall::app::commands::Command;
use rollcall::app::commands::file::FileCommand;
use rollcall::app::commands::module::ModuleCommand;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::plan::PlanCommand;
use rollcall::app::commands::role::RoleCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::exports::Export;
use rollcall::domain::module::Module;
use rollcall::domain::plan::{OfferId, OfferKind};
use rollcall::domain::review::Subject;

macro_rules! entries {
    ($(#[doc = $doc:literal])+ $name:ident { $($variant:ident = $key:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name { $($variant,)+ }

        impl $name {
            /// All, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in the table.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }
        }
    };
}

entries! {
    /// What can be done.
    Deed {
        UserCreate = "user.create",
        UserUpdate = "user.update",
        UserGrant = "user.update (gives a role)",
        UserPassword = "user.set_password",
        RoleAllow = "role.allow",
        RoleForbid = "role.forbid",
        RoleCreate = "role.create",
        RoleCopy = "role.create (copy of the administrators')",
        RoleRename = "role.rename",
        RoleDelete = "role.delete",
        RolePlace = "role.place",
        OfficeDateFormat = "office.update (dates)",
        OfficeContactRule = "office.update (contact data)",
        OfficeName = "office.update (name)",
        OfficeZone = "office.update (zone)",
        OfficePhoneRegion = "office.update (phone region)",
        OfficeIdleLock = "office.update (idle lock)",
        WorkspaceCreate = "workspace.add",
        WorkspaceUpdate = "workspace.update",
        WorkspacePlan = "workspace.update (plan)",
        WorkspaceDelete = "workspace.delete",
        UndoUser = "undo (a person)",
        UndoRole = "undo (a role)",
        UndoSetting = "undo (a setting)",
        UndoPlan = "undo (a plan)",
        ReviewRole = "access.review (a role)",
        ReviewWorkspace = "access.review (a workspace)",
        WorkspaceAddOn = "workspace.update (add-on)",
        PlanCreate = "plan.create",
        PlanUpdate = "plan.update",
        PlanDelete = "plan.delete",
        AddOnCreate = "addon.create",
        AddOnUpdate = "addon.update",
        AddOnDelete = "addon.delete",
        ModuleInstall = "module.install",
        ModuleRemove = "module.remove",
        BackUp = "backup.make",
        SecondPlace = "backup.second_place",
        RememberKey = "file.remember_key",
        ForgetKey = "file.forget_key",
        ChangePassphrase = "file.change_passphrase",
        Restore = "backup.restore",
        SignIn = "session.sign_in",
        EnterDemo = "session.enter_demo",
        SignOut = "session.sign_out",
        Lock = "session.lock",
        Unlock = "session.unlock",
        RecordExport = "data.export (recording)",
        Import = "import.users",
    }
}

entries! {
    /// What can be asked.
    Question {
        Cover = "Cover",
        WholeDirectory = "WholeDirectory",
        EmailOwner = "EmailOwner",
        InsightOf = "InsightOf",
        Me = "Me",
        HolderCounts = "HolderCounts",
        RoleHolders = "RoleHolders",
        HolderRows = "HolderRows",
        OpenSessions = "OpenSessions",
        Totals = "Totals",
        UserDetail = "UserDetail",
        UserList = "UserList",
        UserRows = "UserRows",
        UndoPreview = "UndoPreview",
        WhoCan = "WhoCan",
        AccessChanges = "AccessChanges",
        ReviewList = "ReviewList",
        ReviewCandidates = "ReviewCandidates",
        Reviews = "Reviews",
        ReviewItems = "ReviewItems",
        Why = "Why",
        WhyNot = "WhyNot",
        Workspaces = "Workspaces",
        Plans = "Plans",
        PersonPlans = "PersonPlans",
        PlanChange = "PlanChange",
        TermsChange = "TermsChange",
        Backups = "Backups",
    }
}

entries! {
    /// What can be taken out or looked at behind the window.
    Errand {
        Users = "export users",
        Segment = "export users of a segment",
        Insight = "export insight",
        Sessions = "export sessions",
        FoundSessions = "export found sessions",
        Review = "export a review",
        Look = "look at a list",
        Rehearse = "rehearse a list",
    }
}

/// A line of the matrix.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    Question(Question),
    /// A list of one of User Insight's segments asks for another right than the plain list.
    SegmentList,
    Errand(Errand),
    Deed(Deed),
}

impl Entry {
    /// Everything: first what changes nothing.
    pub fn all() -> Vec<Self> {
        let questions = Question::ALL.iter().copied().map(Self::Question);
        let errands = Errand::ALL.iter().copied().map(Self::Errand);
        let deeds = Deed::ALL.iter().copied().map(Self::Deed);
        questions
            .chain([Self::SegmentList])
            .chain(errands)
            .chain(deeds)
            .collect()
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Question(question) => question.key(),
            Self::SegmentList => "UserList of a segment",
            Self::Errand(errand) => errand.key(),
            Self::Deed(deed) => deed.key(),
        }
    }

    /// What anyone may do who can open the file.
    pub fn is_public(self) -> bool {
        matches!(
            self,
            Self::Question(Question::Cover) | Self::Deed(Deed::SignIn | Deed::EnterDemo)
        )
    }

    /// What everyone may do who is signed in, without any role.
    pub fn is_for_signed_in(self) -> bool {
        matches!(
            self,
            Self::Question(
                Question::WholeDirectory | Question::Me | Question::Totals | Question::WhyNot
            ) | Self::Deed(Deed::SignOut | Deed::Lock | Deed::Unlock)
        )
    }

    /// Whether it changes who sits at the program.
    pub fn moves_the_operator(self) -> bool {
        matches!(
            self,
            Self::Deed(Deed::SignIn | Deed::EnterDemo | Deed::SignOut | Deed::Lock | Deed::Unlock)
        )
    }

    /// The module without which it is nobody's.
    pub fn module(self) -> Option<Module> {
        match self {
            Self::Question(Question::InsightOf | Question::OpenSessions) | Self::SegmentList => {
                Some(Module::Insight)
            }
            Self::Question(
                Question::Plans
                | Question::PersonPlans
                | Question::PlanChange
                | Question::TermsChange,
            ) => Some(Module::Plans),
            Self::Question(
                Question::Cover
                | Question::WholeDirectory
                | Question::EmailOwner
                | Question::Me
                | Question::HolderCounts
                | Question::RoleHolders
                | Question::HolderRows
                | Question::Totals
                | Question::UserDetail
                | Question::UserList
                | Question::UserRows
                | Question::UndoPreview
                | Question::WhoCan
                | Question::AccessChanges
                | Question::ReviewList
                | Question::ReviewCandidates
                | Question::Reviews
                | Question::ReviewItems
                | Question::Why
                | Question::WhyNot
                | Question::Workspaces
                | Question::Backups,
            ) => None,
            Self::Errand(errand) => Some(errand.module()),
            Self::Deed(deed) => deed.module(),
        }
    }
}

impl Errand {
    fn module(self) -> Module {
        match self {
            Self::Users
            | Self::Segment
            | Self::Insight
            | Self::Sessions
            | Self::FoundSessions
            | Self::Review => Module::Export,
            Self::Look | Self::Rehearse => Module::Import,
        }
    }

    /// The entry of an export.
    pub fn of(export: &Export) -> Self {
        match export {
            Export::Users(_) => Self::Users,
            Export::Insight(_) => Self::Insight,
            Export::Sessions(_) => Self::Sessions,
            Export::FoundSessions(..) => Self::FoundSessions,
            Export::Review(_) => Self::Review,
        }
    }
}

impl Deed {
    fn module(self) -> Option<Module> {
        match self {
            Self::RecordExport => Some(Module::Export),
            Self::Import => Some(Module::Import),
            Self::WorkspacePlan
            | Self::WorkspaceAddOn
            | Self::PlanCreate
            | Self::PlanUpdate
            | Self::PlanDelete
            | Self::AddOnCreate
            | Self::AddOnUpdate
            | Self::AddOnDelete
            | Self::UndoPlan => Some(Module::Plans),
            Self::UserCreate
            | Self::UserUpdate
            | Self::UserGrant
            | Self::UserPassword
            | Self::RoleAllow
            | Self::RoleForbid
            | Self::RoleCreate
            | Self::RoleCopy
            | Self::RoleRename
            | Self::RoleDelete
            | Self::RolePlace
            | Self::OfficeDateFormat
            | Self::OfficeContactRule
            | Self::OfficeName
            | Self::OfficeZone
            | Self::OfficePhoneRegion
            | Self::OfficeIdleLock
            | Self::WorkspaceCreate
            | Self::WorkspaceUpdate
            | Self::WorkspaceDelete
            | Self::UndoUser
            | Self::UndoRole
            | Self::UndoSetting
            | Self::ReviewRole
            | Self::ReviewWorkspace
            | Self::ModuleInstall
            | Self::ModuleRemove
            | Self::BackUp
            | Self::SecondPlace
            | Self::RememberKey
            | Self::ForgetKey
            | Self::ChangePassphrase
            | Self::Restore
            | Self::SignIn
            | Self::EnterDemo
            | Self::SignOut
            | Self::Lock
            | Self::Unlock => None,
        }
    }

    /// The entry of a command.
    pub fn of(command: &Command) -> Self {
        match command {
            Command::User(UserCommand::Create(_)) => Self::UserCreate,
            Command::User(UserCommand::Update { .. }) => Self::UserUpdate,
            Command::Password(_) => Self::UserPassword,
            Command::Role(RoleCommand::Allow(..)) => Self::RoleAllow,
            Command::Role(RoleCommand::Forbid(..)) => Self::RoleForbid,
            Command::Role(RoleCommand::Create { copy_of: None, .. }) => Self::RoleCreate,
            Command::Role(RoleCommand::Create { .. }) => Self::RoleCopy,
            Command::Role(RoleCommand::Rename(..)) => Self::RoleRename,
            Command::Role(RoleCommand::Delete(_)) => Self::RoleDelete,
            Command::Role(RoleCommand::Place(_)) => Self::RolePlace,
            Command::Office(OfficeCommand::SetDateFormat(_)) => Self::OfficeDateFormat,
            Command::Office(OfficeCommand::SetContactRule(_)) => Self::OfficeContactRule,
            Command::Office(OfficeCommand::SetName(_)) => Self::OfficeName,
            Command::Office(OfficeCommand::SetZone(_)) => Self::OfficeZone,
            Command::Office(OfficeCommand::SetPhoneRegion(_)) => Self::OfficePhoneRegion,
            Command::Office(OfficeCommand::SetIdleLock(_)) => Self::OfficeIdleLock,
            Command::Workspace(WorkspaceCommand::Create(_)) => Self::WorkspaceCreate,
            Command::Workspace(WorkspaceCommand::Update { base, wanted, .. })
                if base.plan_id != wanted.plan_id =>
            {
                Self::WorkspacePlan
            }
            Command::Workspace(WorkspaceCommand::Update { base, wanted, .. })
                if base.add_ons != wanted.add_ons =>
            {
                Self::WorkspaceAddOn
            }
            Command::Workspace(WorkspaceCommand::Update { .. }) => Self::WorkspaceUpdate,
            Command::Workspace(WorkspaceCommand::Delete(_)) => Self::WorkspaceDelete,
            Command::Review(command) => match command.subject {
                Subject::Role(_) => Self::ReviewRole,
                Subject::Workspace(_) => Self::ReviewWorkspace,
            },
            Command::Undo(_) => Self::UndoRole,
            Command::Plan(command) => Self::of_offer(command),
            Command::Module(ModuleCommand::Install(_)) => Self::ModuleInstall,
            Command::Module(ModuleCommand::Remove(_)) => Self::ModuleRemove,
            Command::Session(SessionCommand::SignIn { .. }) => Self::SignIn,
            Command::Session(SessionCommand::EnterDemo) => Self::EnterDemo,
            Command::Session(SessionCommand::SignOut) => Self::SignOut,
            Command::Session(SessionCommand::Lock) => Self::Lock,
            Command::Session(SessionCommand::Unlock { .. }) => Self::Unlock,
            Command::Export(_) => Self::RecordExport,
            Command::Import(_) => Self::Import,
            Command::File(FileCommand::BackUp) => Self::BackUp,
            Command::File(FileCommand::SecondPlace(_)) => Self::SecondPlace,
            Command::File(FileCommand::Remember) => Self::RememberKey,
            Command::File(FileCommand::Forget) => Self::ForgetKey,
            Command::File(FileCommand::ChangePassphrase { .. }) => Self::ChangePassphrase,
            Command::File(FileCommand::Restore { .. }) => Self::Restore,
        }
    }

    fn of_offer(command: &PlanCommand) -> Self {
        let is_plan = match command {
            PlanCommand::Create(kind, _) => *kind == OfferKind::Plan,
            PlanCommand::Update { offer, .. } | PlanCommand::Delete(offer) => {
                matches!(offer, OfferId::Plan(_))
            }
        };
        match (command, is_plan) {
            (PlanCommand::Create(..), true) => Self::PlanCreate,
            (PlanCommand::Create(..), false) => Self::AddOnCreate,
            (PlanCommand::Update { .. }, true) => Self::PlanUpdate,
            (PlanCommand::Update { .. }, false) => Self::AddOnUpdate,
            (PlanCommand::Delete(_), true) => Self::PlanDelete,
            (PlanCommand::Delete(_), false) => Self::AddOnDelete,
        }
    }
}
