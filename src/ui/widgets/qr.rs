//! A QR code, painted: dark on white in every theme, with the quiet zone that readers need.

use egui::{Mesh, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::ui::theme::{QR_INK, QR_PAPER, radius, size};

/// Modules of white around it.
const QUIET: f32 = 4.0;

/// A code that is ready to be painted.
pub struct Qr(QrCode);

impl Qr {
    /// The code of a text; `None` where it is too long for one.
    pub fn of(text: &str) -> Option<Self> {
        QrCode::encode_text(text, QrCodeEcc::Medium).ok().map(Self)
    }

    /// Draws the code; `name` is what assistive technology says of it.
    pub fn show(&self, ui: &mut Ui, name: &str) -> Response {
        let side = Vec2::splat(size::QR);
        let (rect, response) = ui.allocate_exact_size(side, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            painter.rect_filled(rect, radius::CONTROL, QR_PAPER);
            painter.add(self.mesh(rect));
        }
        response
    }

    /// Dark modules beside each other become one bar, so that no light shines through between them.
    fn mesh(&self, rect: Rect) -> Mesh {
        let count = self.0.size();
        let module = rect.width() / (count as f32 + 2.0 * QUIET);
        let at = |x: i32, y: i32| {
            let steps = Vec2::new(x as f32 + QUIET, y as f32 + QUIET);
            rect.min + steps * module
        };
        let mut mesh = Mesh::default();
        for y in 0..count {
            let mut begun: Option<i32> = None;
            for x in 0..=count {
                match (self.0.get_module(x, y), begun) {
                    (true, None) => begun = Some(x),
                    (false, Some(from)) => {
                        let bar: (Pos2, Pos2) = (at(from, y), at(x, y + 1));
                        mesh.add_colored_rect(Rect::from_min_max(bar.0, bar.1), QR_INK);
                        begun = None;
                    }
                    (true, Some(_)) | (false, None) => {}
                }
            }
        }
        mesh
    }
}
