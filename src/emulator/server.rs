//! The emulator as a whole: a thread that listens on loopback from start to stop.

use std::future::IntoFuture;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use tokio::runtime::{Builder, Runtime};

use super::faults::{Answer, Matcher};
use super::identity::{CLIENT_ID, CLIENT_SECRET, SUBSCRIPTION_ID, TENANT_ID};
use super::options::EmulatorOptions;
use super::recorder::RecordedRequest;
use super::service::{serve, Service};

/// How long a stopping emulator waits for answers on their way. Connections that wait for a request
/// are closed at once.
const GRACE: Duration = Duration::from_millis(500);

/// An emulator that runs. It stops when it is dropped.
///
/// ```
/// use aca_sessions::emulator::{Emulator, EmulatorOptions};
///
/// let emulator = Emulator::start(EmulatorOptions::default())?;
/// let (name, value) = &emulator.environment()[0];
/// assert_eq!(*name, "AZURE_RESOURCE_MANAGER_ENDPOINT");
/// assert_eq!(value, emulator.url());
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Emulator {
    service: Arc<Service>,
    address: SocketAddr,
    thread: Option<JoinHandle<()>>,
}

impl Emulator {
    /// Starts an emulator on a thread of its own. It listens when this returns.
    ///
    /// # Errors
    /// When an option is out of range, the port is in use, or the log can't be opened; the error's
    /// text says which.
    pub fn start(options: EmulatorOptions) -> io::Result<Self> {
        options.check()?;
        let listener = bind(options.port)?;
        let address = listener.local_addr()?;
        let service = Arc::new(Service::new(&options, format!("http://{address}"))?);
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let served = Arc::clone(&service);
        let thread = std::thread::Builder::new()
            .name("aca-emulator".to_owned())
            .spawn(move || run(&runtime, listener, served))?;
        Ok(Emulator {
            service,
            address,
            thread: Some(thread),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its origin, as `http://127.0.0.1:4567`: both the management endpoint and the authority.
    pub fn url(&self) -> &str {
        &self.service.origin
    }

    /// The environment variables that lead a client to it, with the development service principal.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("AZURE_RESOURCE_MANAGER_ENDPOINT", self.url().to_owned()),
            ("AZURE_AUTHORITY_HOST", self.url().to_owned()),
            ("AZURE_TENANT_ID", TENANT_ID.to_owned()),
            ("AZURE_CLIENT_ID", CLIENT_ID.to_owned()),
            ("AZURE_CLIENT_SECRET", CLIENT_SECRET.to_owned()),
            ("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION_ID.to_owned()),
        ]
    }

    /// The requests kept, oldest first: at most [`EmulatorOptions::record`]. A request is here from
    /// its arrival, so one that the client gave up is here too.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.service.recorder.requests()
    }

    /// Forgets the requests kept.
    pub fn clear_requests(&self) {
        self.service.recorder.clear();
    }

    /// Waits until `count` requests are kept, answered or not. False when `limit` passes before.
    pub fn wait_for_requests(&self, count: usize, limit: Duration) -> bool {
        self.service.recorder.wait_for(count, limit)
    }

    /// Answers the next request that matches with `answer`. Several orders are carried out in turn,
    /// the oldest that matches first.
    pub fn answer_next(&self, matcher: impl Into<Matcher>, answer: Answer) {
        self.answer_times(matcher, 1, answer);
    }

    /// Answers the next `times` requests that match with `answer`; `u32::MAX` means all of them.
    pub fn answer_times(&self, matcher: impl Into<Matcher>, times: u32, answer: Answer) {
        self.service.faults.order(matcher.into(), times, answer);
    }

    /// Forgets the answers ordered that have not been given.
    pub fn clear_answers(&self) {
        self.service.faults.clear();
    }

    /// Holds every answer back by `latency` from now on.
    pub fn set_latency(&self, latency: Duration) {
        self.service.set_latency(latency);
    }
}

impl std::fmt::Debug for Emulator {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_tuple("Emulator")
            .field(&self.url())
            .finish()
    }
}

/// Closes the port, gives answers on their way half a second and waits for the thread's end.
impl Drop for Emulator {
    fn drop(&mut self) {
        self.service.stop.cancel();
        if let Some(thread) = self.thread.take() {
            // A panic in there has been printed; there is nobody left to tell.
            let _ = thread.join();
        }
    }
}

fn bind(port: u16) -> io::Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::AddrInUse => "is in use: choose another, or 0 for a free one".to_owned(),
            _ => format!("can't be listened on: {error}"),
        };
        io::Error::new(error.kind(), format!("port {port} of 127.0.0.1 {reason}"))
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

fn run(runtime: &Runtime, listener: TcpListener, service: Arc<Service>) {
    let outcome = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let stop = service.stop.clone();
        let router = Router::new().fallback(serve).with_state(service);
        let server = axum::serve(listener, router)
            .tcp_nodelay(true)
            .with_graceful_shutdown(stop.clone().cancelled_owned());
        let too_late = async {
            stop.cancelled().await;
            tokio::time::sleep(GRACE).await;
            Ok(())
        };
        tokio::select! {
            outcome = server.into_future() => outcome,
            outcome = too_late => outcome,
        }
    });
    if let Err(error) = outcome {
        eprintln!("aca-sessions-emulator: the server ended: {error}");
    }
}
