//! The conditions above a list: a chip each, and under them the one that is being put together.

mod editor;
mod values;

use std::sync::Arc;

use egui::{Key, Modifiers, Ui};

use crate::domain::directory::Directory;
use crate::domain::filter::{ClauseDraft, Filter, FilterDraft, FilterField, Naming, TermDraft};
use crate::domain::fold::fold;
use crate::domain::permission::Permission;
use crate::domain::text::{fill, text};
use crate::ui::context::Cx;
use crate::ui::theme::{Tokens, icons, size, space, text as type_};
use crate::ui::widgets::chip::{self, ChipAction};
use crate::ui::widgets::{Button, SearchField, menu};
use values::Values;

/// The filter of a list while it is looked at and changed.
#[derive(Default)]
pub struct FilterBar {
    draft: FilterDraft,
    /// What the draft said when it was last looked at.
    said: Filter,
    /// The clause that is being put together.
    editing: Option<usize>,
    opened: Opened,
    chips: Chips,
    /// What is typed to find a field.
    find: String,
    values: Values,
    fields: Fields,
}

/// Whether the editor was opened just now, so that its first field gets the keyboard.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Opened {
    JustNow,
    #[default]
    Before,
}

/// The chips as they are shown; made anew when what they are made of changes.
#[derive(Default)]
struct Chips {
    made_of: Option<(FilterDraft, Arc<Directory>)>,
    /// The words of each chip, and what its ✕ is called.
    shown: Vec<(String, String)>,
}

impl Chips {
    fn renew(&mut self, draft: &FilterDraft, cx: &Cx<'_>) {
        let is_same = self
            .made_of
            .as_ref()
            .is_some_and(|(of, directory)| of == draft && Arc::ptr_eq(directory, cx.directory));
        if is_same {
            return;
        }
        self.made_of = Some((draft.clone(), Arc::clone(cx.directory)));
        let time = cx.office.time();
        let naming = Naming {
            directory: cx.directory,
            time: &time,
        };
        self.shown.clear();
        for clause in &draft.clauses {
            let told = naming.clause(&clause.clause(&time));
            let label = if told.is_empty() {
                let field = clause.terms.first().map_or("", |term| term.field.label());
                fill(text().filter.begun, &[&field])
            } else {
                told
            };
            // What was said twice is told apart.
            let same = self.shown.iter().filter(|(other, _)| *other == label);
            let label = match same.count() {
                0 => label,
                before => fill(text().filter.nth, &[&label, &(before + 1)]),
            };
            let remove = fill(text().filter.remove, &[&label]);
            self.shown.push((label, remove));
        }
    }
}

impl FilterBar {
    /// Whether a condition is being put together.
    pub fn is_editing(&self) -> bool {
        self.editing.is_some()
    }

