//! The fields of a person.

use egui::Ui;

use super::state::Form;
use crate::domain::change::Field;
use crate::domain::text::text;
use crate::domain::user::UserKind;
use crate::ui::theme::{Tokens, frames, size, space, text as type_of};
use crate::ui::widgets::chip_input::ChipWords;
use crate::ui::widgets::key_value::key_value;
use crate::ui::widgets::{ChipInput, Segmented, Select, TextField};

/// Draws all fields and the list of what will change.
pub(super) fn fields_ui(ui: &mut Ui, form: &mut Form) {
    ui.spacing_mut().item_spacing.y = space::S;
    contact_ui(ui, form);
    access_ui(ui, form);
    changes_ui(ui, form);
    section_ui(ui, text().form.section_work);
    work_ui(ui, form);
    section_ui(ui, text().form.section_more);
    more_ui(ui, form);
}

fn contact_ui(ui: &mut Ui, form: &mut Form) {
    line_ui(ui, form, Field::Name, "", None);
    if !form.has_contact {
        return;
    }
    let reserved = form.is_reserved.then_some(text().problem.reserved);
    ui.add_enabled_ui(!form.is_reserved, |ui| {
        line_ui(ui, form, Field::Email, reserved.unwrap_or_default(), None)
    });
    let width = ui.available_width();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let extension = size::MIN_CONTROL_WIDTH * 2.0;
        ui.add_enabled_ui(!form.is_reserved, |ui| {
            let help = form.phone_help.clone();
            line_ui(
                ui,
                form,
                Field::Phone,
                reserved.unwrap_or(&help),
                Some(width - extension - space::M),
            );
        });
        line_ui(ui, form, Field::Extension, "", Some(extension));
    });
}

fn access_ui(ui: &mut Ui, form: &mut Form) {
    let words = text();
    let status = Segmented::new("status", words.field.status)
        .help(words.form.status_help)
        .problem(form_problem(form, Field::Status).as_deref())
        .width(size::FIELD_WIDTH * 0.8)
        .show(ui, &mut form.draft.status, &form.options.status);
    if status.changed() {
        form.changed(Field::Status);
    }
    let onboarding = Select::field("onboarding", words.field.onboarding)
        .width(size::FIELD_WIDTH)
        .show(ui, &mut form.draft.onboarding, &form.options.onboarding);
    if onboarding.changed() {
        form.changed(Field::Onboarding);
    }
    let workspaces = ChipInput::new(
        "workspaces",
        words.field.workspaces,
        chip_words(words.form.add_workspace),
    )
    .show(ui, &mut form.workspaces, &form.options.workspaces);
    if workspaces.changed() {
        form.changed(Field::Workspaces);
    }
    let teams = ChipInput::new("teams", words.field.teams, chip_words(words.form.add_team)).show(
        ui,
        &mut form.teams,
        &form.options.teams,
    );
    if teams.changed() {
        form.changed(Field::Teams);
    }
    roles_ui(ui, form);
}

fn roles_ui(ui: &mut Ui, form: &mut Form) {
    let words = text();
    let problem = form_problem(form, Field::Roles);
    let help = if form.may_assign_roles {
        ""
    } else {
        words.problem.roles_denied
    };
    ui.add_enabled_ui(form.may_assign_roles, |ui| {
        let roles = ChipInput::new("roles", words.field.roles, chip_words(words.form.add_role))
            .help(help)
            .problem(problem.as_deref())
            .show(ui, &mut form.roles, &form.options.roles);
        if roles.changed() {
            form.changed(Field::Roles);
        }
    });
}

fn work_ui(ui: &mut Ui, form: &mut Form) {
    let words = text();
    let kind = Segmented::new("kind", words.field.kind)
        .width(size::FIELD_WIDTH * 0.8)
        .show(ui, &mut form.draft.kind, &form.options.kinds);
    if kind.changed() {
        form.changed(Field::Kind);
    }
    if form.draft.kind == UserKind::Client {
        let client = Select::field("client", words.field.client).show(
            ui,
            &mut form.draft.client_id,
            &form.options.clients,
        );
        if client.changed() {
            form.changed(Field::Client);
        }
    }
    pair_ui(ui, form, Field::Title, Field::Department);
    pair_ui(ui, form, Field::Location, Field::Language);
    pair_ui(ui, form, Field::Manager, Field::EndDate);
}

