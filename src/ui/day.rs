//! The day as of which people and figures are shown: chosen from a menu or typed, and told while it is not today.

use chrono::{Datelike, Days, Months, NaiveDate};
use egui::{Context, Ui};

use super::context::Cx;
use super::remote::Remote;
use super::theme::{icons, size};
use super::widgets::{Dialog, IconButton, TextField, Tone, banner, dialog, menu};
use crate::app::queries::recorded::RecordedOn;
use crate::domain::past::Recorded;
use crate::domain::text::{fill, plural, text};
use crate::domain::time::day_named;

/// What is open for choosing a day, and what is known of the one that is chosen.
#[derive(Default)]
pub struct DayChooser {
    typed: Option<String>,
    /// The present day, since the choice was opened.
    today: NaiveDate,
    recorded: Remote<RecordedOn>,
}

impl DayChooser {
    /// Draws the button with the days that are asked for most.
    pub fn button_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, day: &mut Option<NaiveDate>) {
        let words = &text().past;
        let button = IconButton::new(icons::CLOCK_COUNTER_CLOCKWISE, words.choose).show(ui);
        if button.clicked() {
            self.today = today(cx);
        }
        let today = self.today;
        let _ = menu::menu(&button, words.choose, |ui| {
            ui.set_min_width(size::DAY_MENU);
            if menu::item(ui, None, words.today).clicked() {
                *day = None;
            }
            for (label, then) in usual(today) {
                let written = then.to_string();
                if menu::item_with_keys(ui, None, label, &written).clicked() {
                    *day = Some(then);
                }
            }
            menu::divider(ui);
            if menu::item(ui, None, words.another).clicked() {
                self.ask(cx, *day);
            }
        });
    }

    /// Asks for a day.
    pub fn ask(&mut self, cx: &Cx<'_>, day: Option<NaiveDate>) {
        self.today = today(cx);
        let begins = day.or_else(|| self.today.pred_opt());
        self.typed = Some(begins.map(|day| day.to_string()).unwrap_or_default());
    }

    /// Draws the question for a day, while it is open.
    pub fn dialog_ui(&mut self, ctx: &Context, day: &mut Option<NaiveDate>) {
        let Some(typed) = &mut self.typed else {
            return;
        };
        let words = &text().past;
        let today = self.today;
        let read = |typed: &str| typed.trim().parse::<NaiveDate>().ok();
        let problem = match read(typed) {
            None => Some(text().access.place_bad_day),
            Some(day) if day >= today => Some(words.not_past),
            Some(_) => None,
        };
        let answer = Dialog::new("day", words.title, words.show, text().app.cancel)
            .enabled_or(problem)
            .show(ctx, |ui| {
                TextField::new("day", words.day, typed)
                    .help(words.help)
                    .problem(problem)
                    .show(ui);
            });
        match answer {
            Some(dialog::Answer::Confirmed) => {
                *day = read(typed);
                self.typed = None;
            }
            Some(dialog::Answer::Cancelled | dialog::Answer::Alternative) => self.typed = None,
            None => {}
        }
    }

    /// Tells of the day, with the way back; nothing where it is today.
    pub fn banner_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, day: &mut Option<NaiveDate>) {
        let Some(then) = *day else {
            return;
        };
        self.recorded.want(cx.backend, &RecordedOn(then));
        let said = told(then, self.recorded.value().map(std::sync::Arc::as_ref));
        told_ui(ui, &said, day);
    }
}

/// Tells of the day as of which somebody is shown, with the way back.
pub fn person_ui(ui: &mut Ui, in_file: InFile, day: &mut Option<NaiveDate>) {
    let Some(then) = *day else {
        return;
    };
    let mut said = told(then, None);
    if in_file == InFile::Later {
        said = format!("{said} {}", text().past.person_later);
    }
    told_ui(ui, &said, day);
}

/// Whether somebody was in the file on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InFile {
    /// They were.
    Then,
    /// They were added to it later.
    Later,
}

fn told_ui(ui: &mut Ui, said: &str, day: &mut Option<NaiveDate>) {
    let back = banner::banner(ui, Tone::Accent, said, Some(text().past.back));
    if back.is_some_and(|back| back.clicked()) {
        *day = None;
    }
}

fn told(day: NaiveDate, recorded: Option<&Recorded>) -> String {
    let words = &text().past;
    let mut said = fill(words.stands, &[&day_named(day)]);
    let recorded = recorded.copied().unwrap_or_default();
    for (users, one, many) in [
        (recorded.later, words.later_one, words.later_many),
        (recorded.removed, words.removed_one, words.removed_many),
    ] {
        if users > 0 {
            said.push(' ');
            said.push_str(&plural(users, one, many));
        }
    }
    said
}

fn today(cx: &Cx<'_>) -> NaiveDate {
    let time = cx.office.time();
    time.date(cx.backend.env().clock.now())
}

/// The days that are asked for most, newest first.
fn usual(today: NaiveDate) -> Vec<(&'static str, NaiveDate)> {
    let words = &text().past;
    let year_end = NaiveDate::from_ymd_opt(today.year() - 1, 12, 31);
    let days = [
        (words.yesterday, today.checked_sub_days(Days::new(1))),
        (words.week, today.checked_sub_days(Days::new(7))),
        (words.month, today.checked_sub_months(Months::new(1))),
        (words.year_end, year_end),
    ];
    let there = days
        .into_iter()
        .filter_map(|(label, day)| Some((label, day?)));
    let mut there: Vec<_> = there.collect();
    there.sort_by_key(|(_, day)| std::cmp::Reverse(*day));
    there
}
