using Ingot.Core.Diagnostics;
using Ingot.Core.Profiles;

namespace Ingot.Core.Tests.Profiles;

public sealed class ProfileFileTests : IDisposable
{
    private const string Text =
        """
        {
          "training": {
            "rows": 4,
            "columns": [
              {
                "name": "tenure",
                "missing": 1,
                "distinct": 3,
                "min": -1.5,
                "max": 1E+308,
                "mean": null,
                "standardDeviation": null,
                "quantiles": {
                  "0.05": 0.1,
                  "0.5": null
                }
              },
              {
                "name": "Gr\u00F6\u00DFe \u0026 more",
                "missing": 4,
                "distinct": 0,
                "top": []
              }
            ]
          },
          "reference": {
            "rows": 2,
            "columns": [
              {
                "name": "plan",
                "missing": 0,
                "distinct": 2,
                "top": [
                  {
                    "value": "b",
                    "count": 2
                  }
                ]
              }
            ]
          }
        }
        """;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ingot-{Guid.NewGuid():N}.json");

    private static DataProfile Profile => new(
        new TableProfile(
            4,
            [
                new ColumnProfile("tenure", 1, 3, Min: -1.5, Max: 1e308, Quantiles: new Dictionary<string, double?> { ["0.05"] = 0.1, ["0.5"] = null }),
                new ColumnProfile("Größe & more", 4, 0, Top: []),
            ]),
        new TableProfile(2, [new ColumnProfile("plan", 0, 2, Top: [new ValueCount("b", 2)])]));

    public void Dispose() => File.Delete(_path);

    /// <summary>The file is hashed: what changed here would be another output of the same version of the stage.</summary>
    [Fact]
    public void Every_statistic_of_numbers_is_written_and_none_of_other_columns() =>
        Assert.Equal(Text.ReplaceLineEndings("\n"), ProfileFile.ToJson(Profile));

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        var numbers = Profile.Training.Columns[0] with { Mean = 2.25, StandardDeviation = 0.1 };
        File.WriteAllText(_path, ProfileFile.ToJson(Profile with { Training = new TableProfile(4, [numbers]) }));

        var read = ProfileFile.Read(_path);

        var column = Assert.Single(read.Training.Columns);
        Assert.Equal((-1.5, 1e308, 2.25, 0.1), (column.Min, column.Max, column.Mean, column.StandardDeviation));
        Assert.Equal(numbers.Quantiles!, column.Quantiles!);
        Assert.Null(column.Top);
        Assert.Equal(new ValueCount("b", 2), Assert.Single(Assert.Single(read.Reference.Columns).Top!));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "training": null, "reference": null }""")]
    [InlineData("""{ "training": { "rows": 1, "columns": [null] }, "reference": { "rows": 1, "columns": [] } }""")]
    public void A_damaged_file_is_a_coded_error_at_the_file(string text)
    {
        File.WriteAllText(_path, text);

        var error = Assert.Throws<IngotException>(() => ProfileFile.Read(_path));

        Assert.Equal(("INGOT9006", _path), (error.Diagnostic.Code, error.Diagnostic.Location.File));
    }
}
