namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi;

/// <summary>What sort of failure it was. The numbers are those of aca_error_kind in aca_sessions.h.</summary>
internal enum ErrorKind
{
    /// <summary>A value that the caller gave.</summary>
    InvalidArgument = 1,

    /// <summary>The environment or a setting.</summary>
    Configuration = 2,

    /// <summary>No credential was found.</summary>
    CredentialUnavailable = 3,

    /// <summary>The authority refused the credential.</summary>
    Authentication = 4,

    /// <summary>The service answered with an error status.</summary>
    Service = 5,

    /// <summary>The answer can't be used.</summary>
    InvalidResponse = 6,

    /// <summary>No connection came about.</summary>
    ConnectionFailed = 7,

    /// <summary>The host's name is unknown.</summary>
    NameResolution = 8,

    /// <summary>The secure channel did not come about.</summary>
    Tls = 9,

    /// <summary>A time limit passed.</summary>
    Timeout = 10,

    /// <summary>The connection was cut.</summary>
    ConnectionClosed = 11,

    /// <summary>A fault of the library itself.</summary>
    Internal = 12,

    /// <summary>The native library can't be loaded. Found on this side of the C ABI, so it has no number
    /// there.</summary>
    NativeLibrary = 1000,
}
