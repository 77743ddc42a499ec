using System.Text.Json;

namespace Az.ContainerAppsApi.Tests.Harness;

/// <summary>A request as the emulator saw it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, as they came.</param>
/// <param name="Body">The body's text, byte by byte as it came.</param>
/// <param name="Headers">The headers; names in lower case.</param>
/// <param name="Status">The status of the answer; 0 when none was sent.</param>
internal sealed record LoggedRequest(
    string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers, int Status)
{
    internal static LoggedRequest Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        return new LoggedRequest(
            root.GetProperty("method").GetString()!,
            root.GetProperty("path").GetString()!,
            root.TryGetProperty("body", out JsonElement body) && body.ValueKind == JsonValueKind.String
                ? body.GetString()!
                : string.Empty,
            root.GetProperty("headers").EnumerateObject().ToDictionary(
                header => header.Name.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal),
            root.GetProperty("status") is { ValueKind: JsonValueKind.Number } status ? status.GetInt32() : 0);
    }
}
