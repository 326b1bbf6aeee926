using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Specs;

/// <summary>What a project says of how rows are divided, and what follows from it with the schema.</summary>
public class SplitReaderTests
{
    [Fact]
    public void What_is_not_said_has_defaults()
    {
        var spec = Read();
        Assert.Equal((null, TimeSpan.Zero, 0, RefitMode.Auto), (spec.Split, spec.SplitGap, spec.Folds, spec.Refit));
    }

    [Fact]
    public void It_is_read_as_it_was_written()
    {
        var spec = Read(("ModelSplit", "time"), ("ModelSplitGap", "7d"), ("ModelFolds", "5"), ("ModelRefit", "false"));
        Assert.Equal((SplitKind.Time, TimeSpan.FromDays(7), 5, RefitMode.False), (spec.Split, spec.SplitGap, spec.Folds, spec.Refit));
        Assert.Equal(TimeSpan.FromHours(12), Read(("ModelSplit", "Time"), ("ModelSplitGap", "12h")).SplitGap);
    }

    [Theory]
    [InlineData("ModelSplit", "Stratified")]
    [InlineData("ModelSplit", "1")]
    [InlineData("ModelFolds", "1")]
    [InlineData("ModelFolds", "101")]
    [InlineData("ModelFolds", "-5")]
    [InlineData("ModelFolds", "five")]
    [InlineData("ModelRefit", "never")]
    public void What_cannot_be_used_is_an_error(string property, string value)
    {
        var fault = Assert.Throws<IngotException>(() => Read((property, value))).Diagnostic;
        Assert.Equal("INGOT1001", fault.Code);
        Assert.Contains($"roperty {property} is '{value}'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Time", "a week", "expected ")]
    [InlineData("Time", "-1d", "expected ")]
    [InlineData("Group", "7d", "rows are not divided by time")]
    [InlineData(null, "7d", "rows are not divided by time")]
    public void A_gap_needs_a_length_of_time_and_a_division_by_time(string? split, string gap, string said)
    {
        var fault = Assert.Throws<IngotException>(() => Read([("ModelSplitGap", gap), .. split is null ? [] : new[] { ("ModelSplit", split) }])).Diagnostic;
        Assert.Equal("INGOT1001", fault.Code);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_groups_decides_where_nothing_is_said_and_one_of_times_does_not()
    {
        Assert.Equal((SplitKind.Random, "the default"), Plan(null, ("x", ColumnRole.Feature, ColumnType.Number), ("at", ColumnRole.Timestamp, ColumnType.Date)));
        Assert.Equal((SplitKind.Group, "the column 'who' has the role Group"), Plan(null, ("who", ColumnRole.Group, ColumnType.String), ("at", ColumnRole.Timestamp, ColumnType.Date)));
        Assert.Equal((SplitKind.Random, "ModelSplit=Random"), Plan(SplitKind.Random, ("who", ColumnRole.Group, ColumnType.String)));
        Assert.Equal((SplitKind.Time, "ModelSplit=Time"), Plan(SplitKind.Time, ("who", ColumnRole.Group, ColumnType.String), ("at", ColumnRole.Timestamp, ColumnType.Date)));
    }

    [Fact]
    public void The_column_must_be_there_be_one_and_be_of_the_right_type()
    {
        Assert.Contains("no column has the role Group", Refused(SplitKind.Group, ("at", ColumnRole.Timestamp, ColumnType.Date)), StringComparison.Ordinal);
        Assert.Contains("<Column Include=\"sold\" Role=\"Timestamp\" />", Refused(SplitKind.Time, ("sold", ColumnRole.Feature, ColumnType.Date)), StringComparison.Ordinal);
        Assert.Contains("is a Number column; expected dates", Refused(SplitKind.Time, ("year", ColumnRole.Timestamp, ColumnType.Number)), StringComparison.Ordinal);
        Assert.Contains("2 columns have the role Timestamp", Refused(SplitKind.Time, ("a", ColumnRole.Timestamp, ColumnType.Date), ("b", ColumnRole.Timestamp, ColumnType.Date)), StringComparison.Ordinal);
        Assert.Contains("have the role Group; rows are divided by one", Refused(SplitKind.Random, ("a", ColumnRole.Group, ColumnType.String), ("b", ColumnRole.Group, ColumnType.String)), StringComparison.Ordinal);
    }

    private static string Refused(SplitKind split, params (string Name, ColumnRole Role, ColumnType Type)[] columns)
    {
        var fault = Assert.Throws<IngotException>(() => Plan(split, columns)).Diagnostic;
        Assert.Equal("INGOT1046", fault.Code);
        return fault.Message;
    }

    private static (SplitKind Kind, string Why) Plan(SplitKind? split, params (string Name, ColumnRole Role, ColumnType Type)[] columns)
    {
        var schema = new ModelSchema
        {
            Task = ModelTask.Regression,
            Columns = [.. columns.Append(("label", ColumnRole.Label, ColumnType.Number)).Select(c => new SchemaColumn { Name = c.Item1, Role = c.Item2, Type = c.Item3 })],
        };
        var plan = SplitPlan.Of(Read() with { Split = split }, schema);
        return (plan.Kind, plan.Why);
    }

    private static ModelSpec Read(params (string Name, string Value)[] properties)
    {
        var all = new Dictionary<string, string>
        {
            ["ModelName"] = "M", ["ProjectFile"] = "/r/m/M.csproj", ["ModelSchemaFile"] = "s", ["ModelAcceptedFile"] = "a", ["ModelLabel"] = "label",
        };
        foreach (var (name, value) in properties)
        {
            all[name] = value;
        }

        ProjectItem Data(string type) => new(type, $"/data/{type}.csv", new Dictionary<string, string>(), new SourceLocation("M.csproj", 5, 5));
        return ModelSpecReader.Read(new ProjectDocument(all, [Data("TrainingData"), Data("ReferenceData")]));
    }
}
