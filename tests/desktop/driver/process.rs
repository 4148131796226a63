//! Programs that a test starts: they end, with all they started, when the test ends.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use super::wait_until;

/// A running program and its log; dropped, it is killed together with its children.
pub struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts `command`, which was made by [`super::session::Environment::command`]: its error stream goes to the file `log`, its output where `output` says.
    pub fn start(command: &Command, log: &Path, output: Stdio) -> Self {
        let file = File::create(log).expect("the log can be written");
        let mut guarded = Command::new("setpriv");
        // The kernel ends the program should the test itself be killed.
        guarded
            .args(["--pdeathsig", "KILL", "--"])
            .arg(command.get_program())
            .args(command.get_args());
        guarded.env_clear().envs(
            command
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        if let Some(folder) = command.get_current_dir() {
            guarded.current_dir(folder);
        }
        let child = guarded
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(file)
            .spawn()
            .expect("the program starts");
        Self {
            child,
            log: log.to_owned(),
        }
    }

    /// What it wrote to its error stream so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// The child, for its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// The process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it ended by itself.
    pub fn wait(&mut self, limit: Duration) -> ExitStatus {
        let ended = wait_until(limit, || {
            self.child.try_wait().expect("the child can be asked")
        });
        ended.unwrap_or_else(|| {
            let (log, stacks) = (self.log(), self.stacks());
            panic!("still running after {limit:?}:\n{log}\n{stacks}")
        })
    }

    /// What its threads are doing, where a debugger can tell.
    fn stacks(&self) -> String {
        let id = self.id().to_string();
        let output = Command::new("gdb")
            .args(["-p", &id, "-batch", "-ex", "thread apply all bt 16"])
            .output();
        output.map_or_else(
            |_| String::new(),
            |output| String::from_utf8_lossy(&output.stdout).into_owned(),
        )
    }

    /// Whether it runs.
    pub fn runs(&mut self) -> bool {
        self.child
            .try_wait()
            .expect("the child can be asked")
            .is_none()
    }

    /// Whether one of its threads computes or waits for its turn to.
    pub fn is_busy(&self) -> bool {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.id()));
        threads.into_iter().flatten().flatten().any(|thread| {
            let stat = std::fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
            // The state stands behind the name, which is in brackets.
            stat.rsplit(") ")
                .next()
                .is_some_and(|rest| rest.starts_with('R'))
        })
    }

    /// Ends it and its children at once, as a power cut would.
    pub fn kill(&mut self) {
        let group = format!("-{}", self.child.id());
        let killed = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stderr(Stdio::null())
            .status();
        if killed.is_err() {
            self.child.kill().ok();
        }
        self.child.wait().ok();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}
