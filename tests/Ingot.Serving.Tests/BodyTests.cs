using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ingot.Serving.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Serving.Tests;

/// <summary>How bodies are called, compressed and written.</summary>
public sealed class BodyTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Path = "/models/Contoso.Churn/predict";
    private const string Load = "/v2/repository/models/Contoso.Churn/load";
    private const string Row = """{"tenure": 3, "contract": "Two year"}""";

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json; charset=ASCII")]
    [InlineData("application/vnd.contoso+json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain; charset=us-ascii")]
    [InlineData("application/octet-stream")]
    [InlineData("no media type")]
    public async Task What_is_JSON_is_taken_whatever_it_is_called(string? type)
    {
        var host = server.Host;

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, Path, Bytes(Row), type)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, Path, Bytes($"\r\n\t [{Row}]"), type)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, Load, Bytes("{}"), type)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, Load, [], type)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(host, Path, Bytes("{"), type)).Status);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "tenure=3", 415, "Content-Type is application/x-www-form-urlencoded; expected a JSON object or array")]
    [InlineData("text/csv", "3,Two year", 415, "Content-Type is text/csv")]
    [InlineData("multipart/form-data; boundary=x", "--x", 415, "multipart/form-data")]
    [InlineData("application/json", "tenure=3", 400, "not valid JSON at line 1, byte 2")]
    [InlineData(null, "tenure=3", 400, "Expected the literal 'true'. A missing value is null")]
    [InlineData("application/json; charset=iso-8859-1", Row, 415, "charset is iso-8859-1; JSON is sent as UTF-8")]
    [InlineData("text/plain; charset='utf-16'", Row, 415, "charset is 'utf-16'")]
    [InlineData("application/json", "\0{\0}", 400, "UTF-16")]
    [InlineData("application/json", "{\0}\0", 400, "UTF-16")]
    public async Task What_is_not_JSON_is_told_by_what_it_is_called(string? type, string body, int status, string message)
    {
        var host = server.Host;

        var answer = await SendAsync(host, Path, Bytes(body), type);

        Assert.Equal(status, (int)answer.Status);
        Assert.Contains(message, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_of_UTF_8_is_passed_over_and_one_of_UTF_16_is_named()
    {
        var host = server.Host;

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, Path, [.. Encoding.UTF8.Preamble, .. Bytes(Row)], null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, Path, Gzip([.. Encoding.UTF8.Preamble, .. Bytes(Row)]), null, "gzip")).Status);
        foreach (var other in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            Assert.Contains("UTF-16", (await SendAsync(host, Path, [.. other.Preamble, .. other.GetBytes(Row)], null)).Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("X-GZIP")]
    [InlineData("deflate")]
    [InlineData("deflate raw")]
    [InlineData("identity")]
    public async Task Compressed_bodies_are_taken_by_every_endpoint(string encoding)
    {
        var host = server.Host;
        var expected = await host.AskAsync(Path, Row);

        var answer = await SendAsync(host, Path, Compress(encoding, Bytes(Row)), "application/json", encoding.Split(' ')[0]);

        Assert.Equal(expected["prediction"]!.ToJsonString(), answer.Body["prediction"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, Load, Compress(encoding, Bytes("{}")), "application/json", encoding.Split(' ')[0])).Status);
        Assert.Equal(0, host.Services.GetRequiredService<BodyBudget>().Held);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, deflate")]
    public async Task Other_encodings_are_refused_and_those_that_are_taken_are_named(string encoding)
    {
        var host = server.Host;
        using var request = Request(Path, Bytes(Row), "application/json", encoding);

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("gzip, deflate", response.Headers.GetValues("Accept-Encoding").Single());
        Assert.Contains(encoding.Split(',')[0], await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("deflate raw")]
    public async Task A_small_body_that_inflates_to_a_large_one_is_refused_at_the_limit(string encoding)
    {
        await using var host = await ServingHost.StartAsync(o => o.Limits.MaxBodyBytes = 100_000);
        var bodies = host.Services.GetRequiredService<BodyBudget>();
        byte[] Spaces(int count) => Compress(encoding, [.. Bytes(Row), .. Enumerable.Repeat((byte)' ', count - Row.Length)]);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, Path, Spaces(100_000), null, encoding.Split(' ')[0])).Status);
        var bomb = Spaces(10_000_000);
        Assert.True(bomb.Length < 100_000);
        foreach (var body in new[] { Spaces(100_001), bomb })
        {
            var answer = await SendAsync(host, Path, body, null, encoding.Split(' ')[0]);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
            Assert.Contains("more than 100000 bytes when it is inflated", answer.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, bodies.Held);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_damaged_or_cut_off_body_is_told_as_such(string encoding)
    {
        var host = server.Host;
        var expected = (await host.AskAsync(Path, Row))["prediction"]!.ToJsonString();
        var whole = Compress(encoding, Bytes(Row));

        for (var length = 1; length < whole.Length; length++)
        {
            var answer = await SendAsync(host, Path, whole[..length], null, encoding);

            // The checksum at the end may lack: the rows are whole, or refused.
            Assert.True(
                answer.Status == HttpStatusCode.BadRequest || (length > whole.Length * 3 / 4 && answer.Body["prediction"]!.ToJsonString() == expected),
                $"{length} of {whole.Length}: {answer.Status}");
        }

        var damaged = whole.ToArray();
        damaged[whole.Length / 2] ^= 0x55;
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(host, Path, damaged, null, encoding)).Status);
        Assert.Contains(encoding, (await SendAsync(host, Path, Bytes(Row), null, encoding)).Error, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, Path, whole, null, encoding)).Status);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(byte[] body) => Compress("gzip", body);

    private static byte[] Compress(string encoding, byte[] body)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "deflate" => new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate raw" => new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "identity" => new BufferedStream(compressed),
            _ => new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            stream.Write(body);
            stream.Flush();
            return encoding == "identity" ? body : Closed(stream, compressed);
        }
    }

    private static byte[] Closed(Stream stream, MemoryStream compressed)
    {
        stream.Dispose();
        return compressed.ToArray();
    }

    private static HttpRequestMessage Request(string path, byte[] body, string? type, string? encoding)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = null;
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body, string? Error)> SendAsync(ServingHost host, string path, byte[] body, string? type, string? encoding = null)
    {
        using var request = Request(path, body, type, encoding);
        using var response = await host.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var json = text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        return (response.StatusCode, json, (string?)json["error"]);
    }
}
