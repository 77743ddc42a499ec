using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>Sessions that come in several pages.</summary>
public sealed class PagingTests : CommandTest
{
    public PagingTests()
        : base("--page-size", "2")
    {
    }

    [Fact]
    public void Three_pools_of_five_sessions_in_pages_of_two_give_fifteen()
    {
        Outcome outcome = Run(
            "$ids | & $new -Count 5", ("ids", new[] { "one", "two", "three" }.Select(name => Emulator.Pool(name)).ToArray()));

        Assert.Equal(15, outcome.Sessions.Select(session => Value(session, "Id")).Distinct().Count());
        Assert.Equal(
            new[] { "one", "two", "three" },
            outcome.Sessions.Select(session => ((string)Value(session, "Id")!).Split('/')[8]).Distinct());
    }

    [Fact]
    public void Pages_carry_the_client_request_id_of_their_generation()
    {
        Run("$pool | & $new -Count 5");

        Assert.Equal(3, Emulator.Generations.Count);
        Assert.Single(Emulator.Generations.Select(request => request.Headers["x-ms-client-request-id"]).Distinct());
    }
}
