//! What changed in access since a day, each change with the way back.

use chrono::{Days, NaiveDate};
use egui::Ui;

use crate::app::queries::access_changes::{AccessChange, AccessChanges, MOST};
use crate::domain::actor::Hand;
use crate::domain::text::{count, fill, plural, text};
use crate::domain::time::OfficeTime;
use crate::domain::undo::act;
use crate::ui::context::{Action, Cx};
use crate::ui::desk::How;
use crate::ui::opens::opens;
use crate::ui::remote::Remote;
use crate::ui::theme::{icons, size, space};
use crate::ui::widgets::segmented::Segment;
use crate::ui::widgets::table::{Cell, Column, Table, TableRows};
use crate::ui::widgets::{Card, Segmented, TextField, Tone, banner, empty_state, spinner};

/// How far back one press goes, in days.
const SPANS: [u64; 4] = [7, 30, 90, 365];

/// The tab.
#[derive(Default)]
pub(super) struct Changes {
    day: Option<Since>,
    answer: Remote<AccessChanges>,
    seen: u64,
    views: Vec<View>,
    columns: Vec<Column>,
}

/// The day as it is typed, and the one that is asked.
struct Since {
    today: NaiveDate,
    typed: String,
    asked: NaiveDate,
    span: Option<u64>,
    spans: Vec<Segment<Option<u64>>>,
}

/// One line, all texts ready.
struct View {
    line: AccessChange,
    at: String,
    who: String,
    what: String,
    change: String,
    undo: String,
}

impl Changes {
    /// The line below the page's title.
    pub(super) fn below(&self) -> String {
        let words = &text().access_page;
        let lines = self.answer.value().map(|answer| answer.lines.len() as u64);
        lines.map_or_else(String::new, |lines| {
            plural(lines, words.changes_one, words.changes_many)
        })
    }

    /// Draws the day and what changed since.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let day = self.day.get_or_insert_with(|| Since::new(cx));
        day.show(ui);
        let since = day.asked;
        ui.add_space(space::M);
        self.answer.want(cx.backend, &AccessChanges { since });
        if let Some(error) = self.answer.error() {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        self.take(cx);
        let words = &text().access_page;
        match self.answer.value() {
            None => return spinner::delayed_spinner(ui, "changes", text().app.loading),
            Some(answer) if answer.is_cut => {
                let said = fill(words.changes_cut, &[&count(MOST as u64)]);
                banner::banner(ui, Tone::Neutral, &said, None);
                ui.add_space(space::M);
            }
            Some(_) => {}
        }
        if self.views.is_empty() {
            let (none, hint) = (words.changes_none, words.changes_none_hint);
            empty_state::empty_state(ui, icons::CLOCK_COUNTER_CLOCKWISE, none, hint, None);
            return;
        }
        if let Some(wish) = self.table_ui(ui) {
            cx.push(wish);
        }
    }

    fn take(&mut self, cx: &Cx<'_>) {
        if self.seen == self.answer.version() {
            return;
        }
        self.seen = self.answer.version();
        self.columns = columns();
        let time = cx.office.time();
        let lines = self.answer.value().map(|answer| answer.lines.as_slice());
        let lines = lines.unwrap_or_default().iter();
        self.views = lines.map(|line| view(line, &time)).collect();
    }

    fn table_ui(&self, ui: &mut Ui) -> Option<Action> {
        let name = text().access_page.changes_table;
        let rows = self.views.len() as u64;
        let table = Table::new("changes", name, &self.columns, rows).version(self.seen);
        let mut rows = Rows {
            views: &self.views,
            wish: None,
        };
        Card::new("")
            .flush()
            .show(ui, |ui| table.show(ui, &mut rows));
        rows.wish
    }
}

impl Since {
    fn new(cx: &Cx<'_>) -> Self {
        let today = cx.office.time().date(cx.backend.env().clock.now());
        let span = |days: u64| Segment {
            value: Some(days),
            label: fill(text().access_page.since_days, &[&days]),
            tone: Tone::Accent,
        };
        let mut since = Self {
            today,
            typed: String::new(),
            asked: today,
            span: Some(30),
            spans: SPANS.map(span).into(),
        };
        since.go_back(30);
        since
    }

    fn go_back(&mut self, days: u64) {
        self.asked = self
            .today
            .checked_sub_days(Days::new(days))
            .unwrap_or(self.today);
        self.typed = self.asked.to_string();
    }

    fn show(&mut self, ui: &mut Ui) {
        let words = &text().access_page;
        let day = self.typed.trim().parse::<NaiveDate>();
        let problem = day.is_err().then_some(text().access.place_bad_day);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let typed = TextField::new("since", words.since, &mut self.typed)
                .problem(problem)
                .width(size::SELECT_WIDTH)
                .show(ui);
            if typed.changed() {
                self.span = None;
            }
            ui.vertical(|ui| {
                ui.add_space(size::FIELD_LABEL);
                let spans = Segmented::new("spans", "").without_note();
                if spans.show(ui, &mut self.span, &self.spans).changed()
                    && let Some(days) = self.span
                {
                    self.go_back(days);
                }
            });
        });
        if let Ok(day) = self.typed.trim().parse() {
            self.asked = day;
        }
    }
}

fn columns() -> Vec<Column> {
    let words = &text().access_page;
    let [when, who, about, what, change, undo] = size::CHANGE_COLUMNS;
    vec![
        Column::new(words.when, when),
        Column::new(words.who, who),
        Column::new(words.about, about),
        Column::new(words.what, what),
        Column::new(words.change, change),
        Column::new("", undo).fixed(),
    ]
}

fn view(line: &AccessChange, time: &OfficeTime) -> View {
    let who = line.act.actor.as_ref();
    let who = who.map_or(text().act.program, Hand::name).to_owned();
    let what = line.change.label().to_owned();
    View {
        at: time.stamp(line.act.at),
        undo: fill(text().access_page.undo_named, &[&line.object.name, &what]),
        who,
        what,
        change: line.change.values(),
        line: line.clone(),
    }
}

struct Rows<'a> {
    views: &'a [View],
    wish: Option<Action>,
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let Some(view) = self.views.get(row as usize) else {
            return;
        };
        let line = &view.line;
        match column {
            0 => drop(cell.text(&view.at)),
            1 => drop(cell.text(&view.who).on_hover_text(act(&line.act.command))),
            2 => match line.object.id {
                Some(id) => {
                    if cell.link(&line.object.name).clicked() {
                        self.wish = opens((line.object.kind, id));
                    }
                }
                None => drop(cell.text(&line.object.name)),
            },
            3 => drop(cell.text(&view.what)),
            4 => drop(cell.text(&view.change)),
            5 if line.is_undoable => {
                let link = cell.link(text().undo.undo_this);
                link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &view.undo));
                if link.clicked() {
                    self.wish = Some(Action::Undo(line.act.seq, How::Shown));
                }
            }
            _ => {}
        }
    }
}
