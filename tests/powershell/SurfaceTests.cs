using System.Management.Automation;
using System.Reflection;
using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>What Get-Command says of the command, against a table written by hand from the help page.</summary>
public sealed class SurfaceTests : IDisposable
{
    private const string Generate = "Generate";
    private const string GenerateExpanded = "GenerateExpanded";
    private const string ViaIdentity = "GenerateViaIdentity";
    private const string ViaIdentityExpanded = "GenerateViaIdentityExpanded";
    private const string Root = "Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.";

    private static readonly string[] Names = [Generate, GenerateExpanded];
    private static readonly string[] Identity = [ViaIdentity, ViaIdentityExpanded];
    private static readonly string[] Envelope = [Generate, ViaIdentity];
    private static readonly string[] Expanded = [GenerateExpanded, ViaIdentityExpanded];
    private static readonly string[] Every = [ParameterAttribute.AllParameterSets];

    private readonly Engine _engine = new();

    private sealed record Fact(
        string Type, string[] Sets, bool Mandatory = false, bool Pipeline = false, params string[] Aliases);

    private static readonly Dictionary<string, Fact> HelpPage = new()
    {
        ["CodeExecutionConfigurationEnvironment"] = new("System.String", Expanded),
        ["CodeExecutionConfigurationToken"] = new("System.String", Expanded),
        ["ConnectionString"] = new("System.String", Expanded),
        ["Count"] = new("System.Int32", Every),
        ["DefaultProfile"] = new(
            "System.Management.Automation.PSObject", Every, Aliases: ["AzureRMContext", "AzureCredential"]),
        ["Endpoint"] = new("System.String", Expanded),
        ["ExpiryTime"] = new("System.DateTime", Expanded),
        ["GeneratedTime"] = new("System.DateTime", Expanded),
        ["InputObject"] = new(Root + "Models.IContainerAppsApiIdentity", Identity, Mandatory: true, Pipeline: true),
        ["PropertiesName"] = new("System.String", Expanded),
        ["RequestedDurationInSecond"] = new("System.Int32", Expanded),
        ["ResourceGroupName"] = new("System.String", Names, Mandatory: true),
        ["SessionAuthConfigurationAuthEnabled"] = new("System.Management.Automation.SwitchParameter", Expanded),
        ["SessionAuthConfigurationJwtToken"] = new("System.String", Expanded),
        ["SessionEnvelope"] = new(
            Root + "Models.Api202402Preview.ISession", Envelope, Mandatory: true, Pipeline: true),
        ["SessionKind"] = new(Root + "Support.ContainerType", Expanded),
        ["SessionPoolName"] = new("System.String", Names, Mandatory: true),
        ["SshConfigurationAuthorizedPublicKey"] = new("System.String", Expanded),
        ["SshConfigurationPassword"] = new("System.String", Expanded),
        ["SshConfigurationUsername"] = new("System.String", Expanded),
        ["Status"] = new("System.String", Expanded),
        ["SubscriptionId"] = new("System.String", Names),
        ["TimeElapsedInSecond"] = new("System.Int32", Expanded),
        ["Confirm"] = new("System.Management.Automation.SwitchParameter", Every, Aliases: ["cf"]),
        ["WhatIf"] = new("System.Management.Automation.SwitchParameter", Every, Aliases: ["wi"]),
    };

    public static TheoryData<string> Parameters => [.. HelpPage.Keys];

    public void Dispose() => _engine.Dispose();

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Each_parameter_is_as_the_help_page_says(string name)
    {
        Fact fact = HelpPage[name];

        ParameterMetadata parameter = Command.Parameters[name];

        Assert.Equal(fact.Type, parameter.ParameterType.FullName);
        Assert.Equal(fact.Sets.Order(), parameter.ParameterSets.Keys.Order());
        Assert.Equal(fact.Aliases.Order(), parameter.Aliases.Order());
        foreach (ParameterSetMetadata set in parameter.ParameterSets.Values)
        {
            Assert.Equal(fact.Mandatory, set.IsMandatory);
            Assert.Equal(fact.Pipeline, set.ValueFromPipeline);
            Assert.False(set.ValueFromPipelineByPropertyName);
            Assert.False(set.ValueFromRemainingArguments);
            Assert.Equal(int.MinValue, set.Position);
        }
    }

    [Fact]
    public void There_is_no_parameter_that_the_help_page_does_not_name()
    {
        IEnumerable<string> own = Command.Parameters.Keys.Except(Cmdlet.CommonParameters);

        Assert.Equal(HelpPage.Keys.Order(), own.Order());
    }

    [Fact]
    public void There_are_the_four_parameter_sets_and_GenerateExpanded_is_the_default()
    {
        Assert.Equal(
            new[] { Generate, GenerateExpanded, ViaIdentity, ViaIdentityExpanded },
            Command.ParameterSets.Select(set => set.Name).Order(StringComparer.Ordinal));
        Assert.Equal(GenerateExpanded, Command.DefaultParameterSet);
        Assert.Equal(GenerateExpanded, Assert.Single(Command.ParameterSets, set => set.IsDefault).Name);
    }

    [Fact]
    public void It_supports_ShouldProcess_with_medium_impact_and_binds_nothing_by_position()
    {
        CmdletBindingAttribute binding = Assert.Single(Command.ScriptBlock.Attributes.OfType<CmdletBindingAttribute>());

        Assert.True(binding.SupportsShouldProcess);
        Assert.Equal(ConfirmImpact.Medium, binding.ConfirmImpact);
        Assert.False(binding.PositionalBinding);
    }

    [Fact]
    public void Its_output_type_is_ISession()
    {
        Assert.Equal(Root + "Models.Api202402Preview.ISession", Assert.Single(Command.OutputType).Name);
    }

    [Fact]
    public void The_kind_completes_to_the_values_known_today()
    {
        string script = CommandTest.Command + " -SessionKind ";
        using PowerShell shell = _engine.NewPipeline(string.Empty);

        CommandCompletion completion = CommandCompletion.CompleteInput(script, script.Length, [], shell);

        Assert.Equal(
            new[] { "CustomContainer", "PythonLTS", "SSH", "CustomImage" },
            completion.CompletionMatches.Select(match => match.CompletionText));
    }

    [Fact]
    public void The_module_exports_the_command_and_nothing_else()
    {
        PSObject module = Assert.Single(_engine.Run("Get-Module Az.ContainerAppsApi").Output)!;

        Assert.Equal(new[] { CommandTest.Command }, ((PSModuleInfo)module.BaseObject).ExportedCommands.Keys);
    }

    [Fact]
    public void Import_loads_no_native_library()
    {
        Assembly core = Assert.Single(
            AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == "Az.ContainerAppsApi.Core");
        using var variables = new EnvironmentScope();
        variables.Set("ACA_SESSIONS_LIBRARY", "/no/such/library");

        using var other = new Engine();

        Assert.Equal(Installation.Module, Path.GetDirectoryName(core.Location));
        Assert.NotNull(other.Run("Get-Command " + CommandTest.Command).Output);
    }

    private FunctionInfo Command =>
        (FunctionInfo)Assert.Single(_engine.Run("Get-Command " + CommandTest.Command).Output)!.BaseObject;
}
