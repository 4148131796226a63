//! The real program without a screen: a demo with few people, an operator with chosen rights, and a backend that works
//! only between two frames. Everything is found as assistive technology finds it: by role and name.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers, ViewportId};
use egui_kittest::kittest::NodeT;
use egui_kittest::{Harness, Node};
use rollcall::app::backend::{Backend, Drive};
use rollcall::app::checkpoints::Checkpoints;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::{Command, Reply};
use rollcall::app::computer::{Computer, MotionChoice, ThemeChoice};
use rollcall::app::env::Env;
use rollcall::app::error::AppError;
use rollcall::app::query::Query;
use rollcall::app::ticket::Ticket;
use rollcall::domain::audit::{NewEntry, ObjectKind};
use rollcall::domain::ids::UserId;
use rollcall::domain::permission::Permission;
use rollcall::domain::role::SYSTEM_ADMINISTRATOR;
use rollcall::store::error::StoreError;
use rollcall::store::workspace::{Act, Workspace};
use rollcall::store::writer::Writer;
use rollcall::ui::launch::Opening;
use rollcall::ui::program::{self, Program};

use super::copied::copied;
use super::demo::{demo_bytes, set_rights};
use super::outside::{FolderVault, NOW, TestClock, env};

/// More frames than any change of a screen needs.
const MOST_FRAMES: usize = 600;

/// How the program is started.
#[derive(Clone)]
pub struct Setup {
    pub users: u64,
    pub rights: Vec<Permission>,
    pub size: [f32; 2],
    pub scale: f32,
    pub computer: Computer,
    pub checkpoints: Checkpoints,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            users: 300,
            rights: Permission::ALL.to_vec(),
            size: [1440.0, 900.0],
            scale: 1.0,
            computer: Computer {
                theme: ThemeChoice::Light,
                motion: MotionChoice::Reduced,
                ..Computer::default()
            },
            checkpoints: Checkpoints::default(),
        }
    }
}

impl Setup {
    /// An operator with everything but these.
    pub fn without(denied: &[Permission]) -> Self {
        let mut setup = Self::default();
        setup.rights.retain(|right| !denied.contains(right));
        setup
    }

    /// An operator with these only.
    pub fn only(rights: &[Permission]) -> Self {
        Self {
            rights: rights.to_vec(),
            ..Self::default()
        }
    }
}

/// The main window, as in the real program.
pub struct Window(Arc<Mutex<Program>>);

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        program::show(&self.0, ui, egui::ViewportClass::Immediate);
    }
}

/// The program, its window, its clock and the folder of its files.
pub struct Shell {
    pub harness: Harness<'static, Window>,
    pub clock: Arc<TestClock>,
    pub copied: Option<String>,
    folder: tempfile::TempDir,
}

impl Shell {
    /// An administrator with every right, before a demo of 300.
    pub fn new() -> Self {
        Self::with(Setup::default())
    }

    /// A demo as wanted, with its administrator signed in.
    pub fn with(setup: Setup) -> Self {
        Self::prepared(setup, |_| Ok(()))
    }

    /// The same after other changes to the file.
    pub fn prepared(
        setup: Setup,
        change: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("northwind.rollcall");
        std::fs::write(&path, demo_bytes(setup.users)).unwrap();
        let clock = TestClock::at(NOW);
        let checkpoints = setup.checkpoints.clone();
        let outside = Env {
            checkpoints,
            ..env(&clock)
        };
        let mut workspace = Workspace::open(&path, Arc::clone(&outside.random)).unwrap();
        write(&mut workspace, |w| {
            set_rights(w, &setup.rights)?;
            change(w)
        });
        Self::window(setup, clock, folder, move |ctx, computer| {
            let backend = Backend::new(workspace, outside.clone(), Arc::new(|| {}), Drive::Steps);
            let backend = backend.unwrap();
            let entered = backend.submit(SessionCommand::EnterDemo.into());
            while backend.step() {}
            let entered = entered
                .take()
                .map(|answer| answer.map(|receipt| receipt.reply));
            assert!(matches!(entered, Some(Ok(Reply::SignedIn(_)))));
            let mut program = Program::with_desk(ctx, outside, backend);
            *program.computer_mut() = computer;
            program
        })
    }

