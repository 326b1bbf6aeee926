using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ingot.Artifacts.Stages;

namespace Ingot.Pipeline.Tests;

public partial class FirstLookTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate];

    [Fact]
    public void A_first_build_says_what_the_model_is_worth_and_what_comes_next_until_it_is_accepted()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));

        var lines = Lines(model);
        Assert.InRange(lines.Length, 8, 14);
        Assert.Matches(@"^Leave on 300 reference rows +the model +95 % interval +a constant$", lines[0]);
        var (mine, constant) = Values(lines, "AUC");
        Assert.Equal("0.5000", constant);
        Assert.True(Number(mine) > 0.8, mine);

        // The entropy of the prior, on rows with other shares; and the share of the greater class.
        var prior = Share(model.File("train.csv"));
        var positive = Share(model.File("reference.csv"));
        Assert.Equal(-((positive * Math.Log(prior)) + ((1 - positive) * Math.Log(1 - prior))), Number(Values(lines, "LogLoss").Constant), 0.0001);
        Assert.Equal(prior < 0.5 ? 1 - positive : positive, Number(Values(lines, "Accuracy").Constant), 0.0001);
        Assert.Contains(lines, l => l == "The constant model says of every row the shares of the classes in the training data.");
        Assert.Contains(lines, l => l == "Next: review Leave.schema.json, which has the columns as they are read.");
        Assert.Equal("Commit Leave.csproj, Leave.schema.json, Leave.accepted.json and Leave.accepted.parquet.", lines[^1]);

        // What it says to ask for, asked for: it passes, and it is not advised again.
        var line = 10;
        foreach (var (metric, metadata) in GatesIn(lines))
        {
            model.AddItem("Gate", metric, line++, [.. metadata]);
        }

        Assert.Equal(12, line);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Gate));
        Assert.Empty(GatesIn(Lines(model)));
        Assert.Equal(["INGOT4008", "INGOT4008"], model.Diagnostics.Items.Select(d => d.Code));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Accept, Stage.Gate));
        Assert.Empty(model.Diagnostics.Items);
        Assert.False(File.Exists(model.Output(Stage.Gate, GateFiles.FirstLook.NameFor("Leave"))));
    }

    [Fact]
    public void A_model_that_has_learned_nothing_is_said_to_be_no_better_than_the_constant()
    {
        using var model = new ModelFolder();
        foreach (var (name, seed) in new[] { ("train.csv", 1), ("reference.csv", 2) })
        {
            var random = new Random(seed);
            File.WriteAllLines(model.File(name), ["usage,left", .. Enumerable.Range(0, 400).Select(_ => Invariant($"{random.NextDouble():F6},{(random.Next(2) == 0 ? "Yes" : "No")}"))]);
        }

        model.Run(ToGate);

        Assert.Contains(Lines(model), l => l.EndsWith(", and the model is not clearly better: look at the columns, their roles and the label.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_number_is_compared_with_the_weighted_mean_of_the_training_labels()
    {
        using var model = new ModelFolder();
        model.AddItem("Column", "weight", 8, ("Role", "Weight"));
        var labels = WriteNumbers(model, "train.csv", 400, 1);
        var reference = WriteNumbers(model, "reference.csv", 200, 2);

        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));

        var mean = labels.Sum(l => l.Value * l.Weight) / labels.Sum(l => l.Weight);
        var rmse = Math.Sqrt(reference.Sum(l => l.Weight * (l.Value - mean) * (l.Value - mean)) / reference.Sum(l => l.Weight));
        var lines = Lines(model);
        Assert.Equal(rmse, Number(Values(lines, "RMSE").Constant), 0.01);
        Assert.InRange(Number(Values(lines, "R2").Constant), -0.05, 0);
        Assert.Equal(["R2", "RMSE"], GatesIn(lines).Select(g => g.Metric));
    }

    [Fact]
    public void Several_classes_are_compared_with_their_shares()
    {
        using var model = new ModelFolder();
        foreach (var (name, seed) in new[] { ("train.csv", 1), ("reference.csv", 2) })
        {
            var random = new Random(seed);
            File.WriteAllLines(model.File(name), ["usage,left", .. Enumerable.Range(0, 500).Select(_ => Math.Round(random.NextDouble() * 1000, 4)).Select(u => Invariant($"{u},{(u < 500 ? "a" : u < 800 ? "b" : "c")}"))]);
        }

        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));

        var lines = Lines(model);
        var ofA = File.ReadAllLines(model.File("reference.csv")).Count(l => l.EndsWith(",a", StringComparison.Ordinal)) / 500.0;
        Assert.Equal(ofA, Number(Values(lines, "Accuracy").Constant), 0.0001);

        // F1 of the class that is always said, and 0 of the two others.
        Assert.Equal(2 * ofA / (1 + ofA) / 3, Number(Values(lines, "MacroF1").Constant), 0.0001);
        Assert.Equal(["Accuracy", "LogLoss"], GatesIn(lines).Select(g => g.Metric));
    }

    [Theory]
    [InlineData("AUC 1.0000", "Yes", "No")]
    [InlineData("Accuracy 1.0000", "one", "two", "three")]
    public void Nobody_is_told_to_ask_for_what_only_a_column_that_knows_the_answer_can_keep(string figure, params string[] labels)
    {
        using var model = new ModelFolder();
        foreach (var name in (string[])["train.csv", "reference.csv"])
        {
            var random = new Random(name.Length);
            File.WriteAllLines(model.File(name), ["usage,told,left", .. Enumerable.Range(0, 400).Select(_ => random.Next(labels.Length)).Select(i => Invariant($"{random.NextDouble():F6},{"abc"[i]},{labels[i]}"))]);
        }

        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));

        var lines = Lines(model);
        Assert.Empty(GatesIn(lines));
        Assert.Contains(lines, l => l.StartsWith($"{figure}: the model is never wrong, ", StringComparison.Ordinal));
        Assert.Contains($"once it is clear why this model is never wrong ({figure})", Assert.Single(model.Advice).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_build_says_what_the_model_is_worth_beside_what_was_accepted()
    {
        using var model = new ModelFolder();
        model.Run(ToGate);
        var auc = Values(Lines(model), "AUC").Mine;
        Assert.Matches($@"^Leave: AUC {auc} \(0\.\d+ to 0\.\d+\), AUPRC 0\.\d+, LogLoss 0\.\d+, ECE 0\.\d+$", model.Progress[^1]);

        model.Run(Stage.Accept);
        model.Run(Stage.Gate);
        Assert.Contains($"; accepted {auc}), AUPRC ", model.Progress[^1], StringComparison.Ordinal);
    }

    private static List<(double Value, double Weight)> WriteNumbers(ModelFolder model, string name, int rows, int seed)
    {
        var random = new Random(seed);
        var written = new List<(double, double)>();
        var text = new StringBuilder("usage,weight,left\n");
        for (var i = 0; i < rows; i++)
        {
            var usage = Math.Round(random.NextDouble() * 1000, 3);
            var (value, weight) = ((usage * 3) + random.Next(100) + 0.5, usage > 500 ? 3 : 1);
            written.Add((value, weight));
            text.Append(CultureInfo.InvariantCulture, $"{usage},{weight},{value}\n");
        }

        File.WriteAllText(model.File(name), text.ToString());
        return written;
    }

    private static string[] Lines(ModelFolder model) => File.ReadAllLines(model.Output(Stage.Gate, GateFiles.FirstLook.NameFor("Leave")));

    private static (string Mine, string Constant) Values(string[] lines, string metric)
    {
        var cells = Regex.Split(lines.Single(l => l.StartsWith(metric + " (", StringComparison.Ordinal)), " {2,}");
        return (cells[1], cells[3]);
    }

    private static IEnumerable<(string Metric, List<(string, string)> Metadata)> GatesIn(string[] lines) => lines
        .Select(l => Gate().Match(l))
        .Where(m => m.Success)
        .Select(m => (m.Groups["metric"].Value, Metadata().Matches(m.Groups["rest"].Value).Select(d => (d.Groups["name"].Value, d.Groups["value"].Value)).ToList()));

    private static double Share(string file)
    {
        var labels = File.ReadAllLines(file).Skip(1).ToList();
        return labels.Count(l => l.EndsWith(",Yes", StringComparison.Ordinal)) / (double)labels.Count;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^  <Gate Include=\"(?<metric>[^\"]+)\"(?<rest>.*) />$", RegexOptions.ExplicitCapture)]
    private static partial Regex Gate();

    [GeneratedRegex("(?<name>\\w+)=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Metadata();
}
