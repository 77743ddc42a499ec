//! Signing in, and what a request says for itself with the token.

use std::time::Duration;

use aca_sessions::emulator::identity::TENANT_ID;
use aca_sessions::emulator::EmulatorOptions;
use reqwest::Method;
use serde_json::json;

use crate::setup::{path, Setup};

#[test]
fn the_development_principal_signs_in() {
    let setup = Setup::new(EmulatorOptions::default());
    let answer = setup.sign_in(&TENANT_ID.to_uppercase(), &setup.form(&[]));
    let token = answer.json();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store, no-cache");
    assert_eq!(token["token_type"], "Bearer");
    assert_eq!(token["expires_in"], 3600);
    assert_eq!(token["ext_expires_in"], 3600);
    assert_eq!(
        token["access_token"].as_str().unwrap().split('.').count(),
        3
    );
}

#[test]
fn everybody_else_is_refused_as_entra_does() {
    let setup = Setup::new(EmulatorOptions::default());
    for (change, status, error, code) in [
        (("client_secret", "wrong"), 401, "invalid_client", 7000215),
        (("client_secret", ""), 401, "invalid_client", 7000218),
        (("client_id", "nobody"), 400, "unauthorized_client", 700016),
        (("client_id", ""), 400, "invalid_request", 900144),
        (
            ("grant_type", "password"),
            400,
            "unsupported_grant_type",
            70003,
        ),
        (("grant_type", ""), 400, "invalid_request", 900144),
        (
            ("scope", "https://management.azure.com"),
            400,
            "invalid_scope",
            1002012,
        ),
        (
            ("scope", "a/.default b/.default"),
            400,
            "invalid_scope",
            70011,
        ),
        (("scope", ""), 400, "invalid_request", 900144),
    ] {
        let answer = setup.sign_in(TENANT_ID, &setup.form(&[change]));
        let body = answer.json();
        assert_eq!(
            (answer.status, &body["error"]),
            (status, &json!(error)),
            "{change:?}"
        );
        assert_eq!(body["error_codes"], json!([code]), "{change:?}");
        let description = body["error_description"].as_str().unwrap();
        assert!(
            description.starts_with(&format!("AADSTS{code}: ")),
            "{description}"
        );
        assert!(!answer.text.contains("wrong"));
        for name in ["timestamp", "trace_id", "correlation_id"] {
            assert!(description.contains(body[name].as_str().unwrap()), "{name}");
        }
    }
    let answer = setup.sign_in("contoso.example", &setup.form(&[]));
    assert_eq!(
        (answer.status, answer.json()["error_codes"][0].as_u64()),
        (400, Some(90002))
    );
    let answer = setup.get(&format!("/{TENANT_ID}/oauth2/v2.0/token"));
    assert_eq!((answer.status, answer.header("allow")), (405, "POST"));
    // A form that says that it is something else is none.
    let request = setup.request(
        Method::POST,
        &format!("/{TENANT_ID}/oauth2/v2.0/token"),
        &setup.form(&[]),
    );
    assert_eq!(setup.send(request).unwrap().status, 400);
}

#[test]
fn a_token_is_asked_for_and_checked() {
    let mut setup = Setup::new(EmulatorOptions::default());
    let url = format!("{}{}", setup.emulator.url(), path("pool", ""));
    let with = |setup: &Setup, value: &str| {
        let request = setup
            .client
            .post(&url)
            .header("authorization", value)
            .body("{}");
        setup.send(request).unwrap()
    };
    let basic = with(&setup, "Basic eDp5");
    assert_eq!(
        basic.error(),
        (401, "AuthenticationFailedInvalidHeader".into())
    );
    let unknown = with(&setup, "Bearer a.b.c");
    assert_eq!(unknown.error(), (401, "InvalidAuthenticationToken".into()));
    let challenge = unknown.header("www-authenticate");
    assert!(
        challenge.starts_with("Bearer authorization_uri=\"http://127.0.0.1:"),
        "{challenge}"
    );
    assert_eq!(unknown.header("x-ms-failure-cause"), "gateway");
    // For somebody else.
    let form = setup.form(&[("scope", "https://vault.azure.net/.default")]);
    setup.token = setup.sign_in(TENANT_ID, &form).json()["access_token"]
        .as_str()
        .unwrap()
        .into();
    let elsewhere = setup.generate("", "{}");
    assert_eq!(
        elsewhere.error(),
        (401, "InvalidAuthenticationTokenAudience".into())
    );
    // Too old.
    let expired = Setup::new(EmulatorOptions {
        token_lifetime: Duration::ZERO,
        ..EmulatorOptions::default()
    });
    let answer = expired.generate("", "{}");
    assert_eq!(answer.error(), (401, "ExpiredAuthenticationToken".into()));
}
