//! Azure Resource Manager's errors and headers.

use aca_sessions::emulator::identity::SUBSCRIPTION_ID;
use aca_sessions::emulator::EmulatorOptions;
use reqwest::Method;

use crate::setup::{path, Setup, VERSION};

#[test]
fn each_bad_request_has_its_error() {
    let setup = Setup::new(EmulatorOptions {
        unknown_pools: vec!["missing".into()],
        ..EmulatorOptions::default()
    });
    let good = path("pool", "");
    let subscription = good.replace(SUBSCRIPTION_ID, "nobody");
    let group = good.replace("/group/", "/group./");
    let (no_version, old_version) = (good.replace(VERSION, ""), good.replace("2024", "2019"));
    for (status, code, path) in [
        (400, "InvalidSubscriptionId", &*subscription),
        (400, "InvalidParameterValue", &*group),
        (400, "InvalidParameterValue", &*path("my-pool", "")),
        (400, "MissingApiVersionParameter", &*no_version),
        (400, "NoRegisteredProviderFound", &*old_version),
        (404, "ResourceNotFound", &*path("missing", "")),
        (404, "NotFound", "/subscriptions"),
        (404, "NotFound", "/"),
    ] {
        assert_eq!(
            setup.post(path, "{}").error(),
            (status, code.into()),
            "{path}"
        );
    }
    let missing = setup.post(&path("missing", ""), "{}").json();
    assert!(missing["error"]["message"].as_str().unwrap().starts_with(
        "The Resource 'Microsoft.App/sessionPools/missing' under resource group 'group' was not \
         found."
    ));
    let get = setup.get(&good);
    assert_eq!(get.error(), (405, "MethodNotAllowed".into()));
    assert_eq!(get.header("allow"), "POST");
    let bearer = format!("Bearer {}", setup.token);
    let untyped = setup.client.post(format!("{}{good}", setup.emulator.url()));
    let untyped = untyped.header("authorization", bearer).body("{}");
    assert_eq!(
        setup.send(untyped).unwrap().error(),
        (415, "UnsupportedMediaType".into())
    );
    let body = setup.post(
        &good,
        r#"{"properties":{"sshConfiguration":{"pasword":"hunter2"}}}"#,
    );
    assert_eq!(body.error(), (400, "InvalidRequestContent".into()));
    assert_eq!(
        body.json()["error"]["target"],
        "properties.sshConfiguration.pasword"
    );
    assert!(!body.text.contains("hunter2"));
    let large = setup.post(&good, &" ".repeat((4 << 20) + 1));
    assert_eq!(large.error(), (413, "RequestContentTooLarge".into()));
}

#[test]
fn every_answer_has_resource_managers_headers() {
    let setup = Setup::new(EmulatorOptions::default());
    let request = setup
        .request(Method::POST, &path("pool", ""), "{}")
        .header("x-ms-client-request-id", "client")
        .header("x-ms-return-client-request-id", "true")
        .header("x-ms-correlation-request-id", "correlation");
    let answer = setup.send(request).unwrap();
    assert_eq!(answer.header("x-ms-client-request-id"), "client");
    assert_eq!(answer.header("x-ms-correlation-request-id"), "correlation");
    assert_eq!(
        answer.header("x-ms-ratelimit-remaining-subscription-writes"),
        "199"
    );
    assert!(answer
        .header("x-ms-routing-request-id")
        .starts_with("EMULATOR:"));
    let error = setup.generate("count=0", "{}");
    assert_ne!(
        error.header("x-ms-request-id"),
        answer.header("x-ms-request-id")
    );
    assert_eq!(
        error.header("x-ms-correlation-request-id"),
        error.header("x-ms-request-id")
    );
    assert!(!error.headers.contains_key("x-ms-client-request-id"));
}
