//! Import: a file is looked at, mapped, rehearsed, and only then imported; nothing is written before.

mod columns;
mod outcome;
mod pick;
mod review;
mod values;

use egui::{ScrollArea, Ui};

use crate::app::commands::import::ImportCommand;
use crate::app::commands::{Receipt, Reply};
use crate::app::error::UserMessage;
use crate::app::imports::{Mapping, Prepared, Report, Request, start};
use crate::app::ticket::{Answer, Ticket};
use crate::domain::filter::{Filter, FilterField, Term, Test};
use crate::domain::incoming::ImportKind;
use crate::domain::segment::{Scope, Segment, UserListQuery};
use crate::domain::text::{count, fill, plural, text};
use crate::ui::context::{Action, Cx, Route};
use crate::ui::desk::How;
use crate::ui::theme::{frames, motion, space};
use crate::ui::widgets::figures::{Figure, figure_strip};
use crate::ui::widgets::{Button, Tone, banner, page_header, progress};
use pick::FilePick;
use review::Review;
use values::{Left, ValuesDialog};

/// The page.
#[derive(Default)]
pub struct ImportScreen {
    pick: FilePick,
    step: Step,
    error: Option<UserMessage>,
    values: Option<ValuesDialog>,
    saving: outcome::SaveRejected,
}

/// How far the import has come.
#[derive(Default)]
enum Step {
    /// No file is chosen.
    #[default]
    Choose,
    /// The file is read.
    Look(Ticket<Prepared>),
    /// The file is understood and what it would do is worked out or known.
    Review(Box<Review>),
    /// It is done; with the act, where it can be set back.
    Done(Box<Report>, Option<i64>),
}

/// What the review wants.
enum Wish {
    Cancel,
    Import,
    Map(Mapping),
    MapValues(usize),
    SaveRejected,
    Sheet(String),
}

