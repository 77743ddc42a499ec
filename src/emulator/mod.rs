//! The service on loopback: an emulator of `generateSessions` and of the token endpoint in front
//! of it, for tests, demos and any client that wants to try the operation without Azure.
//!
//! It shares the wire model ([`crate::wire`]) with the client and nothing else, so that a mistake
//! in one does not hide in the other. [`Emulator::start`] runs it inside a test; the binary
//! `aca-sessions-emulator` runs it for everybody else.
//!
//! From a connection to an answer:
//! - `server`: the listening thread, from start to stop; `options`: what it can be told.
//! - `service`: what happens to every request; `recorder` and `request_log` keep it, `faults`
//!   answers it in the service's place.
//! - `routes`: which operation a request means.
//! - `token_endpoint`, `tokens`, [`identity`]: signing in.
//! - `operation`: generateSessions and its pages, by `query`, `pool`, `request_model`,
//!   `generation` and `paging`.
//! - `arm`: Azure Resource Manager's headers and error bodies.

mod arm;
mod base64url;
mod clock;
mod faults;
mod generation;
pub mod identity;
mod operation;
mod options;
mod paging;
mod pool;
mod query;
mod random;
mod recorder;
mod redact;
mod request_log;
mod request_model;
mod routes;
mod server;
mod service;
mod token_endpoint;
mod tokens;

pub use faults::{Answer, Matcher};
pub use options::EmulatorOptions;
pub use recorder::RecordedRequest;
pub use server::Emulator;
