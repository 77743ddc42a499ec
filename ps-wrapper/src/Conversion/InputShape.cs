using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>
/// An input as names and values, whatever it is: a hashtable or any dictionary, a PSCustomObject, an object that
/// crossed a serialization boundary, or a .NET object. Names compare without regard to case.
/// </summary>
internal sealed class InputShape
{
    private readonly List<KeyValuePair<string, object?>> _members;

    private InputShape(string kind, bool isDictionary, List<KeyValuePair<string, object?>> members)
    {
        Kind = kind;
        IsDictionary = isDictionary;
        _members = members;
    }

    /// <summary>What the input is, for error messages: its type's name.</summary>
    internal string Kind { get; }

    /// <summary>Whether the input is a dictionary, which may be empty on purpose.</summary>
    internal bool IsDictionary { get; }

    /// <summary>The names and values, in the input's order.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> Members => _members;

    /// <summary>The names alone, for error messages. Values may be secret and are not shown.</summary>
    internal string NameList => _members.Count == 0
        ? "nothing"
        : string.Join(", ", _members.Take(12).Select(member => member.Key)) + (_members.Count > 12 ? ", ..." : string.Empty);

    /// <summary>The value of a name; null when it is absent, null itself, or can't be read.</summary>
    internal object? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, object?> member in _members)
            {
                if (string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Reads an input.</summary>
    /// <param name="input">Not null. With PowerShell's wrapper where there is one: it holds the properties.</param>
    internal static InputShape Of(object input)
    {
        object inner = Unwrap(input);
        var members = new List<KeyValuePair<string, object?>>();
        if (inner is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                string name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty;
                members.Add(new KeyValuePair<string, object?>(name, entry.Value));
            }

            return new InputShape(KindOf(input), isDictionary: true, members);
        }

        foreach (PSPropertyInfo property in PSObject.AsPSObject(input).Properties)
        {
            members.Add(new KeyValuePair<string, object?>(property.Name, ValueOf(property)));
        }

        return new InputShape(KindOf(input), isDictionary: false, members);
    }

    /// <summary>The object inside PowerShell's wrapper; the wrapper itself where the properties live on it.</summary>
    internal static object Unwrap(object input) =>
        input is PSObject { BaseObject: not PSCustomObject and var inner } ? inner : input;

    /// <summary>Whether a value can be walked into as an object of its own (not text, not a number, not a
    /// list).</summary>
    internal static bool IsObject(object value) => Unwrap(value) is IDictionary or PSObject or PSCustomObject;

    private static string KindOf(object input) =>
        input is PSObject { TypeNames: { Count: > 0 } names } ? names[0] : input.GetType().FullName ?? "object";

    // A getter may throw; what it would have given can't be part of an identity or an envelope then.
    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.IsGettable ? property.Value : null;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
