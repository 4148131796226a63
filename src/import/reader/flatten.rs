//! A record of JSON as named texts: what is nested gets the names on the way to it, with points between.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// From here on not every whole number can be told from its neighbour (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A value, with its parts in file order.
#[derive(Debug)]
pub(super) enum Node {
    /// `null`, or nothing in it.
    Nothing,
    /// A text, number or yes and no.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object.
    Object(Vec<(String, Node)>),
}

/// Names under which a part of a list says what it is called, and what it is.
const LABELS: [&str; 2] = ["name", "key"];
const VALUES: [&str; 7] = [
    "value",
    "address",
    "values",
    "intValue",
    "boolValue",
    "multiValue",
    "datetimeValue",
];
/// Names under which loggers put their text.
const MESSAGES: [&str; 8] = [
    "message",
    "msg",
    "log",
    "text",
    "textPayload",
    "event",
    "_raw",
    "body",
];
/// What lists are called of which the values count and not how people call them.
const ADDRESSES: [&str; 4] = ["mail", "phone", "address", "ims"];
/// Names under which a part of a list says how people call it.
const SHOWN: [&str; 3] = ["display", "displayName", "name"];

/// Hands every text of a record to `each`, with its name; empty ones too.
pub(super) fn flatten(node: &Node, each: &mut dyn FnMut(&str, &str)) {
    put("", node, each);
}

fn put(path: &str, node: &Node, each: &mut dyn FnMut(&str, &str)) {
    match node {
        Node::Nothing if path.is_empty() => {}
        Node::Nothing => each(path, ""),
        Node::Text(text) => match pairs(text).filter(|_| is_message(path)) {
            Some(parts) => {
                for (name, part) in parts {
                    each(&joined(path, name), part);
                }
            }
            None => each(path, text),
        },
        Node::Object(parts) => {
            for (name, part) in parts {
                put(&joined(path, name), part, each);
            }
        }
        Node::List(parts) => put_list(path, parts, each),
    }
}

/// Whether a text is what a logger wrote, and not what somebody typed who might write the same.
fn is_message(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    MESSAGES.iter().any(|name| last.eq_ignore_ascii_case(name))
}

/// The parts of a text such as `type="LOGIN", userId="7"`, which loggers write where other programs nest.
fn pairs(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"")?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let (value, after) = after.split_once('"')?;
        parts.push((name, value));
        rest = after.trim_start_matches([',', ' ']);
    }
    (parts.len() > 1).then_some(parts)
}

/// Plain values are joined; of named values each gets its name; of addresses and the like the chief one stands for the
/// list, and each kind for itself; of anything else the first is taken, with how all of them are called.
fn put_list(path: &str, parts: &[Node], each: &mut dyn FnMut(&str, &str)) {
    let Some(first) = parts.first() else {
        return each(path, "");
    };
    if let Some(plain) = all_plain(parts) {
        return each(path, &plain);
    }
    if parts.iter().all(|part| named_value(part).is_some()) {
        for (name, value) in parts.iter().filter_map(named_value) {
            put(&joined(path, name), value, each);
        }
        return;
    }
    let valued = |part: &&Node| valued(part).is_some();
    let is_chief =
        |part: &&Node| matches!(part.get("primary"), Some(Node::Text(said)) if said == "true");
    let chief = parts.iter().filter(valued).find(is_chief);
    if let Some(chief) = chief.or_else(|| parts.iter().find(valued)) {
        return put_valued(path, (chief, parts), each);
    }
    let shown: Vec<&str> = parts.iter().filter_map(shown).collect();
    if !shown.is_empty() {
        each(path, &shown.join("; "));
    }
    put(path, first, each);
}

fn put_valued(path: &str, (chief, parts): (&Node, &[Node]), each: &mut dyn FnMut(&str, &str)) {
    // Groups and roles are known by what people call them, not by their number.
    let shown: Vec<&str> = parts.iter().filter_map(shown).collect();
    let last = path.rsplit('.').next().unwrap_or(path).to_ascii_lowercase();
    let is_address = ADDRESSES.iter().any(|name| last.contains(name));
    match valued(chief) {
        _ if !is_address && shown.len() == parts.len() => each(path, &shown.join("; ")),
        Some(value) => put(path, value, each),
        None => {}
    }
    for part in parts {
        if let (Some(Node::Text(kind)), Some(value)) = (part.get("type"), valued(part)) {
            put(&joined(path, kind), value, each);
        }
    }
}

fn all_plain(parts: &[Node]) -> Option<String> {
    let plain = parts.iter().map(|part| match part {
        Node::Text(text) => Some(text.as_str()),
        Node::Nothing => Some(""),
        Node::List(_) | Node::Object(_) => None,
    });
    let plain: Option<Vec<&str>> = plain.collect();
    let mut plain = plain?;
    plain.retain(|text| !text.is_empty());
    Some(plain.join("; "))
}

fn named_value(part: &Node) -> Option<(&str, &Node)> {
    let label = LABELS.iter().find_map(|name| part.text(name))?;
    Some((label, valued(part)?))
}

fn valued(part: &Node) -> Option<&Node> {
    VALUES.iter().find_map(|name| part.get(name))
}

fn shown(part: &Node) -> Option<&str> {
    SHOWN.iter().find_map(|name| part.text(name))
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        return name.to_owned();
    }
    format!("{path}.{name}")
}

impl Node {
    /// Whether it is a group by what SCIM (RFC 7643, 3 and 4.2) says of its resources.
    pub(super) fn is_group(&self) -> bool {
        let says = |node: Option<&Self>| match node {
            Some(Self::List(parts)) => parts
                .iter()
                .any(|part| matches!(part, Self::Text(text) if text.ends_with("core:2.0:Group"))),
            _ => false,
        };
        let kind = self.get("meta").and_then(|meta| meta.text("resourceType"));
        says(self.get("schemas")) || kind == Some("Group")
    }

    fn get(&self, wanted: &str) -> Option<&Self> {
        let Self::Object(parts) = self else {
            return None;
        };
        let found = parts
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, part)| part)
    }

    fn text(&self, wanted: &str) -> Option<&str> {
        match self.get(wanted)? {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    /// A number with more digits than are kept is none: another one would have the same.
    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        if value.abs() >= EXACT && value.fract() == 0.0 {
            return Ok(Node::Nothing);
        }
        Ok(Node::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = seq.next_element()? {
            parts.push(part);
        }
        Ok(Node::List(parts))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = map.next_entry()? {
            parts.push(part);
        }
        Ok(Node::Object(parts))
    }
}
