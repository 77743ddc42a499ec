//! Text across the border.

use zeroize::Zeroizing;

use crate::error::Error;

use super::guard::guard_value;
use super::pointer::{array, take_back};

/// UTF-8 text by pointer and length in bytes; there is no NUL at its end. `data` NULL means that
/// there is no text, which is not the same as an empty one.
///
/// Text given to a function is copied before the function returns. Text returned by a function
/// belongs to the handle it came from and lives as long as that.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct aca_str {
    /// The first byte, or NULL.
    pub data: *const u8,
    /// How many bytes.
    pub length: usize,
}

impl aca_str {
    pub(super) const NONE: aca_str = aca_str {
        data: std::ptr::null(),
        length: 0,
    };

    pub(super) fn of(text: &str) -> Self {
        aca_str {
            data: text.as_ptr(),
            length: text.len(),
        }
    }

    pub(super) fn of_option(text: Option<&str>) -> Self {
        text.map_or(aca_str::NONE, aca_str::of)
    }

    /// The text; None when there is none.
    ///
    /// # Errors
    /// When it is not UTF-8, or has a length and no data. The text is not shown.
    ///
    /// # Safety
    /// `data` is NULL or points to `length` bytes that stay there for `'a`.
    pub(super) unsafe fn read<'a>(self, name: &str) -> Result<Option<&'a str>, Error> {
        if self.data.is_null() && self.length == 0 {
            return Ok(None);
        }
        // SAFETY: the caller's promise.
        let bytes = unsafe { array(self.data, self.length, name) }?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(error) => Err(Error::invalid_argument(
                name,
                format!(
                    "The argument '{name}' is not UTF-8: the byte at {} does not belong there.",
                    error.valid_up_to()
                ),
            )),
        }
    }

    /// As [`aca_str::read`], as a text of its own.
    ///
    /// # Errors
    /// As [`aca_str::read`].
    ///
    /// # Safety
    /// As [`aca_str::read`].
    pub(super) unsafe fn read_owned(self, name: &str) -> Result<Option<String>, Error> {
        // SAFETY: the caller's promise.
        Ok(unsafe { self.read(name) }?.map(str::to_owned))
    }
}

/// A text that the caller owns. Its memory is wiped when it is freed.
pub struct aca_text(pub(super) Zeroizing<Vec<u8>>);

/// The text; it lives as long as the handle. NULL gives none. Any thread.
///
/// # Safety
/// `text` is NULL or a live handle.
#[no_mangle]
pub unsafe extern "C" fn aca_text_get(text: *const aca_text) -> aca_str {
    guard_value(aca_str::NONE, || {
        // SAFETY: the caller's promise.
        match unsafe { text.as_ref() } {
            None => aca_str::NONE,
            Some(text) => aca_str {
                data: text.0.as_ptr(),
                length: text.0.len(),
            },
        }
    })
}

/// Frees a text. NULL is ignored.
///
/// # Safety
/// `text` is NULL or a live handle, which ends here.
#[no_mangle]
pub unsafe extern "C" fn aca_text_free(text: *mut aca_text) {
    // SAFETY: the caller's promise.
    unsafe { take_back(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_as_it_is_and_wrong_text_is_refused_by_name() {
        // SAFETY: all point to what they say.
        unsafe {
            assert_eq!(aca_str::NONE.read("a").unwrap(), None);
            assert_eq!(aca_str::of("").read("a").unwrap(), Some(""));
            assert_eq!(aca_str::of("é\0").read("a").unwrap(), Some("é\0"));
            let wrong = aca_str {
                data: b"ab\xff".as_ptr(),
                length: 3,
            };
            let error = wrong.read("name").unwrap_err();
            assert_eq!(error.target.as_deref(), Some("name"));
            assert!(error.message.contains("byte at 2"), "{error}");
            assert!(aca_str {
                length: 3,
                ..aca_str::NONE
            }
            .read("a")
            .is_err());
        }
    }
}
