using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using Ingot.Serving.Requests;
using Ingot.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Tests;

/// <summary>How bodies are received: whole, up to their limit, and so that the connection can go on behind them.</summary>
public sealed class BodyReadingTests
{
    private const string Json = """{"tenure": 3}""";
    private readonly Pipe _pipe = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_comes_in_pieces_is_read_whole_and_given_back(bool isPacked)
    {
        var sent = isPacked ? Pack(Json) : Encoding.UTF8.GetBytes(Json);
        var context = Request(isPacked ? "gzip" : "");
        await SendAsync(sent[..5]);
        var reading = RequestBody.ReadAsync(context, 100, share: null, CancellationToken.None).AsTask();
        Assert.False(reading.IsCompleted);
        await SendAsync(sent[5..]);
        await _pipe.Writer.CompleteAsync();

        using (var body = await Waiting.ForAsync(reading))
        {
            Assert.Equal(Json, Encoding.UTF8.GetString(body.Bytes.ToArray()));
            Assert.Equal((Json.Length, 0), (body.Length, body.Mark));
        }

        await AssertAllIsReadAsync();
    }

    [Fact]
    public async Task A_body_that_says_that_it_is_too_large_is_not_waited_for()
    {
        var context = Request();
        context.Request.ContentLength = 11;

        var refused = await Waiting.ForAsync(Assert.ThrowsAsync<RequestException>(async () => await RequestBody.ReadAsync(context, 10, share: null, CancellationToken.None)));
        Assert.Equal((413, "The body has more than 10 bytes. Send the rows in several requests."), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task A_body_that_does_not_say_its_length_ends_at_the_limit()
    {
        await SendAsync(new byte[11]);

        var refused = await Waiting.ForAsync(Assert.ThrowsAsync<RequestException>(async () => await RequestBody.ReadAsync(Request(), 10, share: null, CancellationToken.None)));

        Assert.Equal((413, "The body has more than 10 bytes. Send the rows in several requests."), (refused.Status, refused.Message));
        await _pipe.Writer.CompleteAsync();
        await AssertAllIsReadAsync();
    }

    [Theory]
    [InlineData(false, 13)]
    [InlineData(true, 77)]
    public async Task The_server_is_told_the_limit_where_it_can_still_be(bool isReadOnly, long expected)
    {
        var context = Request();
        var size = new BodySize(isReadOnly) { MaxRequestBodySize = 77 };
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(size);
        await SendAsync(Encoding.UTF8.GetBytes(Json));
        await _pipe.Writer.CompleteAsync();

        using var body = await RequestBody.ReadAsync(context, Json.Length, share: null, CancellationToken.None);

        Assert.Equal(expected, size.MaxRequestBodySize);
        Assert.Equal(Json.Length, body.Length);
    }

    [Fact]
    public async Task A_body_takes_of_all_bodies_bytes_what_has_come_of_it_and_the_one_that_is_too_much_goes()
    {
        var options = new ServingOptions();
        (options.Limits.MaxBodyBytes, options.Limits.MaxConcurrentRequests) = (20, 1);
        var budget = new BodyBudget(Options.Create(options));
        using var other = budget.Open();
        using var share = budget.Open();
        other.Hold(10);
        await SendAsync(new byte[7]);
        var reading = RequestBody.ReadAsync(Request(), 20, share, CancellationToken.None).AsTask();
        await Waiting.UntilAsync(() => budget.Held == 17);
        await SendAsync(new byte[7]);

        Assert.Equal(429, (await Waiting.ForAsync(Assert.ThrowsAsync<RequestException>(() => reading))).Status);
        await _pipe.Writer.CompleteAsync();
        await AssertAllIsReadAsync();
    }

    [Theory]
    [InlineData("tenure=3", "text/csv", 415)]
    [InlineData("\ufffe{", "application/json", 400)]
    public async Task A_body_that_is_no_JSON_is_read_to_its_end_too(string text, string type, int status)
    {
        var context = Request();
        context.Request.ContentType = type;
        await SendAsync(text[0] == '\ufffe' ? [0xFF, 0xFE, (byte)'{', 0] : Encoding.UTF8.GetBytes(text));
        await _pipe.Writer.CompleteAsync();

        Assert.Equal(status, (await Assert.ThrowsAsync<RequestException>(async () => await RequestBody.ReadAsync(context, 100, share: null, CancellationToken.None))).Status);
        await AssertAllIsReadAsync();
    }

    [Theory]
    [InlineData(413, "Request body too large.", "The body has more than 100 bytes. Send the rows in several requests.")]
    [InlineData(408, "Reading the request body timed out.", "Reading the request body timed out.")]
    public async Task What_the_server_finds_wrong_is_told_with_its_own_status(int status, string said, string message)
    {
        await _pipe.Writer.CompleteAsync(new BadHttpRequestException(said, status));

        var refused = await Assert.ThrowsAsync<RequestException>(async () => await RequestBody.ReadAsync(Request(), 100, share: null, CancellationToken.None));

        Assert.Equal((status, message), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task Whoever_gives_up_is_not_answered()
    {
        using var stop = new CancellationTokenSource();
        var reading = RequestBody.ReadAsync(Request(), 100, share: null, stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Waiting.ForAsync(reading));
    }

    private DefaultHttpContext Request(string encoding = "")
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IRequestBodyPipeFeature>(new Body(_pipe.Reader));
        context.Request.Headers.ContentEncoding = encoding;
        return context;
    }

    private async Task SendAsync(byte[] bytes) => await _pipe.Writer.WriteAsync(bytes);

    /// <summary>The server reads on behind the body; what was not given back would stop it.</summary>
    private async Task AssertAllIsReadAsync()
    {
        var rest = await _pipe.Reader.ReadAsync();
        Assert.True(rest.IsCompleted && rest.Buffer.IsEmpty);
    }

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private sealed record Body(PipeReader Reader) : IRequestBodyPipeFeature;

    private sealed class BodySize(bool isReadOnly) : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => isReadOnly;

        public long? MaxRequestBodySize { get; set; }
    }
}
