//! Sessions and their pages.

use std::collections::HashSet;

use aca_sessions::emulator::identity::SUBSCRIPTION_ID;
use aca_sessions::emulator::EmulatorOptions;
use serde_json::{json, Value};

use crate::setup::{names, page_size, path, Setup};

#[test]
fn a_session_comes_with_everything_it_has() {
    let setup = Setup::new(EmulatorOptions::default());
    let answer = setup.generate("", "{}");
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-type"),
        "application/json; charset=utf-8"
    );
    let page = answer.json();
    assert_eq!(page["nextLink"], Value::Null);
    assert!(page.as_object().unwrap().contains_key("nextLink"));
    let [session] = &page["value"].as_array().unwrap()[..] else {
        panic!("one session without a count: {page}");
    };
    let name = session["name"].as_str().unwrap();
    let pool = format!(
        "/subscriptions/{SUBSCRIPTION_ID}/resourceGroups/group/providers/Microsoft.App/\
         sessionPools/pool"
    );
    assert_eq!(session["id"], format!("{pool}/sessions/{name}"));
    assert_eq!(session["type"], "Microsoft.App/sessionPools/sessions");
    assert_eq!(session["systemData"]["createdByType"], "Application");
    let properties = &session["properties"];
    assert_eq!(properties["sshConfiguration"], Value::Null);
    assert_eq!(properties["sessionKind"], "PythonLTS");
    assert_eq!(properties["status"], "Ready");
    assert_eq!(properties["requestedDurationInSeconds"], 300);
    assert_eq!(properties["timeElapsedInSeconds"], 0);
    assert!(properties["endpoint"]
        .as_str()
        .unwrap()
        .starts_with("https://"));
    assert!(properties["connectionString"]
        .as_str()
        .unwrap()
        .contains(name));
    let time = |name: &str| {
        let text = properties[name].as_str().unwrap();
        chrono::DateTime::parse_from_rfc3339(text).unwrap()
    };
    assert_eq!(
        (time("expiryTime") - time("generatedTime")).num_seconds(),
        300
    );
}

#[test]
fn the_count_is_kept_to() {
    let setup = Setup::new(EmulatorOptions {
        max_count: 7,
        ..EmulatorOptions::default()
    });
    let page = setup.generate("count=7", "{}").json();
    assert_eq!(names(&page).iter().collect::<HashSet<_>>().len(), 7);
    for count in ["8", "0", "-1", "", "x", "1.0", "2147483648"] {
        let answer = setup.generate(&format!("count={count}"), "{}");
        assert_eq!(
            answer.error(),
            (400, "InvalidParameterValue".into()),
            "{count}"
        );
        assert_eq!(answer.json()["error"]["target"], "count");
    }
    let answer = setup.generate("count=1&count=1", "{}");
    assert_eq!(answer.error(), (400, "InvalidQueryParameter".into()));
}

#[test]
fn five_sessions_in_pages_of_two_are_two_two_and_one() {
    let setup = Setup::new(page_size(2));
    let mut page = setup
        .generate("count=5", r#"{"properties":{"name":"mine"}}"#)
        .json();
    let mut sizes = vec![names(&page).len()];
    let mut all: HashSet<_> = names(&page).into_iter().collect();
    while let Some(link) = page["nextLink"].as_str() {
        assert!(link.starts_with(setup.emulator.url()), "{link}");
        page = setup.get(link).json();
        sizes.push(names(&page).len());
        all.extend(names(&page));
        assert_eq!(page["value"][0]["properties"]["name"], "mine");
    }
    assert_eq!((sizes, all.len()), (vec![2, 2, 1], 5));
}

#[test]
fn a_page_is_had_again_and_only_with_its_link_and_a_token() {
    let setup = Setup::new(page_size(1));
    let first = setup.generate("count=2", "{}").json();
    let link = first["nextLink"].as_str().unwrap();
    assert_eq!(setup.get(link).text, setup.get(link).text);
    let unsigned = setup.send(setup.client.get(link)).unwrap();
    assert_eq!(unsigned.error(), (401, "AuthenticationFailed".into()));
    let skip_token = "InvalidSkipToken".to_owned();
    assert_eq!(
        setup.get(&format!("{link}x")).error(),
        (400, skip_token.clone())
    );
    let elsewhere = link.replace("/pool/", "/other/");
    assert_eq!(setup.get(&elsewhere).error(), (400, skip_token));
    assert_eq!(
        setup.post(link, "{}").error(),
        (405, "MethodNotAllowed".into())
    );
}

#[test]
fn what_the_request_says_comes_back() {
    let setup = Setup::new(EmulatorOptions::default());
    let properties = json!({
        "sshConfiguration": {"username": "u", "password": "p\"\u{e9}", "authorizedPublicKey": "k"},
        "codeExecutionConfiguration": {"environment": "e", "token": "t"},
        "sessionAuthConfiguration": {"authEnabled": false, "jwtToken": "j"},
        "name": "mine",
        "requestedDurationInSeconds": 60,
        "timeElapsedInSeconds": 1,
        "expiryTime": "2030-01-02T03:04:05.0000000Z",
        "generatedTime": "2029-01-02T03:04:05.1234567Z",
        "connectionString": "",
        "endpoint": "https://mine",
        "sessionKind": "SSH",
        "status": "Mine",
    });
    let page = setup
        .generate("count=2", &json!({ "properties": properties }).to_string())
        .json();
    for session in page["value"].as_array().unwrap() {
        assert_eq!(session["properties"], properties);
    }
    assert_ne!(page["value"][0]["name"], page["value"][1]["name"]);
}

#[test]
fn names_count_in_any_case() {
    let setup = Setup::new(EmulatorOptions {
        page_size: 1,
        unknown_pools: vec!["Missing".into()],
        ..EmulatorOptions::default()
    });
    let upper = format!(
        "/SUBSCRIPTIONS/{}/resourcegroups/Group/PROVIDERS/microsoft.app/SessionPools/POOL/\
         GenerateSessions?COUNT=2&API-Version=2024-02-02-preview",
        SUBSCRIPTION_ID.to_uppercase()
    );
    let page = setup.post(&upper, "{}").json();
    let id = page["value"][0]["id"].as_str().unwrap();
    // As the service stores them: the group as it was made, the pool in lower case.
    let stored = format!(
        "/subscriptions/{SUBSCRIPTION_ID}/resourceGroups/Group/providers/Microsoft.App/\
         sessionPools/pool/"
    );
    assert!(id.starts_with(&stored), "{id}");
    assert_eq!(setup.get(page["nextLink"].as_str().unwrap()).status, 200);
    assert_eq!(setup.post(&path("mISSING", ""), "{}").status, 404);
}

#[test]
fn the_same_seed_gives_the_same_sessions() {
    let answers = [1, 1, 2].map(|seed| {
        let setup = Setup::new(EmulatorOptions {
            seed: Some(seed),
            ..EmulatorOptions::default()
        });
        setup.generate("count=3", "{}").text
    });
    assert_eq!(answers[0], answers[1]);
    assert_ne!(answers[0], answers[2]);
    assert!(answers[0].contains(r#""generatedTime":"2024-02-02T00:00:00.0000000Z""#));
}
