using System;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;

/// <summary>Who made and who last changed a resource, as Azure Resource Manager keeps it. Times are UTC.</summary>
public interface ISystemData
{
    /// <summary>When the resource was created (UTC).</summary>
    DateTime? CreatedAt { get; }

    /// <summary>Who created the resource.</summary>
    string? CreatedBy { get; }

    /// <summary>What kind of identity created it: User, Application, ManagedIdentity, Key.</summary>
    string? CreatedByType { get; }

    /// <summary>When the resource was last changed (UTC).</summary>
    DateTime? LastModifiedAt { get; }

    /// <summary>Who last changed the resource.</summary>
    string? LastModifiedBy { get; }

    /// <summary>What kind of identity last changed it.</summary>
    string? LastModifiedByType { get; }
}
