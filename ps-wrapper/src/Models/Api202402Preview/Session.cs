using System;
using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;

/// <summary>
/// A session of a session pool: what the command writes, and what -SessionEnvelope takes. Not safe for use by several
/// threads at once while one of them changes it.
/// </summary>
[TypeConverter(typeof(SessionTypeConverter))]
[DebuggerDisplay("{Name,nq}")]
[DebuggerTypeProxy(typeof(SessionDebugView))]
public sealed class Session : ISession
{
    /// <inheritdoc/>
    public DateTime? SystemDataCreatedAt => Provenance?.CreatedAt;

    /// <inheritdoc/>
    public string? SystemDataCreatedBy => Provenance?.CreatedBy;

    /// <inheritdoc/>
    public string? SystemDataCreatedByType => Provenance?.CreatedByType;

    /// <inheritdoc/>
    public DateTime? SystemDataLastModifiedAt => Provenance?.LastModifiedAt;

    /// <inheritdoc/>
    public string? SystemDataLastModifiedBy => Provenance?.LastModifiedBy;

    /// <inheritdoc/>
    public string? SystemDataLastModifiedByType => Provenance?.LastModifiedByType;

    /// <inheritdoc/>
    public ISystemData? SystemData => Provenance;

    /// <inheritdoc/>
    public bool? AuthConfigurationAuthEnabled { get; set; }

    /// <inheritdoc/>
    public string? AuthConfigurationJwtToken { get; set; }

    /// <inheritdoc/>
    public string? CodeExecutionConfigurationEnvironment { get; set; }

    /// <inheritdoc/>
    public string? CodeExecutionConfigurationToken { get; set; }

    /// <inheritdoc/>
    public string? ConnectionString { get; set; }

    /// <inheritdoc/>
    public string? Endpoint { get; set; }

    /// <inheritdoc/>
    public DateTime? ExpiryTime { get; set; }

    /// <inheritdoc/>
    public DateTime? GeneratedTime { get; set; }

    /// <inheritdoc/>
    public string? Id { get; internal set; }

    /// <inheritdoc/>
    public ContainerType? Kind { get; set; }

    /// <inheritdoc/>
    public string? Name { get; internal set; }

    /// <inheritdoc/>
    public string? PropertiesName { get; set; }

    /// <inheritdoc/>
    public int? RequestedDurationInSecond { get; set; }

    /// <inheritdoc/>
    public string? SshConfigurationAuthorizedPublicKey { get; set; }

    /// <inheritdoc/>
    public string? SshConfigurationPassword { get; set; }

    /// <inheritdoc/>
    public string? SshConfigurationUsername { get; set; }

    /// <inheritdoc/>
    public string? Status { get; set; }

    /// <inheritdoc/>
    public int? TimeElapsedInSecond { get; set; }

    /// <inheritdoc/>
    public string? Type { get; internal set; }

    /// <summary>The holder of the SystemData values; null until one is there, as most sessions have none.</summary>
    internal SystemData? Provenance { get; set; }

    /// <summary>
    /// Why this envelope can't be used. The parameter binder takes it so that the command can write the reason as an
    /// error of this one object; see <see cref="SessionEnvelopeAttribute"/>.
    /// </summary>
    internal Exception? Refusal { get; set; }

    /// <summary>Reads a session from JSON in the service's form.</summary>
    /// <param name="json">One JSON object, as <see cref="ToJson"/> writes it. Not an array.</param>
    /// <returns>A new session; what the JSON does not name is null.</returns>
    /// <exception cref="ContainerAppsApiException">The text is no JSON, holds a key that sessions do not have, or the
    /// native library can't be loaded.</exception>
    public static Session FromJsonString(string json) => SessionJson.Read(json);

    /// <summary>The session as compact JSON in the service's form, <b>secrets included</b>.</summary>
    /// <returns>One line of JSON; properties that are null are left out.</returns>
    /// <exception cref="ContainerAppsApiException">The native library can't be loaded.</exception>
    public string ToJson() => SessionJson.Write(this, indented: false);

    /// <summary>The session as indented JSON in the service's form, <b>secrets included</b>.</summary>
    /// <returns>JSON over several lines; properties that are null are left out.</returns>
    /// <exception cref="ContainerAppsApiException">The native library can't be loaded.</exception>
    public string ToJsonString() => SessionJson.Write(this, indented: true);

    /// <summary>The session's name, and nothing else: text that is safe to print.</summary>
    /// <returns>The name, or an empty string.</returns>
    public override string ToString() => Name ?? string.Empty;
}
