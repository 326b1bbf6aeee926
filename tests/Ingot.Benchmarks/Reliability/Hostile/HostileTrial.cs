using Ingot.Tests.Shared.Trials;
using Spectre.Console;

namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>Files and requests that are damaged or mean harm: whoever reads them says why it does not, and lives.</summary>
internal static class HostileTrial
{
    private const string Requests = "requests";
    private const int RequestsPerFile = 20;

    /// <summary>The names of what can be tried.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Surfaces(new TrialPlace(string.Empty, string.Empty)).Select(s => s.Name), Requests];

    /// <summary>Tries one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="plan">How often, and where.</param>
    /// <param name="tool">The assembly of <c>dotnet ingot</c>.</param>
    /// <param name="tally">Gets the counts.</param>
    /// <param name="prefix">What stands before the name in the counts.</param>
    public static async Task RunAsync(string name, ReliabilityPlan plan, string tool, TrialTally tally, string prefix)
    {
        var place = new TrialPlace(Path.Combine(plan.Folder, "hostile-" + name.Replace(": ", "-", StringComparison.Ordinal)), tool);
        var results = new List<HostileResult>();
        void Take(HostileResult result)
        {
            results.Add(result);
            if (result.Faults.Count > 0)
            {
                var kept = Path.Combine(plan.Folder, "violations", FormattableString.Invariant($"hostile-{name.Replace(": ", "-", StringComparison.Ordinal)}-{results.Count - 1}"));
                TrialPlace.Copy(place.Work, kept);
                tally.Violated(prefix + name, $"{result.What}: {string.Join("; ", result.Faults)}; it said: {result.Output.Trim()}", kept);
            }
        }

        if (name == Requests)
        {
            foreach (var result in await new HostileRequests(place).TryAsync(plan.Files * RequestsPerFile, plan.Seed))
            {
                Take(result);
            }
        }
        else
        {
            var surface = Surfaces(place).Single(s => s.Name == name);
            var runner = new HostileRunner(surface, place);
            await runner.PrepareAsync();
            for (var i = 0; i < surface.Crafted + plan.Files; i++)
            {
                Take(await runner.TryAsync(i, unchecked((plan.Seed * 1_000_003) + i)));
            }
        }

        var (refused, violations) = (results.Count(r => r.Refused), results.Count(r => r.Faults.Count > 0));
        AnsiConsole.WriteLine(FormattableString.Invariant(
            $"{prefix}{name}: {results.Count} tried, {refused} refused, {violations} violations; at most {results.Max(r => r.Seconds):0.0} s and {results.Max(r => r.Bytes) >> 20} MB"));
        tally.Add(prefix + name, results.Count, refused, violations, 0);
    }

    private static IEnumerable<HostileSurface> Surfaces(TrialPlace place) =>
    [
        .. HostilePackages.Verbs.Select(v => new HostilePackages(place, v)),
        new HostileChannels(place),
        new HostileStages(place),
        new HostileLog(place),
    ];
}
