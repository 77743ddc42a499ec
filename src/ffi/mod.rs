//! The C ABI: handles, status codes and buffers, and nothing of the service.
//!
//! Each function converts its arguments, calls one method of the client and converts the outcome.
//! The rules that hold for all of them are at the top of the header that is generated from here
//! (`include/aca_sessions.h`). [`guard`] stops panics and turns errors into handles, [`pointer`]
//! follows no NULL and tells each wrong argument by its name.
//!
//! This is the only place with unsafe code. Each block says why it is sound; what all of them rest
//! on is the caller's promise in the header: a pointer is NULL or points to what its type says, for
//! as long as the call takes.
#![allow(unsafe_code)]
#![deny(unsafe_op_in_unsafe_fn)]
#![allow(non_camel_case_types)] // The names are C's.

mod client;
mod error;
mod fields;
mod generation;
mod guard;
mod identity;
mod library;
mod outcome;
mod page;
mod pointer;
mod session;
mod text;

pub use client::*;
pub use error::*;
pub use fields::*;
pub use generation::*;
pub use identity::*;
pub use library::*;
pub use outcome::*;
pub use page::*;
pub use session::*;
pub use text::*;
