namespace Ingot.Core.Reading;

/// <summary>How the bytes of data files become rows of cells. Compression is no part of it: it is seen in the file itself.</summary>
public sealed record FileReading
{
    /// <summary>The most lines that may stand above a table.</summary>
    public const int MostSkipped = 1000;

    /// <summary>The encodings that can be read.</summary>
    public static IReadOnlyList<string> Encodings { get; } = ["utf-8", "utf-16", "windows-1252", "iso-8859-1"];

    /// <summary>The kind of the files. Default <see cref="FileFormat.Csv"/>.</summary>
    public FileFormat Format { get; init; }

    /// <summary>The encoding of text: <c>utf-8</c> (default), <c>utf-16</c> (its byte order is seen in the file), <c>windows-1252</c> or <c>iso-8859-1</c>.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>What stands between two values. Default: a comma.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>What may stand round a value; null: quotes are characters like others. Default: <c>"</c>.</summary>
    public char? Quote { get; init; } = '"';

    /// <summary>How many lines stand above the table, such as those of a title. Default 0. A line <c>sep=;</c> and empty lines need not be counted.</summary>
    public int Skip { get; init; }

    /// <summary>Whether the first row names the columns; if not, the names are those of the schema, in its order. Default true.</summary>
    public bool Header { get; init; } = true;

    /// <summary>What a line begins with that is no row; null (default): every line is one.</summary>
    public char? Comment { get; init; }
}
