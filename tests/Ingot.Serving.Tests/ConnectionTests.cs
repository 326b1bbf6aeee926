using System.Net;
using Ingot.Tests.Shared;

namespace Ingot.Serving.Tests;

/// <summary>Whatever clients send to the server's port, no answer is a failure of its own, none hangs, and who asks rightly is answered.</summary>
public sealed class ConnectionTests
{
    private const string Path = "/models/Contoso.Churn/predict";
    private const string Body = """[{"tenure": 3, "contract": "Month-to-month", "senior": true}]""";
    private const int Connections = 1000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_connection_is_the_server_s_failure(int seed)
    {
        await using var host = new ServingHost();
        host.Publish("1.0.0");
        host.Promote("production", "1.0.0");
        await host.RunAsync(isReal: true);
        var address = new IPEndPoint(IPAddress.Loopback, host.Client.BaseAddress!.Port);
        var before = (await host.AskAsync(Path, Body))["predictions"]!.ToJsonString();
        var wrong = new WrongConnections(seed, Path, Body);
        var statuses = new List<int>();
        for (var i = 0; i < Connections; i++)
        {
            statuses.AddRange(await wrong.RunAsync(address));
            if (i % 50 == 0)
            {
                Assert.Equal(200, await wrong.AskRightlyAsync(address));
            }
        }

        Assert.DoesNotContain(statuses, s => s >= 500 && s != (int)HttpStatusCode.HttpVersionNotSupported);
        Assert.Contains(400, statuses);
        Assert.Equal(before, (await host.AskAsync(Path, Body))["predictions"]!.ToJsonString());
        Assert.DoesNotContain(host.Log.Lines, l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Critical", StringComparison.Ordinal));
    }
}
