namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi;

/// <summary>One of the details that came with an error of the service.</summary>
public sealed class ContainerAppsApiErrorDetail
{
    internal ContainerAppsApiErrorDetail(string? code, string? message, string? target)
    {
        Code = code;
        Message = message;
        Target = target;
    }

    /// <summary>The detail's code; null when the service sent none.</summary>
    public string? Code { get; }

    /// <summary>The detail's message; null when the service sent none.</summary>
    public string? Message { get; }

    /// <summary>What the detail is about; null when the service sent none.</summary>
    public string? Target { get; }

    /// <summary>The detail on one line.</summary>
    /// <returns><c>[code] : message</c>.</returns>
    public override string ToString() => $"[{Code}] : {Message}";
}
