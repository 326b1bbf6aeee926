using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Tests.Shared;
using static Ingot.Packaging.Tests.Schemas;

namespace Ingot.Packaging.Tests;

public class ModelCardTests
{
    private const string Hash = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

    [Fact]
    public Task Churn() => Snapshot.Verify(Card(Schemas.Churn, Metrics(), Verdicts()));

    [Fact]
    public void What_failed_comes_first()
    {
        var card = Card(Schemas.Churn, Metrics(), Verdicts());

        var rows = card.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).ToList();
        Assert.StartsWith("| verdict |", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("| failed (INGOT4002) |", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("| skipped |", rows[2], StringComparison.Ordinal);
        Assert.StartsWith("| passed |", rows[3], StringComparison.Ordinal);
        Assert.Contains("**Not passed**: 2 passed, 1 failed, 1 skipped.", card, StringComparison.Ordinal);
        Assert.True(card.IndexOf("## Verdicts", StringComparison.Ordinal) < card.IndexOf("## Metrics", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_without_gates_is_not_judged()
    {
        Assert.Contains("**Not judged**", Card(Schemas.Churn, Metrics(), []), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a | b || c")]
    [InlineData("![x](http://evil.example/x.png) [y](javascript:alert)")]
    [InlineData("line\r\n# heading\n\n| a | b |\n|---|---|")]
    [InlineData("```\ncode\n```")]
    [InlineData("**bold** _em_ ~~gone~~ \\| $x^2$")]
    [InlineData("&lt;b&gt; \u202Egnp.exe\u2069")]
    [InlineData("https://evil.example www.evil.example a@evil.example")]
    public void Hostile_text_stays_text_in_its_cell(string hostile)
    {
        var schema = Binary(Text(hostile, 0, hostile, "x"), Number("plain"));
        schema = schema with { Columns = [schema.Columns[0] with { Name = hostile, Domain = ["No", hostile] }, .. schema.Columns.Skip(1)], PositiveClass = hostile };
        var metrics = Metrics() with { Metrics = [.. Metrics().Metrics.Select(m => m with { Slice = m.Slice is null ? null : hostile + m.Slice })] };
        var verdict = Verdicts()[0] with { Gate = hostile, Slice = hostile, Message = hostile };
        var spec = Spec() with { Name = hostile, Version = hostile, PackageId = hostile, Filter = hostile };

        var tame = Card(Binary(Text("t", 0, "t", "x"), Number("plain")), Metrics(), [Verdicts()[0]], Spec() with { Filter = "t" });
        var card = ModelCard.ToMarkdown(spec, schema, metrics, [verdict], hostile);

        // The same lines of the same kind, with as many cells; the code block's own text is no Markdown.
        Assert.Equal(Shape(tame), Shape(card));
        var text = WithoutCode(card);
        Assert.DoesNotContain('<', text);
        Assert.DoesNotContain("http://", text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
        Assert.DoesNotContain("www.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(card, c => c is '\r' or '\u202E' or '\u2069');
    }

    [Theory]
    [InlineData("BinaryClassification")]
    [InlineData("MulticlassClassification")]
    [InlineData("Regression")]
    public void The_code_of_the_card_compiles_against_the_client(string task)
    {
        SchemaColumn[][] inputs =
        [
            [.. Schemas.Churn.Features],
            [Number("a", min: 0.5), Number("b", min: -3e20), Number("c", max: -7), Number("d", min: 12345678901) with { Precision = NumberPrecision.Float64 }],
            [Text("say \"hi\"\n", 0, "```\n\"", "x"), Of("when", ColumnType.Date), Of("free", ColumnType.String), Of("class", ColumnType.Boolean)],
        ];
        foreach (var columns in inputs)
        {
            var schema = task switch
            {
                "BinaryClassification" => Binary(columns),
                "MulticlassClassification" => Multiclass(["a", "b", "c"], columns),
                _ => Regression(columns),
            };
            var card = ModelCard.ToMarkdown(Spec(), schema, Metrics(), [], "Contoso.Churn");
            var start = card.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
            var code = card[start..card.IndexOf("\n```\n", start, StringComparison.Ordinal)];

            CompiledClient.Of(schema, "Churn", "Contoso.Churn", program: "using System;\n" + code + "\n").Check();
        }
    }

    [Fact]
    public void Another_culture_writes_the_same_card()
    {
        var expected = Card(Schemas.Churn, Metrics(), Verdicts());
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(string.Empty)
            {
                NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "−" },
            };
            Assert.Equal(expected, Card(Schemas.Churn, Metrics(), Verdicts()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Card(ModelSchema schema, MetricsReport metrics, IReadOnlyList<Verdict> verdicts, ModelSpec? spec = null) =>
        ModelCard.ToMarkdown(spec ?? Spec(), schema, metrics, verdicts, "Contoso.Churn");

    private static ModelSpec Spec() => new()
    {
        Name = "Churn",
        Version = "1.4.0",
        PackageId = "Contoso.Churn",
        ProjectFile = "/anywhere/Churn.csproj",
        SchemaFile = "/anywhere/Churn.schema.json",
        AcceptedFile = "/anywhere/Churn.accepted.json",
        Label = "churn",
        TrainingData = [new DataSource("/anywhere/data/train.csv", "../../data/telco/train.csv", SourceLocation.None)],
        ReferenceData = [new DataSource("/anywhere/data/reference.csv", "../../data/telco/reference.csv", SourceLocation.None)],
        Trainer = new TrainerSpec(
            "LightGbm", new Dictionary<string, string> { ["Leaves"] = "15", ["Iterations"] = "200" }, SourceLocation.None),
    };

    private static MetricsReport Metrics() => new()
    {
        Model = "Churn",
        Version = "1.4.0",
        Task = ModelTask.BinaryClassification,
        PositiveClass = "Yes",
        OnnxSha256 = Hash,
        ReferenceRows = 1409,
        Metrics =
        [
            new MetricResult { Name = "AUC", Value = 0.84671, Low = 0.82513, High = 0.86829, StandardError = 0.011, Rows = 1409 },
            new MetricResult { Name = "LogLoss", Value = 0.41234, Low = 0.38, High = 0.44, StandardError = 0.015, Rows = 1409 },
            new MetricResult { Name = "Size", Value = 412_345, Rows = 1409 },
            new MetricResult { Name = "Latency.P99", Value = 0.00123, Rows = 1409 },
            new MetricResult { Name = "AUC", Slice = "contract=Two year", Value = 0.71, Low = 0.6, High = 0.8, StandardError = 0.05, Rows = 339 },
            new MetricResult { Name = "AUC", Slice = "contract=One year", Value = 0.75, Low = 0.7, High = 0.8, StandardError = 0.03, Rows = 295 },
        ],
    };

    private static List<Verdict> Verdicts() =>
    [
        new Verdict
        {
            Gate = "AUC Min=0.84", Value = 0.84671, Threshold = 0.84, Outcome = GateOutcome.Passed,
            Message = "AUC on the reference data is 0.8467; the gate asks for at least 0.8400.",
        },
        new Verdict
        {
            Gate = "AUC MaxRegression=0.005", Value = 0.84671, Baseline = 0.86, Threshold = 0.005, Outcome = GateOutcome.Failed, Code = "INGOT4002",
            Message = "AUC on the reference data fell from 0.8600 (1.3.0) to 0.8467: a regression of 0.0133, over the 0.0050 that the gate allows.",
        },
        new Verdict
        {
            Gate = "AUC MaxRegression=0.01", Slice = "contract=Two year", Value = 0.71, Outcome = GateOutcome.Skipped,
            Message = "There is no Churn.accepted.json to compare AUC with, so this gate was skipped.",
        },
        new Verdict
        {
            Gate = "Size Max=5MB", Value = 412_345, Threshold = 5e6, Outcome = GateOutcome.Passed,
            Message = "Size of the model is 412,345 bytes; the gate asks for at most 5,000,000 bytes.",
        },
    ];

    private static string WithoutCode(string card)
    {
        var start = card.IndexOf("```csharp\n", StringComparison.Ordinal);
        return card[..start] + card[card.IndexOf("\n```\n", start, StringComparison.Ordinal)..];
    }

    /// <summary>Each line's beginning and its number of table cells.</summary>
    private static IEnumerable<string> Shape(string card) => WithoutCode(card).Split('\n').Select(line =>
        string.Concat(line.TakeWhile(c => c is '#' or '|' or '*' or '`' or '-'))
        + line.Where((c, i) => c == '|' && Escapes(line, i) % 2 == 0).Count().ToString(CultureInfo.InvariantCulture));

    /// <summary>Backslashes right before a character: an odd number escapes it.</summary>
    private static int Escapes(string line, int index) => line[..index].Reverse().TakeWhile(c => c == '\\').Count();
}
