using System.Management.Automation;

namespace Az.ContainerAppsApi.Tests.Harness;

/// <summary>What came out of a script.</summary>
/// <param name="Output">The objects.</param>
/// <param name="Errors">The errors that were written.</param>
/// <param name="Terminating">The error that ended the script; null when none did.</param>
/// <param name="Warnings">The warning stream.</param>
/// <param name="Verbose">The verbose stream.</param>
/// <param name="Debug">The debug stream.</param>
internal sealed record Outcome(
    IReadOnlyList<PSObject?> Output,
    IReadOnlyList<ErrorRecord> Errors,
    ErrorRecord? Terminating,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Debug)
{
    /// <summary>Whether nothing but objects came out.</summary>
    internal bool IsClean => Terminating is null && Errors.Count == 0 && Warnings.Count == 0;

    /// <summary>All streams as text, for messages and for searches.</summary>
    internal string Summary => string.Join('\n', new[]
    {
        string.Join('\n', Errors.Append(Terminating).OfType<ErrorRecord>().Select(Describe)),
        string.Join('\n', Warnings.Concat(Verbose).Concat(Debug)),
    });

    /// <summary>The objects, after a check that nothing else came out.</summary>
    internal IReadOnlyList<PSObject> Sessions
    {
        get
        {
            Assert.True(IsClean, Summary);
            Assert.DoesNotContain(null, Output);
            return [.. Output.OfType<PSObject>()];
        }
    }

    /// <summary>The one error that was written, after a check that it did not end the script.</summary>
    internal ErrorRecord Error
    {
        get
        {
            Assert.True(Terminating is null, Summary);
            return Assert.Single(Errors);
        }
    }

    private static string Describe(ErrorRecord error) => string.Join(
        '\n',
        error.FullyQualifiedErrorId,
        error.CategoryInfo,
        error.TargetObject,
        error.ErrorDetails?.Message,
        error.ErrorDetails?.RecommendedAction,
        error.Exception);
}
