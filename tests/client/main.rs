//! The client against the emulator: what goes over the wire, what comes back, and what is said when
//! it does not. Each test starts an emulator of its own.
#![cfg(feature = "emulator")]

mod cancellation;
mod failures;
mod messages;
mod next_links;
mod pages;
mod requests;
mod setup;
mod sign_in;
