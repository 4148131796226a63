//! The form that creates a workspace: office, time zone, phone region, first administrator, place.

use std::collections::BTreeSet;
use std::path::PathBuf;

use egui::Ui;
use zeroize::Zeroizing;

use super::protection::Protection;
use crate::app::backend::Wake;
use crate::app::env::Env;
use crate::app::launch::{Keep, NewWorkspace};
use crate::app::pick::{self, Intent, Pick};
use crate::app::ticket::Ticket;
use crate::domain::text::text;
use crate::domain::validation::{email, name, password};
use crate::ui::theme::{Tokens, icons, space, text as type_of};
use crate::ui::widgets::{Button, PasswordField, Select, TextField};

/// The form.
pub struct NewWorkspaceForm {
    office: String,
    zone: chrono_tz::Tz,
    region: String,
    name: String,
    email: String,
    password: Zeroizing<String>,
    again: Zeroizing<String>,
    protection: Protection,
    path: String,
    /// Whether the path still follows the office's name.
    path_follows: bool,
    left: BTreeSet<&'static str>,
    picking: Option<Ticket<Option<PathBuf>>>,
    zones: Vec<(chrono_tz::Tz, String)>,
    regions: Vec<(String, String)>,
}

/// What was pressed.
pub enum Press {
    /// Back to the start.
    Back,
    /// Create this workspace at this place.
    Create(PathBuf, Box<NewWorkspace>, Keep),
}

/// Regions that are offered; any other can be had by a number's country code.
const REGIONS: [&str; 65] = [
    "AR", "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CL", "CN", "CO", "CY", "CZ", "DE", "DK", "EE",
    "EG", "ES", "FI", "FR", "GB", "GR", "HK", "HR", "HU", "ID", "IE", "IL", "IN", "IS", "IT", "JP",
    "KE", "KR", "LT", "LU", "LV", "MA", "MT", "MX", "MY", "NG", "NL", "NO", "NZ", "PE", "PH", "PK",
    "PL", "PT", "RO", "RS", "RU", "SA", "SE", "SG", "SI", "SK", "TH", "TR", "TW", "UA", "US", "VN",
    "ZA",
];

/// Every time zone by name.
pub(in crate::ui) fn zones() -> Vec<(chrono_tz::Tz, String)> {
    let zones = chrono_tz::TZ_VARIANTS.iter();
    zones.map(|zone| (*zone, zone.name().to_owned())).collect()
}

/// The regions that are offered.
pub(in crate::ui) fn regions() -> Vec<(String, String)> {
    let regions = REGIONS.iter();
    regions
        .map(|region| ((*region).to_owned(), (*region).to_owned()))
        .collect()
}

impl Default for NewWorkspaceForm {
    fn default() -> Self {
        Self {
            office: String::new(),
            zone: chrono_tz::Europe::Lisbon,
            region: "PT".to_owned(),
            name: String::new(),
            email: String::new(),
            password: Zeroizing::default(),
            again: Zeroizing::default(),
            protection: Protection::default(),
            path: String::new(),
            path_follows: true,
            left: BTreeSet::new(),
            picking: None,
            zones: zones(),
            regions: regions(),
        }
    }
}

