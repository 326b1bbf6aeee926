using System.Buffers;
using System.IO.Compression;
using System.Text;
using Ingot.Serving.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Tests;

/// <summary>What bodies may take together, and how packed ones are unpacked.</summary>
public sealed class BodyPartsTests
{
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
        foreach (var sequence in new[] { new ReadOnlySequence<byte>(bytes), InPieces(bytes, bytes.Length / 2) })
        {
            var (rented, inflated) = BodyEncoding.Inflate(sequence, packed == "gzip" ? "gzip" : "deflate", 100_000, share: null);
            Assert.Equal(body, rented.AsSpan(0, inflated).ToArray());
        }
    }

    /// <summary>Without its frame deflate may begin with any bytes, also those that a frame begins with, or that fulfil the frame's check.</summary>
    [Fact]
    public void Deflate_without_its_frame_is_told_from_that_with_one()
    {
        // One stored block that is the last (RFC 1951, 3.2.4): the five bits behind its kind are padding, here those of a frame's first byte.
        byte[] stored = [0x09 | 0x70, 4, 0, 0xFB, 0xFF, (byte)'f', (byte)'o', (byte)'u', (byte)'r'];
        Assert.Equal("four", Inflated(stored));
        stored[0] = 0x08;
        Assert.Equal("four", Inflated([.. stored, 0x01, 0, 0, 0xFF, 0xFF]));

        // A frame's first two bytes are a multiple of 31: so are every 31st's of those without.
        var texts = Enumerable.Range(0, 1000).Select(i => $"{i} is a number").ToList();
        var alike = texts.Where(t => Pack("deflate", Encoding.UTF8.GetBytes(t)) is [var first, var second, ..] && ((first << 8) + second) % 31 == 0).ToList();
        Assert.NotEmpty(alike);
        Assert.All(alike, t => Assert.Equal(t, Inflated(Pack("deflate", Encoding.UTF8.GetBytes(t)))));

        static string Inflated(byte[] body)
        {
            var (rented, length) = BodyEncoding.Inflate(new(body), "deflate", 1000, share: null);
            return Encoding.UTF8.GetString(rented, 0, length);
        }
    }

    /// <summary>Also where less is allowed than a body is given at first; one byte more than an array of the pool has.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(4097)]
    public void A_body_of_just_as_many_bytes_as_are_allowed_is_whole(int bytes)
    {
        var body = Enumerable.Range(0, bytes).Select(i => (byte)(i % 251)).ToArray();
        var (rented, length) = BodyEncoding.Inflate(new(Pack("gzip", body)), "gzip", body.Length, share: null);

        Assert.Equal(body, rented.AsSpan(0, length).ToArray());
        Assert.Equal(413, Assert.Throws<RequestException>(() => BodyEncoding.Inflate(new(Pack("gzip", body)), "gzip", body.Length - 1, share: null)).Status);
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

    private static HttpRequest Request(string encoding)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.ContentEncoding = encoding;
        return context.Request;
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

    internal static ReadOnlySequence<byte> InPieces(byte[] bytes, int cut)
    {
        var first = new Piece(bytes.AsMemory(0, cut), null);
        var last = new Piece(bytes.AsMemory(cut), first);
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
