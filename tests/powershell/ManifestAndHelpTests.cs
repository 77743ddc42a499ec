using System.Management.Automation;
using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>What the gallery and a reader of help see of the module.</summary>
public sealed class ManifestAndHelpTests : IDisposable
{
    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void The_manifest_passes_its_own_test_and_is_complete()
    {
        _engine.Set("manifest", Installation.Manifest);

        Outcome outcome = _engine.Run("Test-ModuleManifest $manifest");

        Assert.True(outcome.IsClean, outcome.Summary);
        var module = (PSModuleInfo)Assert.Single(outcome.Output)!.BaseObject;
        Assert.Equal(new Version(0, 1, 0), module.Version);
        Assert.NotEqual(Guid.Empty, module.Guid);
        Assert.Equal("The aca-sessions authors", module.Author);
        Assert.NotEmpty(module.Description);
        Assert.Equal(new[] { "Core", "Desktop" }, module.CompatiblePSEditions.Order());
        Assert.Contains("PSEdition_Core", module.Tags);
        Assert.NotEmpty(module.ReleaseNotes);
        Assert.Equal(new[] { CommandTest.Command }, module.ExportedFunctions.Keys);
        Assert.Empty(module.ExportedCmdlets);
        Assert.Empty(module.ExportedVariables);
        Assert.Empty(module.ExportedAliases);
    }

    [Fact]
    public void Help_tells_what_the_command_does_and_how_pools_are_piped_in()
    {
        string help = ShowUnbroken($"Get-Help {CommandTest.Command} -Full");

        Assert.Contains("Generate Sessions from a Session Pool.", help);
        Assert.Contains("Get-AzResource -ResourceType Microsoft.App/sessionPools |", help);
        Assert.Contains("Example 5", help);
        Assert.Contains("AZURE_CLIENT_SECRET", help);
    }

    [Fact]
    public void Help_describes_every_parameter()
    {
        foreach (string parameter in SurfaceTests.Parameters)
        {
            Outcome outcome = _engine.Run($"Get-Help {CommandTest.Command} -Parameter {parameter}");

            Assert.True(outcome.IsClean, outcome.Summary);
            PSObject found = Assert.Single(outcome.Output)!;
            var description = (PSObject[])found.Properties["description"].Value;
            Assert.NotEmpty((string)description[0].Properties["Text"].Value);
        }
    }

    [Theory]
    [InlineData("SshConfigurationPassword")]
    [InlineData("CodeExecutionConfigurationToken")]
    [InlineData("SessionAuthConfigurationJwtToken")]
    [InlineData("ConnectionString")]
    public void Help_says_of_each_secret_that_it_is_one_and_what_becomes_of_it(string parameter)
    {
        string help = ShowUnbroken($"Get-Help {CommandTest.Command} -Parameter {parameter}");

        Assert.Contains("A secret", help);
        Assert.Contains("SecureString", help);
    }

    // Help breaks its lines anywhere, in words too.
    private string ShowUnbroken(string script) => System.Text.RegularExpressions.Regex.Replace(
        _engine.Show(script), "\r?\n *", string.Empty);
}
