using Ingot.Core.Reading;

namespace Ingot.Data;

/// <summary>Files of rows as what stands after FROM, by their names: Parquet, JSON lines, else delimited text with a header.</summary>
public static class TableRelation
{
    /// <summary>Whether a file's name is that of a Parquet file.</summary>
    public static bool IsParquet(string path) => FileKind.FormatOf(path) == FileFormat.Parquet;

    /// <summary>A file as a relation of SQL. Of delimited text all values are texts; what stands between them is found in the file.</summary>
    /// <param name="path">The file.</param>
    public static string Of(string path) => FileKind.FormatOf(path) switch
    {
        FileFormat.Parquet => $"read_parquet([{DuckDbSession.Text(path)}], hive_partitioning=false)",
        FileFormat.JsonLines => $"read_json([{DuckDbSession.Text(path)}], format='newline_delimited', sample_size=-1, hive_partitioning=false)",
        _ => $"read_csv([{DuckDbSession.Text(path)}], header=true, all_varchar=true, hive_partitioning=false)",
    };
}
