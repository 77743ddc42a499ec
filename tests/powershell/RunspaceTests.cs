using System.Management.Automation;
using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>Several runspaces of one process use the module at the same time.</summary>
public sealed class RunspaceTests : CommandTest
{
    public RunspaceTests()
        : base("--page-size", "2")
    {
    }

    [Fact]
    public void Runspaces_share_the_library_and_keep_their_sessions_apart()
    {
        string[] names = [.. Enumerable.Range(1, 6).Select(number => $"pool{number}")];

        List<PSObject>[] all = new List<PSObject>[names.Length];
        Parallel.For(0, names.Length, index =>
        {
            using var engine = new Engine();
            engine.Set("pool", Emulator.Pool(names[index]));
            all[index] = [.. engine.Run($"$pool, $pool, $pool | {Command} -Count 5").Sessions];
        });

        for (int index = 0; index < names.Length; index++)
        {
            Assert.Equal(15, all[index].Count);
            Assert.All(all[index], session => Assert.Contains($"/{names[index]}/", (string)Value(session, "Id")!));
        }
    }

    [Fact]
    public void ForEach_Object_Parallel_generates_in_each_of_its_runspaces()
    {
        Outcome outcome = Run(
            "1..4 | ForEach-Object -Parallel { Import-Module $using:manifest; $using:pool | " + Command + " -Count 3 }");

        Assert.Equal(12, outcome.Sessions.Count);
    }

    [Fact]
    public void A_command_downstream_that_fails_frees_the_generation_and_the_session_lives_on()
    {
        Outcome outcome = Run("$pool | & $new -Count 5 | ForEach-Object { throw 'enough' }");

        Assert.Equal("enough", outcome.Terminating!.ToString());
        AssertTheSessionLivesOn();
    }
}
