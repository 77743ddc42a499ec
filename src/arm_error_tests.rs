use super::*;

fn answer(status: u16, content_type: &'static str, body: &str) -> Response {
    Response::for_test(
        status,
        &[("content-type", content_type), ("x-ms-request-id", "r-1")],
        body,
    )
}

fn error(status: u16, body: &str) -> Error {
    service_error(&answer(status, "application/json", body), "the request")
}

#[test]
fn arms_error_is_kept_whole() {
    let error = error(
        409,
        r#"{"error":{"code":"PoolBusy","message":"The pool is busy.","target":"pool",
            "details":[{"code":"A","message":"a","target":"t"},{"code":"B"}],"innererror":{"trace":"x"}}}"#,
    );
    assert_eq!(error.kind, ErrorKind::Service);
    assert_eq!(error.code, "PoolBusy");
    assert_eq!(error.message, "[PoolBusy] : The pool is busy.");
    assert_eq!(error.service_message.as_deref(), Some("The pool is busy."));
    assert_eq!(error.target.as_deref(), Some("pool"));
    assert_eq!(error.details.len(), 2);
    assert_eq!(error.details[0].target, "t");
    assert_eq!(error.inner_error.as_deref(), Some(r#"{"trace":"x"}"#));
    assert_eq!(error.status, Some(409));
    assert_eq!(error.request_id.as_deref(), Some("r-1"));
    assert!(error.request_sent);
}

#[test]
fn a_bare_error_and_a_message_alone_are_read() {
    let bare = error(400, r#"{"Code":"X","Message":"m"}"#);
    assert_eq!(
        (bare.code.as_ref(), bare.message.as_str()),
        ("X", "[X] : m")
    );
    let message = error(403, r#"{"message":"no"}"#);
    assert_eq!(
        (message.code.as_ref(), message.message.as_str()),
        ("Forbidden", "[Forbidden] : no")
    );
}

#[test]
fn what_is_no_error_body_is_shown_with_status_and_type() {
    for body in ["", "<html>busy</html>", "{", "[]", r#"{"other":1}"#] {
        let error = service_error(&answer(503, "text/html", body), "the request");
        assert_eq!(error.code, "ServiceUnavailable");
        assert!(
            error.message.contains("Status: 503") && error.message.contains("text/html"),
            "{error}"
        );
        if body.is_empty() {
            assert!(error.message.contains("The body is empty"), "{error}");
        } else {
            assert!(error.message.contains(body), "{error}");
        }
    }
}

#[test]
fn a_redirect_names_the_host_it_is_not_followed_to() {
    let response = Response::for_test(
        307,
        &[("location", "https://elsewhere.example/x?sig=hunter2")],
        "",
    );
    let error = service_error(&response, "the request");
    assert_eq!(error.code, "RedirectNotFollowed");
    assert!(error.message.contains("elsewhere.example:443"), "{error}");
    assert!(!error.message.contains("hunter2"));
}

#[test]
fn no_secret_of_a_body_is_shown() {
    for body in [
        r#"{"error":{"code":"X","message":"password=hunter2","innererror":{"token":"hunter2"}}}"#,
        r#"{"value":[{"properties":{"connectionString":"hunter2"#,
    ] {
        let error = error(500, body);
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    }
}

#[test]
fn the_wait_is_told_for_429() {
    let response = Response::for_test(
        429,
        &[("retry-after", "17")],
        r#"{"error":{"code":"TooMany","message":"m"}}"#,
    );
    let error = service_error(&response, "the request");
    assert_eq!(error.retry_after, Some(std::time::Duration::from_secs(17)));
    assert!(error.advice.as_deref().unwrap().contains("17 s"));
}
