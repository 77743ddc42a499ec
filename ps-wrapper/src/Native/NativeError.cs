using System;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>From an error object of the native library to the public exception.</summary>
internal static unsafe class NativeError
{
    /// <summary>Throws when a call did not succeed. Frees the error object.</summary>
    internal static void Check(Library library, Status status, IntPtr error)
    {
        if (status != Status.Ok)
        {
            throw Take(library, status, error);
        }
    }

    /// <summary>Copies what an error object says and frees it.</summary>
    /// <param name="library">The library that made it.</param>
    /// <param name="status">The status that came with it.</param>
    /// <param name="error">The object, or zero when the library gave none.</param>
    internal static ContainerAppsApiException Take(Library library, Status status, IntPtr error)
    {
        if (error == IntPtr.Zero)
        {
            return new ContainerAppsApiException(
                ErrorKind.Internal,
                "InternalError",
                $"The native library ended a call with status {status} and gave no reason.",
                "Report it with the version of the module.");
        }

        using var owner = new NativeHandle(error, library.ErrorFree);
        string? Text(ErrorText which) => Utf8.Decode(library.ErrorGetText(error, (uint)which));
        long? Number(ErrorNumber which) => library.ErrorGetNumber(error, (uint)which) is >= 0 and var value ? value : null;

        return new ContainerAppsApiException(
            (ErrorKind)library.ErrorGetKind(error),
            Text(ErrorText.Code) is { Length: > 0 } code ? code : "InternalError",
            Text(ErrorText.Message) ?? $"The native library ended a call with status {status}.",
            Text(ErrorText.Advice))
        {
            Target = Text(ErrorText.Target),
            ClientRequestId = Text(ErrorText.ClientRequestId),
            RequestId = Text(ErrorText.RequestId),
            CorrelationId = Text(ErrorText.CorrelationId),
            InnerError = Text(ErrorText.InnerError),
            ServiceMessage = Text(ErrorText.ServiceMessage),
            StatusCode = (int?)Number(ErrorNumber.HttpStatus),
            RetryAfter = Number(ErrorNumber.RetryAfterMilliseconds) is { } wait ? TimeSpan.FromMilliseconds(wait) : null,
            RequestSent = Number(ErrorNumber.RequestSent) is { } sent ? sent != 0 : null,
            Details = Details(library, error, (int)(Number(ErrorNumber.DetailCount) ?? 0)),
        };
    }

    private static ContainerAppsApiErrorDetail[] Details(Library library, IntPtr error, int count)
    {
        var details = new ContainerAppsApiErrorDetail[count];
        for (int index = 0; index < count; index++)
        {
            NativeErrorDetail detail = default;
            library.ErrorGetDetail(error, (UIntPtr)(uint)index, &detail);
            details[index] = new ContainerAppsApiErrorDetail(
                Utf8.Decode(detail.Code), Utf8.Decode(detail.Message), Utf8.Decode(detail.Target));
        }

        return details;
    }
}
