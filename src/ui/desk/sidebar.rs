//! The sidebar of a window that has pages: the office at its top, the pages below.

use egui::{Align, Frame, Layout, Panel, ScrollArea, Ui};

use crate::app::backend::Backend;
use crate::app::computer::Computer;
use crate::domain::office::Office;
use crate::domain::text::text;
use crate::ui::context::{Action, Route};
use crate::ui::forms::user::initials;
use crate::ui::theme::{Tokens, frames, icons, size, space, text as type_of};
use crate::ui::widgets::avatar;
use crate::ui::widgets::nav::{Breadth, Place, nav_group, nav_item};

/// How broad the sidebar is by the settings and the room of `ui`.
pub fn breadth_of(ui: &Ui, computer: &Computer) -> Breadth {
    let is_narrow = ui.available_width() < size::TWO_CARDS;
    if computer.sidebar_collapsed || is_narrow {
        Breadth::Icons
    } else {
        Breadth::Full
    }
}

/// Draws the sidebar at the left of the room of `ui`.
pub fn sidebar_ui(ui: &mut Ui, breadth: Breadth, content: impl FnOnce(&mut Ui)) {
    let width = if breadth == Breadth::Full {
        size::SIDEBAR
    } else {
        size::SIDEBAR_COLLAPSED
    };
    let frame = Frame::new()
        .fill(Tokens::of(ui.ctx()).surface)
        .inner_margin(frames::margin_xy(space::S, space::M));
    Panel::left("sidebar")
        .exact_size(width)
        .resizable(false)
        .frame(frame)
        .show(ui, content);
}

/// Draws the mark and name of the office, and the name of its file.
pub fn office_ui(ui: &mut Ui, (backend, office): (&Backend, &Office), breadth: Breadth) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.add_space(space::S - space::XXS);
        let initial: String = office
            .name
            .chars()
            .take(1)
            .flat_map(char::to_uppercase)
            .collect();
        avatar::office_mark(ui, &initial);
        if breadth == Breadth::Icons {
            return;
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let name = type_of::rich(&office.name, type_of::body_strong()).color(tokens.text);
            ui.add(egui::Label::new(name).truncate());
            let file = backend
                .path()
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            let file =
                type_of::rich(file.unwrap_or_default(), type_of::small()).color(tokens.text_muted);
            ui.add(egui::Label::new(file).truncate());
        });
    });
    ui.add_space(space::M);
}

/// Draws the pages of an operator; `here` is the one that is shown, `users` how many there are.
pub fn nav_ui(
    ui: &mut Ui,
    (routes, here, users): (&[Route], Option<Route>, &str),
    breadth: Breadth,
    actions: &mut Vec<Action>,
) {
    // Whoever looks has their place below the pages, however low the window is.
    let room = (ui.available_height() - size::OPERATOR).max(size::CONTROL);
    ScrollArea::vertical()
        .id_salt("pages")
        .max_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            pages_ui(ui, (routes, here, users), breadth, actions)
        });
}

fn pages_ui(
    ui: &mut Ui,
    (routes, here, users): (&[Route], Option<Route>, &str),
    breadth: Breadth,
    actions: &mut Vec<Action>,
) {
    let words = &text().app;
    ui.spacing_mut().item_spacing.y = space::XXS;
    let groups: [(&str, &[Route]); 3] = [
        (words.group_insight, &[Route::Insight]),
        (words.group_directory, &DIRECTORY),
        (words.group_workspace, &[Route::Import, Route::Settings]),
    ];
    for (group, members) in groups {
        let shown: Vec<Route> = members
            .iter()
            .copied()
            .filter(|route| routes.contains(route))
            .collect();
        if shown.is_empty() {
            continue;
        }
        if breadth == Breadth::Full {
            nav_group(ui, group);
        }
        for route in shown {
            let count = if route == Route::Users { users } else { "" };
            let (glyph, label) = entry(route);
            let place = if here == Some(route) {
                Place::Here
            } else {
                Place::Elsewhere
            };
            if nav_item(ui, (glyph, label, count), place, breadth).clicked() {
                actions.push(Action::Go(route));
            }
        }
        ui.add_space(space::S);
    }
}

/// The pages of the directory, in their order.
const DIRECTORY: [Route; 8] = [
    Route::Users,
    Route::Workspaces,
    Route::Teams,
    Route::Plans,
    Route::Roles,
    Route::Access,
    Route::Sessions,
    Route::Audit,
];

fn entry(route: Route) -> (&'static str, &'static str) {
    let words = &text().app;
    match route {
        Route::Insight => (icons::CHART_DONUT, words.nav_insight),
        Route::Users => (icons::USERS, words.nav_users),
        Route::Roles => (icons::SHIELD_CHECK, words.nav_roles),
        Route::Access => (icons::KEY, text().access_page.title),
        Route::Sessions => (icons::SIGN_IN, text().sessions.title),
        Route::Audit => (icons::LIST_CHECKS, text().audit_page.title),
        Route::Workspaces => (icons::BUILDINGS, words.nav_workspaces),
        Route::Teams => (icons::USERS_THREE, words.nav_teams),
        Route::Plans => (icons::STACK, words.nav_plans),
        Route::Import => (icons::DOWNLOAD_SIMPLE, words.nav_import),
        Route::Settings => (icons::GEAR, words.nav_settings),
        Route::Account => (icons::USER, text().account.title),
    }
}

/// Draws who looks, at the bottom of the sidebar, without a menu.
pub fn person_ui(ui: &mut Ui, name: &str, breadth: Breadth) {
    let row = egui::vec2(ui.available_width(), size::OPERATOR);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.add_space(space::XS);
        avatar::avatar(ui, &initials(name));
        if breadth == Breadth::Full {
            let color = Tokens::of(ui.ctx()).text;
            let name = type_of::rich(name, type_of::body_strong()).color(color);
            ui.add(egui::Label::new(name).truncate());
        }
    });
}
