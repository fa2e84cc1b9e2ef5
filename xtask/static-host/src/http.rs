//! The little of HTTP/1.1 that a static host needs: GET and HEAD, kept connections.

use std::io::{self, Read, Write};

use crate::site::Site;

/// A request longer than this is not one of ours.
const LONGEST_HEAD: usize = 64 * 1024;

/// The first line of a request; no header matters here.
pub struct Request {
    method: String,
    /// The path with its query cut off.
    pub path: String,
}

/// Reads one request, byte by byte so as not to swallow the start of the next; `None` when the connection ended between two.
pub fn read(from: &mut impl Read) -> io::Result<Option<Request>> {
    let mut head = Vec::new();
    let mut byte = [0_u8; 1];
    while !head.ends_with(b"\r\n\r\n") {
        if from.read(&mut byte)? == 0 {
            return Ok(None);
        }
        head.extend(byte);
        if head.len() > LONGEST_HEAD {
            return Err(io::Error::other("the request has no end"));
        }
    }
    let head = String::from_utf8_lossy(&head);
    let mut words = head.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Err(io::Error::other("not a request"));
    };
    let path = target.split(['?', '#']).next().unwrap_or_default();
    Ok(Some(Request { method: method.to_owned(), path: path.to_owned() }))
}

/// Answers from the site: the file, 404, or 405.
pub fn answer(to: &mut impl Write, request: &Request, site: &Site) -> io::Result<()> {
    let (status, kind, body): (_, _, &[u8]) = match (request.method.as_str(), site.file(&request.path)) {
        ("GET" | "HEAD", Some(file)) => ("200 OK", file.kind, &file.bytes),
        ("GET" | "HEAD", None) => ("404 Not Found", "text/plain; charset=utf-8", b"not here\n"),
        _ => ("405 Method Not Allowed", "text/plain; charset=utf-8", b"only GET\n"),
    };
    let mut head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in site.headers(&request.path) {
        // An error must not be remembered as if it were the file.
        if status.starts_with("200") || !name.eq_ignore_ascii_case("cache-control") {
            head += &format!("{name}: {value}\r\n");
        }
    }
    if !status.starts_with("200") {
        head += "Cache-Control: no-store\r\n";
    }
    head += "\r\n";
    let mut whole = head.into_bytes();
    if request.method != "HEAD" {
        whole.extend_from_slice(body);
    }
    to.write_all(&whole)
}