impl ImportScreen {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.poll(cx);
        let wish = self.header_ui(ui);
        let body = ScrollArea::vertical()
            .auto_shrink(false)
            .show(ui, |ui| {
                egui::Frame::new()
                    .inner_margin(frames::margin(space::XL))
                    .show(ui, |ui| {
                        ui.spacing_mut().item_spacing.y = space::L;
                        self.body_ui(ui, cx)
                    })
            })
            .inner
            .inner;
        let mapped = self.values_ui(ui);
        if let Some(wish) = wish.or(body).or(mapped) {
            self.grant(wish, cx);
        }
        self.saving.show(ui, cx);
    }

    fn header_ui(&self, ui: &mut Ui) -> Option<Wish> {
        let words = text();
        let mut wish = None;
        let below = match &self.step {
            Step::Review(review) => review.subline(),
            Step::Choose | Step::Look(_) | Step::Done(..) => String::new(),
        };
        let title = match &self.step {
            Step::Review(review) if review.prepared.mapping.kind == ImportKind::SignIns => {
                words.import_screen.title_sign_ins
            }
            Step::Review(_) => words.import_screen.title_users,
            Step::Choose | Step::Look(_) | Step::Done(..) => words.import_screen.title,
        };
        page_header::page_header(ui, title, &below, |ui| {
            let Step::Review(review) = &self.step else {
                return;
            };
            if Button::secondary(words.app.cancel).show(ui).clicked() {
                wish = Some(Wish::Cancel);
            }
            let rows = review.report.as_ref().map_or(0, Report::taken);
            let label = plural(
                rows,
                words.import_screen.action_one,
                words.import_screen.action_many,
            );
            if Button::primary(&label)
                .enabled_or(review.obstacle())
                .changing()
                .show(ui)
                .clicked()
            {
                wish = Some(Wish::Import);
            }
        });
        wish
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Wish> {
        if let Some(error) = &self.error {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        match &mut self.step {
            Step::Choose => {
                if let Some(path) = self.pick.show(ui, cx) {
                    self.error = None;
                    self.step = Step::Look(start::look(cx.backend, Request::of(path)));
                }
                None
            }
            Step::Look(ticket) => {
                waiting_ui(ui, text().import_screen.looking, ticket).then_some(Wish::Cancel)
            }
            Step::Review(review) => review.show(ui),
            Step::Done(report, undoable) => {
                done_ui(ui, report);
                leavers_ui(ui, report, cx);
                let is_over = ui.horizontal(|ui| further_ui(ui, *undoable, cx)).inner;
                if is_over {
                    self.step = Step::Choose;
                }
                None
            }
        }
    }

    fn values_ui(&mut self, ui: &Ui) -> Option<Wish> {
        let (Some(dialog), Step::Review(review)) = (&mut self.values, &self.step) else {
            return None;
        };
        let left = dialog.show(ui)?;
        let column = dialog.column();
        let wish = match left {
            Left::Use(values) => {
                let mut mapping = review.prepared.mapping.clone();
                if let Some(map) = mapping.columns.get_mut(column) {
                    map.values = values;
                }
                Some(Wish::Map(mapping))
            }
            Left::Cancelled => None,
        };
        self.values = None;
        wish
    }

    fn grant(&mut self, wish: Wish, cx: &mut Cx<'_>) {
        match (wish, &mut self.step) {
            (Wish::Cancel, Step::Review(review)) if review.importing.is_some() => {
                if let Some(ticket) = &review.importing {
                    ticket.progress().cancel();
                }
            }
            (Wish::Cancel, _) => {
                self.step = Step::Choose;
                self.error = None;
            }
            (Wish::Import, Step::Review(review)) => {
                let prepared = Box::new(review.prepared.clone());
                review.importing = Some(cx.backend.submit(ImportCommand { prepared }.into()));
                self.error = None;
            }
            (Wish::Map(mapping), Step::Review(review)) => {
                let request = Request {
                    mapping: Some(mapping),
                    ..review.again()
                };
                review.look(request, cx);
            }
            (Wish::Sheet(sheet), Step::Review(review)) => {
                let request = Request {
                    sheet: Some(sheet),
                    ..review.again()
                };
                review.look(request, cx);
            }
            (Wish::MapValues(column), Step::Review(review)) => {
                self.values = ValuesDialog::new(column, &review.prepared, cx.directory);
            }
            (Wish::SaveRejected, Step::Review(review)) => {
                if let Some(report) = &review.report {
                    self.saving.open(review.prepared.clone(), report.clone());
                }
            }
            _ => {}
        }
    }

    /// Takes what has arrived and goes on to the next step.
    fn poll(&mut self, cx: &mut Cx<'_>) {
        if let Step::Look(ticket) = &self.step
            && let Some(answer) = ticket.take()
        {
            match answer {
                Ok(prepared) => self.step = Step::Review(Box::new(Review::new(prepared, cx))),
                Err(error) => self.fail(error.message()),
            }
        }
        let Step::Review(review) = &mut self.step else {
            return;
        };
        if let Some(answer) = taken(&mut review.looking) {
            match answer {
                Ok(prepared) => {
                    **review = Review::new(prepared, cx);
                    self.error = None;
                }
                Err(error) => self.error = Some(error.message()),
            }
        } else if let Some(answer) = taken(&mut review.rehearsing) {
            match answer {
                Ok(report) => review.rehearsed(report),
                Err(error) => self.error = Some(error.message()),
            }
        } else if let Some(answer) = taken(&mut review.importing) {
            match answer {
                Ok(Receipt {
                    reply: Reply::Imported(report),
                    undoable,
                }) => {
                    let said = fill(text().import_screen.done, &[&count(report.taken())]);
                    cx.push(Action::Changed(said, undoable));
                    self.step = Step::Done(report, undoable);
                }
                Ok(_) => {}
                Err(error) => self.error = Some(error.message()),
            }
        }
    }

    fn fail(&mut self, message: UserMessage) {
        self.error = Some(message);
        self.step = Step::Choose;
    }
}

/// Who is missing from a list that has everybody, where somebody is.
fn leavers_ui(ui: &mut Ui, report: &Report, cx: &mut Cx<'_>) {
    let Some(source) = report.full_list_of.as_deref() else {
        return;
    };
    let (missing, words) = (report.counts.not_in_file, &text().leavers);
    if missing == 0 {
        return;
    }
    let said = plural(missing, words.missing_one, words.missing);
    let pressed = banner::banner(ui, Tone::Warn, &said, Some(words.show));
    if pressed.is_some_and(|pressed| pressed.clicked()) {
        let sources = Test::OneOf([source.to_owned()].into());
        let query = UserListQuery {
            filter: Filter::of(Term::new(FilterField::MissingFrom, sources)),
            ..UserListQuery::of(Scope::default(), Segment::All)
        };
        cx.push(Action::ShowInUsers(Box::new(query)));
    }
}

/// What can follow an import; `true` where it is another one.
fn further_ui(ui: &mut Ui, undoable: Option<i64>, cx: &mut Cx<'_>) -> bool {
    let words = &text().import_screen;
    ui.spacing_mut().item_spacing.x = space::S;
    if Button::primary(text().app.nav_insight).show(ui).clicked() {
        cx.push(Action::Go(Route::Insight));
    }
    if Button::secondary(text().app.nav_users).show(ui).clicked() {
        cx.push(Action::Go(Route::Users));
    }
    let is_over = Button::secondary(words.another).show(ui).clicked();
    if let Some(seq) = undoable
        && Button::ghost(words.undo).changing().show(ui).clicked()
    {
        cx.push(Action::Undo(seq, How::Shown));
    }
    is_over
}

fn taken<T>(ticket: &mut Option<Ticket<T>>) -> Option<Answer<T>> {
    let answer = ticket.as_ref()?.take()?;
    *ticket = None;
    Some(answer)
}

fn progress_ui<T>(ui: &mut Ui, label: &str, ticket: &Ticket<T>) {
    let (done, total) = ticket.progress().get();
    ui.label(label);
    let share = if total > 0 {
        done as f32 / total as f32
    } else {
        0.0
    };
    progress::progress_bar(ui, label, share);
    ui.ctx().request_repaint_after(motion::PROGRESS_STEP);
}

/// Progress with a way out; `true` when it is taken.
fn waiting_ui<T>(ui: &mut Ui, label: &str, ticket: &Ticket<T>) -> bool {
    progress_ui(ui, label, ticket);
    Button::secondary(text().app.cancel).show(ui).clicked()
}

fn done_ui(ui: &mut Ui, report: &Report) {
    let words = text();
    let figures: Vec<Figure> = outcome::figures(report, outcome::When::Done);
    banner::banner(
        ui,
        Tone::Ok,
        &fill(words.import_screen.done, &[&count(report.taken())]),
        None,
    );
    figure_strip(ui, &figures);
}
