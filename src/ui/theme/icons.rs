//! Code points of the Phosphor icons the program uses.

/// The icon “arrow-clockwise”.
pub const ARROW_CLOCKWISE: &str = "\u{e036}";
/// The icon “arrow-counter-clockwise”.
pub const ARROW_COUNTER_CLOCKWISE: &str = "\u{e038}";
/// The icon “arrow-down”.
pub const ARROW_DOWN: &str = "\u{e03e}";
/// The icon “arrow-left”.
pub const ARROW_LEFT: &str = "\u{e058}";
/// The icon “arrow-right”.
pub const ARROW_RIGHT: &str = "\u{e06c}";
/// The icon “arrow-square-out”.
pub const ARROW_SQUARE_OUT: &str = "\u{e5de}";
/// The icon “arrow-up”.
pub const ARROW_UP: &str = "\u{e08e}";
/// The icon “arrows-clockwise”.
pub const ARROWS_CLOCKWISE: &str = "\u{e094}";
/// The icon “bell”.
pub const BELL: &str = "\u{e0ce}";
/// The icon “briefcase”.
pub const BRIEFCASE: &str = "\u{e0ee}";
/// The icon “building”.
pub const BUILDING: &str = "\u{e100}";
/// The icon “buildings”.
pub const BUILDINGS: &str = "\u{e102}";
/// The icon “calendar-blank”.
pub const CALENDAR_BLANK: &str = "\u{e10a}";
/// The icon “caret-down”.
pub const CARET_DOWN: &str = "\u{e136}";
/// The icon “caret-left”.
pub const CARET_LEFT: &str = "\u{e138}";
/// The icon “caret-right”.
pub const CARET_RIGHT: &str = "\u{e13a}";
/// The icon “caret-up”.
pub const CARET_UP: &str = "\u{e13c}";
/// The icon “caret-up-down”.
pub const CARET_UP_DOWN: &str = "\u{e140}";
/// The icon “chart-bar”.
pub const CHART_BAR: &str = "\u{e150}";
/// The icon “chart-donut”.
pub const CHART_DONUT: &str = "\u{eaa6}";
/// The icon “chart-line-up”.
pub const CHART_LINE_UP: &str = "\u{e156}";
/// The icon “check”.
pub const CHECK: &str = "\u{e182}";
/// The icon “check-circle”.
pub const CHECK_CIRCLE: &str = "\u{e184}";
/// The icon “circle”.
pub const CIRCLE: &str = "\u{e18a}";
/// The icon “circle-half”.
pub const CIRCLE_HALF: &str = "\u{e18c}";
/// The icon “clock”.
pub const CLOCK: &str = "\u{e19a}";
/// The icon “clock-counter-clockwise”.
pub const CLOCK_COUNTER_CLOCKWISE: &str = "\u{e1a0}";
/// The icon “columns”.
pub const COLUMNS: &str = "\u{e546}";
/// The icon “command”.
pub const COMMAND: &str = "\u{e1c4}";
/// The icon “copy”.
pub const COPY: &str = "\u{e1ca}";
/// The icon “database”.
pub const DATABASE: &str = "\u{e1de}";
/// The icon “desktop”.
pub const DESKTOP: &str = "\u{e560}";
/// The icon “dots-three”.
pub const DOTS_THREE: &str = "\u{e1fe}";
/// The icon “download-simple”.
pub const DOWNLOAD_SIMPLE: &str = "\u{e20c}";
/// The icon “envelope-simple”.
pub const ENVELOPE_SIMPLE: &str = "\u{e218}";
/// The icon “eye”.
pub const EYE: &str = "\u{e220}";
/// The icon “eye-slash”.
pub const EYE_SLASH: &str = "\u{e224}";
/// The icon “file”.
pub const FILE: &str = "\u{e230}";
/// The icon “file-csv”.
pub const FILE_CSV: &str = "\u{eb1c}";
/// The icon “file-text”.
pub const FILE_TEXT: &str = "\u{e23a}";
/// The icon “file-xls”.
pub const FILE_XLS: &str = "\u{eb22}";
/// The icon “floppy-disk”.
pub const FLOPPY_DISK: &str = "\u{e248}";
/// The icon “folder”.
pub const FOLDER: &str = "\u{e24a}";
/// The icon “folder-open”.
pub const FOLDER_OPEN: &str = "\u{e256}";
/// The icon “funnel-simple”.
pub const FUNNEL_SIMPLE: &str = "\u{e268}";
/// The icon “gear”.
pub const GEAR: &str = "\u{e270}";
/// The icon “hard-drives”.
pub const HARD_DRIVES: &str = "\u{e2a0}";
/// The icon “hourglass”.
pub const HOURGLASS: &str = "\u{e2b2}";
/// The icon “identification-badge”.
pub const IDENTIFICATION_BADGE: &str = "\u{e6f6}";
/// The icon “identification-card”.
pub const IDENTIFICATION_CARD: &str = "\u{e2c8}";
/// The icon “info”.
pub const INFO: &str = "\u{e2ce}";
/// The icon “key”.
pub const KEY: &str = "\u{e2d6}";
/// The icon “keyboard”.
pub const KEYBOARD: &str = "\u{e2d8}";
/// The icon “link”.
pub const LINK: &str = "\u{e2e2}";
/// The icon “list”.
pub const LIST: &str = "\u{e2f0}";
/// The icon “list-checks”.
pub const LIST_CHECKS: &str = "\u{eadc}";
/// The icon “lock”.
pub const LOCK: &str = "\u{e2fa}";
/// The icon “lock-open”.
pub const LOCK_OPEN: &str = "\u{e306}";
/// The icon “magnifying-glass”.
pub const MAGNIFYING_GLASS: &str = "\u{e30c}";
/// The icon “minus”.
pub const MINUS: &str = "\u{e32a}";
/// The icon “moon”.
pub const MOON: &str = "\u{e330}";
/// The icon “package”.
pub const PACKAGE: &str = "\u{e390}";
/// The icon “palette”.
pub const PALETTE: &str = "\u{e6c8}";
/// The icon “paper-plane-tilt”.
pub const PAPER_PLANE_TILT: &str = "\u{e398}";
/// The icon “pencil-simple”.
pub const PENCIL_SIMPLE: &str = "\u{e3b4}";
/// The icon “phone”.
pub const PHONE: &str = "\u{e3b8}";
/// The icon “plus”.
pub const PLUS: &str = "\u{e3d4}";
/// The icon “printer”.
pub const PRINTER: &str = "\u{e3dc}";
/// The icon “prohibit”.
pub const PROHIBIT: &str = "\u{e3de}";
/// The icon “question”.
pub const QUESTION: &str = "\u{e3e8}";
/// The icon “shield-check”.
pub const SHIELD_CHECK: &str = "\u{e40c}";
/// The icon “sidebar-simple”.
pub const SIDEBAR_SIMPLE: &str = "\u{ec24}";
/// The icon “sign-in”.
pub const SIGN_IN: &str = "\u{e428}";
/// The icon “sign-out”.
pub const SIGN_OUT: &str = "\u{e42a}";
/// The icon “squares-four”.
pub const SQUARES_FOUR: &str = "\u{e464}";
/// The icon “stack”.
pub const STACK: &str = "\u{e466}";
/// The icon “star”.
pub const STAR: &str = "\u{e46a}";
/// The icon “sun”.
pub const SUN: &str = "\u{e472}";
/// The icon “swap”.
pub const SWAP: &str = "\u{e83c}";
/// The icon “table”.
pub const TABLE: &str = "\u{e476}";
/// The icon “trash”.
pub const TRASH: &str = "\u{e4a6}";
/// The icon “tray”.
pub const TRAY: &str = "\u{e4aa}";
/// The icon “upload-simple”.
pub const UPLOAD_SIMPLE: &str = "\u{e4c0}";
/// The icon “user”.
pub const USER: &str = "\u{e4c2}";
/// The icon “user-check”.
pub const USER_CHECK: &str = "\u{eafa}";
/// The icon “user-minus”.
pub const USER_MINUS: &str = "\u{e4ce}";
/// The icon “user-plus”.
pub const USER_PLUS: &str = "\u{e4d0}";
/// The icon “users”.
pub const USERS: &str = "\u{e4d6}";
/// The icon “users-three”.
pub const USERS_THREE: &str = "\u{e68e}";
/// The icon “warning”.
pub const WARNING: &str = "\u{e4e0}";
/// The icon “warning-circle”.
pub const WARNING_CIRCLE: &str = "\u{e4e2}";
/// The icon “x”.
pub const X: &str = "\u{e4f6}";
