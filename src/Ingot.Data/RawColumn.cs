namespace Ingot.Data;

/// <summary>A column as it stands in the data files.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="SqlType">DuckDB's type: VARCHAR for every column of a CSV file.</param>
/// <param name="Sql">Its name in the raw table, which is one of our own, so that no name in the data can clash with SQL's.</param>
internal sealed record RawColumn(string Name, string SqlType, string Sql)
{
    /// <summary>What the n-th column is called in SQL.</summary>
    public static string SqlName(int index) => FormattableString.Invariant($"c{index}");

    /// <summary>Whether any text of it has an underscore, which DuckDB reads over in numbers.</summary>
    public bool HasUnderscore { get; init; }

    /// <summary>Whether all texts of it are plain numbers (<see cref="ColumnShape.HasOnlyPlainNumbers"/>), as far as has been seen.</summary>
    public bool HasOnlyPlainNumbers { get; init; }

    /// <summary>Words for a missing value that it had before they were made one: who names others for it is to name these too.</summary>
    public IReadOnlyList<string> MissingWords { get; init; } = [];

    /// <summary>Whether the values are text that stands for something still to be found out.</summary>
    public bool IsText => SqlType == "VARCHAR";

    public bool IsNumber =>
        SqlType is "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" or "DOUBLE" or "FLOAT"
        || IsOne("DECIMAL");

    /// <summary>Whether values may be no number (NaN), which is a missing one.</summary>
    public bool MayBeNaN => SqlType is "DOUBLE" or "FLOAT";

    /// <summary>Whether the values are whole numbers.</summary>
    public bool IsWhole => IsNumber && !MayBeNaN && !IsOne("DECIMAL");

    public bool IsDate => SqlType == "DATE" || IsOne("TIMESTAMP");

    // A list of them is no one: TIMESTAMP[].
    private bool IsOne(string type) => SqlType.StartsWith(type, StringComparison.Ordinal) && !SqlType.EndsWith(']');
}
