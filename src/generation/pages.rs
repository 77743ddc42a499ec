//! The requests of a generation, from the first to the last page.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use bytes::Bytes;
use reqwest::header::HeaderValue;
use reqwest::{Method, StatusCode};
use tokio::sync::mpsc::Sender;
use url::Url;
use uuid::Uuid;

use crate::arm_error::{complete, service_error, unreadable_answer};
use crate::credential::Credential;
use crate::environment::host_and_port;
use crate::error::{Error, ErrorKind};
use crate::process;
use crate::trace::Reporter;
use crate::transport::{BodyType, Request, Response};
use crate::wire::decode::{decode_answer, Answer};

use super::{Event, Page, Plan};

/// Does all the work and tells the result through `events`. Ends early when nobody listens.
pub(super) async fn run(plan: Plan, credential: Credential, events: Sender<Event>) {
    let work = Work {
        scope: plan.endpoint.scope(),
        subject: format!("generating sessions of {}", plan.pool),
        client_request_id: Uuid::new_v4(),
        reporter: Reporter::new(plan.trace),
        plan,
        credential,
    };
    let outcome = work.all_pages(&events).await;
    let messages = work.reporter.take();
    // Nobody listens once the generation was dropped: there is no one to tell then.
    if !messages.is_empty() {
        let page = Page {
            messages,
            ..Page::default()
        };
        let _ = events.send(Event::Page(page)).await;
    }
    if let Err(error) = outcome {
        let _ = events.send(Event::Failed(error)).await;
    }
}

struct Work {
    plan: Plan,
    credential: Credential,
    scope: String,
    /// What is asked for, for messages.
    subject: String,
    client_request_id: Uuid,
    reporter: Reporter,
}

impl Work {
    async fn all_pages(&self, events: &Sender<Event>) -> Result<(), Error> {
        let mut links = SeenLinks::default();
        let mut response = self.generate().await?;
        loop {
            let url = response.url.clone();
            let answer = self.read(&mut response)?;
            let next = answer.next_link;
            let page = Page {
                sessions: answer.sessions,
                messages: self.reporter.take(),
            };
            if events.send(Event::Page(page)).await.is_err() {
                return Ok(());
            }
            let Some(link) = next else {
                return Ok(());
            };
            let link = self
                .follow(&url, &link, &mut links)
                .map_err(|error| complete(error, &response))?;
            response = self.send(Method::GET, link, None).await?;
        }
    }

    async fn generate(&self) -> Result<Response, Error> {
        let body = Bytes::from_owner(self.plan.fields.to_request_json());
        let body = Some((BodyType::Json, body));
        self.send(Method::POST, self.plan.url.clone(), body).await
    }

    async fn send(
        &self,
        method: Method,
        url: Url,
        body: Option<(BodyType, Bytes)>,
    ) -> Result<Response, Error> {
        let http = &self.plan.context.http;
        let request = Request {
            method,
            url,
            body,
            authorization: Some(self.authorization().await?),
            client_request_id: Some(self.client_request_id),
        };
        let response = http.send(request, &self.reporter).await?;
        if response.status == StatusCode::OK {
            return Ok(response);
        }
        self.reporter.verbose(|| response.line(None));
        if response.status == StatusCode::UNAUTHORIZED {
            self.credential.forget(&self.scope, process::tokens()).await;
        }
        Err(match response.status.is_success() {
            // 202: the later draft of the API, where the work goes on in the background.
            true => unreadable_answer(
                &response,
                &self.subject,
                "the service answers that it is not done yet, or with nothing, and this version waits for answers with status 200 only",
            ),
            false => service_error(&response, &self.subject),
        })
    }

    async fn authorization(&self) -> Result<HeaderValue, Error> {
        let http = &self.plan.context.http;
        self.credential
            .authorization(&self.scope, http, process::tokens(), &self.reporter)
            .await
    }

    /// Decodes the answer's body, which is taken out of it on success.
    fn read(&self, response: &mut Response) -> Result<Answer, Error> {
        match decode_answer(&mut response.body) {
            Ok(answer) => {
                self.reporter
                    .verbose(|| response.line(Some(answer.sessions.len())));
                for warning in &answer.warnings {
                    self.reporter.warning(warning.clone());
                }
                Ok(answer)
            }
            Err(error) => {
                self.reporter.verbose(|| response.line(None));
                Err(unreadable_answer(
                    response,
                    &self.subject,
                    &error.to_string(),
                ))
            }
        }
    }

    /// Where the next page is.
    ///
    /// # Errors
    /// When the link is none, leads to another place than the endpoint, or was followed before.
    fn follow(&self, from: &Url, link: &str, links: &mut SeenLinks) -> Result<Url, Error> {
        let url = from.join(link).map_err(|_| {
            Error::new(
                ErrorKind::InvalidResponse,
                "InvalidNextLink",
                format!("After some of the pages of {}, the service's link to the next one is no URL.", self.plan.pool),
            )
            .with_advice("The sessions before it are complete. Ask for the rest again, or for fewer at a time.")
        })?;
        if !self.plan.endpoint.is_origin_of(&url) {
            return Err(Error::new(
                ErrorKind::InvalidResponse,
                "ForeignNextLink",
                format!(
                    "The service's link to the next page of {} leads to {}, which is not the endpoint {}: it was not followed, and the token was not sent there.",
                    self.plan.pool,
                    host_and_port(&url),
                    self.plan.endpoint.host()
                ),
            )
            .with_advice("Check AZURE_RESOURCE_MANAGER_ENDPOINT, and that no proxy answers in the service's place."));
        }
        if !links.is_new(&url) {
            return Err(Error::new(
                ErrorKind::InvalidResponse,
                "RepeatedNextLink",
                format!("The service's link to the next page of {} leads back to a page that was read already.", self.plan.pool),
            )
            .with_advice("The sessions before it are complete, as far as the service tells. Report this to the service with the request id."));
        }
        Ok(url)
    }
}

/// The links that were followed, eight bytes each.
#[derive(Default)]
struct SeenLinks {
    hasher: RandomState,
    hashes: HashSet<u64>,
}

impl SeenLinks {
    fn is_new(&mut self, url: &Url) -> bool {
        let hash = self.hasher.hash_one(url.as_str());
        self.hashes.insert(hash)
    }
}
