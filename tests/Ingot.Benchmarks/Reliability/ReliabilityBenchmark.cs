using System.Diagnostics;
using Ingot.Benchmarks.Reliability.Hostile;
using Ingot.Benchmarks.Serving;
using Ingot.Benchmarks.Soak;
using Ingot.Tests.Shared.Trials;
using Spectre.Console;

namespace Ingot.Benchmarks.Reliability;

/// <summary>Kills at random points, disks without room, hostile files: nothing half-written, nothing lost, nothing left, and the next run gives what one without a kill gives.</summary>
internal static class ReliabilityBenchmark
{
    private const string DiskPrefix = "disk:";
    private const string HostilePrefix = "hostile:";
    private const int DiskMegabytes = 96;

    /// <summary>Runs the trials and prints the counts.</summary>
    /// <returns>1 when a law was violated.</returns>
    public static async Task<int> RunAsync(ReliabilityPlan plan)
    {
        var tally = new TrialTally();
        var watch = Stopwatch.StartNew();
        var kills = KillTrials(new TrialPlace(plan.Folder, ServingBenchmark.Tool)).Select(t => t.Name).Where(n => Wanted(plan, n)).ToList();
        foreach (var name in AllNames.Where(n => Wanted(plan, DiskPrefix + n)))
        {
            await FailDiskAsync(name, plan, tally);
        }

        foreach (var name in HostileTrial.Names.Where(n => Wanted(plan, HostilePrefix + n)))
        {
            await HostileTrial.RunAsync(name, plan, ServingBenchmark.Tool, tally, HostilePrefix);
        }

        for (var i = 0; i < kills.Count; i++)
        {
            var share = (plan.Kills / kills.Count) + (i < plan.Kills % kills.Count ? 1 : 0);
            await KillAsync(kills[i], share, plan, tally, watch);
        }

        tally.Print();
        return tally.Violations == 0 ? 0 : 1;
    }

    private static IEnumerable<string> AllNames => KillTrials(new TrialPlace(string.Empty, string.Empty)).Select(t => t.Name);

    // A name with a prefix alone means all of its kind.
    private static bool Wanted(ReliabilityPlan plan, string name) => plan.Trials.Count == 0 || plan.Trials.Any(t => t.EndsWith(':') && name.StartsWith(t, StringComparison.Ordinal)) || plan.Trials.Contains(name, StringComparer.Ordinal);

    private static IEnumerable<KillTrial> KillTrials(TrialPlace place) =>
    [
        .. StageTrial.Stages.Select(s => new StageTrial(place, s)),
        .. ReleaseTrial.Verbs.Select(v => new ReleaseTrial(place, v)),
        new ServeTrial(place),
        .. BuildTrial.Kinds.Select(k => new BuildTrial(place, k)),
    ];

    private static async Task FailDiskAsync(string name, ReliabilityPlan plan, TrialTally tally)
    {
        using var disk = new SmallDisk(Path.Combine(plan.Folder, "disk"), DiskMegabytes);
        if (!disk.CanFill)
        {
            AnsiConsole.WriteLine($"{DiskPrefix}{name}: not tried, since no disk could be mounted (Linux, as root)");
            return;
        }

        var place = new TrialPlace(Path.Combine(plan.Folder, "disk-" + name), ServingBenchmark.Tool, disk.Folder);
        var runner = new DiskRunner(KillTrials(place).Single(t => t.Name == name), place, disk, plan.Seed);
        await runner.PrepareAsync();
        var (hits, violations) = (0, 0);
        for (var i = 0; i <= plan.Fills; i++)
        {
            var (faults, hit) = i < plan.Fills ? await runner.FillAsync(i) : await runner.ReadOnlyAsync();
            hits += hit ? 1 : 0;
            if (faults.Count > 0)
            {
                violations++;
                var kept = Path.Combine(plan.Folder, "violations", FormattableString.Invariant($"disk-{name}-{i}"));
                TrialPlace.Copy(place.Work, kept);
                tally.Violated(DiskPrefix + name, FormattableString.Invariant($"{(i < plan.Fills ? "full" : "read-only")} {i}: {string.Join("; ", faults)}"), kept);
            }
        }

        AnsiConsole.WriteLine(FormattableString.Invariant($"{DiskPrefix}{name}: {plan.Fills} times full and once read-only, {hits} of these hit, {violations} violations"));
        tally.Add(DiskPrefix + name, plan.Fills + 1, hits, violations, 0);
    }

    private static async Task KillAsync(string name, int count, ReliabilityPlan plan, TrialTally tally, Stopwatch watch)
    {
        var place = new TrialPlace(Path.Combine(plan.Folder, name), ServingBenchmark.Tool);
        var runner = new KillRunner(KillTrials(place).Single(t => t.Name == name), place, plan.Seed);
        await runner.PrepareAsync();
        var (tried, hit, violations, temporary) = (0, 0, 0, 0);
        for (; tried < count && (plan.Minutes == 0 || watch.Elapsed.TotalMinutes < plan.Minutes); tried++)
        {
            var result = await runner.KillAsync();
            hit += result.Hit ? 1 : 0;
            temporary += result.Temporary;
            if (result.Faults.Count > 0)
            {
                violations++;
                var kept = Path.Combine(plan.Folder, "violations", FormattableString.Invariant($"{name}-{tried}"));
                TrialPlace.Copy(place.Work, kept);
                tally.Violated(name, FormattableString.Invariant($"kill {tried}, {result.Kind} after {result.After.TotalSeconds:0.000} s: {string.Join("; ", result.Faults)}"), kept);
            }
        }

        AnsiConsole.WriteLine(FormattableString.Invariant($"{name}: {tried} kills, {hit} of these hit, {violations} violations, after {watch.Elapsed.TotalMinutes:0.0} minutes in all"));
        tally.Add(name, tried, hit, violations, temporary);
    }
}
