//! Answers on order.

use std::time::Duration;

use aca_sessions::emulator::{Answer, EmulatorOptions, Matcher};
use reqwest::{Method, StatusCode};

use crate::setup::{page_size, path, Setup, LIMIT};

#[test]
fn answers_on_order_are_given_in_turn_and_then_no_more() {
    let setup = Setup::new(page_size(1));
    let busy = Answer::json(503, "<html>")
        .header("retry-after", "7")
        .header("x", "1")
        .header("x", "2");
    setup.emulator.answer_next("/subscriptions", busy);
    let pages = Matcher::prefix("/subscriptions")
        .method("GET")
        .containing("skiptoken");
    setup
        .emulator
        .answer_times(pages, 2, Answer::new(404).body("gone"));
    let answer = setup.generate("count=2", "not json");
    assert_eq!((answer.status, &*answer.text), (503, "<html>"));
    assert_eq!(answer.header("retry-after"), "7");
    assert_eq!(answer.headers.get_all("x").iter().count(), 2);
    let page = setup.generate("count=2", "{}").json();
    let link = page["nextLink"].as_str().unwrap();
    let statuses = [(); 3].map(|()| setup.get(link).status);
    assert_eq!(statuses, [404, 404, 200]);
    let recorded = setup
        .emulator
        .requests()
        .into_iter()
        .map(|request| request.status.unwrap());
    assert_eq!(recorded.collect::<Vec<_>>(), [503, 200, 404, 404, 200]);
}

#[test]
fn connections_end_on_order() {
    let setup = Setup::new(EmulatorOptions::default());
    let orders = Matcher::prefix("/subscriptions");
    setup
        .emulator
        .answer_next(orders.clone(), Answer::drop_connection());
    let request = setup.request(Method::POST, &path("pool", ""), "{}");
    let error = setup.send(request).err().unwrap();
    assert!(error.is_request() && error.status().is_none(), "{error:?}");
    setup
        .emulator
        .answer_next(orders, Answer::json(200, r#"{"value":[]}"#).cut_after(4));
    let request = setup.request(Method::POST, &path("pool", ""), "{}");
    let cut = setup.runtime.block_on(async {
        let mut response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(
            response.chunk().await.unwrap().as_deref(),
            Some(&br#"{"va"#[..])
        );
        response.chunk().await
    });
    assert!(cut.is_err());
    let statuses: Vec<_> = setup
        .emulator
        .requests()
        .iter()
        .map(|request| request.status)
        .collect();
    assert_eq!(statuses, [None, Some(200)]);
    assert_eq!(setup.generate("", "{}").status, 200);
}

#[test]
fn an_answer_held_back_is_seen_and_does_not_hold_up_the_stop() {
    let setup = Setup::new(EmulatorOptions::default());
    let hour = Duration::from_secs(3600);
    setup
        .emulator
        .answer_next(Matcher::any(), Answer::new(200).delay(hour));
    let request = setup.request(Method::POST, &path("pool", ""), "{}");
    let Setup {
        emulator, runtime, ..
    } = setup;
    let sent = std::thread::spawn(move || runtime.block_on(request.send()).is_err());
    assert!(emulator.wait_for_requests(1, LIMIT));
    assert_eq!(emulator.requests()[0].status, None);
    drop(emulator);
    assert!(sent.join().unwrap());
}
