using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ingot.Monitoring.Predictions;

/// <summary>Which requests are in the sample: those of whose id's SHA-256 the first eight bytes, as a big-endian number, are below the rate's share of 2^64.</summary>
internal sealed class RequestSample(double rate)
{
    // Exact for 0 and 1; between them a double is as fine as anyone will ask for.
    private readonly UInt128 _limit = rate >= 1 ? UInt128.One << 64 : (UInt128)(rate * 18446744073709551616.0);

    public bool Contains(string id)
    {
        if (rate >= 1)
        {
            return true;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) < _limit;
    }
}
