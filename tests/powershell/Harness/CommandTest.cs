using System.Management.Automation;

namespace Az.ContainerAppsApi.Tests.Harness;

/// <summary>
/// A test of the command: an emulator, the environment that leads to it, and a PowerShell session with the module. The
/// name of the command is $new's value in scripts, as in <c>&amp; $new -Count 2</c>.
/// </summary>
public abstract class CommandTest : IDisposable
{
    internal const string Command = "New-AzContainerAppsApiContainerAppSessionPoolSession";

    private protected CommandTest(params string[] emulatorArguments)
    {
        Emulator = new Emulator(emulatorArguments);
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>())
        {
            // What a developer's machine has set must not lead a test to Azure.
            if (name.StartsWith("AZURE_", StringComparison.OrdinalIgnoreCase))
            {
                Variables.Set(name, null);
            }
        }

        foreach ((string name, string value) in Emulator.Settings)
        {
            Variables.Set(name, value);
        }

        Engine = new Engine();
        Engine.Set("new", Command);
        Engine.Set("pool", Emulator.Pool("pool1"));
    }

    private protected Emulator Emulator { get; }

    private protected Engine Engine { get; }

    private protected EnvironmentScope Variables { get; } = new();

    public void Dispose()
    {
        Engine.Dispose();
        Variables.Dispose();
        Emulator.Dispose();
        CleanUp();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes away what a test made, after its session has ended.</summary>
    private protected virtual void CleanUp()
    {
    }

    /// <summary>Runs a script after it was said what its variables are.</summary>
    private protected Outcome Run(string script, params (string Name, object? Value)[] variables)
    {
        foreach ((string name, object? value) in variables)
        {
            Engine.Set(name, value);
        }

        return Engine.Run(script);
    }

    /// <summary>The one request of a test, after a check that there was but one.</summary>
    private protected LoggedRequest TheRequest => Assert.Single(Emulator.Generations);

    /// <summary>What the operation's path and query must be.</summary>
    private protected string PathOf(string pool, int? count = null) =>
        Emulator.Pool(pool) + "/generateSessions?"
        + (count is null ? string.Empty : $"count={count}&") + "api-version=2024-02-02-preview";

    /// <summary>The value of a property; null when it is absent.</summary>
    private protected static object? Value(PSObject from, string property) => from.Properties[property]?.Value;

    /// <summary>An object as it is after a job or a remote session gave it.</summary>
    private protected static object CrossBoundary(object value) =>
        PSSerializer.Deserialize(PSSerializer.Serialize(value));

    /// <summary>Checks that the session still works after what the test did to it.</summary>
    private protected void AssertTheSessionLivesOn() => Assert.Single(Run("& $new -InputObject $pool -Count 1").Sessions);
}
