//! Sessions from an Azure Container Apps session pool.
//!
//! The layers, each of which knows only those below it:
//!
//! - [`ffi`], the C ABI: handles, status codes and buffers (`include/aca_sessions.h`);
//! - [`client`] and [`generation`]: the operation, its pages, its cancellation;
//! - `credential`: tokens and where they come from;
//! - [`arm_error`]: what the service's errors say;
//! - `transport`: HTTP, connections, proxies, TLS;
//! - [`resource_id`], [`environment`], [`redact`], [`trace`], [`error`]: what all of them speak of;
//! - [`wire`]: a session's fields and their JSON, shared with the [`emulator`], which stands beside
//!   the client and knows nothing else of it.
#![deny(unsafe_code)]
#![warn(missing_docs)]

pub mod arm_error;
pub mod client;
mod context;
mod credential;
#[cfg(feature = "emulator")]
pub mod emulator;
pub mod environment;
pub mod error;
pub mod ffi;
pub mod generation;
mod process;
pub mod redact;
pub mod resource_id;
pub mod trace;
mod transport;
pub mod wire;
