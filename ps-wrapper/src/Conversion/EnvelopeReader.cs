using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>From anything that holds a session's values to a session. Keys may be names of properties, names of
/// parameters, or those of the service's JSON.</summary>
internal static class EnvelopeReader
{
    private const string Parameter = "SessionEnvelope";

    private const string Advice =
        "Name values as the session's properties or the command's parameters do, or in the service's form under 'properties'.";

    /// <summary>Reads an envelope.</summary>
    /// <param name="input">A session, JSON, dictionary, object, or null.</param>
    /// <param name="namesPool">Whether what was refused names a session pool, and so was meant as an identity.</param>
    /// <returns>The session; one that carries the reason when the input can't be an envelope.</returns>
    internal static ISession Read(object? input, out bool namesPool)
    {
        namesPool = false;
        object? inner = input is null ? null : InputShape.Unwrap(input);
        try
        {
            switch (inner)
            {
                case null:
                    throw Refuse("SessionEnvelope is null.");
                case ISession session:
                    return session;
                case IContainerAppsApiIdentity:
                    namesPool = true;
                    throw Refuse("SessionEnvelope is the identity of a session pool, not a session.");
                case string text:
                    return ReadText(text, out namesPool);
                default:
                    return ReadShape(InputShape.Of(input!), out namesPool);
            }
        }
        catch (ContainerAppsApiException error)
        {
            return new Session { Refusal = error };
        }
        catch (Exception error)
        {
            // Whatever a foreign object's members throw: it is the failure of this object and of no other.
            return new Session { Refusal = Refuse($"SessionEnvelope can't be read: {error.GetType().Name}.") };
        }
    }

    private static Session ReadText(string text, out bool namesPool)
    {
        string trimmed = text.Trim();
        namesPool = false;
        if (trimmed.Length == 0 || trimmed[0] != '{')
        {
            // Whatever it is, it was meant for -InputObject: the error that it gives there says more.
            namesPool = true;
            throw Refuse("SessionEnvelope is a string that is no JSON object.");
        }

        try
        {
            return Session.FromJsonString(trimmed);
        }
        catch (ContainerAppsApiException error) when (error.Kind == ErrorKind.InvalidArgument)
        {
            namesPool = ((ContainerAppsApiIdentity)IdentityReader.Read(trimmed)).Refusal is null;
            throw;
        }
    }

    private static Session ReadShape(InputShape shape, out bool namesPool)
    {
        namesPool = false;
        var session = new Session();
        try
        {
            if (shape.Members.Count == 0 && !shape.IsDictionary)
            {
                throw Refuse($"SessionEnvelope is a {shape.Kind}, which has no properties.");
            }

            foreach (KeyValuePair<string, object?> member in shape.Members)
            {
                if (FieldNames.TryGet(member.Key, out Field field))
                {
                    EnvelopeFields.Set(session, field, member.Key, member.Value);
                }
                else if (!FieldNames.IsSummary(member.Key))
                {
                    ReadWire(session, member.Key, member.Value);
                }
            }

            return session;
        }
        catch (ContainerAppsApiException error) when (error.Kind == ErrorKind.InvalidArgument)
        {
            namesPool = IdentityReader.LooksLikeIdentity(shape);
            throw;
        }
    }

    // A value in the service's form: walks down while the path leads to fields.
    private static void ReadWire(Session session, string path, object? value)
    {
        if (WirePaths.TryGet(path, out Field field))
        {
            EnvelopeFields.Set(session, field, path, value);
            return;
        }

        if (!WirePaths.IsBranch(path))
        {
            throw Unknown(path);
        }

        if (value is null)
        {
            return;
        }

        if (!InputShape.IsObject(value))
        {
            throw Refuse($"SessionEnvelope's '{path}' must be an object with values of its own.");
        }

        foreach (KeyValuePair<string, object?> member in InputShape.Of(value).Members)
        {
            ReadWire(session, path + "." + member.Key, member.Value);
        }
    }

    private static ContainerAppsApiException Unknown(string path)
    {
        int dot = path.LastIndexOf('.');
        IEnumerable<string> known = dot < 0 ? FieldNames.Settable.Concat(WirePaths.Under(path)) : WirePaths.Under(path);
        string? nearest = NearestName.Of(path.Substring(dot + 1), known);
        string hint = nearest is null ? string.Empty : $" The nearest one that is: '{nearest}'.";
        return Refuse($"SessionEnvelope holds '{path}', which is no value of a session.{hint}");
    }

    /// <summary>An error of the envelope.</summary>
    internal static ContainerAppsApiException Refuse(string message) =>
        ContainerAppsApiException.Argument(Parameter, message, Advice);
}
