//! What is said when no sessions come.

use std::io::Read;
use std::net::TcpListener;

use aca_sessions::emulator::{Answer, EmulatorOptions};
use aca_sessions::error::ErrorKind;
use aca_sessions::generation::GenerationRequest;

use crate::setup::{by_id, client, pull, Setup, POOL};

#[test]
fn an_unknown_pool_is_the_services_404() {
    let setup = Setup::with(EmulatorOptions {
        unknown_pools: vec!["pool".into()],
        ..EmulatorOptions::default()
    });
    let outcome = setup.generate(1);
    let error = outcome.error();
    assert_eq!(
        (error.kind, error.code.as_ref(), error.status),
        (ErrorKind::Service, "ResourceNotFound", Some(404))
    );
    assert!(
        error
            .message
            .starts_with("[ResourceNotFound] : The Resource"),
        "{error}"
    );
    assert!(error.advice.as_deref().unwrap().contains("Check the names"));
    assert!(error.request_id.is_some() && error.correlation_id.is_some());
    let sent = setup.session_requests().pop().unwrap();
    assert_eq!(
        error.client_request_id.as_deref(),
        sent.header("x-ms-client-request-id")
    );
}

#[test]
fn answers_that_are_none_keep_status_type_and_the_start_of_the_body() {
    for (content_type, body, reason) in [
        ("text/html", "<html>Sign in</html>", "not JSON"),
        ("application/json", "", "ends too early"),
        (
            "application/json",
            r#"{"value":[{"name":"x"}"#,
            "ends too early",
        ),
        ("application/json", r#"{"value":"x"}"#, "array of sessions"),
        ("application/json", "[]", "array of sessions"),
    ] {
        let setup = Setup::new();
        let answer = Answer::new(200)
            .header("content-type", content_type)
            .body(body);
        setup.emulator.answer_next("/subscriptions", answer);
        let outcome = setup.generate(1);
        let error = outcome.error();
        assert_eq!(error.code, "InvalidResponse", "{body}");
        for part in ["Status: 200", content_type, reason, body] {
            assert!(error.message.contains(part), "{part}: {error}");
        }
        assert!(error.request_sent);
    }
}

#[test]
fn a_redirect_is_not_followed() {
    let setup = Setup::new();
    let answer = Answer::new(307).header("location", "https://elsewhere.example/");
    setup.emulator.answer_next("/subscriptions", answer);
    let outcome = setup.generate(1);
    assert_eq!(outcome.error().code, "RedirectNotFollowed");
    assert!(outcome.error().message.contains("elsewhere.example:443"));
}

#[test]
fn work_in_the_background_is_told_and_not_taken_for_an_answer() {
    let setup = Setup::new();
    setup
        .emulator
        .answer_next("/subscriptions", Answer::new(202).header("location", POOL));
    let outcome = setup.generate(1);
    assert_eq!(outcome.error().status, Some(202));
    assert!(outcome.error().message.contains("not done yet"));
}

#[test]
fn a_connection_that_is_cut_says_that_the_request_had_left() {
    for answer in [
        Answer::drop_connection(),
        Answer::json(200, r#"{"value":[]}                "#).cut_after(10),
    ] {
        let setup = Setup::new();
        setup.emulator.answer_next("/subscriptions", answer);
        let outcome = setup.generate(1);
        let error = outcome.error();
        assert_eq!(
            (error.kind, error.code.as_ref()),
            (ErrorKind::ConnectionClosed, "ConnectionClosed")
        );
        assert!(error.request_sent);
        assert!(
            error.message.contains("may have been carried out"),
            "{error}"
        );
        assert_eq!(setup.session_requests().len(), 1, "it was sent once");
    }
}

#[test]
fn a_refused_connection_names_host_and_port() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let mut variables = Setup::new().emulator.environment();
    variables.retain(|(name, _)| *name != "AZURE_AUTHORITY_HOST");
    variables.push(("AZURE_AUTHORITY_HOST", format!("http://{address}")));
    let outcome = pull(&client(variables).generation(by_id()).unwrap());
    let error = outcome.error();
    assert_eq!(
        (error.kind, error.code.as_ref()),
        (ErrorKind::ConnectionFailed, "ConnectionFailed")
    );
    assert!(error.message.contains(&address.to_string()), "{error}");
    let cause = format!("Connecting to {address} failed: Connection refused");
    let shown = error.message.replace("tcp connect error: ", "");
    assert!(shown.starts_with(&cause), "{error}");
    assert!(!error.request_sent);
}

#[test]
fn a_host_that_speaks_no_tls_is_a_tls_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || {
        use std::io::Write;
        let (mut stream, _) = listener.accept().unwrap();
        let mut hello = [0; 64];
        let _ = stream.read(&mut hello);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    let mut variables = Setup::new().emulator.environment();
    variables.retain(|(name, _)| *name != "AZURE_AUTHORITY_HOST");
    variables.push(("AZURE_AUTHORITY_HOST", format!("https://{address}")));
    let outcome = pull(&client(variables).generation(by_id()).unwrap());
    server.join().unwrap();
    assert_eq!(outcome.error().kind, ErrorKind::Tls, "{}", outcome.error());
}

#[test]
fn a_name_without_an_address_is_told() {
    let mut variables = Setup::new().emulator.environment();
    variables.retain(|(name, _)| *name != "AZURE_AUTHORITY_HOST");
    // RFC 2606: .invalid never has an address, with or without a network.
    variables.push(("AZURE_AUTHORITY_HOST", "https://authority.invalid".into()));
    let outcome = pull(&client(variables).generation(by_id()).unwrap());
    assert_eq!(
        outcome.error().kind,
        ErrorKind::NameResolution,
        "{}",
        outcome.error()
    );
    assert!(outcome.error().message.contains("authority.invalid"));
}

#[test]
fn a_generation_that_was_not_started_says_so() {
    let setup = Setup::new();
    let generation = setup
        .client
        .generation(GenerationRequest { ..by_id() })
        .unwrap();
    let error = generation.next(std::time::Duration::ZERO).unwrap_err();
    assert_eq!(error.code, "InvalidState");
}
