using System.ComponentModel;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models;

/// <summary>Which session pool is meant: by its resource Id, or by subscription, resource group and name.</summary>
[TypeConverter(typeof(IdentityTypeConverter))]
public interface IContainerAppsApiIdentity
{
    /// <summary>The resource Id of the pool, or of something below it. It wins over the three parts.</summary>
    string? Id { get; set; }

    /// <summary>The name of the resource group. The name is case insensitive.</summary>
    string? ResourceGroupName { get; set; }

    /// <summary>Name of the session pool.</summary>
    string? SessionPoolName { get; set; }

    /// <summary>The ID of the target subscription, a UUID.</summary>
    string? SubscriptionId { get; set; }
}
