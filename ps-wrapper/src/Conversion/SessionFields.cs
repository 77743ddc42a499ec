using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>From a session to typed fields. What is null is absent.</summary>
internal static class SessionFields
{
    /// <summary>Adds what a request may carry: everything but the values that only the service sets.</summary>
    internal static void AddWritable(FieldList fields, ISession session)
    {
        fields.Add(Field.SshUsername, session.SshConfigurationUsername, nameof(session.SshConfigurationUsername));
        fields.Add(Field.SshPassword, session.SshConfigurationPassword, nameof(session.SshConfigurationPassword));
        fields.Add(
            Field.SshAuthorizedPublicKey,
            session.SshConfigurationAuthorizedPublicKey,
            nameof(session.SshConfigurationAuthorizedPublicKey));
        fields.Add(
            Field.CodeExecutionEnvironment,
            session.CodeExecutionConfigurationEnvironment,
            nameof(session.CodeExecutionConfigurationEnvironment));
        fields.Add(
            Field.CodeExecutionToken,
            session.CodeExecutionConfigurationToken,
            nameof(session.CodeExecutionConfigurationToken));
        fields.Add(Field.AuthEnabled, session.AuthConfigurationAuthEnabled);
        fields.Add(Field.AuthJwtToken, session.AuthConfigurationJwtToken, nameof(session.AuthConfigurationJwtToken));
        fields.Add(Field.PropertiesName, session.PropertiesName, nameof(session.PropertiesName));
        fields.Add(Field.RequestedDurationInSeconds, session.RequestedDurationInSecond);
        fields.Add(Field.TimeElapsedInSeconds, session.TimeElapsedInSecond);
        fields.Add(Field.ExpiryTime, session.ExpiryTime);
        fields.Add(Field.GeneratedTime, session.GeneratedTime);
        fields.Add(Field.ConnectionString, session.ConnectionString, nameof(session.ConnectionString));
        fields.Add(Field.Endpoint, session.Endpoint, nameof(session.Endpoint));
        fields.Add(Field.SessionKind, session.Kind?.Value, nameof(session.Kind));
        fields.Add(Field.Status, session.Status, nameof(session.Status));
    }

    /// <summary>Adds everything, as the service would write it.</summary>
    internal static void AddAll(FieldList fields, ISession session)
    {
        fields.Add(Field.Id, session.Id, nameof(session.Id));
        fields.Add(Field.Name, session.Name, nameof(session.Name));
        fields.Add(Field.Type, session.Type, nameof(session.Type));
        fields.Add(Field.SystemDataCreatedBy, session.SystemDataCreatedBy, nameof(session.SystemDataCreatedBy));
        fields.Add(
            Field.SystemDataCreatedByType, session.SystemDataCreatedByType, nameof(session.SystemDataCreatedByType));
        fields.Add(Field.SystemDataCreatedAt, session.SystemDataCreatedAt);
        fields.Add(
            Field.SystemDataLastModifiedBy, session.SystemDataLastModifiedBy, nameof(session.SystemDataLastModifiedBy));
        fields.Add(
            Field.SystemDataLastModifiedByType,
            session.SystemDataLastModifiedByType,
            nameof(session.SystemDataLastModifiedByType));
        fields.Add(Field.SystemDataLastModifiedAt, session.SystemDataLastModifiedAt);
        AddWritable(fields, session);
    }
}
