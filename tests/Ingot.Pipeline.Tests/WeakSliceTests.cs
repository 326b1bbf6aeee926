using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ingot.Core.Slices;

namespace Ingot.Pipeline.Tests;

public class WeakSliceTests
{
    private static readonly Stage[] ToEvaluate = [Stage.Prepare, Stage.Train, Stage.Evaluate];

    [Fact]
    public void Slices_are_searched_unless_the_project_says_no_and_are_no_warnings_unless_it_says_so()
    {
        using var model = new ModelFolder();
        MakeWeak(model);
        Assert.True(StageOutcome.Passed == model.Run(ToEvaluate), string.Join('\n', model.Diagnostics.Items));
        // The data are made so that one column tells the label.
        Assert.All(model.Diagnostics.Items, d => Assert.Equal("INGOT1026", d.Code));
        var report = SlicesFile.Read(model.Output(Stage.Evaluate, "slices.json"));
        Assert.Equal(("LogLoss", 600L, 3), (report.Metric, report.Rows, report.Columns));
        Assert.Equal("plan=c", Assert.Single(report.Slices, s => s.Weak).Slice);

        model.Properties["ModelFindWeakSlices"] = "false";
        model.Run(ToEvaluate);
        Assert.False(File.Exists(model.Output(Stage.Evaluate, "slices.json")));
    }

    [Fact]
    public void A_warning_has_the_line_that_pins_the_slice_and_the_gate_passes_with_it()
    {
        using var model = new ModelFolder();
        MakeWeak(model);
        model.Properties["ModelFindWeakSlices"] = "Warn";
        Assert.Equal(StageOutcome.Passed, model.Run(ToEvaluate));

        var warning = Assert.Single(model.Diagnostics.Items, d => d.Code != "INGOT1026");
        Assert.Equal(("INGOT3005", model.File("Leave.csproj")), (warning.Code, warning.Location.File));
        Assert.Matches(@"^The model is weak on plan=c: LogLoss is \d", warning.Message);
        Pin(model, warning.Message);
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToEvaluate, Stage.Gate]));
    }

    [Fact]
    public void A_slice_of_a_range_is_pinned_by_an_item_of_its_own()
    {
        using var model = new ModelFolder();
        MakeWeak(model, row => row[2] == "b" && int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture) >= 50);
        model.Properties["ModelFindWeakSlices"] = "Warn";
        model.Run(ToEvaluate);

        var warning = model.Diagnostics.Items.First(d => d.Message.Contains("<Slice ", StringComparison.Ordinal));
        Pin(model, warning.Message);
        Assert.True(StageOutcome.Passed == model.Run([.. ToEvaluate, Stage.Gate]), string.Join('\n', model.Diagnostics.Items));
    }

    /// <summary>Adds the items that a warning shows, as MSBuild would understand them.</summary>
    private static void Pin(ModelFolder model, string message)
    {
        var items = Regex.Matches(message, "<(Slice|Gate) [^>]*/>").Select(m => XElement.Parse(m.Value)).ToList();
        Assert.NotEmpty(items);
        foreach (var item in items)
        {
            string Value(string name) => Uri.UnescapeDataString((string)item.Attribute(name)!);
            model.AddItem(
                item.Name.LocalName,
                Value("Include"),
                20,
                [.. item.Attributes().Where(a => a.Name != "Include").Select(a => (a.Name.LocalName, Value(a.Name.LocalName)))]);
        }
    }

    /// <summary>Labels that follow from the usage, but for some reference rows, where they are a coin.</summary>
    private static void MakeWeak(ModelFolder model, Predicate<string[]>? isWeak = null)
    {
        isWeak ??= row => row[2] == "c";
        foreach (var (file, rows, seed) in ((string, int, int)[])[("train.csv", 900, 1), ("reference.csv", 600, 2)])
        {
            model.WriteData(file, rows, seed);
            var random = new Random(seed + 10);
            var lines = File.ReadAllLines(model.File(file)).Select((line, i) =>
            {
                var row = line.Split(',');
                var usage = i == 0 ? 0 : double.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture);
                return i == 0 ? line : $"{row[0]},{row[1]},{row[2]},{((isWeak(row) && file == "reference.csv" ? random.Next(2) == 0 : usage > 50) ? "Yes" : "No")}";
            });
            File.WriteAllLines(model.File(file), lines.ToArray());
        }
    }
}
