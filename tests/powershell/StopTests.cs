using System.Diagnostics;
using System.Management.Automation;
using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>Pipelines that end before their work is done.</summary>
public sealed class StopTests : CommandTest
{
    public StopTests()
        : base("--page-size", "1", "--latency", "30000")
    {
    }

    [Fact]
    public void Stopping_a_pipeline_that_waits_for_the_service_ends_it_at_once()
    {
        using PowerShell shell = Engine.NewPipeline("'ready'; $pool | & $new -Count 3");
        using var output = new PSDataCollection<PSObject>();
        using var started = new ManualResetEventSlim();
        output.DataAdded += (_, _) => started.Set();
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        Assert.True(started.Wait(TimeSpan.FromSeconds(20)), "The pipeline did not start.");

        var watch = Stopwatch.StartNew();
        shell.Stop();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"Stopping took {watch.Elapsed}.");
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Equal(1, Assert.Single(Run("1").Output)!.BaseObject);
    }
}
