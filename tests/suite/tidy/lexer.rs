//! Splits Rust text into code, comments and string literals; knows raw strings, nested comments, characters and lifetimes.

use super::source::Literal;

/// What [`masks`] gives: two texts of the input's length, and the literals.
pub struct Masks {
    pub code: String,
    pub comments: String,
    pub literals: Vec<Literal>,
}

/// What a piece of the text is.
enum Piece {
    Code,
    Comment,
    /// A string literal whose content lies between these two bytes.
    Text(usize, usize),
    Character,
}

/// Masks `text`.
pub fn masks(text: &str) -> Masks {
    let mut code = blank(text);
    let mut comments = code.clone();
    let mut literals = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (end, piece) = next(text, at);
        match piece {
            Piece::Code => code[at..end].copy_from_slice(&text.as_bytes()[at..end]),
            Piece::Comment => comments[at..end].copy_from_slice(&text.as_bytes()[at..end]),
            Piece::Text(from, to) => {
                literals.push(Literal {
                    at,
                    text: text[from..to].to_owned(),
                });
                code[from - 1] = b'"';
                code[to] = b'"';
            }
            Piece::Character => code[at..end].fill(b'\''),
        }
        at = end;
    }
    Masks {
        code: String::from_utf8(code).expect("whole characters were copied"),
        comments: String::from_utf8(comments).expect("whole characters were copied"),
        literals,
    }
}

fn blank(text: &str) -> Vec<u8> {
    text.bytes()
        .map(|byte| if byte == b'\n' { byte } else { b' ' })
        .collect()
}

/// The end of the piece that starts at `at`, and what it is.
fn next(text: &str, at: usize) -> (usize, Piece) {
    let rest = &text[at..];
    let end_of = |needle: &str| rest.find(needle).map_or(text.len(), |found| at + found);
    if rest.starts_with("//") {
        return (end_of("\n"), Piece::Comment);
    }
    if rest.starts_with("/*") {
        return (at + block_comment(rest), Piece::Comment);
    }
    if rest.starts_with('"') {
        return plain_string(text, at + 1);
    }
    if rest.starts_with('\'') {
        return character(rest).map_or((at + 1, Piece::Code), |length| {
            (at + length, Piece::Character)
        });
    }
    let name: usize = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_')
        .count();
    if name > 0 {
        return string_after_prefix(text, at, &rest[..name]).unwrap_or((at + name, Piece::Code));
    }
    (
        at + rest.chars().next().map_or(1, char::len_utf8),
        Piece::Code,
    )
}

fn string_after_prefix(text: &str, at: usize, prefix: &str) -> Option<(usize, Piece)> {
    let after = at + prefix.len();
    match prefix {
        "b" | "c" if text[after..].starts_with('"') => Some(plain_string(text, after + 1)),
        "r" | "br" | "cr" => {
            let hashes = text[after..].bytes().take_while(|b| *b == b'#').count();
            let from = after + hashes + 1;
            let opened = text[after + hashes..].starts_with('"');
            let close = format!("\"{}", "#".repeat(hashes));
            let to = opened.then(|| text[from..].find(&close).map(|found| from + found))??;
            Some((to + close.len(), Piece::Text(from, to)))
        }
        _ => None,
    }
}

fn plain_string(text: &str, from: usize) -> (usize, Piece) {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return (at + 1, Piece::Text(from, at)),
            _ => {}
        }
    }
    (text.len(), Piece::Code)
}

/// The length of the character literal at the start of `rest`; none where it is a lifetime.
fn character(rest: &str) -> Option<usize> {
    if rest[1..].starts_with('\\') {
        return rest[3..].find('\'').map(|end| end + 4);
    }
    let inside = rest[1..].chars().next()?.len_utf8();
    rest[1 + inside..].starts_with('\'').then_some(inside + 2)
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while at + 1 < rest.len() {
        match &rest.as_bytes()[at..at + 2] {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

#[test]
fn strings_comments_and_lifetimes_are_told_apart() {
    let text = r##"fn a<'x>(b: &'x str) { let c = '"'; /* "no /* nested */ " */ let d = r#"raw " {"#; "e\"f" } // g"##;
    let masks = masks(text);
    let texts: Vec<&str> = masks
        .literals
        .iter()
        .map(|literal| literal.text.as_str())
        .collect();
    assert_eq!(texts, ["raw \" {", "e\\\"f"]);
    assert!(masks.comments.contains("nested") && masks.comments.ends_with("// g"));
    assert!(!masks.code.contains("raw") && !masks.code.contains("nested"));
    assert_eq!(
        masks.code.matches('{').count(),
        masks.code.matches('}').count()
    );
    assert!(masks.code.contains("'x str"));
    assert_eq!(masks.code.len(), text.len());
}
