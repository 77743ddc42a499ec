using System;
using System.ComponentModel;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models;

/// <summary>Which session pool is meant: by its resource Id, or by subscription, resource group and name.</summary>
[TypeConverter(typeof(IdentityTypeConverter))]
public sealed class ContainerAppsApiIdentity : IContainerAppsApiIdentity
{
    /// <inheritdoc/>
    public string? Id { get; set; }

    /// <inheritdoc/>
    public string? ResourceGroupName { get; set; }

    /// <inheritdoc/>
    public string? SessionPoolName { get; set; }

    /// <inheritdoc/>
    public string? SubscriptionId { get; set; }

    /// <summary>
    /// Why the input names no pool; the other values are then unset. A transformation that throws would end the whole
    /// pipeline with AmbiguousParameterSet, so the reason travels with the identity and becomes an error of its own.
    /// </summary>
    internal Exception? Refusal { get; set; }

    /// <summary>With <see cref="Refusal"/>: what was given, as far as an error may show it.</summary>
    internal string? Refused { get; set; }

    /// <summary>The Id, or the pool's name where there is no Id.</summary>
    /// <returns>Text for people; empty when nothing is set.</returns>
    public override string ToString() => Id ?? SessionPoolName ?? string.Empty;
}
