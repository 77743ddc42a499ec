//! What every function of the border goes through.

use std::panic::{catch_unwind, AssertUnwindSafe};

use crate::error::{Error, ErrorKind};

use super::outcome::{aca_error, aca_status};

/// Runs `body`: an error goes to `error` where the caller asked for it, a panic becomes one.
pub(super) fn guard(
    error: *mut *mut aca_error,
    body: impl FnOnce() -> Result<aca_status, Error>,
) -> aca_status {
    if !error.is_null() {
        // SAFETY: not NULL, so by the header's rule a place for a pointer.
        unsafe { error.write(std::ptr::null_mut()) };
    }
    // What a panic leaves half done is behind handles that the caller is told to give up.
    let outcome = catch_unwind(AssertUnwindSafe(body));
    let (status, failure) = match outcome {
        Ok(Ok(status)) => return status,
        Ok(Err(failure)) if failure.kind == ErrorKind::InvalidArgument => {
            (aca_status::INVALID_ARGUMENT, failure)
        }
        Ok(Err(failure)) => (aca_status::FAILED, failure),
        Err(_) => (aca_status::PANIC, panic_error()),
    };
    if !error.is_null() {
        let handle = Box::into_raw(Box::new(aca_error(failure)));
        // SAFETY: as above; the caller owns the handle now.
        unsafe { error.write(handle) };
    }
    status
}

/// Runs a getter: a panic gives `otherwise`.
pub(super) fn guard_value<T>(otherwise: T, body: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or(otherwise)
}

/// The panic's own text is not passed on: nobody has checked it for secrets.
fn panic_error() -> Error {
    Error::new(
        ErrorKind::Internal,
        "InternalError",
        "A bug in the aca_sessions library ended this call.",
    )
    .with_advice("Report it with what the process wrote to its standard error.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_status_and_an_error_without_its_text() {
        let mut error = std::ptr::null_mut();
        let status = guard(&mut error, || panic!("hunter2"));
        assert_eq!(status, aca_status::PANIC);
        // SAFETY: `guard` gave it.
        let failure = unsafe { Box::from_raw(error) };
        assert_eq!(failure.0.code, "InternalError");
        assert!(!format!("{:?}", failure.0).contains("hunter2"));
        assert_eq!(guard_value(7, || panic!("hunter2")), 7);
    }

    #[test]
    fn nobody_has_to_ask_for_the_error() {
        let status = guard(std::ptr::null_mut(), || {
            Err(Error::invalid_argument("x", "x"))
        });
        assert_eq!(status, aca_status::INVALID_ARGUMENT);
    }
}
