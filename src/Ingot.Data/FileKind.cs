using System.Text;
using Ingot.Core.Reading;

namespace Ingot.Data;

/// <summary>What a data file is: by its name, and by the first of its bytes when it is something else than its name says.</summary>
internal static class FileKind
{
    private const int TarMark = 257;

    private static readonly (byte[] Start, string What)[] Others =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive, perhaps an Excel workbook. Save the sheet as CSV, or unpack the archive"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive. Fetch the data again"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an Office file, perhaps an old Excel workbook. Save the sheet as CSV"),
        ("%PDF"u8.ToArray(), "a PDF document. Export its table as CSV"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with Zstandard. Unpack it, or compress it with gzip"),
        ("BZh"u8.ToArray(), "compressed with bzip2. Unpack it, or compress it with gzip"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz. Unpack it, or compress it with gzip"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive. Unpack it"),
        ("Rar!"u8.ToArray(), "a RAR archive. Unpack it"),
        ("SQLite format 3"u8.ToArray(), "an SQLite database. Export the table as CSV or Parquet"),
        ([0x89, 0x48, 0x44, 0x46], "an HDF5 file. Export the table as CSV or Parquet"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture. Name a file of rows"),
        ("ARROW1"u8.ToArray(), "an Arrow (Feather) file. Write it as Parquet"),
        ([0x4F, 0x62, 0x6A, 0x01], "an Avro file. Write it as Parquet"),
        ("ORC"u8.ToArray(), "an ORC file. Write it as Parquet"),
        ([0x80, 0x04, 0x95], "a Python pickle. Write it as Parquet or CSV"),
        ([0x80, 0x05, 0x95], "a Python pickle. Write it as Parquet or CSV"),
        ([0xFF, 0xFE, 0x00, 0x00], "text in UTF-32. Save it as UTF-8"),
        ([0x00, 0x00, 0xFE, 0xFF], "text in UTF-32. Save it as UTF-8"),
    ];

    private static readonly byte[] Parquet = "PAR1"u8.ToArray();

    /// <summary>The format that a file's name tells. What has no name of its own is delimited text.</summary>
    public static FileFormat FormatOf(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".PARQUET" => FileFormat.Parquet,
            ".JSONL" or ".NDJSON" or ".JSON" => FileFormat.JsonLines,
            _ => FileFormat.Csv,
        };
    }

    /// <summary>Whether the bytes are those of a gzip file.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]);

    /// <summary>What a file is that is neither text nor what its name says, with the remedy; null when nothing is known against it.</summary>
    /// <param name="start">Its first bytes, unpacked.</param>
    /// <param name="format">What its name says.</param>
    public static string? Other(ReadOnlySpan<byte> start, FileFormat format)
    {
        if (format == FileFormat.Parquet)
        {
            return IsGzip(start) ? "compressed with gzip, which Parquet files are not as a whole. Unpack it" : null;
        }

        foreach (var (mark, what) in Others)
        {
            if (start.StartsWith(mark))
            {
                return what;
            }
        }

        return start.StartsWith(Parquet) ? "a Parquet file. Let its name end with .parquet"
            : start.Length > TarMark + 5 && start[TarMark..].StartsWith("ustar"u8) ? "a tar archive. Unpack it"
            : OtherText(Encoding.Latin1.GetString(start[..Math.Min(start.Length, 512)]).TrimStart('ï', '»', '¿').TrimStart(), format);
    }

    private static string? OtherText(string start, FileFormat format) =>
        start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? "an HTML page, perhaps one that asks to log in or says that there is no such file. Fetch the data again"
        : start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? "an XML document. Export its rows as CSV"
        : start.StartsWith(@"{\rtf", StringComparison.Ordinal) ? "an RTF document. Save it as plain text"
        : start.StartsWith("@relation", StringComparison.OrdinalIgnoreCase) ? "an ARFF file of Weka. Write its names of attributes in one line, and below it the rows that follow @data"
        : format == FileFormat.JsonLines && start.StartsWith('[') ? "one JSON array. Write JSON lines: an object a line, without brackets and commas between them"
        : format == FileFormat.Csv && start.StartsWith("{\"", StringComparison.Ordinal) ? "JSON. If it has an object a line, let its name end with .jsonl"
        : null;
}
