//! The pages of the gallery.

use egui::{Align, CentralPanel, Frame, Layout, Panel, Ui, Vec2};
use rollcall::ui::chart::{Bars, Datum, Donut};
use rollcall::ui::theme::{Tokens, frames, icons, size, space, text};
use rollcall::ui::widgets::avatar::{avatar, avatar_large, office_mark};
use rollcall::ui::widgets::badge::{badge, status_badge};
use rollcall::ui::widgets::banner::banner;
use rollcall::ui::widgets::chip::filter_chip;
use rollcall::ui::widgets::chip_input::ChipWords;
use rollcall::ui::widgets::empty_state::empty_state;
use rollcall::ui::widgets::figures::figure_strip;
use rollcall::ui::widgets::key_value::{key_value, key_value_ui};
use rollcall::ui::widgets::link::link;
use rollcall::ui::widgets::nav::{Breadth, Place, nav_group, nav_item};
use rollcall::ui::widgets::page_header::page_header;
use rollcall::ui::widgets::progress::progress_bar;
use rollcall::ui::widgets::segmented::Segment;
use rollcall::ui::widgets::spinner::spinner;
use rollcall::ui::widgets::status_bar::{status_dot_item, status_item};
use rollcall::ui::widgets::table::{Density, Direction, SortWords};
use rollcall::ui::widgets::tabs::{Tab, tabs};
use rollcall::ui::widgets::{
    Button, Card, Checkbox, ChipInput, IconButton, PasswordField, SearchField, Segmented, Select,
    Table, TextField, Tone,
};

use super::data::{self, Users};

pub const SORT_WORDS: SortWords<'static> = SortWords {
    ascending: "sorted ascending",
    descending: "sorted descending",
};

const CHIP_WORDS: ChipWords<'static> = ChipWords {
    add: "Add role",
    search: "Search roles",
    clear: "Clear search",
    remove: "Remove",
    nothing: "Nothing found",
};

fn texts(words: &[&str]) -> Vec<(usize, String)> {
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

fn page_frame(tokens: &Tokens) -> Frame {
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

/// Screen 01.
pub fn insight(ui: &mut Ui, state: &mut State) {
    let tokens = Tokens::of(ui);
    sidebar(ui);
    status(ui);
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
struct Shifted<'a>(&'a mut Users);

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

/// Screen 05: every field.
pub fn form(ui: &mut Ui, state: &mut State) {
    let tokens = Tokens::of(ui);
    let frame = page_frame(&tokens).fill(tokens.surface);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ui.columns(2, |columns| {
            left_form(&mut columns[0], state);
            right_form(&mut columns[1], state);
        });
    });
}

fn left_form(ui: &mut Ui, state: &mut State) {
    ui.horizontal(|ui| {
        avatar_large(ui, "BL");
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.label(text::rich("Benoît Lefèvre", text::dialog_title()));
            ui.label(text::rich("C-012479 · created 11-20-2026", text::secondary()).weak());
        });
    });
    let tab = |label: &str, count: &str, problems: &str| Tab {
        label: label.into(),
        count: count.into(),
        problems: problems.into(),
    };
    let all = [
        tab("Profile", "", "2"),
        tab("Access", "", ""),
        tab("Activity", "", ""),
        tab("Sessions", "2", ""),
        tab("History", "14", ""),
    ];
    tabs(ui, &all, 0);
    TextField::new("name", "Name", &mut state.name).show(ui);
    TextField::new("email", "Email", &mut state.email)
        .problem(Some(
            "The part after @ needs a domain such as northwind.example",
        ))
        .show(ui);
    ui.horizontal_top(|ui| {
        TextField::new("phone", "Phone", &mut state.empty)
            .optional("optional")
            .hint("+33 6 12 34 56 78")
            .help("France · mobile")
            .width(280.0)
            .show(ui);
        let mut extension = "x204".to_owned();
        TextField::new("ext", "Extension", &mut extension)
            .problem(Some("Digits only"))
            .show(ui);
    });
    let options = [
        Segment {
            value: true,
            label: "Active".into(),
            tone: Tone::Ok,
        },
        Segment {
            value: false,
            label: "Inactive".into(),
            tone: Tone::Bad,
        },
    ];
    Segmented::new("status", "Account status")
        .help("Inactive users can’t sign in. Their records stay.")
        .show(ui, &mut state.active, &options);
    Select::field("space", "Workspace").width(220.0).show(
        ui,
        &mut state.workspace,
        &texts(&["Northwind", "Northwind · Studio"]),
    );
    let roles = texts(&[
        "Team member",
        "Approver",
        "Billing contact",
        "Report author",
    ]);
    ChipInput::new("roles", "Roles", CHIP_WORDS)
        .help("Adds: approve deliverables, draft reports.")
        .show(ui, &mut state.roles, &roles);
    ui.horizontal(|ui| {
        Button::danger("Delete…").show(ui);
        Button::secondary("Discard").show(ui);
        Button::primary("Save changes")
            .enabled_or(Some("Two fields need attention"))
            .show(ui);
    });
}

fn right_form(ui: &mut Ui, state: &mut State) {
    PasswordField::new("pw", "Password", &mut state.password, ("Show", "Hide"))
        .help("At least 12 characters")
        .show(ui);
    TextField::new("notes", "Notes", &mut state.notes)
        .multiline(3)
        .show(ui);
    SearchField::new("found", "Search users", "Clear search", &mut state.query).show(ui);
    Checkbox::new(&mut state.tick, "Send an invitation by email").show(ui);
    let mut off = false;
    Checkbox::new(&mut off, "Require a second factor").show(ui);
    Checkbox::new(&mut off, "Not in this plan")
        .enabled_or(Some("Plan"))
        .show(ui);
    ui.horizontal(|ui| {
        badge(ui, Tone::Neutral, "Completed");
        badge(ui, Tone::Accent, "In progress");
        badge(ui, Tone::Warn, "Launched");
        status_badge(ui, Tone::Ok, "Active");
        status_badge(ui, Tone::Bad, "Inactive");
    });
    ui.horizontal(|ui| {
        Button::ghost("View as user").show(ui);
        Button::secondary("Columns").icon(icons::COLUMNS).show(ui);
        Button::secondary("Small").small().show(ui);
        IconButton::new(icons::DOTS_THREE, "More").show(ui);
        link(ui, "Why can this user…?");
        spinner(ui, "Loading");
    });
    progress_bar(ui, "Importing", 0.4);
    banner(
        ui,
        Tone::Warn,
        "The last backup is 9 days old.",
        Some("Back up now"),
    );
    banner(
        ui,
        Tone::Bad,
        "The file could not be read. Nothing was changed.",
        Some("Retry"),
    );
    banner(
        ui,
        Tone::Neutral,
        "Old figures are shown while new ones are counted.",
        None,
    );
    Card::new("Summary").show(ui, |ui| {
        key_value(ui, "Contact ID", "C-012479");
        key_value_ui(ui, "Team", |ui| link(ui, "Brand"));
        key_value_ui(ui, "Status", |ui| status_badge(ui, Tone::Ok, "Active"));
    });
    Card::new("Sessions").show(ui, |ui| {
        empty_state(
            ui,
            icons::CLOCK,
            "No sessions yet",
            "Sessions appear here when this user signs in.",
            Some("Import sign-ins…"),
        );
    });
}
