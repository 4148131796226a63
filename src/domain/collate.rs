//! The order in which people look for texts: the Unicode Collation Algorithm (UTS #10) with CLDR's root table, at its
//! primary strength, on folded texts. What a search takes for the same stands at the same place.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{CollatorBorrowed, CollatorPreferences};

/// The table is part of the program; without it texts would come by their code points.
static COLLATOR: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    CollatorBorrowed::try_new(CollatorPreferences::default(), options).ok()
});

/// Which of two folded texts, in UTF-8, comes first.
pub fn compare(a: &[u8], b: &[u8]) -> Ordering {
    match &*COLLATOR {
        Some(collator) => collator.compare_utf8(a, b),
        None => a.cmp(b),
    }
}

/// Bytes that compare as folded texts do.
pub fn key(text: &[u8]) -> Vec<u8> {
    let Some(collator) = &*COLLATOR else {
        return text.to_vec();
    };
    let mut key = Vec::with_capacity(2 * text.len());
    let Ok(()) = collator.write_sort_key_utf8_to(text, &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fold::fold;
    use proptest::prelude::*;

    fn sorted(texts: &[&str]) -> Vec<String> {
        let mut sorted: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        sorted.sort_by(|a, b| compare(fold(a).as_bytes(), fold(b).as_bytes()));
        sorted
    }

    #[test]
    fn scripts_and_signs_come_as_people_look_for_them() {
        let expected = [
            "_ops",
            "-x",
            "'t Hooft",
            "1st",
            "Ånna",
            "Anne",
            "o'Brien",
            "Oz",
            "Ωμέγα",
            "Мария",
            "שרה",
            "علي",
            "กมล",
            "김",
            "あや",
            "カズ",
            "王",
        ];
        let mut mixed = expected;
        mixed.reverse();
        assert_eq!(sorted(&mixed), expected);
    }

    #[test]
    fn what_folding_makes_alike_is_equal() {
        for (a, b) in [
            ("Zoë", "ZOE"),
            ("Straße", "STRASSE"),
            ("ｶ", "カ"),
            ("Łukasz", "lukasz"),
        ] {
            assert_eq!(
                compare(fold(a).as_bytes(), fold(b).as_bytes()),
                Ordering::Equal
            );
        }
    }

    proptest! {
        #[test]
        fn keys_compare_as_texts_do(a in "\\PC{0,8}", b in "\\PC{0,8}") {
            let (a, b) = (fold(&a), fold(&b));
            let by_key = key(a.as_bytes()).cmp(&key(b.as_bytes()));
            prop_assert_eq!(by_key, compare(a.as_bytes(), b.as_bytes()));
        }
    }
}
