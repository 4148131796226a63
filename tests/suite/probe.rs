//! Temporary.
use rollcall::import::{
    dates::DateOrder,
    detect,
    reader::{self, Records},
    survey,
    watch::Unwatched,
};
#[test]
fn probe() {
    let mut files: Vec<_> = std::fs::read_dir("/work/shared/samples")
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.sort();
    for f in files {
        println!("== {}", f.display());
        let mut csv = match reader::open(&f) {
            Ok(c) => c,
            Err(e) => {
                println!("   {e}");
                continue;
            }
        };
        let headers = csv.headers().to_vec();
        let enc = csv.facts().encoding;
        let s = match survey::survey(&mut csv, &[], &Unwatched) {
            Ok(s) => s,
            Err(e) => {
                println!("  survey {e}");
                continue;
            }
        };
        println!("   {:?} {:?} rows {}", enc, csv.delimiter() as char, s.rows);
        match detect::propose(&headers, &s, None, DateOrder::MonthFirst) {
            Ok(m) => {
                println!("   {} {} {}", m.profile, m.source, m.zone);
                for c in &m.columns {
                    if c.target.key() != "ignore" {
                        println!(
                            "      {} -> {} {} {:?}",
                            c.header,
                            c.target.key(),
                            c.rank,
                            c.date_order
                        );
                    }
                }
            }
            Err(e) => println!("   {e}"),
        }
    }
}
