//! The one place that says who is in a segment, which rows a search keeps, and in what order they come.

use memchr::memmem::Finder;

use super::data::{Columns, User};
use super::mask::Mask;
use super::order::{NameOrder, Order};
use super::sift::Sieve;
use super::texts::merged;
use crate::domain::access::Reach;
use crate::domain::fold::fold;
use crate::domain::ids::UserId;
use crate::domain::insight::WINDOW_DAYS;
use crate::domain::segment::{Scope, Segment, UserListQuery};
use crate::domain::time::{OfficeTime, Timestamp};
use crate::domain::user::Onboarding;
use crate::store::error::Result;

/// What the operator may see: whom, and whose e-mail and phone.
#[derive(Clone, PartialEq, Debug)]
pub struct View {
    /// Whose rows.
    pub who: Reach,
    /// Whose contact data.
    pub contact: Reach,
}

impl View {
    /// Everything: what the program itself sees.
    pub fn whole() -> Self {
        Self {
            who: Reach::Everyone,
            contact: Reach::Everyone,
        }
    }
}

/// Who is counted: what may be seen, scope and segment, with the instants that they depend on.
pub struct Selection {
    view: View,
    scope: Scope,
    segment: Segment,
    time: OfficeTime,
    now: Timestamp,
    window_start: Timestamp,
    /// Users with open sessions, by number.
    open: Vec<UserId>,
    /// The workspaces of [`Segment::Offer`], by number.
    places: Vec<i64>,
    /// What a list by name is sorted by, where it is.
    names: NameOrder,
}

impl Selection {
    /// The selection as of `now`; `open` are the users with open sessions, by number. In a workspace that may not be seen
    /// there is nobody, or asking for it would tell who belongs to it.
    pub fn new(
        mut view: View,
        scope: Scope,
        segment: Segment,
        time: &OfficeTime,
        now: Timestamp,
        open: Vec<UserId>,
    ) -> Self {
        if !sees_scope(&view.who, scope) {
            view.who = Reach::Nobody;
        }
        Self {
            view,
            scope,
            segment,
            time: *time,
            now,
            window_start: time.window_start(now, WINDOW_DAYS),
            open,
            places: Vec::new(),
            names: NameOrder::default(),
        }
    }

    /// The same with the workspaces that have the plan or add-on of [`Segment::Offer`], by number.
    pub fn among(self, places: Vec<i64>) -> Self {
        Self { places, ..self }
    }

    /// The same with the order of the names that its list is sorted by.
    pub fn ordered(self, names: NameOrder) -> Self {
        Self { names, ..self }
    }

    /// Whether a user is in it.
    pub fn has(&self, user: User<'_>) -> bool {
        in_view(&self.view.who, user) && in_scope(self.scope, user) && self.in_segment(user)
    }

    /// Whether a user's text has a word, as far as it may be seen.
    fn finds(&self, word: &Finder<'_>, user: User<'_>) -> bool {
        word.find(user.open_text()).is_some()
            || (word.find(user.contact_text()).is_some() && in_view(&self.view.contact, user))
    }

    fn in_segment(&self, user: User<'_>) -> bool {
        match self.segment {
            Segment::All => true,
            Segment::Status(status) => user.status() == status,
            Segment::Onboarding(onboarding) => user.onboarding(self.now) == onboarding,
            Segment::Role(role_id) => user.roles().contains(&role_id.0),
            Segment::Offer(_) => {
                let mut own = user.workspaces().iter();
                own.any(|id| self.places.binary_search(id).is_ok())
            }
            Segment::NoRole => user.roles().is_empty(),
            Segment::New => user
                .created()
                .is_some_and(|at| at >= self.window_start && at <= self.now),
            Segment::CreatedUnknown => user.created().is_none(),
            Segment::SignedIn => user
                .last_sign_in()
                .is_some_and(|at| at >= self.window_start),
            Segment::Pending => matches!(
                user.onboarding(self.now),
                Onboarding::Launched | Onboarding::InProgress
            ),
            Segment::OpenSession => self.open.binary_search(&user.id()).is_ok(),
        }
    }
}

/// Whether a right covers a user: of a day that has been as they were then, and as they are now.
pub fn in_view(reach: &Reach, user: User<'_>) -> bool {
    reach.is_everyone()
        || reach.has(user.record()) && user.today().is_none_or(|now| reach.has(now.record()))
}

/// Whether a scope is the whole office or a workspace that may be seen.
pub fn sees_scope(who: &Reach, scope: Scope) -> bool {
    scope.workspace.is_none_or(|id| who.has_workspace(id))
}

/// Whether a user is in a scope.
pub fn in_scope(scope: Scope, user: User<'_>) -> bool {
    scope.kind.is_none_or(|kind| user.kind() == kind)
        && scope
            .workspace
            .is_none_or(|workspace| user.workspaces().contains(&workspace.0))
}

impl Columns {
    /// Numbers of the users of a list, in its order. `go_on` is asked between finding and sorting, and may stop the work.
    pub fn list(
        &self,
        query: &UserListQuery,
        selection: &Selection,
        go_on: impl Fn() -> Result<()>,
    ) -> Result<Vec<UserId>> {
        go_on()?;
        let sieve = Sieve {
            columns: self,
            view: &selection.view,
            time: &selection.time,
            now: selection.now,
        };
        let sifted = if query.filter.is_empty() {
            None
        } else {
            Some(sieve.rows(&query.filter, &go_on)?)
        };
        let mut rows = self.matching(&fold(&query.search), selection, sifted.as_ref());
        go_on()?;
        let order = Order {
            columns: self,
            view: &selection.view,
            names: &selection.names,
            now: selection.now,
        };
        order.sort(&mut rows, query.sort);
        let ids = rows.iter().filter_map(|row| self.ids.get(*row as usize));
        Ok(ids.map(|id| UserId(*id)).collect())
    }

    /// Rows of a selection that are among the sifted ones and whose text has every word, ascending. Contact data counts only
    /// where it may be seen.
    fn matching(&self, folded: &str, selection: &Selection, sifted: Option<&Mask>) -> Vec<u32> {
        let mut words: Vec<&str> = folded.split_whitespace().collect();
        // The longest word is looked for in the text of all, the others in what that leaves.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let finders: Vec<_> = words.iter().map(|w| Finder::new(w.as_bytes())).collect();
        let Some((first, others)) = finders.split_first() else {
            let has = |row: &usize| selection.has(self.at(*row));
            return match sifted {
                Some(sifted) => sifted.rows().filter(has).map(|row| row as u32).collect(),
                None => (0..self.len()).filter(has).map(|row| row as u32).collect(),
            };
        };
        let contact = &selection.view.contact;
        let open = self.open_text.rows_with(first);
        let hidden = (!contact.is_nobody()).then(|| self.contact_text.rows_with(first));
        let hidden = hidden.into_iter().flatten();
        let rows = merged(open, hidden).filter(|row| sifted.is_none_or(|mask| mask.has(*row)));
        let candidates = rows.map(|row| self.at(row)).filter(|user| {
            let is_found = contact.is_everyone() || selection.finds(first, *user);
            is_found
                && others.iter().all(|word| selection.finds(word, *user))
                && selection.has(*user)
        });
        candidates.map(|user| user.row as u32).collect()
    }
}
