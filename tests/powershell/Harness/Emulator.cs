using System.Diagnostics;

namespace Az.ContainerAppsApi.Tests.Harness;

/// <summary>A running emulator of the service, on a port that the system chose.</summary>
internal sealed class Emulator : IDisposable
{
    private readonly Process _process;
    private readonly string _folder = Directory.CreateTempSubdirectory("aca-tests-").FullName;

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <param name="arguments">More arguments, for example --page-size 2.</param>
    internal Emulator(params string[] arguments)
    {
        var start = new ProcessStartInfo(Installation.Emulator)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (string argument in new[] { "--port", "0", "--log", LogFile }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("The emulator did not start.");
        while (_process.StandardOutput.ReadLine() is { } line && line != "ready")
        {
            if (line.Split('=', 2) is [var name, var value])
            {
                Settings[name] = value;
            }
        }

        Assert.False(Settings.Count == 0, "The emulator ended before it was ready: its own output says why.");
    }

    /// <summary>The environment that a client needs.</summary>
    internal Dictionary<string, string> Settings { get; } = [];

    /// <summary>Where Azure Resource Manager is, without a slash at the end.</summary>
    internal string Endpoint => Settings["AZURE_RESOURCE_MANAGER_ENDPOINT"].TrimEnd('/');

    /// <summary>The subscription that the emulator knows.</summary>
    internal string Subscription => Settings["AZURE_SUBSCRIPTION_ID"];

    private string LogFile => Path.Combine(_folder, "requests.jsonl");

    /// <summary>Every request so far, in order.</summary>
    internal IReadOnlyList<LoggedRequest> Requests => !File.Exists(LogFile)
        ? []
        : [.. ReadLog().Where(line => line.Length > 0).Select(LoggedRequest.Parse)];

    /// <summary>The requests to the operation and its pages: not those for tokens.</summary>
    internal IReadOnlyList<LoggedRequest> Generations =>
        [.. Requests.Where(request => request.Path.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase))];

    /// <summary>The resource Id of a pool that the emulator answers for.</summary>
    internal string Pool(string name, string group = "demo") =>
        $"/subscriptions/{Subscription}/resourceGroups/{group}/providers/Microsoft.App/sessionPools/{name}";

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string[] ReadLog()
    {
        using var stream = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
