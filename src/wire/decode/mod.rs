//! An answer's JSON, `{"value":[...],"nextLink":...}`, read straight into a [`SessionTable`].
//!
//! Reading is lenient where the meaning is plain and loud where it is not: a field of another JSON
//! type than expected is read when it can mean one thing only ("60" for 60, 60.0, "true"), else it
//! stays absent and a warning names it. A session is never lost for one of its fields.

mod error;
mod sink;

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::field::{self, Field, FieldType, Node, FIELD_COUNT, SESSION};
use super::table::{Cell, CellKind, SessionTable};
use super::time::parse_ticks;

pub use error::DecodeError;
use sink::Sink;

/// What one page of an answer holds.
#[derive(Debug, Default)]
pub struct Answer {
    /// The page's sessions, in the service's order.
    pub sessions: SessionTable,
    /// Where the next page is. Null, empty and missing links all mean that there is none.
    pub next_link: Option<String>,
    /// A sentence for each value that could not be read.
    pub warnings: Vec<String>,
}

/// Reads a page. The table takes `body` over and points into it.
///
/// # Errors
/// When the body is not JSON, or not an object with an array (or null) under `value`; `body` is left
/// as it was.
pub fn decode_answer(body: &mut Vec<u8>) -> Result<Answer, DecodeError> {
    let mut sink = Sink::new(body);
    let mut next_link = None;
    let mut json = serde_json::Deserializer::from_slice(body);
    AnswerSeed {
        sink: &mut sink,
        next_link: &mut next_link,
    }
    .deserialize(&mut json)?;
    json.end()?;
    let (sessions, findings) = sink.finish(std::mem::take(body));
    Ok(Answer {
        warnings: findings.of_answer(&sessions),
        sessions,
        next_link: next_link.filter(|link| !link.is_empty()),
    })
}

/// Reads one session in wire form, and tells which keys no field of a session has.
///
/// # Errors
/// As [`decode_answer`], for a body that is no object.
pub fn decode_session(body: Vec<u8>) -> Result<SingleSession, DecodeError> {
    let mut sink = Sink::new(&body);
    sink.unknown = Some(Vec::new());
    let mut json = serde_json::Deserializer::from_slice(&body);
    let is_object = SessionSeed { sink: &mut sink }.deserialize(&mut json)?;
    if !is_object {
        return Err(DecodeError::shape("a session is a JSON object"));
    }
    json.end()?;
    let unknown_keys = sink.unknown.take().unwrap_or_default();
    let (session, findings) = sink.finish(body);
    Ok(SingleSession {
        problems: findings.of_session(),
        session,
        unknown_keys,
    })
}

/// What [`decode_session`] found.
#[derive(Debug)]
pub struct SingleSession {
    /// A table of one row.
    pub session: SessionTable,
    /// Paths of keys that no field has.
    pub unknown_keys: Vec<String>,
    /// A sentence for each value that could not be read.
    pub problems: Vec<String>,
}

struct AnswerSeed<'a> {
    sink: &'a mut Sink,
    next_link: &'a mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for AnswerSeed<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for AnswerSeed<'_> {
    type Value = ();
    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object with the sessions under 'value'")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            match &*key {
                "value" => map.next_value_seed(SessionsSeed { sink: self.sink })?,
                "nextLink" => *self.next_link = map.next_value()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// An object's key, borrowed from the body where it has no escapes.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

struct SessionsSeed<'a> {
    sink: &'a mut Sink,
}

impl<'de> DeserializeSeed<'de> for SessionsSeed<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for SessionsSeed<'_> {
    type Value = ();
    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array of sessions")
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let sink = self.sink;
        while sequence.next_element_seed(SessionSeed { sink })?.is_some() {
            sink.elements += 1;
        }
        Ok(())
    }
}

/// One session. Its value tells whether the element was an object.
struct SessionSeed<'a> {
    sink: &'a mut Sink,
}

impl<'de> DeserializeSeed<'de> for SessionSeed<'_> {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let start = self.sink.cells.len();
        self.sink.cells.resize(start + FIELD_COUNT, Cell::ABSENT);
        let object = ObjectSeed {
            sink: self.sink,
            nodes: SESSION,
        };
        let found = object.deserialize(deserializer)?;
        if let Some(found) = found {
            self.sink.cells.truncate(start);
            let element = self.sink.elements;
            self.sink.skipped.push((element, found));
        }
        Ok(found.is_none())
    }
}

