//! Errors across the border.

use crate::error::{Error, ErrorKind};

use super::guard::{guard, guard_value};
use super::outcome::{aca_error, aca_status};
use super::pointer::{required, required_out, take_back};
use super::text::aca_str;

/// The texts of an error.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum aca_error_text {
    /// A stable name, always there: the service's own code, or one of this library's.
    CODE = 0,
    /// What happened, to what, and why; always there.
    MESSAGE = 1,
    /// What can be done about it.
    ADVICE = 2,
    /// The name of the argument, setting or field.
    TARGET = 3,
    /// The id that this library gave the request: x-ms-client-request-id.
    CLIENT_REQUEST_ID = 4,
    /// The id that the service gave it: x-ms-request-id.
    REQUEST_ID = 5,
    /// The id that joins several requests: x-ms-correlation-request-id.
    CORRELATION_ID = 6,
    /// The service's inner error: text, or JSON.
    INNER_ERROR = 7,
    /// The service's own message, alone.
    SERVICE_MESSAGE = 8,
}

/// The numbers of an error. -1 means that there is none.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum aca_error_number {
    /// The HTTP status of the answer.
    HTTP_STATUS = 0,
    /// How long the service asked to wait, in milliseconds.
    RETRY_AFTER_MS = 1,
    /// 1 when the request may have reached the service, else 0: only then is it sure that nothing
    /// was generated.
    REQUEST_SENT = 2,
    /// How many details there are.
    DETAIL_COUNT = 3,
}

/// One of the service's details. The texts live as long as the error.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct aca_error_detail {
    /// The detail's code.
    pub code: aca_str,
    /// The detail's message.
    pub message: aca_str,
    /// What it is about.
    pub target: aca_str,
}

/// What kind of failure it is. NULL gives ACA_ERROR_KIND_INTERNAL. Any thread.
///
/// # Safety
/// `error` is NULL or a live handle.
#[no_mangle]
pub unsafe extern "C" fn aca_error_get_kind(error: *const aca_error) -> ErrorKind {
    // SAFETY: the caller's promise.
    guard_value(ErrorKind::Internal, || match unsafe { error.as_ref() } {
        Some(error) => error.0.kind,
        None => ErrorKind::Internal,
    })
}

/// One of the error's texts, by an `aca_error_text`. None for what the error does not have, for
/// another number and for NULL. The text lives as long as the error. Any thread.
///
/// # Safety
/// `error` is NULL or a live handle.
#[no_mangle]
pub unsafe extern "C" fn aca_error_get_text(error: *const aca_error, which: u32) -> aca_str {
    guard_value(aca_str::NONE, || {
        // SAFETY: the caller's promise.
        let Some(aca_error(error)) = (unsafe { error.as_ref() }) else {
            return aca_str::NONE;
        };
        const TEXTS: [fn(&Error) -> Option<&str>; 9] = [
            |error| Some(&error.code),
            |error| Some(&error.message),
            |error| error.advice.as_deref(),
            |error| error.target.as_deref(),
            |error| error.client_request_id.as_deref(),
            |error| error.request_id.as_deref(),
            |error| error.correlation_id.as_deref(),
            |error| error.inner_error.as_deref(),
            |error| error.service_message.as_deref(),
        ];
        aca_str::of_option(TEXTS.get(which as usize).and_then(|get| get(error)))
    })
}

/// One of the error's numbers, by an `aca_error_number`. -1 for what the error does not have, for
/// another number and for NULL. Any thread.
///
/// # Safety
/// `error` is NULL or a live handle.
#[no_mangle]
pub unsafe extern "C" fn aca_error_get_number(error: *const aca_error, which: u32) -> i64 {
    guard_value(-1, || {
        // SAFETY: the caller's promise.
        let Some(aca_error(error)) = (unsafe { error.as_ref() }) else {
            return -1;
        };
        let milliseconds = |wait: std::time::Duration| i64::try_from(wait.as_millis()).ok();
        match which {
            0 => error.status.map(i64::from),
            1 => error.retry_after.and_then(milliseconds),
            2 => Some(error.request_sent.into()),
            3 => i64::try_from(error.details.len()).ok(),
            _ => None,
        }
        .unwrap_or(-1)
    })
}

