using System;
using System.Collections;
using System.Management.Automation;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>From one value of an envelope to one field of a session, by PowerShell's conversions.</summary>
internal static class EnvelopeFields
{
    /// <summary>Sets a field. A null leaves it as it is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="field">The field.</param>
    /// <param name="name">The field's name in the input, for errors.</param>
    /// <param name="value">The value, of any type that reads as the field's.</param>
    /// <exception cref="ContainerAppsApiException">The value is of another type.</exception>
    internal static void Set(Session session, Field field, string name, object? value)
    {
        object? inner = value is null ? null : InputShape.Unwrap(value);
        if (inner is null)
        {
            return;
        }

        switch (field)
        {
            case Field.SshUsername:
                session.SshConfigurationUsername = Text(name, inner);
                break;
            case Field.SshPassword:
                session.SshConfigurationPassword = Text(name, inner);
                break;
            case Field.SshAuthorizedPublicKey:
                session.SshConfigurationAuthorizedPublicKey = Text(name, inner);
                break;
            case Field.CodeExecutionEnvironment:
                session.CodeExecutionConfigurationEnvironment = Text(name, inner);
                break;
            case Field.CodeExecutionToken:
                session.CodeExecutionConfigurationToken = Text(name, inner);
                break;
            case Field.AuthEnabled:
                session.AuthConfigurationAuthEnabled = Flag(name, inner);
                break;
            case Field.AuthJwtToken:
                session.AuthConfigurationJwtToken = Text(name, inner);
                break;
            case Field.PropertiesName:
                session.PropertiesName = Text(name, inner);
                break;
            case Field.RequestedDurationInSeconds:
                session.RequestedDurationInSecond = To<int>(name, inner);
                break;
            case Field.TimeElapsedInSeconds:
                session.TimeElapsedInSecond = To<int>(name, inner);
                break;
            case Field.ExpiryTime:
                session.ExpiryTime = To<DateTime>(name, inner);
                break;
            case Field.GeneratedTime:
                session.GeneratedTime = To<DateTime>(name, inner);
                break;
            case Field.ConnectionString:
                session.ConnectionString = Text(name, inner);
                break;
            case Field.Endpoint:
                session.Endpoint = Text(name, inner);
                break;
            case Field.SessionKind:
                session.Kind = ContainerTypeConverter.Convert(inner);
                break;
            case Field.Status:
                session.Status = Text(name, inner);
                break;
            case Field.Id:
                session.Id = Text(name, inner);
                break;
            case Field.Name:
                session.Name = Text(name, inner);
                break;
            case Field.Type:
                session.Type = Text(name, inner);
                break;
            default:
                SetProvenance(session.Provenance ??= new SystemData(), field, name, inner);
                break;
        }
    }

    private static void SetProvenance(SystemData data, Field field, string name, object value)
    {
        switch (field)
        {
            case Field.SystemDataCreatedAt:
                data.CreatedAt = To<DateTime>(name, value);
                break;
            case Field.SystemDataCreatedBy:
                data.CreatedBy = Text(name, value);
                break;
            case Field.SystemDataCreatedByType:
                data.CreatedByType = Text(name, value);
                break;
            case Field.SystemDataLastModifiedAt:
                data.LastModifiedAt = To<DateTime>(name, value);
                break;
            case Field.SystemDataLastModifiedBy:
                data.LastModifiedBy = Text(name, value);
                break;
            case Field.SystemDataLastModifiedByType:
                data.LastModifiedByType = Text(name, value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(field), field, "No value of SystemData.");
        }
    }

    private static string Text(string name, object value)
    {
        object plain = SecretAttribute.Reveal(value) ?? string.Empty;
        return plain is not string and (IEnumerable or PSObject or PSCustomObject)
            ? throw EnvelopeReader.Refuse($"SessionEnvelope's '{name}' must be text, and is a {plain.GetType().Name}.")
            : To<string>(name, plain);
    }

    // PowerShell's own conversion takes every text but an empty one for true, "false" included.
    private static bool Flag(string name, object value) => value switch
    {
        string text => bool.TryParse(text, out bool flag)
            ? flag
            : throw EnvelopeReader.Refuse($"SessionEnvelope's '{name}' must be true or false."),
        _ => To<bool>(name, value),
    };

    private static T To<T>(string name, object value)
    {
        try
        {
            return LanguagePrimitives.ConvertTo<T>(value);
        }
        catch (PSInvalidCastException)
        {
            // Without the engine's text, which would repeat the value: it may be a secret in the wrong place.
            throw EnvelopeReader.Refuse($"SessionEnvelope's '{name}' can't be read as {typeof(T).Name}.");
        }
    }
}
