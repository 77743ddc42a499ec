//! One session's fields as typed values, and the JSON they make.

use serde::ser::{Serialize, SerializeMap, Serializer};
use zeroize::Zeroizing;

use super::field::{Field, FieldType, Node, FIELD_COUNT, REQUEST, SESSION};
use super::time::format_ticks;

/// A field's value. Text is wiped from memory when it is dropped: it may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub enum FieldValue {
    /// UTF-8 text.
    Text(Zeroizing<String>),
    /// A whole number.
    Integer(i32),
    /// true or false.
    Boolean(bool),
    /// 100 ns ticks since 1970-01-01T00:00:00Z, within the years 1 to 9999.
    Time(i64),
}

impl FieldValue {
    /// The type of the value.
    pub fn value_type(&self) -> FieldType {
        match self {
            FieldValue::Text(_) => FieldType::Text,
            FieldValue::Integer(_) => FieldType::Integer,
            FieldValue::Boolean(_) => FieldType::Boolean,
            FieldValue::Time(_) => FieldType::Time,
        }
    }
}

/// The type only: the value may be a secret.
impl std::fmt::Debug for FieldValue {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a {}", self.value_type().noun())
    }
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> Self {
        FieldValue::Text(Zeroizing::new(text.to_owned()))
    }
}

/// The fields of a session that have a value.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SessionFields {
    values: [Option<FieldValue>; FIELD_COUNT],
}

/// Names only: a value may be a secret.
impl std::fmt::Debug for SessionFields {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bound = Field::ALL
            .into_iter()
            .filter(|field| self.get(*field).is_some());
        formatter.debug_set().entries(bound).finish()
    }
}

impl SessionFields {
    /// The field's value, if it has one.
    pub fn get(&self, field: Field) -> Option<&FieldValue> {
        self.values[field as usize].as_ref()
    }

    /// Gives the field a value.
    ///
    /// # Errors
    /// A [`FieldError`] when the value has another type than the field, or is an instant that has
    /// no RFC 3339 form. The value is not in it: it may be a secret.
    pub fn set(&mut self, field: Field, value: FieldValue) -> Result<(), FieldError> {
        if value.value_type() != field.value_type() {
            return Err(FieldError::Type {
                field,
                given: value.value_type(),
            });
        }
        if matches!(value, FieldValue::Time(ticks) if format_ticks(ticks).is_none()) {
            return Err(FieldError::Time { field });
        }
        self.values[field as usize] = Some(value);
        Ok(())
    }

    /// The request's body: `{"properties":{...}}` in the wire's order, compact, only what has a
    /// value; an object with nothing in it is left out.
    pub fn to_request_json(&self) -> Zeroizing<Vec<u8>> {
        self.to_json(REQUEST, false)
    }

    /// The whole session in wire form, read-only fields included.
    pub fn to_session_json(&self, indented: bool) -> Zeroizing<Vec<u8>> {
        self.to_json(SESSION, indented)
    }

    fn to_json(&self, nodes: &'static [Node], indented: bool) -> Zeroizing<Vec<u8>> {
        let object = Object {
            nodes,
            fields: self,
        };
        // Sized for the worst case, so that no growing leaves a copy of a secret behind: a character
        // may take six bytes (\u0000), the keys and an indented frame stay under 4 KiB.
        let text: usize = self
            .values
            .iter()
            .map(|value| match value {
                Some(FieldValue::Text(text)) => text.len() * 6,
                _ => 0,
            })
            .sum();
        let mut json = Zeroizing::new(Vec::with_capacity(text + 4096));
        let written = if indented {
            serde_json::to_writer_pretty(&mut *json, &object)
        } else {
            serde_json::to_writer(&mut *json, &object)
        };
        // Writing text, numbers and maps with text keys into memory has no way to fail.
        debug_assert!(written.is_ok());
        json
    }

    fn has_any(&self, nodes: &[Node]) -> bool {
        nodes.iter().any(|node| match node {
            Node::Field(_, field) => self.get(*field).is_some(),
            Node::Object(_, children) => self.has_any(children),
        })
    }
}

/// Why a value can't be a field's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// The value has another type than the field.
    #[error("{} takes a {} and was given a {}", field.path(), field.value_type().noun(), given.noun())]
    Type {
        /// The field.
        field: Field,
        /// The type of the value.
        given: FieldType,
    },
    /// The instant has no RFC 3339 form.
    #[error("{} is outside of the years 1 to 9999", field.path())]
    Time {
        /// The field.
        field: Field,
    },
}

