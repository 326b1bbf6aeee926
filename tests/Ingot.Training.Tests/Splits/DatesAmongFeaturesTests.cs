using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Training.Tests.Splits;

/// <summary>Who divides rows at random although they have dates is told so: whether one is the row's time, only people know.</summary>
public class DatesAmongFeaturesTests
{
    private const string Advice = "give it the role Timestamp and say ModelSplit=Time";

    [Theory]
    [InlineData("day", null, true)]
    [InlineData("day", SplitKind.Random, false)]
    [InlineData("at", null, false)]
    public void Dates_are_named_where_nothing_says_how_rows_are_divided(string name, SplitKind? split, bool isTold)
    {
        const int Rows = 400;
        var days = Enumerable.Range(0, Rows).Select(r => r * 86_400_000_000L).ToArray();
        using var model = TrainingCase.With(
            ModelTask.BinaryClassification,
            new NumberColumn("x", [.. days.Select((_, r) => r % 37)]),
            new DateColumn(name, days),
            new StringColumn("label", [.. days.Select((_, r) => r % 37 < 15 ? 0 : 1)], ["yes", "no"]));
        model.Split = split;
        var said = new List<string>();
        model.Progress = new Silence(said.Add);

        model.Train("LogisticRegression");

        Assert.Equal(isTold, said.Exists(s => s.StartsWith($"{name} is a date: ", StringComparison.Ordinal) && s.Contains(Advice, StringComparison.Ordinal)));
    }
}