impl NewWorkspaceForm {
    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, env: &Env, wake: &Wake) -> Option<Press> {
        if let Some(Ok(Some(path))) = self.picking.as_ref().and_then(Ticket::take) {
            self.path = path.display().to_string();
            self.path_follows = false;
        }
        let words = &text().start;
        let tokens = Tokens::of(ui.ctx());
        ui.label(type_of::rich(words.create_title, type_of::page_title()).color(tokens.text));
        self.office_ui(ui);
        ui.label(type_of::rich(words.admin_title, type_of::card_title()).color(tokens.text));
        ui.label(type_of::rich(words.admin_help, type_of::secondary()).color(tokens.text_muted));
        self.administrator_ui(ui);
        self.protection.show(ui, &self.password);
        self.place_ui(ui, env, wake);
        self.buttons_ui(ui)
    }

    fn office_ui(&mut self, ui: &mut Ui) {
        let words = &text().start;
        let problem = self.shown("office", self.office_problem());
        let field =
            TextField::new("office", words.office, &mut self.office).problem(problem.as_deref());
        let response = field.show(ui);
        if response.changed() && self.path_follows {
            self.path = suggested(&self.office);
        }
        self.note_left("office", &response);
        Select::field("zone", words.zone)
            .help(words.zone_help)
            .show(ui, &mut self.zone, &self.zones);
        Select::field("region", words.region)
            .help(words.region_help)
            .show(ui, &mut self.region, &self.regions);
    }

    fn administrator_ui(&mut self, ui: &mut Ui) {
        let words = &text().start;
        let problem = self.shown("name", name::parse(&self.name).err());
        let response = TextField::new("name", words.admin_name, &mut self.name)
            .problem(problem.as_deref())
            .show(ui);
        self.note_left("name", &response);
        let problem = self.shown("email", email::parse(&self.email).err());
        let response = TextField::new("email", words.admin_email, &mut self.email)
            .problem(problem.as_deref())
            .show(ui);
        self.note_left("email", &response);
        let eye = (words.show_password, words.hide_password);
        let problem = self.shown("password", self.password_problem());
        let response = PasswordField::new("password", words.password, &mut self.password, eye)
            .help(words.password_help)
            .problem(problem.as_deref())
            .show(ui);
        self.note_left("password", &response);
        let problem = self.shown("again", self.again_problem());
        let response = PasswordField::new("again", words.password_again, &mut self.again, eye)
            .problem(problem.as_deref())
            .show(ui);
        self.note_left("again", &response);
    }

    fn place_ui(&mut self, ui: &mut Ui, env: &Env, wake: &Wake) {
        let words = &text().start;
        let problem = self.shown("path", self.path_problem());
        let response = TextField::new("path", words.place, &mut self.path)
            .problem(problem.as_deref())
            .show(ui);
        if response.changed() {
            self.path_follows = false;
        }
        self.note_left("path", &response);
        let choose = Button::secondary(words.place_choose)
            .icon(icons::FOLDER_OPEN)
            .show(ui);
        if choose.clicked() {
            self.picking = Some(pick::pick(env, wake, self.save_pick()));
        }
    }

    fn buttons_ui(&mut self, ui: &mut Ui) -> Option<Press> {
        let words = text();
        let problem = self.first_problem();
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let create = Button::primary(words.start.create_action)
                .enabled_or(problem.as_deref())
                .show(ui);
            if Button::secondary(words.app.back).show(ui).clicked() {
                return Some(Press::Back);
            }
            create.clicked().then(|| {
                Press::Create(
                    pick::typed(&self.path, "rollcall"),
                    Box::new(NewWorkspace {
                        office: self.office.clone(),
                        zone: self.zone,
                        phone_region: self.region.clone(),
                        name: self.name.clone(),
                        email: self.email.clone(),
                        password: self.password.clone(),
                        passphrase: self.protection.passphrase(),
                    }),
                    self.protection.keep(),
                )
            })
        })
        .inner
    }

    fn first_problem(&self) -> Option<String> {
        self.office_problem()
            .or_else(|| name::parse(&self.name).err())
            .or_else(|| email::parse(&self.email).err())
            .or_else(|| self.password_problem())
            .or_else(|| self.again_problem())
            .or_else(|| self.protection.problem(&self.password))
            .or_else(|| self.path_problem())
    }

    fn office_problem(&self) -> Option<String> {
        self.office
            .trim()
            .is_empty()
            .then(|| text().problem.office_missing.to_owned())
    }

    fn password_problem(&self) -> Option<String> {
        let known = [&*self.name, &*self.email, &*self.office];
        password::check_for(&self.password, &known).err()
    }

    fn again_problem(&self) -> Option<String> {
        (*self.again != *self.password).then(|| text().problem.password_differs.to_owned())
    }

    fn path_problem(&self) -> Option<String> {
        self.path
            .trim()
            .is_empty()
            .then(|| text().export.path_missing.to_owned())
    }

    /// A problem is shown once the field was left.
    fn shown(&self, field: &'static str, problem: Option<String>) -> Option<String> {
        problem.filter(|_| self.left.contains(field))
    }

    fn note_left(&mut self, field: &'static str, response: &egui::Response) {
        if response.lost_focus() {
            self.left.insert(field);
        }
    }

    fn save_pick(&self) -> Pick {
        let words = text();
        Pick {
            title: words.start.create_title.to_owned(),
            kind: (words.app.name.to_owned(), vec!["rollcall"]),
            file_name: PathBuf::from(&self.path)
                .file_name()
                .map(|name| name.to_string_lossy().into_owned()),
            intent: Intent::Save,
        }
    }
}

fn suggested(office: &str) -> String {
    let name: String = office
        .trim()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    if name.is_empty() {
        return String::new();
    }
    pick::documents()
        .join(format!("{}.rollcall", name.to_lowercase()))
        .display()
        .to_string()
}
