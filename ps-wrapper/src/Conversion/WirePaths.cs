using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>
/// The service's names of a session's fields, as paths with dots. The native library tells them, so that they stand in
/// one place; it is asked once, at the first envelope that uses one.
/// </summary>
internal static class WirePaths
{
    private static volatile Dictionary<string, Field>? _paths;

    private static Dictionary<string, Field> Paths => _paths ??= Ask();

    /// <summary>The field at a path.</summary>
    internal static bool TryGet(string path, out Field field) => Paths.TryGetValue(path, out field);

    /// <summary>Whether fields lie below a path.</summary>
    internal static bool IsBranch(string path)
    {
        string prefix = path + ".";
        return Paths.Keys.Any(known => known.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The names that are known where a path ends: its siblings.</summary>
    internal static IEnumerable<string> Under(string path)
    {
        string prefix = path.Substring(0, path.LastIndexOf('.') + 1);
        return Paths.Keys
            .Where(known => known.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(known => known.Substring(prefix.Length).Split('.')[0])
            .Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static Dictionary<string, Field> Ask()
    {
        Library library = Library.Get();
        var paths = new Dictionary<string, Field>(StringComparer.OrdinalIgnoreCase);
        for (Field field = Field.Id; field <= Field.Status; field++)
        {
            paths[library.PathOf(field)] = field;
        }

        return paths;
    }
}
