//! The situations of the matrix: how the operator's role is held, what is known of the record, what the office has.

use rollcall::domain::access::Side;
use rollcall::domain::ids::{ClientId, UserId};
use rollcall::domain::user::UserKind;

use super::ground::{HELD, OPERATOR, TARGET};

/// The other administrator.
const COLLEAGUE: UserId = UserId(2);
/// The colleague administers Print only.
const IN_PRINT: &str = "UPDATE user_role SET place = 1 WHERE user_id = 2;
    INSERT INTO user_workspace VALUES (2, 2);";

/// Where the operator's role is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Held {
    #[default]
    Everywhere,
    /// In the operator's workspaces: Studio alone, or Studio and Print.
    Theirs,
    /// In Studio by name; the operator is a member of Studio and Print.
    Studio,
}

/// One situation. What is not said is as usual: a colleague in Studio, where the operator is too, and everything installed.
#[derive(Clone, PartialEq, Debug)]
pub struct Situation {
    pub name: &'static str,
    pub held: Held,
    /// The workspace of the record: 1 Studio, 2 Print, 3 Atlas.
    pub workspace: i64,
    pub kind: UserKind,
    pub client: Option<i64>,
    /// On whose side the operator stands.
    pub operator: Side,
    pub is_signed_in: bool,
    /// Whether the operator has locked the program.
    pub is_locked: bool,
    /// Through whose eyes the operator looks.
    pub eyes: Option<UserId>,
    /// Anything else, as statements.
    pub more: String,
    /// Whether the operator's rights, whatever they allow, can reach the record.
    pub is_reached: bool,
    /// Whether the operator has any rights at all.
    pub is_able: bool,
}

impl Default for Situation {
    fn default() -> Self {
        Self {
            name: "everywhere",
            held: Held::Everywhere,
            workspace: 1,
            kind: UserKind::Internal,
            client: None,
            operator: Side::Office,
            is_signed_in: true,
            is_locked: false,
            eyes: None,
            more: String::new(),
            is_reached: true,
            is_able: true,
        }
    }
}

impl Situation {
    fn named(name: &'static str, held: Held) -> Self {
        Self {
            name,
            held,
            ..Self::default()
        }
    }

    fn of(self, workspace: i64) -> Self {
        Self { workspace, ..self }
    }

    fn client(self, operator: Option<i64>, record: Option<i64>) -> Self {
        let kind = record.map_or(UserKind::Internal, |_| UserKind::Client);
        Self {
            operator: Side::Client(operator.map(ClientId)),
            kind,
            client: record,
            ..self
        }
    }

    fn with(self, more: &str) -> Self {
        let more = more.replace("TARGET", &TARGET.0.to_string());
        let more = more.replace("OPERATOR", &OPERATOR.0.to_string());
        Self { more, ..self }
    }

    fn unreached(self) -> Self {
        Self {
            is_reached: false,
            ..self
        }
    }

    fn unable(self) -> Self {
        Self {
            is_able: false,
            is_reached: false,
            ..self
        }
    }

    /// The statements that bring it about.
    pub fn sql(&self) -> String {
        let place = match self.held {
            Held::Everywhere => 0,
            Held::Theirs => 1,
            Held::Studio => 2,
        };
        let (me, them, role) = (OPERATOR.0, TARGET.0, HELD.0);
        let operator = match self.operator {
            Side::Office => String::new(),
            Side::Client(client) => format!(
                "UPDATE user SET kind = 1, client_id = {} WHERE user_id = {me};",
                number(client.map(|id| id.0))
            ),
        };
        let print = match self.held {
            Held::Studio => format!(
                "INSERT INTO user_workspace VALUES ({me}, 2);
                 INSERT INTO user_role_workspace VALUES ({me}, {role}, 1);"
            ),
            Held::Everywhere | Held::Theirs => String::new(),
        };
        format!(
            "DELETE FROM user_role WHERE user_id = {me};
             INSERT INTO user_role (user_id, role_id, place) VALUES ({me}, {role}, {place});
             INSERT INTO user_workspace VALUES ({me}, 1);
             {print} {operator}
             UPDATE user_workspace SET workspace_id = {0} WHERE user_id = {them};
             UPDATE workspace SET plan_id = 78 WHERE workspace_id = {0};
             INSERT INTO workspace_addon VALUES ({0}, 78);
             UPDATE user SET kind = {1}, client_id = {2}, changed_at = 1000 WHERE user_id = {them};
             {3}",
            self.workspace,
            self.kind.code(),
            number(self.client),
            self.more
        )
    }
}

