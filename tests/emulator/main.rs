//! The emulator as any client sees it: over HTTP, with a client that is not the project's own.

#![cfg(feature = "emulator")]

mod errors;
mod generate;
mod orders;
mod program;
mod records;
mod setup;
mod sign_in;
