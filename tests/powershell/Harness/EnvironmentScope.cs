namespace Az.ContainerAppsApi.Tests.Harness;

/// <summary>Environment variables of the process for the time of a test; Dispose puts the former values back.</summary>
internal sealed class EnvironmentScope : IDisposable
{
    private readonly Dictionary<string, string?> _former = [];

    /// <summary>Sets a variable; null removes it.</summary>
    internal void Set(string name, string? value)
    {
        _former.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _former)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
