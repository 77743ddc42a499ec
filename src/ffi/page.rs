//! Pages across the border: one table, one free.

use crate::generation::Page;
use crate::trace::Level;
use crate::wire::field::FIELD_COUNT;
use crate::wire::table::Cell;

use super::guard::guard;
use super::outcome::aca_status;
use super::pointer::{required, required_out, take_back};
use super::text::aca_str;

/// Sessions, and messages. Made by `aca_generation_next` and `aca_session_parse`, freed with
/// `aca_page_free`, which wipes its memory. It does not change: any thread may read it. It needs
/// nothing of the generation it came from.
pub struct aca_page {
    page: Page,
    messages: Vec<aca_message>,
}

// SAFETY: the pointers in `messages` lead into `page`, which goes where they go and never changes.
unsafe impl Send for aca_page {}
// SAFETY: as above.
unsafe impl Sync for aca_page {}

/// A line for a person. It holds no secret.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct aca_message {
    /// What kind of message it is.
    pub level: Level,
    /// The text; it lives as long as the page.
    pub text: aca_str,
}

/// What a page holds. All of it lives as long as the page.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct aca_page_table {
    /// The cells, session by session: field f of session s is values[s * field_count + f].
    pub values: *const Cell,
    /// How many sessions there are; may be 0.
    pub session_count: usize,
    /// How many fields each session has. A later version may have more than ACA_FIELD_COUNT; the
    /// first ones are the same.
    pub field_count: usize,
    /// Where the offsets of STRING cells count from.
    pub text: *const u8,
    /// How many bytes `text` has.
    pub text_length: usize,
    /// The messages since the last page, in order.
    pub messages: *const aca_message,
    /// How many there are; may be 0.
    pub message_count: usize,
}

impl aca_page {
    pub(super) fn new(page: Page) -> Self {
        let messages = page
            .messages
            .iter()
            .map(|message| aca_message {
                level: message.level,
                text: aca_str::of(&message.text),
            })
            .collect();
        aca_page { page, messages }
    }
}

/// Writes what the page holds to `table`. Any thread.
///
/// # Safety
/// `page` is NULL or a live handle; `table` is NULL or a place for a table.
#[no_mangle]
pub unsafe extern "C" fn aca_page_get_table(
    page: *const aca_page,
    table: *mut aca_page_table,
) -> aca_status {
    guard(std::ptr::null_mut(), || {
        // SAFETY: the caller's promise.
        let aca_page { page, messages } = unsafe { required(page, "page") }?;
        let place = required_out(table, "table")?;
        let sessions = &page.sessions;
        let found = aca_page_table {
            values: sessions.cells().as_ptr(),
            session_count: sessions.len(),
            field_count: FIELD_COUNT,
            text: sessions.text().as_ptr(),
            text_length: sessions.text().len(),
            messages: messages.as_ptr(),
            message_count: messages.len(),
        };
        // SAFETY: not NULL, and the caller's promise.
        unsafe { place.write(found) };
        Ok(aca_status::OK)
    })
}

/// Frees a page. NULL is ignored.
///
/// # Safety
/// `page` is NULL or a live handle, which ends here; nothing reads its table any more.
#[no_mangle]
pub unsafe extern "C" fn aca_page_free(page: *mut aca_page) {
    // SAFETY: the caller's promise.
    unsafe { take_back(page) }
}
