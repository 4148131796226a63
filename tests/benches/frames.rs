//! What a frame costs the processor: a million rows while they scroll, a page of charts under a moving pointer, typing
//! above a table. Layout and tessellation are in it; sending triangles to the graphics card is not. Times are those of
//! this thread alone, so that a busy computer does not show in them.
//!
//! `cargo bench --bench frames`, with `-- --smoke` for a few frames of each and no judgement.
#![expect(
    clippy::print_stdout,
    reason = "the figures are what the program is for"
)]

#[path = "../suite/ui_kit/data.rs"]
#[expect(
    clippy::indexing_slicing,
    reason = "as in the tests, where it is allowed"
)]
mod data;
#[path = "../suite/ui_kit/pages.rs"]
#[expect(
    clippy::indexing_slicing,
    reason = "as in the tests, where it is allowed"
)]
#[expect(dead_code, reason = "the pictures and tests use the rest of it")]
mod pages;

use std::ops::Range;
use std::time::{Duration, Instant};

use egui::{CentralPanel, Event, Pos2, RawInput, Rect, Ui, Vec2};
use rollcall::ui::theme::{self, Appearance, Mode, Motion, space};
use rollcall::ui::widgets::{Table, TextField};

const SIZE: Vec2 = Vec2::new(1440.0, 900.0);
const ROWS: u64 = 1_000_000;
const WARM_UP: usize = 30;
const FRAMES: usize = 600;
const SMOKE_FRAMES: usize = 20;
/// A frame may cost this much in the middle.
const BUDGET: Duration = Duration::from_millis(4);

type Page = fn(&mut Ui, &mut Bench);
type Input = fn(usize) -> Vec<Event>;

struct Scene {
    name: &'static str,
    page: Page,
    /// What the user does in the frame of this number.
    input: Input,
    changes: Changes,
}

/// What must be different after every frame, so that the figures are about what they say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Changes {
    Nothing,
    /// No row was on the screen in the frame before.
    EveryRow,
    Text,
}

#[derive(Default)]
struct Bench {
    pages: pages::State,
    rows: Range<u64>,
}

const SCENES: [Scene; 7] = [
    Scene {
        name: "table, wheel",
        page: table,
        input: wheel,
        changes: Changes::EveryRow,
    },
    Scene {
        name: "table, scroll bar",
        page: table,
        input: scroll_bar,
        changes: Changes::EveryRow,
    },
    Scene {
        name: "insight, pointer moves",
        page: |ui, bench| pages::insight(ui, &mut bench.pages),
        input: pointer,
        changes: Changes::Nothing,
    },
    Scene {
        name: "typing above a table",
        page: field_and_table,
        input: typing,
        changes: Changes::Text,
    },
    Scene {
        name: "table, nothing changes",
        page: table,
        input: |_| Vec::new(),
        changes: Changes::Nothing,
    },
    Scene {
        name: "table, a font is found",
        page: |ui, bench| {
            theme::families::begin_afresh(ui);
            table(ui, bench);
        },
        input: |_| Vec::new(),
        changes: Changes::Nothing,
    },
    Scene {
        name: "insight, a font is found",
        page: |ui, bench| {
            theme::families::begin_afresh(ui);
            pages::insight(ui, &mut bench.pages);
        },
        input: |_| Vec::new(),
        changes: Changes::Nothing,
    },
];

fn main() {
    let smoke = std::env::args().any(|argument| argument == "--smoke");
    let frames = if smoke { SMOKE_FRAMES } else { FRAMES };
    println!("processor time of a frame in ms, {frames} frames, 1440 x 900");
    println!("{:<42}{:>8}{:>8}{:>8}", "", "median", "p99", "max");
    let mut over = false;
    for scene in &SCENES {
        for assistive in [Assistive::Off, Assistive::On] {
            over |= report(scene, assistive, frames) > BUDGET;
        }
    }
    if over && !smoke {
        println!("some medians are over {} ms", BUDGET.as_millis());
        std::process::exit(1);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Assistive {
    Off,
    On,
}

/// Prints the figures of one scene and returns the median.
fn report(scene: &Scene, assistive: Assistive, frames: usize) -> Duration {
    let mut times = run(scene, assistive, frames);
    times.sort_unstable();
    let at = |share: f64| {
        let index = (times.len() as f64 * share) as usize;
        times
            .get(index)
            .or(times.last())
            .copied()
            .unwrap_or_default()
    };
    let with = match assistive {
        Assistive::Off => "",
        Assistive::On => ", screen reader on",
    };
    let (median, p99, max) = (at(0.5), at(0.99), at(1.0));
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{:<42}{:>8.2}{:>8.2}{:>8.2}",
        format!("{}{with}", scene.name),
        ms(median),
        ms(p99),
        ms(max)
    );
    median
}

fn run(scene: &Scene, assistive: Assistive, frames: usize) -> Vec<Duration> {
    let ctx = context(assistive);
    let mut bench = Bench::default();
    (0..WARM_UP + frames)
        .map(|number| {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
                time: Some(number as f64 / 60.0),
                events: (scene.input)(number),
                focused: true,
                ..RawInput::default()
            };
            let before = (bench.rows.clone(), bench.pages.name.clone());
            let taken = frame(&ctx, input, |ui| (scene.page)(ui, &mut bench));
            if number >= WARM_UP {
                assert!(changed(scene.changes, &before, &bench), "{}", scene.name);
            }
            taken
        })
        .skip(WARM_UP)
        .collect()
}

