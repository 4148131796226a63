//! The window: shell, screens, forms, charts. Draws, and never touches a database, a file, a keyring or the clock.

pub mod chart;
pub mod context;
pub mod day;
pub mod derived;
pub mod desk;
pub mod export_dialog;
pub mod filter;
pub mod forms;
pub mod idle;
pub mod in_order;
pub mod launch;
pub mod list;
pub mod opens;
pub mod outward;
pub mod pages;
pub mod panels;
pub mod program;
pub mod remote;
pub mod screens;
pub mod theme;
pub mod timings;
pub mod ways_in;
pub mod widgets;
pub mod windows;
pub mod work;
pub mod world;
