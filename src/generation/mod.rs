//! A generation: one command on one pool, its pages pulled as they come.
//!
//! The work runs on the process's runtime and stays at most [`READ_AHEAD`] pages ahead of whoever
//! pulls them, so that memory does not grow with the number of sessions.

mod pages;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::context::Context;
use crate::environment::Endpoint;
use crate::error::Error;
use crate::process;
use crate::resource_id::PoolId;
use crate::trace::{lock, Message, Trace};
use crate::wire::fields::SessionFields;
use crate::wire::table::SessionTable;

/// Pages fetched and decoded before anyone asked for them.
const READ_AHEAD: usize = 2;

/// What to generate, and where.
#[derive(Debug, Default)]
pub struct GenerationRequest {
    /// The pool's resource Id, or that of anything below it. It wins over the names.
    pub resource_id: Option<String>,
    /// The subscription's Id; None takes AZURE_SUBSCRIPTION_ID.
    pub subscription: Option<String>,
    /// The resource group's name.
    pub resource_group: Option<String>,
    /// The session pool's name.
    pub pool: Option<String>,
    /// How many sessions; None lets the service decide.
    pub count: Option<i32>,
    /// What the sessions shall be like.
    pub fields: SessionFields,
    /// How much to tell.
    pub trace: Trace,
}

/// A checked request.
pub(crate) struct Plan {
    pub(crate) context: Arc<Context>,
    pub(crate) pool: PoolId,
    pub(crate) endpoint: Endpoint,
    pub(crate) url: Url,
    pub(crate) fields: SessionFields,
    pub(crate) trace: Trace,
}

/// Some sessions, and what there is to tell. Either may be empty.
#[derive(Debug, Default)]
pub struct Page {
    /// The sessions, in the service's order.
    pub sessions: SessionTable,
    /// Messages since the last page, in order.
    pub messages: Vec<Message>,
}

/// What [`Generation::next`] found.
#[derive(Debug)]
pub enum Next {
    /// A page.
    Page(Page),
    /// Nothing within the time limit; ask again.
    Pending,
    /// All pages were given.
    Done,
    /// The generation was cancelled.
    Cancelled,
}

enum Event {
    Page(Page),
    Failed(Error),
}

/// One command on one pool. Start it, then pull pages until it is done. Dropping it cancels what is
/// still under way.
pub struct Generation {
    target: String,
    plan: Mutex<Option<Plan>>,
    events: Mutex<Option<mpsc::Receiver<Event>>>,
    cancel: CancellationToken,
}

impl Generation {
    pub(crate) fn new(plan: Plan) -> Self {
        Generation {
            target: plan.pool.to_string(),
            plan: Mutex::new(Some(plan)),
            events: Mutex::new(None),
            cancel: CancellationToken::new(),
        }
    }

    /// The pool's resource Id.
    pub fn target(&self) -> &str {
        &self.target
    }

    #[cfg(test)]
    pub(crate) fn url(&self) -> Url {
        lock(&self.plan).as_ref().unwrap().url.clone()
    }

    /// Starts the work and returns at once. A generation starts once; more calls do nothing.
    ///
    /// # Errors
    /// No credential, or no threads. Nothing was sent then, and a later call may try again.
    pub fn start(&self) -> Result<(), Error> {
        let mut plan = lock(&self.plan);
        let Some(checked) = plan.as_ref() else {
            return Ok(());
        };
        let credential = checked.context.credential()?;
        let runtime = process::runtime()?;
        let Some(plan) = plan.take() else {
            return Ok(());
        };
        let (sender, receiver) = mpsc::channel(READ_AHEAD);
        *lock(&self.events) = Some(receiver);
        let cancel = self.cancel.clone();
        runtime.spawn(async move {
            // Dropping the work closes its connections in mid-flight: cancelling is at once.
            tokio::select! {
                biased;
                () = cancel.cancelled() => {}
                () = pages::run(plan, credential, sender) => {}
            }
        });
        Ok(())
    }

    /// Waits up to `limit` for the next page. One thread at a time; not from within an async task.
    ///
    /// # Errors
    /// Why there are no more pages; pages given before stay good. Also when the generation was not
    /// started, or another thread is waiting in this call.
    pub fn next(&self, limit: Duration) -> Result<Next, Error> {
        let misuse = |message: &str| {
            Error::invalid_argument("generation", message)
                .with(|parts| parts.code = "InvalidState".into())
        };
        let Ok(mut events) = self.events.try_lock() else {
            return Err(misuse(
                "Another thread is waiting for this generation's next page.",
            ));
        };
        let Some(events) = events.as_mut() else {
            return Err(misuse("The generation was not started."));
        };
        let event = process::runtime()?.block_on(async {
            tokio::select! {
                biased;
                () = self.cancel.cancelled() => Err(Next::Cancelled),
                event = tokio::time::timeout(limit, events.recv()) => event.map_err(|_| Next::Pending),
            }
        });
        match event {
            Err(next) => Ok(next),
            Ok(None) => Ok(Next::Done),
            Ok(Some(Event::Page(page))) => Ok(Next::Page(page)),
            Ok(Some(Event::Failed(error))) => Err(error),
        }
    }

    /// Stops the work at once, from any thread; whoever waits in [`Generation::next`] returns.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }
}

impl Drop for Generation {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}
