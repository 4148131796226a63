//! The dialog of the filter: who acted, about whom or what, and from which day to which.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::Ui;

use crate::domain::audit::{ObjectKind, Outcome};
use crate::domain::directory::Directory;
use crate::domain::ids::{ContactId, UserId};
use crate::domain::log::{ActArea, LogFilter};
use crate::domain::text::{fill, text};
use crate::ui::context::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Dialog, Select, TextField};

/// What can be chosen, made anew when the directory changes.
#[derive(Default)]
pub(super) struct Options {
    made_of: Option<Arc<Directory>>,
    pub(super) areas: Vec<(Option<ActArea>, String)>,
    pub(super) outcomes: Vec<(Option<Outcome>, String)>,
}

impl Options {
    /// Makes them anew where the directory is another.
    pub(super) fn renew(&mut self, cx: &Cx<'_>) {
        let is_same = self.made_of.as_ref();
        if is_same.is_some_and(|of| Arc::ptr_eq(of, cx.directory)) {
            return;
        }
        let words = &text().audit_page;
        let areas = ActArea::ALL.map(|area| (Some(area), area.label().to_owned()));
        let outcomes = Outcome::ALL.map(|outcome| (Some(outcome), outcome.label().to_owned()));
        *self = Self {
            made_of: Some(Arc::clone(cx.directory)),
            areas: [(None, words.all_areas.to_owned())]
                .into_iter()
                .chain(areas)
                .collect(),
            outcomes: [(None, words.all_outcomes.to_owned())]
                .into_iter()
                .chain(outcomes)
                .collect(),
        };
    }
}

/// The dialog; closed by default.
#[derive(Default)]
pub(super) struct FilterDialog {
    open: Option<Typed>,
}

/// An object of the log.
type Object = (ObjectKind, i64);

/// What is being typed.
struct Typed {
    base: LogFilter,
    actor: String,
    person: String,
    object: Option<Object>,
    from: String,
    to: String,
    objects: Vec<(Option<Object>, String)>,
}

/// What was typed has no meaning.
struct Bad;

impl FilterDialog {
    /// Opens the dialog over a filter.
    pub(super) fn open(&mut self, filter: &LogFilter) {
        let contact = |id: Option<UserId>| {
            let id = id.map(|id| id.contact_id().to_string());
            id.unwrap_or_default()
        };
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let about = filter.object;
        let person = about.filter(|(kind, _)| *kind == ObjectKind::User);
        self.open = Some(Typed {
            actor: contact(filter.actor),
            person: contact(person.map(|(_, id)| UserId(id))),
            object: about.filter(|(kind, _)| *kind != ObjectKind::User),
            from: day(filter.from),
            to: day(filter.to),
            base: filter.clone(),
            objects: Vec::new(),
        });
    }

    /// Draws the dialog; the filter once it is confirmed.
    pub(super) fn show(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<LogFilter> {
        let typed = self.open.as_mut()?;
        if typed.objects.is_empty() {
            typed.objects = objects(cx.directory);
        }
        let words = &text().audit_page;
        let answer = Dialog::new(
            "audit-filter",
            words.filter_title,
            words.apply,
            text().app.cancel,
        )
        .enabled_or(typed.problem())
        .show(ui.ctx(), |ui| typed.fields_ui(ui))?;
        let typed = self.open.take()?;
        (answer == Answer::Confirmed).then(|| typed.filter())
    }
}

impl Typed {
    fn fields_ui(&mut self, ui: &mut Ui) {
        let (words, hint) = (&text().audit_page, text().workspace.person_hint);
        ui.spacing_mut().item_spacing.y = space::S;
        for (salt, label, typed) in [
            ("audit-actor", words.actor, &mut self.actor),
            ("audit-person", words.person, &mut self.person),
        ] {
            let bad = person(typed).is_err();
            TextField::new(salt, label, typed)
                .help(hint)
                .problem(bad.then_some(text().workspace.person_bad))
                .show(ui);
        }
        let is_double = !self.person.trim().is_empty() && self.object.is_some();
        Select::field("audit-object", words.about)
            .problem(is_double.then_some(words.one_object))
            .show(ui, &mut self.object, &self.objects);
        let half = (ui.available_width() - space::M) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            for (salt, label, typed) in [
                ("audit-from", words.from, &mut self.from),
                ("audit-to", words.to, &mut self.to),
            ] {
                let bad = day(typed).is_err();
                TextField::new(salt, label, typed)
                    .problem(bad.then_some(words.bad_day))
                    .width(half)
                    .show(ui);
            }
        });
    }

    fn problem(&self) -> Option<&'static str> {
        let words = &text().audit_page;
        if person(&self.actor).is_err() || person(&self.person).is_err() {
            return Some(text().workspace.person_bad);
        }
        if day(&self.from).is_err() || day(&self.to).is_err() {
            return Some(words.bad_day);
        }
        let is_double = !self.person.trim().is_empty() && self.object.is_some();
        is_double.then_some(words.one_object)
    }

    fn filter(self) -> LogFilter {
        let person = person(&self.person).ok().flatten();
        let person = person.map(|id| (ObjectKind::User, id.0));
        LogFilter {
            actor: super::dialog::person(&self.actor).ok().flatten(),
            object: person.or(self.object),
            from: day(&self.from).ok().flatten(),
            to: day(&self.to).ok().flatten(),
            ..self.base
        }
    }
}

fn person(typed: &str) -> Result<Option<UserId>, Bad> {
    match typed.trim() {
        "" => Ok(None),
        typed => match ContactId::parse(typed) {
            Some(ContactId(user_id)) => Ok(Some(user_id)),
            None => Err(Bad),
        },
    }
}

fn day(typed: &str) -> Result<Option<NaiveDate>, Bad> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Bad),
    }
}

fn objects(directory: &Directory) -> Vec<(Option<Object>, String)> {
    let words = &text().audit_page;
    let mut objects = vec![(None, words.about_anything.to_owned())];
    objects.extend(directory.roles.iter().map(|role| {
        let label = fill(words.about_role, &[&role.name]);
        (Some((ObjectKind::Role, role.role_id.0)), label)
    }));
    objects.extend(directory.workspaces.iter().map(|workspace| {
        let label = fill(words.about_workspace, &[&workspace.name]);
        (Some((ObjectKind::OfficeWorkspace, workspace.id.0)), label)
    }));
    objects
}
