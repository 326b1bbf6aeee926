using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Simulation.Loop;
using Ingot.Simulation.Models;

namespace Ingot.Simulation.Demo;

/// <summary>The real server, asked over HTTP: it must say what is written into the log of the year without it.</summary>
internal static class DemoServer
{
    private const double Tolerance = 1e-6;

    /// <summary>Asks about the first customers of a week.</summary>
    /// <returns>How many answers were the same.</returns>
    public static async Task<int> AskAsync(DemoPlace place, ServedWeek week, int requests)
    {
        var address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{FreePort()}"));
        using var server = place.Start(["ingot", "serve", "--channel", "production", "--urls", address.OriginalString, "--log", place.At("http-log")]);
        server.OutputDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        var errors = server.StandardError.ReadToEndAsync();
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            await ReadyAsync(client, server, errors);
            var same = 0;
            for (var row = 0; row < requests; row++)
            {
                using var response = await client.PostAsJsonAsync(new Uri($"/models/{DemoModel.Package}/predict", UriKind.Relative), Customer(week, row));
                response.EnsureSuccessStatusCode();
                var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["prediction"]!["probability"]!.GetValue<double>();
                same += Math.Abs(answer - week.Scores[row]) < Tolerance ? 1 : 0;
            }

            return same;
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private static JsonObject Customer(ServedWeek week, int row)
    {
        var customer = new JsonObject();
        foreach (var feature in ((BuiltModel)week.Model).Schema.Features)
        {
            customer[feature.Name] = week.World.Customers[feature.Name] switch
            {
                StringColumn texts => texts[row],
                NumberColumn numbers when double.IsNaN(numbers.Values[row]) => null,
                NumberColumn numbers when feature.DataType == TensorDataType.Float64 => numbers.Values[row],
                NumberColumn numbers => (float)numbers.Values[row],
                var column => throw new InvalidOperationException($"A column of type {column.GetType()}."),
            };
        }

        return customer;
    }

    private static async Task ReadyAsync(HttpClient client, Process server, Task<string> errors)
    {
        for (var attempt = 0; attempt < 1200; attempt++)
        {
            if (server.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {server.ExitCode.ToString(CultureInfo.InvariantCulture)}:\n{await errors}");
            }

            try
            {
                using var response = await client.GetAsync(new Uri("/v2/health/ready", UriKind.Relative));
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        throw new TimeoutException("The server was not ready within two minutes.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
