//! The card of the office, on the Settings page: name, time zone, phone region, dates, whose contact data is whose, and
//! when the program locks itself.

use std::sync::LazyLock;

use chrono_tz::Tz;
use egui::Ui;

use crate::app::commands::Command;
use crate::app::commands::office::OfficeCommand;
use crate::domain::office::{ContactRule, IdleLock};
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::domain::time::DateFormat;
use crate::ui::context::Cx;
use crate::ui::forms::new_workspace::{regions, zones};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Card, Select, TextField, frozen};

static ZONES: LazyLock<Vec<(Tz, String)>> = LazyLock::new(zones);
static REGIONS: LazyLock<Vec<(String, String)>> = LazyLock::new(regions);
static FORMATS: LazyLock<[(DateFormat, String); 3]> = LazyLock::new(|| {
    let words = &text().time;
    [
        (DateFormat::MonthDayYear, words.format_mdy.to_owned()),
        (DateFormat::DayMonthYear, words.format_dmy.to_owned()),
        (DateFormat::Iso, words.format_iso.to_owned()),
    ]
});
static RULES: LazyLock<[(ContactRule, String); 2]> = LazyLock::new(|| {
    let words = &text().settings;
    [
        (ContactRule::Editable, words.reserve_off.to_owned()),
        (ContactRule::ReservedForPerson, words.reserve_on.to_owned()),
    ]
});
static IDLE_LOCKS: LazyLock<Vec<(IdleLock, String)>> = LazyLock::new(|| {
    let all = IdleLock::ALL.into_iter();
    all.map(|lock| (lock, lock.label())).collect()
});

/// The card; a name that is being typed is saved when its field is left.
#[derive(Default)]
pub struct OfficeCard {
    name: Option<String>,
}

impl OfficeCard {
    /// Draws the card; what is to be changed.
    pub fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Vec<Command> {
        let words = &text().settings;
        let may = cx.me.actor.may_everywhere(Permission::SettingsManage);
        let mut wanted = Vec::new();
        Card::new(words.office)
            .note(words.office_note)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                frozen::fields(ui, may, |ui| {
                    wanted.extend(self.name_ui(ui, cx));
                    wanted.extend(places_ui(ui, cx));
                    wanted.extend(rules_ui(ui, cx));
                    ui.add_space(space::S);
                    wanted.extend(lock_ui(ui, cx));
                });
            });
        wanted.into_iter().map(Command::from).collect()
    }

    fn name_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<OfficeCommand> {
        let mut typed = self.name.take().unwrap_or_else(|| cx.office.name.clone());
        let missing = typed.trim().is_empty();
        let problem = missing.then_some(text().problem.office_missing);
        let response = TextField::new("office-name", text().settings.office_name, &mut typed)
            .problem(problem)
            .width(size::DIALOG_WIDTH)
            .show(ui);
        if response.has_focus() {
            self.name = Some(typed);
            return None;
        }
        let is_new = !missing && typed.trim() != cx.office.name;
        (response.lost_focus() && is_new).then_some(OfficeCommand::SetName(typed))
    }
}

fn places_ui(ui: &mut Ui, cx: &Cx<'_>) -> Option<OfficeCommand> {
    let words = &text().settings;
    let mut zone = cx.office.zone;
    let select = Select::field("office-zone", words.zone).help(text().start.zone_help);
    let select = select.width(size::DIALOG_WIDTH);
    if select.show(ui, &mut zone, &ZONES).changed() {
        return Some(OfficeCommand::SetZone(zone));
    }
    let mut region = cx.office.phone_region.clone();
    let select = Select::field("office-region", words.region).help(text().start.region_help);
    let select = select.width(size::SELECT_WIDTH);
    let changed = select.show(ui, &mut region, &REGIONS).changed();
    changed.then_some(OfficeCommand::SetPhoneRegion(region))
}

fn rules_ui(ui: &mut Ui, cx: &Cx<'_>) -> Option<OfficeCommand> {
    let words = &text().settings;
    let mut format = cx.office.date_format;
    let select = Select::field("date-format", words.date_format).without_note();
    let select = select.width(size::SELECT_WIDTH);
    if select.show(ui, &mut format, &*FORMATS).changed() {
        return Some(OfficeCommand::SetDateFormat(format));
    }
    ui.add_space(space::S);
    let mut rule = cx.office.contact_rule;
    let select = Select::field("contact-rule", words.reserve).without_note();
    let select = select.width(size::DIALOG_WIDTH);
    let changed = select.show(ui, &mut rule, &*RULES).changed();
    changed.then_some(OfficeCommand::SetContactRule(rule))
}

fn lock_ui(ui: &mut Ui, cx: &Cx<'_>) -> Option<OfficeCommand> {
    let words = &text().settings;
    let mut lock = cx.office.idle_lock;
    let select = Select::field("idle-lock", words.idle).help(words.idle_help);
    let select = select.width(size::DIALOG_WIDTH);
    let changed = select.show(ui, &mut lock, &IDLE_LOCKS).changed();
    changed.then_some(OfficeCommand::SetIdleLock(lock))
}
