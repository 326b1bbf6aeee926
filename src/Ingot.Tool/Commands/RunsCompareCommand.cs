using System.CommandLine;
using Ingot.Artifacts;
using Ingot.Core;
using Ingot.Core.Runs;
using Ingot.Core.Texts;
using Ingot.Pipeline.Recording;
using Ingot.Tool.Output;
using Ingot.Tool.Runs;

namespace Ingot.Tool.Commands;

/// <summary><c>runs compare</c>: what differs between runs, and whether the difference of their metrics is more than chance.</summary>
internal static class RunsCompareCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = "Two runs or more: ids, unmistakable beginnings or ends of them, 'last', 'last~1'. The others are compared with the first.", Arity = new ArgumentArity(2, 20) };
        var cache = new Option<string?>("--cache") { Description = "The folder of the cache, which has the predictions of earlier builds. Default: the user's own." };
        var json = FeedOptions.Json();
        var command = new Command("compare", "Show the parameters that differ and the metrics, and where the predictions are still there whether their difference is more than chance.") { runs, cache, json };
        command.DoesWithRuns(async (parsed, output, book, _) =>
        {
            var compared = parsed.GetValue(runs)!.Select(book.Find).ToList();
            var pairs = new RunPairs(book.Folder, Cache(parsed.GetValue(cache)));
            var paired = compared.Skip(1).Select(r => pairs.Compare(compared[0], r)).ToList();
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonFormat.Write(new
                {
                    runs = compared.Select(RunText.ToJson),
                    differences = Differences(compared).Select(d => new { name = d.Name, values = d.Values }),
                    paired = paired.Zip(compared.Skip(1), (p, r) => new { with = r.Id, metrics = p.Metrics, whyNot = p.WhyNot }),
                }));
                return;
            }

            ConsoleTable.Write(output, ["what differs", .. compared.Select(r => r.Id)], Differences(compared).Select(d => d.Values.Prepend(d.Name)));
            ConsoleTable.Write(
                output,
                ["metric", .. compared.Select(r => r.Id), .. compared.Skip(1).Select(r => compared.Count == 2 ? "more than chance?" : $"{r.Id[^8..]}: more than chance?")],
                Names(compared).Select(m => compared.Select(r => RunText.Metric(Find(r, m), r.Task)).Prepend(RunText.Name(m)).Concat(paired.Select(p => m is { Slice: null, Data: "reference" } ? Verdict(p.Metrics, m.Name) : "–"))));
            if (paired.Any(p => p.WhyNot is null))
            {
                await output.WriteLineAsync("More than chance: how much better (+) or worse (-) than the first run on the same rows, with the paired 95 % interval; each metric by itself.");
            }

            foreach (var (why, run) in paired.Select(p => p.WhyNot).Zip(compared.Skip(1)).Where(p => p.First is not null))
            {
                await output.WriteLineAsync($"Whether {compared[0].Id} and {run.Id} differ by more than chance is not known: {why}. Intervals that overlap do not answer it.");
            }
        });
        return command;
    }

    private static string Verdict(IReadOnlyList<PairedMetric> paired, string metric) => paired.FirstOrDefault(p => p.Metric == metric) is not { } found ? "–"
        : $"{(!found.IsMoreThanNoise ? "no" : found.Improvement > 0 ? "yes, better" : "yes, worse")} ({Signed(found.Improvement)}, {Signed(found.Low)} to {Signed(found.High)})";

    private static string Signed(double value) => MetricText.Number(value) is var text && value > 0 ? $"+{text}" : text;

    private static ArtifactCache? Cache(string? said)
    {
        var folder = said ?? (Environment.GetEnvironmentVariable("IngotCacheDirectory") is { Length: > 0 } own ? own
            : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "ingot")
            : Path.Combine(Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"), "ingot"));
        try
        {
            return !Directory.Exists(folder) ? null
                : new ArtifactCache(folder, Environment.GetEnvironmentVariable(SealKey.Variable) is { Length: > 0 } team ? SealKey.OfTeam(team) : SealKey.OfUser());
        }
        catch (FormatException)
        {
            // A key that cannot be used proves nothing: the build says so.
            return null;
        }
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> Values)> Differences(IReadOnlyList<Run> runs)
    {
        var facts = new (string Name, Func<Run, string?> Of)[]
        {
            ("model", r => r.Model), ("kind", r => r.Kind.ToString()), ("state", r => r.State.ToString()), ("version", r => r.Version), ("seed", r => r.Seed is { } s ? FormattableString.Invariant($"{s}") : null),
            ("gates", r => RunText.Gates(r.Gates)), ("took", r => RunText.Duration(r.Duration)), ("commit", r => RunText.Commit(r.Commit)), ("training data", r => Short(r.Hashes.Data)), ("reference rows", r => Short(r.Hashes.Reference)),
            ("schema", r => Short(r.Hashes.Schema)), ("all parameters", r => Short(r.Hashes.Parameters)), ("ONNX file", r => Short(r.Hashes.Model)), ("Ingot", r => r.Environment?.Tool), (".NET", r => r.Environment?.DotNet), ("system", r => r.Environment?.System),
        };
        var parameters = runs.SelectMany(r => r.Parameters.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Of: (Func<Run, string?>)(r => r.Parameters.TryGetValue(name, out var value) ? value : null)));
        return parameters.Concat(facts).Select(f => (f.Name, Values: (IReadOnlyList<string>)[.. runs.Select(r => f.Of(r) is { Length: > 0 } v ? v : "–")])).Where(d => d.Values.Distinct(StringComparer.Ordinal).Skip(1).Any());
    }

    private static IEnumerable<RunMetric> Names(IReadOnlyList<Run> runs) => runs.SelectMany(r => r.Metrics).DistinctBy(m => (m.Name, m.Data, m.Slice));

    private static RunMetric? Find(Run run, RunMetric like) => run.Metrics.FirstOrDefault(m => (m.Name, m.Data, m.Slice) == (like.Name, like.Data, like.Slice));

    private static string? Short(string? hash) => hash is { Length: > 12 } ? hash[..12] : hash;
}
