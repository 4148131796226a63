//! The page of the gallery that shows every field and small widget.

use egui::{CentralPanel, Ui};
use rollcall::ui::theme::{Tokens, icons, text};
use rollcall::ui::widgets::avatar::avatar_large;
use rollcall::ui::widgets::badge::{badge, status_badge};
use rollcall::ui::widgets::banner::banner;
use rollcall::ui::widgets::chip_input::ChipWords;
use rollcall::ui::widgets::empty_state::empty_state;
use rollcall::ui::widgets::key_value::{key_value, key_value_ui};
use rollcall::ui::widgets::link::link;
use rollcall::ui::widgets::progress::progress_bar;
use rollcall::ui::widgets::segmented::Segment;
use rollcall::ui::widgets::spinner::spinner;
use rollcall::ui::widgets::tabs::{Tab, tabs};
use rollcall::ui::widgets::{
    Button, Card, Checkbox, ChipInput, IconButton, PasswordField, SearchField, Segmented, Select,
    TextField, Tone,
};

use super::pages::{State, page_frame, texts};

const CHIP_WORDS: ChipWords<'static> = ChipWords {
    add: "Add role",
    search: "Search roles",
    clear: "Clear search",
    remove: "Remove",
    nothing: "Nothing found",
};

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
    text_fields(ui, state);
    choices(ui, state);
}

fn text_fields(ui: &mut Ui, state: &mut State) {
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
}

fn choices(ui: &mut Ui, state: &mut State) {
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
    messages(ui);
}

fn messages(ui: &mut Ui) {
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
