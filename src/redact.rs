//! Keeping secrets out of text that people see.

use std::borrow::Cow;

/// What stands where a secret stood.
pub const REDACTED: &str = "REDACTED";

/// Keys whose values give access to something, in JSON, forms, queries, headers and connection
/// strings; compared without case.
const SECRET_KEYS: &[&str] = &[
    "password",
    "token",
    "jwttoken",
    "connectionstring",
    "access_token",
    "accesstoken",
    "refresh_token",
    "id_token",
    "client_secret",
    "clientsecret",
    "client_assertion",
    "assertion",
    "secret",
    "authorization",
    "sig",
    "signature",
    "sharedaccesskey",
    "sharedaccesssignature",
    "accountkey",
    "pwd",
];

/// `text` with the value of every secret key, and everything that looks like a JWT or follows
/// `Bearer`, replaced. Works on text of any form, broken JSON included.
pub fn redact(text: &str) -> Cow<'_, str> {
    let mut output = String::new();
    let mut copied = 0;
    let mut rest = 0;
    while let Some(word) = next_word(text, rest) {
        rest = word.end;
        let secret = if is_token(&text[word.clone()]) {
            Some(word)
        } else if text[word.clone()].eq_ignore_ascii_case("bearer") {
            value_after_space(text, word.end)
        } else if SECRET_KEYS
            .iter()
            .any(|key| text[word.clone()].eq_ignore_ascii_case(key))
        {
            value_after_separator(text, word.end)
        } else {
            None
        };
        if let Some(secret) = secret.filter(|secret| !secret.is_empty()) {
            output.push_str(&text[copied..secret.start]);
            output.push_str(REDACTED);
            copied = secret.end;
            rest = secret.end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    output.push_str(&text[copied..]);
    Cow::Owned(output)
}

/// The first `limit` characters of a body, redacted, with control characters made visible. What is
/// redacted is more than what is shown, so that a secret cut in half stays hidden too.
pub fn excerpt(body: &[u8], limit: usize) -> String {
    let head = &body[..body.len().min(limit.saturating_mul(16))];
    let text = String::from_utf8_lossy(head);
    let clean = redact(&text);
    let mut shown: String = clean
        .chars()
        .take(limit)
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    if clean.chars().nth(limit).is_some() || head.len() < body.len() {
        shown.push('…');
    }
    shown
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

fn next_word(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let start = (from..bytes.len()).find(|at| is_word(bytes[*at]))?;
    let end = (start..bytes.len()).find(|at| !is_word(bytes[*at]));
    Some(start..end.unwrap_or(bytes.len()))
}

/// A JWT starts with the base64 of `{"`.
fn is_token(word: &str) -> bool {
    word.len() >= 20 && word.starts_with("eyJ")
}

fn skip(text: &str, from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let bytes = text.as_bytes();
    (from..bytes.len())
        .find(|at| !wanted(bytes[*at]))
        .unwrap_or(bytes.len())
}

fn value_after_space(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let start = skip(text, from, |byte| byte == b' ');
    let end = skip(text, start, |byte| {
        !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b',' | b'\\')
    });
    (start > from).then_some(start..end)
}

/// The value behind `:` or `=`: a quoted text, or a bare run up to what ends one in a form, a query
/// or a connection string.
fn value_after_separator(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let quote_end = skip(text, from, |byte| matches!(byte, b'"' | b'\'' | b'\\'));
    let separator = skip(text, quote_end, |byte| byte.is_ascii_whitespace());
    if !matches!(bytes.get(separator), Some(b':' | b'=')) {
        return None;
    }
    let start = skip(text, separator + 1, |byte| byte.is_ascii_whitespace());
    let escaped = skip(text, start, |byte| byte == b'\\');
    match bytes.get(start) {
        // JSON within JSON: the quotes are escaped, the closing one in the same way.
        Some(b'\\') if bytes.get(escaped) == Some(&b'"') => {
            let quote = &text[start..=escaped];
            let value = escaped + 1;
            let end = text[value..]
                .find(quote)
                .map_or(text.len(), |at| value + at);
            Some(value..end)
        }
        Some(quote @ (b'"' | b'\'')) => {
            let mut at = start + 1;
            while at < bytes.len() && bytes[at] != *quote {
                at += if bytes[at] == b'\\' { 2 } else { 1 };
            }
            let end = at.min(bytes.len());
            // A backslash before the end may have skipped into a character.
            let end = (end..=bytes.len()).find(|at| text.is_char_boundary(*at))?;
            Some(start + 1..end)
        }
        // An object or array is no secret itself; what is in it has keys of its own.
        Some(b'{' | b'[') => None,
        _ => {
            // "Authorization: Bearer x": the scheme belongs to the value.
            let scheme = text[start..].get(..7).is_some_and(|head| {
                head.eq_ignore_ascii_case("bearer ") || head.eq_ignore_ascii_case("basic ")
            });
            let value = if scheme { start + 7 } else { start };
            let end = skip(text, value, |byte| {
                !byte.is_ascii_whitespace()
                    && !matches!(byte, b'&' | b';' | b',' | b'}' | b'<' | b'"')
            });
            let null = text[start..end].eq_ignore_ascii_case("null");
            (!null).then_some(start..end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::field::Field;
    use proptest::prelude::*;

    #[test]
    fn secrets_of_every_form_are_replaced() {
        for (text, shown) in [
            (
                r#"{"password":"hunter2","username":"u"}"#,
                r#"{"password":"REDACTED","username":"u"}"#,
            ),
            (r#"{"Token" : "hun\"ter2"}"#, r#"{"Token" : "REDACTED"}"#),
            (
                r#"{\"jwtToken\":\"hunter2\"}"#,
                r#"{\"jwtToken\":\"REDACTED\"}"#,
            ),
            (r#"{"token":"hunter2"#, r#"{"token":"REDACTED"#),
            (
                "grant_type=x&client_secret=hunter2&scope=y",
                "grant_type=x&client_secret=REDACTED&scope=y",
            ),
            (
                "https://host/path?sv=1&sig=hunter2%3D",
                "https://host/path?sv=1&sig=REDACTED",
            ),
            (
                "Authorization: Bearer hunter2\r\nHost: x",
                "Authorization: REDACTED\r\nHost: x",
            ),
            (
                "sent Bearer hunter2, refused",
                "sent Bearer REDACTED, refused",
            ),
            (
                "Endpoint=sb://x;SharedAccessKey=hunter2;Other=1",
                "Endpoint=sb://x;SharedAccessKey=REDACTED;Other=1",
            ),
            (
                "<b>eyJhbGciOiJub25lIn0.eyJhIjoxfQ.hunter2</b>",
                "<b>REDACTED</b>",
            ),
        ] {
            let clean = redact(text);
            assert!(!clean.contains("hunter2"), "{clean}");
            assert_eq!(clean, shown);
        }
    }

    #[test]
    fn what_is_no_secret_stays() {
        for text in [
            r#"{"error":{"code":"X","message":"The token is wrong."}}"#,
            r#"{"password":null,"codeExecutionConfiguration":{"environment":"e"}}"#,
            "token_type and tokens",
            "",
        ] {
            assert_eq!(redact(text), text);
        }
    }

    #[test]
    fn every_secret_field_of_a_session_is_known() {
        for field in Field::ALL {
            let text = format!(r#"{{"{}":"hunter2"}}"#, field.key());
            assert_eq!(redact(&text) != text, field.is_secret(), "{field:?}");
        }
    }

    #[test]
    fn an_excerpt_never_shows_the_start_of_a_cut_secret() {
        let body = format!(
            r#"{{"a":"{}","password":"hunter2hunter2"}}"#,
            "x".repeat(175)
        );
        let shown = excerpt(body.as_bytes(), 200);
        assert!(!shown.contains("hun"), "{shown}");
        assert_eq!(excerpt(b"a\n\xffb", 200), "a \u{fffd}b");
        assert_eq!(excerpt(b"abcdef", 3), "abc…");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(\\PC|password|token|[\"'\\\\:={} &]|é|Bearer ){0,40}") {
            let _ = redact(&text);
            let _ = excerpt(text.as_bytes(), 20);
        }

        #[test]
        fn a_json_secret_is_never_shown(secret in "[a-z]{12,20}", before in "\\PC{0,20}") {
            let json = serde_json::json!({"before": before, "jwtToken": secret}).to_string();
            prop_assert!(!redact(&json).contains(&secret));
        }
    }
}