/// An object of the tree. Its value is None, or what stood there in the object's place.
struct ObjectSeed<'a> {
    sink: &'a mut Sink,
    nodes: &'static [Node],
}

impl<'de> DeserializeSeed<'de> for ObjectSeed<'_> {
    type Value = Option<&'static str>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ObjectSeed<'_> {
    type Value = Option<&'static str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            match field::find(self.nodes, &key) {
                Some(Node::Field(_, field)) => map.next_value_seed(FieldSeed {
                    sink: self.sink,
                    field: *field,
                })?,
                Some(Node::Object(key, nodes)) => {
                    let object = ObjectSeed {
                        sink: self.sink,
                        nodes,
                    };
                    match map.next_value_seed(object)? {
                        None | Some("null") => {}
                        Some(found) => self.sink.problem(key, "an object", found),
                    }
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                    if let Some(unknown) = &mut self.sink.unknown {
                        unknown.push(key.into_owned());
                    }
                }
            }
        }
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Some("null"))
    }
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Some("a boolean"))
    }
    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Some("a number"))
    }
    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Some("a number"))
    }
    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Some("a number"))
    }
    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Some("a string"))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Some("an array"))
    }
}

/// The value of a field.
struct FieldSeed<'a> {
    sink: &'a mut Sink,
    field: Field,
}

impl FieldSeed<'_> {
    fn put_integer(self, value: Option<i32>, found: &'static str) {
        match value {
            Some(value) => self
                .sink
                .put(self.field, CellKind::Integer, 0, value.into()),
            None => self.refuse(found),
        }
    }

    fn refuse(self, found: &'static str) {
        let expected = match self.field.value_type() {
            FieldType::Text => "a string",
            FieldType::Integer => "a whole number of 32 bits",
            FieldType::Boolean => "true or false",
            FieldType::Time => "a time in RFC 3339",
        };
        self.sink.problem(self.field.path(), expected, found);
    }

    fn put_text(self, text: &str, put: impl FnOnce(&mut Sink, Field, &str)) {
        match self.field.value_type() {
            FieldType::Text => put(self.sink, self.field, text),
            FieldType::Integer => {
                let value = text.trim().parse().ok();
                self.put_integer(value, "text that is no such number");
            }
            FieldType::Boolean => match text.trim() {
                text if text.eq_ignore_ascii_case("true") => {
                    self.sink.put(self.field, CellKind::Boolean, 0, 1);
                }
                text if text.eq_ignore_ascii_case("false") => {
                    self.sink.put(self.field, CellKind::Boolean, 0, 0);
                }
                _ => self.refuse("text that is neither"),
            },
            FieldType::Time => match parse_ticks(text.trim()) {
                Some(ticks) => self.sink.put(self.field, CellKind::Time, 0, ticks),
                None => self.refuse("text that is no such time"),
            },
        }
    }

    fn put_number(self, text: impl fmt::Display, integer: Option<i32>) {
        match self.field.value_type() {
            FieldType::Integer => self.put_integer(integer, "another number"),
            FieldType::Text => self.sink.put_made(self.field, &text.to_string()),
            FieldType::Boolean | FieldType::Time => self.refuse("a number"),
        }
    }
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for FieldSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        self.put_text(text, Sink::put_borrowed);
        Ok(())
    }
    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.put_text(text, Sink::put_made);
        Ok(())
    }
    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        match self.field.value_type() {
            FieldType::Boolean => {
                self.sink
                    .put(self.field, CellKind::Boolean, 0, value.into());
            }
            FieldType::Text => {
                self.sink
                    .put_made(self.field, if value { "true" } else { "false" });
            }
            FieldType::Integer | FieldType::Time => self.refuse("a boolean"),
        }
        Ok(())
    }
    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.put_number(value, i32::try_from(value).ok());
        Ok(())
    }
    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.put_number(value, i32::try_from(value).ok());
        Ok(())
    }
    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        let whole =
            value.fract() == 0.0 && (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&value);
        self.put_number(value, whole.then_some(value as i32));
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        self.refuse("an array");
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.refuse("an object");
        Ok(())
    }
}

#[cfg(test)]
mod tests;
