using System.Security.Cryptography;

namespace Ingot.Serving.Requests;

/// <summary>Ids of requests that have none: UUIDs of version 7 (RFC 9562), which are random and in the order of time.</summary>
internal static class PredictionId
{
    private const int Size = 16;

    // Asking the system for random bytes costs as much as a small model: they are fetched for many ids together.
    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _used;

    /// <summary>Makes an id, 32 hexadecimal digits.</summary>
    public static string Next(DateTimeOffset now)
    {
        var random = _random ??= new byte[256 * Size];
        if (_used == 0)
        {
            RandomNumberGenerator.Fill(random);
        }

        var bytes = random.AsSpan(_used, Size);
        _used = (_used + Size) % random.Length;
        var milliseconds = now.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (8 * (5 - i)));
        }

        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return Convert.ToHexStringLower(bytes);
    }
}
