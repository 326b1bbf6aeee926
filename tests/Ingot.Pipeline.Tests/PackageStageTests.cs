using System.Globalization;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Releases.Validation;

namespace Ingot.Pipeline.Tests;

/// <summary>The built client, tried before it is packed.</summary>
public class PackageStageTests
{
    private static readonly Stage[] ToExport = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export];

    [Fact]
    public void Golden_rows_are_what_was_evaluated()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(ToExport));

        var golden = GoldenFile.Read(model.Output(Stage.Export, "golden.json"));
        var lines = File.ReadAllLines(model.File("reference.csv"));
        var evaluated = ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["row", "probability"]);
        Assert.Equal(20, golden.Rows.Count);
        Assert.Equal(["No", "Yes"], golden.Classes);
        Assert.All(golden.Rows, row =>
        {
            // Without dropped rows the number of a row is its place.
            var cells = lines[row.Row + 1].Split(',');
            Assert.Equal(double.Parse(cells[0], CultureInfo.InvariantCulture), row.Inputs["usage"]!.GetValue<double>());
            Assert.Equal(cells[2], row.Inputs["plan"]!.GetValue<string>());
            Assert.Equal(3, row.Inputs.Count);
            Assert.Equal((float)((NumberColumn)evaluated["probability"]).Values[row.Row], Assert.Single(row.Scores));
        });

        model.Properties["ModelGoldenRows"] = "0";
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Export));
        Assert.Empty(GoldenFile.Read(model.Output(Stage.Export, "golden.json")).Rows);
    }

    [Fact]
    public void A_client_that_gives_the_evaluated_answers_passes()
    {
        using var model = Built();
        model.Properties["ModelMaxLoadTime"] = "1000s";
        model.Properties["ModelMaxMemory"] = "1000GB";
        model.Properties["ModelMaxLatency"] = "1000s";

        Assert.True(StageOutcome.Passed == model.Run(Stage.Package), string.Join('\n', model.Diagnostics.Items));
        Assert.Empty(model.Diagnostics.Items);
        Assert.Contains("\"rows\": 20", File.ReadAllText(model.Output(Stage.Package, "validation.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_with_another_model_is_refused()
    {
        using var model = Built();
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "1"));
        Assert.Equal(StageOutcome.Passed, model.Run(ToExport));

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Package));
        Assert.Equal(20, model.Diagnostics.Items.Count);
        Assert.All(model.Diagnostics.Items, d => Assert.Equal("INGOT6010", d.Code));
        Assert.False(Directory.Exists(model.File("ingot/package")));
    }

    [Fact]
    public void A_client_over_its_budgets_is_refused_by_each_of_them()
    {
        using var model = Built();
        model.Properties["ModelMaxLoadTime"] = "0.001us";
        model.Properties["ModelMaxMemory"] = "1B";
        model.Properties["ModelMaxLatency"] = "0.001us";

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Package));

        // Memory may have been taken before, by another test of this process.
        var messages = model.Diagnostics.Items.Where(d => d.Code == "INGOT6011").Select(d => d.Message).ToList();
        Assert.Equal(model.Diagnostics.Items.Count, messages.Count);
        Assert.Contains(messages, m => m.Contains("over the 0 ms that ModelMaxLoadTime allows", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.Contains("ModelMaxLatency", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ModelMaxLatency", "5")]
    [InlineData("ModelMaxMemory", "-1MB")]
    [InlineData("ModelGoldenRows", "1001")]
    public void A_budget_that_cannot_be_read_is_refused(string property, string value)
    {
        using var model = new ModelFolder();
        model.Properties[property] = value;
        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Prepare));
        Assert.Contains(property, Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT1001").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throws", "NotSupportedException: not here")]
    [InlineData("foreign", "TypeLoadException")]
    [InlineData("damaged", "BadImageFormatException")]
    public void A_client_that_cannot_be_used_is_refused(string what, string expected)
    {
        using var model = Built(what);
        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Package));
        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal("INGOT6012", diagnostic.Code);
        Assert.Contains(expected, diagnostic.Message, StringComparison.Ordinal);
    }

    private static ModelFolder Built(string what = "")
    {
        var model = new ModelFolder();
        var outcome = model.Run(ToExport);
        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', model.Diagnostics.Items));
        BuiltClient.AddTo(model, what);
        return model;
    }
}
