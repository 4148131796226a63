//! The head of a person's form: who it is, its tabs, and the way out.

use egui::{Align, Layout, Panel, Ui};

use super::password::Whose;
use super::{Editor, Subject, Tab};
use crate::app::exports::Export;
use crate::app::session_sight::SHOWS;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::text::{count, text};
use crate::domain::viewing::Offer;
use crate::ui::context::{Action, Cx};
use crate::ui::theme::{Tokens, frames, icons, size, space, text as type_of};
use crate::ui::widgets::{IconButton, avatar, frozen, menu, tabs};

/// Draws the head; `true` when the form is to be closed.
pub(super) fn header_ui(ui: &mut Ui, editor: &mut Editor, cx: &mut Cx<'_>) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let frame = egui::Frame::new()
        .fill(tokens.surface)
        .inner_margin(egui::Margin {
            bottom: 0,
            ..frames::margin_xy(space::L, space::M)
        });
    Panel::top("form-head")
        .frame(frame)
        .show_separator_line(false)
        .show(ui, |ui| {
            let close = ui.horizontal(|ui| who_ui(ui, editor, cx)).inner;
            if editor.subject != Subject::New {
                tabs_ui(ui, cx, editor);
            }
            close
        })
        .inner
}

fn who_ui(ui: &mut Ui, editor: &mut Editor, cx: &mut Cx<'_>) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let words = text();
    let title = editor.name();
    ui.spacing_mut().item_spacing.x = space::M;
    avatar::avatar_large(ui, &initials(&title));
    let acts = Acts::of(editor, cx);
    let buttons = if acts.is_none() { 1.0 } else { 2.0 };
    let room = egui::vec2(
        ui.available_width() - (size::CONTROL + space::M) * buttons,
        size::AVATAR_LARGE,
    );
    ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = space::XXS;
        let name = type_of::rich(&title, type_of::card_title()).color(tokens.text);
        ui.add(egui::Label::new(name).truncate());
        let below = match (&editor.form, editor.subject) {
            (Some(form), Subject::User(_) | Subject::Past(..)) => form.created.as_str(),
            (_, Subject::New) => cx.office.name.as_str(),
            _ => "",
        };
        let below = type_of::rich(below, type_of::secondary()).color(tokens.text_muted);
        ui.add(egui::Label::new(below).truncate());
    });
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let close = IconButton::new(icons::X, words.app.close)
            .show(ui)
            .clicked();
        acts.show(ui, editor, cx);
        close
    })
    .inner
}

/// What can be done with the person, beside editing.
struct Acts {
    whose: Option<Whose>,
    exported: Option<UserId>,
    deletable: Option<UserId>,
    /// The person, and why the program can't be seen as them now.
    seen_as: Option<(UserId, Option<&'static str>)>,
    /// Whether they can be shown as they were.
    has_past: bool,
}

impl Acts {
    fn of(editor: &Editor, cx: &Cx<'_>) -> Self {
        let there = match editor.subject {
            Subject::User(user_id) if editor.detail.value().is_some() => Some(user_id),
            _ => None,
        };
        let actor = &cx.me.actor;
        let may_take = Export::may_take_person(actor);
        // Why somebody can't be deleted, the question tells.
        let may_delete = cx.may(Permission::UsersDelete);
        Self {
            whose: whose(editor, cx),
            exported: there.filter(|_| may_take),
            deletable: there.filter(|id| may_delete && actor.user_id != Some(*id)),
            seen_as: seen_as(editor),
            has_past: editor.subject.person().is_some(),
        }
    }

    fn is_none(&self) -> bool {
        !self.has_past
            && self.whose.is_none()
            && self.seen_as.is_none()
            && self.exported.is_none()
            && self.deletable.is_none()
    }

