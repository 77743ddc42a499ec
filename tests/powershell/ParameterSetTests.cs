using System.Management.Automation;
using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>Each parameter set from the prompt to the bytes on the wire, and the sessions that come back.</summary>
public sealed class ParameterSetTests : CommandTest
{
    private const string BodyOfAll =
        "{\"properties\":{"
        + "\"sshConfiguration\":{\"username\":\"dev\",\"password\":\"p w\",\"authorizedPublicKey\":\"ssh-ed25519 AAAA\"},"
        + "\"codeExecutionConfiguration\":{\"environment\":\"python\",\"token\":\"code-token\"},"
        + "\"sessionAuthConfiguration\":{\"authEnabled\":true,\"jwtToken\":\"jwt-token\"},"
        + "\"name\":\"näme\",\"requestedDurationInSeconds\":600,\"timeElapsedInSeconds\":0,"
        + "\"expiryTime\":\"2024-02-29T12:30:45.1234567Z\",\"generatedTime\":\"2024-02-28T00:00:00.0000000Z\","
        + "\"connectionString\":\"Endpoint=e;Key=k\",\"endpoint\":\"https://e.example/\","
        + "\"sessionKind\":\"PythonLTS\",\"status\":\"Running\"}}";

    private const string AllParameters =
        "-SshConfigurationUsername dev -SshConfigurationPassword 'p w' "
        + "-SshConfigurationAuthorizedPublicKey 'ssh-ed25519 AAAA' "
        + "-CodeExecutionConfigurationEnvironment python -CodeExecutionConfigurationToken code-token "
        + "-SessionAuthConfigurationAuthEnabled -SessionAuthConfigurationJwtToken jwt-token "
        + "-PropertiesName 'näme' -RequestedDurationInSecond 600 -TimeElapsedInSecond 0 "
        + "-ExpiryTime ([datetime]::new(2024, 2, 29, 12, 30, 45, [System.DateTimeKind]::Utc).AddTicks(1234567)) "
        + "-GeneratedTime ([datetime]::new(2024, 2, 28, 0, 0, 0, [System.DateTimeKind]::Utc)) "
        + "-ConnectionString 'Endpoint=e;Key=k' -Endpoint https://e.example/ -SessionKind PythonLTS -Status Running";

    [Fact]
    public void Names_alone_send_an_empty_object_and_no_count()
    {
        Outcome outcome = Run("& $new -ResourceGroupName demo -SessionPoolName pool1");

        Assert.NotEmpty(outcome.Sessions);
        AssertRequest(PathOf("pool1"), "{}");
    }

    [Fact]
    public void GenerateExpanded_sends_every_parameter_that_is_bound()
    {
        Outcome outcome = Run("& $new -ResourceGroupName demo -SessionPoolName pool1 -Count 2 " + AllParameters);

        Assert.Equal(2, outcome.Sessions.Count);
        AssertRequest(PathOf("pool1", 2), BodyOfAll);
    }

    [Fact]
    public void GenerateViaIdentityExpanded_sends_every_parameter_that_is_bound()
    {
        Outcome outcome = Run("$pool | & $new -Count 2 " + AllParameters);

        Assert.Equal(2, outcome.Sessions.Count);
        AssertRequest(PathOf("pool1", 2), BodyOfAll);
    }

    [Fact]
    public void Generate_sends_the_envelope()
    {
        Outcome outcome = Run(
            "& $new -ResourceGroupName demo -SessionPoolName pool1 -Count 1 -SessionEnvelope @{ Kind = 'SSH'; PropertiesName = 'a' }");

        Assert.Single(outcome.Sessions);
        AssertRequest(PathOf("pool1", 1), "{\"properties\":{\"name\":\"a\",\"sessionKind\":\"SSH\"}}");
    }

    [Fact]
    public void GenerateViaIdentity_sends_the_envelope()
    {
        Outcome outcome = Run("& $new -InputObject $pool -Count 1 -SessionEnvelope @{ properties = @{ status = 'Ready' } }");

        Assert.Single(outcome.Sessions);
        AssertRequest(PathOf("pool1", 1), "{\"properties\":{\"status\":\"Ready\"}}");
    }

