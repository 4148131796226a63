//! Words in files: as they are in any case, in UTF-16, in base 64 and in hexadecimal digits.

use std::path::{Path, PathBuf};

/// A word that was found.
#[derive(Debug)]
#[expect(dead_code, reason = "shown in the message of a failure")]
pub struct Hit {
    /// Where.
    pub path: PathBuf,
    /// Which.
    pub word: String,
    /// How it is written there.
    pub form: &'static str,
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}

/// Where these words are in the files below a folder.
pub fn search(folder: &Path, words: &[String]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for path in files(folder) {
        let bytes = std::fs::read(&path).unwrap();
        let folded = bytes.to_ascii_lowercase();
        for word in words {
            for (form, needle) in forms(word) {
                let within = if form == "base 64" { &bytes } else { &folded };
                if memchr::memmem::find(within, &needle).is_some() {
                    hits.push(Hit {
                        path: path.clone(),
                        word: word.clone(),
                        form,
                    });
                }
            }
        }
    }
    hits
}

fn forms(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let small = word.to_ascii_lowercase();
    let wide =
        |bytes: fn(u16) -> [u8; 2]| small.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let mut forms = vec![
        ("text", small.clone().into_bytes()),
        ("UTF-16", wide(u16::to_le_bytes)),
        ("UTF-16", wide(u16::to_be_bytes)),
        (
            "hexadecimal",
            small
                .bytes()
                .flat_map(|byte| format!("{byte:02x}").into_bytes())
                .collect(),
        ),
    ];
    for text in [word, &small] {
        forms.extend((0..3).map(|skipped| ("base 64", base64(&text.as_bytes()[skipped..]))));
    }
    forms
}

/// Base 64 of whole groups of three bytes: the rest depends on what follows.
fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| {
        let bits = three
            .iter()
            .fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        [18, 12, 6, 0].map(|shift| LETTERS[bits >> shift & 63])
    };
    bytes.chunks_exact(3).flat_map(group).collect()
}
