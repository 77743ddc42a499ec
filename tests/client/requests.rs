//! The exact bytes of the requests.

use aca_sessions::generation::GenerationRequest;
use aca_sessions::wire::field::{Field, FieldType};
use aca_sessions::wire::fields::{FieldValue, SessionFields};

use crate::setup::{by_id, Setup, POOL};

fn fields(values: &[(Field, FieldValue)]) -> SessionFields {
    let mut fields = SessionFields::default();
    for (field, value) in values {
        fields.set(*field, value.clone()).unwrap();
    }
    fields
}

#[test]
fn a_pool_by_id_with_nothing_else_sends_an_empty_object() {
    let setup = Setup::new();
    assert_eq!(setup.run(by_id()).count(), 1);
    let requests = setup.session_requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].method, "POST");
    assert_eq!(
        requests[0].path,
        format!("{POOL}/generateSessions?api-version=2024-02-02-preview")
    );
    assert_eq!(requests[0].body_text(), "{}");
}

#[test]
fn a_pool_by_names_takes_the_subscription_of_the_environment() {
    let setup = Setup::new();
    let outcome = setup.run(GenerationRequest {
        resource_group: Some("Größe(1)".into()),
        pool: Some("pool".into()),
        count: Some(2),
        ..GenerationRequest::default()
    });
    assert_eq!(outcome.count(), 2);
    assert_eq!(
        setup.session_requests()[0].path,
        "/subscriptions/7e57ab1e-0000-4000-8000-000000000003/resourceGroups/Gr%C3%B6%C3%9Fe%281%29\
         /providers/Microsoft.App/sessionPools/pool/generateSessions?count=2&api-version=2024-02-02-preview"
    );
}

#[test]
fn only_what_was_given_is_in_the_body() {
    let setup = Setup::new();
    let outcome = setup.run(GenerationRequest {
        fields: fields(&[
            (Field::SessionKind, "PythonLTS".into()),
            (Field::RequestedDurationInSeconds, FieldValue::Integer(60)),
        ]),
        ..by_id()
    });
    assert_eq!(outcome.count(), 1);
    assert_eq!(
        setup.session_requests()[0].body_text(),
        r#"{"properties":{"requestedDurationInSeconds":60,"sessionKind":"PythonLTS"}}"#
    );
}

#[test]
fn everything_that_can_be_given_is_in_the_body() {
    let setup = Setup::new();
    let all: Vec<_> = Field::ALL
        .into_iter()
        .map(|field| {
            let value = match field.value_type() {
                FieldType::Text => "x".into(),
                FieldType::Integer => FieldValue::Integer(1),
                FieldType::Boolean => FieldValue::Boolean(true),
                FieldType::Time => FieldValue::Time(12_345_678),
            };
            (field, value)
        })
        .collect();
    let outcome = setup.run(GenerationRequest {
        fields: fields(&all),
        ..by_id()
    });
    assert_eq!(outcome.count(), 1, "{:?}", outcome.error);
    assert_eq!(
        setup.session_requests()[0].body_text(),
        concat!(
            r#"{"properties":{"sshConfiguration":{"username":"x","password":"x","authorizedPublicKey":"x"},"#,
            r#""codeExecutionConfiguration":{"environment":"x","token":"x"},"#,
            r#""sessionAuthConfiguration":{"authEnabled":true,"jwtToken":"x"},"name":"x","#,
            r#""requestedDurationInSeconds":1,"timeElapsedInSeconds":1,"#,
            r#""expiryTime":"1970-01-01T00:00:01.2345678Z","generatedTime":"1970-01-01T00:00:01.2345678Z","#,
            r#""connectionString":"x","endpoint":"x","sessionKind":"x","status":"x"}}"#,
        )
    );
}

#[test]
fn the_headers_are_those_that_arm_wants() {
    let setup = Setup::paged(1);
    assert_eq!(setup.generate(2).count(), 2);
    let requests = setup.session_requests();
    assert_eq!(requests.len(), 2);
    let [post, get] = [&requests[0], &requests[1]];
    for request in [post, get] {
        assert_eq!(request.header("accept"), Some("application/json"));
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
        assert_eq!(
            request.header("x-ms-return-client-request-id"),
            Some("true")
        );
        let agent = request.header("user-agent").unwrap();
        assert!(
            agent.starts_with("tests/1.0 aca-sessions/0.1.0 ("),
            "{agent}"
        );
        assert!(request
            .header("authorization")
            .unwrap()
            .starts_with("Bearer "));
    }
    assert_eq!(post.header("content-type"), Some("application/json"));
    assert_eq!(get.header("content-type"), None);
    let id = post.header("x-ms-client-request-id").unwrap();
    assert_eq!(id.len(), 36, "{id}");
    assert_eq!(get.header("x-ms-client-request-id"), Some(id));
    assert_eq!(setup.generate(1).count(), 1);
    let other = setup.session_requests().pop().unwrap();
    assert_ne!(other.header("x-ms-client-request-id"), Some(id));
}
