//! Undo: at once where nothing stands in the way, otherwise through a dialog that shows what goes back and what was changed since.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Context, Ui};

use crate::app::backend::Backend;
use crate::app::commands::undo::{ObjectKey, UndoCommand};
use crate::app::commands::{Receipt, Reply};
use crate::app::error::AppError;
use crate::app::imports::run::USERS;
use crate::app::queries::undo::{UndoObject, UndoPreview, UndoPreviewAnswer};
use crate::app::ticket::Ticket;
use crate::domain::actor::Hand;
use crate::domain::change::FieldChange;
use crate::domain::office::Office;
use crate::domain::text::{count, fill, plural, text};
use crate::domain::undo::act;
use crate::ui::context::Action;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, motion, size, space, text as type_of};
use crate::ui::widgets::dialog::{Answer, Stage};
use crate::ui::widgets::progress::progress_bar;
use crate::ui::widgets::{Checkbox, Dialog, Tone, banner};

/// How an act is to be set back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// At once; the dialog comes only where something was changed since.
    AtOnce,
    /// After a look at what goes back.
    Shown,
}

/// What is being set back, and what could be.
#[derive(Default)]
pub(super) struct Undo {
    asked: Option<Asked>,
    /// The act where it is one of the operator's own, and the work.
    working: Option<(Option<i64>, Ticket<Receipt>)>,
    /// The operator's own acts that can be set back, oldest first.
    own: Vec<i64>,
}

struct Asked {
    question: UndoPreview,
    how: How,
    preview: Remote<UndoPreview>,
    over: BTreeMap<ObjectKey, BTreeSet<String>>,
}

impl Undo {
    /// Notes an act of the operator.
    pub(super) fn note(&mut self, undoable: Option<i64>) {
        self.own.extend(undoable);
    }

    /// The newest act of the operator that was not set back yet.
    pub(super) fn newest(&self) -> Option<i64> {
        self.own.last().copied()
    }

    /// Whether an act is being set back.
    pub(super) fn is_working(&self) -> bool {
        self.working.is_some()
    }

    /// Begins to set an act back.
    pub(super) fn ask(&mut self, seq: i64, how: How) {
        self.asked = Some(Asked {
            question: UndoPreview { seq },
            how,
            preview: Remote::default(),
            over: BTreeMap::new(),
        });
    }

    /// Draws the dialog where one is needed; what is to be said.
    pub(super) fn show(
        &mut self,
        ctx: &Context,
        backend: &Backend,
        office: &Office,
    ) -> Option<Action> {
        if let Some(said) = self.poll() {
            return Some(said);
        }
        if let Some((_, work)) = &self.working {
            // What is asked for meanwhile waits its turn.
            progress_ui(ctx, work);
            return None;
        }
        let asked = self.asked.as_mut()?;
        asked.preview.want(backend, &asked.question);
        if let Some(error) = asked.preview.error().cloned() {
            self.asked = None;
            return Some(Action::Failed(error));
        }
        let found = asked.preview.value()?.clone();
        let wanted = match asked.how {
            How::AtOnce if !found.has_conflicts() => Some(Answer::Confirmed),
            How::AtOnce | How::Shown => asked.dialog_ui(ctx, &found, office),
        };
        let answer = wanted?;
        let asked = self.asked.take()?;
        if answer == Answer::Confirmed {
            let seq = asked.question.seq;
            let own = self.own.contains(&seq).then_some(seq);
            self.own.retain(|own| *own != seq);
            let command = UndoCommand {
                seq,
                over: asked.over,
            };
            self.working = Some((own, backend.submit(command.into())));
        }
        None
    }

    fn poll(&mut self) -> Option<Action> {
        let (own, work) = self.working.as_ref()?;
        let (own, answer) = (*own, work.take()?);
        self.working = None;
        if !matches!(answer, Ok(_) | Err(AppError::NothingToUndo)) {
            // Nothing was set back, so it is still the newest: the keys don't go on to an older one.
            self.own.extend(own);
        }
        Some(match answer {
            Ok(Receipt {
                reply: Reply::BackedUp(path),
                undoable,
            }) => {
                let said = fill(text().undo.done_backed_up, &[&path.display()]);
                Action::Changed(said, undoable)
            }
            Ok(Receipt {
                reply: Reply::SetBack(came),
                undoable,
            }) => {
                let (changed, kept) = (count(came.changed), count(came.kept));
                let said = fill(text().undo.done_but, &[&changed, &kept, &came.example]);
                Action::Undone(said, undoable)
            }
            // Not among the own acts: pressed again, the keys go on to the act before.
            Ok(receipt) => Action::Undone(text().undo.done.to_owned(), receipt.undoable),
            Err(error) => Action::Failed(error.message()),
        })
    }
}

