//! Filling of templates, plurals, and numbers as people write them.

use std::fmt::Display;

/// Replaces `{0}`, `{1}`, … by the values.
pub fn fill(template: &str, values: &[&dyn Display]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        out.push_str(before);
        let Some(close) = after.find('}') else {
            out.push_str(after);
            return out;
        };
        let value = after
            .get(1..close)
            .and_then(|index| index.parse::<usize>().ok())
            .and_then(|i| values.get(i));
        match value {
            Some(value) => out.push_str(&value.to_string()),
            None => out.push_str(after.get(..=close).unwrap_or_default()),
        }
        rest = after.get(close + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The template for one or for many, filled with the number in groups of three.
pub fn plural(number: impl TryInto<i64>, one: &str, many: &str) -> String {
    let number = number.try_into().unwrap_or(i64::MAX);
    fill(
        if number == 1 { one } else { many },
        &[&count(number.unsigned_abs())],
    )
}

/// A size in bytes in its largest fitting unit, such as `12.4 MB`; 1 MB is 1,000,000 bytes.
pub fn size_of(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    let mut size = bytes as f64 / 1_000.0;
    let mut unit = 0;
    while size >= 999.95 && unit + 1 < UNITS.len() {
        size /= 1_000.0;
        unit += 1;
    }
    let unit = UNITS.get(unit).copied().unwrap_or_default();
    format!("{size:.1} {unit}")
}

/// A whole number in groups of three, such as `12,480`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share with one decimal, such as `89.8%`; `n/a` where there is none.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(
        || super::text().app.not_available.to_owned(),
        |share| format!("{:.1}%", share * 100.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_by_position() {
        assert_eq!(fill("{1} of {0}", &[&3, &"two"]), "two of 3");
        assert_eq!(fill("{0} {7} {", &[&"{1}"]), "{1} {7} {");
    }

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(count(number), text);
        }
        assert_eq!(plural(1, "{0} user", "{0} users"), "1 user");
        assert_eq!(plural(12_480u64, "{0} user", "{0} users"), "12,480 users");
        assert_eq!(percent(Some(0.8979)), "89.8%");
        assert_eq!(percent(None), "n/a");
    }
}
