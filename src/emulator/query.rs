//! A request's query, by name. Azure Resource Manager reads the names in any case.

use std::borrow::Cow;

use url::form_urlencoded;

use super::arm::ArmError;

/// The parameters of a query, decoded.
pub(super) struct Query<'a> {
    pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> Query<'a> {
    pub(super) fn parse(query: Option<&'a str>) -> Self {
        let query = query.unwrap_or_default();
        Query {
            pairs: form_urlencoded::parse(query.as_bytes()).collect(),
        }
    }

    /// The value under `name`, in any case.
    ///
    /// # Errors
    /// When the parameter is there twice: a client that adds one to a link that has it must see it.
    pub(super) fn get(&self, name: &str) -> Result<Option<&str>, ArmError> {
        let mut found = self
            .pairs
            .iter()
            .filter(|(key, _)| key.eq_ignore_ascii_case(name));
        let first = found.next().map(|(_, value)| &**value);
        if found.next().is_some() {
            return Err(ArmError::bad_request(
                "InvalidQueryParameter",
                format!("The query parameter '{name}' is there more than once."),
            )
            .target(name));
        }
        Ok(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_in_any_case_and_escaped() {
        let query = Query::parse(Some("Count=5&%24skiptoken=a%2Bb&empty="));
        assert_eq!(query.get("count").unwrap(), Some("5"));
        assert_eq!(query.get("$skipToken").unwrap(), Some("a+b"));
        assert_eq!(query.get("empty").unwrap(), Some(""));
        assert_eq!(query.get("api-version").unwrap(), None);
        assert_eq!(Query::parse(None).get("count").unwrap(), None);
    }

    #[test]
    fn a_parameter_given_twice_is_refused() {
        let query = Query::parse(Some("count=5&COUNT=5"));
        assert!(query.get("count").is_err());
    }
}
