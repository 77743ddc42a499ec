//! What is told on request, and that no secret is in it.

use aca_sessions::emulator::identity::CLIENT_SECRET;
use aca_sessions::generation::GenerationRequest;
use aca_sessions::trace::{Level, Trace};
use aca_sessions::wire::field::Field;
use aca_sessions::wire::fields::SessionFields;

use crate::setup::{by_id, Setup};

fn request(trace: Trace) -> GenerationRequest {
    let mut fields = SessionFields::default();
    for field in Field::ALL.into_iter().filter(|field| field.is_secret()) {
        fields.set(field, "hunter2".into()).unwrap();
    }
    GenerationRequest {
        count: Some(3),
        fields,
        trace,
        ..by_id()
    }
}

#[test]
fn nothing_is_told_when_nothing_was_asked() {
    assert!(Setup::paged(2).run(request(Trace::Off)).messages.is_empty());
}

#[test]
fn verbose_is_a_line_a_request() {
    let setup = Setup::paged(2);
    let lines: Vec<String> = setup
        .run(request(Trace::Verbose))
        .messages
        .into_iter()
        .map(|line| line.text)
        .collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    for (line, parts) in lines.iter().zip([
        [
            "POST http://127.0.0.1",
            "/oauth2/v2.0/token -> 200 in ",
            " ms",
            "",
        ],
        [
            "POST http://127.0.0.1",
            "generateSessions?count=3&api-version=2024-02-02-preview -> 200 in ",
            ", 2 sessions",
            ", request id ",
        ],
        [
            "GET http://127.0.0.1",
            " -> 200 in ",
            ", 1 session,",
            ", request id ",
        ],
    ]) {
        for part in parts {
            assert!(line.contains(part), "{part}: {line}");
        }
    }
}

#[test]
fn debug_shows_the_requests_and_answers_and_no_secret() {
    let setup = Setup::paged(2);
    let messages = setup.run(request(Trace::Debug)).messages;
    let debug: Vec<&str> = messages
        .iter()
        .filter(|message| message.level == Level::Debug)
        .map(|message| message.text.as_str())
        .collect();
    assert_eq!(debug.len(), 6);
    let all = debug.join("\n");
    for part in [
        "Request: POST",
        "authorization: REDACTED",
        r#""password":"REDACTED""#,
        "client_secret=REDACTED",
        "Response: 200 OK",
        "x-ms-request-id: ",
    ] {
        assert!(all.contains(part), "{part}");
    }
    let encoded: String = url::form_urlencoded::byte_serialize(CLIENT_SECRET.as_bytes()).collect();
    for secret in ["hunter2", CLIENT_SECRET, encoded.as_str(), "eyJ"] {
        assert!(!all.contains(secret), "{secret} is in:\n{all}");
    }
}
