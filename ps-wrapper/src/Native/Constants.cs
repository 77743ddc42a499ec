// The enumerations of aca_sessions.h. The numbers are part of the ABI.
namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>aca_status: how a call ended.</summary>
internal enum Status
{
    Ok = 0,
    Pending = 1,
    Done = 2,
    Cancelled = 3,
    InvalidArgument = 10,
    Failed = 11,
    Panic = 12,
}

/// <summary>aca_value_kind: what a cell or a field holds. A time is a count of 100 ns since 1970-01-01 UTC.</summary>
internal enum ValueKind : uint
{
    Absent = 0,
    Text = 1,
    Integer = 2,
    Boolean = 3,
    Time = 4,
}

/// <summary>aca_field: the fields of a session, in the order of a table's columns.</summary>
internal enum Field : uint
{
    Id = 0,
    Name = 1,
    Type = 2,
    SystemDataCreatedBy = 3,
    SystemDataCreatedByType = 4,
    SystemDataCreatedAt = 5,
    SystemDataLastModifiedBy = 6,
    SystemDataLastModifiedByType = 7,
    SystemDataLastModifiedAt = 8,
    SshUsername = 9,
    SshPassword = 10,
    SshAuthorizedPublicKey = 11,
    CodeExecutionEnvironment = 12,
    CodeExecutionToken = 13,
    AuthEnabled = 14,
    AuthJwtToken = 15,
    PropertiesName = 16,
    RequestedDurationInSeconds = 17,
    TimeElapsedInSeconds = 18,
    ExpiryTime = 19,
    GeneratedTime = 20,
    ConnectionString = 21,
    Endpoint = 22,
    SessionKind = 23,
    Status = 24,
}

/// <summary>aca_identity_part: a part of a pool's identity.</summary>
internal enum IdentityPart : uint
{
    Id = 0,
    SubscriptionId = 1,
    ResourceGroupName = 2,
    SessionPoolName = 3,
}

/// <summary>aca_trace: how much a generation tells in messages.</summary>
internal enum TraceLevel : uint
{
    Off = 0,
    Verbose = 1,
    Debug = 2,
}

/// <summary>aca_error_text: a text of an error.</summary>
internal enum ErrorText : uint
{
    Code = 0,
    Message = 1,
    Advice = 2,
    Target = 3,
    ClientRequestId = 4,
    RequestId = 5,
    CorrelationId = 6,
    InnerError = 7,
    ServiceMessage = 8,
}

/// <summary>aca_error_number: a number of an error; -1 means absent.</summary>
internal enum ErrorNumber : uint
{
    HttpStatus = 0,
    RetryAfterMilliseconds = 1,
    RequestSent = 2,
    DetailCount = 3,
}