fn context(assistive: Assistive) -> egui::Context {
    let ctx = egui::Context::default();
    theme::install_fonts(&ctx);
    theme::system_fonts::install(&ctx, &rollcall::app::env::Env::system());
    let appearance = Appearance {
        mode: Mode::Light,
        motion: Motion::Full,
        ..Appearance::default()
    };
    theme::apply(&ctx, appearance);
    if assistive == Assistive::On {
        ctx.enable_accesskit();
    }
    ctx
}

/// What one frame costs, from input to triangles.
fn frame(ctx: &egui::Context, input: RawInput, page: impl FnMut(&mut Ui)) -> Duration {
    let start = processor_time();
    let mut output = ctx.run_ui(input, page);
    output.textures_delta.clear();
    let shapes = std::mem::take(&mut output.shapes);
    let shapes = ctx.tessellate(shapes, output.pixels_per_point);
    let taken = processor_time().saturating_sub(start);
    assert!(!shapes.is_empty(), "nothing was drawn");
    taken
}

fn changed(what: Changes, (rows, name): &(Range<u64>, String), bench: &Bench) -> bool {
    match what {
        Changes::Nothing => true,
        Changes::EveryRow => bench.rows.start >= rows.end && !bench.rows.is_empty(),
        Changes::Text => *name != bench.pages.name,
    }
}

/// What this thread has cost so far. Giving way once makes Linux bring its figure up to date.
fn processor_time() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    std::thread::yield_now();
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|line| line.split_whitespace().next()?.parse().ok())
        .map_or_else(
            || START.get_or_init(Instant::now).elapsed(),
            Duration::from_nanos,
        )
}

fn table(ui: &mut Ui, bench: &mut Bench) {
    // Eight columns: the one with the boxes is left out.
    let columns = data::user_columns();
    let columns = columns.get(1..).unwrap_or_default();
    let mut rows = pages::Shifted(&mut bench.pages.users);
    let shown = Table::new("users", "Users", columns, ROWS).show(ui, &mut rows);
    bench.rows = shown.visible;
}

fn field_and_table(ui: &mut Ui, bench: &mut Bench) {
    CentralPanel::default().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        let field = TextField::new("name", "Name", &mut bench.pages.name).show(ui);
        if !field.has_focus() {
            field.request_focus();
        }
        table(ui, bench);
    });
}

/// A page and a bit in every frame, so that no cell was on the screen before.
fn wheel(_: usize) -> Vec<Event> {
    vec![
        Event::PointerMoved(Pos2::new(600.0, 400.0)),
        Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: Vec2::new(0.0, -930.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        },
    ]
}

/// The handle is held and moved by a point in every frame: more than a thousand rows.
fn scroll_bar(number: usize) -> Vec<Event> {
    let at = Pos2::new(SIZE.x - 6.0, 50.0 + number as f32);
    let mut events = vec![Event::PointerMoved(at)];
    if number == 2 {
        events.push(Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed: true,
            modifiers: egui::Modifiers::NONE,
        });
    }
    events
}

/// Over the donuts and down the bars.
fn pointer(number: usize) -> Vec<Event> {
    let turn = number as f32 / 40.0;
    let at = match number / 200 % 2 {
        0 => Pos2::new(343.0, 330.0) + 70.0 * Vec2::angled(turn),
        _ => Pos2::new(500.0, 520.0 + (number % 200) as f32),
    };
    vec![Event::PointerMoved(at)]
}

fn typing(number: usize) -> Vec<Event> {
    let letter = char::from(b'a' + (number % 26) as u8);
    let mut events = vec![Event::Text(letter.to_string())];
    if number % 40 == 39 {
        let key = |key| Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::COMMAND,
        };
        events = vec![key(egui::Key::A), Event::Text("b".into())];
    }
    events
}