    /// The program before anyone is signed in, with threads of its own.
    pub fn outside_of(folder: tempfile::TempDir, computer: Computer, opening: Opening) -> Self {
        let clock = TestClock::at(NOW);
        let outside = Env {
            vault: Arc::new(FolderVault(folder.path().join("keyring"))),
            ..env(&clock)
        };
        let setup = Setup {
            computer,
            ..Setup::default()
        };
        Self::window(setup, clock, folder, move |ctx, computer| {
            Program::forgetful(ctx, outside, computer, opening)
        })
    }

    fn window(
        setup: Setup,
        clock: Arc<TestClock>,
        folder: tempfile::TempDir,
        make: impl FnOnce(&egui::Context, Computer) -> Program + 'static,
    ) -> Self {
        let computer = setup.computer;
        let harness = Harness::builder()
            .with_size(setup.size)
            .with_pixels_per_point(setup.scale)
            .with_os(egui::os::OperatingSystem::Nix)
            .with_theme(egui::Theme::Light)
            .with_step_dt(1.0 / 60.0)
            .allow_missing_glyphs()
            .build_eframe(move |cc| Window(Arc::new(Mutex::new(make(&cc.egui_ctx, computer)))));
        let mut shell = Self {
            harness,
            clock,
            copied: None,
            folder,
        };
        shell.settle();
        shell
    }

    /// The program started anew on the same computer.
    pub fn started_anew(self, opening: Opening) -> Self {
        let computer = self.computer();
        let Self {
            harness, folder, ..
        } = self;
        drop(harness);
        Self::outside_of(folder, computer, opening)
    }

    /// The folder of the workspace, for other files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The workspace.
    pub fn workspace(&self) -> PathBuf {
        self.folder.path().join("northwind.rollcall")
    }

    fn on_program<T>(&self, work: impl FnOnce(&mut Program) -> T) -> T {
        work(&mut self.harness.state().0.lock().unwrap())
    }

    /// This computer's settings.
    pub fn computer(&self) -> Computer {
        self.on_program(|program| program.computer_mut().clone())
    }

    /// Uses other settings of this computer.
    pub fn set_computer(&self, wanted: Computer) {
        self.on_program(|program| *program.computer_mut() = wanted);
    }

    /// Whether somebody is signed in.
    pub fn is_inside(&self) -> bool {
        self.on_program(|program| program.backend().is_some())
    }

    /// Does one piece of the waiting work.
    pub fn step_backend(&self) -> bool {
        self.on_program(|program| program.backend().is_some_and(Backend::step))
    }

    /// Looks through the file, as is done behind the window.
    pub fn tend_health(&mut self) {
        self.on_program(|program| program.backend().unwrap().tend_health());
        self.settle();
    }

    /// Draws frames and does work until nothing is left to do or to move.
    pub fn settle(&mut self) {
        for _ in 0..MOST_FRAMES {
            self.harness.step();
            self.copied = copied(&self.harness).or(self.copied.take());
            let mut worked = false;
            while self.step_backend() {
                worked = true;
            }
            let root = &self.harness.output().viewport_output[&ViewportId::ROOT];
            if !worked && root.repaint_delay > Duration::ZERO {
                return;
            }
        }
        panic!("the window never comes to rest");
    }

