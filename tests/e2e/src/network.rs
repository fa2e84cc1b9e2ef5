//! What went over the network, by the browser's own record: of the page, its workers, and the browser itself.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// Every address outside of `origin` that something of `origin` asked for. The record is complete once the browser has
/// ended; what a browser asks for on its own account (clocks, updates, its start page) has no such origin.
pub fn requests_outside(origin: &str, record: &Path) -> Vec<String> {
    let text = fs::read_to_string(record).expect("the browser keeps a record of the network");
    let record: Value = serde_json::from_str(&text).expect("a record that was ended properly");
    let start = &record["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
    assert!(start.is_number(), "the record names its events");
    let events = record["events"].as_array().expect("the record has events");
    let asked: Vec<&str> = events
        .iter()
        .filter(|event| event["type"] == *start && is_of(origin, &event["params"]))
        .filter_map(|event| event["params"]["url"].as_str())
        .collect();
    assert!(asked.iter().any(|url| url.starts_with(origin)), "the record has the app's own requests: {asked:?}");
    asked.into_iter().filter(|url| url.starts_with("http") && !url.starts_with(origin)).map(str::to_owned).collect()
}

/// Whether a request was made by a page or worker of the origin, or on its behalf.
fn is_of(origin: &str, request: &Value) -> bool {
    let origin = origin.trim_end_matches('/');
    let says = |field: &str| request[field].as_str().is_some_and(|value| value.contains(origin));
    let site = origin.rsplit_once(':').map_or(origin, |(site, _port)| site);
    let of_site = |field: &str| request[field].as_str().is_some_and(|value| value.contains(site));
    says("url") || says("initiator") || of_site("network_isolation_key") || of_site("site_for_cookies")
}
