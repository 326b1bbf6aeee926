using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Tests.Shared;
using static Ingot.Core.Tests.Gates.GateTest;

namespace Ingot.Core.Tests.Gates;

/// <summary>The JSON files: their exact text, since people review and commit them, and that they survive being read.</summary>
public sealed class CommittedFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-").FullName;

    private static readonly MetricsReport Report = new()
    {
        Model = "Churn",
        Version = "1.4.0-beta.1+\"ü\"",
        Task = ModelTask.BinaryClassification,
        PositiveClass = "Yes",
        OnnxSha256 = "cc33",
        ReferenceRows = 1409,
        Metrics =
        [
            Metric("AUC", 0.8467),
            Metric("AUC", 1e-7, "contract=Two year <&>"),
            new() { Name = "F1", Slice = "contract=", Value = double.NaN, Rows = 0 },
            new() { Name = "Size", Value = 1234567, Rows = 1409 },
        ],
    };

    private static readonly Verdict[] Verdicts =
    [
        new() { Gate = "AUC Min=0.82", Value = 0.8467, Threshold = 0.82, Outcome = GateOutcome.Passed, Message = "Fine.", File = "Churn.csproj", Line = 17, Column = 5 },
        new() { Gate = "F1", Slice = "contract=", Outcome = GateOutcome.Failed, Code = "INGOT4007", Message = "F1 is undefined." },
        new()
        {
            Gate = "AUC MaxRegression=0.01", Value = 0.83, Baseline = 0.85, Threshold = 0.01, Regression = 0.02, StandardError = 0.008, Low = 0.0043,
            High = 0.0357, PValue = 0.1056, AdjustedPValue = 0.2112, Method = "DeLong paired test", Outcome = GateOutcome.Inconclusive, Code = "INGOT4013",
            Message = "The data cannot tell.", File = "Churn.csproj", Line = 18, Column = 5,
        },
    ];

    [Fact]
    public Task Metrics() => Snapshot.Verify(MetricsFile.ToJson(Report), "json");

    [Fact]
    public Task Accepted() => Snapshot.Verify(AcceptedFile.ToJson(ToAccept()), "json");

    [Fact]
    public Task VerdictsOfGates() => Snapshot.Verify(VerdictsFile.ToJson(Verdicts), "json");

    [Fact]
    public void They_are_read_as_they_were_written()
    {
        var read = MetricsFile.Read(Write(MetricsFile.ToJson(Report)));
        Assert.Equal(Report.Metrics, read.Metrics);
        Assert.Equal(Report with { Metrics = [] }, read with { Metrics = [] });

        var accepted = AcceptedFile.Read(Write(AcceptedFile.ToJson(ToAccept())));
        Assert.Equal(AcceptedFile.ToJson(ToAccept()), AcceptedFile.ToJson(accepted));
        Assert.Equal(ToAccept().Metrics, accepted.Metrics);
        Assert.Equal("ab77", accepted.ModelSha256["win-x64"]);

        Assert.Equal(Verdicts, VerdictsFile.Read(Write(VerdictsFile.ToJson(Verdicts))));
    }

    [Fact]
    public void Line_endings_of_a_Windows_checkout_and_a_byte_order_mark_change_nothing()
    {
        var path = Write("\uFEFF" + AcceptedFile.ToJson(ToAccept()).ReplaceLineEndings("\r\n"));

        Assert.Equal(AcceptedFile.ToJson(ToAccept()), AcceptedFile.ToJson(AcceptedFile.Read(path)));
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_a_coded_error_at_its_place()
    {
        var bytes = Encoding.UTF8.GetBytes(AcceptedFile.ToJson(ToAccept()));
        for (var length = 0; length < bytes.Length; length += 7)
        {
            var path = Path.Combine(_folder, "Churn.accepted.json");
            File.WriteAllBytes(path, bytes[..length]);

            var diagnostic = Assert.Throws<IngotException>(() => AcceptedFile.Read(path)).Diagnostic;

            Assert.Equal(("INGOT9006", path), (diagnostic.Code, diagnostic.Location.File));
            Assert.True(diagnostic.Location.Line >= 1);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ \"model\": 3 }")]
    [InlineData("<<<<<<< HEAD")]
    [InlineData("version https://git-lfs.github.com/spec/v1")]
    public void Something_else_is_a_coded_error(string text) =>
        Assert.Equal("INGOT9006", Assert.Throws<IngotException>(() => AcceptedFile.Read(Write(text))).Diagnostic.Code);

    [Theory]
    [InlineData("\"model\": \"Churn\"", "\"model\": null")]
    [InlineData("\"value\": 0.8467", "\"value\": \"high\"")]
    [InlineData("\"BinaryClassification\"", "\"Astrology\"")]
    [InlineData("\"BinaryClassification\"", "7")]
    [InlineData("\"rows\": 1409", "\"rows\": 1.5")]
    public void A_value_of_the_wrong_kind_is_a_coded_error(string right, string wrong)
    {
        var text = AcceptedFile.ToJson(ToAccept());
        Assert.Contains(right, text, StringComparison.Ordinal);

        Assert.Equal(
            "INGOT9006",
            Assert.Throws<IngotException>(() => AcceptedFile.Read(Write(text.Replace(right, wrong, StringComparison.Ordinal)))).Diagnostic.Code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static AcceptedResult ToAccept()
    {
        var test = new GateTest();
        test.Before.AddRange(Report.Metrics);
        return test.Accepted();
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "file.json");
        File.WriteAllText(path, text);
        return path;
    }
}
