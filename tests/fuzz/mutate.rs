//! Mutations of seeds: bits flipped, bytes set, cut, repeated, two seeds spliced, dangerous values put in.

use crate::dice::Dice;

/// Bytes at which readers stumble.
const DANGEROUS: &[&[u8]] = &[
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\"",
    b"\"\"",
    b"\r",
    b"\n",
    b"\r\n",
    b";",
    b",",
    b"\t",
    b"{",
    b"}",
    b"[",
    b"]",
    b"null",
    b"-1",
    b"1e999",
    b"99999999999999999999",
    b"\xc3",
    b"\xf0\x9f\x91",
    b"\\u0000",
    b"\\ud800",
    b"%s",
    b"../",
    b"=",
    "\u{202e}".as_bytes(),
    "İ".as_bytes(),
    "e\u{301}".as_bytes(),
    b"0000-00-00",
    b"2026-02-30T25:61:61+99:99",
];
/// Nothing grows beyond this.
const MOST: usize = 64 * 1024;

/// One of the seeds after a few mutations.
pub fn mutated(seeds: &[&[u8]], dice: &mut Dice) -> Vec<u8> {
    let mut data = dice.pick(seeds).to_vec();
    for _ in 0..=dice.below(6) {
        once(&mut data, seeds, dice);
        data.truncate(MOST);
    }
    data
}

fn once(data: &mut Vec<u8>, seeds: &[&[u8]], dice: &mut Dice) {
    let at = dice.below(data.len() as u64 + 1) as usize;
    let to = at + dice.below((data.len() - at) as u64 + 1) as usize;
    match dice.below(8) {
        0 if at < data.len() => data[at] ^= 1 << dice.below(8),
        1 if at < data.len() => data[at] = dice.number() as u8,
        2 => data.truncate(at),
        3 => drop(data.drain(at..to)),
        4 => {
            let part = data[at..to].repeat(dice.below(40) as usize + 1);
            let room = MOST.saturating_sub(data.len());
            drop(data.splice(at..at, part.into_iter().take(room)));
        }
        5 => {
            let other = dice.pick(seeds);
            let from = dice.below(other.len() as u64 + 1) as usize;
            data.truncate(at);
            data.extend(&other[from..]);
        }
        6 => {
            let noise: Vec<u8> = (0..dice.below(16)).map(|_| dice.number() as u8).collect();
            drop(data.splice(at..at, noise));
        }
        _ => {
            let value = dice.pick(DANGEROUS);
            drop(data.splice(at..to, value.iter().copied()));
        }
    }
}
