//! The client's one error: what happened, to what, and what can be done.

use std::borrow::Cow;
use std::time::Duration;

use crate::environment::EndpointError;
use crate::resource_id::PoolIdError;
use crate::wire::fields::FieldError;

/// What kind of failure an error is. The numbers are part of the C ABI.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// A value given by the caller; the target is its name.
    InvalidArgument = 1,
    /// A setting in the environment.
    Configuration = 2,
    /// No credential was found.
    CredentialUnavailable = 3,
    /// The authority refused the credential.
    Authentication = 4,
    /// The service answered with an error.
    Service = 5,
    /// The service's answer can't be read or can't be followed.
    InvalidResponse = 6,
    /// Nothing accepted the connection.
    ConnectionFailed = 7,
    /// The host's name has no address.
    NameResolution = 8,
    /// The connection could not be made secure.
    Tls = 9,
    /// No answer within the time limit.
    Timeout = 10,
    /// The connection ended before the answer did.
    ConnectionClosed = 11,
    /// A bug in this library.
    Internal = 12,
}

/// One of the details in the service's error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorDetail {
    /// The detail's code.
    pub code: String,
    /// The detail's message.
    pub message: String,
    /// What it is about.
    pub target: String,
}

/// A failure. Cheap to move: all of it is boxed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.message)]
pub struct Error(Box<ErrorParts>);

/// The parts of an [`Error`]. Texts hold no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorParts {
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// A stable name: the service's own code, or this library's.
    pub code: Cow<'static, str>,
    /// What happened, to what, and why.
    pub message: String,
    /// What can be done about it.
    pub advice: Option<Cow<'static, str>>,
    /// The name of the argument, setting or field.
    pub target: Option<String>,
    /// The service's own message, alone.
    pub service_message: Option<String>,
    /// The service's inner error, as JSON.
    pub inner_error: Option<String>,
    /// The service's details.
    pub details: Vec<ErrorDetail>,
    /// The HTTP status of the answer.
    pub status: Option<u16>,
    /// How long the service asked to wait.
    pub retry_after: Option<Duration>,
    /// The id this library gave the request: `x-ms-client-request-id`.
    pub client_request_id: Option<String>,
    /// The id the service gave it: `x-ms-request-id`.
    pub request_id: Option<String>,
    /// The id that joins several requests: `x-ms-correlation-request-id`.
    pub correlation_id: Option<String>,
    /// Whether the request may have reached the service.
    pub request_sent: bool,
}

impl Error {
    /// A failure with a code of this library's and no more yet.
    pub(crate) fn new(
        kind: ErrorKind,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
    ) -> Self {
        Error(Box::new(ErrorParts {
            kind,
            code: code.into(),
            message: message.into(),
            advice: None,
            target: None,
            service_message: None,
            inner_error: None,
            details: Vec::new(),
            status: None,
            retry_after: None,
            client_request_id: None,
            request_id: None,
            correlation_id: None,
            request_sent: false,
        }))
    }

    /// A wrong value of the argument `target`.
    pub fn invalid_argument(target: impl Into<String>, message: impl Into<String>) -> Self {
        let mut error = Error::new(ErrorKind::InvalidArgument, "InvalidArgument", message);
        error.0.target = Some(target.into());
        error
    }

    /// A wrong or missing setting.
    pub(crate) fn configuration(target: impl Into<String>, message: impl Into<String>) -> Self {
        let mut error = Error::new(ErrorKind::Configuration, "InvalidConfiguration", message);
        error.0.target = Some(target.into());
        error
    }

    /// The same failure, with what can be done about it.
    #[must_use]
    pub(crate) fn with_advice(mut self, advice: impl Into<Cow<'static, str>>) -> Self {
        self.0.advice = Some(advice.into());
        self
    }

    /// The same failure, changed.
    #[must_use]
    pub(crate) fn with(mut self, change: impl FnOnce(&mut ErrorParts)) -> Self {
        change(&mut self.0);
        self
    }
}

impl std::ops::Deref for Error {
    type Target = ErrorParts;
    fn deref(&self) -> &ErrorParts {
        &self.0
    }
}

impl From<PoolIdError> for Error {
    fn from(error: PoolIdError) -> Self {
        use crate::resource_id::Part;
        let target = match &error {
            PoolIdError::NotAnId { .. } => "resource_id",
            PoolIdError::Name { part, .. } => match part {
                Part::Subscription => "subscription_id",
                Part::ResourceGroup => "resource_group_name",
                Part::SessionPool => "session_pool_name",
            },
        };
        let mut message = error.to_string();
        // The reason starts in the middle of a sentence.
        if let Some(first) = message.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let code = match &error {
            PoolIdError::NotAnId { .. } => "InvalidResourceId",
            PoolIdError::Name { .. } => "InvalidName",
        };
        Error::invalid_argument(target, format!("{message}."))
            .with(|parts| parts.code = Cow::Borrowed(code))
            .with_advice(
                "Give the Id of a session pool, or its subscription, resource group and name.",
            )
    }
}

impl From<FieldError> for Error {
    fn from(error: FieldError) -> Self {
        let (FieldError::Type { field, .. } | FieldError::Time { field }) = &error;
        Error::invalid_argument(field.path(), format!("{error}."))
    }
}

impl From<EndpointError> for Error {
    fn from(error: EndpointError) -> Self {
        Error::configuration(error.variable, error.to_string()).with_advice(format!(
            "Set {} to an https URL such as {}, or remove it to use the public cloud.",
            error.variable, error.example
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource_id::PoolId;

    #[test]
    fn a_wrong_name_is_told_by_the_arguments_name() {
        let error: Error = PoolId::from_parts("s", "g", "").unwrap_err().into();
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
        assert_eq!(error.code, "InvalidName");
        assert_eq!(error.target.as_deref(), Some("session_pool_name"));
        assert_eq!(error.to_string(), "The session pool name is empty.");
        let error: Error = PoolId::parse("x").unwrap_err().into();
        assert_eq!(error.code, "InvalidResourceId");
        assert!(
            error.to_string().starts_with("'x' is not the Id"),
            "{error}"
        );
    }
}
