//! One session as JSON.

use crate::error::Error;
use crate::generation::Page;
use crate::wire::decode::decode_session;
use crate::wire::field::Field;

use super::fields::{aca_field_value, read_fields};
use super::guard::guard;
use super::outcome::{aca_error, aca_status};
use super::page::aca_page;
use super::pointer::{give, required_out};
use super::text::{aca_str, aca_text};

/// Reads one session in wire form into a page with one session. A key that no field has and a value of
/// another type than its field's are errors that name them. Any thread.
///
/// # Safety
/// Each pointer is NULL or points to what its type says.
#[no_mangle]
pub unsafe extern "C" fn aca_session_parse(
    json: aca_str,
    page: *mut *mut aca_page,
    error: *mut *mut aca_error,
) -> aca_status {
    guard(error, || {
        let place = required_out(page, "page")?;
        // SAFETY: the caller's promise.
        let json = unsafe { json.read("json") }?.unwrap_or_default();
        // SAFETY: not NULL, and the caller's promise.
        unsafe { give(place, aca_page::new(parse(json)?)) };
        Ok(aca_status::OK)
    })
}

fn parse(json: &str) -> Result<Page, Error> {
    let invalid = |message: String| {
        Error::invalid_argument("json", message).with(|parts| parts.code = "InvalidSession".into())
    };
    let single = decode_session(json.as_bytes().to_vec())
        .map_err(|error| invalid(format!("The text is no session in JSON: {error}.")))?;
    if let Some(key) = single.unknown_keys.first() {
        return Err(invalid(format!(
            "A session has no key '{key}'; the nearest is '{}'.",
            nearest_key(key)
        )));
    }
    if let Some(problem) = single.problems.first() {
        return Err(invalid(format!("A value can't be read: {problem}")));
    }
    Ok(Page {
        sessions: single.session,
        ..Page::default()
    })
}

fn nearest_key(key: &str) -> &'static str {
    let lower = key.to_lowercase();
    let keys = Field::ALL.into_iter().map(Field::path);
    keys.flat_map(|path| path.split('.'))
        .min_by_key(|known| strsim::levenshtein(&lower, &known.to_lowercase()))
        .unwrap_or_default()
}

/// Writes a session in wire form: only what has a value, an object with nothing in it left out. The
/// text may hold secrets; `aca_text_free` wipes it. Any thread.
///
/// # Safety
/// Each pointer is NULL or points to what its type says.
#[no_mangle]
pub unsafe extern "C" fn aca_session_to_json(
    fields: *const aca_field_value,
    field_count: usize,
    indented: bool,
    json: *mut *mut aca_text,
    error: *mut *mut aca_error,
) -> aca_status {
    guard(error, || {
        let place = required_out(json, "json")?;
        // SAFETY: the caller's promise.
        let fields = unsafe { read_fields(fields, field_count) }?;
        // SAFETY: not NULL, and the caller's promise.
        unsafe { give(place, aca_text(fields.to_session_json(indented))) };
        Ok(aca_status::OK)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_told_with_the_nearest() {
        let error = parse(r#"{"properties":{"stauts":"x"}}"#).unwrap_err();
        assert_eq!(error.code, "InvalidSession");
        assert_eq!(
            error.message,
            "A session has no key 'stauts'; the nearest is 'status'."
        );
        assert!(parse("[1]").unwrap_err().message.contains("JSON object"));
        assert!(parse("{").unwrap_err().message.contains("line 1"));
    }

    #[test]
    fn a_session_is_read_and_a_value_that_is_none_is_told() {
        let page = parse(r#"{"properties":{"timeElapsedInSeconds":"5","name":"n"}}"#).unwrap();
        assert_eq!(page.sessions.string(0, Field::PropertiesName), Some("n"));
        let error = parse(r#"{"properties":{"timeElapsedInSeconds":"x"}}"#).unwrap_err();
        assert_eq!(
            error.message,
            "A value can't be read: properties.timeElapsedInSeconds should be a whole number of 32 bits and is text that is no such number."
        );
    }
}
