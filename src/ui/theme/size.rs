//! Heights and widths that are the same everywhere.

/// The list of roles beside what one allows.
pub const ROLE_LIST: f32 = 240.0;
/// What a role allows is not drawn wider than this.
pub const MATRIX_WIDTH: f32 = 760.0;
/// A column of that.
pub const MATRIX_COLUMN: f32 = 84.0;
/// The smallest text scale.
pub const MIN_SCALE: f32 = 0.75;
/// The largest text scale.
pub const MAX_SCALE: f32 = 2.0;
/// Buttons, fields, drop-downs.
pub const CONTROL: f32 = 32.0;
/// A control inside a line of text or a table row.
pub const CONTROL_SMALL: f32 = 24.0;
/// A line of small text among many.
pub const TEXT_LINE: f32 = 18.0;
/// A row of a table.
pub const ROW: f32 = 36.0;
/// A row of a dense table.
pub const ROW_COMPACT: f32 = 28.0;
/// The header row of a table.
pub const TABLE_HEADER: f32 = 34.0;
/// The sidebar with words.
pub const SIDEBAR: f32 = 216.0;
/// The sidebar with icons only.
pub const SIDEBAR_COLLAPSED: f32 = 56.0;
/// The page header of one line.
pub const HEADER: f32 = 56.0;
/// The status bar.
pub const STATUS_BAR: f32 = 26.0;
/// An entry of the sidebar.
pub const NAV_ITEM: f32 = 30.0;
/// A badge.
pub const BADGE: f32 = 20.0;
/// A chip with a ✕.
pub const CHIP: f32 = 20.0;
/// A filter chip in a tool bar.
pub const FILTER_CHIP: f32 = 28.0;
/// A colour chip of a legend.
pub const SWATCH: f32 = 10.0;
/// The dot of a badge or of the status bar.
pub const DOT: f32 = 6.0;
/// An icon in a line of text.
pub const ICON: f32 = 16.0;
/// The icon of an empty state.
pub const ICON_LARGE: f32 = 32.0;
/// The box of a check box.
pub const CHECK: f32 = 16.0;
/// Width of a column of check boxes.
pub const CHECK_COLUMN: f32 = 44.0;
/// Height of the label above a field.
pub const FIELD_LABEL: f32 = 20.0;
/// The round picture with initials.
pub const AVATAR: f32 = 26.0;
/// The larger round picture in a record's header.
pub const AVATAR_LARGE: f32 = 40.0;
/// The line below a field: help or problem.
pub const FIELD_NOTE: f32 = 18.0;
/// A field where nothing else is said.
pub const FIELD_WIDTH: f32 = 280.0;
/// A search field.
pub const SEARCH_WIDTH: f32 = 300.0;
/// The narrowest search field.
pub const SEARCH_NARROW: f32 = 220.0;
/// The button beside it that adds a condition, and the space between them.
pub const FILTER_BUTTON: f32 = 92.0;
/// A page with less room than this shows icons alone for what has one.
pub const PAGE_NARROW: f32 = 700.0;
/// A drop-down in a page header.
pub const SELECT_WIDTH: f32 = 180.0;
/// The field of a condition.
pub const FILTER_FIELD: f32 = 168.0;
/// What is said of it.
pub const FILTER_OPERATOR: f32 = 232.0;
/// The values that are chosen in a condition.
pub const FILTER_VALUES: f32 = 420.0;
/// The space before an alternative.
pub const FILTER_OR: f32 = 32.0;
/// A condition that has less room than this takes two lines.
pub const FILTER_LINE: f32 = 680.0;
/// A number of days in a condition.
pub const FILTER_DAYS: f32 = 72.0;
/// A day in a condition.
pub const FILTER_DAY: f32 = 128.0;
/// The button that chooses columns.
pub const COLUMNS_BUTTON: f32 = 116.0;
/// Search and conditions that have less room than this stand above the buttons beside them.
pub const TOOLBAR_LINE: f32 = 416.0;
/// The same where icons alone are shown.
pub const TOOLBAR_LINE_NARROW: f32 = 312.0;
/// The button that chooses a view.
pub const VIEW_BUTTON: f32 = 208.0;
/// Its list.
pub const VIEW_MENU: f32 = 264.0;
/// The list of days that have been.
pub const DAY_MENU: f32 = 256.0;
/// The list of columns.
pub const COLUMNS_PANEL: f32 = 248.0;
/// The narrowest field or drop-down.
pub const MIN_CONTROL_WIDTH: f32 = 64.0;
/// A pop-up list never grows higher than this.
pub const POPUP_HEIGHT: f32 = 320.0;
/// A menu is at least this wide.
pub const MENU_WIDTH: f32 = 160.0;
/// A dialog.
pub const DIALOG_WIDTH: f32 = 440.0;
/// A dialog whose fields stand in pairs.
pub const DIALOG_WIDE: f32 = 640.0;
/// The dialog with the bin's table.
pub const BIN_WIDTH: f32 = 1_000.0;
/// The names of the rows of the pricing table.
pub const PRICE_LABELS: f32 = 168.0;
/// The narrowest column of the pricing table.
pub const PRICE_COLUMN_MIN: f32 = 144.0;
/// The widest column of the pricing table.
pub const PRICE_COLUMN_MAX: f32 = 264.0;
/// The head of the pricing table: name and price.
pub const PRICE_HEAD: f32 = 68.0;
/// The same with buttons below them.
pub const PRICE_HEAD_BUTTONS: f32 = PRICE_HEAD + 32.0;
/// A QR code.
pub const QR: f32 = 180.0;
/// A toast.
pub const TOAST_WIDTH: f32 = 340.0;
/// A tooltip wraps here.
pub const TOOLTIP_WIDTH: f32 = 320.0;
/// Text of an empty state wraps here.
pub const EMPTY_TEXT_WIDTH: f32 = 420.0;
/// A figure of the figure strip is at least this wide.
pub const FIGURE_MIN_WIDTH: f32 = 148.0;
/// A figure of the figure strip.
pub const FIGURE_HEIGHT: f32 = 96.0;
/// The narrowest column a user can make.
pub const COLUMN_MIN: f32 = 48.0;
/// The grip between two column headers.
pub const COLUMN_GRIP: f32 = 8.0;
/// The width of a scroll bar.
pub const SCROLL_BAR: f32 = 8.0;
/// The shortest handle of a scroll bar.
pub const SCROLL_HANDLE_MIN: f32 = 28.0;
/// The grey bar that stands for text that has not come yet.
pub const SKELETON: f32 = 8.0;
/// A progress bar.
pub const PROGRESS: f32 = 6.0;
/// The spinner.
pub const SPINNER: f32 = 16.0;
/// The outer diameter of a donut.
pub const DONUT: f32 = 164.0;
/// Hole of a donut as a share of its radius.
pub const DONUT_HOLE: f32 = 0.67;
/// The gap between two segments.
pub const DONUT_GAP: f32 = 2.0;
/// How far the hovered segment comes out.
pub const DONUT_LIFT: f32 = 4.0;
/// A row of a legend.
pub const LEGEND_ROW: f32 = 25.0;
/// The legend stands beside the donut when at least this wide.
pub const LEGEND_MIN_WIDTH: f32 = 190.0;
/// The widest legend.
pub const LEGEND_MAX_WIDTH: f32 = 320.0;
/// A row of a bar chart.
pub const BAR_ROW: f32 = 26.0;
/// A bar.
pub const BAR: f32 = 16.0;
/// The widest name of a bar as a share of the chart.
pub const BAR_NAME_SHARE: f32 = 0.34;
/// The thinnest bar of a value above zero.
pub const BAR_MIN: f32 = 2.0;
/// The name of a key-value row.
pub const KEY_WIDTH: f32 = 140.0;

