using System.Security.Cryptography;
using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Monitoring.History;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Tests;

public sealed class RedactionTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_not_a_feature_and_what_is_listed_leaves_no_trace_in_the_folder()
    {
        var options = _folder.Options with { DroppedColumns = ["contract"], HashedColumns = ["customer"], HashKey = Key };
        await using (var log = _folder.Open(options))
        {
            var model = LogFolder.Churn(log);
            for (var i = 0; i < 50; i++)
            {
                model.TryAdd(LogFolder.Entry(i));
            }

            await log.FlushAsync();
            AssertNoTrace();
        }

        AssertNoTrace();
        Assert.DoesNotContain("contract", ParquetTable.ColumnNames(_folder.Files("*.parquet")[0]));
        var table = _folder.History.Table(HistoryFilter.All);
        Assert.Equal(50, table.Rows);
        Assert.Equal(
            Convert.ToHexStringLower(HMACSHA256.HashData(Key, "customer\0customer-3"u8)), ((StringColumn)table["customer"])[3]);
        Assert.Equal(50, ((StringColumn)table["customer"]).Dictionary.Length);
    }

    [Fact]
    public async Task Numbers_can_be_hashed_and_missing_ones_stay_missing()
    {
        await using (var log = _folder.Open(_folder.Options with { HashedColumns = ["tenure", "senior", "since"], HashKey = Key }))
        {
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(1, rows: 2) with
            {
                Inputs = [new("tenure", new[] { float.NaN, 1.5f }), new("senior", new[] { true, true }, [false, true]), new("since", new[] { 3L, 3L })],
            });
        }

        var table = _folder.History.Table(HistoryFilter.All);
        Assert.Equal([null, Hash("tenure", "1.5")], Texts(table, "tenure"));
        Assert.Equal([null, Hash("senior", "true")], Texts(table, "senior"));
        Assert.Equal([Hash("since", "3"), Hash("since", "3")], Texts(table, "since"));
    }

    [Fact]
    public async Task A_column_with_a_name_of_the_log_is_refused_unless_it_is_dropped()
    {
        foreach (var name in new[] { "ingot_id", "INGOT_note", "Probability" })
        {
            var schema = LogFolder.Schema with { Columns = [.. LogFolder.Schema.Columns, new() { Name = name, Type = ColumnType.Number, Role = ColumnRole.Feature }] };
            await using var log = _folder.Open(_folder.Options);
            var e = Assert.Throws<IngotException>(() => log.Open(LogFolder.Package, "1.0.0", schema));
            Assert.Equal("INGOT8004", e.Diagnostic.Code);
            Assert.Contains(name, e.Message, StringComparison.Ordinal);
            await using var dropping = _folder.Open(_folder.Options with { DroppedColumns = [name] });
            Assert.NotNull(dropping.Open(LogFolder.Package, "1.0.0", schema));
        }
    }

    [Theory]
    [InlineData("../x", "1.0.0")]
    [InlineData("x", "..")]
    [InlineData("a/b", "1.0.0")]
    [InlineData("", "1.0.0")]
    [InlineData("x", "1*")]
    public async Task No_id_or_version_leads_out_of_the_folder(string package, string version)
    {
        await using var log = _folder.Open();
        Assert.Throws<ArgumentException>(() => log.Open(package, version, LogFolder.Schema));
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused_with_a_code()
    {
        PredictionLogOptions[] wrong =
        [
            _folder.Options with { Folder = " " },
            _folder.Options with { SampleRate = double.NaN },
            _folder.Options with { SampleRate = 1.1 },
            _folder.Options with { Capacity = 0 },
            _folder.Options with { FlushInterval = TimeSpan.Zero },
            _folder.Options with { RollRows = 0 },
            _folder.Options with { Retention = TimeSpan.FromHours(23) },
            _folder.Options with { HashedColumns = ["customer"] },
            _folder.Options with { HashedColumns = ["customer"], HashKey = new byte[15] },
            _folder.Options with { HashedColumns = ["customer"], HashKey = Key, DroppedColumns = ["customer"] },
        ];
        Assert.All(wrong, o => Assert.Equal("INGOT8005", Assert.Throws<IngotException>(() => new PredictionLog(o)).Diagnostic.Code));
    }

    private static string Hash(string column, string value) => Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{column}\0{value}")));

    private static IEnumerable<string?> Texts(Table table, string column) => Enumerable.Range(0, table.Rows).Select(r => ((StringColumn)table[column])[r]);

    private void AssertNoTrace()
    {
        var files = _folder.Files("*.journal").Concat(_folder.Files("*.parquet")).ToList();
        Assert.NotEmpty(files);
        // Parquet files are compressed, so what is in them is looked at by reading them.
        foreach (var file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            var text = Encoding.Latin1.GetString(copy.ToArray());
            Assert.DoesNotContain("customer-", text, StringComparison.Ordinal);
            Assert.DoesNotContain("contract-", text, StringComparison.Ordinal);
            Assert.DoesNotContain("note-", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Encoding.Latin1.GetString(Key), text, StringComparison.Ordinal);
        }

        foreach (var file in _folder.Files("*.parquet"))
        {
            var names = ParquetTable.ColumnNames(file);
            Assert.DoesNotContain("note", names);
            Assert.Empty(ParquetTable.RowsWhere(file, string.Join(" OR ", names.Select(n => $"\"{n}\"::VARCHAR SIMILAR TO '.*(customer|contract|note)-.*'"))));
        }
    }
}
