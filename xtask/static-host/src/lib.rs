//! A small static web host: one folder, held in memory, served on the loopback interface.
//!
//! It behaves as a careful host should: headers come from the folder's own `_headers` file, a missing file is a 404 and
//! nothing else, and only what was loaded can be asked for, so no path can lead outside. It is for developers and tests;
//! it knows no TLS, no compression and no partial content.

mod http;
mod site;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread;
use std::time::Duration;

pub use site::{File, Site, kind};

/// A running host. It stops when dropped.
pub struct Host {
    shared: Arc<Shared>,
    address: SocketAddr,
    acceptor: Option<thread::JoinHandle<()>>,
}

/// What the connections see.
struct Shared {
    site: RwLock<Arc<Site>>,
    requests: Mutex<Vec<String>>,
    open: Mutex<Vec<TcpStream>>,
    stopped: AtomicBool,
}

impl Host {
    /// Serves `site` on 127.0.0.1; port 0 takes any free one.
    pub fn start(port: u16, site: Site) -> io::Result<Host> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            site: RwLock::new(Arc::new(site)),
            requests: Mutex::default(),
            open: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let acceptor = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
        });
        Ok(Host { shared, address, acceptor: Some(acceptor) })
    }

    /// Where the site is, with a closing slash.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The port, so that a host can be started again in the same place.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Serves another site from now on; answers under way are finished from the old one.
    pub fn replace(&self, site: Site) {
        *self.shared.site.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(site);
    }

    /// Every path asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        locked(&self.shared.requests).clone()
    }

    /// Stops answering and cuts the connections, as a host that is switched off.
    pub fn stop(mut self) {
        self.shut();
    }

    /// Waits for as long as the host runs.
    pub fn wait(mut self) {
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
    }

    fn shut(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // The acceptor sleeps in accept(); a connection of our own wakes it.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
        for stream in locked(&self.shared.open).drain(..) {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        if self.acceptor.is_some() {
            self.shut();
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        if let Ok(copy) = stream.try_clone() {
            locked(&shared.open).push(copy);
        }
        let shared = Arc::clone(shared);
        thread::spawn(move || converse(stream, &shared));
    }
}

/// Answers the requests of one connection until the other side, or the host, has had enough.
fn converse(mut stream: TcpStream, shared: &Shared) {
    // Without this a small answer waits for the acknowledgement of the one before.
    let _ = stream.set_nodelay(true);
    let peer = stream.peer_addr();
    while !shared.stopped.load(Ordering::SeqCst) {
        let Ok(Some(request)) = http::read(&mut stream) else { break };
        locked(&shared.requests).push(request.path.clone());
        let site = Arc::clone(&shared.site.read().unwrap_or_else(PoisonError::into_inner));
        if http::answer(&mut stream, &request, &site).is_err() {
            break;
        }
    }
    locked(&shared.open).retain(|open| open.peer_addr().ok() != peer.as_ref().ok().copied());
}

/// A lock whose data stays usable when another thread died with it: every change under it is a single step.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