    [Fact]
    public void Empty_values_that_are_bound_are_sent()
    {
        Run("& $new -InputObject $pool -Count 1 -Status '' -RequestedDurationInSecond 0 -SessionAuthConfigurationAuthEnabled:$false");

        AssertRequest(
            PathOf("pool1", 1),
            "{\"properties\":{\"sessionAuthConfiguration\":{\"authEnabled\":false},"
            + "\"requestedDurationInSeconds\":0,\"status\":\"\"}}");
    }

    [Fact]
    public void A_time_without_a_zone_counts_as_local()
    {
        var time = new DateTime(2024, 7, 1, 12, 0, 0, DateTimeKind.Unspecified);

        Run("& $new -InputObject $pool -Count 1 -ExpiryTime $time", ("time", time));

        string utc = time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", null);
        AssertRequest(PathOf("pool1", 1), $"{{\"properties\":{{\"expiryTime\":\"{utc}\"}}}}");
    }

    [Fact]
    public void Secrets_may_be_secure_strings()
    {
        Run(
            "$secure = [securestring]::new(); 'pä55'.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
            + "& $new -InputObject $pool -Count 1 -SshConfigurationPassword $secure -CodeExecutionConfigurationToken $secure "
            + "-SessionAuthConfigurationJwtToken $secure -ConnectionString $secure");

        AssertRequest(
            PathOf("pool1", 1),
            "{\"properties\":{\"sshConfiguration\":{\"password\":\"pä55\"},"
            + "\"codeExecutionConfiguration\":{\"token\":\"pä55\"},"
            + "\"sessionAuthConfiguration\":{\"jwtToken\":\"pä55\"},\"connectionString\":\"pä55\"}}");
    }

    [Fact]
    public void SubscriptionId_wins_over_the_environment()
    {
        const string other = "00000000-0000-0000-0000-00000000beef";

        Run($"& $new -SubscriptionId {other} -ResourceGroupName demo -SessionPoolName pool1 -Count 1");

        Assert.StartsWith($"/subscriptions/{other}/resourceGroups/demo/", Assert.Single(Emulator.Generations).Path);
    }

    [Fact]
    public void A_request_has_the_headers_of_the_contract()
    {
        Run("& $new -InputObject $pool -Count 1");

        IReadOnlyDictionary<string, string> headers = TheRequest.Headers;
        Assert.Equal("application/json", headers["content-type"]);
        Assert.Equal("application/json", headers["accept"]);
        Assert.Contains("Az.ContainerAppsApi/0.1.0 PowerShell/", headers["user-agent"]);
        Assert.True(Guid.TryParse(headers["x-ms-client-request-id"], out _));
        Assert.Equal("true", headers["x-ms-return-client-request-id"]);
    }

    [Fact]
    public void Sessions_have_what_the_service_sent()
    {
        PSObject session = Assert.Single(Run(
            "& $new -InputObject $pool -Count 1 -SessionKind SSH -PropertiesName mine -RequestedDurationInSecond 90").Sessions);

        Assert.Equal(
            "Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview.Session",
            session.BaseObject.GetType().FullName);
        Assert.StartsWith(Emulator.Pool("pool1") + "/sessions/", (string)Value(session, "Id")!, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(((string)Value(session, "Id")!).Split('/')[^1], Value(session, "Name"));
        Assert.NotNull(Value(session, "Type"));
        Assert.Equal("SSH", Value(session, "Kind")!.ToString());
        Assert.Equal("mine", Value(session, "PropertiesName"));
        Assert.Equal(90, Value(session, "RequestedDurationInSecond"));
        Assert.Equal(DateTimeKind.Utc, Assert.IsType<DateTime>(Value(session, "ExpiryTime")).Kind);
        Assert.NotNull(Value(session, "Endpoint"));
    }

    [Fact]
    public void Names_that_need_it_are_percent_encoded()
    {
        Run("& $new -ResourceGroupName 'grüppe (1)' -SessionPoolName pool1 -Count 1");

        Assert.Contains("/resourceGroups/gr%C3%BCppe%20", TheRequest.Path);
    }

    private void AssertRequest(string path, string body)
    {
        LoggedRequest request = TheRequest;
        Assert.Equal("POST", request.Method);
        Assert.Equal(path, request.Path);
        Assert.Equal(body, request.Body);
    }
}
