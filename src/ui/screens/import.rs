//! stub
use crate::ui::context::Cx;
#[derive(Default)]
pub struct ImportScreen;
impl ImportScreen {
    pub fn show(&mut self, _ui: &mut egui::Ui, _cx: &mut Cx<'_>) {}
}
