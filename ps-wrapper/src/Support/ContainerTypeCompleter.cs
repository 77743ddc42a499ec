using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support;

/// <summary>Tab completion for a parameter of type <see cref="ContainerType"/>: the values known today. Any other text
/// stays valid.</summary>
public sealed class ContainerTypeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string prefix = (wordToComplete ?? string.Empty).Trim('\'', '"');
        foreach (ContainerType known in ContainerType.Known)
        {
            if (known.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                yield return new CompletionResult(
                    known.Value, known.Value, CompletionResultType.ParameterValue, known.Value);
            }
        }
    }
}
