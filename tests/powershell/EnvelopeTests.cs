using System.Management.Automation;
using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>What -SessionEnvelope takes, and how it shares a pipeline with -InputObject.</summary>
public sealed class EnvelopeTests : CommandTest
{
    private const string Expected =
        "{\"properties\":{\"sessionAuthConfiguration\":{\"jwtToken\":\"t\"},\"name\":\"n\",\"sessionKind\":\"SSH\"}}";

    /// <summary>The same envelope in each form.</summary>
    public static TheoryData<string> Forms =>
    [
        "@{ PropertiesName = 'n'; Kind = 'SSH'; AuthConfigurationJwtToken = 't' }",
        "@{ PropertiesName = 'n'; SessionKind = 'SSH'; SessionAuthConfigurationJwtToken = 't' }",
        "@{ properties = @{ name = 'n'; sessionKind = 'SSH'; sessionAuthConfiguration = @{ jwtToken = 't' } } }",
        "[pscustomobject]@{ PropertiesName = 'n'; Kind = 'SSH'; AuthConfigurationJwtToken = 't'; Status = $null }",
        "[pscustomobject]@{ properties = [pscustomobject]@{ name = 'n'; sessionKind = 'SSH'; "
            + "sessionAuthConfiguration = [pscustomobject]@{ jwtToken = 't' } } }",
        "'{\"properties\":{\"name\":\"n\",\"sessionKind\":\"SSH\",\"sessionAuthConfiguration\":{\"jwtToken\":\"t\"}}}'",
        "[Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview.Session]"
            + "@{ PropertiesName = 'n'; Kind = 'SSH'; AuthConfigurationJwtToken = 't' }",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_by_parameter_gives_the_same_body(string form)
    {
        Assert.Single(Run(
            $"& $new -ResourceGroupName demo -SessionPoolName pool1 -Count 1 -SessionEnvelope ({form})").Sessions);
        Assert.Equal(Expected, TheRequest.Body);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_by_pipeline_gives_the_same_body(string form)
    {
        Assert.Single(Run($"{form} | & $new -ResourceGroupName demo -SessionPoolName pool1 -Count 1").Sessions);
        Assert.Equal(Expected, TheRequest.Body);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_by_pipeline_to_a_pool_by_parameter_gives_the_same_body(string form)
    {
        Assert.Single(Run($"{form} | & $new -InputObject $pool -Count 1").Sessions);
        Assert.Equal(Expected, TheRequest.Body);
    }

    [Fact]
    public void A_session_that_came_out_goes_in_again_and_its_own_values_are_not_sent()
    {
        Outcome outcome = Run(
            "$first = & $new -InputObject $pool -Count 1 -PropertiesName again; "
            + "& $new -InputObject $pool -Count 1 -SessionEnvelope $first");

        Assert.Single(outcome.Sessions);
        string body = Emulator.Generations[1].Body;
        Assert.StartsWith("{\"properties\":{", body);
        Assert.Contains("\"name\":\"again\"", body);
        Assert.DoesNotContain("\"id\"", body);
        Assert.DoesNotContain("systemData", body);
    }

    [Fact]
    public void A_session_that_crossed_a_boundary_goes_in_again()
    {
        PSObject first = Assert.Single(Run("& $new -InputObject $pool -Count 1 -PropertiesName again -SessionKind SSH").Sessions);

        Outcome outcome = Run(
            "& $new -InputObject $pool -Count 1 -SessionEnvelope $old", ("old", CrossBoundary(first)));

        Assert.Single(outcome.Sessions);
        Assert.Equal(
            first.Properties["Endpoint"].Value,
            System.Text.Json.Nodes.JsonNode.Parse(Emulator.Generations[1].Body)!["properties"]!["endpoint"]!.GetValue<string>());
        Assert.Contains("\"sessionKind\":\"SSH\"", Emulator.Generations[1].Body);
    }

    [Theory]
    [InlineData("@{ Sttaus = 'x' }", "Sttaus", "Status")]
    [InlineData("[pscustomobject]@{ Knd = 'x' }", "Knd", "Kind")]
    [InlineData("@{ properties = @{ sesionKind = 'x' } }", "sesionKind", "sessionKind")]
    [InlineData("'{\"properties\":{\"sesionKind\":\"x\"}}'", "sesionKind", "sessionKind")]
    public void An_unknown_key_is_an_error_that_names_it_and_the_nearest(string form, string key, string nearest)
    {
        Outcome outcome = Run($"{form}, @{{ Status = 'Ready' }} | & $new -InputObject $pool -Count 1");

        ErrorRecord error = outcome.Error;
        Assert.Contains($"{key}'", error.ToString());
        Assert.Contains(nearest, error.ToString());
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Single(outcome.Output);
        Assert.Equal("{\"properties\":{\"status\":\"Ready\"}}", TheRequest.Body);
    }

    [Fact]
    public void A_pool_given_as_an_envelope_is_refused_and_nothing_of_it_is_sent()
    {
        Outcome outcome = Run(
            "& $new -InputObject $pool -Count 1 -SessionEnvelope @{ id = $pool; properties = @{ containerType = 'PythonLTS' } }");

        Assert.Contains("containerType", outcome.Terminating!.ToString());
        Assert.Contains("-InputObject", outcome.Terminating.ToString());
        Assert.Empty(Emulator.Generations);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_named_and_not_shown()
    {
        Outcome outcome = Run(
            "& $new -InputObject $pool -Count 1 -SessionEnvelope @{ RequestedDurationInSecond = 'hunter2' }");

        Assert.Contains("RequestedDurationInSecond", outcome.Error.ToString());
        Assert.DoesNotContain("hunter2", outcome.Summary);
    }
}
