//! Passwords that are a pattern: one part again and again, or a walk through the alphabet or over the keyboard.

/// The rows of the keyboard.
const ROWS: [&str; 4] = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
/// A longer part that comes twice is no pattern.
const LONGEST_UNIT: usize = 8;
/// One step in so many may leave the path.
const STEPS_A_BREAK: usize = 4;

/// Whether a password is a pattern.
pub(super) fn is_pattern(password: &str) -> bool {
    let letters: Vec<char> = password.chars().flat_map(char::to_lowercase).collect();
    repeats(&letters) || walks(&letters)
}

/// One part, again and again.
fn repeats(letters: &[char]) -> bool {
    let most = LONGEST_UNIT.min(letters.len() / 2);
    (1..=most).any(|length| {
        let shifted = letters.iter().skip(length);
        letters.iter().zip(shifted).all(|(one, next)| one == next)
    })
}

/// From letter to letter or key to key, with hardly a jump.
fn walks(letters: &[char]) -> bool {
    let steps = letters.len().saturating_sub(1);
    let next = letters.iter().skip(1);
    let jumps = letters
        .iter()
        .zip(next)
        .filter(|(a, b)| !are_near(**a, **b));
    jumps.count() * STEPS_A_BREAK <= steps
}

fn are_near(a: char, b: char) -> bool {
    let follows = u32::from(a).abs_diff(u32::from(b)) <= 1;
    let turns = matches!((a, b), ('9', '0') | ('0', '9'));
    follows || turns || are_neighbours(a, b)
}

fn are_neighbours(a: char, b: char) -> bool {
    let (Some((row_a, column_a)), Some((row_b, column_b))) = (key(a), key(b)) else {
        return false;
    };
    row_a.abs_diff(row_b) <= 1 && column_a.abs_diff(column_b) <= 1
}

fn key(wanted: char) -> Option<(usize, usize)> {
    let mut rows = ROWS.iter().enumerate();
    rows.find_map(|(row, keys)| Some((row, keys.find(wanted)?)))
}
