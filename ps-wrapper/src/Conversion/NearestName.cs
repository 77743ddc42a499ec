using System;
using System.Collections.Generic;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>Which known name was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name with the fewest differences (edit distance, case aside).</summary>
    internal static string? Of(string name, IEnumerable<string> known)
    {
        string? nearest = null;
        int fewest = int.MaxValue;
        foreach (string candidate in known)
        {
            int distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < fewest)
            {
                nearest = candidate;
                fewest = distance;
            }
        }

        return nearest;
    }

    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (int column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        for (int line = 1; line <= left.Length; line++)
        {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= right.Length; column++)
            {
                int above = row[column];
                int replaced = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
                row[column] = Math.Min(replaced, Math.Min(above, row[column - 1]) + 1);
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
