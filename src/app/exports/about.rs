//! What a file says about itself: what, filter, when, who, time zone, count.

use super::scene::Scene;
use crate::domain::directory::Directory;
use crate::domain::filter::Filter;
use crate::domain::office::Office;
use crate::domain::segment::{Direction, Scope, Segment, Sort};
use crate::domain::table::{AboutLine, Cell, Document};
use crate::domain::text::{fill, text};
use crate::domain::time::Timestamp;
use crate::domain::user::UserKind;

/// A document without lines, to which the exports add theirs.
pub(super) struct AboutOf<'a> {
    pub(super) what: String,
    pub(super) filter: String,
    pub(super) who: &'a str,
    pub(super) office: &'a Office,
    pub(super) as_of: Timestamp,
    pub(super) left_out: &'a str,
}

impl<'a> AboutOf<'a> {
    /// About an export from a state of the file.
    pub(super) fn scene(
        scene: &'a Scene<'_>,
        what: String,
        filter: String,
        left_out: &'a str,
    ) -> Self {
        Self {
            what,
            filter,
            who: scene.who(),
            office: &scene.office,
            as_of: scene.now,
            left_out,
        }
    }

    /// The document; `more` lines stand between filter and time.
    pub(super) fn document(self, more: Vec<AboutLine>) -> Document {
        let words = &text().export;
        let mut about = vec![
            line("what", words.about_what, Cell::text(&*self.what)),
            line("filter", words.about_filter, Cell::text(self.filter)),
        ];
        about.extend(more);
        let zone = self.office.zone.name();
        let app = fill(
            words.about_app_value,
            &[&text().app.name, &env!("CARGO_PKG_VERSION")],
        );
        about.extend([
            line("as_of", words.about_when, Cell::Instant(self.as_of)),
            line("time_zone", words.about_zone, Cell::text(zone)),
            line("exported_by", words.about_who, Cell::text(self.who)),
            line("office", words.about_office, Cell::text(&*self.office.name)),
            line("left_out", words.about_left_out, Cell::text(self.left_out)),
            line("made_with", words.about_app, Cell::text(app)),
        ]);
        Document {
            title: self.what,
            about,
            time: self.office.time(),
            as_of: self.as_of,
        }
    }
}

/// One line.
pub(super) fn line(key: &'static str, label: &str, value: Cell) -> AboutLine {
    AboutLine {
        key,
        label: label.to_owned(),
        value,
    }
}

/// A scope as people read it, before what is `first`: `Inactive · All workspaces · Internal users`.
pub(super) fn filter(first: &str, scope: Scope, directory: &Directory) -> String {
    let words = &text().insight;
    let workspace = scope
        .workspace
        .map_or(words.all_workspaces, |id| directory.workspace(id));
    let kind = match scope.kind {
        None => words.all_kinds,
        Some(UserKind::Internal) => words.only_internal,
        Some(UserKind::Client) => words.only_client,
    };
    let parts = fill(text().export.filter_parts, &[&first, &workspace, &kind]);
    match scope.day {
        None => parts,
        Some(day) => fill(text().past.filter, &[&parts, &day]),
    }
}

/// The filter as the audit log keeps it: what was searched for may be somebody's address, so only that there was a search.
pub(super) fn recorded(filter: String, search: &str) -> String {
    if search.trim().is_empty() {
        return filter;
    }
    fill(text().export.filter_searched, &[&filter])
}

/// The same with the fields that conditions look at; what they are compared with may be somebody's address too.
pub(super) fn conditioned(filter: String, conditions: &Filter) -> String {
    let mut fields: Vec<&str> = conditions.terms().map(|term| term.field.label()).collect();
    fields.dedup();
    if fields.is_empty() {
        return filter;
    }
    fill(
        text().export.filter_conditions,
        &[&filter, &fields.join(", ")],
    )
}

/// An order as people read it.
pub(super) fn order(sort: Sort) -> String {
    let words = &text().export;
    let template = match sort.direction {
        Direction::Ascending => words.ascending,
        Direction::Descending => words.descending,
    };
    fill(template, &[&sort.column.label()])
}

/// The one-line definition of who is counted.
pub(super) fn definition(segment: Segment) -> &'static str {
    let (insight, export) = (&text().insight, &text().export);
    match segment {
        Segment::All => insight.def_total,
        Segment::Status(_) => export.def_one_status,
        Segment::Onboarding(_) => export.def_one_onboarding,
        Segment::Role(_) => export.def_one_role,
        Segment::Offer(_) => export.def_one_offer,
        Segment::NoRole => export.def_no_role,
        Segment::New => export.def_new,
        Segment::CreatedUnknown => export.def_created_unknown,
        Segment::SignedIn => insight.def_signed_in,
        Segment::Pending => insight.def_pending,
        Segment::OpenSession => export.def_open_session,
    }
}
