//! The fields of a session and the JSON tree they stand in.

/// A field of a session. The numbers are part of the C ABI: they are the columns of a page's table
/// and name the fields of a request, so they never change and new ones go to the end.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// String: the session's resource Id. Read-only.
    Id = 0,
    /// String: the session's resource name. Read-only.
    Name = 1,
    /// String: the resource type. Read-only.
    Type = 2,
    /// String: who created the resource. Read-only.
    SystemDataCreatedBy = 3,
    /// String: User, Application, ManagedIdentity or Key. Read-only.
    SystemDataCreatedByType = 4,
    /// Time: when the resource was created. Read-only.
    SystemDataCreatedAt = 5,
    /// String: who modified the resource last. Read-only.
    SystemDataLastModifiedBy = 6,
    /// String: User, Application, ManagedIdentity or Key. Read-only.
    SystemDataLastModifiedByType = 7,
    /// Time: when the resource was modified last. Read-only.
    SystemDataLastModifiedAt = 8,
    /// String: the SSH user's name.
    SshUsername = 9,
    /// String: the SSH user's password. Secret.
    SshPassword = 10,
    /// String: the public key that SSH accepts.
    SshAuthorizedPublicKey = 11,
    /// String: the environment used for code execution.
    CodeExecutionEnvironment = 12,
    /// String: the token used for code execution. Secret.
    CodeExecutionToken = 13,
    /// Boolean: whether the session asks for authentication.
    AuthEnabled = 14,
    /// String: the session's JWT. Secret.
    AuthJwtToken = 15,
    /// String: the session's name among its properties.
    PropertiesName = 16,
    /// Integer, seconds: how long the session was asked for.
    RequestedDurationInSeconds = 17,
    /// Integer, seconds: how long the session has been there.
    TimeElapsedInSeconds = 18,
    /// Time: when the session will expire.
    ExpiryTime = 19,
    /// Time: when the session was generated.
    GeneratedTime = 20,
    /// String: the session's connection string. Secret.
    ConnectionString = 21,
    /// String: the session's endpoint, a URL.
    Endpoint = 22,
    /// String: the kind of session, an open set (SSH, CustomImage, CustomContainer, PythonLTS ...).
    SessionKind = 23,
    /// String: the session's status, an open set.
    Status = 24,
}

/// How many fields a session has: the number of columns in a table.
pub const FIELD_COUNT: usize = 25;

/// The type of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// UTF-8 text.
    Text,
    /// A whole number of 32 bits, as the service's specification says.
    Integer,
    /// true or false.
    Boolean,
    /// An instant; RFC 3339 text in JSON.
    Time,
}

/// A node of the JSON tree: a field, or an object that holds more of them.
#[derive(Debug)]
pub enum Node {
    /// A field under this key.
    Field(&'static str, Field),
    /// An object under this key.
    Object(&'static str, &'static [Node]),
}

impl Node {
    /// The node's key in its object.
    pub fn key(&self) -> &'static str {
        match self {
            Node::Field(key, _) | Node::Object(key, _) => key,
        }
    }
}

/// The object that holds what a caller may set. Its order is the order on the wire.
pub static PROPERTIES: &[Node] = &[
    Node::Object(
        "sshConfiguration",
        &[
            Node::Field("username", Field::SshUsername),
            Node::Field("password", Field::SshPassword),
            Node::Field("authorizedPublicKey", Field::SshAuthorizedPublicKey),
        ],
    ),
    Node::Object(
        "codeExecutionConfiguration",
        &[
            Node::Field("environment", Field::CodeExecutionEnvironment),
            Node::Field("token", Field::CodeExecutionToken),
        ],
    ),
    Node::Object(
        "sessionAuthConfiguration",
        &[
            Node::Field("authEnabled", Field::AuthEnabled),
            Node::Field("jwtToken", Field::AuthJwtToken),
        ],
    ),
    Node::Field("name", Field::PropertiesName),
    Node::Field(
        "requestedDurationInSeconds",
        Field::RequestedDurationInSeconds,
    ),
    Node::Field("timeElapsedInSeconds", Field::TimeElapsedInSeconds),
    Node::Field("expiryTime", Field::ExpiryTime),
    Node::Field("generatedTime", Field::GeneratedTime),
    Node::Field("connectionString", Field::ConnectionString),
    Node::Field("endpoint", Field::Endpoint),
    Node::Field("sessionKind", Field::SessionKind),
    Node::Field("status", Field::Status),
];

/// A session's whole JSON object.
pub static SESSION: &[Node] = &[
    Node::Field("id", Field::Id),
    Node::Field("name", Field::Name),
    Node::Field("type", Field::Type),
    Node::Object(
        "systemData",
        &[
            Node::Field("createdBy", Field::SystemDataCreatedBy),
            Node::Field("createdByType", Field::SystemDataCreatedByType),
            Node::Field("createdAt", Field::SystemDataCreatedAt),
            Node::Field("lastModifiedBy", Field::SystemDataLastModifiedBy),
            Node::Field("lastModifiedByType", Field::SystemDataLastModifiedByType),
            Node::Field("lastModifiedAt", Field::SystemDataLastModifiedAt),
        ],
    ),
    Node::Object("properties", PROPERTIES),
];

/// The part of a request that goes on the wire: what a session holds besides its properties is the
/// service's to say.
pub static REQUEST: &[Node] = &[Node::Object("properties", PROPERTIES)];

/// Names that the later draft of the API gives to three of the properties. Read, never written.
static ALIASES: &[(&str, Field)] = &[
    ("generatedAt", Field::GeneratedTime),
    ("expiredAt", Field::ExpiryTime),
    ("sessionType", Field::SessionKind),
];

