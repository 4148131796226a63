//! A subcommand of a module that is not installed answers as if nobody were allowed it, and works again once it is.

use rollcall::domain::module::Module;
use rollcall::store::testing;

use super::program::{ADA, Home};

/// A run that only a module makes possible; none for those without a subcommand.
fn needs(module: Module, file: &str) -> Option<Vec<String>> {
    let words: &[&str] = match module {
        Module::Insight => &["insight", file, "--json"],
        Module::Export => &["export", "users", file, "-o", "out.csv"],
        Module::Import => &["import", "users", "people.csv", "--into", file, "--dry-run"],
        Module::Plans => return None,
    };
    let operator = ["--as", ADA];
    let words = words.iter().chain(&operator);
    Some(words.map(|word| (*word).to_owned()).collect())
}

#[test]
fn without_its_module_a_subcommand_is_refused() {
    let (home, file) = Home::with_office();
    std::fs::write(
        home.path("people.csv"),
        "Name,Email\nBo Other,bo@northwind.example\n",
    )
    .unwrap();
    let export = "INSERT INTO role_permission VALUES (1, 'data.export')";
    testing::execute(file.as_ref(), export).unwrap();
    let run = |words: &[String]| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        home.run(&words)
    };
    for module in Module::ALL {
        let Some(words) = needs(*module, &file) else {
            continue;
        };
        let with = run(&words);
        assert_eq!(with.code, Some(0), "{module:?}: {}", with.err);
        let removed = format!("INSERT INTO module VALUES ('{}', 0)", module.key());
        testing::execute(file.as_ref(), &removed).unwrap();
        let without = run(&words);
        assert_eq!(without.code, Some(1), "{module:?}: {}", without.err);
        assert!(without.err.contains("don't allow"), "{}", without.err);
        let roles = home.run(&["role", "list", &file, "--as", ADA]);
        for permission in module.permissions() {
            assert!(!roles.out.contains(permission.key()), "{}", roles.out);
        }
        testing::execute(file.as_ref(), "DELETE FROM module").unwrap();
        assert_eq!(run(&words).code, Some(0), "{module:?}");
    }
}