/// Widths of the columns of the user table, in its order.
const USER_COLUMNS: [f32; 22] = [
    104.0, 160.0, 200.0, 108.0, 116.0, 152.0, 144.0, 112.0, 140.0, 92.0, 128.0, 148.0, 156.0,
    140.0, 148.0, 140.0, 128.0, 100.0, 152.0, 116.0, 148.0, 144.0,
];

/// Widths of the columns of the table of changes in access.
pub const CHANGE_COLUMNS: [f32; 6] = [148.0, 104.0, 128.0, 136.0, 144.0, 72.0];

/// Widths of the columns of the audit log's table.
pub const AUDIT_COLUMNS: [f32; 7] = [84.0, 144.0, 152.0, 216.0, 184.0, 92.0, 184.0];

/// The width of a column of the user table.
pub fn user_column(index: usize) -> f32 {
    USER_COLUMNS.get(index).copied().unwrap_or(COLUMN_MIN)
}

/// Widths of the columns of the table of teams, in its order.
const TEAM_COLUMNS: [f32; 4] = [188.0, 168.0, 168.0, 84.0];

/// The width of a column of the table of teams.
pub fn team_column(index: usize) -> f32 {
    TEAM_COLUMNS.get(index).copied().unwrap_or(COLUMN_MIN)
}

