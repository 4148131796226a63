//! Folding of text for search and comparison: case, accents and width do not matter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text for searching and sorting: compatibility-decomposed, without combining marks, in lower case.
///
/// ASCII takes a fast path. Letters that have no decomposition but are read as a plain one (`ø`, `ł`, `ß`, `ı`) are folded too.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        for lower in c.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c)) {
            push_plain(lower, &mut out);
        }
    }
    out
}

fn push_plain(c: char, out: &mut String) {
    match c {
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        other => out.push(other),
    }
}

/// The key by which an e-mail address is compared: trimmed and in lower case.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The key by which a name from a file is matched to one in the office: folded, blanks joined.
pub fn name_key(name: &str) -> String {
    let folded = fold(name.trim());
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_width_do_not_matter() {
        for (text, folded) in [
            ("Zoë", "zoe"),
            ("ŁUKASZ", "lukasz"),
            ("Straße", "strasse"),
            ("İstanbul", "istanbul"),
            ("Yıldız", "yildiz"),
            ("МАРИЯ", "мария"),
            ("ＡＢＣ", "abc"),
            ("王小明", "王小明"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Åse Ærø", "Ǆ", "ﬁnal", "Ωμέγα", "ﷺ"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
