//! The pages of the gallery that show figures, charts and tables, and the state of all pages.

use egui::{Align, CentralPanel, Frame, Layout, Panel, Ui, Vec2};
use rollcall::ui::chart::{Bars, Datum, Donut};
use rollcall::ui::theme::{Tokens, frames, icons, size, space, text};
use rollcall::ui::widgets::avatar::{avatar, office_mark};
use rollcall::ui::widgets::chip::filter_chip;
use rollcall::ui::widgets::figures::figure_strip;
use rollcall::ui::widgets::link::link;
use rollcall::ui::widgets::nav::{Breadth, Place, nav_group, nav_item};
use rollcall::ui::widgets::page_header::page_header;
use rollcall::ui::widgets::status_bar::{status_dot_item, status_item};
use rollcall::ui::widgets::table::{Density, Direction, SortWords};
use rollcall::ui::widgets::{Button, Card, IconButton, SearchField, Select, Table, Tone};

use super::data::{self, Users};

pub const SORT_WORDS: SortWords<'static> = SortWords {
    ascending: "sorted ascending",
    descending: "sorted descending",
};

pub fn texts(words: &[&str]) -> Vec<(usize, String)> {
    words
        .iter()
        .enumerate()
        .map(|(i, word)| (i, (*word).to_owned()))
        .collect()
}

/// What the fields of the gallery hold.
pub struct State {
    pub search: String,
    pub name: String,
    pub email: String,
    pub empty: String,
    pub password: String,
    pub notes: String,
    pub workspace: usize,
    pub scope: usize,
    pub active: bool,
    pub roles: Vec<usize>,
    pub tick: bool,
    pub users: Users,
    pub query: String,
}

impl Default for State {
    fn default() -> Self {
        Self {
            search: String::new(),
            name: "Benoît Lefèvre".into(),
            email: "benoit.lefevre@northwind".into(),
            empty: String::new(),
            password: "hunter2".into(),
            notes: "Two lines of\nnotes about this user.".into(),
            workspace: 1,
            scope: 0,
            active: true,
            roles: vec![1, 3],
            tick: true,
            users: Users {
                selected: vec![1, 4, 5],
                ..Users::default()
            },
            query: "lef".into(),
        }
    }
}

pub fn page_frame(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.background)
        .inner_margin(frames::margin(space::XL))
}

fn sidebar(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.surface)
        .inner_margin(frames::margin_xy(space::S, space::L));
    Panel::left("sidebar")
        .exact_size(size::SIDEBAR)
        .frame(frame)
        .resizable(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XXS;
            ui.horizontal(|ui| {
                ui.add_space(space::S);
                office_mark(ui, "R");
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.label(text::rich("Northwind Office", text::body_strong()));
                    ui.label(text::rich("northwind.rollcall", text::small()).weak());
                });
            });
            ui.add_space(space::M);
            nav_group(ui, "Insight");
            let item = |ui: &mut Ui, what, place| nav_item(ui, what, place, Breadth::Full);
            item(ui, (icons::CHART_DONUT, "User Insight", ""), Place::Here);
            item(
                ui,
                (icons::CHART_LINE_UP, "User Report", ""),
                Place::Elsewhere,
            );
            ui.add_space(space::S);
            nav_group(ui, "Directory");
            item(ui, (icons::USERS, "Users", "12,480"), Place::Elsewhere);
            item(ui, (icons::USERS_THREE, "Teams", "38"), Place::Elsewhere);
            item(
                ui,
                (icons::SHIELD_CHECK, "Roles & permissions", ""),
                Place::Elsewhere,
            );
            item(
                ui,
                (icons::CLOCK, "Sessions & sign-ins", "214"),
                Place::Elsewhere,
            );
            ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
                ui.horizontal(|ui| {
                    ui.add_space(space::S);
                    avatar(ui, "MA");
                    ui.label(text::rich("Maya Adeyemi", text::body_strong()));
                });
            });
        });
}

fn status(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.surface)
        .inner_margin(frames::margin_xy(space::L, space::XS));
    Panel::bottom("status").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            status_dot_item(ui, Tone::Neutral, "Saved");
            status_item(ui, "12,480 users · 124,310 sign-ins");
            status_item(ui, "Last backup today 08:00");
        });
    });
}