/// The node under `key` in `nodes`; an alias counts in the properties.
pub fn find(nodes: &'static [Node], key: &str) -> Option<&'static Node> {
    nodes
        .iter()
        .find(|node| node.key() == key)
        .or_else(|| find_alias(nodes, key))
}

fn find_alias(nodes: &'static [Node], key: &str) -> Option<&'static Node> {
    if !std::ptr::eq(nodes, PROPERTIES) {
        return None;
    }
    let (_, field) = ALIASES.iter().find(|(alias, _)| *alias == key)?;
    nodes
        .iter()
        .find(|node| matches!(node, Node::Field(_, other) if other == field))
}

impl Field {
    /// Every field, in the order of the numbers.
    ///
    /// cbindgen:ignore
    pub const ALL: [Field; FIELD_COUNT] = [
        Field::Id,
        Field::Name,
        Field::Type,
        Field::SystemDataCreatedBy,
        Field::SystemDataCreatedByType,
        Field::SystemDataCreatedAt,
        Field::SystemDataLastModifiedBy,
        Field::SystemDataLastModifiedByType,
        Field::SystemDataLastModifiedAt,
        Field::SshUsername,
        Field::SshPassword,
        Field::SshAuthorizedPublicKey,
        Field::CodeExecutionEnvironment,
        Field::CodeExecutionToken,
        Field::AuthEnabled,
        Field::AuthJwtToken,
        Field::PropertiesName,
        Field::RequestedDurationInSeconds,
        Field::TimeElapsedInSeconds,
        Field::ExpiryTime,
        Field::GeneratedTime,
        Field::ConnectionString,
        Field::Endpoint,
        Field::SessionKind,
        Field::Status,
    ];

    /// The field with this number.
    pub fn from_number(number: u32) -> Option<Field> {
        Field::ALL.get(number as usize).copied()
    }

    /// The type of the field's value.
    pub fn value_type(self) -> FieldType {
        match self {
            Field::AuthEnabled => FieldType::Boolean,
            Field::RequestedDurationInSeconds | Field::TimeElapsedInSeconds => FieldType::Integer,
            Field::SystemDataCreatedAt
            | Field::SystemDataLastModifiedAt
            | Field::ExpiryTime
            | Field::GeneratedTime => FieldType::Time,
            _ => FieldType::Text,
        }
    }

    /// Whether the value gives access to something: it is kept out of every message.
    pub fn is_secret(self) -> bool {
        matches!(
            self,
            Field::SshPassword
                | Field::CodeExecutionToken
                | Field::AuthJwtToken
                | Field::ConnectionString
        )
    }

    /// The field's path in a session's JSON, keys joined by dots.
    pub fn path(self) -> &'static str {
        match self {
            Field::Id => "id",
            Field::Name => "name",
            Field::Type => "type",
            Field::SystemDataCreatedBy => "systemData.createdBy",
            Field::SystemDataCreatedByType => "systemData.createdByType",
            Field::SystemDataCreatedAt => "systemData.createdAt",
            Field::SystemDataLastModifiedBy => "systemData.lastModifiedBy",
            Field::SystemDataLastModifiedByType => "systemData.lastModifiedByType",
            Field::SystemDataLastModifiedAt => "systemData.lastModifiedAt",
            Field::SshUsername => "properties.sshConfiguration.username",
            Field::SshPassword => "properties.sshConfiguration.password",
            Field::SshAuthorizedPublicKey => "properties.sshConfiguration.authorizedPublicKey",
            Field::CodeExecutionEnvironment => "properties.codeExecutionConfiguration.environment",
            Field::CodeExecutionToken => "properties.codeExecutionConfiguration.token",
            Field::AuthEnabled => "properties.sessionAuthConfiguration.authEnabled",
            Field::AuthJwtToken => "properties.sessionAuthConfiguration.jwtToken",
            Field::PropertiesName => "properties.name",
            Field::RequestedDurationInSeconds => "properties.requestedDurationInSeconds",
            Field::TimeElapsedInSeconds => "properties.timeElapsedInSeconds",
            Field::ExpiryTime => "properties.expiryTime",
            Field::GeneratedTime => "properties.generatedTime",
            Field::ConnectionString => "properties.connectionString",
            Field::Endpoint => "properties.endpoint",
            Field::SessionKind => "properties.sessionKind",
            Field::Status => "properties.status",
        }
    }

    /// The last key of the field's path.
    pub fn key(self) -> &'static str {
        let path = self.path();
        path.rsplit('.').next().unwrap_or(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(nodes: &'static [Node], prefix: &str, seen: &mut Vec<(Field, String)>) {
        for node in nodes {
            let path = match prefix {
                "" => node.key().to_owned(),
                _ => format!("{prefix}.{}", node.key()),
            };
            match node {
                Node::Field(_, field) => seen.push((*field, path)),
                Node::Object(_, children) => walk(children, &path, seen),
            }
        }
    }

    #[test]
    fn every_field_stands_in_the_tree_once_under_its_path() {
        let mut seen = Vec::new();
        walk(SESSION, "", &mut seen);
        assert_eq!(seen.len(), FIELD_COUNT);
        for (number, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field as usize, number);
            assert_eq!(Field::from_number(number as u32), Some(field));
            let paths: Vec<_> = seen.iter().filter(|(other, _)| *other == field).collect();
            assert_eq!(paths.len(), 1, "{field:?}");
            assert_eq!(paths[0].1, field.path());
        }
        assert_eq!(Field::from_number(FIELD_COUNT as u32), None);
    }

    #[test]
    fn the_later_drafts_names_are_read_among_the_properties_only() {
        for (alias, field) in ALIASES {
            let node = find(PROPERTIES, alias).unwrap();
            assert!(matches!(node, Node::Field(_, found) if found == field));
            assert!(find(SESSION, alias).is_none());
        }
    }
}
