//! A card with a table in it stands on any ground: its corners show what lies behind, not a colour of their own.

use egui::{Color32, Frame, Pos2, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rollcall::ui::theme::Tokens;
use rollcall::ui::widgets::{Card, Table};

use super::data::{self, Users};
use crate::support::cpu_renderer;
use crate::support::picture::Picture;

const GROUND: Color32 = Color32::LIGHT_RED;

fn app(ui: &mut Ui, users: &mut Users) {
    let ground = Frame::new().fill(GROUND).inner_margin(20.0);
    ground.show(ui, |ui| {
        Card::new("").flush().show(ui, |ui| {
            Table::new("users", "Users", &data::user_columns(), 1_000_000).show(ui, users);
        });
    });
}

fn rgb(color: Color32) -> [u8; 3] {
    [color.r(), color.g(), color.b()]
}

/// Pictures with the lowest rows chosen, each at another height of the last one.
fn pictures() -> Vec<(Picture, egui::Rect, Harness<'static, Users>)> {
    [700.0, 707.0, 719.0, 731.0]
        .map(|height| {
            let users = Users {
                selected: (0..30).collect(),
                ..Users::default()
            };
            let mut harness = super::builder([900.0, height]).build_ui_state(app, users);
            harness.run();
            let table = harness.get_by_label("Users").rect();
            let picture = cpu_renderer::render(&harness.ctx, harness.output());
            (picture, table.expand(1.0), harness)
        })
        .into()
}

#[test]
fn the_ground_shows_at_all_four_corners() {
    for (picture, card, _) in pictures() {
        let corners = [
            (card.left_top(), Pos2::new(1.0, 1.0)),
            (card.right_top(), Pos2::new(-1.0, 1.0)),
            (card.right_bottom(), Pos2::new(-1.0, -1.0)),
            (card.left_bottom(), Pos2::new(1.0, -1.0)),
        ];
        for (corner, inward) in corners {
            // On the diagonal, the arc of radius 10 crosses 2.93 points from the corner along each side.
            for step in [0.5, 1.5] {
                let at = corner + step * inward.to_vec2();
                assert_eq!(picture.pixel(at.x, at.y), rgb(GROUND), "at {at:?}");
            }
        }
    }
}

#[test]
fn rows_and_header_reach_the_cards_border() {
    for (picture, card, harness) in pictures() {
        let tokens = Tokens::of(&harness.ctx);
        let header = picture.pixel(card.left() + 3.5, card.top() + 12.0);
        assert_eq!(header, rgb(tokens.sunken));
        let first = picture.pixel(card.left() + 3.5, card.top() + 52.0);
        assert_eq!(first, rgb(tokens.accent_weak));
        let middle = picture.pixel(card.center().x, card.bottom() - 0.5);
        assert_eq!(middle, rgb(tokens.border), "the border is not painted over");
    }
}
