//! Viewing as a user: how long it lasts, what stands in its way, which pages are recorded, and why it ended.

use super::access::Rights;
use super::ids::UserId;
use super::text::text;

/// How long one lasts at most.
pub const MINUTES: i64 = 30;

/// What stands in the way of viewing as somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Obstacle {
    /// They are the operator.
    Oneself,
    /// Their account is not active.
    Inactive,
    /// They may do more than the operator.
    Wider,
}

impl Obstacle {
    /// What stands in the way, by what both may do now.
    pub fn of(
        (operator, own): (Option<UserId>, &Rights),
        (user_id, theirs): (UserId, &Rights),
    ) -> Option<Self> {
        if operator == Some(user_id) {
            return Some(Self::Oneself);
        }
        if !theirs.is_active() {
            return Some(Self::Inactive);
        }
        (!own.covers(theirs)).then_some(Self::Wider)
    }

    /// Why it can't be done.
    pub fn words(self) -> &'static str {
        let words = &text().viewing;
        match self {
            Self::Oneself => words.oneself,
            Self::Inactive => words.inactive,
            Self::Wider => words.wider,
        }
    }
}

/// Whether viewing as somebody is offered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Offer {
    /// The operator may not view as them.
    Absent,
    /// They may, and something is in the way.
    Off(Obstacle),
    /// They may.
    Open,
}

macro_rules! keyed {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $about:literal])+ $variant:ident = $key:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name { $($(#[doc = $about])+ $variant,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable key in the log.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// What a stored key stands for.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}

keyed! {
    /// Why it ended.
    Ended {
        /// The operator ended it, or closed its window.
        Operator = "operator",
        /// Its time was over.
        Time = "time",
        /// The program was locked.
        Locked = "locked",
        /// The operator signed out.
        SignedOut = "signed_out",
        /// The operator's session was ended, or their account is no longer active.
        SessionOver = "session_over",
        /// The operator may no longer view as this person.
        NotAllowed = "not_allowed",
        /// The person is no longer active.
        Inactive = "inactive",
        /// The program ended without a sign-out.
        Left = "left",
    }
}

impl Ended {
    /// Why, as a part of a sentence.
    pub fn label(self) -> &'static str {
        let words = &text().viewing;
        match self {
            Self::Operator => words.why_operator,
            Self::Time => words.why_time,
            Self::Locked => words.why_locked,
            Self::SignedOut => words.why_signed_out,
            Self::SessionOver => words.why_session_over,
            Self::NotAllowed => words.why_not_allowed,
            Self::Inactive => words.why_inactive,
            Self::Left => words.why_left,
        }
    }
}

keyed! {
    /// A page that was visited.
    Page {
        /// User Insight.
        Insight = "insight",
        /// Users.
        Users = "users",
        /// A person's form.
        Person = "person",
        /// The users behind a figure.
        Segment = "segment",
        /// The sessions behind a figure.
        OpenSessions = "open_sessions",
        /// Roles.
        Roles = "roles",
        /// Who can, what changed, reviews.
        Access = "access",
        /// Sessions and sign-ins.
        Sessions = "sessions",
        /// The audit log.
        Audit = "audit",
        /// Workspaces.
        Workspaces = "workspaces",
        /// Teams.
        Teams = "teams",
        /// Plans and add-ons.
        Plans = "plans",
        /// Import.
        Import = "import",
        /// Settings.
        Settings = "settings",
        /// The own account.
        Account = "account",
    }
}

impl Page {
    /// What people call it.
    pub fn label(self) -> &'static str {
        let words = text();
        match self {
            Self::Insight => words.app.nav_insight,
            Self::Users => words.app.nav_users,
            Self::Person => words.viewing.page_person,
            Self::Segment => words.viewing.page_segment,
            Self::OpenSessions => words.viewing.page_open_sessions,
            Self::Roles => words.app.nav_roles,
            Self::Access => words.access_page.title,
            Self::Sessions => words.sessions.title,
            Self::Audit => words.audit_page.title,
            Self::Workspaces => words.app.nav_workspaces,
            Self::Teams => words.app.nav_teams,
            Self::Plans => words.app.nav_plans,
            Self::Import => words.app.nav_import,
            Self::Settings => words.app.nav_settings,
            Self::Account => words.account.title,
        }
    }
}

/// A visit of a page, and whose form it is where it is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Visit {
    /// The page.
    pub page: Page,
    /// The person whose form it is.
    pub person: Option<UserId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_back() {
        for page in Page::ALL {
            assert_eq!(Page::from_key(page.key()), Some(*page));
            assert!(!page.label().is_empty());
        }
        for ended in Ended::ALL {
            assert_eq!(Ended::from_key(ended.key()), Some(*ended));
            assert!(!ended.label().is_empty());
        }
    }

    #[test]
    fn nobody_views_as_themselves_as_inactive_people_or_as_those_who_may_more() {
        let all = Rights::of_the_program();
        let none = Rights::default();
        let me = UserId(1);
        let by = |own, theirs, user_id| Obstacle::of((Some(me), own), (user_id, theirs));
        assert_eq!(by(&all, &all, me), Some(Obstacle::Oneself));
        assert_eq!(by(&all, &none, UserId(2)), Some(Obstacle::Inactive));
        assert_eq!(by(&none, &all, UserId(2)), Some(Obstacle::Wider));
        assert_eq!(by(&all, &all, UserId(2)), None);
    }
}
