//! An emulator, and the client that is signed in at it.

use std::time::{Duration, Instant};

use aca_sessions::client::{Client, ClientOptions};
use aca_sessions::emulator::{Emulator, EmulatorOptions, RecordedRequest};
use aca_sessions::environment::Environment;
use aca_sessions::error::Error;
use aca_sessions::generation::{Generation, GenerationRequest, Next};
use aca_sessions::trace::Message;
use aca_sessions::wire::field::Field;

/// Far more than anything here takes; a test that waits this long has failed.
pub const LIMIT: Duration = Duration::from_secs(30);

pub const POOL: &str =
    "/subscriptions/7e57ab1e-0000-4000-8000-000000000003/resourceGroups/rg/providers/Microsoft.App/sessionPools/pool";

pub struct Setup {
    pub emulator: Emulator,
    pub client: Client,
}

/// What all pages of a generation held.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The sessions' names, page by page.
    pub pages: Vec<Vec<String>>,
    pub messages: Vec<Message>,
    pub error: Option<Error>,
}

impl Outcome {
    pub fn count(&self) -> usize {
        self.pages.iter().map(Vec::len).sum()
    }

    pub fn error(&self) -> &Error {
        self.error.as_ref().expect("the generation failed")
    }
}

impl Setup {
    pub fn new() -> Self {
        Setup::with(EmulatorOptions::default())
    }

    pub fn with(options: EmulatorOptions) -> Self {
        let emulator = Emulator::start(options).expect("the emulator starts");
        let client = client(emulator.environment());
        Setup { emulator, client }
    }

    /// With this many sessions in a page.
    pub fn paged(page_size: u32) -> Self {
        Setup::with(EmulatorOptions {
            page_size,
            ..EmulatorOptions::default()
        })
    }

    /// Generates `count` sessions of [`POOL`] and pulls all pages.
    pub fn generate(&self, count: i32) -> Outcome {
        self.run(GenerationRequest {
            count: Some(count),
            ..by_id()
        })
    }

    pub fn run(&self, request: GenerationRequest) -> Outcome {
        pull(
            &self
                .client
                .generation(request)
                .expect("the request is right"),
        )
    }

    /// The requests for sessions, without those for tokens.
    pub fn session_requests(&self) -> Vec<RecordedRequest> {
        let mut requests = self.emulator.requests();
        requests.retain(|request| request.path.starts_with("/subscriptions/"));
        requests
    }

    /// The requests for tokens.
    pub fn token_requests(&self) -> Vec<RecordedRequest> {
        let mut requests = self.emulator.requests();
        requests.retain(|request| request.path.ends_with("/token"));
        requests
    }

    /// An answer of one session and this link, as JSON.
    pub fn page_with_link(name: &str, link: &str) -> String {
        serde_json::json!({"value": [{"name": name}], "nextLink": link}).to_string()
    }
}

pub fn client<N: Into<String>, V: Into<String>>(
    variables: impl IntoIterator<Item = (N, V)>,
) -> Client {
    Client::new(ClientOptions {
        application: "tests/1.0".into(),
        environment: Some(Environment::from_iter(variables)),
    })
}

pub fn by_id() -> GenerationRequest {
    GenerationRequest {
        resource_id: Some(POOL.into()),
        ..GenerationRequest::default()
    }
}

/// Starts a generation and pulls all its pages.
pub fn pull(generation: &Generation) -> Outcome {
    let mut outcome = Outcome::default();
    if let Err(error) = generation.start() {
        outcome.error = Some(error);
        return outcome;
    }
    let started = Instant::now();
    while started.elapsed() < LIMIT {
        match generation.next(Duration::from_millis(100)) {
            Ok(Next::Page(page)) => {
                outcome.messages.extend(page.messages);
                let name = |row| {
                    page.sessions
                        .string(row, Field::Name)
                        .unwrap_or_default()
                        .to_owned()
                };
                let names: Vec<String> = (0..page.sessions.len()).map(name).collect();
                if !names.is_empty() {
                    outcome.pages.push(names);
                }
            }
            Ok(Next::Pending) => {}
            Ok(Next::Done | Next::Cancelled) => return outcome,
            Err(error) => {
                outcome.error = Some(error);
                return outcome;
            }
        }
    }
    panic!("the generation did not end within {LIMIT:?}");
}
