//! Pointers from C: checked before they are followed.

use std::panic::{catch_unwind, AssertUnwindSafe};

use crate::error::Error;

/// A reference to what `pointer` points to.
///
/// # Errors
/// For NULL, naming the argument.
///
/// # Safety
/// `pointer` is NULL or points to a `T` that stays there and is not written to for `'a`.
pub(super) unsafe fn required<'a, T>(pointer: *const T, name: &str) -> Result<&'a T, Error> {
    // SAFETY: the caller's promise.
    unsafe { pointer.as_ref() }.ok_or_else(|| null_argument(name))
}

/// Checks that a result has a place to go to.
///
/// # Errors
/// For NULL, naming the argument.
pub(super) fn required_out<T>(pointer: *mut T, name: &str) -> Result<*mut T, Error> {
    match pointer.is_null() {
        true => Err(null_argument(name)),
        false => Ok(pointer),
    }
}

fn null_argument(name: &str) -> Error {
    Error::invalid_argument(name, format!("The argument '{name}' is NULL."))
}

/// Gives `value` to the caller as a handle.
///
/// # Safety
/// `place` is not NULL and a place for a pointer.
pub(super) unsafe fn give<T>(place: *mut *mut T, value: T) {
    // SAFETY: the caller's promise.
    unsafe { place.write(Box::into_raw(Box::new(value))) };
}

/// Takes a handle back and drops it; NULL is none.
///
/// # Safety
/// `handle` is NULL or came from [`give`] and was not taken back before.
pub(super) unsafe fn take_back<T>(handle: *mut T) {
    if handle.is_null() {
        return;
    }
    // SAFETY: the caller's promise.
    let value = unsafe { Box::from_raw(handle) };
    // Dropping runs our code only; a panic in it must not cross the border either.
    let _ = catch_unwind(AssertUnwindSafe(|| drop(value)));
}

/// A slice over an array from C.
///
/// # Errors
/// When `data` is NULL and `count` is not 0, or `count` is more than memory can hold.
///
/// # Safety
/// `data` is NULL or points to `count` values that stay there and are not written to for `'a`.
pub(super) unsafe fn array<'a, T>(
    data: *const T,
    count: usize,
    name: &str,
) -> Result<&'a [T], Error> {
    if count == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(Error::invalid_argument(
            name,
            format!("The argument '{name}' is NULL and its count is {count}."),
        ));
    }
    if count > isize::MAX as usize / std::mem::size_of::<T>().max(1) {
        return Err(Error::invalid_argument(
            name,
            format!("The argument '{name}' has a count of {count}: memory is not that large."),
        ));
    }
    // SAFETY: not NULL, of a possible size, and the caller's promise.
    Ok(unsafe { std::slice::from_raw_parts(data, count) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_is_checked_before_it_is_read() {
        let null = std::ptr::null::<u64>();
        // SAFETY: NULL is allowed, and the others are refused before they are read.
        unsafe {
            assert!(array(null, 0, "a").unwrap().is_empty());
            assert!(array(null, 1, "a").is_err());
            assert!(array(&1u64, usize::MAX, "a").is_err());
            assert_eq!(array(&1u64, 1, "a").unwrap(), [1]);
        }
    }
}
