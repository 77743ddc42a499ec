//! A session's fields on their way in.

use zeroize::Zeroizing;

use crate::error::Error;
use crate::wire::field::{Field, FieldType};
use crate::wire::fields::{FieldValue, SessionFields};
use crate::wire::table::CellKind;

use super::guard::guard_value;
use super::pointer::array;
use super::text::aca_str;

/// How many fields a session has: the columns of a page's table in this version.
pub const ACA_FIELD_COUNT: usize = 25;

const _: () = assert!(ACA_FIELD_COUNT == crate::wire::field::FIELD_COUNT);

/// A field with its value. A field that is given twice has the later value.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct aca_field_value {
    /// An `aca_field`.
    pub field: u32,
    /// An `aca_value_kind`: the one of the field's type. ABSENT is as if the field were not given.
    pub kind: u32,
    /// The value of an INTEGER (within 32 bits), a BOOLEAN (0 or not) or a TIME (100 ns ticks since
    /// 1970-01-01T00:00:00Z).
    pub integer: i64,
    /// The value of a STRING; none counts as an empty one.
    pub text: aca_str,
}

/// Where `field` stands in a session's JSON, keys joined by dots, such as
/// "properties.sshConfiguration.password"; none for a number that is no field. The text is never
/// freed. Any thread.
#[no_mangle]
pub extern "C" fn aca_field_path(field: u32) -> aca_str {
    guard_value(aca_str::NONE, || {
        aca_str::of_option(Field::from_number(field).map(Field::path))
    })
}

/// The fields of an array from C.
///
/// # Errors
/// For a number that is no field, or a value of another type than the field's.
///
/// # Safety
/// `data` is NULL or points to `count` field values whose texts are there.
pub(super) unsafe fn read_fields(
    data: *const aca_field_value,
    count: usize,
) -> Result<SessionFields, Error> {
    // SAFETY: the caller's promise.
    let values = unsafe { array(data, count, "fields") }?;
    let mut fields = SessionFields::default();
    for value in values {
        let field = Field::from_number(value.field).ok_or_else(|| {
            Error::invalid_argument(
                "fields.field",
                format!("There is no field with the number {}.", value.field),
            )
        })?;
        // SAFETY: the caller's promise.
        if let Some(value) = unsafe { read_value(value, field) }? {
            fields.set(field, value)?;
        }
    }
    Ok(fields)
}

/// # Safety
/// The value's text is there.
unsafe fn read_value(value: &aca_field_value, field: Field) -> Result<Option<FieldValue>, Error> {
    const ABSENT: u32 = CellKind::Absent as u32;
    const STRING: u32 = CellKind::String as u32;
    const INTEGER: u32 = CellKind::Integer as u32;
    const BOOLEAN: u32 = CellKind::Boolean as u32;
    const TIME: u32 = CellKind::Time as u32;
    let read = match value.kind {
        ABSENT => return Ok(None),
        STRING => {
            // SAFETY: the caller's promise.
            let text = unsafe { value.text.read(field.path()) }?;
            FieldValue::Text(Zeroizing::new(text.unwrap_or_default().to_owned()))
        }
        INTEGER => match i32::try_from(value.integer) {
            Ok(integer) => FieldValue::Integer(integer),
            Err(_) => {
                return Err(Error::invalid_argument(
                    field.path(),
                    format!(
                        "{} is {}, and takes a {} only.",
                        field.path(),
                        value.integer,
                        FieldType::Integer.noun()
                    ),
                ))
            }
        },
        BOOLEAN => FieldValue::Boolean(value.integer != 0),
        TIME => FieldValue::Time(value.integer),
        other => {
            return Err(Error::invalid_argument(
                "fields.kind",
                format!("There is no kind of value with the number {other}."),
            ))
        }
    };
    Ok(Some(read))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(field: Field, kind: CellKind, integer: i64, text: &'static str) -> aca_field_value {
        aca_field_value {
            field: field as u32,
            kind: kind as u32,
            integer,
            text: aca_str::of(text),
        }
    }

    fn read(values: &[aca_field_value]) -> Result<SessionFields, Error> {
        // SAFETY: the array and its texts are there.
        unsafe { read_fields(values.as_ptr(), values.len()) }
    }

    #[test]
    fn each_kind_is_read_and_absent_is_left_out() {
        let fields = read(&[
            value(Field::Status, CellKind::String, 0, "s"),
            value(Field::TimeElapsedInSeconds, CellKind::Integer, 5, ""),
            value(Field::AuthEnabled, CellKind::Boolean, 2, ""),
            value(Field::ExpiryTime, CellKind::Time, 0, ""),
            value(Field::Endpoint, CellKind::Absent, 0, "x"),
        ])
        .unwrap();
        let json = String::from_utf8(fields.to_request_json().to_vec()).unwrap();
        assert_eq!(
            json,
            r#"{"properties":{"sessionAuthConfiguration":{"authEnabled":true},"timeElapsedInSeconds":5,"expiryTime":"1970-01-01T00:00:00.0000000Z","status":"s"}}"#
        );
    }

    #[test]
    fn wrong_numbers_and_types_are_refused_by_name() {
        let target = |values: &[aca_field_value]| read(values).unwrap_err().target.clone().unwrap();
        let mut odd = value(Field::Status, CellKind::String, 0, "s");
        odd.field = 25;
        assert_eq!(target(&[odd]), "fields.field");
        odd.field = 24;
        odd.kind = 5;
        assert_eq!(target(&[odd]), "fields.kind");
        assert_eq!(
            target(&[value(Field::Status, CellKind::Integer, 1, "")]),
            "properties.status"
        );
        let large = value(Field::TimeElapsedInSeconds, CellKind::Integer, i64::MAX, "");
        assert_eq!(target(&[large]), "properties.timeElapsedInSeconds");
    }

    #[test]
    fn paths_are_there_for_fields_only() {
        // SAFETY: the paths are never freed.
        let path = |field| unsafe { aca_field_path(field).read("x") }.unwrap();
        assert_eq!(path(10), Some("properties.sshConfiguration.password"));
        assert_eq!(path(25), None);
    }
}
