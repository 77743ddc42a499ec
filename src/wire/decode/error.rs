//! Why JSON could not be read.

use serde_json::error::Category;

/// Why JSON could not be read. It tells the place and shows nothing of the text, which may hold
/// secrets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}{place}")]
pub struct DecodeError {
    what: String,
    place: String,
}

impl DecodeError {
    pub(super) fn shape(what: &str) -> Self {
        DecodeError {
            what: what.to_owned(),
            place: String::new(),
        }
    }
}

impl From<serde_json::Error> for DecodeError {
    fn from(error: serde_json::Error) -> Self {
        let what = match error.classify() {
            // serde's own words for a wrong type quote the value.
            Category::Data => {
                "the JSON is not an object with an array of sessions under 'value' and a text under 'nextLink'"
            }
            Category::Eof => "the JSON ends too early",
            Category::Syntax | Category::Io => "the text is not JSON",
        };
        DecodeError {
            what: what.to_owned(),
            place: format!(" (line {}, column {})", error.line(), error.column()),
        }
    }
}