impl FieldType {
    /// The type in words, for messages.
    pub fn noun(self) -> &'static str {
        match self {
            FieldType::Text => "string",
            FieldType::Integer => "whole number of 32 bits",
            FieldType::Boolean => "boolean",
            FieldType::Time => "time",
        }
    }
}

/// A part of the JSON tree with the values for it.
struct Object<'a> {
    nodes: &'static [Node],
    fields: &'a SessionFields,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for node in self.nodes {
            match node {
                Node::Field(key, field) => {
                    if let Some(value) = self.fields.get(*field) {
                        map.serialize_entry(key, value)?;
                    }
                }
                Node::Object(key, nodes) => {
                    if self.fields.has_any(nodes) {
                        let fields = self.fields;
                        map.serialize_entry(key, &Object { nodes, fields })?;
                    }
                }
            }
        }
        map.end()
    }
}

impl Serialize for FieldValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            FieldValue::Text(text) => serializer.serialize_str(text),
            FieldValue::Integer(integer) => serializer.serialize_i32(*integer),
            FieldValue::Boolean(boolean) => serializer.serialize_bool(*boolean),
            // `set` lets no instant in that has no form.
            FieldValue::Time(ticks) => format_ticks(*ticks).serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(values: &[(Field, FieldValue)]) -> SessionFields {
        let mut fields = SessionFields::default();
        for (field, value) in values {
            fields.set(*field, value.clone()).unwrap();
        }
        fields
    }

    fn request(values: &[(Field, FieldValue)]) -> String {
        String::from_utf8(with(values).to_request_json().to_vec()).unwrap()
    }

    #[test]
    fn nothing_bound_is_an_empty_object() {
        assert_eq!(request(&[]), "{}");
    }

    #[test]
    fn empty_values_are_sent() {
        assert_eq!(
            request(&[
                (Field::AuthEnabled, FieldValue::Boolean(false)),
                (Field::Status, "".into()),
                (Field::TimeElapsedInSeconds, FieldValue::Integer(0)),
            ]),
            r#"{"properties":{"sessionAuthConfiguration":{"authEnabled":false},"timeElapsedInSeconds":0,"status":""}}"#
        );
    }

    #[test]
    fn everything_is_sent_in_the_wires_order_and_the_services_own_fields_are_not() {
        let all: Vec<_> = Field::ALL
            .into_iter()
            .rev()
            .map(|field| {
                let value = match field.value_type() {
                    FieldType::Text => field.key().into(),
                    FieldType::Integer => FieldValue::Integer(60),
                    FieldType::Boolean => FieldValue::Boolean(true),
                    FieldType::Time => FieldValue::Time(0),
                };
                (field, value)
            })
            .collect();
        assert_eq!(
            request(&all),
            concat!(
                r#"{"properties":{"#,
                r#""sshConfiguration":{"username":"username","password":"password","authorizedPublicKey":"authorizedPublicKey"},"#,
                r#""codeExecutionConfiguration":{"environment":"environment","token":"token"},"#,
                r#""sessionAuthConfiguration":{"authEnabled":true,"jwtToken":"jwtToken"},"#,
                r#""name":"name","requestedDurationInSeconds":60,"timeElapsedInSeconds":60,"#,
                r#""expiryTime":"1970-01-01T00:00:00.0000000Z","generatedTime":"1970-01-01T00:00:00.0000000Z","#,
                r#""connectionString":"connectionString","endpoint":"endpoint","sessionKind":"sessionKind","status":"status"}}"#,
            )
        );
    }

    #[test]
    fn text_is_escaped_and_nothing_grows_past_what_was_reserved() {
        let hard = "\u{0}\u{1}\"\\\n\u{7f}é漢😀".repeat(500);
        let fields = with(&[(Field::SshPassword, hard.as_str().into())]);
        let json = fields.to_request_json();
        let value: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(value["properties"]["sshConfiguration"]["password"], hard);
        assert!(json.capacity() >= json.len() && json.capacity() <= hard.len() * 6 + 4096);
    }

    #[test]
    fn a_value_of_another_type_is_refused_without_showing_it() {
        let mut fields = SessionFields::default();
        let error = fields
            .set(Field::SshPassword, FieldValue::Integer(4711))
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "properties.sshConfiguration.password takes a string and was given a whole number of 32 bits"
        );
        let error = fields
            .set(Field::ExpiryTime, FieldValue::Time(i64::MAX))
            .unwrap_err();
        assert!(error.to_string().starts_with("properties.expiryTime"));
        assert_eq!(format!("{fields:?}"), "{}");
    }

    #[test]
    fn debug_names_the_fields_and_shows_no_value() {
        let fields = with(&[(Field::SshPassword, "hunter2".into())]);
        assert_eq!(format!("{fields:?}"), "{SshPassword}");
    }
}
