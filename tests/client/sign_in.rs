//! Signing in: once, with what the environment has, and without showing the secret.

use aca_sessions::emulator::identity::{CLIENT_SECRET, TENANT_ID};
use aca_sessions::emulator::Answer;
use aca_sessions::error::ErrorKind;

use crate::setup::{by_id, client, pull, Setup};

#[test]
fn the_token_is_asked_for_once_for_many_generations_and_clients() {
    let setup = Setup::new();
    let other = client(setup.emulator.environment());
    for _ in 0..3 {
        assert_eq!(setup.generate(1).count(), 1);
        assert_eq!(pull(&other.generation(by_id()).unwrap()).count(), 1);
    }
    let requests = setup.token_requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].method, "POST");
    assert_eq!(requests[0].path, format!("/{TENANT_ID}/oauth2/v2.0/token"));
    assert_eq!(
        requests[0].header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(requests[0].header("authorization"), None);
    let form: Vec<(String, String)> = url::form_urlencoded::parse(&requests[0].body)
        .into_owned()
        .collect();
    let scope = format!("{}/.default", setup.emulator.url());
    let names: Vec<&str> = form.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["client_id", "client_secret", "grant_type", "scope"]);
    assert_eq!(form[1].1, CLIENT_SECRET);
    assert_eq!(form[2].1, "client_credentials");
    assert_eq!(form[3].1, scope);
}

#[test]
fn a_wrong_secret_is_the_authoritys_word_without_the_secret() {
    let setup = Setup::new();
    let mut variables = setup.emulator.environment();
    variables.retain(|(name, _)| *name != "AZURE_CLIENT_SECRET");
    variables.push(("AZURE_CLIENT_SECRET", "hunter2".into()));
    let outcome = pull(&client(variables).generation(by_id()).unwrap());
    let error = outcome.error();
    assert_eq!(
        (error.kind, error.code.as_ref()),
        (ErrorKind::Authentication, "AuthenticationFailed")
    );
    assert!(error.message.contains("AADSTS7000215"), "{error}");
    assert!(!format!("{error:?}").contains("hunter2"));
    assert!(!error.request_sent);
    assert!(setup.session_requests().is_empty());
}

#[test]
fn no_credential_is_told_before_anything_is_sent() {
    let setup = Setup::new();
    let variables = setup
        .emulator
        .environment()
        .into_iter()
        .filter(|(name, _)| !name.starts_with("AZURE_CLIENT"));
    let generation = client(variables).generation(by_id()).unwrap();
    let error = generation.start().unwrap_err();
    assert_eq!(
        (error.kind, error.code.as_ref()),
        (ErrorKind::CredentialUnavailable, "CredentialUnavailable")
    );
    assert!(
        error
            .message
            .contains("AZURE_CLIENT_ID, AZURE_CLIENT_SECRET not set"),
        "{error}"
    );
    assert!(setup.emulator.requests().is_empty());
}

#[test]
fn an_authority_that_answers_something_else_is_told() {
    let setup = Setup::new();
    setup.emulator.answer_next(
        format!("/{TENANT_ID}").as_str(),
        Answer::new(200)
            .header("content-type", "text/html")
            .body("<html>hunter2</html>"),
    );
    let outcome = setup.generate(1);
    assert_eq!(outcome.error().code, "AuthenticationFailed");
    assert!(outcome.error().message.contains("text/html"));
    assert!(!outcome.error().message.contains("hunter2"));
}

#[test]
fn a_token_that_the_service_refuses_is_dropped() {
    let setup = Setup::new();
    let body =
        r#"{"error":{"code":"InvalidAuthenticationToken","message":"The token is revoked."}}"#;
    setup
        .emulator
        .answer_next("/subscriptions", Answer::json(401, body));
    assert_eq!(setup.generate(1).error().code, "InvalidAuthenticationToken");
    assert_eq!(setup.generate(1).count(), 1);
    assert_eq!(setup.token_requests().len(), 2);
}