    fn show(self, ui: &mut Ui, editor: &mut Editor, cx: &mut Cx<'_>) {
        if self.is_none() {
            return;
        }
        let words = &text().form;
        let button = IconButton::new(icons::DOTS_THREE, words.more).show(ui);
        let _ = menu::menu(&button, words.more, |ui| {
            if let Some(whose) = self.whose
                && pressed(ui, words.set_password, icons::KEY)
            {
                editor.password.open(whose);
            }
            if let Some((user_id, why)) = self.seen_as
                && view_as_ui(ui, why)
            {
                editor.viewing.open(user_id, &editor.name());
            }
            if self.has_past && pressed(ui, text().past.choose_menu, icons::CLOCK_COUNTER_CLOCKWISE)
            {
                let day = editor.subject.person().and_then(|(_, day)| day);
                editor.days.ask(cx, day);
            }
            if let Some(user_id) = self.exported
                && pressed(ui, text().personal.export, icons::FILE_XLS)
            {
                editor.export.open_for(user_id, cx);
            }
            if let Some(user_id) = self.deletable
                && menu::danger_item(ui, Some(icons::TRASH), words.delete).clicked()
            {
                cx.push(Action::DeleteInUsers(user_id));
            }
        });
    }
}

fn pressed(ui: &mut Ui, label: &str, glyph: &str) -> bool {
    menu::item(ui, Some(glyph), label).clicked()
}

fn view_as_ui(ui: &mut Ui, why: Option<&str>) -> bool {
    let why = why.or_else(|| frozen::why(ui.ctx()));
    menu::item_or(ui, Some(icons::EYE), text().viewing.menu, why).clicked()
}

/// The person as whom the program can be seen, and why it can't be now; nothing where the operator may not at all.
fn seen_as(editor: &Editor) -> Option<(UserId, Option<&'static str>)> {
    let (user_id, day) = editor.subject.person()?;
    let words = &text().viewing;
    let why = match editor.detail.value()?.view_as {
        Offer::Absent => return None,
        _ if day.is_some() => Some(words.past),
        Offer::Off(obstacle) => Some(obstacle.words()),
        Offer::Open => None,
    };
    Some((user_id, why))
}

/// Whose password the operator may set here; the own one is changed in their account.
fn whose(editor: &Editor, cx: &Cx<'_>) -> Option<Whose> {
    let Subject::User(user_id) = editor.subject else {
        return None;
    };
    let is_own = cx.me.actor.user_id == Some(user_id);
    if is_own || !cx.may(Permission::UsersSetPassword) || cx.backend.only_reads() {
        return None;
    }
    let detail = editor.detail.value()?;
    Some(Whose {
        user_id,
        name: editor.name(),
        email: detail.record.profile.email.clone().unwrap_or_default(),
        has_factor: detail.has_factor,
    })
}

fn tabs_ui(ui: &mut Ui, cx: &Cx<'_>, editor: &mut Editor) {
    let words = &text().form;
    let problems = editor.form.as_ref().map_or(0, super::Form::problems_shown);
    let acts = editor
        .detail
        .value()
        .map_or(0, |detail| detail.history.len());
    let mut shown = vec![
        tabs::Tab {
            label: words.tab_profile.to_owned(),
            problems: if problems > 0 {
                problems.to_string()
            } else {
                String::new()
            },
            ..tabs::Tab::default()
        },
        tabs::Tab {
            label: words.tab_history.to_owned(),
            count: count(acts as u64),
            ..tabs::Tab::default()
        },
    ];
    let is_now = matches!(editor.subject, Subject::User(_)) && editor.detail.value().is_some();
    let mut order = vec![Tab::Profile, Tab::History];
    if is_now && SHOWS.iter().any(|permission| cx.may(*permission)) {
        order.push(Tab::Sessions);
        shown.push(tabs::Tab {
            label: text().sessions.tab.to_owned(),
            ..tabs::Tab::default()
        });
    }
    let has_access = is_now && cx.me.actor.may_everywhere(Permission::RolesView);
    if has_access {
        order.push(Tab::Access);
        shown.push(tabs::Tab {
            label: text().why.tab.to_owned(),
            ..tabs::Tab::default()
        });
    }
    ui.add_space(space::XS);
    let open = order.iter().position(|tab| *tab == editor.tab);
    let chosen = tabs::tabs(ui, &shown, open.unwrap_or_default());
    if let Some(tab) = chosen.and_then(|index| order.get(index)) {
        editor.tab = *tab;
    }
}

/// Whether the operator may change this person or add one.
pub(super) fn may_edit(editor: &Editor, cx: &Cx<'_>) -> bool {
    match editor.subject {
        Subject::New => cx.may(Permission::UsersCreate),
        Subject::User(_) | Subject::Past(..) => editor
            .detail
            .value()
            .is_some_and(|detail| detail.may_update),
    }
}

/// The first letters of the first and last word.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}
