//! An emulator, and a client of it that is not the project's own.

use std::time::Duration;

use aca_sessions::emulator::identity::{CLIENT_ID, CLIENT_SECRET, SUBSCRIPTION_ID, TENANT_ID};
use aca_sessions::emulator::{Emulator, EmulatorOptions};
use reqwest::{Client, Method};
use serde_json::Value;
use tokio::runtime::Runtime;

pub const VERSION: &str = "api-version=2024-02-02-preview";
pub const LIMIT: Duration = Duration::from_secs(10);

/// An emulator and somebody who is signed in at it.
pub struct Setup {
    pub emulator: Emulator,
    pub runtime: Runtime,
    pub client: Client,
    pub token: String,
}

/// An answer, read whole.
pub struct Got {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }
    /// Status and code of an ARM error.
    pub fn error(&self) -> (u16, String) {
        let code = self.json()["error"]["code"].as_str().unwrap().to_owned();
        (self.status, code)
    }
}

impl Setup {
    /// Starts an emulator and signs in.
    pub fn new(options: EmulatorOptions) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let mut setup = Setup {
            emulator: Emulator::start(options).unwrap(),
            runtime,
            client: Client::builder().no_proxy().build().unwrap(),
            token: String::new(),
        };
        let answer = setup.sign_in(TENANT_ID, &setup.form(&[]));
        assert_eq!(answer.status, 200, "{}", answer.text);
        setup.token = answer.json()["access_token"].as_str().unwrap().to_owned();
        setup.emulator.clear_requests();
        setup
    }

    /// Sends a request and reads its answer.
    pub fn send(&self, request: reqwest::RequestBuilder) -> reqwest::Result<Got> {
        self.runtime.block_on(async {
            let response = request.timeout(LIMIT).send().await?;
            Ok(Got {
                status: response.status().as_u16(),
                headers: response.headers().clone(),
                text: response.text().await?,
            })
        })
    }

    /// The form of a sign-in, parameters in `changes` replaced, or left out when empty.
    pub fn form(&self, changes: &[(&str, &str)]) -> String {
        let scope = format!("{}/.default", self.emulator.url());
        let parameters = [
            ("grant_type", "client_credentials"),
            ("client_id", CLIENT_ID),
            ("client_secret", CLIENT_SECRET),
            ("scope", &scope),
        ];
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in parameters {
            let change = changes.iter().find(|(changed, _)| *changed == name);
            let value = change.map_or(value, |(_, value)| *value);
            if !value.is_empty() {
                form.append_pair(name, value);
            }
        }
        form.finish()
    }

    pub fn sign_in(&self, tenant: &str, form: &str) -> Got {
        let url = format!("{}/{tenant}/oauth2/v2.0/token", self.emulator.url());
        let request = self.client.post(url).body(form.to_owned());
        self.send(request.header("content-type", "application/x-www-form-urlencoded"))
            .unwrap()
    }

    /// A signed request of JSON.
    pub fn request(&self, method: Method, path: &str, body: &str) -> reqwest::RequestBuilder {
        let url = match path.starts_with("http") {
            true => path.to_owned(),
            false => format!("{}{path}", self.emulator.url()),
        };
        self.client
            .request(method, url)
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json")
            .body(body.to_owned())
    }

    pub fn post(&self, path: &str, body: &str) -> Got {
        self.send(self.request(Method::POST, path, body)).unwrap()
    }

    pub fn get(&self, path: &str) -> Got {
        self.send(self.request(Method::GET, path, "")).unwrap()
    }

    pub fn generate(&self, query: &str, body: &str) -> Got {
        self.post(&path("pool", query), body)
    }
}

pub fn path(pool: &str, query: &str) -> String {
    format!(
        "/subscriptions/{SUBSCRIPTION_ID}/resourceGroups/group/providers/Microsoft.App/\
         sessionPools/{pool}/generateSessions?{query}{}{VERSION}",
        if query.is_empty() { "" } else { "&" }
    )
}

pub fn page_size(page_size: u32) -> EmulatorOptions {
    EmulatorOptions {
        page_size,
        ..EmulatorOptions::default()
    }
}

pub fn names(page: &Value) -> Vec<String> {
    let sessions = page["value"].as_array().unwrap().iter();
    sessions
        .map(|session| session["name"].as_str().unwrap().to_owned())
        .collect()
}
