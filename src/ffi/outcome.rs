//! How a call ended.

use crate::error::Error;

/// What a call came to. The numbers are stable.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum aca_status {
    /// Done; the results are there.
    OK = 0,
    /// Nothing yet within the time limit: call again.
    PENDING = 1,
    /// There is no more.
    DONE = 2,
    /// The generation was cancelled.
    CANCELLED = 3,
    /// An argument can't be used; the error's target is its name. Nothing was done.
    INVALID_ARGUMENT = 10,
    /// It failed; the error says why.
    FAILED = 11,
    /// A bug in this library. The handles of the call may be freed and not used any more.
    PANIC = 12,
}

/// Why a call failed. Made by the call, freed by the caller with `aca_error_free`. It does not
/// change: any thread may read it. It holds no secret.
pub struct aca_error(pub(super) Error);
