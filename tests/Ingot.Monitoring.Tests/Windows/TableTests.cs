using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Windows;

namespace Ingot.Monitoring.Tests.Windows;

/// <summary>Windows of tables that something else wrote, by a mapping of their columns.</summary>
public sealed class TableTests : IDisposable
{
    private const string Csv = """
        key,at,model,Age in years,plan,p,truth,known
        a,2026-03-05T10:00:00Z,7,30,basic,0.25,No,2026-03-07T10:00:00Z
        b,2026-03-05 12:30:00+02:00,7,,gold,0.5,,
        c,2026-03-07,8,44.5,basic,0.75,Yes,2026-03-08

        """;

    private static readonly string[] Values =
    [
        "age 0 30: 1", "age 0 ?: 1", "age 2 44.5: 1",
        "plan 0 basic: 1", "plan 0 gold: 1", "plan 2 basic: 1",
        "probability 0 0.25: 1", "probability 0 0.5: 1", "probability 2 0.75: 1",
    ];

    private readonly TableFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public void A_table_of_any_format_is_a_window(string format)
    {
        var csv = _folder.Text("in.csv", Csv);
        var file = format switch
        {
            "csv" => csv,
            "jsonl" => Copy("served.jsonl", $"FROM read_csv('{csv}', types={{'key': 'VARCHAR', 'at': 'TIMESTAMPTZ', 'known': 'TIMESTAMPTZ', 'model': 'VARCHAR', 'truth': 'VARCHAR'}})", "JSON"),
            _ => _folder.Write("served.parquet", $"FROM read_csv('{csv}', types={{'key': 'VARCHAR', 'at': 'TIMESTAMPTZ', 'known': 'TIMESTAMPTZ', 'model': 'VARCHAR', 'truth': 'VARCHAR'}})"),
        };

        using var window = _folder.Open(TableFolder.Mapping, files: file);

        Assert.Equal([2L, 0, 1], window.Chunks.Select(c => c.Rows));
        Assert.Equal([("7", 2L), ("8", 1L)], window.Versions.Select(v => (v.Version, v.Rows)));
        var counts = new ValueCounts();
        window.Stream([.. window.Columns.Where(c => c.Name is "age" or "plan" or "probability")], counts);
        Assert.Equal(Values, counts.Lines);
        Assert.Equal((2L, 1L), (window.Labels.Labelled, window.Labels.Unlabelled));
        Assert.Equal(TimeSpan.FromDays(2), window.Labels.Delay!.Longest);
        Assert.Equal(["No", "Yes"], WindowTests.Texts(window.Labelled([]), "ingot_label"));
        Assert.Equal([2L, 0, 1], window.Operations.Select(o => o.Requests));
        Assert.Null(window.Operations[0].LatencyP50);
        Assert.DoesNotContain(_folder.Diagnostics.Items, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Labels_may_stand_in_files_of_their_own_and_times_may_be_numbers()
    {
        var seconds = new DateTimeOffset(2026, 3, 7, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        _folder.Write("served.parquet", FormattableString.Invariant($"SELECT 'k' || i AS key, {seconds} + i AS at, 0.5 AS p FROM range(3) r(i)"));
        var labels = Directory.CreateDirectory(Path.Combine(_folder.Path, "..", Path.GetFileName(_folder.Path) + "-labels")).FullName;
        try
        {
            File.WriteAllText(Path.Combine(labels, "l.csv"), FormattableString.Invariant($"key,truth,known\nk1,No,{seconds + 10}\nk1,Yes,{seconds + 61}\nk7,No,{seconds + 60}\n"));

            using var window = _folder.Open(
                new ColumnMapping { Timestamp = "at", TimestampUnit = TimestampUnit.Seconds, Id = "key", Label = "truth", Labelled = "known", Outputs = new Dictionary<string, string> { ["probability"] = "p" } },
                labels: [labels]);

            Assert.Equal((1L, 2L, 1L), (window.Labels.Labelled, window.Labels.Unlabelled, window.Labels.Orphans));
            Assert.Equal(TimeSpan.FromMinutes(1), window.Labels.Delay!.P50);
            Assert.Equal(["Yes"], WindowTests.Texts(window.Labelled([]), "ingot_label"));
        }
        finally
        {
            Directory.Delete(labels, recursive: true);
        }
    }

    [Fact]
    public void A_mapping_that_names_a_column_that_is_not_there_names_all_of_them()
    {
        _folder.Text("served.csv", Csv);

        var error = Assert.Throws<IngotException>(() => _folder.Open(TableFolder.Mapping with { Timestamp = "time", Channel = "stage" }));

        Assert.Equal(["INGOT8019", "INGOT8019"], error.Diagnostics.Select(d => d.Code));
        Assert.Contains("Timestamp stands in the column 'time', and no file has it; the columns are key, at, model, Age in years, plan, p, truth, known.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true AS at", "0.5 AS p", "'at', which is BOOLEAN; expected times, or texts in ISO 8601; of numbers, say with TimestampUnit what they count.")]
    [InlineData("1772000000 AS at", "0.5 AS p", "'at', which is INTEGER; expected times, or texts")]
    [InlineData("now() AS at", "[0.5] AS p", "'p', which is DECIMAL(2,1)[]; expected numbers.")]
    public void A_mapping_that_names_a_column_of_the_wrong_type_says_which_is_expected(string at, string p, string said)
    {
        _folder.Write("served.parquet", $"SELECT {at}, {p}");

        var error = Assert.Throws<IngotException>(() => _folder.Open(new ColumnMapping { Timestamp = "at", Outputs = new Dictionary<string, string> { ["probability"] = "p" } }));

        Assert.Equal("INGOT8020", error.Diagnostic.Code);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_not_there_are_said_to_be() =>
        Assert.Equal("INGOT8021", Assert.Throws<IngotException>(() => _folder.Open(TableFolder.Mapping, files: Path.Combine(_folder.Path, "no.csv"))).Diagnostic.Code);

    private string Copy(string name, string sql, string format)
    {
        var path = Path.Combine(_folder.Path, name);
        using var session = new Data.DuckDbSession();
        session.Execute($"COPY ({sql}) TO '{path}' (FORMAT {format})");
        return path;
    }
}
