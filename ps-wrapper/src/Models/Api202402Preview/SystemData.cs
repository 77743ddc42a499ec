using System;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;

/// <summary>Who made and who last changed a resource. Only the service sets these values.</summary>
public sealed class SystemData : ISystemData
{
    /// <inheritdoc/>
    public DateTime? CreatedAt { get; internal set; }

    /// <inheritdoc/>
    public string? CreatedBy { get; internal set; }

    /// <inheritdoc/>
    public string? CreatedByType { get; internal set; }

    /// <inheritdoc/>
    public DateTime? LastModifiedAt { get; internal set; }

    /// <inheritdoc/>
    public string? LastModifiedBy { get; internal set; }

    /// <inheritdoc/>
    public string? LastModifiedByType { get; internal set; }
}
