//! Settings: of this computer, of the office, and who may export.

use std::sync::LazyLock;

use egui::{ScrollArea, Ui};

use crate::app::commands::role::RoleCommand;
use crate::app::commands::{Command, Receipt};
use crate::app::computer::{Computer, MotionChoice, ThemeChoice, WindowChoice};
use crate::app::ticket::Ticket;
use crate::domain::permission::Permission;
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::screens::care::CareCards;
use crate::ui::screens::diagnostics::DiagnosticsCards;
use crate::ui::screens::modules::ModulesCard;
use crate::ui::screens::office::OfficeCard;
use crate::ui::theme::{Tokens, frames, size, space, text as type_of};
use crate::ui::widgets::key_value::key_value;
use crate::ui::widgets::segmented::Segment;
use crate::ui::widgets::{Button, Card, Segmented, Select, Tone, badge, page_header};

/// The page.
#[derive(Default)]
pub struct SettingsScreen {
    saving: Vec<Ticket<Receipt>>,
    modules: ModulesCard,
    office: OfficeCard,
    care: CareCards,
    diagnostics: DiagnosticsCards,
}

static TEXT_SIZES: LazyLock<[(u16, String); 6]> =
    LazyLock::new(|| [80, 90, 100, 125, 150, 200].map(|percent| (percent, format!("{percent} %"))));

impl SettingsScreen {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.poll(cx);
        page_header::page_header(ui, text().settings.title, "", |_| {});
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            egui::Frame::new()
                .inner_margin(frames::margin(space::XL))
                .show(ui, |ui| {
                    ui.set_max_width(size::SETTINGS_WIDTH.min(ui.available_width()));
                    ui.spacing_mut().item_spacing.y = space::L;
                    computer_ui(ui, cx);
                    let mut wanted = Vec::new();
                    // Each in a place of its own: what arrives later in one changes nothing of the next.
                    ui.push_id("export", |ui| {
                        if cx.knows(Permission::DataExport) && cx.may(Permission::RolesView) {
                            wanted.extend(export_rights_ui(ui, cx));
                        }
                    });
                    wanted.extend(self.office.show(ui, cx));
                    ui.push_id("care", |ui| self.care.show(ui, cx));
                    ui.push_id("modules", |ui| self.modules.show(ui, cx));
                    if cx.me.actor.may_everywhere(Permission::SettingsManage) {
                        self.diagnostics.show(ui, cx);
                    }
                    about_ui(ui, cx);
                    self.saving
                        .extend(wanted.into_iter().map(|command| cx.backend.submit(command)));
                });
        });
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        self.saving.retain(|ticket| match ticket.take() {
            None => true,
            Some(Ok(receipt)) => {
                let said = text().settings.saved.to_owned();
                cx.push(Action::Changed(said, receipt.undoable));
                false
            }
            Some(Err(error)) => {
                cx.push(Action::Failed(error.message()));
                false
            }
        });
    }
}

fn option<T>(value: T, label: &str) -> Segment<T> {
    Segment {
        value,
        label: label.to_owned(),
        tone: Tone::Accent,
    }
}

fn computer_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let words = &text().settings;
    let mut wanted: Computer = cx.computer.clone();
    Card::new(words.computer)
        .note(words.computer_note)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let themes = [
                option(ThemeChoice::System, words.theme_system),
                option(ThemeChoice::Light, words.theme_light),
                option(ThemeChoice::Dark, words.theme_dark),
                option(ThemeChoice::HighContrast, words.theme_contrast),
            ];
            Segmented::new("theme", words.theme).without_note().show(
                ui,
                &mut wanted.theme,
                &themes,
            );
            ui.add_space(space::S);
            Select::field("text-size", words.text_size)
                .without_note()
                .width(size::SELECT_WIDTH)
                .show(ui, &mut wanted.text_percent, &*TEXT_SIZES);
            ui.add_space(space::S);
            let windows = [
                option(WindowChoice::Own, words.windows_own),
                option(WindowChoice::Inside, words.windows_inside),
            ];
            Segmented::new("windows", words.windows)
                .help(words.windows_help)
                .show(ui, &mut wanted.windows, &windows);
            let motions = [
                option(MotionChoice::Full, words.motion_full),
                option(MotionChoice::Reduced, words.motion_none),
            ];
            Segmented::new("motion", words.motion).without_note().show(
                ui,
                &mut wanted.motion,
                &motions,
            );
        });
    if wanted != *cx.computer {
        cx.push(Action::SetComputer(Box::new(wanted)));
    }
}

fn export_rights_ui(ui: &mut Ui, cx: &Cx<'_>) -> Vec<Command> {
    let words = &text().settings;
    let mut commands = Vec::new();
    let tokens = Tokens::of(ui.ctx());
    Card::new(words.export_rights)
        .note(words.export_rights_note)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            for role in &cx.directory.roles {
                let allowed = role.permissions.has(Permission::DataExport);
                ui.horizontal(|ui| {
                    ui.set_min_height(size::CONTROL);
                    ui.label(type_of::rich(&role.name, type_of::body_medium()).color(tokens.text));
                    let (tone, state) = if allowed {
                        (Tone::Ok, words.export_allowed)
                    } else {
                        (Tone::Neutral, words.export_not_allowed)
                    };
                    badge::badge(ui, tone, state);
                    if !cx.may(Permission::RolesUpdate) {
                        return;
                    }
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        let verb = if allowed {
                            words.export_forbid
                        } else {
                            words.export_allow
                        };
                        let name = format!("{verb}: {}", role.name);
                        let button = Button::secondary(verb).small().changing().show(ui);
                        button.widget_info(|| {
                            egui::WidgetInfo::labeled(egui::Role::Button, true, &name)
                        });
                        if button.clicked() {
                            let command = if allowed {
                                RoleCommand::Forbid
                            } else {
                                RoleCommand::Allow
                            };
                            commands.push(command(role.role_id, Permission::DataExport).into());
                        }
                    });
                });
            }
        });
    commands
}

fn about_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let words = &text().settings;
    Card::new(words.about).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        key_value(
            ui,
            text().app.name,
            &fill(words.version, &[&env!("CARGO_PKG_VERSION")]),
        );
        key_value(ui, words.file, &cx.backend.path().display().to_string());
    });
}
