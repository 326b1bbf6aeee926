namespace Ingot.Core.Reading;

/// <summary>What kind of files hold the data.</summary>
public enum FileFormat
{
    /// <summary>Delimited text (RFC 4180 and its relatives): CSV, TSV.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>JSON lines: an object a line.</summary>
    JsonLines,
}
