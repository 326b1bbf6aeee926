using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingot.Serving.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Tests;

/// <summary>Parts of requests and answers, each by itself.</summary>
public sealed class RequestPartsTests
{
    /// <summary>RFC 9562, section 5.7, without hyphens: 48 bits of milliseconds, version 7, variant 10, the rest is random.</summary>
    [Fact]
    public void An_id_is_a_UUID_of_version_7_and_none_is_given_twice()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(0x0123456789AB);
        var ids = Enumerable.Range(0, 2000).Select(_ => PredictionId.Next(now)).ToList();

        Assert.All(ids, id => Assert.Matches("^0123456789ab7[0-9a-f]{3}[89ab][0-9a-f]{15}$", id));
        Assert.Equal(ids.Count, ids.Distinct().Count());

        // Every random bit is 0 once and 1 once.
        for (var i = 13; i < 32; i++)
        {
            Assert.Equal(i == 16 ? 4 : 16, ids.Select(id => id[i]).Distinct().Count());
        }

        Assert.StartsWith("0123456789ac7", PredictionId.Next(now.AddMilliseconds(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bodies_that_wait_share_a_budget()
    {
        var options = new ServingOptions();
        (options.Limits.MaxBodyBytes, options.Limits.MaxConcurrentRequests) = (1000, 3);
        var budget = new BodyBudget(Options.Create(options));
        using var first = budget.Open();
        var second = budget.Open();
        first.Hold(1500);
        second.Hold(1000);
        second.Hold(1500);
        Assert.Equal(3000, budget.Held);

        var refused = Assert.Throws<RequestException>(() => second.Hold(1501));
        Assert.Equal((429, 1, "The bodies of the requests that wait have more than 3000 bytes together. Try again later."), (refused.Status, refused.RetryAfter, refused.Message));

        // What becomes less is never refused, and what is done holds nothing, however often that is said.
        first.Hold(1500);
        second.Dispose();
        second.Dispose();
        Assert.Equal(1500, budget.Held);
        first.Hold(10);
        Assert.Equal(10, budget.Held);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(" identity ", null)]
    [InlineData("gzip", "gzip")]
    [InlineData("X-GZIP", "gzip")]
    [InlineData("Deflate", "deflate")]
    public void A_body_is_packed_in_one_of_the_ways_that_HTTP_has(string header, string? encoding) => Assert.Equal(encoding, BodyEncoding.Of(Request(header)));

    [Theory]
    [InlineData("br")]
    [InlineData("gzip, deflate")]
    public void Another_way_is_refused_with_those_that_are_taken(string header)
    {
        var refused = Assert.Throws<RequestException>(() => BodyEncoding.Of(Request(header)));

        Assert.Equal((415, "gzip, deflate"), (refused.Status, refused.AcceptEncoding));
        Assert.Equal($"The request's Content-Encoding is {header}; gzip and deflate are taken, one of them, or none.", refused.Message);
    }

    /// <summary>RFC 9110, section 8.4.1.2: deflate is the zlib format; some clients send it without its frame.</summary>
    [Theory]
    [InlineData("gzip", 10_000)]
    [InlineData("zlib", 10_000)]
    [InlineData("deflate", 10_000)]
    [InlineData("gzip", 0)]
    [InlineData("gzip", 4096)]
    [InlineData("zlib", 100_000)]
    public void A_body_comes_out_as_it_went_in(string packed, int length)
    {
        var body = Enumerable.Range(0, length).Select(i => (byte)(i * i % 251)).ToArray();
        var bytes = Pack(packed, body);
        foreach (var sequence in new[] { new ReadOnlySequence<byte>(bytes), InPieces(bytes) })
        {
            var (rented, inflated) = BodyEncoding.Inflate(sequence, packed == "gzip" ? "gzip" : "deflate", 100_000, share: null);
            Assert.Equal(body, rented.AsSpan(0, inflated).ToArray());
        }
    }

    [Fact]
    public void A_body_that_grows_beyond_the_limit_or_is_damaged_is_refused_and_holds_what_it_took()
    {
        var bytes = Pack("gzip", new byte[1_000_000]);
        var options = new ServingOptions();
        (options.Limits.MaxBodyBytes, options.Limits.MaxConcurrentRequests) = (1_000_000, 1);
        var budget = new BodyBudget(Options.Create(options));
        using var share = budget.Open();
        var refused = Assert.Throws<RequestException>(() => BodyEncoding.Inflate(new(bytes), "gzip", 50_000, share));
        Assert.Equal((413, "The body has more than 50000 bytes when it is inflated. Send the rows in several requests."), (refused.Status, refused.Message));
        Assert.InRange(budget.Held, 50_000, 200_000);

        foreach (var damaged in new[] { Encoding.UTF8.GetBytes("no gzip at all"), [bytes[0], bytes[1], .. Enumerable.Repeat((byte)0xFF, 50)] })
        {
            refused = Assert.Throws<RequestException>(() => BodyEncoding.Inflate(new(damaged), "gzip", 50_000, share: null));
            Assert.Equal((400, "The body is not whole and undamaged gzip, which its Content-Encoding says that it is."), (refused.Status, refused.Message));
        }

        // All the budget: no other body may grow.
        using var other = budget.Open();
        other.Hold(900_000);
        Assert.Equal(429, Assert.Throws<RequestException>(() => BodyEncoding.Inflate(new(bytes), "gzip", 1_000_000, share)).Status);
    }

    [Fact]
    public async Task An_error_is_said_in_JSON_with_its_place_and_how_to_go_on()
    {
        var (context, json) = await Answer(c => ErrorAnswer.WriteAsync(c, RequestException.Wrong($"It is {1.5}.", "tenure", 3)));
        Assert.Equal((400, "application/json"), (context.Response.StatusCode, context.Response.ContentType));
        Assert.Equal("""{"error":"It is 1.5.","column":"tenure","row":3}""", json.ToJsonString());

        (context, json) = await Answer(c => ErrorAnswer.WriteAsync(c, RequestException.Unavailable($"Later.", 7)));
        Assert.Equal((503, "7", """{"error":"Later."}"""), (context.Response.StatusCode, context.Response.Headers.RetryAfter.ToString(), json.ToJsonString()));
        (context, _) = await Answer(c => ErrorAnswer.WriteAsync(c, new RequestException(415, "No.") { AcceptEncoding = "gzip" }));
        Assert.Equal("gzip", context.Response.Headers.AcceptEncoding.ToString());
        Assert.Equal((404, 413), (RequestException.NotFound($"x").Status, RequestException.TooLarge($"x").Status));
    }

    /// <summary>Whoever sends megabytes of a name does not get them back.</summary>
    [Fact]
    public async Task An_error_is_not_as_long_as_a_request_can_be()
    {
        var (_, json) = await Answer(c => ErrorAnswer.WriteAsync(c, 400, new string('m', 2049), new string('c', 2049), 0));
        Assert.Equal(new string('m', 2048), (string?)json["error"]);
        Assert.Equal((null, 0), ((string?)json["column"], (int)json["row"]!));

        (_, json) = await Answer(c => ErrorAnswer.WriteAsync(c, 400, new string('m', 2048), new string('c', 2048)));
        Assert.Equal((2048, 2048, null), (((string)json["error"]!).Length, ((string)json["column"]!).Length, json["row"]));
    }

    /// <summary>The binary tensor data extension of the Open Inference Protocol: numbers little-endian, each text behind its length in four bytes.</summary>
    [Fact]
    public void Binary_answers_are_little_endian_and_texts_have_their_lengths()
    {
        Assert.Equal((8, "0000803F0000C07F"), Binary(new float[] { 1, BitConverter.UInt32BitsToSingle(0x7FC00000) }));
        Assert.Equal((4 + 2 + 4 + 0 + 4 + 3, "02000000C3A400000000030000004E6F21"), Binary(new[] { "ä", "", "No!" }));
        Assert.Equal((0, string.Empty), Binary(Array.Empty<string>()));
    }

    [Theory]
    [InlineData("Yes", " (did you mean 'yes'?)")]
    [InlineData("maybe", "")]
    public void A_name_that_is_almost_right_is_named(string name, string hint) => Assert.Equal(hint, NearestName.Hint(name, ["yes", "no"]));

    [Fact]
    public void Of_many_names_ten_are_told()
    {
        Assert.Equal("a, b", NearestName.Some(["a", "b"]));
        Assert.Equal("0, 1, 2, 3, 4, 5, 6, 7, 8, 9", NearestName.Some([.. Enumerable.Range(0, 10).Select(i => $"{i}")]));
        Assert.Equal("0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 1234 more", NearestName.Some([.. Enumerable.Range(0, 1244).Select(i => $"{i}")]));
    }

    [Theory]
    [InlineData(0.5f, "0.5")]
    [InlineData(float.NaN, "null")]
    [InlineData(float.NegativeInfinity, "null")]
    public void A_number_that_JSON_does_not_have_is_null(float value, string json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            JsonNumber.Write(writer, value);
        }

        Assert.Equal(json, Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static HttpRequest Request(string encoding)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.ContentEncoding = encoding;
        return context.Request;
    }

    private static async Task<(HttpContext Context, JsonNode Json)> Answer(Func<HttpContext, Task> write)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        await write(context);
        return (context, JsonNode.Parse(body.ToArray())!);
    }

    private static (long Size, string Hex) Binary(Array values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        BinaryAnswer.Write(buffer, values);
        Assert.Equal(buffer.WrittenCount, BinaryAnswer.Size(values));
        return (buffer.WrittenCount, Convert.ToHexString(buffer.WrittenSpan));
    }

    private static byte[] Pack(string format, byte[] body)
    {
        using var packed = new MemoryStream();
        using (Stream stream = format switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "zlib" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }

    private static ReadOnlySequence<byte> InPieces(byte[] bytes)
    {
        var first = new Piece(bytes.AsMemory(0, bytes.Length / 2), null);
        var last = new Piece(bytes.AsMemory(bytes.Length / 2), first);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
