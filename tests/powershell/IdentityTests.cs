using System.Management.Automation;
using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>Session pools down the pipeline and by -InputObject, in every form that names one.</summary>
public sealed class IdentityTests : CommandTest
{
    /// <summary>Scripts that give one pool; $pool is its Id, $parts a hashtable of its parts.</summary>
    private static readonly string[] Pools =
    [
        "$pool",
        "($pool + '/generateSessions')",
        "($pool + '/')",
        "$pool.ToUpperInvariant()",
        "($pool + '/sessions/one')",
        "[Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.ContainerAppsApiIdentity]@{ Id = $pool }",
        "[Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.ContainerAppsApiIdentity]$parts",
        "@{ Id = $pool }",
        "@{ ResourceId = $pool }",
        "$parts",
        "[ordered]@{ id = $pool; location = 'westeurope' }",
        "[pscustomobject]@{ Id = $pool; Name = 'pool1'; Location = 'westeurope' }",
        "[pscustomobject]@{ ResourceId = $pool; Name = 'pool1'; ResourceGroupName = 'other' }",
        "[pscustomobject]$parts",
        "[pscustomobject]@{ SubscriptionId = $parts.SubscriptionId; ResourceGroupName = 'demo'; Name = 'pool1' }",
        "[pscustomobject]@{ id = $pool; name = 'pool1'; type = 'Microsoft.App/sessionPools'; properties = "
            + "[pscustomobject]@{ containerType = 'PythonLTS'; poolManagementEndpoint = 'https://e' } }",
        "('{\"id\":\"' + $pool + '\"}')",
        "('{\"id\":\"' + $pool + '\",\"properties\":{\"containerType\":\"PythonLTS\"}}')",
        "('{\"subscriptionId\":\"' + $parts.SubscriptionId + '\",\"resourceGroupName\":\"demo\",\"sessionPoolName\":\"pool1\"}')",
        "$deserializedIdentity",
        "$deserializedObject",
        "$foreign",
    ];

    public static TheoryData<string> Forms => [.. Pools];

    public IdentityTests()
    {
        Engine.Set("parts", new System.Collections.Hashtable
        {
            ["SubscriptionId"] = Emulator.Subscription,
            ["ResourceGroupName"] = "demo",
            ["SessionPoolName"] = "pool1",
        });
        Engine.Set("foreign", new ForeignPool(Emulator.Pool("pool1")));
        Engine.Set("deserializedObject", CrossBoundary(new ForeignPool(Emulator.Pool("pool1"))));
        PSObject identity = Run(
            "[Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.ContainerAppsApiIdentity]@{ Id = $pool }").Output[0]!;
        Engine.Set("deserializedIdentity", CrossBoundary(identity));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_pool_alone_down_the_pipeline_gives_its_sessions(string form)
    {
        Assert.Equal(2, Run(form + " | & $new -Count 2").Sessions.Count);
        Assert.Equal(PathOf("pool1", 2), TheRequest.Path, ignoreCase: true);
        Assert.Equal("{}", TheRequest.Body);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_pool_with_body_parameters_gives_its_sessions(string form)
    {
        Assert.Single(Run(form + " | & $new -Count 1 -Status Ready").Sessions);
        Assert.Equal(PathOf("pool1", 1), TheRequest.Path, ignoreCase: true);
        Assert.Equal("{\"properties\":{\"status\":\"Ready\"}}", TheRequest.Body);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_pool_by_parameter_with_an_envelope_gives_its_sessions(string form)
    {
        Assert.Single(Run($"& $new -InputObject ({form}) -Count 1 -SessionEnvelope @{{ Status = 'Ready' }}").Sessions);
        Assert.Equal(PathOf("pool1", 1), TheRequest.Path, ignoreCase: true);
        Assert.Equal("{\"properties\":{\"status\":\"Ready\"}}", TheRequest.Body);
    }

    [Theory]
    [InlineData("& $new -Count 1")]
    [InlineData("& $new -Count 1 -Status Ready")]
    public void All_forms_mix_in_one_pipeline(string command)
    {
        Outcome outcome = Run($"@({string.Join("; ", Pools)}) | {command}");

        Assert.Equal(Pools.Length, outcome.Sessions.Count);
        Assert.Equal(Pools.Length, Emulator.Generations.Count);
    }

    [Fact]
    public void An_Id_wins_over_parts()
    {
        Run("@{ Id = $pool; SubscriptionId = 'other'; ResourceGroupName = 'other'; SessionPoolName = 'other' } | & $new -Count 1");

        Assert.Equal(PathOf("pool1", 1), TheRequest.Path);
    }

    [Fact]
    public void The_values_of_a_session_are_not_sent_again_for_the_pool_after_it()
    {
        Run("$first = & $new -InputObject $pool -Count 1 -PropertiesName mine; $first, $pool, $first, @{ Id = $pool } | & $new -Count 1");

        Assert.Equal(5, Emulator.Generations.Count);
        Assert.Contains("\"name\":\"mine\"", Emulator.Generations[1].Body);
        Assert.Equal("{}", Emulator.Generations[2].Body);
        Assert.Contains("\"name\":\"mine\"", Emulator.Generations[3].Body);
        Assert.Equal("{}", Emulator.Generations[4].Body);
    }

    [Fact]
    public void A_bad_identity_between_good_ones_gives_one_error_and_the_sessions_of_the_others()
    {
        Outcome outcome = Run("$pool, 'no Id', 42, @{ Nothing = 1 }, $null, $pool | & $new -Count 2");

        Assert.Null(outcome.Terminating);
        Assert.Equal(4, outcome.Output.Count);
        Assert.Equal(4, outcome.Errors.Count);
        Assert.All(outcome.Errors, error =>
        {
            Assert.StartsWith("Invalid", error.FullyQualifiedErrorId);
            Assert.EndsWith("," + Command, error.FullyQualifiedErrorId);
            Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        });
        Assert.Contains("no Id", outcome.Errors[0].ToString());
        Assert.Equal("no Id", outcome.Errors[0].TargetObject);
        Assert.Contains("System.Int32", outcome.Errors[1].ToString());
        Assert.Contains("Nothing", outcome.Errors[2].ToString());
        Assert.Contains("null", outcome.Errors[3].ToString());
    }

    [Theory]
    [InlineData("@{ ResourceGroupName = 'demo'; SessionPoolName = 'pool1' }", "SubscriptionId")]
    [InlineData("@{ SubscriptionId = 's'; SessionPoolName = 'pool1' }", "ResourceGroupName")]
    [InlineData("@{ SubscriptionId = 's'; ResourceGroupName = 'demo' }", "SessionPoolName")]
    public void Parts_that_are_missing_are_named(string form, string missing)
    {
        Outcome outcome = Run(form + " | & $new -Count 1");

        Assert.Contains(missing, outcome.Error.ToString());
        Assert.Empty(Emulator.Generations);
    }

    [Fact]
    public void An_object_whose_members_throw_is_an_error_of_its_own()
    {
        Outcome outcome = Run("$broken, $pool | & $new -Count 1", ("broken", new BrokenPool()));

        Assert.Contains("BrokenPool", outcome.Error.ToString());
        Assert.Single(outcome.Output);
    }

    /// <summary>An object whose Id can't be read.</summary>
    public sealed class BrokenPool(string? id = null)
    {
        public string Id => id ?? throw new InvalidOperationException("not now");
    }

    /// <summary>A .NET object of another module that has an Id.</summary>
    public sealed class ForeignPool(string id)
    {
        public string ResourceId { get; } = id;

        public string Name { get; } = "pool1";

        public string Location { get; } = "westeurope";
    }
}
