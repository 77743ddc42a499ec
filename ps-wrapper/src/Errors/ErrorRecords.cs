using System.Management.Automation;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi;

/// <summary>From an exception of this module to PowerShell's error record.</summary>
internal static class ErrorRecords
{
    /// <summary>Makes the record that the command writes.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="target">What the command worked on: the pool's Id, or the input where there is none.</param>
    internal static ErrorRecord From(ContainerAppsApiException error, object? target) =>
        new(error, error.Code, CategoryOf(error), target ?? error.Target)
        {
            ErrorDetails = new ErrorDetails(Shown(error)) { RecommendedAction = error.Advice ?? string.Empty },
        };

    /// <summary>Whether no other input could mend it, so that going on with the pipeline has no sense.</summary>
    internal static bool EndsThePipeline(ContainerAppsApiException error) => error.Kind
        is ErrorKind.NativeLibrary or ErrorKind.CredentialUnavailable or ErrorKind.Configuration;

    // The service's message stays as the service wrote it: scripts compare it. The remedy is not part of any message,
    // as PowerShell shows RecommendedAction below it.
    private static string Shown(ContainerAppsApiException error) =>
        error.Kind == ErrorKind.Service ? error.ServiceMessage ?? error.Message : error.Message;

    private static ErrorCategory CategoryOf(ContainerAppsApiException error) => error.Kind switch
    {
        ErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        ErrorKind.Configuration => ErrorCategory.InvalidOperation,
        ErrorKind.CredentialUnavailable or ErrorKind.Authentication => ErrorCategory.AuthenticationError,
        ErrorKind.Service => CategoryOf(error.StatusCode),
        ErrorKind.InvalidResponse => ErrorCategory.InvalidData,
        ErrorKind.ConnectionFailed or ErrorKind.NameResolution or ErrorKind.ConnectionClosed =>
            ErrorCategory.ConnectionError,
        ErrorKind.Tls => ErrorCategory.SecurityError,
        ErrorKind.Timeout => ErrorCategory.OperationTimeout,
        ErrorKind.NativeLibrary => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.InvalidOperation,
    };

    private static ErrorCategory CategoryOf(int? status) => status switch
    {
        400 => ErrorCategory.InvalidArgument,
        401 => ErrorCategory.AuthenticationError,
        403 => ErrorCategory.PermissionDenied,
        404 => ErrorCategory.ObjectNotFound,
        409 => ErrorCategory.ResourceExists,
        412 => ErrorCategory.ResourceBusy,
        429 => ErrorCategory.LimitsExceeded,
        >= 500 => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.InvalidOperation,
    };
}
