using DuckDB.NET.Data;
using Ingot.Core.Diagnostics;
using Ingot.Core.Tables;

namespace Ingot.Data.Tests;

/// <summary>Parquet files, whose rows are read anew by each query instead of being kept beside the cleaned ones.</summary>
public sealed class ParquetDataTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Texts_are_trimmed_words_and_NaN_are_missing()
    {
        Write("train.parquet", "SELECT unnest([' a ', 'b', 'NA', 'a', '']) AS plan, unnest(['nan'::DOUBLE, 2, 3, NULL, 5]) AS usage, unnest(['Yes', 'No', 'Yes', 'No', 'Yes']) AS \"left\"");
        Use(["train.parquet"], missing: ["NA"]);
        _data.Succeed();
        Assert.Equal<string?[]>(["a", "b", null, "a", null], _data.Strings("plan"));
        Assert.Equal([double.NaN, 2, 3, double.NaN, 5], ((NumberColumn)_data.Training["usage"]).Values);
        Assert.Equal([0, 1, 2, 3, 4], ((NumberColumn)_data.Training["__row"]).Values);
    }

    [Fact]
    public void Rows_of_several_files_are_numbered_on_and_columns_go_by_name()
    {
        Write("1.parquet", "SELECT unnest([1, 2]) AS usage, unnest(['Yes', 'No']) AS \"left\"");
        Write("2.parquet", "SELECT unnest(['Yes', 'No', NULL]) AS \"left\", unnest([3, 4, 5]) AS usage");
        Use(["1.parquet", "2.parquet"]);
        var error = Assert.Single(Run(), d => d.Severity == DiagnosticSeverity.Error && d.Message.Contains("training", StringComparison.Ordinal));
        Assert.Equal("INGOT1011", error.Code);
        Assert.Contains("row 2 of 2.parquet, from 0", error.Message, StringComparison.Ordinal);

        _data.Spec = _data.Spec with { Filter = "\"left\" IS NOT NULL" };
        _data.Succeed();
        Assert.Equal([1, 2, 3, 4], ((NumberColumn)_data.Training["usage"]).Values);
        Assert.Equal([0, 1, 2, 3], ((NumberColumn)_data.Training["__row"]).Values);
    }

    [Fact]
    public void A_column_may_have_the_name_of_the_number_of_the_row()
    {
        Write("train.parquet", "SELECT unnest([7, 8, 9]) AS file_row_number, unnest(['Yes', 'No', 'Yes']) AS \"left\"");
        Use(["train.parquet"]);
        _data.Succeed();
        Assert.Equal([7, 8, 9], ((NumberColumn)_data.Training["file_row_number"]).Values);
        Assert.Equal([0, 1, 2], ((NumberColumn)_data.Training["__row"]).Values);
    }

    [Fact]
    public void A_file_whose_values_are_damaged_is_named()
    {
        Write("train.parquet", "SELECT range * 0.37 AS usage, 'a' || range AS plan, CASE WHEN range % 2 = 0 THEN 'Yes' ELSE 'No' END AS \"left\" FROM range(5000)");
        var bytes = File.ReadAllBytes(_data.Path("train.parquet"));
        bytes.AsSpan(4, bytes.Length / 3).Fill(0xFF);
        File.WriteAllBytes(_data.Path("train.parquet"), bytes);
        Use(["train.parquet"]);
        var error = _data.Fail();
        Assert.Equal(("INGOT1004", _data.Path("Leave.csproj")), (error.Code, error.Location.File));
        Assert.Contains("'train.parquet' cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_reads_no_other_file_and_writes_none()
    {
        Write("train.parquet", "SELECT unnest([1, 2, 3]) AS usage, unnest(['Yes', 'No', 'Yes']) AS \"left\"");
        Write("other.parquet", "SELECT 1 AS secret");
        Use(["train.parquet"]);
        var before = File.ReadAllBytes(_data.Path("train.parquet"));
        _data.Spec = _data.Spec with { Filter = $"(SELECT max(secret) FROM read_parquet({DuckDbSession.Text(_data.Path("other.parquet"))})) > 0" };
        Assert.Contains("Cannot access file", _data.Fail().Message, StringComparison.Ordinal);

        _data.Spec = _data.Spec with { Filter = $"true), false); COPY (SELECT 1) TO {DuckDbSession.Text(_data.Path("train.parquet"))} (FORMAT parquet); SELECT coalesce((true" };
        Assert.Contains("more than one statement", _data.Fail().Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_data.Path("train.parquet")));
    }

    [Fact]
    public async Task A_table_kept_on_disk_is_the_same_table()
    {
        // More than fits into the room that it has, so that more is made; in groups of rows that are not full.
        Write("train.parquet", "SELECT hash(range) / 1e19 AS usage, (hash(range) % 977)::VARCHAR AS plan, CASE WHEN hash(range, 1) % 3 = 0 THEN 'Yes' ELSE 'No' END AS \"left\" FROM range(300000)", "ROW_GROUP_SIZE 10000");
        using var memory = new DuckDbSession(threads: 2);
        using var disk = new DuckDbSession(threads: 2);
        disk.KeepOnDisk(_data.Path("kept.duckdb"), 2);
        foreach (var session in (DuckDbSession[])[memory, disk])
        {
            session.Execute($"CREATE TABLE t AS SELECT * FROM read_parquet({DuckDbSession.Text(_data.Path("train.parquet"))})");
        }

        Assert.True(File.Exists(_data.Path("kept.duckdb")));
        const string all = "SELECT count(*), count(DISTINCT usage), max(usage), count(DISTINCT plan), string_agg(plan, '' ORDER BY rowid).md5() FROM t";
        Assert.Equal(memory.Query(all)[0], disk.Query(all)[0]);
        disk.UseThreads(1);
        await disk.ExecuteBeside([$"COPY (SELECT * FROM t ORDER BY rowid) TO {DuckDbSession.Text(_data.Path("disk.parquet"))} (FORMAT parquet)"]);
        memory.UseThreads(1);
        memory.Execute($"COPY (SELECT * FROM t ORDER BY rowid) TO {DuckDbSession.Text(_data.Path("memory.parquet"))} (FORMAT parquet)");
        Assert.Equal(await File.ReadAllBytesAsync(_data.Path("memory.parquet")), await File.ReadAllBytesAsync(_data.Path("disk.parquet")));
    }

    private void Use(string[] files, string[]? missing = null) => _data.Spec = _data.Spec with
    {
        TrainingData = [.. files.Select(f => _data.Source(f))],
        ReferenceData = [.. files.Select(f => _data.Source(f, 8))],
        MaxLeakage = 1,
        MissingWords = missing,
    };

    private IReadOnlyList<Diagnostic> Run()
    {
        Assert.Null(_data.Run());
        return _data.Found;
    }

    private void Write(string name, string select, string options = "COMPRESSION snappy")
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({select}) TO {DuckDbSession.Text(_data.Path(name))} (FORMAT parquet, {options})";
        command.ExecuteNonQuery();
    }
}
