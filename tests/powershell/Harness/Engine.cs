using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace Az.ContainerAppsApi.Tests.Harness;

/// <summary>A runspace of the real engine with the module imported, as a new PowerShell session has it.</summary>
internal sealed class Engine : IDisposable
{
    private readonly Runspace _runspace;

    /// <summary>Opens a runspace and imports the module.</summary>
    /// <param name="manifest">Another manifest than the built module's; empty imports none.</param>
    internal Engine(string? manifest = null)
    {
        _runspace = RunspaceFactory.CreateRunspace(Host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        manifest ??= Installation.Manifest;
        if (manifest.Length > 0)
        {
            Set("manifest", manifest);
            Outcome import = Run("Import-Module $manifest");
            Assert.True(import.IsClean, "Import-Module: " + import.Summary);
        }
    }

    /// <summary>The host, which keeps what is shown.</summary>
    internal CapturingHost Host { get; } = new();

    /// <summary>Sets a variable of the session.</summary>
    internal void Set(string name, object? value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>A pipeline of this session, to be run by the test itself.</summary>
    internal PowerShell NewPipeline(string script)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        return shell;
    }

    /// <summary>Runs a script and keeps all that comes out of it. An error that would end a statement ends the script,
    /// which tells it apart from one that was written.</summary>
    internal Outcome Run(string script)
    {
        using PowerShell shell = NewPipeline("try { " + script + "\n} catch { throw }");
        var output = new List<PSObject?>();
        ErrorRecord? terminating = null;
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException error)
        {
            terminating = error.ErrorRecord;
        }

        return new Outcome(
            output,
            [.. shell.Streams.Error],
            terminating,
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message)],
            [.. shell.Streams.Debug.Select(record => record.Message)]);
    }

    /// <summary>Runs a script and shows its output as a prompt does.</summary>
    /// <returns>What was shown, without colours.</returns>
    internal string Show(string script)
    {
        int before = Host.Shown.Length;
        using PowerShell shell = NewPipeline(script);
        shell.AddCommand("Out-Default");
        shell.Invoke();
        return Regex.Replace(Host.Shown[before..], "\u001b\\[[0-9;]*m", string.Empty);
    }

    public void Dispose() => _runspace.Dispose();
}
