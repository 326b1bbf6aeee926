using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Data.Tests;

/// <summary>Rows are divided into training and reference data by groups and by time, and what contradicts that is told.</summary>
public sealed class SplitTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void All_rows_of_a_group_are_on_one_side_and_the_column_is_no_feature()
    {
        WriteRows(200, i => $"c{i % 23}");
        _data.AddColumn("who", role: ColumnRole.Group);
        _data.Spec = _data.Spec with { ReferenceData = [], ReferenceFraction = 0.3 };
        var prepared = _data.Succeed();

        var (training, reference) = (Values("training.parquet", "who"), Values("reference.parquet", "who"));
        Assert.Equal(200, training.Count + reference.Count);
        Assert.Empty(training.Intersect(reference));
        Assert.Equal(23, training.Union(reference).Count());
        var who = prepared.Schema.Columns.Single(c => c.Name == "who");
        Assert.Equal((ColumnRole.Group, null), (who.Role, who.Domain));
        Assert.DoesNotContain(prepared.Schema.Features, c => c.Name == "who");
        var said = Assert.Single(_data.Found, d => d.Code == "INGOT1049");
        Assert.StartsWith($"ModelReferenceFraction=0.3 by group 'who' (the column 'who' has the role Group): {training.Count} training rows of {training.Distinct().Count()} groups", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_rows_become_the_reference_data_and_those_in_the_gap_nothing()
    {
        WriteRows(100, i => $"2025-01-01T{i / 60:00}:{i % 60:00}:00");
        _data.AddColumn("who", role: ColumnRole.Timestamp);
        _data.Spec = _data.Spec with { ReferenceData = [], ReferenceFraction = 0.2, Split = SplitKind.Time, SplitGap = TimeSpan.FromMinutes(5) };
        _data.Succeed();

        Assert.Equal((75, 20), (Values("training.parquet", "who").Count, Values("reference.parquet", "who").Count));
        Assert.True(string.CompareOrdinal(Values("training.parquet", "who").Max(), Values("reference.parquet", "who").Min()) < 0);
        Assert.Equal(
            "ModelReferenceFraction=0.2 by time 'who': 75 training rows up to 2025-01-01 01:14:00, 20 reference rows from 2025-01-01 01:20:00 on; 5 between them are left out.",
            Assert.Single(_data.Found, d => d.Code == "INGOT1049").Message);
    }

    [Theory]
    [InlineData(SplitKind.Group, "one", 0)]
    [InlineData(SplitKind.Time, "2025-01-01", 0)]
    [InlineData(SplitKind.Time, "", 1000)]
    public void One_group_one_time_and_a_gap_that_leaves_nothing_are_errors(SplitKind kind, string all, int gap)
    {
        WriteRows(60, i => all.Length > 0 ? all : $"2025-01-{1 + (i % 28):00}");
        _data.AddColumn("who", role: kind == SplitKind.Group ? ColumnRole.Group : ColumnRole.Timestamp);
        _data.Spec = _data.Spec with { ReferenceData = [], ReferenceFraction = 0.2, Split = kind, SplitGap = TimeSpan.FromDays(gap) };
        Assert.Equal("INGOT1046", _data.Fail().Code);
    }

    [Fact]
    public void Groups_on_both_sides_are_told_and_not_where_the_project_divides_at_random()
    {
        WriteRows(40, i => $"c{i % 8}");
        _data.Write("reference.csv", "who,usage,left\nc1,9.5,Yes\nc2,8.5,No\nnew,7.5,No\n,6.5,No\n");
        _data.AddColumn("who", role: ColumnRole.Group);
        _data.Succeed();
        Assert.StartsWith("2 of 4 reference rows are of 2 groups of 'who' that stand in the training data too (", _data.Warning("INGOT1047").Message, StringComparison.Ordinal);

        using var random = new DataFolder();
        File.Copy(_data.Path("train.csv"), random.Path("train.csv"));
        File.Copy(_data.Path("reference.csv"), random.Path("reference.csv"), overwrite: true);
        random.AddColumn("who", role: ColumnRole.Group);
        random.Spec = random.Spec with { Split = SplitKind.Random };
        random.Succeed();
        Assert.DoesNotContain(random.Found, d => d.Code == "INGOT1047");
    }

    [Fact]
    public void Reference_rows_that_are_older_than_training_rows_are_told()
    {
        WriteRows(40, i => $"2025-02-{1 + (i % 20):00}");
        _data.Write("reference.csv", "who,usage,left\n2025-02-10,9.5,Yes\n2025-02-22,8.5,No\n2025-03-22,7.5,No\n");
        _data.AddColumn("who", role: ColumnRole.Timestamp);
        _data.Spec = _data.Spec with { Split = SplitKind.Time, SplitGap = TimeSpan.FromDays(7) };
        _data.Succeed();
        Assert.StartsWith("2 of 3 reference rows are not newer by 'who' than the newest training row, of 2025-02-20 00:00:00, by the gap of 7 days:", _data.Warning("INGOT1048").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_without_a_word_on_the_split_are_doubt()
    {
        WriteRows(40, i => $"2025-02-{1 + (i % 20):00}");
        _data.Write("reference.csv", "who,usage,left\n2025-02-10,9.5,Yes\n2025-02-22,8.5,No\n");
        _data.AddColumn("who", role: ColumnRole.Timestamp);
        _data.Succeed();
        Assert.Contains("rows are divided at random", _data.Warning("INGOT1045").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1048");
    }

    private void WriteRows(int rows, Func<int, string> who) =>
        _data.Write("train.csv", $"who,usage,left\n{string.Concat(Enumerable.Range(0, rows).Select(i => $"{who(i)},{i % 7}.{i % 9},{(i % 3 == 0 ? "Yes" : "No")}\n"))}");

    private List<string> Values(string file, string column)
    {
        var values = ParquetTable.Read(Path.Combine(_data.Output, file), [column])[column];
        return [.. Enumerable.Range(0, values.Rows).Select(r => values switch
        {
            StringColumn s => s[r]!,
            DateColumn d => $"{DateTime.UnixEpoch.AddMicroseconds(d.Values[r]):s}",
            _ => throw new InvalidOperationException(values.GetType().Name),
        })];
    }
}
