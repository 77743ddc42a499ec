//! Identities across the border.

use crate::error::Error;
use crate::resource_id::{Identity, IdentityError};

use super::guard::{guard, guard_value};
use super::outcome::{aca_error, aca_status};
use super::pointer::{give, required_out, take_back};
use super::text::aca_str;

/// What a text says of a session pool's identity. Made by `aca_identity_parse`, freed with
/// `aca_identity_free`. It does not change: any thread may read it.
pub struct aca_identity(Identity);

/// The parts of an identity.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum aca_identity_part {
    /// The Id, as it was given.
    ID = 0,
    /// The subscription's Id.
    SUBSCRIPTION_ID = 1,
    /// The resource group's name.
    RESOURCE_GROUP_NAME = 2,
    /// The session pool's name.
    SESSION_POOL_NAME = 3,
}

impl From<IdentityError> for Error {
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::PoolId(error) => error.into(),
            other => Error::invalid_argument("text", format!("{other}."))
                .with(|parts| parts.code = "InvalidIdentity".into()),
        }
    }
}

/// Reads the identity of a session pool out of a text: a resource Id (the pool's, with or without
/// "/generateSessions" and a slash at the end, or that of anything below the pool, in any case), or
/// a JSON object with one under "id" or "resourceId", or with "subscriptionId", "resourceGroupName"
/// and "sessionPoolName" (or "name"). From an Id the parts are filled in. Any thread.
///
/// # Safety
/// Each pointer is NULL or points to what its type says.
#[no_mangle]
pub unsafe extern "C" fn aca_identity_parse(
    text: aca_str,
    identity: *mut *mut aca_identity,
    error: *mut *mut aca_error,
) -> aca_status {
    guard(error, || {
        let place = required_out(identity, "identity")?;
        // SAFETY: the caller's promise.
        let text = unsafe { text.read("text") }?;
        let parsed = Identity::parse(text.unwrap_or_default())?;
        // SAFETY: not NULL, and the caller's promise.
        unsafe { give(place, aca_identity(parsed)) };
        Ok(aca_status::OK)
    })
}

/// One of the identity's parts, by an `aca_identity_part`. None for what it does not have, for
/// another number and for NULL. The text lives as long as the identity. Any thread.
///
/// # Safety
/// `identity` is NULL or a live handle.
#[no_mangle]
pub unsafe extern "C" fn aca_identity_part_get(
    identity: *const aca_identity,
    part: u32,
) -> aca_str {
    guard_value(aca_str::NONE, || {
        // SAFETY: the caller's promise.
        let Some(aca_identity(identity)) = (unsafe { identity.as_ref() }) else {
            return aca_str::NONE;
        };
        let parts = [
            &identity.id,
            &identity.subscription,
            &identity.resource_group,
            &identity.pool,
        ];
        aca_str::of_option(parts.get(part as usize).and_then(|part| part.as_deref()))
    })
}

/// Frees an identity. NULL is ignored.
///
/// # Safety
/// `identity` is NULL or a live handle, which ends here.
#[no_mangle]
pub unsafe extern "C" fn aca_identity_free(identity: *mut aca_identity) {
    // SAFETY: the caller's promise.
    unsafe { take_back(identity) }
}
