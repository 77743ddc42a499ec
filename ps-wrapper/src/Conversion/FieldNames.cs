using System;
using System.Collections.Generic;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>
/// The names that a session's fields have in PowerShell: as a property of the object and as a parameter of the command.
/// Names on the wire are the native library's, asked for by <see cref="Library.PathOf"/>.
/// </summary>
internal static class FieldNames
{
    private static readonly Dictionary<string, Field> Writable = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(ISession.SshConfigurationUsername)] = Field.SshUsername,
        [nameof(ISession.SshConfigurationPassword)] = Field.SshPassword,
        [nameof(ISession.SshConfigurationAuthorizedPublicKey)] = Field.SshAuthorizedPublicKey,
        [nameof(ISession.CodeExecutionConfigurationEnvironment)] = Field.CodeExecutionEnvironment,
        [nameof(ISession.CodeExecutionConfigurationToken)] = Field.CodeExecutionToken,
        [nameof(ISession.AuthConfigurationAuthEnabled)] = Field.AuthEnabled,
        ["SessionAuthConfigurationAuthEnabled"] = Field.AuthEnabled,
        [nameof(ISession.AuthConfigurationJwtToken)] = Field.AuthJwtToken,
        ["SessionAuthConfigurationJwtToken"] = Field.AuthJwtToken,
        [nameof(ISession.PropertiesName)] = Field.PropertiesName,
        [nameof(ISession.RequestedDurationInSecond)] = Field.RequestedDurationInSeconds,
        [nameof(ISession.TimeElapsedInSecond)] = Field.TimeElapsedInSeconds,
        [nameof(ISession.ExpiryTime)] = Field.ExpiryTime,
        [nameof(ISession.GeneratedTime)] = Field.GeneratedTime,
        [nameof(ISession.ConnectionString)] = Field.ConnectionString,
        [nameof(ISession.Endpoint)] = Field.Endpoint,
        [nameof(ISession.Kind)] = Field.SessionKind,
        ["SessionKind"] = Field.SessionKind,
        [nameof(ISession.Status)] = Field.Status,
    };

    // Only the service sets these. An envelope may hold them, as a session that came out does, and they are not sent.
    private static readonly Dictionary<string, Field> ReadOnly = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(ISession.Id)] = Field.Id,
        [nameof(ISession.Name)] = Field.Name,
        [nameof(ISession.Type)] = Field.Type,
        [nameof(ISession.SystemDataCreatedAt)] = Field.SystemDataCreatedAt,
        [nameof(ISession.SystemDataCreatedBy)] = Field.SystemDataCreatedBy,
        [nameof(ISession.SystemDataCreatedByType)] = Field.SystemDataCreatedByType,
        [nameof(ISession.SystemDataLastModifiedAt)] = Field.SystemDataLastModifiedAt,
        [nameof(ISession.SystemDataLastModifiedBy)] = Field.SystemDataLastModifiedBy,
        [nameof(ISession.SystemDataLastModifiedByType)] = Field.SystemDataLastModifiedByType,
    };

    /// <summary>Every name by which a field can be set in an envelope.</summary>
    internal static IEnumerable<string> Settable => Writable.Keys;

    /// <summary>The field that a property's or a parameter's name stands for.</summary>
    internal static bool TryGet(string name, out Field field) =>
        Writable.TryGetValue(name, out field) || ReadOnly.TryGetValue(name, out field);

    /// <summary>Whether a name repeats other values as one object: SystemData, which an envelope may hold.</summary>
    internal static bool IsSummary(string name) =>
        string.Equals(name, nameof(ISession.SystemData), StringComparison.OrdinalIgnoreCase);
}