fn more_ui(ui: &mut Ui, form: &mut Form) {
    let words = text();
    let tags = TextField::new("tags", words.field.tags, &mut form.tags)
        .help(words.form.tags_help)
        .show(ui);
    if tags.changed() {
        form.changed(Field::Tags);
    }
    let problem = form_problem(form, Field::Notes);
    let notes = TextField::new("notes", words.field.notes, &mut form.draft.notes)
        .multiline(3)
        .problem(problem.as_deref())
        .show(ui);
    if notes.changed() {
        form.changed(Field::Notes);
    }
    let Some(record) = &form.record else { return };
    key_value(ui, words.form.last_sign_in, &form.last_sign_in);
    for (source, id) in &record.external_ids {
        key_value(ui, source, id);
    }
}

fn pair_ui(ui: &mut Ui, form: &mut Form, left: Field, right: Field) {
    let width = (ui.available_width() - space::M) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        for field in [left, right] {
            let help = if field == Field::EndDate {
                text().form.end_date_help
            } else {
                ""
            };
            line_ui(ui, form, field, help, Some(width));
        }
    });
}

/// A one-line field with its label, help or problem.
fn line_ui(ui: &mut Ui, form: &mut Form, field: Field, help: &str, width: Option<f32>) {
    let problem = form_problem(form, field);
    let optional = if matches!(field, Field::Name | Field::Email) {
        ""
    } else {
        text().form.optional
    };
    let Some(value) = value_of(form, field) else {
        return;
    };
    let mut edit = TextField::new(field.key(), field.label(), value).problem(problem.as_deref());
    if !help.is_empty() {
        edit = edit.help(help);
    }
    if field == Field::Phone {
        edit = edit.optional(optional);
    }
    if let Some(width) = width {
        edit = edit.width(width);
    }
    let response = edit.show(ui);
    if response.changed() {
        form.changed(field);
    }
    if response.lost_focus() {
        form.leave(field);
    }
}

fn value_of(form: &mut Form, field: Field) -> Option<&mut String> {
    let draft = &mut form.draft;
    match field {
        Field::Name => Some(&mut draft.name),
        Field::Email => Some(&mut draft.email),
        Field::Phone => Some(&mut draft.phone),
        Field::Extension => Some(&mut draft.extension),
        Field::Title => Some(&mut draft.title),
        Field::Department => Some(&mut draft.department),
        Field::Location => Some(&mut draft.location),
        Field::Language => Some(&mut draft.language),
        Field::Manager => Some(&mut draft.manager),
        Field::EndDate => Some(&mut draft.end_date),
        Field::Notes => Some(&mut draft.notes),
        _ => None,
    }
}

fn form_problem(form: &Form, field: Field) -> Option<String> {
    form.problem(field).map(str::to_owned)
}

/// Words of a list of chips that begins with this button.
pub(in crate::ui) fn chip_words(add: &'static str) -> ChipWords<'static> {
    let words = text();
    ChipWords {
        add,
        search: words.form.search_options,
        clear: words.app.clear_search,
        remove: words.form.remove,
        nothing: words.form.no_options,
    }
}

fn section_ui(ui: &mut Ui, title: &str) {
    let tokens = Tokens::of(ui.ctx());
    ui.add_space(space::S);
    ui.separator();
    ui.label(type_of::rich(title, type_of::card_title()).color(tokens.text));
}

/// What saving will change: old, struck through, and new.
fn changes_ui(ui: &mut Ui, form: &Form) {
    if form.changes.is_empty() || form.record.is_none() {
        return;
    }
    let tokens = Tokens::of(ui.ctx());
    let words = &text().form;
    frames::quiet(&tokens).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::XS;
        let title = crate::domain::text::plural(
            form.changes.len() as i64,
            words.changes_one,
            words.changes_many,
        );
        ui.label(type_of::rich(title, type_of::secondary_strong()).color(tokens.text));
        for change in &form.changes {
            let mut job = egui::text::LayoutJob::default();
            let plain = |color| egui::TextFormat {
                font_id: type_of::secondary(),
                color,
                ..Default::default()
            };
            let struck = egui::TextFormat {
                strikethrough: frames::hairline(&tokens).into_color(tokens.text_muted),
                ..plain(tokens.text_muted)
            };
            job.append(change.label(), 0.0, plain(tokens.text_muted));
            let old = if change.old.is_empty() {
                words.nothing
            } else {
                &change.old
            };
            job.append(old, space::S, struck);
            job.append("→", space::XS, plain(tokens.text_muted));
            let new = if change.new.is_empty() {
                words.nothing
            } else {
                &change.new
            };
            job.append(new, space::XS, plain(tokens.text));
            ui.label(job);
        }
    });
}

/// A hairline in another colour.
trait IntoColor {
    fn into_color(self, color: egui::Color32) -> Self;
}

impl IntoColor for egui::Stroke {
    fn into_color(self, color: egui::Color32) -> Self {
        Self { color, ..self }
    }
}
