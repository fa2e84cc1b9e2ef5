//! The host as a client sees it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::{env, fs, process};

use super::{Host, Site};

fn site(name: &str) -> Site {
    let folder = env::temp_dir().join(format!("static-host-{name}-{}", process::id()));
    fs::create_dir_all(folder.join("assets")).unwrap();
    fs::write(folder.join("index.html"), "<p>批").unwrap();
    fs::write(folder.join("assets/a.wasm"), [0, 1, 2]).unwrap();
    fs::write(folder.join("_headers"), "/*\n  X-All: yes\n/assets/*\n  Cache-Control: immutable\n").unwrap();
    let site = Site::load(&folder).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    site
}

fn ask(host: &Host, request_line: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", host.port())).unwrap();
    write!(stream, "{request_line} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn serves_files_with_their_headers() {
    let host = Host::start(0, site("files")).unwrap();
    let page = ask(&host, "GET /?from=elsewhere");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("X-All: yes") && page.ends_with("<p>批"), "{page}");
    let module = ask(&host, "HEAD /assets/a.wasm");
    assert!(module.contains("application/wasm") && module.contains("Cache-Control: immutable"), "{module}");
    assert!(module.ends_with("\r\n\r\n"), "HEAD has no body: {module}");
    assert_eq!(host.requests(), ["/", "/assets/a.wasm"]);
}

#[test]
fn what_is_not_there_is_404_and_not_remembered() {
    let host = Host::start(0, site("missing")).unwrap();
    for path in ["/assets/b.wasm", "/../Cargo.toml", "/_headers", "/assets", "elsewhere"] {
        let answer = ask(&host, &format!("GET {path}"));
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        assert!(answer.contains("no-store") && !answer.contains("immutable"), "{path}: {answer}");
    }
    assert!(ask(&host, "POST /").starts_with("HTTP/1.1 405"));
}

#[test]
fn a_sub_path_is_the_same_site_and_the_rest_is_nothing() {
    let host = Host::start(0, site("under").under("/tools/zhupi/")).unwrap();
    assert!(ask(&host, "GET /tools/zhupi/").ends_with("<p>批"));
    assert!(ask(&host, "GET /tools/zhupi/assets/a.wasm").contains("immutable"));
    assert!(ask(&host, "GET /").starts_with("HTTP/1.1 404"));
}

#[test]
fn a_stopped_host_refuses_and_can_come_back_in_place() {
    let host = Host::start(0, site("stopped")).unwrap();
    let port = host.port();
    let kept = TcpStream::connect(("127.0.0.1", port)).unwrap();
    host.stop();
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    drop(kept);
    let again = Host::start(port, site("again")).unwrap();
    assert!(ask(&again, "GET /").starts_with("HTTP/1.1 200"));
}
