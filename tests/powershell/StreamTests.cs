using System.Management.Automation;
using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>ShouldProcess, the streams beside the output, and what is shown: no secret anywhere.</summary>
public sealed class StreamTests : CommandTest
{
    private const string Secrets =
        "-SshConfigurationPassword hunter2-a -CodeExecutionConfigurationToken hunter2-b "
        + "-SessionAuthConfigurationJwtToken hunter2-c -ConnectionString hunter2-d";

    [Theory]
    [InlineData("$pool | & $new -WhatIf")]
    [InlineData("$pool | & $new -Count 5 -Status x -WhatIf")]
    [InlineData("& $new -ResourceGroupName demo -SessionPoolName pool1 -Count 5 -WhatIf")]
    [InlineData("& $new -ResourceGroupName demo -SessionPoolName pool1 -SessionEnvelope @{ Status = 'x' } -WhatIf")]
    public void WhatIf_names_the_pool_and_sends_nothing(string script)
    {
        string shown = Engine.Show(script).ReplaceLineEndings(string.Empty);

        Assert.Contains("Generate sessions", shown);
        Assert.Contains(Emulator.Pool("pool1"), shown);
        Assert.Contains(script.Contains("-Count 5", StringComparison.Ordinal) ? "5 sessions" : "default number", shown);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public void WhatIf_needs_no_credential_but_a_good_identity()
    {
        Variables.Set("AZURE_CLIENT_SECRET", null);

        Outcome outcome = Run("$pool, 'no Id', $pool | & $new -Count 1 -WhatIf");

        Assert.Contains("no Id", outcome.Error.ToString());
        Assert.Empty(outcome.Output);
        Assert.Empty(Emulator.Requests);
    }

    [Theory]
    [InlineData("&Yes", 1)]
    [InlineData("&No", 0)]
    public void Confirm_asks_and_does_as_answered(string answer, int sessions)
    {
        Engine.Host.Answer = answer;

        Outcome outcome = Run("& $new -InputObject $pool -Count 1 -Confirm");

        Assert.Equal(sessions, outcome.Sessions.Count);
        Assert.Contains(Emulator.Pool("pool1"), Assert.Single(Engine.Host.Questions));
        Assert.Equal(sessions, Emulator.Generations.Count);
    }

    [Fact]
    public void Nothing_but_sessions_comes_out_when_all_goes_well()
    {
        Outcome outcome = Run("$pool | & $new -Count 3");

        Assert.Equal(3, outcome.Sessions.Count);
        Assert.Empty(outcome.Verbose);
        Assert.Empty(outcome.Debug);
    }

    [Fact]
    public void Verbose_gives_one_line_a_request_with_method_URL_and_status()
    {
        Outcome outcome = Run("& $new -InputObject $pool -Count 3 -Verbose");

        string line = Assert.Single(
            outcome.Verbose, line => line.Contains("generateSessions", StringComparison.OrdinalIgnoreCase)
                && line.Contains("200", StringComparison.Ordinal));
        Assert.Contains("POST", line);
        Assert.Contains(Emulator.Endpoint, line);
        Assert.Empty(outcome.Debug);
    }

    [Fact]
    public void Debug_shows_requests_and_answers()
    {
        Outcome outcome = Run("$DebugPreference = 'Continue'; & $new -InputObject $pool -Count 1 -Status Ready");

        Assert.Contains(outcome.Debug, line => line.Contains("\"status\":\"Ready\"", StringComparison.Ordinal));
    }

    [Fact]
    public void No_secret_is_in_any_stream_or_view()
    {
        string script = "$DebugPreference = 'Continue'; & $new -InputObject $pool -Count 1 -Verbose " + Secrets;
        string nowhere = $"'{Emulator.Pool("pool1")}x!', $pool | & $new -Count 1 -Verbose -Debug:$false " + Secrets;

        Outcome good = Run(script);
        Outcome bad = Run(nowhere);

        Assert.NotEmpty(good.Debug);
        Assert.Contains("hunter2-a", Emulator.Generations[0].Body);
        Assert.DoesNotContain("hunter2", good.Summary);
        Assert.DoesNotContain("hunter2", bad.Summary);
        Assert.DoesNotContain(Emulator.Settings["AZURE_CLIENT_SECRET"], good.Summary);
        Assert.DoesNotContain("hunter2", good.Output[0]!.ToString());
        Assert.DoesNotContain("hunter2", Engine.Show(script));
    }

    [Fact]
    public void The_default_view_is_a_table_of_name_kind_status_endpoint_and_expiry_time()
    {
        string shown = Engine.Show("$s = & $new -InputObject $pool -Count 2 -SessionKind PythonLTS; $s");

        string[] header = shown.Split('\n', StringSplitOptions.RemoveEmptyEntries)[0]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(new[] { "Name", "Kind", "Status", "Endpoint", "ExpiryTime" }, header);
        foreach (PSObject? session in Run("$s").Output)
        {
            Assert.Contains((string)Value(session!, "Name")!, shown);
        }

        Assert.Contains("PythonLTS", shown);
    }

    [Fact]
    public void No_view_names_a_secret()
    {
        // Format-List itself is not in the hosted engine, so the views are read.
        var views = System.Xml.Linq.XDocument.Load(Path.Combine(Installation.Module, "Az.ContainerAppsApi.format.ps1xml"));
        string[] shown = [.. views.Descendants("PropertyName").Select(property => property.Value)];

        Assert.Contains("PropertiesName", shown);
        Assert.DoesNotContain("SshConfigurationPassword", shown);
        Assert.DoesNotContain("CodeExecutionConfigurationToken", shown);
        Assert.DoesNotContain("AuthConfigurationJwtToken", shown);
        Assert.DoesNotContain("ConnectionString", shown);
        PSObject session = Assert.Single(Run("& $new -InputObject $pool -Count 1").Sessions);
        Assert.All(shown, property => Assert.NotNull(session.Properties[property]));
    }
}
