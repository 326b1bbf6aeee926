using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingot.Serving.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

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

    /// <summary>Each thread has random bytes of its own, and none begins with those that every other has too.</summary>
    [Fact]
    public void The_first_ids_of_two_threads_differ()
    {
        var ids = new string[4];
        foreach (var i in Enumerable.Range(0, ids.Length))
        {
            var thread = new Thread(() => ids[i] = PredictionId.Next(DateTimeOffset.UnixEpoch));
            thread.Start();
            thread.Join();
        }

        Assert.Equal(ids.Length, ids.Distinct().Count());
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

    /// <summary>What has begun as a success can no longer become an error: its end must not look like one.</summary>
    [Fact]
    public async Task An_answer_that_has_begun_is_cut_off()
    {
        using var body = new MemoryStream();
        var lifetime = new Lifetime();
        var context = new DefaultHttpContext { Response = { Body = body } };
        context.Features.Set<IHttpResponseFeature>(new Begun());
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        await ErrorAnswer.WriteAsync(context, 500, "No.");

        Assert.Equal((true, 200, 0), (lifetime.IsAborted, context.Response.StatusCode, body.Length));
    }

    [Theory]
    [InlineData("", "application/json", null)]
    [InlineData("data", "application/octet-stream", "2")]
    public async Task An_answer_with_data_says_where_its_JSON_ends(string data, string type, string? jsonBytes)
    {
        // Twice: what the first left is not the second's.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var body = new MemoryStream();
            var context = new DefaultHttpContext { Response = { Body = body } };
            AnswerWriter.Write(
                context.Response,
                data,
                (w, _) =>
                {
                    w.WriteStartObject();
                    w.WriteEndObject();
                },
                (b, d) => b.Write(Encoding.UTF8.GetBytes(d)));
            await context.Response.BodyWriter.FlushAsync();

            Assert.Equal("{}" + data, Encoding.UTF8.GetString(body.ToArray()));
            Assert.Equal((type, jsonBytes, body.Length), (context.Response.ContentType, (string?)context.Response.Headers[InferenceHeader.Name], context.Response.ContentLength));
        }
    }

    /// <summary>The header counts the byte order mark, which is no JSON.</summary>
    [Theory]
    [InlineData("5", 3, 2)]
    [InlineData("2", 3, 0)]
    [InlineData("10", 0, 10)]
    public void The_length_of_the_JSON_is_counted_from_the_body_s_first_byte(string header, int mark, int expected)
    {
        var received = new ReadOnlySequence<byte>(new byte[10]);
        var context = new DefaultHttpContext();
        context.Request.Headers[InferenceHeader.Name] = header;

        Assert.Equal(expected, InferenceHeader.Read(context.Request, new ReceivedBody(null, received, received.Slice(mark))));
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

    private static async Task<(HttpContext Context, JsonNode Json)> Answer(Func<HttpContext, Task> write)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        await write(context);

        // Programs read it: it is one line.
        Assert.DoesNotContain((byte)'\n', body.ToArray());
        return (context, JsonNode.Parse(body.ToArray())!);
    }

    private static (long Size, string Hex) Binary(Array values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        BinaryAnswer.Write(buffer, values);
        Assert.Equal(buffer.WrittenCount, BinaryAnswer.Size(values));
        return (buffer.WrittenCount, Convert.ToHexString(buffer.WrittenSpan));
    }

    private sealed class Begun : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public bool IsAborted { get; private set; }

        public void Abort() => IsAborted = true;
    }
}
