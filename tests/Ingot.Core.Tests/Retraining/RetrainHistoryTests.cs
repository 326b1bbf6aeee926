using Ingot.Core.Diagnostics;
using Ingot.Core.Retraining;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Retraining;

public sealed class RetrainHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-history-").FullName;
    private readonly DiagnosticList _said = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Reports_are_read_in_the_order_of_their_windows_and_only_those_of_the_model()
    {
        Keep("Churn", day: 20);
        Keep("Churn", day: 8);
        Keep("Other", day: 25);
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "nothing");

        Assert.Equal([8, 20], RetrainHistory.Read(_folder, "Churn", _said).Select(r => r.Collected.Before.Day));
        Assert.Empty(_said.Items);
        Assert.Empty(RetrainHistory.Read(Path.Combine(_folder, "none"), "Churn", _said));
        Assert.Empty(RetrainHistory.Read(null, "Churn", _said));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{ \"formatVersion\": 99 }")]
    public void A_damaged_one_is_told_and_the_others_count(string content)
    {
        Keep("Churn", day: 8);
        File.WriteAllText(Path.Combine(_folder, "Churn-20261120T000000Z-00000000.retrain.json"), content);

        Assert.Single(RetrainHistory.Read(_folder, "Churn", _said));
        Assert.Equal("INGOT8066", Assert.Single(_said.Items).Code);
    }

    private void Keep(string model, int day)
    {
        var before = new DateTimeOffset(2026, 11, day, 0, 0, 0, TimeSpan.Zero);
        var report = new RetrainReport
        {
            Model = model,
            Package = "Contoso." + model,
            Task = ModelTask.BinaryClassification,
            Outcome = RetrainOutcome.NoBetter,
            Collected = new CollectedRows
            {
                IsDue = true,
                Triggers = [],
                From = before.AddDays(-7),
                Before = before,
                Rows = 10,
                Labelled = 10,
                TrainingRows = 8,
                HeldRows = 2,
                HeldFrom = before.AddDays(-1),
                RowsSinceHeld = 2,
            },
            Policy = default,
            Training = default,
            ProductionVersion = "1.0.0",
            ProductionOnnxSha256 = "0",
            CandidateOnnxSha256 = "1",
            SuggestedVersion = "1.1.0",
            Metric = "AUC",
            Window = [],
            Reference = [],
            Verdicts = [],
            Conclusion = "No better.",
        };
        var json = RetrainReportFile.ToJson(report);
        File.WriteAllText(Path.Combine(_folder, RetrainHistory.NameOf(report, json)), json);
    }
}