fn insight_header(ui: &mut Ui, state: &mut State) {
    Panel::top("header").frame(Frame::new()).show(ui, |ui| {
        page_header(ui, "User Insight", "as of 21 Nov 2026, 09:14", |ui| {
            Select::new("workspace", "Workspace").show(
                ui,
                &mut state.scope,
                &texts(&["All workspaces", "Studio"]),
            );
            let mut kind = 0;
            Select::new("kind", "Kind").width(150.0).show(
                ui,
                &mut kind,
                &texts(&["Internal + client"]),
            );
            Button::secondary("Export workbook").show(ui);
            IconButton::new(icons::ARROW_CLOCKWISE, "Refresh").show(ui);
        });
    });
}

/// Screen 01.
pub fn insight(ui: &mut Ui, state: &mut State) {
    let tokens = Tokens::of(ui);
    sidebar(ui);
    status(ui);
    insight_header(ui, state);
    CentralPanel::default()
        .frame(page_frame(&tokens))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(space::L);
            figure_strip(ui, &data::figures());
            let hint = |datum: &Datum| format!("{} users · click for details", datum.value_text);
            let upper = 256.0;
            ui.columns(2, |columns| {
                Card::new("Account status")
                    .min_height(upper)
                    .show(&mut columns[0], |ui| {
                        Donut::new("status", &data::status(&tokens), "12,480", "users")
                            .tooltip(&hint)
                            .show(ui);
                    });
                Card::new("Onboarding status")
                    .min_height(upper)
                    .show(&mut columns[1], |ui| {
                        Donut::new("onboarding", &data::onboarding(&tokens), "12,480", "users")
                            .tooltip(&hint)
                            .show(ui);
                    });
            });
            ui.columns(2, |columns| {
                Card::new("Roles")
                    .note("a user with several roles counts in each")
                    .show(&mut columns[0], |ui| {
                        Bars::new("roles", &data::roles(&tokens))
                            .tooltip(&hint)
                            .show(ui);
                    });
                Card::new("Last 5 logins")
                    .trailing(|ui| {
                        link(ui, "All sign-ins");
                    })
                    .flush()
                    .show(&mut columns[1], |ui| {
                        let all = data::user_columns();
                        Table::new("logins", "Last 5 logins", &all[1..4], 5)
                            .fit_rows()
                            .show(ui, &mut Shifted(&mut state.users));
                    });
            });
        });
}

/// The users without their first column.
pub struct Shifted<'a>(pub &'a mut Users);

impl rollcall::ui::widgets::table::TableRows for Shifted<'_> {
    fn cell_ui(
        &mut self,
        cell: &mut rollcall::ui::widgets::table::Cell<'_>,
        row: u64,
        column: usize,
    ) {
        self.0.cell_ui(cell, row, column + 1);
    }
}

/// Screen 03.
pub fn users(ui: &mut Ui, state: &mut State) {
    let tokens = Tokens::of(ui);
    Panel::top("header").frame(Frame::new()).show(ui, |ui| {
        page_header(ui, "Users", "3,118 of 12,480", |ui| {
            Button::secondary("Import…").show(ui);
            Button::secondary("Export to Excel")
                .icon(icons::FILE_XLS)
                .show(ui);
            Button::primary("Invite user").show(ui);
        });
    });
    CentralPanel::default()
        .frame(page_frame(&tokens))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(space::S);
            ui.horizontal(|ui| {
                SearchField::new(
                    "q",
                    "Search name, email, Contact ID",
                    "Clear",
                    &mut state.search,
                )
                .shortcut("Ctrl F")
                .show(ui);
                filter_chip(ui, "Status is Active", "Remove Status is Active");
                filter_chip(ui, "Created in last 90 days", "Remove Created");
                Button::ghost("Filter").icon(icons::PLUS).show(ui);
            });
            ui.add_space(space::XS);
            Card::new("").flush().show(ui, |ui| {
                state.users.not_loaded_from = Some(14);
                Table::new("users", "Users", &data::user_columns(), 1_000_000)
                    .sorted(Some((2, Direction::Ascending)), SORT_WORDS)
                    .density(Density::Normal)
                    .show(ui, &mut state.users);
            });
        });
}