    /// Waits for threads until something is so.
    pub fn wait_until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let begun = std::time::Instant::now();
        while !is_so(self) {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "{what}: {:#?}",
                self.words()
            );
            self.settle();
            std::thread::yield_now();
        }
    }

    /// Asks the file as the operator.
    pub fn ask<Q: Query>(&self, query: Q) -> Result<Q::Output, AppError> {
        let ticket = self.on_program(|program| program.backend().unwrap().ask(query));
        self.answer(&ticket)
    }

    /// Gives a command as the operator.
    pub fn submit(&self, command: impl Into<Command>) -> Result<Reply, AppError> {
        let command = command.into();
        let ticket = self.on_program(|program| program.backend().unwrap().submit(command));
        self.answer(&ticket).map(|receipt| receipt.reply)
    }

    fn answer<T>(&self, ticket: &Ticket<T>) -> Result<T, AppError> {
        loop {
            if let Some(answer) = ticket.take() {
                return answer;
            }
            assert!(self.step_backend(), "nothing answers");
        }
    }

    /// Another program's change to the same file.
    pub fn change_elsewhere(&self, change: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>) {
        let outside = env(&self.clock);
        write(
            &mut Workspace::open(&self.workspace(), outside.random).unwrap(),
            change,
        );
    }

    /// The node, the newest where several have the name.
    pub fn find(&self, role: Role, name: &str) -> Option<Node<'_>> {
        let named = move |node: &egui_kittest::kittest::AccessKitNode<'_>, name: &str| {
            node.role() == role && node.label().as_deref() == Some(name)
        };
        let all = self.harness.root().children_recursive();
        all.filter(|node| named(&node.accesskit_node(), name))
            .last()
    }

    /// The node, which must be there.
    pub fn node(&self, role: Role, name: &str) -> Node<'_> {
        self.find(role, name)
            .unwrap_or_else(|| panic!("no {role:?} “{name}” among {:#?}", self.words()))
    }

    /// Presses with the mouse.
    pub fn press(&mut self, role: Role, name: &str) {
        let window = self.harness.ctx.content_rect();
        if !window.contains(self.node(role, name).rect().center()) {
            self.node(role, name).scroll_to_me();
            self.settle();
        }
        self.node(role, name).click();
        self.settle();
    }

    /// Presses a button.
    pub fn button(&mut self, name: &str) {
        self.press(Role::Button, name);
    }

    /// Gives the keyboard to a node and presses Enter.
    pub fn enter(&mut self, role: Role, name: &str) {
        self.node(role, name).focus();
        self.settle();
        self.key(Key::Enter);
    }

    /// Presses as assistive technology does.
    pub fn act(&mut self, role: Role, name: &str) {
        self.node(role, name).click_accesskit();
        self.settle();
    }

    /// Presses a key.
    pub fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.settle();
    }

    /// Presses a key with Ctrl.
    pub fn ctrl(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        self.settle();
    }

    /// Replaces what a field holds, letter by letter; the field keeps the keyboard.
    pub fn fill(&mut self, role: Role, name: &str, text: &str) {
        self.node(role, name).focus();
        self.settle();
        self.ctrl(Key::A);
        self.key(Key::Delete);
        for letter in text.chars() {
            self.node(role, name).type_text(&letter.to_string());
            self.settle();
        }
    }

    /// Replaces what a text field holds.
    pub fn type_in(&mut self, name: &str, text: &str) {
        self.fill(Role::TextInput, name, text);
    }

    /// Chooses from a drop-down.
    pub fn choose(&mut self, list: &str, option: &str) {
        self.press(Role::ComboBox, list);
        self.press(Role::ListBoxOption, option);
    }
}

fn write(
    workspace: &mut Workspace,
    change: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
) {
    let act = Act {
        actor: None,
        at: NOW,
    };
    let done = workspace.transact(act, |w| {
        change(w)?;
        let entry = NewEntry::done("workspace.create", ObjectKind::Workspace, None);
        Ok::<_, StoreError>(((), entry))
    });
    done.unwrap();
}

/// The administrator that the demo signs in.
pub fn operator(w: &Writer<'_>) -> Result<UserId, StoreError> {
    let holders = w.active_holders(SYSTEM_ADMINISTRATOR)?;
    holders.into_iter().min().ok_or(StoreError::NotFound)
}
