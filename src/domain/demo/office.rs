//! The invented office: its plans, clients, workspaces, teams, departments and places.

use crate::domain::module::Module;

/// The office's name.
pub const NAME: &str = "Northwind Office";
/// The domain of its own people.
pub const DOMAIN: &str = "northwind.example";

/// Plans.
pub const PLANS: &[&str] = &["Starter", "Team", "Business", "Enterprise"];

/// Limits of users, clients and mebibytes.
pub type PlanLimits = [Option<i64>; 3];

/// Price, limits and features of each plan, in the order of [`PLANS`].
pub const PLAN_TERMS: &[(&str, PlanLimits, &[Module])] = &[
    ("49 a month", [Some(250), Some(1), Some(10 * GIGA)], &[]),
    (
        "149 a month",
        [Some(1_000), Some(5), Some(50 * GIGA)],
        &[Module::Insight],
    ),
    (
        "399 a month",
        [Some(2_500), Some(25), Some(250 * GIGA)],
        &[Module::Insight, Module::Import, Module::Export],
    ),
    (
        "by agreement",
        [None, None, Some(2 * 1_024 * GIGA)],
        &[Module::Insight, Module::Import, Module::Export],
    ),
];

/// Mebibytes in a gibibyte.
const GIGA: i64 = 1_024;

/// Add-ons: name, price and features.
pub const ADD_ONS: &[(&str, &str, &[Module])] = &[
    ("Figures", "29 a month", &[Module::Insight]),
    (
        "Data exchange",
        "79 a month",
        &[Module::Import, Module::Export],
    ),
];

/// Places of a workspace and of an add-on that it has.
pub const GIVEN_ADD_ONS: &[(usize, usize)] = &[(3, 1)];

/// Clients: name and mail domain.
pub const CLIENTS: &[(&str, &str)] = &[
    ("Atlas Shipping", "atlas.example"),
    ("Fjord Energy", "fjord.example"),
    ("Sakura Foods", "sakura.example"),
    ("Møller & Søn", "moller.example"),
    ("Banco do Tejo", "tejo.example"),
    ("Casa Azul", "casa-azul.example"),
    ("Hôtel Lumière", "lumiere.example"),
    ("Kastell Versicherung", "kastell.example"),
    ("Olive & Stone", "olivestone.example"),
    ("Porto Aquário", "aquario.example"),
];

/// A workspace: name, place of its plan, and of its client where it serves one.
pub const WORKSPACES: &[(&str, usize, Option<usize>)] = &[
    ("Northwind · Studio", 3, None),
    ("Northwind · Digital", 3, None),
    ("Northwind · Print", 2, None),
    ("Northwind · Events", 1, None),
    ("Northwind · Atlas", 3, Some(0)),
    ("Northwind · Fjord", 2, Some(1)),
    ("Northwind · Sakura", 2, Some(2)),
    ("Northwind · Møller", 1, Some(3)),
    ("Northwind · Tejo", 3, Some(4)),
    ("Northwind · Casa Azul", 0, Some(5)),
    ("Northwind · Lumière", 1, Some(6)),
    ("Northwind · Kastell", 2, Some(7)),
    ("Northwind · Olive & Stone", 0, Some(8)),
    ("Northwind · Aquário", 0, Some(9)),
];

/// How many workspaces stand first in the list and serve no client.
pub const OWN_WORKSPACES: usize = 4;

/// Teams.
pub const TEAMS: &[&str] = &[
    "Accessibility",
    "Accounts North",
    "Accounts South",
    "Analytics",
    "Animation",
    "Art Direction",
    "Billing",
    "Brand",
    "Campaigns",
    "Client Care",
    "Content",
    "Copy",
    "Data",
    "Design Systems",
    "Editorial",
    "Events Lisbon",
    "Events Porto",
    "Facilities",
    "Film",
    "Illustration",
    "Insights",
    "Legal",
    "Localisation",
    "Media",
    "Motion",
    "New Business",
    "People",
    "Photography",
    "Platform",
    "Print",
    "Production",
    "Quality",
    "Research",
    "Retail",
    "Search",
    "Security",
    "Social",
    "Typography",
];

/// Departments with the titles that people in them have.
pub const DEPARTMENTS: &[(&str, &[&str])] = &[
    (
        "Creative",
        &["Designer", "Art Director", "Copywriter", "Illustrator"],
    ),
    ("Production", &["Producer", "Editor", "Print Technician"]),
    (
        "Client Services",
        &["Account Executive", "Account Director", "Planner"],
    ),
    (
        "Technology",
        &["Developer", "Systems Engineer", "Data Analyst"],
    ),
    ("Finance", &["Accountant", "Controller"]),
    ("People", &["Recruiter", "People Partner"]),
    ("Legal", &["Counsel", "Contract Manager"]),
    ("Operations", &["Office Manager", "Coordinator"]),
];

/// Titles of clients' people.
pub const CLIENT_TITLES: &[&str] = &[
    "Marketing Manager",
    "Brand Manager",
    "Head of Communications",
    "Procurement",
    "Reviewer",
    "Project Lead",
];

/// Places of work, the first ones more often.
pub const LOCATIONS: &[&str] = &[
    "Lisbon",
    "Porto",
    "Madrid",
    "London",
    "Berlin",
    "Paris",
    "Warsaw",
    "Oslo",
    "Athens",
    "Istanbul",
    "Lagos",
    "Mumbai",
    "Singapore",
    "Seoul",
    "Tokyo",
    "São Paulo",
    "Tbilisi",
    "Bangkok",
];
