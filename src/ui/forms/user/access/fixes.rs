//! The changes that would turn a no, each with a button where the operator may make it.

use egui::{Role, Ui, WidgetInfo};

use super::words::fix_words;
use crate::app::commands::Command;
use crate::app::fixes::Ground;
use crate::app::queries::why::WhyAnswer;
use crate::domain::access::why::Fix;
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::domain::time::Timestamp;
use crate::domain::user::UserRecord;
use crate::ui::context::Cx;
use crate::ui::theme::{Tokens, size, space, text as type_of};
use crate::ui::widgets::{Button, Tone, badge};

/// The changes of one answer, ready to be drawn.
#[derive(Default)]
pub(super) struct Fixes {
    /// Which answer and which state of the person they are made from.
    seen: Option<(u64, Timestamp)>,
    steps: Vec<Vec<View>>,
}

/// One change.
struct View {
    said: String,
    /// The name of its button.
    button: String,
    command: Option<Command>,
}

impl Fixes {
    /// Takes over what an answer advises.
    pub(super) fn take(
        &mut self,
        cx: &Cx<'_>,
        version: u64,
        answer: &WhyAnswer,
        record: &UserRecord,
    ) {
        let seen = Some((version, record.changed_at));
        if self.seen == seen {
            return;
        }
        self.seen = seen;
        let ground = Ground {
            record,
            answer,
            directory: cx.directory,
            actor: &cx.me.actor,
        };
        let view = |fix: &Fix| {
            let said = fix_words(fix, cx.directory, &answer.add_ons);
            View {
                button: format!("{}: {said}", text().why.do_it),
                command: ground.command(fix),
                said,
            }
        };
        let told = |fixes: &[Fix]| {
            let told = fixes.iter().filter(|fix| is_told(fix, cx));
            told.map(view).collect()
        };
        self.steps = answer
            .chain
            .fixes
            .iter()
            .map(|(_, fixes)| told(fixes))
            .collect();
    }

    /// Draws them; the change that was wanted now.
    pub(super) fn show(&self, ui: &mut Ui) -> Option<Command> {
        if self.steps.is_empty() {
            return None;
        }
        let (words, tokens) = (&text().why, Tokens::of(ui.ctx()));
        ui.add_space(space::XS);
        ui.label(type_of::rich(words.fixes, type_of::body_strong()).color(tokens.text));
        let mut wanted = None;
        for step in &self.steps {
            if step.is_empty() {
                ui.label(type_of::rich(words.fix_none, type_of::body()).color(tokens.text_muted));
            }
            for view in step {
                wanted = wanted.or(view_ui(ui, view));
            }
        }
        wanted
    }
}

/// A module that is not installed is named only to those who may install it.
fn is_told(fix: &Fix, cx: &Cx<'_>) -> bool {
    !matches!(fix, Fix::Install(_)) || cx.me.actor.may_everywhere(Permission::ModulesManage)
}

fn view_ui(ui: &mut Ui, view: &View) -> Option<Command> {
    let mut wanted = None;
    ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL_SMALL);
        ui.spacing_mut().item_spacing.x = space::S;
        badge::badge(ui, Tone::Neutral, &view.said);
        if let Some(command) = &view.command {
            let button = Button::secondary(text().why.do_it)
                .small()
                .changing()
                .show(ui);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &view.button));
            wanted = button.clicked().then(|| command.clone());
        }
    });
    wanted
}
