using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Ingot.Tests.Shared;
using Ingot.Tests.Shared.Trials;

namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>Requests that are wrong, to one server: each is answered, none with a fault of the server, and the right one after them is too.</summary>
/// <param name="place">Where.</param>
internal sealed partial class HostileRequests(TrialPlace place)
{
    private const string Right = """{"tenure": 3, "contract": "Two year", "senior": true}""";

    private static readonly string[] Bodies =
    [
        Right,
        """{"rows": [{"tenure": 3, "contract": "Two year"}, {"tenure": 4, "senior": false}]}""",
        """{"inputs": [{"name": "tenure", "shape": [1, 1], "datatype": "FP32", "data": [3]}, {"name": "contract", "shape": [1, 1], "datatype": "BYTES", "data": ["Two year"]}, {"name": "senior", "shape": [1, 1], "datatype": "BOOL", "data": [true]}]}""",
    ];

    private static readonly string[] Paths = [$"/models/{TestPackage.Id}/predict", $"/models/{TestPackage.Id}/feedback", $"/v2/models/{TestPackage.Id}/infer"];

    /// <summary>Sends them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed gives the same requests.</param>
    /// <returns>One result each.</returns>
    public async Task<IReadOnlyList<HostileResult>> TryAsync(int count, int seed)
    {
        place.Clear();
        TestPackage.Write(place.Work, "1.0.0");
        using var server = TrialProcess.Start(place.Ingot("serve", "--package", TestPackage.Id + "@1.0.0", "--packages", place.Work, "--urls", "http://127.0.0.1:0", "--log", place.At("log")));
        var watch = Stopwatch.StartNew();
        while (!Listening().IsMatch(server.Output))
        {
            if (server.HasEnded || watch.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException("The server did not start: " + server.Output);
            }

            await Task.Delay(20);
        }

        using var client = new HttpClient { BaseAddress = new Uri(Listening().Match(server.Output).Groups["address"].Value), Timeout = TimeSpan.FromSeconds(HostileRunner.MostSeconds) };
        var mutator = new RequestMutator(seed);
        var results = new List<HostileResult>();
        for (var i = 0; i < count; i++)
        {
            var path = Paths[mutator.Below(Paths.Length)];
            var body = mutator.Below(20) switch
            {
                0 => JsonDamage.Deep,
                1 => JsonDamage.DeepObject,
                2 => Encoding.UTF8.GetBytes(string.Concat("{\"tenure\": [", new string('[', mutator.Below(2000)))),
                _ => mutator.Mutate(Bodies[mutator.Below(Bodies.Length)]),
            };
            results.Add(await SendAsync(client, path, body, server));
        }

        var last = await SendAsync(client, Paths[0], Encoding.UTF8.GetBytes(Right), server);
        results.Add(last with { Faults = [.. last.Faults, .. last.Refused ? ["the right request after all is not answered: " + last.Output] : Array.Empty<string>()] });
        return results;
    }

    private static async Task<HostileResult> SendAsync(HttpClient client, string path, byte[] body, TrialProcess server)
    {
        var watch = Stopwatch.StartNew();
        var faults = new List<string>();
        var (refused, said) = (true, string.Empty);
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
            (refused, said) = (!answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            if ((int)answer.StatusCode >= 500)
            {
                faults.Add($"it is answered with {(int)answer.StatusCode}");
            }
            else if (refused && !said.Contains("INGOT", StringComparison.Ordinal) && !said.Contains("\"error\"", StringComparison.Ordinal))
            {
                faults.Add($"it is refused with {(int)answer.StatusCode} and no reason");
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            faults.Add("it is not answered: " + e.Message);
        }

        var memory = ProcessMemory.OfTree(server.Id);
        faults.AddRange(memory > (long)HostileRunner.MostMegabytes << 20 ? [FormattableString.Invariant($"the server has {memory >> 20} MB")] : []);
        faults.AddRange(server.HasEnded || server.Output.Contains("INGOT9001", StringComparison.Ordinal) ? ["the server failed: " + server.Output] : []);
        return new HostileResult($"{path} {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(300, body.Length)))}", refused, watch.Elapsed.TotalSeconds, memory, faults, said);
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
