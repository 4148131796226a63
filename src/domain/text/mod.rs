//! Every text that a person reads, in one catalogue.
//!
//! An area is a struct of templates; a language is one constant of each struct. `{0}`, `{1}` are filled by [`fill`].
//! Counts go through [`plural`]. Nothing else in the program holds a sentence.

mod access;
mod account;
mod areas;
mod areas_more;
mod audit;
mod bin;
mod bulk;
mod cli;
mod demo;
mod diagnostics;
mod export;
mod filter;
mod format;
mod import;
mod import_screen;
mod opening;
mod past;
mod personal;
mod plan;
mod review;
mod session;
mod trust;
mod undo;
mod view;
mod viewing;

pub use access::*;
pub use account::*;
pub use areas::*;
pub use areas_more::*;
pub use audit::*;
pub use bin::*;
pub use bulk::*;
pub use cli::*;
pub use demo::*;
pub use diagnostics::*;
pub use export::*;
pub use filter::*;
pub use format::{count, fill, percent, plural, size_of};
pub use import::*;
pub use import_screen::*;
pub use opening::*;
pub use past::*;
pub use personal::*;
pub use plan::*;
pub use review::*;
pub use session::*;
pub use trust::*;
pub use undo::*;
pub use view::*;
pub use viewing::*;

/// All texts of one language.
#[expect(missing_docs, reason = "one field an area, named after it")]
pub struct Catalogue {
    pub app: AppText,
    pub time: TimeText,
    pub field: FieldText,
    pub user: UserText,
    pub problem: ProblemText,
    pub segment: SegmentText,
    pub insight: InsightText,
    pub error: ErrorText,
    pub start: StartText,
    pub lock: LockText,
    pub key: KeyText,
    pub backup: BackupText,
    pub account: AccountText,
    pub sign_in: SignInText,
    pub proof: ProofText,
    pub ways_in: WaysInText,
    pub users: UsersText,
    pub form: FormText,
    pub settings: SettingsText,
    pub history: HistoryText,
    pub export: ExportText,
    pub filter: FilterText,
    pub import: ImportText,
    pub import_screen: ImportScreenText,
    pub cli: CliText,
    pub demo: DemoText,
    pub permission: PermissionText,
    pub module: ModuleText,
    pub access: AccessText,
    pub why: WhyText,
    pub workspace: WorkspaceText,
    pub team: TeamText,
    pub leavers: LeaversText,
    pub undo: UndoText,
    pub access_page: AccessPageText,
    pub audit_page: AuditPageText,
    pub diagnostics: DiagnosticsText,
    pub review: ReviewText,
    pub why_not: WhyNotText,
    pub act: ActText,
    pub part: PartText,
    pub plan: PlanText,
    pub opening: OpeningText,
    pub view: ViewText,
    pub bin: BinText,
    pub past: PastText,
    pub personal: PersonalText,
    pub bulk: BulkText,
    pub sessions: SessionsText,
    pub viewing: ViewingText,
}

static ENGLISH: Catalogue = Catalogue {
    app: AppText::EN,
    time: TimeText::EN,
    field: FieldText::EN,
    user: UserText::EN,
    problem: ProblemText::EN,
    segment: SegmentText::EN,
    insight: InsightText::EN,
    error: ErrorText::EN,
    start: StartText::EN,
    lock: LockText::EN,
    key: KeyText::EN,
    backup: BackupText::EN,
    account: AccountText::EN,
    sign_in: SignInText::EN,
    proof: ProofText::EN,
    ways_in: WaysInText::EN,
    users: UsersText::EN,
    form: FormText::EN,
    settings: SettingsText::EN,
    history: HistoryText::EN,
    export: ExportText::EN,
    filter: FilterText::EN,
    import: ImportText::EN,
    import_screen: ImportScreenText::EN,
    cli: CliText::EN,
    demo: DemoText::EN,
    permission: PermissionText::EN,
    module: ModuleText::EN,
    access: AccessText::EN,
    why: WhyText::EN,
    workspace: WorkspaceText::EN,
    team: TeamText::EN,
    leavers: LeaversText::EN,
    undo: UndoText::EN,
    access_page: AccessPageText::EN,
    audit_page: AuditPageText::EN,
    diagnostics: DiagnosticsText::EN,
    review: ReviewText::EN,
    why_not: WhyNotText::EN,
    act: ActText::EN,
    part: PartText::EN,
    plan: PlanText::EN,
    opening: OpeningText::EN,
    view: ViewText::EN,
    bin: BinText::EN,
    past: PastText::EN,
    personal: PersonalText::EN,
    bulk: BulkText::EN,
    sessions: SessionsText::EN,
    viewing: ViewingText::EN,
};

/// The catalogue in use.
pub fn text() -> &'static Catalogue {
    &ENGLISH
}
