using Ingot.Monitoring.Predictions;
using Ingot.Tests.Shared;
using Ingot.Tests.Shared.Trials;

namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>Files of a prediction log.</summary>
/// <param name="place">Where.</param>
internal sealed class HostileLog(TrialPlace place) : HostileSurface(place)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override string Name => "log query";

    private string Log => Place.At("log");

    public override async Task PrepareAsync()
    {
        await using var log = new PredictionLog(new PredictionLogOptions { Folder = Log });
        var model = log.Open(TestPackage.Id, "1.0.0", TestPackage.Schema);
        for (var i = 0; i < 200; i++)
        {
            model.TryAdd(new PredictionEntry
            {
                Id = FormattableString.Invariant($"r{i}"),
                Timestamp = Noon.AddMinutes(i),
                Latency = TimeSpan.FromMilliseconds(2),
                Rows = 1,
                Inputs = [new("tenure", new[] { (float)i }), new("contract", new[] { "Two year" }), new("senior", new[] { true })],
                Outputs = [new("predicted_label", new[] { "No" }), new("probability", new[] { i / 200f })],
            });
            model.TryAdd(new FeedbackEntry { Id = FormattableString.Invariant($"r{i}"), Label = "Yes" });
        }
    }

    public override HostileCase Damage(int number, int seed)
    {
        var mutator = new RequestMutator(seed);
        var files = Directory.GetFiles(Log, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var file = files[mutator.Below(files.Count)];
        var content = File.ReadAllBytes(file);

        // What is at the end says where the rest is.
        if (mutator.Below(2) == 0)
        {
            var end = Math.Min(content.Length, 700);
            content = [.. content[..^end], .. mutator.Damage(content[^end..])];
        }
        else
        {
            content = mutator.Damage(content);
        }

        File.WriteAllBytes(file, content);
        return new HostileCase(
            "damaged, " + Path.GetRelativePath(Log, file),
            Place.Ingot("log", "query", "SELECT *, length(ingot_id) FROM labelled", "--log", Log, "--limit", "1000", "--csv"));
    }
}
