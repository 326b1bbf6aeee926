namespace Ingot.Serving.Tests;

/// <summary>One server for the tests of a class that only ask it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal ServingHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await ServingHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
