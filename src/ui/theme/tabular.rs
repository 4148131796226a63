//! Equal-width digits. egui cannot switch OpenType features on, so the copy of Inter that the program
//! holds in memory maps the ten digits straight to the glyphs that the font's own `tnum` feature names.
//! It does not touch the file, and returns the font as it was when anything looks unfamiliar.

const DIGIT_ZERO: u32 = 0x30;
const DIGITS: u32 = 10;
const TABLE_RECORD: usize = 16;
const HEADER: usize = 12;
const GROUP: usize = 12;
/// Unicode, full repertoire: the encoding of a format 12 subtable.
const PLATFORM: (u16, u16) = (0, 4);

/// `font` with digits of equal width, or an unchanged copy.
pub(super) fn with_tabular_digits(font: &[u8]) -> Vec<u8> {
    patched(font).unwrap_or_else(|| font.to_vec())
}

fn patched(font: &[u8]) -> Option<Vec<u8>> {
    let mut groups = cmap_groups(font)?;
    let old: Vec<u32> = (0..DIGITS)
        .map(|digit| glyph_of(&groups, DIGIT_ZERO + digit))
        .collect::<Option<_>>()?;
    let new: Vec<u32> = old
        .iter()
        .map(|glyph| tnum_glyph(font, *glyph))
        .collect::<Option<_>>()?;
    groups = without_digits(&groups);
    for (code, glyph) in (DIGIT_ZERO..).zip(new) {
        groups.push((code, code, glyph));
    }
    groups.sort_unstable();
    with_cmap(font, &groups)
}

type Group = (u32, u32, u32);

fn cmap_groups(font: &[u8]) -> Option<Vec<Group>> {
    let (_, cmap) = table(font, *b"cmap")?;
    let count = usize::from(u16_at(font, cmap + 2)?);
    let subtable = (0..count).find_map(|i| {
        let at = cmap + u32_at(font, cmap + 4 + 8 * i + 4)? as usize;
        (u16_at(font, at)? == 12).then_some(at)
    })?;
    let count = u32_at(font, subtable + 12)? as usize;
    (0..count)
        .map(|i| {
            let at = subtable + 16 + GROUP * i;
            Some((
                u32_at(font, at)?,
                u32_at(font, at + 4)?,
                u32_at(font, at + 8)?,
            ))
        })
        .collect()
}

fn glyph_of(groups: &[Group], code: u32) -> Option<u32> {
    groups
        .iter()
        .find(|(start, end, _)| (*start..=*end).contains(&code))
        .map(|(start, _, glyph)| glyph + code - start)
}

fn without_digits(groups: &[Group]) -> Vec<Group> {
    let last = DIGIT_ZERO + DIGITS - 1;
    let mut kept = Vec::with_capacity(groups.len() + DIGITS as usize);
    for &(start, end, glyph) in groups {
        if start < DIGIT_ZERO {
            kept.push((start, end.min(DIGIT_ZERO - 1), glyph));
        }
        if end > last {
            let from = start.max(last + 1);
            kept.push((from, end, glyph + from - start));
        }
    }
    kept
}

/// The glyph that the feature `tnum` puts in the place of `glyph`.
fn tnum_glyph(font: &[u8], glyph: u32) -> Option<u32> {
    let (_, gsub) = table(font, *b"GSUB")?;
    let features = gsub + usize::from(u16_at(font, gsub + 6)?);
    let lookups = gsub + usize::from(u16_at(font, gsub + 8)?);
    let count = usize::from(u16_at(font, features)?);
    let feature = (0..count).find_map(|i| {
        let at = features + 2 + 6 * i;
        (font.get(at..at + 4)? == b"tnum").then_some(features + usize::from(u16_at(font, at + 4)?))
    })?;
    (0..usize::from(u16_at(font, feature + 2)?)).find_map(|i| {
        let index = usize::from(u16_at(font, feature + 4 + 2 * i)?);
        let lookup = lookups + usize::from(u16_at(font, lookups + 2 + 2 * index)?);
        single_substitution(font, lookup, glyph)
    })
}

fn single_substitution(font: &[u8], lookup: usize, glyph: u32) -> Option<u32> {
    if u16_at(font, lookup)? != 1 {
        return None;
    }
    (0..usize::from(u16_at(font, lookup + 4)?)).find_map(|i| {
        let at = lookup + usize::from(u16_at(font, lookup + 6 + 2 * i)?);
        let coverage = at + usize::from(u16_at(font, at + 2)?);
        let index = coverage_index(font, coverage, glyph)?;
        match u16_at(font, at)? {
            1 => Some(glyph.wrapping_add(u32::from(u16_at(font, at + 4)?)) & 0xFFFF),
            2 => u16_at(font, at + 6 + 2 * index).map(u32::from),
            _ => None,
        }
    })
}

fn coverage_index(font: &[u8], at: usize, glyph: u32) -> Option<usize> {
    let count = usize::from(u16_at(font, at + 2)?);
    match u16_at(font, at)? {
        1 => (0..count).find(|i| u16_at(font, at + 4 + 2 * i).map(u32::from) == Some(glyph)),
        2 => (0..count).find_map(|i| {
            let range = at + 4 + 6 * i;
            let start = u32::from(u16_at(font, range)?);
            let end = u32::from(u16_at(font, range + 2)?);
            let first = u32::from(u16_at(font, range + 4)?);
            (start..=end)
                .contains(&glyph)
                .then_some((first + glyph - start) as usize)
        }),
        _ => None,
    }
}

/// `font` with a new character map at its end.
fn with_cmap(font: &[u8], groups: &[Group]) -> Option<Vec<u8>> {
    let (record, _) = table(font, *b"cmap")?;
    let mut subtable: Vec<u8> = Vec::new();
    let length = 16 + GROUP * groups.len();
    subtable.extend(12_u16.to_be_bytes());
    subtable.extend(0_u16.to_be_bytes());
    for value in [
        u32::try_from(length).ok()?,
        0,
        u32::try_from(groups.len()).ok()?,
    ] {
        subtable.extend(value.to_be_bytes());
    }
    for &(start, end, glyph) in groups {
        for value in [start, end, glyph] {
            subtable.extend(value.to_be_bytes());
        }
    }
    let mut out = font.to_vec();
    out.resize(out.len().next_multiple_of(4), 0);
    let offset = u32::try_from(out.len()).ok()?;
    for value in [0, 1, PLATFORM.0, PLATFORM.1] {
        out.extend(u16::to_be_bytes(value));
    }
    out.extend(12_u32.to_be_bytes());
    out.extend(subtable);
    let size = u32::try_from(length + 12).ok()?;
    out.get_mut(record + 8..record + 12)?
        .copy_from_slice(&offset.to_be_bytes());
    out.get_mut(record + 12..record + 16)?
        .copy_from_slice(&size.to_be_bytes());
    Some(out)
}

/// Where the record of the table and the table itself begin.
fn table(font: &[u8], tag: [u8; 4]) -> Option<(usize, usize)> {
    let count = usize::from(u16_at(font, 4)?);
    (0..count)
        .map(|i| HEADER + TABLE_RECORD * i)
        .find(|at| font.get(*at..at + 4) == Some(&tag))
        .and_then(|at| Some((at, u32_at(font, at + 8)? as usize)))
}

fn u16_at(font: &[u8], at: usize) -> Option<u16> {
    font.get(at..at + 2)?
        .try_into()
        .ok()
        .map(u16::from_be_bytes)
}

fn u32_at(font: &[u8], at: usize) -> Option<u32> {
    font.get(at..at + 4)?
        .try_into()
        .ok()
        .map(u32::from_be_bytes)
}