    /// Draws chips and the button that adds one, in a row that wraps.
    pub fn chips_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filter: &mut Filter) {
        self.take(filter);
        self.chips.renew(&self.draft, cx);
        let mut removed = None;
        for (index, (label, remove)) in self.chips.shown.iter().enumerate() {
            match chip::filter_chip(ui, label, remove) {
                Some(ChipAction::Removed) => removed = Some(index),
                Some(ChipAction::Opened) if self.editing == Some(index) => self.editing = None,
                Some(ChipAction::Opened) => {
                    (self.editing, self.opened) = (Some(index), Opened::JustNow);
                }
                None => {}
            }
        }
        if let Some(index) = removed {
            self.draft.clauses.remove(index);
            self.editing = None;
        }
        self.add_ui(ui, cx);
        if self.draft.clauses.len() > 1 && Button::ghost(text().filter.clear).show(ui).clicked() {
            self.draft.clauses.clear();
            self.editing = None;
        }
        self.say(cx, filter);
    }

    /// Draws the condition that is being put together, over the whole width.
    pub fn editor_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filter: &mut Filter) {
        let Some(index) = self.editing else {
            return;
        };
        let Some(clause) = self.draft.clauses.get_mut(index) else {
            self.editing = None;
            return;
        };
        let time = cx.office.time();
        let naming = Naming {
            directory: cx.directory,
            time: &time,
        };
        self.values.ask(cx, clause, &naming);
        self.fields.renew(cx);
        let stage = editor::Stage {
            naming,
            values: &self.values,
            fields: &self.fields.all,
        };
        let opened = std::mem::take(&mut self.opened) == Opened::JustNow;
        let mut is_done = stage.show(ui, clause, opened.into());
        is_done |= clause.terms.is_empty();
        is_done |= cx.takes(ui, Modifiers::NONE, Key::Escape);
        if is_done {
            self.editing = None;
            let is_there = |clause: &ClauseDraft| !clause.clause(&time).terms.is_empty();
            self.draft.clauses.retain(is_there);
        }
        self.say(cx, filter);
    }

    fn add_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().filter;
        let button = Button::secondary(words.add)
            .icon(icons::PLUS)
            .hint(words.add_hint)
            .show(ui);
        let just_opened = button.clicked();
        let picked = menu::panel(&button, words.add_hint, |ui| {
            let search = SearchField::new(
                "field",
                words.find_field,
                text().app.clear_search,
                &mut self.find,
            );
            let search = search.width(size::FILTER_FIELD - space::L).show(ui);
            if just_opened {
                search.request_focus();
            }
            self.fields.renew(cx);
            fields_ui(ui, &self.fields.all, &fold(&self.find))
        });
        if just_opened {
            self.find.clear();
        }
        if let Some(field) = picked.flatten() {
            let terms = vec![TermDraft::new(field)];
            self.draft.clauses.push(ClauseDraft { terms });
            self.editing = Some(self.draft.clauses.len() - 1);
            self.opened = Opened::JustNow;
        }
    }

    /// Takes over a filter that was set elsewhere.
    fn take(&mut self, filter: &Filter) {
        if *filter != self.said {
            self.draft = FilterDraft::of(filter);
            self.said = filter.clone();
            self.editing = None;
        }
    }

    /// Says what the draft says now.
    fn say(&mut self, cx: &Cx<'_>, filter: &mut Filter) {
        let said = self.draft.filter(&cx.office.time());
        if said != self.said {
            filter.clone_from(&said);
            self.said = said;
        }
    }
}

/// The fields whose name has what was typed; Enter takes the first.
fn fields_ui(ui: &mut Ui, fields: &[(FilterField, String)], typed: &str) -> Option<FilterField> {
    let is_found = |(_, label): &&(FilterField, String)| fold(label).contains(typed.trim());
    let found = fields.iter().filter(is_found).map(|(field, _)| *field);
    let mut found = found.peekable();
    let first = found.peek().copied();
    let mut picked = None;
    for field in found {
        if menu::item(ui, None, field.label()).clicked() {
            picked = Some(field);
        }
    }
    if first.is_none() {
        let muted = Tokens::of(ui).text_muted;
        ui.label(type_::rich(text().filter.no_values, type_::secondary()).color(muted));
    }
    let is_entered = !typed.is_empty() && ui.input(|i| i.key_pressed(Key::Enter));
    if picked.is_none() && is_entered {
        picked = first;
    }
    if picked.is_some() {
        ui.close();
    }
    picked
}

/// The fields that the operator may ask for, with their names.
#[derive(Default)]
struct Fields {
    has_contact: Option<bool>,
    all: Vec<(FilterField, String)>,
}

impl Fields {
    fn renew(&mut self, cx: &Cx<'_>) {
        let has_contact = cx.may(Permission::UsersViewContact);
        if self.has_contact == Some(has_contact) {
            return;
        }
        self.has_contact = Some(has_contact);
        let all = FilterField::ALL.iter().copied();
        let all = all.filter(|field| has_contact || !field.is_contact());
        self.all = all.map(|field| (field, field.label().to_owned())).collect();
    }
}