/// Widths of the columns of the table of workspaces, in its order.
const WORKSPACE_COLUMNS: [f32; 8] = [196.0, 156.0, 100.0, 128.0, 140.0, 180.0, 156.0, 92.0];

/// The width of a column of the table of workspaces.
pub fn workspace_column(index: usize) -> f32 {
    WORKSPACE_COLUMNS.get(index).copied().unwrap_or(COLUMN_MIN)
}
/// Width of the person's form beside a table.
pub const FORM_PANEL: f32 = 448.0;
/// The foot of the person's form: a control with its margins.
pub const FORM_FOOT: f32 = CONTROL + 24.0;
/// A window narrower than this shows the form over the table instead of beside it.
pub const FORM_BESIDE: f32 = 900.0;
/// Inner size of the main window at first.
pub const MAIN_WINDOW: [f32; 2] = [1440.0, 900.0];
/// Smallest inner size of the main window.
pub const MAIN_WINDOW_MIN: [f32; 2] = [720.0, 480.0];
/// Inner size of a detail window at first.
pub const DETAIL_WINDOW: [f32; 2] = [1200.0, 760.0];
/// Smallest inner size of a detail window.
pub const DETAIL_WINDOW_MIN: [f32; 2] = [560.0, 360.0];
/// Width of the cards of the start screen.
pub const START_CARD: f32 = 440.0;
/// Two cards stand beside each other from this width on.
pub const TWO_CARDS: f32 = 820.0;
/// Height of a card with a donut.
pub const CHART_CARD: f32 = 252.0;
/// Least height of the cards below the donuts.
pub const LOWER_CARD: f32 = 320.0;
/// Share of the main window that a detail window inside it takes.
pub const INSIDE_SHARE: f32 = 0.88;
/// Width of a sheet of settings.
pub const SETTINGS_WIDTH: f32 = 720.0;
/// Widths of the columns of the table of sessions.
pub const SESSION_COLUMNS: [f32; 6] = [104.0, 152.0, 216.0, 172.0, 148.0, 144.0];
/// Width of its last column.
pub const SESSION_COLUMNS_LAST: f32 = 144.0;
/// Width of the column that ends sessions.
pub const SESSION_COLUMNS_END: f32 = 104.0;
/// Widths of the columns of the Sessions page: numbers, times, words, and long words.
pub const SESSIONS_COLUMNS: [f32; 4] = [104.0, 156.0, 156.0, 220.0];
/// Width of its column that ends sessions.
pub const SESSIONS_END: f32 = 204.0;
/// Widths of the columns of the table of last logins.
pub const LOGIN_COLUMNS: [f32; 5] = [100.0, 140.0, 150.0, 64.0, 100.0];
/// Widths of the columns of the table of rejected rows.
pub const REJECTED_COLUMNS: [f32; 4] = [80.0, 200.0, 340.0, 320.0];
/// Height of the card of roles without its bars.
pub const ROLES_CARD: f32 = 112.0;
/// Height of the operator's name and roles at the foot of the sidebar.
pub const OPERATOR: f32 = 34.0;
