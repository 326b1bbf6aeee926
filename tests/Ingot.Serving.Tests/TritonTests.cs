using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Ingot.Tests.Shared;

namespace Ingot.Serving.Tests;

/// <summary>
/// What Triton's own client for Python (<c>tritonclient.http</c> of May 2026, with geventhttpclient 2.0.8) sent, byte for byte, and what it reads of the
/// answers. It was recorded with three rows of each input as NumPy arrays, and all else as the client does by default:
/// no Content-Type, tensors in binary form, answers wanted in binary form.
/// </summary>
public sealed class TritonTests
{
    private static string Rows => """[{"tenure": 3, "contract": "Month-to-month", "senior": true}, {"tenure": 24.5, "contract": "Two year", "senior": false}, {"contract": "Zürich"}]""";

    [Theory]
    [InlineData("infer")]
    [InlineData("infer-deflate")]
    public async Task What_the_client_sends_by_default_is_answered_as_it_reads_it(string recorded)
    {
        await using var host = await StartAsync();
        var expected = (await host.AskAsync("/models/Contoso.Churn/predict", Rows))["predictions"]!.AsArray();

        var (status, headers, body) = await ReplayAsync(host, recorded);

        Assert.True(status == 200, Encoding.UTF8.GetString(body));
        var answer = TritonAnswer.Read(headers["inference-header-content-length"], body);
        Assert.Equal("application/octet-stream", headers["content-type"]);
        Assert.Equal(["predicted_label", "score", "probability"], answer.Data.Keys);
        Assert.All(answer.Json["outputs"]!.AsArray(), o => Assert.Equal("[3,1]", o!["shape"]!.ToJsonString()));
        Assert.Equal(["BYTES", "FP32", "FP32"], answer.Json["outputs"]!.AsArray().Select(o => (string)o!["datatype"]!));
        foreach (var output in new[] { "score", "probability" })
        {
            Assert.Equal(expected.Select(p => (float)p![output]!), answer.Data[output].Chunk(4).Select(b => BitConverter.ToSingle(b)));
        }

        Assert.True(expected.Select(p => (string)p!["predicted_label"]!).Distinct().Count() == 2, expected.ToJsonString());
        var labels = expected.Select(p => (string)p!["predicted_label"]!).SelectMany(l => (byte[])[.. BitConverter.GetBytes(l.Length), .. Encoding.UTF8.GetBytes(l)]);
        Assert.Equal(labels, answer.Data["predicted_label"]);
    }

    [Fact]
    public async Task Compressed_with_an_id_and_one_output_of_each_form()
    {
        await using var host = await StartAsync();
        var expected = (await host.AskAsync("/models/Contoso.Churn/predict", Rows))["predictions"]!.AsArray();

        var (status, headers, body) = await ReplayAsync(host, "infer-outputs");

        Assert.True(status == 200, Encoding.UTF8.GetString(body));
        var answer = TritonAnswer.Read(headers["inference-header-content-length"], body);
        Assert.Equal("7", (string?)answer.Json["id"]);
        Assert.Equal(["predicted_label"], answer.Data.Keys);
        Assert.Equal(expected.Select(p => (float)p!["probability"]!), answer.Json["outputs"]![1]!["data"]!.AsArray().Select(v => (float)v!));
    }

    [Fact]
    public async Task Its_other_requests_are_answered_too()
    {
        await using var host = await StartAsync();

        Assert.Equal(200, (await ReplayAsync(host, "unload")).Status);
        Assert.Equal(404, (await ReplayAsync(host, "infer")).Status);
        Assert.Equal(200, (await ReplayAsync(host, "load")).Status);
        var (status, _, index) = await ReplayAsync(host, "index");
        Assert.Equal(200, status);
        Assert.Contains("\"Contoso.Churn\"", Encoding.UTF8.GetString(index), StringComparison.Ordinal);
        Assert.Equal(200, (await ReplayAsync(host, "infer")).Status);
    }

    private static async Task<ServingHost> StartAsync()
    {
        var host = new ServingHost();
        host.Publish("1.0.0", weight: 1.5);
        host.Promote("production", "1.0.0");
        await host.RunAsync(isReal: true);
        return host;
    }

    /// <summary>Reads some more; a connection that ends before the answer does is none to wait at.</summary>
    private static async Task<int> ReadAsync(NetworkStream stream, byte[] buffer)
    {
        var count = await Waiting.ForAsync(stream.ReadAsync(buffer).AsTask());
        Assert.True(count > 0, "The connection ended before the answer did.");
        return count;
    }

    /// <summary>Sends what was recorded and reads one answer, chunks as they are.</summary>
    private static async Task<(int Status, Dictionary<string, string> Headers, byte[] Body)> ReplayAsync(ServingHost host, string recorded)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(System.Net.IPAddress.Loopback, host.Client.BaseAddress!.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Triton", recorded + ".http")));
        using var received = new MemoryStream();
        var buffer = new byte[64 << 10];
        var end = -1;
        while (end < 0)
        {
            await received.WriteAsync(buffer.AsMemory(0, await ReadAsync(stream, buffer)));
            end = received.ToArray().AsSpan().IndexOf("\r\n\r\n"u8);
        }

        var lines = Encoding.ASCII.GetString(received.ToArray(), 0, end).Split("\r\n");
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(h => h[0].ToLowerInvariant(), h => h[1], StringComparer.Ordinal);
        while (headers.ContainsKey("transfer-encoding") && !received.ToArray().AsSpan().EndsWith("0\r\n\r\n"u8))
        {
            await received.WriteAsync(buffer.AsMemory(0, await ReadAsync(stream, buffer)));
        }

        var body = new byte[headers.TryGetValue("content-length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : received.Length - end - 4];
        received.Position = end + 4;
        var have = received.Read(body);
        await stream.ReadExactlyAsync(body.AsMemory(have));
        return (int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, body);
    }
}
