//! Everything that can be asked or done, by name. A new export does not compile here until it has an entry, a new command
//! not in `deeds`; a new question is found by its source.

use rollcall::app::exports::Export;
use rollcall::domain::module::Module;

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
        OfficeRetention = "office.update (retention)",
        WorkspaceCreate = "workspace.add",
        WorkspaceUpdate = "workspace.update",
        WorkspacePlan = "workspace.update (plan)",
        WorkspaceDelete = "workspace.delete",
        TeamCreate = "team.add",
        TeamUpdate = "team.update",
        TeamDelete = "team.delete",
        UsersStatus = "users.deactivate",
        UsersRole = "users.add_role",
        UsersWorkspace = "users.remove_workspace",
        UsersTag = "users.add_tag",
        UsersRevoke = "users.revoke",
        UsersDelete = "users.delete",
        UserRestore = "user.restore",
        UsersPurge = "users.purge",
        PurgeDue = "users.purge (who waited long enough)",
        EndDates = "users.end",
        UndoUser = "undo (a person)",
        UndoRole = "undo (a role)",
        UndoSetting = "undo (a setting)",
        UndoPlan = "undo (a plan)",
        UndoView = "undo (another's view)",
        ViewCreate = "view.create",
        ViewShare = "view.create (for the office)",
        ViewUpdate = "view.update",
        ViewUpdateOther = "view.update (another's)",
        ViewDelete = "view.delete (another's)",
        ViewStart = "view.start (another's)",
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
        Encrypt = "file.encrypt",
        Restore = "backup.restore",
        SignIn = "session.sign_in",
        EnterDemo = "session.enter_demo",
        Recover = "session.recover",
        SignOut = "session.sign_out",
        Lock = "session.lock",
        Unlock = "session.unlock",
        SignInFully = "session.sign_in (with a code)",
        Prove = "session.prove",
        OwnPassword = "own.change_password",
        OwnFactorOn = "own.turn_on_factor",
        OwnFactorOff = "own.turn_off_factor",
        OwnCodes = "own.renew_codes",
        OwnSession = "own.end_session",
        OwnSessions = "own.end_other_sessions",
        EndSession = "session.end",
        ResetFactor = "user.reset_factor",
        EndSessions = "session.end_many",
        RequirePassword = "user.require_password",
        LockUser = "user.lock",
        UnlockUser = "user.unlock",
        ViewAs = "viewing.begin",
        RecordExport = "data.export (recording)",
        FileCheck = "file.check",
        FileCheckLog = "file.check (the log)",
        FileRecount = "file.recount",
        FileAcceptLog = "file.accept_log",
        FileBundle = "file.bundle",
        Import = "import.users",
    }
}

entries! {
    /// What can be asked.
    Question {
        Cover = "Cover",
        WholeDirectory = "WholeDirectory",
        EmailOwner = "EmailOwner",
        FieldValues = "FieldValues",
        InsightOf = "InsightOf",
        Me = "Me",
        OwnAccount = "OwnAccount",
        HolderCounts = "HolderCounts",
        RoleHolders = "RoleHolders",
        HolderRows = "HolderRows",
        OpenSessions = "OpenSessions",
        SessionList = "SessionList",
        SessionRows = "SessionRows",
        SessionFigures = "SessionFigures",
        PersonSessions = "PersonSessions",
        Totals = "Totals",
        UserDetail = "UserDetail",
        UserList = "UserList",
        UserRows = "UserRows",
        RecordedOn = "RecordedOn",
        BulkPreview = "BulkPreview",
        Bin = "Bin",
        Overdue = "Overdue",
        UndoPreview = "UndoPreview",
        WhoCan = "WhoCan",
        AccessChanges = "AccessChanges",
        AuditLog = "AuditLog",
        AuditRows = "AuditRows",
        AuditEntry = "AuditEntry",
        AboutFile = "AboutFile",
        LogStanding = "LogStanding",
        ReviewList = "ReviewList",
        ReviewCandidates = "ReviewCandidates",
        Reviews = "Reviews",
        ReviewItems = "ReviewItems",
        Why = "Why",
        WhyNot = "WhyNot",
        Workspaces = "Workspaces",
        Teams = "Teams",
        Plans = "Plans",
        PersonPlans = "PersonPlans",
        PlanChange = "PlanChange",
        TermsChange = "TermsChange",
        Backups = "Backups",
        Views = "Views",
    }
}

