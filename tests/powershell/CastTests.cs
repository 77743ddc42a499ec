using System.Management.Automation;
using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>The module's types outside of the command.</summary>
public sealed class CastTests : IDisposable
{
    private const string Pool =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/demo/providers/Microsoft.App/sessionPools/pool1";

    private readonly Engine _engine = new();

    public CastTests()
    {
        _engine.Set("id", Pool);
        _engine.Run(
            "$models = 'Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.'; "
            + "$session = ($models + 'Api202402Preview.Session') -as [type]; "
            + "$isession = ($models + 'Api202402Preview.ISession') -as [type]; "
            + "$identity = ($models + 'ContainerAppsApiIdentity') -as [type]; "
            + "$kind = 'Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support.ContainerType' -as [type]");
    }

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("$id -as $identity")]
    [InlineData("($id + '/generateSessions') -as $identity")]
    [InlineData("($id + '/sessions/one') -as $identity")]
    [InlineData("('{\"id\":\"' + $id + '\"}') -as $identity")]
    public void Text_casts_to_an_identity_with_its_parts(string script)
    {
        PSObject identity = One(script);

        Assert.Equal("00000000-0000-0000-0000-000000000001", identity.Properties["SubscriptionId"].Value);
        Assert.Equal("demo", identity.Properties["ResourceGroupName"].Value);
        Assert.Equal("pool1", identity.Properties["SessionPoolName"].Value);
    }

    [Fact]
    public void A_hashtable_casts_to_an_identity()
    {
        Assert.Equal(Pool, One("@{ ResourceId = $id } -as $identity").Properties["Id"].Value);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Id = $id }")]
    [InlineData("[pscustomobject]@{ ResourceId = $id; Location = 'westeurope' }")]
    public void A_custom_object_casts_to_an_identity(string form)
    {
        Assert.Equal(Pool, One(form + " -as $identity").Properties["Id"].Value);
    }

    [Fact]
    public void A_custom_object_casts_to_a_session()
    {
        Assert.Equal("x", One("[pscustomobject]@{ Status = 'x'; Name = 'n' } -as $isession").Properties["Status"].Value);
    }

    [Fact]
    public void Text_that_is_no_Id_fails_the_cast_and_says_why()
    {
        Outcome outcome = _engine.Run(
            "[Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.ContainerAppsApiIdentity]'pool1'");

        Assert.Contains("pool1", outcome.Terminating!.Exception.Message);
    }

    [Theory]
    [InlineData("@{ Kind = 'PythonLTS'; Status = 'Running'; RequestedDurationInSecond = 60; AuthConfigurationAuthEnabled = $true }")]
    [InlineData("@{ SessionKind = 'PythonLTS'; status = 'Running'; RequestedDurationInSecond = '60'; SessionAuthConfigurationAuthEnabled = $true }")]
    [InlineData("@{ properties = @{ sessionKind = 'PythonLTS'; status = 'Running'; requestedDurationInSeconds = 60; sessionAuthConfiguration = @{ authEnabled = $true } } }")]
    [InlineData("@{ properties = [pscustomobject]@{ sessionKind = 'PythonLTS'; status = 'Running'; requestedDurationInSeconds = 60; sessionAuthConfiguration = [pscustomobject]@{ authEnabled = $true } } }")]
    [InlineData("'{\"properties\":{\"sessionKind\":\"PythonLTS\",\"status\":\"Running\",\"requestedDurationInSeconds\":60,\"sessionAuthConfiguration\":{\"authEnabled\":true}}}'")]
    public void A_session_casts_from_each_kind_of_key(string value)
    {
        PSObject session = One(value + " -as $isession");

        Assert.Equal("PythonLTS", session.Properties["Kind"].Value.ToString());
        Assert.Equal("Running", session.Properties["Status"].Value);
        Assert.Equal(60, session.Properties["RequestedDurationInSecond"].Value);
        Assert.Equal(true, session.Properties["AuthConfigurationAuthEnabled"].Value);
    }

    [Theory]
    [InlineData("@{ Sttaus = 'x' }", "'Sttaus'", "'Status'")]
    [InlineData("@{ properties = @{ sesionKind = 'x' } }", "'properties.sesionKind'", "'sessionKind'")]
    [InlineData("@{ properties = @{ sshConfiguration = @{ pasword = 'x' } } }", "pasword'", "'password'")]
    public void An_unknown_key_fails_the_cast_with_its_name_and_the_nearest(string value, string named, string nearest)
    {
        Outcome outcome = _engine.Run(
            "[Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview.ISession]" + value);

        Assert.Contains(named, outcome.Terminating!.Exception.Message);
        Assert.Contains(nearest, outcome.Terminating.Exception.Message);
    }

    [Fact]
    public void A_session_reads_its_own_JSON_again()
    {
        PSObject session = One(
            "$first = @{ Kind = 'SSH'; PropertiesName = 'n'; ExpiryTime = [datetime]::new(2024, 2, 29, 1, 2, 3, [System.DateTimeKind]::Utc); "
            + "SshConfigurationPassword = 'p' } -as $isession; $session::FromJsonString($first.ToJson())");

        Assert.Equal("SSH", session.Properties["Kind"].Value.ToString());
        Assert.Equal("n", session.Properties["PropertiesName"].Value);
        Assert.Equal("p", session.Properties["SshConfigurationPassword"].Value);
        Assert.Equal(new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc), session.Properties["ExpiryTime"].Value);
    }

    [Fact]
    public void ToJson_is_one_line_and_ToJsonString_several()
    {
        Assert.Equal(
            "{\"properties\":{\"name\":\"n\"}}", One("(@{ PropertiesName = 'n' } -as $isession).ToJson()").BaseObject);
        Assert.Contains('\n', (string)One("(@{ PropertiesName = 'n' } -as $isession).ToJsonString()").BaseObject);
    }

    [Theory]
    [InlineData("('PythonLTS' -as $kind) -eq 'pythonlts'")]
    [InlineData("'PythonLTS' -eq ('PythonLTS' -as $kind)")]
    [InlineData("('PythonLTS' -as $kind) -eq $kind::PythonLts")]
    [InlineData("('PythonLTS' -as $kind) -ne 'SSH'")]
    [InlineData("$kind::Ssh.Equals('SSH')")]
    [InlineData("[string]('Any thing' -as $kind) -ceq 'Any thing'")]
    [InlineData("$(switch ('SSH' -as $kind) { 'SSH' { $true } default { $false } })")]
    [InlineData("@{ ('SSH' -as $kind) = 1 }.ContainsKey(('ssh' -as $kind))")]
    [InlineData("$null -eq (@{ Kind = $null } -as $isession).Kind")]
    [InlineData("$null -eq $session::FromJsonString('{}').Kind")]
    [InlineData("$null -eq (@{ } -as $isession).SystemData")]
    public void Kinds_compare_as_text_does(string expression)
    {
        Assert.Equal(true, One(expression).BaseObject);
    }

    [Fact]
    public void A_kind_has_its_text_as_its_one_readable_property_which_serializers_keep()
    {
        PSObject kind = One("'PythonLTS' -as $kind");

        PSPropertyInfo property = Assert.Single(kind.Properties);
        Assert.Equal("PythonLTS", property.Value);
    }

    [Fact]
    public void A_session_prints_as_its_name_and_holds_no_secret_in_its_text()
    {
        Assert.Equal(
            "one", One("[string](@{ Name = 'one'; SshConfigurationPassword = 'secret' } -as $isession)").BaseObject);
    }

    private PSObject One(string script)
    {
        Outcome outcome = _engine.Run(script);
        Assert.True(outcome.IsClean, outcome.Summary);
        return Assert.Single(outcome.Output)!;
    }
}
