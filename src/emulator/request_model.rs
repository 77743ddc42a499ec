//! A request's body, read strictly against the wire model: what the service would not understand
//! is refused by name. A value is never told: it may be a secret.

use serde_json::{Map, Value};

use crate::wire::field::{Field, FieldType, Node, SESSION};
use crate::wire::fields::{FieldValue, SessionFields};
use crate::wire::time::parse_ticks;

use super::arm::ArmError;

/// Names in messages end after so many characters.
const LONGEST_NAME: usize = 64;

/// Reads the body of a request. Null counts as absent. `id`, `name`, `type` and `systemData` are
/// the service's to say and are passed over.
///
/// # Errors
/// `InvalidRequestContent` that names every place that is wrong.
pub(super) fn read(body: &[u8]) -> Result<SessionFields, ArmError> {
    if body.is_empty() {
        return Err(refused(
            "The request has no body. An empty object, {}, will do.",
        ));
    }
    let value: Value = serde_json::from_slice(body).map_err(|error| {
        refused(format!(
            "The request content was invalid and could not be deserialized: '{error}'."
        ))
    })?;
    let Value::Object(object) = value else {
        let message = format!(
            "The request content must be an object and is {}.",
            kind(&value)
        );
        return Err(refused(message));
    };
    let mut reader = Reader::default();
    reader.object(SESSION, "", &object);
    reader.finish()
}

fn refused(message: impl Into<String>) -> ArmError {
    ArmError::bad_request("InvalidRequestContent", message)
}

#[derive(Default)]
struct Reader {
    fields: SessionFields,
    /// The path and the sentence of everything that is wrong.
    problems: Vec<(String, String)>,
}

impl Reader {
    fn object(&mut self, nodes: &'static [Node], prefix: &str, object: &Map<String, Value>) {
        for (key, value) in object {
            let path = || {
                let key: String = key.chars().take(LONGEST_NAME).collect();
                format!("{prefix}{key}")
            };
            let node = nodes.iter().find(|node| node.key() == key);
            match (node, value) {
                (None, _) => {
                    let path = path();
                    let message =
                        format!("Could not find member '{path}' on object of type 'Session'.");
                    self.problems.push((path, message));
                }
                (Some(_), Value::Null) => {}
                (Some(Node::Object("systemData", _)), _) => {}
                (Some(Node::Object(key, nodes)), Value::Object(object)) => {
                    self.object(nodes, &format!("{prefix}{key}."), object);
                }
                (Some(Node::Object(..)), other) => {
                    let path = path();
                    let message = format!("'{path}' must be an object and is {}.", kind(other));
                    self.problems.push((path, message));
                }
                (Some(Node::Field(_, Field::Id | Field::Name | Field::Type)), _) => {}
                (Some(Node::Field(_, field)), value) => self.field(*field, value),
            }
        }
    }

    fn field(&mut self, field: Field, value: &Value) {
        let read = match (field.value_type(), value) {
            (FieldType::Text, Value::String(text)) => Some(text.as_str().into()),
            (FieldType::Boolean, Value::Bool(value)) => Some(FieldValue::Boolean(*value)),
            (FieldType::Integer, Value::Number(number)) => number
                .as_i64()
                .and_then(|number| i32::try_from(number).ok())
                .map(FieldValue::Integer),
            (FieldType::Time, Value::String(text)) => time(text).map(FieldValue::Time),
            _ => None,
        };
        let set = read.is_some_and(|value| self.fields.set(field, value).is_ok());
        if !set {
            let path = field.path();
            let expected = match field.value_type() {
                FieldType::Text => "a string",
                FieldType::Integer => "a whole number of 32 bits",
                FieldType::Boolean => "true or false",
                FieldType::Time => "a time in RFC 3339 with its zone",
            };
            let message = format!("'{path}' must be {expected} and is {}.", kind(value));
            self.problems.push((path.to_owned(), message));
        }
    }

