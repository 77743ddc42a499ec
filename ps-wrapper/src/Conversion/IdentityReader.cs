using System;
using System.Globalization;
using System.Linq;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>From anything that names a session pool to an identity.</summary>
internal static class IdentityReader
{
    private const string Advice =
        "Give the pool's resource Id, or an object with Id, ResourceId, or SubscriptionId, ResourceGroupName and "
        + "SessionPoolName.";

    /// <summary>Reads an identity. Never throws: what is none gives an identity that carries the reason.</summary>
    /// <param name="input">A string (Id or JSON), dictionary, object, or null.</param>
    internal static IContainerAppsApiIdentity Read(object? input)
    {
        try
        {
            return input is null ? throw Refuse("InputObject is null.") : ReadSome(input);
        }
        catch (ContainerAppsApiException error)
        {
            return new ContainerAppsApiIdentity { Refusal = error, Refused = Describe(input) };
        }
        catch (Exception error)
        {
            // Whatever a foreign object's members throw: it is the failure of this object and of no other.
            ContainerAppsApiException refusal = Refuse("InputObject can't be read: " + error.Message, error);
            return new ContainerAppsApiIdentity { Refusal = refusal, Refused = Describe(input) };
        }
    }

    /// <summary>Whether an input names a pool by an Id or by the parts of one. It need not be a right one.</summary>
    internal static bool LooksLikeIdentity(InputShape shape) =>
        TextOf(shape, "Id") is not null || TextOf(shape, "ResourceId") is not null || HasParts(shape);

    /// <summary>Why an identity can't be used, or null. The check for values that a script set by itself.</summary>
    internal static ContainerAppsApiException? Check(IContainerAppsApiIdentity identity)
    {
        if (!string.IsNullOrEmpty(identity.Id))
        {
            return null;
        }

        var missing = new[]
        {
            (Name: nameof(identity.SubscriptionId), Value: identity.SubscriptionId),
            (Name: nameof(identity.ResourceGroupName), Value: identity.ResourceGroupName),
            (Name: nameof(identity.SessionPoolName), Value: identity.SessionPoolName),
        }.Where(part => string.IsNullOrEmpty(part.Value)).Select(part => part.Name).ToList();
        return missing.Count == 0 ? null : Refuse($"InputObject has no Id, and no {string.Join(", no ", missing)}.");
    }

    // What an error is about, for its target: an Id as it was given, of anything else the type alone. An object that
    // came by mistake may hold secrets, and errors are kept and serialized.
    private static string? Describe(object? input)
    {
        object? inner = input is null ? null : InputShape.Unwrap(input);
        return inner is string text && !text.TrimStart().StartsWith("{", StringComparison.Ordinal)
            ? text
            : inner?.GetType().FullName;
    }

    private static IContainerAppsApiIdentity ReadSome(object input)
    {
        object inner = InputShape.Unwrap(input);
        return inner switch
        {
            IContainerAppsApiIdentity identity => identity,
            string text => ReadText(text),
            _ => ReadShape(InputShape.Of(input)),
        };
    }

    private static ContainerAppsApiIdentity ReadText(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            throw Refuse("InputObject is an empty string.");
        }

        // An Id is taken as it is: the native library reads it, with every check, when the request is made.
        return trimmed[0] == '{' ? Parse(trimmed) : new ContainerAppsApiIdentity { Id = trimmed };
    }

    private static ContainerAppsApiIdentity ReadShape(InputShape shape)
    {
        var identity = new ContainerAppsApiIdentity
        {
            Id = TextOf(shape, "Id") ?? TextOf(shape, "ResourceId"),
            SubscriptionId = TextOf(shape, nameof(IContainerAppsApiIdentity.SubscriptionId)),
            ResourceGroupName = TextOf(shape, nameof(IContainerAppsApiIdentity.ResourceGroupName)),
            SessionPoolName = TextOf(shape, nameof(IContainerAppsApiIdentity.SessionPoolName)),
        };
        if (identity.Id is null)
        {
            identity.SessionPoolName ??= TextOf(shape, "Name");
        }

        if (Check(identity) is { } reason)
        {
            throw Refuse($"{reason.Message} It is a {shape.Kind} with {shape.NameList}.");
        }

        return identity;
    }

    /// <summary>Reads text by the native library: an Id, or a JSON object that names a pool. Fills in the
    /// parts.</summary>
    /// <exception cref="ContainerAppsApiException">The text names no pool.</exception>
    internal static unsafe ContainerAppsApiIdentity Parse(string text)
    {
        Library library = Library.Get();
        using var memory = new NativeMemory();
        IntPtr identity = IntPtr.Zero;
        IntPtr error = IntPtr.Zero;
        NativeError.Check(library, library.IdentityParse(memory.Add(text, "InputObject"), &identity, &error), error);

        using var owner = new NativeHandle(identity, library.IdentityFree);
        string? Part(IdentityPart part) => Utf8.Decode(library.IdentityPartGet(owner.Value, (uint)part));
        return new ContainerAppsApiIdentity
        {
            Id = Part(IdentityPart.Id),
            SubscriptionId = Part(IdentityPart.SubscriptionId),
            ResourceGroupName = Part(IdentityPart.ResourceGroupName),
            SessionPoolName = Part(IdentityPart.SessionPoolName),
        };
    }

    private static bool HasParts(InputShape shape) =>
        TextOf(shape, nameof(IContainerAppsApiIdentity.SubscriptionId)) is not null
        || TextOf(shape, nameof(IContainerAppsApiIdentity.ResourceGroupName)) is not null
        || TextOf(shape, nameof(IContainerAppsApiIdentity.SessionPoolName)) is not null;

    private static string? TextOf(InputShape shape, string name)
    {
        object? value = shape[name] is { } some ? InputShape.Unwrap(some) : null;
        string? text = value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static ContainerAppsApiException Refuse(string message, Exception? inner = null) =>
        ContainerAppsApiException.Argument("InputObject", message, Advice, inner);
}
