//! Generations across the border.

use std::time::Duration;

use crate::error::Error;
use crate::generation::{Generation, GenerationRequest, Next};
use crate::trace::Trace;

use super::client::{aca_client, check_size};
use super::fields::{aca_field_value, read_fields};
use super::guard::{guard, guard_value};
use super::outcome::{aca_error, aca_status};
use super::page::aca_page;
use super::pointer::{give, required, required_out, take_back};
use super::text::aca_str;

/// One command on one session pool. Made by `aca_generation_new`, started with
/// `aca_generation_start`, pulled with `aca_generation_next`, freed with `aca_generation_free`. It
/// does not need the client it was made with any more.
pub struct aca_generation(Generation);

/// What to generate, and where. Set `size` to sizeof(aca_generation_options) and all else to 0, then
/// what you want.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct aca_generation_options {
    /// sizeof(aca_generation_options), so that a later version can tell what it was given.
    pub size: usize,
    /// The pool's resource Id, or that of anything below it; none to go by the three names.
    pub resource_id: aca_str,
    /// The subscription's Id; none to go by AZURE_SUBSCRIPTION_ID.
    pub subscription_id: aca_str,
    /// The resource group's name.
    pub resource_group_name: aca_str,
    /// The session pool's name.
    pub session_pool_name: aca_str,
    /// How many sessions, from 1; NULL lets the service decide.
    pub count: *const i32,
    /// What the sessions shall be like.
    pub fields: *const aca_field_value,
    /// How many `fields` has.
    pub field_count: usize,
    /// An `aca_trace`: how much to tell in the pages' messages.
    pub trace: u32,
}

/// Checks all of `options` that can be checked without the network, and makes a generation that is
/// ready to start. Nothing is sent, no token is asked for. All of `options` is copied, secrets into
/// memory that is wiped. Any thread.
///
/// # Safety
/// Each pointer is NULL or points to what its type says.
#[no_mangle]
pub unsafe extern "C" fn aca_generation_new(
    client: *const aca_client,
    options: *const aca_generation_options,
    generation: *mut *mut aca_generation,
    error: *mut *mut aca_error,
) -> aca_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let aca_client(client) = unsafe { required(client, "client") }?;
        // SAFETY: the caller's promise.
        let options = unsafe { required(options, "options") }?;
        let place = required_out(generation, "generation")?;
        // SAFETY: the caller's promise.
        let request = unsafe { read_options(options) }?;
        let made = client.generation(request)?;
        // SAFETY: not NULL, and the caller's promise.
        unsafe { give(place, aca_generation(made)) };
        Ok(aca_status::OK)
    })
}

/// # Safety
/// The pointers in `options` are NULL or point to what their types say.
unsafe fn read_options(options: &aca_generation_options) -> Result<GenerationRequest, Error> {
    check_size(options.size, std::mem::size_of::<aca_generation_options>())?;
    const OFF: u32 = Trace::Off as u32;
    const VERBOSE: u32 = Trace::Verbose as u32;
    const DEBUG: u32 = Trace::Debug as u32;
    let trace = match options.trace {
        OFF => Trace::Off,
        VERBOSE => Trace::Verbose,
        DEBUG => Trace::Debug,
        other => {
            return Err(Error::invalid_argument(
                "trace",
                format!("There is no trace with the number {other}."),
            ))
        }
    };
    // SAFETY: the caller's promise, for each of these.
    unsafe {
        Ok(GenerationRequest {
            resource_id: options.resource_id.read_owned("resource_id")?,
            subscription: options.subscription_id.read_owned("subscription_id")?,
            resource_group: options
                .resource_group_name
                .read_owned("resource_group_name")?,
            pool: options.session_pool_name.read_owned("session_pool_name")?,
            count: options.count.as_ref().copied(),
            fields: read_fields(options.fields, options.field_count)?,
            trace,
        })
    }
}

/// The resource Id of the generation's session pool; it lives as long as the generation. NULL gives
/// none. Any thread.
///
/// # Safety
/// `generation` is NULL or a live handle.
#[no_mangle]
pub unsafe extern "C" fn aca_generation_target(generation: *const aca_generation) -> aca_str {
    guard_value(aca_str::NONE, || {
        // SAFETY: the caller's promise.
        let generation = unsafe { generation.as_ref() };
        aca_str::of_option(generation.map(|generation| generation.0.target()))
    })
}

/// Starts the work and returns at once; it goes on in the background. Fails with
/// ACA_ERROR_KIND_CREDENTIAL_UNAVAILABLE when there is nothing to sign in with. A generation starts
/// once; more calls do nothing. Any thread.
///
/// # Safety
/// `generation` is NULL or a live handle; `error` is NULL or a place for a pointer.
#[no_mangle]
pub unsafe extern "C" fn aca_generation_start(
    generation: *const aca_generation,
    error: *mut *mut aca_error,
) -> aca_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let aca_generation(generation) = unsafe { required(generation, "generation") }?;
        generation.start()?;
        Ok(aca_status::OK)
    })
}

/// Waits up to `timeout_ms` milliseconds for the next page. ACA_STATUS_OK: `*page` is a page that
/// the caller frees. ACA_STATUS_PENDING: nothing yet, call again. ACA_STATUS_DONE: all pages were
/// given. ACA_STATUS_CANCELLED: it was cancelled. Else `*error` says why there are no more pages;
/// pages given before stay good. Pages are fetched ahead while the caller works with one, a few at
/// most. One thread at a time: a second one gets ACA_STATUS_INVALID_ARGUMENT.
///
/// # Safety
/// Each pointer is NULL or points to what its type says.
#[no_mangle]
pub unsafe extern "C" fn aca_generation_next(
    generation: *const aca_generation,
    timeout_ms: u32,
    page: *mut *mut aca_page,
    error: *mut *mut aca_error,
) -> aca_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let aca_generation(generation) = unsafe { required(generation, "generation") }?;
        let place = required_out(page, "page")?;
        // SAFETY: not NULL, and the caller's promise.
        unsafe { place.write(std::ptr::null_mut()) };
        Ok(
            match generation.next(Duration::from_millis(timeout_ms.into()))? {
                Next::Page(page) => {
                    // SAFETY: not NULL, and the caller's promise.
                    unsafe { give(place, aca_page::new(page)) };
                    aca_status::OK
                }
                Next::Pending => aca_status::PENDING,
                Next::Done => aca_status::DONE,
                Next::Cancelled => aca_status::CANCELLED,
            },
        )
    })
}

/// Stops the work at once; a call of `aca_generation_next` that waits returns
/// ACA_STATUS_CANCELLED. More calls do nothing, NULL is ignored. Any thread, at any time before
/// `aca_generation_free`.
///
/// # Safety
/// `generation` is NULL or a live handle.
#[no_mangle]
pub unsafe extern "C" fn aca_generation_cancel(generation: *const aca_generation) {
    guard_value((), || {
        // SAFETY: the caller's promise.
        if let Some(generation) = unsafe { generation.as_ref() } {
            generation.0.cancel();
        }
    });
}

/// Frees a generation; what is still under way is cancelled. NULL is ignored.
///
/// # Safety
/// `generation` is NULL or a live handle, which ends here; no other call uses it at the same time.
#[no_mangle]
pub unsafe extern "C" fn aca_generation_free(generation: *mut aca_generation) {
    // SAFETY: the caller's promise.
    unsafe { take_back(generation) }
}
