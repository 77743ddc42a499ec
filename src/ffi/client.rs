//! Clients across the border.

use crate::client::{Client, ClientOptions};
use crate::environment::Environment;
use crate::error::Error;

use super::guard::guard;
use super::outcome::{aca_error, aca_status};
use super::pointer::{array, give, required_out, take_back};
use super::text::aca_str;

/// Settings to generate sessions with. Made by `aca_client_new`, freed with `aca_client_free`. Cheap:
/// threads, connections and tokens are the process's, however many clients there are. Any number of
/// threads may use one client at the same time.
pub struct aca_client(pub(super) Client);

/// An environment variable.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct aca_setting {
    /// The variable's name.
    pub name: aca_str,
    /// Its value.
    pub value: aca_str,
}

/// How a client behaves. Set `size` to sizeof(aca_client_options) and all else to 0, then what you
/// want.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct aca_client_options {
    /// sizeof(aca_client_options), so that a later version can tell what it was given.
    pub size: usize,
    /// Put in front of the User-Agent, such as "Az.ContainerAppsApi/0.1.0 PowerShell/7.6.9".
    pub application: aca_str,
    /// The environment variables to go by, of those that `aca_environment_variable_name` names; NULL
    /// for the process's own.
    pub environment: *const aca_setting,
    /// How many `environment` has.
    pub environment_count: usize,
}

/// Makes a client. Opens and starts nothing. `options` may be NULL for the defaults; all of it is
/// copied, secrets into memory that is wiped when the client is freed. Any thread.
///
/// # Safety
/// Each pointer is NULL or points to what its type says.
#[no_mangle]
pub unsafe extern "C" fn aca_client_new(
    options: *const aca_client_options,
    client: *mut *mut aca_client,
    error: *mut *mut aca_error,
) -> aca_status {
    guard(error, || {
        let place = required_out(client, "client")?;
        // SAFETY: the caller's promise.
        let options = match unsafe { options.as_ref() } {
            None => ClientOptions::default(),
            // SAFETY: the caller's promise.
            Some(options) => unsafe { read_options(options) }?,
        };
        // SAFETY: not NULL, and the caller's promise.
        unsafe { give(place, aca_client(Client::new(options))) };
        Ok(aca_status::OK)
    })
}

/// # Safety
/// The pointers in `options` are NULL or point to what their types say.
unsafe fn read_options(options: &aca_client_options) -> Result<ClientOptions, Error> {
    check_size(options.size, std::mem::size_of::<aca_client_options>())?;
    let environment = match options.environment.is_null() && options.environment_count == 0 {
        true => None,
        false => {
            // SAFETY: the caller's promise.
            let settings = unsafe {
                array(
                    options.environment,
                    options.environment_count,
                    "environment",
                )
            }?;
            let pairs: Result<Vec<(&str, &str)>, Error> = settings
                .iter()
                .map(|setting| {
                    // SAFETY: the caller's promise.
                    let name = unsafe { setting.name.read("environment.name") }?;
                    // SAFETY: the caller's promise.
                    let value = unsafe { setting.value.read("environment.value") }?;
                    Ok((name.unwrap_or_default(), value.unwrap_or_default()))
                })
                .collect();
            Some(Environment::from_iter(pairs?))
        }
    };
    // SAFETY: the caller's promise.
    let application = unsafe { options.application.read_owned("application") }?;
    Ok(ClientOptions {
        application: application.unwrap_or_default(),
        environment,
    })
}

/// Checks the size of an options structure that is read whole.
///
/// # Errors
/// When the caller's structure is smaller than this version reads.
pub(super) fn check_size(given: usize, needed: usize) -> Result<(), Error> {
    if given >= needed {
        return Ok(());
    }
    Err(Error::invalid_argument(
        "size",
        format!(
            "The options' size is {given} and must be {needed}: set it to the structure's sizeof."
        ),
    ))
}

/// Frees a client. Generations made with it go on. NULL is ignored.
///
/// # Safety
/// `client` is NULL or a live handle, which ends here; no other call uses it at the same time.
#[no_mangle]
pub unsafe extern "C" fn aca_client_free(client: *mut aca_client) {
    // SAFETY: the caller's promise.
    unsafe { take_back(client) }
}
