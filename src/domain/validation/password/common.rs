//! Passwords that head every list of leaked ones, and those that are made of what everybody knows of a person.

/// Whole passwords of 12 or more letters and digits, lower case, one a line.
const WHOLE: &str = include_str!("common.txt");
/// Words that common passwords are made of, with digits and signs around them.
const STEMS: &str = include_str!("stems.txt");
/// So many common words one after the other are still common.
const MOST_STEMS: usize = 2;
/// A password needs so many characters besides what everybody knows.
const LEAST_OWN: usize = 6;
/// Shorter words occur by chance.
const SHORTEST_KNOWN: usize = 3;

/// Whether a password is common, in whatever case, with whatever signs for letters, digits around it or signs between.
pub(super) fn is_common(password: &str) -> bool {
    let plain: String = password
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if WHOLE.lines().any(|common| common == plain) {
        return true;
    }
    let bare = password.trim_matches(|c: char| !c.is_alphabetic() && c != '$' && c != '@');
    [bare, password]
        .iter()
        .any(|part| is_of_stems(&as_letters(part), MOST_STEMS))
}

/// Whether hardly anything is left of a password without the words that anybody could know of the person.
pub(super) fn is_made_of(password: &str, known: &[&str]) -> bool {
    let mut left = password.to_lowercase();
    let lower: Vec<String> = known.iter().map(|known| known.to_lowercase()).collect();
    let words = lower
        .iter()
        .flat_map(|known| known.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= SHORTEST_KNOWN);
    let mut found = false;
    for word in words {
        found |= left.contains(word);
        left = left.replace(word, "");
    }
    found && left.chars().filter(|c| c.is_alphanumeric()).count() < LEAST_OWN
}

/// The letters, with those that signs and digits stand for.
fn as_letters(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            '@' | '4' => Some('a'),
            '0' => Some('o'),
            '1' | '!' => Some('i'),
            '3' => Some('e'),
            '$' | '5' => Some('s'),
            '7' => Some('t'),
            c if c.is_alphabetic() => Some(c),
            _ => None,
        })
        .collect()
}

/// Whether a text is up to so many common words and nothing else.
fn is_of_stems(text: &str, most: usize) -> bool {
    if text.is_empty() {
        return false;
    }
    STEMS.lines().filter(|stem| !stem.is_empty()).any(|stem| {
        text.strip_prefix(stem).is_some_and(|rest| {
            rest.is_empty()
                || (most > 1 && is_of_stems(rest, most - 1))
                // The digits around a word may look like letters.
                || rest.chars().all(|c| "aoiest".contains(c)) && rest.chars().count() <= 4
        })
    })
}
