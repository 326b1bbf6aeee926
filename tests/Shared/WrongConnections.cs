using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ingot.Tests.Shared;

/// <summary>Connections of clients that speak HTTP wrongly, or not at all; the same for the same seed.</summary>
/// <param name="seed">The seed.</param>
/// <param name="path">The path that right requests go to.</param>
/// <param name="body">The body of a right request.</param>
internal sealed class WrongConnections(int seed, string path, string body)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(60);

    private static readonly string[] Lines =
    [
        "POST {0} HTTP/1.1", "POST {0} HTTP/1.0", "POST {0}", "POST  {0}  HTTP/1.1", "POST {0} HTTP/9.9", "P\u0000ST {0} HTTP/1.1", "POST {0}%zz%00 HTTP/1.1",
        "POST http://[::1/{0} HTTP/1.1", "POST * HTTP/1.1", "OPTIONS * HTTP/1.1", "CONNECT {0} HTTP/1.1", "GET /../../etc/passwd HTTP/1.1", "PRI * HTTP/2.0", "TRACE {0} HTTP/1.1",
        "post {0} HTTP/1.1", "POST {0}?{0}#{0} HTTP/1.1", "POST /v2/models/%2e%2e%2f%2e%2e/infer HTTP/1.1", "POST /\ud83d\ude00 HTTP/1.1",
    ];

    private static readonly string[] Heads =
    [
        "Host: 127.0.0.1", "Host: 127.0.0.1", "Host:", "Host: a\r\nHost: b", "Host: \u00e4", "NoColon", ": noname", "X\u0000: y", "X: y\u0000z", "X: \r\n folded",
        "Content-Type: application/json", "Content-Type: application/json", "Content-Type: application/json; charset=utf-7", "Content-Type: ;;;",
        "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: identity", "Transfer-Encoding: \u000bchunked",
        "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: 1, 2", "Content-Length: 0x10", "Content-Length: 3\r\nContent-Length: 4",
        "Expect: 100-continue", "Expect: nothing", "Connection: upgrade\r\nUpgrade: h2c", "Connection: close, keep-alive", "Authorization: Bearer " + "a.b.c", "Cookie: " + "a=b; ;;=",
        "Accept-Encoding: gzip;q=2", "Ingot-Routing-Key: \u007f\u0080",
    ];

    private static readonly string[] Chunks = ["0\r\n\r\n", "5\r\n{}\r\n", "-1\r\nx\r\n", "fffffffffffffffff\r\nx", "zz\r\n\r\n", "2;a=b\r\n{}\r\n0\r\nTrailer: x\r\n\r\n", "2\r\n{}xx0\r\n\r\n", "2\n{}\n0\n\n"];

    private readonly Random _random = new(seed);

    /// <summary>Connects, sends what the seed says, and hears what is said to it.</summary>
    /// <returns>The statuses of the answers; there may be none, and several where requests follow each other in one connection.</returns>
    /// <exception cref="TimeoutException">The server neither answered nor closed the connection.</exception>
    public async Task<IReadOnlyList<int>> RunAsync(IPEndPoint server)
    {
        var bytes = Next();
        var isTornOff = Below(8) == 0;
        using var client = new TcpClient();
        await client.ConnectAsync(server);
        client.NoDelay = true;
        try
        {
            var stream = client.GetStream();
            var middle = Below(bytes.Length + 1);
            await stream.WriteAsync(bytes.AsMemory(0, middle));
            await stream.WriteAsync(bytes.AsMemory(middle));
            if (isTornOff)
            {
                // Closed with a reset, and nobody reads.
                client.LingerState = new LingerOption(true, 0);
                return [];
            }

            client.Client.Shutdown(SocketShutdown.Send);
            return Statuses(await ReadAsync(stream, bytes));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The server had enough and closed the connection before all was said.
            return [];
        }
    }

    /// <summary>Connects, asks rightly, and hears the answer.</summary>
    /// <returns>The status.</returns>
    public async Task<int> AskRightlyAsync(IPEndPoint server)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server);
        var stream = client.GetStream();
        var bytes = Bytes(Right().Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal));
        await stream.WriteAsync(bytes);
        return Statuses(await ReadAsync(stream, bytes)).FirstOrDefault();
    }

    private static async Task<string> ReadAsync(NetworkStream stream, byte[] sent)
    {
        using var answer = new MemoryStream();
        using var deadline = new CancellationTokenSource(LongestAnswer);
        try
        {
            await stream.CopyToAsync(answer, deadline.Token);
        }
        catch (IOException)
        {
            // Closed with a reset: what was answered until then counts.
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The server neither answered nor closed the connection after {LongestAnswer.TotalSeconds} s: {Convert.ToBase64String(sent)}");
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    private static List<int> Statuses(string answers)
    {
        var statuses = new List<int>();
        for (var at = answers.IndexOf("HTTP/1.", StringComparison.Ordinal); at >= 0; at = answers.IndexOf("HTTP/1.", at + 1, StringComparison.Ordinal))
        {
            if (at + 12 <= answers.Length && int.TryParse(answers.AsSpan(at + 9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            {
                statuses.Add(status);
            }
        }

        return statuses;
    }

    private int Below(int bound) => _random.Next(bound);

    private byte[] Next()
    {
        switch (Below(10))
        {
            case 0:
                var noise = new byte[1 + Below(3000)];
                _random.NextBytes(noise);
                return noise;
            case 1:
                // A client that wants TLS, and one that begins with HTTP/2.
                return Below(2) == 0 ? [0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0, 0, 1, 3] : Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            case 2:
                return Bytes(Right().Replace("\r\n", "\n", StringComparison.Ordinal));
            case 3:
                return Bytes($"{Line()}\r\nX: {new string('x', 1 + Below(60_000))}\r\n\r\n");
            case 4:
                return Bytes(Line() + "\r\n" + string.Concat(Enumerable.Range(0, Below(200)).Select(i => FormattableString.Invariant($"X{i}: {i}\r\n"))) + "\r\n");
            case 5:
                // One behind the other, the last one cut off.
                var all = Bytes(Right() + Request() + Right());
                return all[..Below(all.Length + 1)];
            default:
                var bytes = Bytes(Request());
                for (var i = Below(3); i > 0; i--)
                {
                    bytes[Below(bytes.Length)] = (byte)Below(256);
                }

                return Below(3) == 0 ? bytes[..Below(bytes.Length + 1)] : bytes;
        }
    }

    private string Right() => FormattableString.Invariant($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private string Line() => string.Format(CultureInfo.InvariantCulture, Lines[Below(Lines.Length)], path);

    private string Request()
    {
        var heads = Enumerable.Range(0, Below(6)).Select(_ => Heads[Below(Heads.Length)]).Append("Host: x").Append("Content-Type: application/json").ToList();
        if (Below(2) == 0)
        {
            heads.Add(FormattableString.Invariant($"Content-Length: {Encoding.UTF8.GetByteCount(body) + Below(5) - 2}"));
        }

        var content = Below(2) == 0 ? body : string.Concat(Enumerable.Range(0, 1 + Below(3)).Select(_ => Chunks[Below(Chunks.Length)]));
        return $"{Line()}\r\n{string.Join("\r\n", heads)}\r\n\r\n{content}";
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
