//! What went over the network, by the browser's own record: of the page, its workers, and the browser itself.

use serde_json::Value;

/// How many addresses of `origin` something of `origin` asked for, and every address elsewhere. What a browser asks for on
/// its own account (clocks, updates, its start page) has no such origin. A record that was not ended properly, because the
/// browser was killed, is read as far as it goes: it has one event a line.
pub fn requests(origin: &str, record: &str) -> (usize, Vec<String>) {
    let mut lines = record.lines();
    let Some(start) = lines.next().and_then(kind_of_starts) else { return (0, Vec::new()) };
    let events = lines.filter_map(|line| {
        serde_json::from_str::<Value>(line.trim_end_matches([',', ']', '}'])).ok().or_else(|| whole(line))
    });
    let asked = events.filter(|event| event["type"] == start && is_of(origin, &event["params"]));
    let asked = asked.filter_map(|event| event["params"]["url"].as_str().map(str::to_owned));
    let (own, others): (Vec<String>, Vec<String>) = asked.partition(|url| url.starts_with(origin));
    (own.len(), others.into_iter().filter(|url| url.starts_with("http")).collect())
}

/// An event, without what joins it to the next one.
fn whole(line: &str) -> Option<Value> {
    let line = line.trim_start_matches("\"events\": [").trim_end_matches(',');
    serde_json::from_str(line).ok()
}

/// The number that stands for the start of a request in this record.
fn kind_of_starts(constants: &str) -> Option<Value> {
    let (_, after) = constants.split_once("\"URL_REQUEST_START_JOB\":")?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<u64>().ok().map(Value::from)
}

/// Whether a request was made by a page or worker of the origin, or on its behalf.
fn is_of(origin: &str, request: &Value) -> bool {
    let origin = origin.trim_end_matches('/');
    let says = |field: &str| request[field].as_str().is_some_and(|value| value.contains(origin));
    let site = origin.rsplit_once(':').map_or(origin, |(site, _port)| site);
    let of_site = |field: &str| request[field].as_str().is_some_and(|value| value.contains(site));
    says("url") || says("initiator") || of_site("network_isolation_key") || of_site("site_for_cookies")
}