fn number(id: Option<i64>) -> String {
    id.map_or("NULL".to_owned(), |id| id.to_string())
}

const INACTIVE: &str = "UPDATE user SET status = 0 WHERE user_id = TARGET;";
const DELETED: &str = "UPDATE user SET deleted_at = 5 WHERE user_id = TARGET;";
const OFF: &str = "INSERT INTO module (key, is_installed) VALUES ('insight', 0), ('import', 0), ('export', 0), ('plans', 0);";
const PLAIN_PLAN: &str = "INSERT INTO plan (plan_id, name, name_key) VALUES (1, 'Plain', 'plain'); UPDATE workspace SET plan_id = 1;";
/// The day of the tests is 2026-11-21.
const ENDED: &str = "UPDATE user_role SET ends_on = '2026-11-20' WHERE user_id = OPERATOR;";
const LAST_DAY: &str = "UPDATE user_role SET ends_on = '2026-11-21' WHERE user_id = OPERATOR;";

/// Every situation, in the order of the table.
pub fn all() -> Vec<Situation> {
    own().into_iter().chain(through_others_eyes()).collect()
}

/// With the operator's own rights.
fn own() -> Vec<Situation> {
    let named = Situation::named;
    let (wide, theirs, studio) = (Held::Everywhere, Held::Theirs, Held::Studio);
    vec![
        named("everywhere", wide),
        named("everywhere-other", wide).of(3),
        named("everywhere-inactive", wide).with(INACTIVE),
        named("everywhere-deleted", wide).with(DELETED).unreached(),
        named("theirs", theirs),
        named("theirs-other", theirs).of(3).unreached(),
        named("theirs-inactive", theirs).with(INACTIVE),
        named("theirs-deleted", theirs).with(DELETED).unreached(),
        named("studio", studio),
        named("studio-print", studio).of(2).unreached(),
        named("studio-atlas", studio).of(3).unreached(),
        named("last-day", wide).with(LAST_DAY),
        named("plan-off-everywhere", wide).with(PLAIN_PLAN),
        named("plan-off-theirs", theirs).with(PLAIN_PLAN),
        named("closed-theirs", theirs)
            .with("UPDATE workspace SET status = 0 WHERE workspace_id = 1;")
            .unable(),
        named("modules-off-everywhere", wide).with(OFF),
        named("modules-off-theirs", theirs).with(OFF),
        named("client-internal", wide)
            .client(Some(1), None)
            .unreached(),
        named("client-own", wide).client(Some(1), Some(1)),
        named("client-rival", wide)
            .client(Some(1), Some(2))
            .unreached(),
        named("client-theirs-own", theirs).client(Some(1), Some(1)),
        named("client-theirs-other", theirs)
            .client(Some(1), Some(1))
            .of(3)
            .unreached(),
        named("client-theirs-internal", theirs)
            .client(Some(1), None)
            .unreached(),
        named("client-of-nobody", wide)
            .client(None, Some(1))
            .unable(),
        named("operator-inactive", wide)
            .with("UPDATE user SET status = 0 WHERE user_id = OPERATOR;")
            .unable(),
        named("operator-deleted", wide)
            .with("UPDATE user SET deleted_at = 5 WHERE user_id = OPERATOR;")
            .unable(),
        named("role-ended", wide).with(ENDED).unable(),
        Situation {
            is_signed_in: false,
            ..named("nobody", wide).unable()
        },
        Situation {
            is_locked: true,
            ..named("locked", wide).unable()
        },
    ]
}

/// Through somebody else's eyes.
fn through_others_eyes() -> Vec<Situation> {
    let wide = Held::Everywhere;
    let named = Situation::named;
    vec![
        Situation {
            eyes: Some(COLLEAGUE),
            ..named("view-as-administrator", wide)
        },
        Situation {
            eyes: Some(COLLEAGUE),
            ..named("view-as-in-print", wide).with(IN_PRINT).unreached()
        },
        Situation {
            eyes: Some(COLLEAGUE),
            ..named("view-as-inactive", wide)
                .with("UPDATE user SET status = 0 WHERE user_id = 2;")
                .unable()
        },
        Situation {
            eyes: Some(TARGET),
            ..named("view-as-member", wide).unable()
        },
    ]
}
