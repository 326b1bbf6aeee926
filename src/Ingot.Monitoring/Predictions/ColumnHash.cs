using System.Security.Cryptography;
using System.Text;

namespace Ingot.Monitoring.Predictions;

/// <summary>Values that can be compared but not read.</summary>
internal sealed class ColumnHash(ReadOnlyMemory<byte> key)
{
    private readonly byte[] _key = key.ToArray();

    /// <summary>The column's name is hashed with it, so that equal values of two columns do not look equal.</summary>
    public string? Of(string column, string? value) =>
        value is null ? null : Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{column}\0{value}")));
}