entries! {
    /// What can be taken out or looked at behind the window.
    Errand {
        Users = "export users",
        Chosen = "export selected users",
        Segment = "export users of a segment",
        Insight = "export insight",
        Sessions = "export sessions",
        FoundSessions = "export found sessions",
        SessionPage = "export the Sessions page",
        Review = "export a review",
        Audit = "export the audit log",
        Person = "export everything about a user",
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
            Self::Question(Question::Cover)
                | Self::Deed(Deed::SignIn | Deed::SignInFully | Deed::EnterDemo | Deed::Recover)
        )
    }

    /// What everyone may do who is signed in, without any role.
    pub fn is_for_signed_in(self) -> bool {
        matches!(
            self,
            Self::Question(
                Question::WholeDirectory
                    | Question::Me
                    | Question::OwnAccount
                    | Question::Totals
                    | Question::WhyNot
            ) | Self::Deed(
                // That those go who waited long enough was decided by who may.
                Deed::PurgeDue
                    | Deed::EndDates
                    | Deed::SignOut
                    | Deed::Lock
                    | Deed::Unlock
                    | Deed::Prove
                    | Deed::OwnPassword
                    | Deed::OwnFactorOn
                    | Deed::OwnFactorOff
                    | Deed::OwnCodes
                    | Deed::OwnSession
                    | Deed::OwnSessions
            )
        )
    }

    /// Whether it changes who sits at the program, or is slowed down after failures.
    pub fn moves_the_operator(self) -> bool {
        matches!(
            self,
            Self::Deed(
                Deed::SignIn
                    | Deed::SignInFully
                    | Deed::EnterDemo
                    | Deed::Recover
                    | Deed::SignOut
                    | Deed::Lock
                    | Deed::Unlock
                    | Deed::Prove
                    | Deed::OwnFactorOff
            )
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
                | Question::FieldValues
                | Question::Me
                | Question::OwnAccount
                | Question::SessionList
                | Question::SessionRows
                | Question::SessionFigures
                | Question::PersonSessions
                | Question::HolderCounts
                | Question::RoleHolders
                | Question::HolderRows
                | Question::Totals
                | Question::UserDetail
                | Question::UserList
                | Question::UserRows
                | Question::RecordedOn
                | Question::BulkPreview
                | Question::Bin
                | Question::Overdue
                | Question::UndoPreview
                | Question::WhoCan
                | Question::AccessChanges
                | Question::AuditLog
                | Question::AuditRows
                | Question::AuditEntry
                | Question::AboutFile
                | Question::LogStanding
                | Question::ReviewList
                | Question::ReviewCandidates
                | Question::Reviews
                | Question::ReviewItems
                | Question::Why
                | Question::WhyNot
                | Question::Workspaces
                | Question::Teams
                | Question::Backups
                | Question::Views,
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
            | Self::Chosen
            | Self::Segment
            | Self::Insight
            | Self::Sessions
            | Self::FoundSessions
            | Self::SessionPage
            | Self::Review
            | Self::Audit
            | Self::Person => Module::Export,
            Self::Look | Self::Rehearse => Module::Import,
        }
    }

    /// The entry of an export.
    pub fn of(export: &Export) -> Self {
        match export {
            Export::Users(_) => Self::Users,
            Export::Chosen(..) => Self::Chosen,
            Export::Insight(_) => Self::Insight,
            Export::Sessions(_) => Self::Sessions,
            Export::FoundSessions(..) => Self::FoundSessions,
            Export::SessionList(_) => Self::SessionPage,
            Export::Review(_) => Self::Review,
            Export::Audit(_) => Self::Audit,
            Export::Person(_) => Self::Person,
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
            // Everything else is part of the program itself.
            _ => None,
        }
    }
}