/// How far it is, where it takes a while.
fn progress_ui(ctx: &Context, work: &Ticket<Receipt>) {
    let (done, total) = work.progress().get();
    if total < LONG {
        return;
    }
    let words = &text().bulk;
    let said = fill(words.working, &[&count(done), &count(total)]);
    let title = text().undo.undo;
    let dialog = Dialog::new("undoing", title, title, text().app.cancel);
    let dialog = dialog.enabled_or(Some(words.at_work));
    let answer = dialog.stage(Stage::Working).show(ctx, |ui| {
        let muted = Tokens::of(ui.ctx()).text_secondary;
        ui.label(type_of::rich(&said, type_of::body()).color(muted));
        progress_bar(ui, &said, done as f32 / total.max(1) as f32);
    });
    if answer == Some(Answer::Cancelled) {
        work.progress().cancel();
    }
    ctx.request_repaint_after(motion::PROGRESS_STEP);
}

/// From so many objects on it is shown how far undoing is.
const LONG: u64 = 500;

impl Asked {
    fn dialog_ui(
        &mut self,
        ctx: &Context,
        found: &UndoPreviewAnswer,
        office: &Office,
    ) -> Option<Answer> {
        let words = &text().undo;
        let has_choice = self.over.values().any(|parts| !parts.is_empty());
        let problem = match (found.has_changes() || has_choice, found.has_conflicts()) {
            (true, _) => None,
            (false, true) => Some(words.choose),
            (false, false) => Some(words.nothing),
        };
        Dialog::new("undo", words.title, words.undo, text().app.cancel)
            .enabled_or(problem)
            .changing(ctx)
            .width(size::DIALOG_WIDE)
            .show(ctx, |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                act_ui(ui, found, office);
                if found.act.command == USERS {
                    ui.label(type_of::rich(words.lists_stay, type_of::secondary()));
                }
                if !found.has_changes() && !found.has_conflicts() {
                    banner::banner(ui, Tone::Neutral, words.nothing, None);
                }
                let height = ctx.content_rect().height() * size::INSIDE_SHARE / 2.0;
                egui::ScrollArea::vertical()
                    .max_height(height)
                    .show(ui, |ui| {
                        for object in &found.objects {
                            self.object_ui(ui, object);
                        }
                        for (more, one, many) in [
                            (found.more, words.more_one, words.more),
                            (found.changed_since, words.since_one, words.since_more),
                            (found.kept, words.kept_one, words.kept),
                        ] {
                            if more > 0 {
                                ui.label(type_of::rich(plural(more, one, many), type_of::body()));
                            }
                        }
                    });
            })
    }

    fn object_ui(&mut self, ui: &mut Ui, object: &UndoObject) {
        if object.changes.is_empty() && object.conflicts.is_empty() {
            return;
        }
        let (words, tokens) = (&text().undo, Tokens::of(ui.ctx()));
        ui.label(type_of::rich(&object.name, type_of::body_strong()).color(tokens.text));
        for change in &object.changes {
            let line = type_of::rich(sentence(change), type_of::body()).color(tokens.text);
            ui.add(egui::Label::new(line).wrap());
        }
        if object.conflicts.is_empty() {
            return;
        }
        ui.label(type_of::rich(words.since, type_of::secondary()).color(tokens.warn));
        let chosen = self.over.entry(object.key).or_default();
        for conflict in &object.conflicts {
            let mut is_chosen = chosen.contains(&conflict.part);
            let label = sentence(&conflict.change);
            if Checkbox::new(&mut is_chosen, &label).show(ui).changed() {
                if is_chosen {
                    chosen.insert(conflict.part.clone());
                } else {
                    chosen.remove(&conflict.part);
                }
            }
        }
    }
}

fn act_ui(ui: &mut Ui, found: &UndoPreviewAnswer, office: &Office) {
    let tokens = Tokens::of(ui.ctx());
    let who = found.act.actor.as_ref();
    let who = who.map_or(text().act.program, Hand::name);
    let at = office.time().stamp(found.act.at);
    let line = fill(text().undo.by, &[&who, &act(&found.act.command), &at]);
    ui.add(
        egui::Label::new(type_of::rich(line, type_of::secondary()).color(tokens.text_secondary))
            .wrap(),
    );
}

/// "Title: Editor → Writer".
fn sentence(change: &FieldChange) -> String {
    fill(text().undo.change, &[&change.label(), &change.values()])
}
