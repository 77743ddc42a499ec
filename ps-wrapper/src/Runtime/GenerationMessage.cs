namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Runtime;

/// <summary>Which of PowerShell's streams a message is for. The numbers are those of the C ABI.</summary>
public enum GenerationMessageLevel
{
    /// <summary>Not a level.</summary>
    None = 0,

    /// <summary>The warning stream: something came out in another way than one would expect.</summary>
    Warning = 1,

    /// <summary>The verbose stream: one line a request.</summary>
    Verbose = 2,

    /// <summary>The debug stream: requests and answers, secrets replaced.</summary>
    Debug = 3,
}

/// <summary>What a generation has to say besides its sessions. The text holds no secret.</summary>
public sealed class GenerationMessage
{
    internal GenerationMessage(GenerationMessageLevel level, string text)
    {
        Level = level;
        Text = text;
    }

    /// <summary>The stream.</summary>
    public GenerationMessageLevel Level { get; }

    /// <summary>The line to write.</summary>
    public string Text { get; }
}
