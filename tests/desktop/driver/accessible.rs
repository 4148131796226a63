//! The program as a screen reader sees it. `atspi.py` beside this folder does the talking; here is its typed side.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use super::PATIENCE;
use super::process::Process;
use super::session::Environment;
use super::tools::PYTHON;

/// One node of the program's tree.
#[derive(Clone, Debug)]
pub struct Node {
    pub role: String,
    pub name: String,
    pub description: String,
    /// The text in it, for fields.
    pub text: Option<String>,
    pub states: Vec<String>,
    pub depth: u64,
    /// Left, top, width, height in pixels of the screen.
    pub area: (i64, i64, i64, i64),
}

impl Node {
    fn new(value: &Value) -> Self {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let number = |key: &str| value[key].as_i64().unwrap_or_default();
        let states = value["states"].as_array().into_iter().flatten();
        Self {
            role: text("role").unwrap_or_default(),
            name: text("name").unwrap_or_default(),
            description: text("description").unwrap_or_default(),
            text: text("text"),
            states: states
                .filter_map(|state| state.as_str().map(str::to_owned))
                .collect(),
            depth: value["depth"].as_u64().unwrap_or_default(),
            area: (number("x"), number("y"), number("width"), number("height")),
        }
    }

    /// The middle, in pixels of the screen.
    pub fn centre(&self) -> (i64, i64) {
        let (left, top, width, height) = self.area;
        (left + width / 2, top + height / 2)
    }

    /// Whether it has the state, such as `focused`, `checked`, `selected`, `enabled`.
    pub fn is(&self, state: &str) -> bool {
        self.states.iter().any(|has| has == state)
    }
}

/// A client of the accessibility bus. An empty role fits every role; a name is a regular expression.
pub struct Accessible {
    _helper: Process,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Accessible {
    /// Starts the helper and announces it to the programs that start after it.
    pub fn start(environment: &Environment, log: &Path) -> Self {
        let mut command = environment.command(PYTHON);
        command.args(["-W", "ignore"]).arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/desktop/atspi.py"
        ));
        let mut helper = Process::start(&command, log, Stdio::piped());
        let requests = helper.child().stdin.take().expect("the helper listens");
        let answers = BufReader::new(helper.child().stdout.take().expect("the helper answers"));
        let mut client = Self {
            _helper: helper,
            requests,
            answers,
        };
        client.ask(&json!({ "do": "enable" }));
        client
    }

    /// One request, one answer; an error of the helper fails the test with the whole tree.
    fn ask(&mut self, request: &Value) -> Value {
        self.try_ask(request)
            .unwrap_or_else(|error| panic!("{error}\n{}", self.outline()))
    }

    fn try_ask(&mut self, request: &Value) -> Result<Value, String> {
        writeln!(self.requests, "{request}").map_err(|error| error.to_string())?;
        let mut line = String::new();
        self.answers
            .read_line(&mut line)
            .map_err(|error| error.to_string())?;
        let answer: Value =
            serde_json::from_str(&line).map_err(|error| format!("{error}: {line}"))?;
        match answer["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(answer["value"].clone()),
        }
    }

    fn on_node(&mut self, what: &str, role: &str, name: &str, more: &Value) -> Value {
        let limit = PATIENCE.as_millis() as u64;
        let mut request = json!({ "do": what, "role": role, "name": name, "wait_ms": limit });
        for (key, value) in more.as_object().into_iter().flatten() {
            request[key] = value.clone();
        }
        self.ask(&request)
    }

    /// All nodes of all programs, in reading order.
    pub fn tree(&mut self) -> Vec<Node> {
        let value = self.ask(&json!({ "do": "tree" }));
        value
            .as_array()
            .into_iter()
            .flatten()
            .map(Node::new)
            .collect()
    }

    /// The tree for people, one node a line; or why there is none.
    pub fn outline(&mut self) -> String {
        let line = |value: &Value| {
            let node = Node::new(value);
            let indent = "  ".repeat(node.depth as usize);
            let text = node.text.unwrap_or_default();
            format!(
                "{indent}{} {:?} {:?} {text:?}\n",
                node.role, node.name, node.area
            )
        };
        match self.try_ask(&json!({ "do": "tree" })) {
            Ok(value) => value.as_array().into_iter().flatten().map(line).collect(),
            Err(error) => error,
        }
    }

    /// Waits for the first node that fits.
    pub fn find(&mut self, role: &str, name: &str) -> Node {
        Node::new(&self.on_node("find", role, name, &json!({})))
    }

    /// Waits for the node that fits with `nth` others before it.
    pub fn find_nth(&mut self, role: &str, name: &str, nth: usize) -> Node {
        Node::new(&self.on_node("find", role, name, &json!({ "nth": nth })))
    }

    /// All nodes that fit now, possibly none.
    pub fn all(&mut self, role: &str, name: &str) -> Vec<Node> {
        let value = self.ask(&json!({ "do": "all", "role": role, "name": name }));
        value
            .as_array()
            .into_iter()
            .flatten()
            .map(Node::new)
            .collect()
    }

    /// Waits until nothing fits any more.
    pub fn wait_gone(&mut self, role: &str, name: &str) {
        self.on_node("gone", role, name, &json!({}));
    }

    /// Does the node's first action, as a screen reader's "activate".
    pub fn press(&mut self, role: &str, name: &str) {
        let done = self.on_node("press", role, name, &json!({}));
        assert_eq!(done, true, "the program refused to press {name}");
    }

    /// Gives the node the keyboard.
    pub fn focus(&mut self, role: &str, name: &str) {
        let done = self.on_node("focus", role, name, &json!({}));
        assert_eq!(done, true, "the program refused to focus {name}");
    }

    /// Waits for the first node that fits and is in this state, such as `sensitive`, `editable`.
    pub fn find_in_state(&mut self, state: &str, name: &str) -> Node {
        Node::new(&self.on_node("find", "", name, &json!({ "state": state })))
    }

    /// Replaces the text of the field with this name. A field shares its name with its label; only the field is editable.
    pub fn fill_in(&mut self, name: &str, text: &str) {
        let more = json!({ "text": text, "state": "editable" });
        let done = self.on_node("set_text", "", name, &more);
        assert_eq!(done, true, "the program refused text for {name}");
    }

    /// Does the first action of the node with this name as soon as it is switched on and has one.
    pub fn activate(&mut self, name: &str) {
        let done = self.on_node(
            "press",
            "",
            name,
            &json!({ "state": "sensitive", "acts": true }),
        );
        assert_eq!(done, true, "the program refused to press {name}");
    }

    /// Replaces a field's text; unlike typing it takes every character.
    pub fn set_text(&mut self, role: &str, name: &str, text: &str) {
        let done = self.on_node("set_text", role, name, &json!({ "text": text }));
        assert_eq!(done, true, "the program refused text for {name}");
    }
}
