//! Excel and CSV of 100,000 × 12 beside Python's XlsxWriter in constant-memory mode and the `sqlite3` program.
//!
//! `cargo bench --bench export`; `-- --smoke` runs once with few rows. The peers get the same rows from a file. XlsxWriter is
//! installed into an environment below the target folder by this benchmark; what is not there is reported as skipped.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at the first failure and prints its figures"
)]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use rollcall::domain::table::{Cell, Column, Document, Format};
use rollcall::domain::time::{DateFormat, OfficeTime, Timestamp};
use rollcall::export;

const PYTHON: &str = r#"
import csv, sys, datetime, time, xlsxwriter
begun = time.perf_counter()
book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True, "tmpdir": sys.argv[3], "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False})
sheet = book.add_worksheet("Users")
bold = book.add_format({"bold": True})
date = book.add_format({"num_format": "mm-dd-yyyy hh:mm"})
sheet.freeze_panes(1, 0)
epoch = datetime.datetime(1970, 1, 1)
row = -1
with open(sys.argv[1], newline="") as file:
    for row, cells in enumerate(csv.reader(file)):
        for column, cell in enumerate(cells):
            if row == 0: sheet.write_string(0, column, cell, bold)
            elif column >= 10: sheet.write_datetime(row, column, epoch + datetime.timedelta(milliseconds=int(cell)), date)
            else: sheet.write_string(row, column, cell)
sheet.autofilter(0, 0, row, 11)
book.close()
print(time.perf_counter() - begun)
"#;

const HEADERS: [&str; 12] = [
    "Contact ID",
    "Name",
    "Email",
    "Status",
    "Onboarding",
    "Roles",
    "Phone",
    "Extension",
    "Department",
    "Workspaces",
    "Created at",
    "Last sign-in",
];

fn main() {
    let smoke = std::env::args().any(|argument| argument == "--smoke");
    let (rows, runs) = if smoke { (1_000, 1) } else { (100_000, 5) };
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("export-bench");
    std::fs::create_dir_all(&place).expect("a folder for the benchmark's files");
    let source = place.join("rows.csv");
    write_source(&source, rows);
    println!("{rows} rows x 12 columns, median of {runs}");

    let ours = median(runs, || time(Format::Xlsx, &place.join("ours.xlsx"), rows));
    println!("Excel, Rollcall             {ours:8.3} s");
    match xlsxwriter(&place) {
        None => println!(
            "Excel, XlsxWriter           skipped: needs python3 with venv and a package index"
        ),
        Some(python) => {
            let theirs = median(runs.min(3), || run_python(&python, &source, &place));
            println!("Excel, XlsxWriter           {theirs:8.3} s");
            println!(
                "Excel, ratio                {:8.1} x (at least 5 wanted)",
                theirs / ours
            );
        }
    }
    let ours = median(runs, || time(Format::Csv, &place.join("ours.csv"), rows));
    println!("CSV, Rollcall               {ours:8.3} s");
    match sqlite(&place, &source, runs) {
        None => println!("CSV, sqlite3                skipped: needs the sqlite3 program"),
        Some(theirs) => {
            println!("CSV, sqlite3                {theirs:8.3} s");
            println!("CSV, ratio                  {:8.1} x", theirs / ours);
        }
    }
}

fn median(runs: usize, mut run: impl FnMut() -> f64) -> f64 {
    let mut seconds: Vec<f64> = (0..runs).map(|_| run()).collect();
    seconds.sort_by(f64::total_cmp);
    seconds[runs / 2]
}

/// The texts and instants of a row.
fn values(i: u64) -> ([String; 10], [i64; 2]) {
    let pick = |of: &[&str]| of[i as usize % of.len()].to_owned();
    let texts = [
        format!("C-{i:06}"),
        format!(
            "{} Okafor-{i}",
            ["Amara", "Zoë", "Łukasz", "Mária"][i as usize % 4]
        ),
        format!("person{i}@northwind.example"),
        pick(&["Active", "Active", "Inactive"]),
        pick(&["Completed", "Launched", "In progress", "Not invited"]),
        pick(&["Team member", "Team lead, Approver", "Account manager"]),
        format!("+3519{:08}", i * 7919 % 100_000_000),
        format!("{}", i % 9000),
        format!("Department {}", i % 37),
        pick(&["Sales", "Design", "Delivery, Support"]),
    ];
    let created = 1_700_000_000_000 + i as i64 * 61_000;
    (texts, [created, created + 86_400_000])
}

