using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi;

/// <summary>
/// A failure to generate sessions: of the input, of the way to the service, or of the service. No value of it holds a
/// secret. Values that are unknown are null.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "An error without a code and a kind would have no meaning here.")]
public sealed class ContainerAppsApiException : Exception
{
    internal ContainerAppsApiException(
        ErrorKind kind, string code, string message, string? advice = null, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        Code = code;
        Advice = advice;
    }

    /// <summary>The stable id of the error: the service's own code, or ours (for example ConnectionFailed).</summary>
    public string Code { get; }

    /// <summary>What the error is about, as the service or the check names it.</summary>
    public string? Target { get; internal set; }

    /// <summary>The service's details; empty when there are none.</summary>
    public IReadOnlyList<ContainerAppsApiErrorDetail> Details { get; internal set; } =
        Array.Empty<ContainerAppsApiErrorDetail>();

    /// <summary>The service's inner error: JSON or plain text, as it came.</summary>
    public string? InnerError { get; internal set; }

    /// <summary>The HTTP status of the answer; null when there was no answer.</summary>
    public int? StatusCode { get; internal set; }

    /// <summary>The id that this module gave the request (x-ms-client-request-id).</summary>
    public string? ClientRequestId { get; internal set; }

    /// <summary>The id that the service gave the request (x-ms-request-id).</summary>
    public string? RequestId { get; internal set; }

    /// <summary>The id that joins the service's records of the operation (x-ms-correlation-request-id).</summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>How long the service asks to wait before the next try.</summary>
    public TimeSpan? RetryAfter { get; internal set; }

    /// <summary>
    /// Whether the request had left this machine: then the service may have generated sessions that nobody saw.
    /// </summary>
    public bool? RequestSent { get; internal set; }

    /// <summary>What a person can do about it.</summary>
    public string? Advice { get; }

    /// <summary>The service's own message, without what this module adds.</summary>
    internal string? ServiceMessage { get; set; }

    /// <summary>What sort of failure it was; decides PowerShell's category.</summary>
    internal ErrorKind Kind { get; }

    /// <summary>An error of a value that the caller gave, found before anything was sent.</summary>
    internal static ContainerAppsApiException Argument(
        string target, string message, string? advice = null, Exception? inner = null) =>
        new(ErrorKind.InvalidArgument, "InvalidArgument", message, advice, inner) { Target = target };
}
