using System.IO.Compression;
using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>The beginning of a file of text, unpacked, and what it shows by itself: compression, a byte order mark, zeros.</summary>
internal sealed class TextHead
{
    private const string Utf8 = "utf-8";
    private const string Utf16 = "utf-16";

    private readonly byte[] _bytes;

    private TextHead(bool isPacked, byte[] bytes, bool isWhole)
    {
        (IsPacked, _bytes, IsWhole) = (isPacked, bytes, isWhole);
        (Mark, MarkLength, IsBigEndian) =
            bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? (Utf8, 3, false)
            : bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? (Utf16, 2, false)
            : bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? (Utf16, 2, true)
            : ((string?)null, 0, false);
        if (Mark is null && ZerosOf(bytes) is { } big)
        {
            (HasZeros, IsBigEndian) = (true, big);
        }
    }

    /// <summary>Whether the file is compressed with gzip.</summary>
    public bool IsPacked { get; }

    /// <summary>Whether these are all bytes of the file.</summary>
    public bool IsWhole { get; }

    /// <summary>The encoding that a byte order mark tells; null: there is none.</summary>
    public string? Mark { get; }

    /// <summary>How many bytes the mark takes.</summary>
    public int MarkLength { get; }

    /// <summary>Whether every other byte is zero, as in UTF-16 of text in Latin letters.</summary>
    public bool HasZeros { get; }

    /// <summary>Of UTF-16: whether the higher byte comes first.</summary>
    public bool IsBigEndian { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>What the encoding must be: as the mark tells, or as the bytes look; null when they are not UTF-8 and nothing tells.</summary>
    public string? Encoding => Mark ?? (HasZeros ? Utf16 : Utf8Look.Of(_bytes).IsValid(IsWhole) ? Utf8 : null);

    /// <summary>Reads the beginning of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="most">How many bytes are read at most.</param>
    /// <exception cref="IngotException">INGOT1004: the compressed file is damaged.</exception>
    public static TextHead Read(DataSource source, int most)
    {
        try
        {
            using var stream = Open(source.Path, out var isPacked);
            var bytes = new byte[most];
            var length = stream.ReadAtLeast(bytes, most, throwOnEndOfStream: false);
            return new TextHead(isPacked, bytes[..length], length < most || stream.ReadByte() < 0);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(source, e);
        }
    }

    /// <summary>A file's bytes, unpacked.</summary>
    public static Stream Open(string path, out bool isPacked)
    {
        var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[3];
        isPacked = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && FileKind.IsGzip(start);
        file.Position = 0;
        return isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>What is said of a compressed file that cannot be unpacked.</summary>
    public static IngotException Damaged(DataSource source, InvalidDataException inner) => new(
        PrepareDiagnostics.UnreadableFile.At(
            source.Location, $"The file '{source.DisplayName}' is compressed with gzip, and damaged: it cannot be unpacked. Fetch it again."), inner);

    /// <summary>What decodes the text; it throws where bytes stand for no character.</summary>
    /// <param name="name">The encoding's name in a reading.</param>
    public Encoding Decoding(string name) => name switch
    {
        Utf16 => new UnicodeEncoding(IsBigEndian, byteOrderMark: false, throwOnInvalidBytes: true),
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        "iso-8859-1" => System.Text.Encoding.Latin1,
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
    };

    /// <summary>The text of the file, for guesses: what cannot be decoded is a replacement character there.</summary>
    /// <param name="source">The file.</param>
    /// <param name="name">The encoding's name in a reading.</param>
    public StreamReader Reader(DataSource source, string name)
    {
        var stream = Open(source.Path, out _);
        stream.ReadExactly(new byte[MarkLength]);
        return new StreamReader(stream, Guessing(name), detectEncodingFromByteOrderMarks: false);
    }

    /// <summary>The beginning of that text.</summary>
    /// <param name="name">The encoding's name in a reading.</param>
    public string Sample(string name)
    {
        var decoder = Guessing(name).GetDecoder();
        var bytes = _bytes.AsSpan(MarkLength);
        var characters = new char[decoder.GetCharCount(bytes, flush: false)];
        return new string(characters, 0, decoder.GetChars(bytes, characters, flush: false));
    }

    private Encoding Guessing(string name)
    {
        var encoding = (Encoding)Decoding(name).Clone();
        encoding.DecoderFallback = DecoderFallback.ReplacementFallback;
        return encoding;
    }

    /// <summary>Whether bytes have a zero in every other place, and then whether the first of two is the zero.</summary>
    private static bool? ZerosOf(ReadOnlySpan<byte> bytes)
    {
        const int enough = 4096;
        var (even, odd) = (0, 0);
        var length = Math.Min(bytes.Length, enough);
        for (var i = 0; i < length; i++)
        {
            if (bytes[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
            }
        }

        // Three quarters: some characters may be of other scripts. A file of bytes that are mostly zero is no text.
        var most = length / 2 * 3 / 4;
        return length < 4 ? null : odd >= most && even <= most / 10 ? false : even >= most && odd <= most / 10 ? true : null;
    }
}
