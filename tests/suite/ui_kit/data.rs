//! Data for pictures and tests: the people and numbers of the design's screens.

use rollcall::ui::chart::Datum;
use rollcall::ui::theme::Tokens;
use rollcall::ui::widgets::Tone;
use rollcall::ui::widgets::checkbox::Check;
use rollcall::ui::widgets::figures::Figure;
use rollcall::ui::widgets::table::{Cell, Column, TableRows};

const NAMES: &[&str] = &[
    "Amara Okafor",
    "Benoît Lefèvre",
    "Chen Wei",
    "Dagny Solberg",
    "Elif Yıldız",
    "Farid Haddad",
    "Grace O'Neill",
    "Hiroshi Tanaka",
    "Ilse Brandt",
    "João Pereira",
    "Katarzyna Nowak",
];
const ROLES: &[&str] = &[
    "Team member",
    "Approver",
    "Account manager",
    "Client reviewer",
];

pub fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

pub fn data(tokens: &Tokens, rows: &[(&str, u64)]) -> Vec<Datum> {
    let total: u64 = rows.iter().map(|(_, value)| value).sum();
    rows.iter()
        .enumerate()
        .map(|(i, (name, value))| {
            let share = format!("{:.1}%", *value as f64 / total.max(1) as f64 * 100.0);
            Datum {
                name: (*name).to_owned(),
                value: *value,
                value_text: grouped(*value),
                accessible: format!("{name}: {} ({share})", grouped(*value)),
                share_text: share,
                color: tokens.series(i),
            }
        })
        .collect()
}

pub fn onboarding(tokens: &Tokens) -> Vec<Datum> {
    let rows = [
        ("Completed", 9802),
        ("In progress", 1431),
        ("Launched", 743),
        ("Not invited", 446),
        ("Expired", 58),
        ("Withdrawn", 0),
    ];
    data(tokens, &rows)
}

pub fn status(tokens: &Tokens) -> Vec<Datum> {
    let mut data = data(tokens, &[("Active", 11206), ("Inactive", 1274)]);
    data[0].color = tokens.series(1);
    data[1].color = tokens.series(7);
    data
}

pub fn roles(tokens: &Tokens) -> Vec<Datum> {
    let rows = [
        ("Team member", 8210),
        ("Client reviewer", 2644),
        ("Approver", 1022),
        ("Account manager", 486),
        ("Billing contact", 231),
        ("Report author", 140),
        ("Workspace owner", 64),
        ("System Administrator", 9),
    ];
    let mut data = data(tokens, &rows);
    for datum in &mut data {
        datum.color = tokens.series(0);
    }
    data
}

pub fn figures() -> Vec<Figure> {
    let figure = |label: &str, value: &str, note: &str| Figure {
        label: label.into(),
        value: value.into(),
        note: note.into(),
        ..Figure::default()
    };
    let mut figures = vec![
        figure("Total users", "12,480", "+312 this month"),
        figure("Active accounts", "11,206", "89.8% of total"),
        figure("Growth, 30 days", "+2.6%", "vs previous"),
        figure("Signed in, 30 days", "7,941", "63.6% · stickiness 24%"),
        figure("Sessions open now", "214", "on 187 accounts"),
        figure("Invitations pending", "2,174", "58 expired"),
    ];
    figures[2].note_lead = "▲ 0.4 pt".into();
    figures[2].tone = Tone::Ok;
    figures[5].tone = Tone::Bad;
    figures
}

pub fn user_columns() -> Vec<Column> {
    vec![
        Column::new("", 40.0).fixed(),
        Column::new("Contact ID", 96.0).sortable(),
        Column::new("Name", 140.0).sortable(),
        Column::new("Email", 240.0).sortable(),
        Column::new("Status", 104.0).sortable(),
        Column::new("Onboarding", 112.0).sortable(),
        Column::new("Roles", 150.0),
        Column::new("Created at", 150.0).sortable(),
        Column::new("Last sign-in", 110.0).right().sortable(),
    ]
}

/// Rows made up from their number.
#[derive(Default)]
pub struct Users {
    pub selected: Vec<u64>,
    pub opened_links: Vec<u64>,
    pub not_loaded_from: Option<u64>,
    pub drawn_cells: usize,
}

impl TableRows for Users {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        self.drawn_cells += 1;
        let pick = |list: &[&'static str]| list[(row % list.len() as u64) as usize];
        let name = pick(NAMES);
        match column {
            0 => {
                let on = Check::from(self.selected.contains(&row));
                if cell.check(on, &format!("Choose {name} {row}")).clicked() {
                    self.selected.push(row);
                }
            }
            1 => {
                if cell.link(&format!("C-{:06}", row + 1)).clicked() {
                    self.opened_links.push(row);
                }
            }
            2 => {
                cell.strong(name);
            }
            3 => {
                cell.muted(&format!("person.number.{row}@northwind.example"));
            }
            4 if row % 4 == 3 => {
                cell.status(Tone::Bad, "Inactive");
            }
            4 => {
                cell.status(Tone::Ok, "Active");
            }
            5 => {
                let (tone, words) = [
                    (Tone::Neutral, "Completed"),
                    (Tone::Accent, "In progress"),
                    (Tone::Warn, "Launched"),
                ][(row % 3) as usize];
                cell.badge(tone, words);
            }
            6 => {
                cell.text(pick(ROLES));
            }
            7 => {
                cell.text(&format!("11-{:02}-2026 {:02}:11", row % 28 + 1, row % 24));
            }
            _ => {
                cell.number(&format!("{} days ago", row % 400 + 1));
            }
        }
    }

    fn header_ui(&mut self, cell: &mut Cell<'_>, _column: usize) {
        cell.check(Check::Mixed, "Choose all");
    }

    fn is_loaded(&self, row: u64) -> bool {
        self.not_loaded_from.is_none_or(|from| row < from)
    }

    fn is_selected(&self, row: u64) -> bool {
        self.selected.contains(&row)
    }
}
