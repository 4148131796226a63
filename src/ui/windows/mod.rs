//! Detail windows: one ordered list; opening one that is open brings it forward.
//!
//! They are real windows of the system. Inside the main window they open by setting, and whenever assistive technology
//! is on, because it sees only the root window.

mod end_session;
mod header;
mod segment;
mod sessions;
mod viewing;

use egui::{Context, Key, Pos2, Ui, ViewportBuilder, ViewportId};

use crate::app::backend::Backend;
use crate::app::viewing::Viewing;
use crate::domain::ids::{UserId, ViewingId};
use crate::domain::segment::{Scope, Segment};
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::desk::ToastAction;
use crate::ui::theme::size;
use crate::ui::widgets::Toasts;
use segment::SegmentWindow;
use sessions::SessionsWindow;
use viewing::ViewingWindow;

/// Which window: the question that it asks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum WindowKey {
    /// The users of a segment.
    Segment(Scope, Segment),
    /// Sessions that are open now.
    Sessions(Scope),
    /// The program as somebody else sees it.
    Viewing(ViewingId),
}

impl WindowKey {
    /// The viewport of the window.
    pub fn viewport(self) -> ViewportId {
        ViewportId::from_hash_of(("window", self))
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Segment(..) => "segment",
            Self::Sessions(_) => "sessions",
            Self::Viewing(_) => "viewing",
        }
    }
}

enum Content {
    Segment(Box<SegmentWindow>),
    Sessions(Box<SessionsWindow>),
    Viewing(Box<ViewingWindow>),
}

/// A window that is open.
pub struct OpenWindow {
    /// Which one.
    pub key: WindowKey,
    /// Messages shown in it.
    pub toasts: Toasts<ToastAction>,
    title: String,
    content: Content,
    /// Bring it forward when it is next drawn.
    pub wants_focus: bool,
    /// Where it was last seen on the screen.
    seen_at: Option<Pos2>,
    /// Where it is to be made.
    place: Option<Pos2>,
}

impl OpenWindow {
    /// Opens the window of a question; nothing where it shows no question.
    pub fn new(key: WindowKey, cx: &Cx<'_>) -> Option<Self> {
        let (title, content) = match key {
            WindowKey::Viewing(_) => return None,
            WindowKey::Segment(scope, segment) => {
                let window = SegmentWindow::new(scope, segment, cx.directory);
                (
                    window.title().to_owned(),
                    Content::Segment(Box::new(window)),
                )
            }
            WindowKey::Sessions(scope) => {
                let title = text().segment.sessions.to_owned();
                (
                    title,
                    Content::Sessions(Box::new(SessionsWindow::new(scope))),
                )
            }
        };
        Some(Self::of(key, title, content))
    }

    /// Opens the program as somebody else sees it.
    pub fn viewing(viewing: Viewing, backend: &Backend) -> Self {
        let key = WindowKey::Viewing(viewing.id);
        let title = fill(text().viewing.window, &[&viewing.name]);
        let content = Content::Viewing(Box::new(ViewingWindow::new(viewing, backend)));
        Self::of(key, title, content)
    }

    fn of(key: WindowKey, title: String, content: Content) -> Self {
        Self {
            key,
            toasts: Toasts::default(),
            title,
            content,
            wants_focus: false,
            seen_at: None,
            place: None,
        }
    }

    /// The person as whom the program is seen in it.
    pub fn seen_as(&self) -> Option<UserId> {
        match &self.content {
            Content::Viewing(window) => Some(window.viewing().user_id),
            Content::Segment(_) | Content::Sessions(_) => None,
        }
    }

    /// The person whose form is open.
    pub fn person(&self) -> Option<UserId> {
        match &self.content {
            Content::Segment(window) => window.person(),
            Content::Sessions(window) => window.person(),
            Content::Viewing(_) => None,
        }
    }

    /// Lets the window be made again where it is now.
    pub fn keep_place(&mut self) {
        self.place = self.seen_at.or(self.place);
    }

    /// The title that the system shows.
    pub fn title(&self) -> String {
        fill(text().app.window_title, &[&self.title])
    }

    /// How the real window is made.
    pub fn builder(&self, cx: &Cx<'_>) -> ViewportBuilder {
        let inner = cx
            .computer
            .window_sizes
            .get(self.key.kind())
            .copied()
            .unwrap_or(size::DETAIL_WINDOW);
        let builder = ViewportBuilder::default()
            .with_title(self.title())
            .with_app_id(crate::ui::launch::APP_ID)
            .with_inner_size(inner)
            .with_min_inner_size(size::DETAIL_WINDOW_MIN);
        match self.place {
            Some(place) => builder.with_position(place),
            None => builder,
        }
    }

    /// Whether closing would lose something.
    pub fn is_changed(&self) -> bool {
        match &self.content {
            Content::Segment(window) => window.is_changed(),
            Content::Sessions(window) => window.is_changed(),
            Content::Viewing(_) => false,
        }
    }

    /// Draws the window's content over the room of `ui`.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        match &mut self.content {
            Content::Segment(window) => window.show(ui, cx),
            Content::Sessions(window) => window.show(ui, cx),
            Content::Viewing(window) => window.show(ui, cx),
        }
        if cx.takes(ui, egui::Modifiers::NONE, Key::Escape) {
            self.step_back(cx);
        }
        self.remember_size(ui.ctx(), cx);
    }

    /// Escape closes the form first, then the window; one in which somebody views as another is ended on purpose only.
    pub fn step_back(&mut self, cx: &mut Cx<'_>) {
        let editor = match &mut self.content {
            Content::Segment(window) => window.editor(),
            Content::Sessions(window) => window.editor(),
            Content::Viewing(window) => return window.step_back(),
        };
        if editor.is_open() {
            editor.close();
        } else {
            cx.push(Action::CloseWindow(self.key));
        }
    }

    /// Closes the window; a form with unsaved changes asks first.
    pub fn close(&mut self, cx: &mut Cx<'_>) {
        if self.is_changed() {
            self.step_back(cx);
        } else {
            cx.push(Action::CloseWindow(self.key));
        }
    }

    fn remember_size(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        if ctx.viewport_id() != self.key.viewport() {
            return;
        }
        self.seen_at = ctx.input(|i| i.viewport().outer_rect.map(|rect| rect.min));
        let Some(rect) = ctx.input(|i| i.viewport().inner_rect) else {
            return;
        };
        let inner = [rect.width().round(), rect.height().round()];
        let known = cx
            .computer
            .window_sizes
            .get(self.key.kind())
            .copied()
            .unwrap_or(size::DETAIL_WINDOW);
        let differs = known.iter().zip(inner).any(|(a, b)| (a - b).abs() >= 1.0);
        if differs {
            let mut computer = cx.computer.clone();
            computer
                .window_sizes
                .insert(self.key.kind().to_owned(), inner);
            cx.push(Action::SetComputer(Box::new(computer)));
        }
    }
}
