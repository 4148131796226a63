//! The card of the modules, on the Settings page.

use egui::{Align, Layout, Ui};

use crate::app::commands::module::ModuleCommand;
use crate::app::commands::{Command, Receipt, Reply};
use crate::app::ticket::Ticket;
use crate::domain::module::Module;
use crate::domain::permission::Permission;
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::theme::{Tokens, size, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Button, Card, Dialog, Tone, badge};

/// The card; only those who may install and remove modules see it.
#[derive(Default)]
pub struct ModulesCard {
    removing: Option<Module>,
    working: Option<(Module, Ticket<Receipt>)>,
}

impl ModulesCard {
    /// Draws the card.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.poll(cx);
        if !cx.me.actor.may_everywhere(Permission::ModulesManage) {
            return;
        }
        let words = &text().module;
        let mut wanted = None;
        Card::new(words.title).note(words.note).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for module in Module::ALL {
                wanted = wanted.or(self.module_ui(ui, cx, *module));
            }
        });
        match wanted {
            Some(ModuleCommand::Remove(module)) => self.removing = Some(module),
            Some(install @ ModuleCommand::Install(module)) => {
                self.submit(cx, module, install.into());
            }
            None => {}
        }
        self.dialog_ui(ui, cx);
    }

    fn module_ui(&self, ui: &mut Ui, cx: &Cx<'_>, module: Module) -> Option<ModuleCommand> {
        let (words, tokens) = (&text().module, Tokens::of(ui.ctx()));
        let is_installed = cx.me.modules.has(module);
        let (tone, state, verb, named, command) = if is_installed {
            let command = ModuleCommand::Remove(module);
            (
                Tone::Ok,
                words.installed,
                words.remove,
                words.remove_named,
                command,
            )
        } else {
            let command = ModuleCommand::Install(module);
            (
                Tone::Neutral,
                words.removed,
                words.install,
                words.install_named,
                command,
            )
        };
        let busy = self.working.is_some().then_some(text().app.busy);
        let mut pressed = false;
        ui.horizontal(|ui| {
            ui.set_min_height(size::CONTROL);
            ui.spacing_mut().item_spacing.x = space::M;
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button = Button::secondary(verb)
                    .small()
                    .enabled_or(busy)
                    .changing()
                    .show(ui);
                let name = fill(named, &[&module.label()]);
                button.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, busy.is_none(), &name)
                });
                pressed = button.clicked();
                badge::badge(ui, tone, state);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let label = type_of::rich(module.label(), type_of::body_medium());
                    ui.label(label.color(tokens.text));
                    let about = type_of::rich(module.about(), type_of::secondary());
                    ui.add(egui::Label::new(about.color(tokens.text_muted)).wrap());
                });
            });
        });
        pressed.then_some(command)
    }

    fn dialog_ui(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let Some(module) = self.removing else { return };
        let words = &text().module;
        let title = fill(words.remove_title, &[&module.label()]);
        let answer = Dialog::new("remove-module", &title, words.remove, text().app.cancel)
            .danger()
            .show(ui.ctx(), |ui| {
                ui.label(words.remove_body);
            });
        let Some(answer) = answer else { return };
        self.removing = None;
        if answer == Answer::Confirmed {
            self.submit(cx, module, ModuleCommand::Remove(module).into());
        }
    }

    fn submit(&mut self, cx: &Cx<'_>, module: Module, command: Command) {
        if self.working.is_none() {
            self.working = Some((module, cx.backend.submit(command)));
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some((module, ticket)) = &self.working else {
            return;
        };
        let Some(answer) = ticket.take() else { return };
        let words = &text().module;
        match answer {
            Ok(Receipt { reply, undoable }) => {
                let said = match reply {
                    Reply::BackedUp(path) => {
                        fill(words.removed_done, &[&module.label(), &path.display()])
                    }
                    _ => fill(words.installed_done, &[&module.label()]),
                };
                cx.push(Action::Changed(said, undoable));
            }
            Err(error) => cx.push(Action::Failed(error.message())),
        }
        self.working = None;
    }
}
