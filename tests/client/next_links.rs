//! Where links to a next page may lead.

use aca_sessions::emulator::{Answer, Emulator, EmulatorOptions, Matcher};
use aca_sessions::error::ErrorKind;

use crate::setup::{Setup, POOL};

/// Generates one session whose page has this link.
fn generate_with_link(setup: &Setup, link: &str) -> crate::setup::Outcome {
    let body = Setup::page_with_link("first", link);
    setup.emulator.answer_next(
        Matcher::prefix("/subscriptions").method("POST"),
        Answer::json(200, body),
    );
    setup.generate(1)
}

#[test]
fn a_relative_link_is_resolved_and_sent_as_it_is() {
    let setup = Setup::new();
    let second = r#"{"value":[{"name":"second"}]}"#;
    setup.emulator.answer_next(
        Matcher::prefix("/subscriptions").method("GET"),
        Answer::json(200, second),
    );
    let outcome = generate_with_link(&setup, "/subscriptions/next?$skiptoken=a%2Fb&x=%20");
    assert_eq!(outcome.pages, [["first"], ["second"]]);
    let request = setup.session_requests().pop().unwrap();
    assert_eq!(request.path, "/subscriptions/next?$skiptoken=a%2Fb&x=%20");
    assert_eq!(request.method, "GET");
    assert!(request.body.is_empty());
}

#[test]
fn a_link_to_another_origin_is_not_followed_and_gets_no_token() {
    let setup = Setup::new();
    let elsewhere = Emulator::start(EmulatorOptions::default()).unwrap();
    let outcome = generate_with_link(&setup, &format!("{}{POOL}/next", elsewhere.url()));
    assert_eq!(outcome.pages, [["first"]]);
    let error = outcome.error();
    assert_eq!(error.code, "ForeignNextLink");
    assert_eq!(error.kind, ErrorKind::InvalidResponse);
    assert!(
        error.message.contains(&elsewhere.address().to_string()),
        "{error}"
    );
    assert!(elsewhere.requests().is_empty());
}

#[test]
fn a_link_that_repeats_ends_in_an_error() {
    let setup = Setup::new();
    let link = format!("{}{POOL}/next", setup.emulator.url());
    let matcher = Matcher::prefix("/subscriptions").method("GET");
    setup.emulator.answer_times(
        matcher,
        5,
        Answer::json(200, Setup::page_with_link("again", &link)),
    );
    let outcome = generate_with_link(&setup, &link);
    assert_eq!(outcome.pages, [["first"], ["again"]]);
    assert_eq!(outcome.error().code, "RepeatedNextLink");
    assert!(outcome.error().request_id.is_none() || outcome.error().status == Some(200));
}

#[test]
fn a_later_page_that_fails_is_told_once_and_what_came_stays() {
    let setup = Setup::paged(2);
    let body = r#"{"error":{"code":"PageLost","message":"The page is lost."}}"#;
    let later = Matcher::prefix("/subscriptions").method("GET");
    setup.emulator.answer_next(later, Answer::json(500, body));
    let outcome = setup.generate(5);
    assert_eq!(outcome.count(), 2);
    assert_eq!(outcome.error().code, "PageLost");
    assert_eq!(setup.session_requests().len(), 2);
}