fn time(format: Format, path: &Path, rows: u64) -> f64 {
    let begun = Instant::now();
    let document = Document {
        title: "Users".to_owned(),
        about: Vec::new(),
        time: OfficeTime {
            zone: chrono_tz::Europe::Lisbon,
            format: DateFormat::default(),
        },
        as_of: Timestamp(1_795_252_445_000),
    };
    let columns: Vec<Column> = HEADERS
        .iter()
        .map(|header| Column {
            header: (*header).to_owned(),
            key: header,
            width: 18.0,
        })
        .collect();
    let mut out = BufWriter::with_capacity(256 * 1024, File::create(path).expect("a file"));
    let scratch = path.parent().expect("a folder");
    let mut sink = export::rows(format, &document, "Users", &columns, &mut out, scratch)
        .expect("a file of rows");
    for i in 1..=rows {
        let (texts, instants) = values(i);
        let mut cells: Vec<Cell> = texts.into_iter().map(Cell::text).collect();
        cells.extend(instants.map(|at| Cell::Instant(Timestamp(at))));
        sink.row(cells).expect("a row");
    }
    sink.finish().expect("a whole file");
    drop(out);
    begun.elapsed().as_secs_f64()
}

fn write_source(path: &Path, rows: u64) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    writeln!(out, "{}", HEADERS.join(",")).expect("a header");
    for i in 1..=rows {
        let (texts, instants) = values(i);
        let texts = texts.map(|text| format!("\"{text}\""));
        writeln!(out, "{},{},{}", texts.join(","), instants[0], instants[1]).expect("a row");
    }
}

/// A Python that has XlsxWriter, made once.
fn xlsxwriter(place: &Path) -> Option<PathBuf> {
    let venv = place.join("venv");
    let python = venv.join("bin/python");
    let has = |python: &Path| {
        let found = Command::new(python)
            .args(["-c", "import xlsxwriter"])
            .output();
        found.is_ok_and(|output| output.status.success())
    };
    if has(&python) {
        return Some(python);
    }
    Command::new("python3")
        .args(["-m", "venv"])
        .arg(&venv)
        .output()
        .ok()?;
    let install = ["-m", "pip", "install", "--quiet", "XlsxWriter==3.2.9"];
    Command::new(&python).args(install).output().ok()?;
    has(&python).then_some(python)
}

/// Seconds from the first row read to the file closed, as the script measures them: Python's own start is not counted.
fn run_python(python: &Path, source: &Path, place: &Path) -> f64 {
    let output = Command::new(python)
        .args(["-c", PYTHON])
        .args([source, &place.join("theirs.xlsx"), place])
        .output()
        .expect("python runs");
    let said = String::from_utf8_lossy(&output.stdout);
    said.trim().parse().unwrap_or_else(|_| {
        panic!("{}", String::from_utf8_lossy(&output.stderr));
    })
}

/// Median seconds of `sqlite3 -csv` over a table of the same rows; `None` without the program.
fn sqlite(place: &Path, source: &Path, runs: usize) -> Option<f64> {
    let (database, out) = (place.join("rows.db"), place.join("theirs.csv"));
    drop(std::fs::remove_file(&database));
    let import = format!(".import {} user", source.display());
    let made = Command::new("sqlite3")
        .arg(&database)
        .args([".mode csv", &import])
        .output()
        .ok()?;
    made.status.success().then_some(())?;
    Some(median(runs, || {
        let begun = Instant::now();
        let dump = Command::new("sqlite3")
            .args(["-header", "-csv"])
            .arg(&database)
            .arg("SELECT * FROM user")
            .stdout(File::create(&out).expect("a file"))
            .status();
        assert!(
            dump.is_ok_and(|status| status.success()),
            "sqlite3 writes CSV"
        );
        begun.elapsed().as_secs_f64()
    }))
}