    fn finish(self) -> Result<SessionFields, ArmError> {
        let Some((target, message)) = self.problems.first() else {
            return Ok(self.fields);
        };
        let error = refused(format!(
            "The request content was invalid and could not be deserialized: {message}"
        ))
        .target(target);
        if self.problems.len() == 1 {
            return Err(error);
        }
        let details = self.problems.iter();
        Err(details.fold(error, |error, (target, message)| {
            error.detail(target, message)
        }))
    }
}

/// An instant with its zone; the wire model reads one without a zone as well, the service does not.
fn time(text: &str) -> Option<i64> {
    chrono::DateTime::parse_from_rfc3339(text).ok()?;
    parse_ticks(text)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number that does not fit",
        Value::String(_) => "a string that does not fit",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(body: &str) -> String {
        format!("{:?}", read(body.as_bytes()).unwrap_err())
    }

    #[test]
    fn everything_the_model_has_is_read() {
        let mut fields = SessionFields::default();
        for field in Field::ALL {
            let value = match field.value_type() {
                FieldType::Text => field.key().into(),
                FieldType::Integer => FieldValue::Integer(7),
                FieldType::Boolean => FieldValue::Boolean(true),
                FieldType::Time => FieldValue::Time(0),
            };
            fields.set(field, value).unwrap();
        }
        let read = read(&fields.to_session_json(false)).unwrap();
        // What is the service's to say is passed over.
        assert_eq!(*read.to_request_json(), *fields.to_request_json());
        assert!(read.get(Field::Id).is_none() && read.get(Field::Name).is_none());
    }

    #[test]
    fn nothing_null_and_empty_objects_are_no_fields() {
        for body in [
            "{}",
            r#"{"properties":null}"#,
            r#"{"properties":{"sshConfiguration":{}}}"#,
        ] {
            assert_eq!(read(body.as_bytes()).unwrap(), SessionFields::default());
        }
        let read = read(br#"{"properties":{"name":null,"status":""}}"#).unwrap();
        assert!(read.get(Field::PropertiesName).is_none());
        assert_eq!(read.get(Field::Status), Some(&"".into()));
    }

    #[test]
    fn what_is_no_session_is_refused_by_place() {
        for (body, part) in [
            ("", "has no body"),
            ("<html>", "line 1 column 1"),
            ("[]", "must be an object and is an array"),
            (r#"{"properties":[]}"#, "'properties' must be an object"),
            (r#"{"propertys":{}}"#, "Could not find member 'propertys'"),
            (
                r#"{"properties":{"sshConfiguration":{"user":"x"}}}"#,
                "'properties.sshConfiguration.user'",
            ),
            (
                r#"{"properties":{"generatedAt":"2024-01-01T00:00:00Z"}}"#,
                "'properties.generatedAt'",
            ),
            (
                r#"{"properties":{"requestedDurationInSeconds":"60"}}"#,
                "a whole number of 32 bits",
            ),
            (
                r#"{"properties":{"requestedDurationInSeconds":2147483648}}"#,
                "32 bits",
            ),
            (
                r#"{"properties":{"expiryTime":"2024-01-01T00:00:00"}}"#,
                "RFC 3339",
            ),
            (
                r#"{"properties":{"sessionAuthConfiguration":{"authEnabled":"true"}}}"#,
                "true or false",
            ),
        ] {
            let error = error(body);
            assert!(
                error.contains(part) && error.contains("InvalidRequestContent"),
                "{error}"
            );
        }
    }

    #[test]
    fn several_problems_are_details_and_no_value_is_told() {
        let error =
            error(r#"{"properties":{"sshConfiguration":{"password":["hunter2"]},"x":"hunter2"}}"#);
        assert!(error.contains("properties.sshConfiguration.password"));
        assert!(error.contains("properties.x"));
        assert!(!error.contains("hunter2"));
    }
}
