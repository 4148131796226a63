//! How long making the demonstration takes: `cargo bench --bench demo -- --users N`.

#[expect(dead_code, reason = "this bench needs only a part")]
mod measure;

use measure::{Options, file, make, print, resident_mib, say, summary};

fn main() {
    let options = Options::read();
    let path = file("demo-made.rollcall");
    let seconds = make(&path, options.users).as_secs_f64();
    let bytes = std::fs::metadata(&path).map_or(0, |file| file.len());
    say(&format!(
        "{} users, {:.1} MiB",
        options.users,
        bytes as f64 / (1 << 20) as f64
    ));
    print(
        "make the demonstration, ms",
        summary(vec![seconds * 1_000.0]),
    );
    if let Some(resident) = resident_mib() {
        say(&format!("resident: {resident:.0} MiB"));
    }
    drop(std::fs::remove_file(path));
}