/// Writes the detail at `index`, from 0, to `detail`. ACA_STATUS_DONE past the end. Any thread.
///
/// # Safety
/// `error` is NULL or a live handle; `detail` is NULL or a place for a detail.
#[no_mangle]
pub unsafe extern "C" fn aca_error_get_detail(
    error: *const aca_error,
    index: usize,
    detail: *mut aca_error_detail,
) -> aca_status {
    guard(std::ptr::null_mut(), || {
        // SAFETY: the caller's promise.
        let aca_error(error) = unsafe { required(error, "error") }?;
        let place = required_out(detail, "detail")?;
        let Some(found) = error.details.get(index) else {
            return Ok(aca_status::DONE);
        };
        let found = aca_error_detail {
            code: aca_str::of(&found.code),
            message: aca_str::of(&found.message),
            target: aca_str::of(&found.target),
        };
        // SAFETY: not NULL, and the caller's promise.
        unsafe { place.write(found) };
        Ok(aca_status::OK)
    })
}

/// Frees an error. NULL is ignored.
///
/// # Safety
/// `error` is NULL or a live handle, which ends here.
#[no_mangle]
pub unsafe extern "C" fn aca_error_free(error: *mut aca_error) {
    // SAFETY: the caller's promise.
    unsafe { take_back(error) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorDetail;

    #[test]
    fn every_part_of_an_error_is_under_its_number() {
        let error = aca_error(
            Error::invalid_argument("target", "message")
                .with_advice("advice")
                .with(|parts| {
                    parts.code = "code".into();
                    parts.client_request_id = Some("client".into());
                    parts.request_id = Some("request".into());
                    parts.correlation_id = Some("correlation".into());
                    parts.inner_error = Some("inner".into());
                    parts.service_message = Some("service".into());
                    parts.status = Some(429);
                    parts.retry_after = Some(std::time::Duration::from_secs(2));
                    parts.request_sent = true;
                    parts.details = vec![ErrorDetail {
                        code: "c".into(),
                        message: "m".into(),
                        target: "t".into(),
                    }];
                }),
        );
        // SAFETY: the error lives, and so do its texts.
        unsafe {
            let text = |which: aca_error_text| {
                aca_error_get_text(&error, which as u32)
                    .read("x")
                    .unwrap()
                    .unwrap()
            };
            assert_eq!(text(aca_error_text::CODE), "code");
            assert_eq!(text(aca_error_text::MESSAGE), "message");
            assert_eq!(text(aca_error_text::ADVICE), "advice");
            assert_eq!(text(aca_error_text::TARGET), "target");
            assert_eq!(text(aca_error_text::CLIENT_REQUEST_ID), "client");
            assert_eq!(text(aca_error_text::REQUEST_ID), "request");
            assert_eq!(text(aca_error_text::CORRELATION_ID), "correlation");
            assert_eq!(text(aca_error_text::INNER_ERROR), "inner");
            assert_eq!(text(aca_error_text::SERVICE_MESSAGE), "service");
            assert!(aca_error_get_text(&error, 9).data.is_null());
            let number = |which: aca_error_number| aca_error_get_number(&error, which as u32);
            assert_eq!(number(aca_error_number::HTTP_STATUS), 429);
            assert_eq!(number(aca_error_number::RETRY_AFTER_MS), 2000);
            assert_eq!(number(aca_error_number::REQUEST_SENT), 1);
            assert_eq!(number(aca_error_number::DETAIL_COUNT), 1);
            assert_eq!(aca_error_get_number(&error, 4), -1);
            let mut detail = aca_error_detail {
                code: aca_str::NONE,
                message: aca_str::NONE,
                target: aca_str::NONE,
            };
            assert_eq!(aca_error_get_detail(&error, 0, &mut detail), aca_status::OK);
            assert_eq!(detail.target.read("x").unwrap(), Some("t"));
            assert_eq!(
                aca_error_get_detail(&error, 1, &mut detail),
                aca_status::DONE
            );
            assert_eq!(
                aca_error_get_detail(&error, 0, std::ptr::null_mut()),
                aca_status::INVALID_ARGUMENT
            );
        }
    }

    #[test]
    fn null_is_no_error() {
        // SAFETY: NULL is allowed everywhere.
        unsafe {
            let null = std::ptr::null();
            assert_eq!(aca_error_get_kind(null), ErrorKind::Internal);
            assert!(aca_error_get_text(null, 0).data.is_null());
            assert_eq!(aca_error_get_number(null, 0), -1);
            assert_eq!(
                aca_error_get_detail(null, 0, std::ptr::null_mut()),
                aca_status::INVALID_ARGUMENT
            );
            aca_error_free(std::ptr::null_mut());
        }
    }
}
