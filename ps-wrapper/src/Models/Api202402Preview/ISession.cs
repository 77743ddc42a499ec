using System;
using System.ComponentModel;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;

/// <summary>
/// A session of a session pool. A property that the service did not send is null; as a request's envelope, a property
/// that is null is not sent. Times that come from the service are UTC.
/// </summary>
[TypeConverter(typeof(SessionTypeConverter))]
public interface ISession
{
    /// <summary>When the session's resource was created (UTC).</summary>
    DateTime? SystemDataCreatedAt { get; }

    /// <summary>Who created the session's resource.</summary>
    string? SystemDataCreatedBy { get; }

    /// <summary>What kind of identity created the session's resource.</summary>
    string? SystemDataCreatedByType { get; }

    /// <summary>When the session's resource was last changed (UTC).</summary>
    DateTime? SystemDataLastModifiedAt { get; }

    /// <summary>Who last changed the session's resource.</summary>
    string? SystemDataLastModifiedBy { get; }

    /// <summary>What kind of identity last changed the session's resource.</summary>
    string? SystemDataLastModifiedByType { get; }

    /// <summary>The six values above as one object; null when the service sent none of them.</summary>
    ISystemData? SystemData { get; }

    /// <summary>Is auth enabled for the session.</summary>
    bool? AuthConfigurationAuthEnabled { get; set; }

    /// <summary>JWT token for the session. A secret.</summary>
    string? AuthConfigurationJwtToken { get; set; }

    /// <summary>The environment used for code execution.</summary>
    string? CodeExecutionConfigurationEnvironment { get; set; }

    /// <summary>The token used for code execution. A secret.</summary>
    string? CodeExecutionConfigurationToken { get; set; }

    /// <summary>The connection string of the session. A secret.</summary>
    string? ConnectionString { get; set; }

    /// <summary>The endpoint of the session.</summary>
    string? Endpoint { get; set; }

    /// <summary>The time when the session will expire. A time without a zone counts as local.</summary>
    DateTime? ExpiryTime { get; set; }

    /// <summary>The time when the session was generated. A time without a zone counts as local.</summary>
    DateTime? GeneratedTime { get; set; }

    /// <summary>The resource Id of the session.</summary>
    string? Id { get; }

    /// <summary>The kind of the session.</summary>
    ContainerType? Kind { get; set; }

    /// <summary>The name of the session's resource.</summary>
    string? Name { get; }

    /// <summary>The name of the session, as its properties give it.</summary>
    string? PropertiesName { get; set; }

    /// <summary>The requested duration of the session in seconds.</summary>
    int? RequestedDurationInSecond { get; set; }

    /// <summary>The public key that may sign in over SSH.</summary>
    string? SshConfigurationAuthorizedPublicKey { get; set; }

    /// <summary>The password of the SSH user. A secret.</summary>
    string? SshConfigurationPassword { get; set; }

    /// <summary>The SSH user.</summary>
    string? SshConfigurationUsername { get; set; }

    /// <summary>The status of the session.</summary>
    string? Status { get; set; }

    /// <summary>The time elapsed in seconds since the session was created.</summary>
    int? TimeElapsedInSecond { get; set; }

    /// <summary>The resource type.</summary>
    string? Type { get; }
}
