using System.Management.Automation;
using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>Failures of the main kinds: each is one clear error, and the session lives on.</summary>
public sealed class ErrorTests : CommandTest
{
    public ErrorTests()
        : base("--unknown-pool", "nowhere")
    {
    }

    [Fact]
    public void An_unknown_pool_is_an_error_of_the_service_and_the_pipeline_goes_on()
    {
        Outcome outcome = Run("$nowhere, $pool | & $new -Count 1", ("nowhere", Emulator.Pool("nowhere")));

        ErrorRecord error = outcome.Error;
        Assert.Single(outcome.Output);
        Assert.Equal("ResourceNotFound," + Command, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal(Emulator.Pool("nowhere"), error.TargetObject);
        Assert.Contains("nowhere", error.ErrorDetails.Message);
        Assert.StartsWith("[ResourceNotFound] : ", error.Exception.Message);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        PSObject exception = PSObject.AsPSObject(error.Exception);
        Assert.Equal("ResourceNotFound", Value(exception, "Code"));
        Assert.Equal(404, Value(exception, "StatusCode"));
        Assert.Equal(
            Emulator.Generations[0].Headers["x-ms-client-request-id"], Value(exception, "ClientRequestId"));
        Assert.NotNull(Value(exception, "RequestId"));
        Assert.NotNull(Value(exception, "Details"));
    }

    [Fact]
    public void ErrorAction_Stop_makes_it_terminating_and_catch_sees_the_code()
    {
        Outcome outcome = Run(
            "try { & $new -InputObject $nowhere -ErrorAction Stop; 'on' } catch { $_.FullyQualifiedErrorId }",
            ("nowhere", Emulator.Pool("nowhere")));

        Assert.Equal("ResourceNotFound," + Command, Assert.Single(outcome.Output)!.BaseObject);
    }

    [Fact]
    public void A_wrong_secret_is_an_authentication_error_without_the_secret()
    {
        Variables.Set("AZURE_CLIENT_SECRET", "hunter2-hunter2");

        Outcome outcome = Run("& $new -InputObject $pool -Count 1");

        ErrorRecord error = Assert.Single(outcome.Errors.Append(outcome.Terminating).OfType<ErrorRecord>());
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.EndsWith("," + Command, error.FullyQualifiedErrorId);
        Assert.NotEmpty(error.ErrorDetails.Message);
        Assert.DoesNotContain("hunter2", outcome.Summary);
        Assert.Empty(Emulator.Generations);

        Variables.Set("AZURE_CLIENT_SECRET", Emulator.Settings["AZURE_CLIENT_SECRET"]);
        AssertTheSessionLivesOn();
    }

    [Fact]
    public void No_credential_ends_the_pipeline_and_says_what_to_set()
    {
        Variables.Set("AZURE_CLIENT_SECRET", null);

        Outcome outcome = Run("$pool, $pool | & $new -Count 1");

        Assert.NotNull(outcome.Terminating);
        Assert.Equal("CredentialUnavailable," + Command, outcome.Terminating.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.AuthenticationError, outcome.Terminating.CategoryInfo.Category);
        Assert.Contains("AZURE_CLIENT_SECRET", outcome.Terminating.ToString());

        Variables.Set("AZURE_CLIENT_SECRET", Emulator.Settings["AZURE_CLIENT_SECRET"]);
        AssertTheSessionLivesOn();
    }

    [Fact]
    public void A_refused_connection_names_host_and_port()
    {
        string endpoint = $"http://127.0.0.1:{ClosedPort()}";
        Variables.Set("AZURE_RESOURCE_MANAGER_ENDPOINT", endpoint);

        ErrorRecord error = Run("& $new -InputObject $pool -Count 1").Error;

        Assert.Equal("ConnectionFailed," + Command, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Contains(endpoint["http://".Length..], error.ToString());
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);

        Variables.Set("AZURE_RESOURCE_MANAGER_ENDPOINT", Emulator.Settings["AZURE_RESOURCE_MANAGER_ENDPOINT"]);
        AssertTheSessionLivesOn();
    }

    [Theory]
    [InlineData("'pool1'")]
    [InlineData("'/subscriptions/x'")]
    [InlineData("'/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/demo/providers/Microsoft.App/containerApps/app'")]
    [InlineData("'/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/../providers/Microsoft.App/sessionPools/pool1'")]
    public void An_Id_that_names_no_pool_is_refused_before_anything_is_sent(string id)
    {
        ErrorRecord error = Run($"& $new -InputObject {id} -Count 1").Error;

        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(id.Trim('\''), error.ToString());
        Assert.Empty(Emulator.Requests);
        AssertTheSessionLivesOn();
    }

    [Theory]
    [InlineData("-InputObject $pool -Count 0", "Count")]
    [InlineData("-InputObject $pool -Count -1", "Count")]
    [InlineData("-ResourceGroupName '' -SessionPoolName pool1", "ResourceGroupName")]
    [InlineData("-ResourceGroupName demo -SessionPoolName ''", "SessionPoolName")]
    [InlineData("-SubscriptionId '' -ResourceGroupName demo -SessionPoolName pool1", "SubscriptionId")]
    public void A_parameter_out_of_range_is_refused_by_name(string parameters, string name)
    {
        Outcome outcome = Run("& $new " + parameters);

        Assert.Contains($"'{name}'", outcome.Terminating!.ToString());
        Assert.StartsWith("ParameterArgumentValidationError", outcome.Terminating.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidData, outcome.Terminating.CategoryInfo.Category);
        Assert.Empty(Emulator.Requests);
        AssertTheSessionLivesOn();
    }

    [Fact]
    public void A_blank_name_is_refused_by_name()
    {
        ErrorRecord error = Run("& $new -ResourceGroupName ' ' -SessionPoolName pool1 -Count 1").Error;

        Assert.Contains("resource", error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public void No_subscription_anywhere_says_where_one_is_looked_for()
    {
        Variables.Set("AZURE_SUBSCRIPTION_ID", null);

        Outcome outcome = Run("& $new -ResourceGroupName demo -SessionPoolName pool1 -Count 1");

        ErrorRecord error = Assert.Single(outcome.Errors.Append(outcome.Terminating).OfType<ErrorRecord>());
        Assert.Contains("AZURE_SUBSCRIPTION_ID", error.ToString());
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_and_its_text_not_shown()
    {
        Outcome outcome = Run(
            "& $new -InputObject $pool -Count 1 -SshConfigurationPassword ('hunter2' + [char]0xD800)");

        Assert.Contains("SshConfigurationPassword", outcome.Error.ToString());
        Assert.DoesNotContain("hunter2", outcome.Summary);
        Assert.Empty(Emulator.Requests);
    }

    [Theory]
    [InlineData("DefaultProfile")]
    [InlineData("AzureRMContext")]
    [InlineData("AzureCredential")]
    public void DefaultProfile_is_refused_and_not_ignored(string name)
    {
        Outcome outcome = Run($"& $new -InputObject $pool -Count 1 -{name} ([pscustomobject]@{{ Name = 'other' }})");

        Assert.Equal("DefaultProfileNotSupported," + Command, outcome.Terminating!.FullyQualifiedErrorId);
        Assert.Contains("-SubscriptionId", outcome.Terminating.ToString());
        Assert.Empty(Emulator.Requests);
    }

    private static int ClosedPort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
