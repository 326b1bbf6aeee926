using Ingot.Data;
using Ingot.Tests.Shared;
using Ingot.Tests.Shared.Trials;

namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>What a stage reads: the project, data, the schema, accepted results, and the files of the stages before it.</summary>
/// <param name="place">Where.</param>
internal sealed class HostileStages(TrialPlace place) : HostileSurface(place)
{
    private static readonly string[] Stages = ["prepare", "train", "evaluate", "gate", "export", "accept", "monitor"];
    private static readonly string[] Tried = ["prepare", "evaluate", "gate", "export", "accept", "monitor"];

    public override string Name => "stages";

    public override int Crafted => 0;

    public override async Task PrepareAsync()
    {
        TrialData.Write(Place.At("train.csv"), 600, 1);
        TrialData.Write(Place.At("reference.csv"), 200, 2);
        TrialProject.Write(Place);
        foreach (var stage in Stages[..^1])
        {
            await SucceedAsync(Worker(stage));
        }

        Serve();
        TrialProject.Write(
            Place,
            new() { ["ModelMonitorFrom"] = "2026-03-02", ["ModelMonitorTo"] = "2026-03-04" },
            TrialProject.Item(Place, "MonitorData", Place.At("served.parquet"), string.Empty, 5, new() { ["Timestamp"] = "at", ["Id"] = "id", ["Label"] = "left", ["Outputs"] = "probability=probability" }),
            TrialProject.Item(Place, "MonitorGate", "Drift", string.Empty, 6, []));
        await SucceedAsync(Worker("monitor"));
    }

    public override HostileCase Damage(int number, int seed)
    {
        var mutator = new RequestMutator(seed);
        var stage = Tried[number % Tried.Length];
        var earlier = Stages.TakeWhile(s => s != stage).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var files = Directory.GetFiles(Place.Work, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetRelativePath(Place.Work, f).Split(Path.DirectorySeparatorChar) is var parts && (parts.Length == 1 || earlier.Contains(parts[1])))
            .Where(f => Path.GetFileName(f) is not "diagnostics.txt" && Path.GetExtension(f) is not (".html" or ".md" or ".svg" or ".css"))
            .Order(StringComparer.Ordinal).ToList();
        var file = files[mutator.Below(files.Count)];
        var content = File.ReadAllBytes(file);
        File.WriteAllBytes(file, mutator.Below(12) switch
        {
            0 => [],
            1 => JsonDamage.Deep,
            2 => JsonDamage.DeepObject,
            _ => JsonDamage.Of(content, mutator),
        });
        return new HostileCase("damaged, " + Path.GetRelativePath(Place.Work, file), Worker(stage), stage is "gate" or "monitor");
    }

    // The reference rows with the model's answers, in two days.
    private void Serve()
    {
        using var session = new DuckDbSession();
        var predictions = Directory.GetFiles(Place.At("ingot"), "predictions.parquet", SearchOption.AllDirectories).Single();
        session.Execute($"""
            COPY (
              SELECT r.*, p.probability, 'r' || r.n AS id, TIMESTAMPTZ '2026-03-02 00:00:00Z' + to_minutes(r.n * 10) AS at
              FROM (SELECT *, row_number() OVER () AS n FROM read_csv({DuckDbSession.Text(Place.At("reference.csv"))})) r
              JOIN (SELECT probability, row_number() OVER () AS n FROM read_parquet({DuckDbSession.Text(predictions)})) p ON p.n = r.n
              ORDER BY r.n
            ) TO {DuckDbSession.Text(Place.At("served.parquet"))}
            """);
    }

    private TrialCommand Worker(string stage) => Place.Ingot("worker", stage, "--project", Place.At("project.json"), "--folder", Place.At("ingot"), "--threads", "1");
}
