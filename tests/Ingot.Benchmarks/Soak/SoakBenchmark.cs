using System.Globalization;
using Ingot.Benchmarks.Serving;
using Ingot.Monitoring.History;
using Ingot.Tests.Shared;
using Spectre.Console;

namespace Ingot.Benchmarks.Soak;

/// <summary>
/// <c>dotnet ingot serve</c> at full load for minutes, while its channel changes, wrong requests come, labels follow and its log's disk
/// is full for a while. It must give no wrong answer, lose no label that it accepted, and need no more memory as time goes on.
/// </summary>
internal static class SoakBenchmark
{
    private const double AllowedGrowth = 1.1;

    public static async Task<int> RunAsync(SoakPlan plan, CancellationToken cancellation)
    {
        using var place = new Workplace();
        var iterations = new (string Version, int Iterations)[] { ("1.0.0", 200), ("1.1.0", 150), ("1.2.0", 100) };
        var churn = ServedChurn.Train(ServingBenchmark.Repository, place.Root, iterations);
        var versions = iterations.Select(v => v.Version).ToList();
        var channels = Path.Combine(place.Root, "channels");
        SoakRun.Promote(channels, place.Root, versions[0], revision: 1);
        using var disk = new SmallDisk(Path.Combine(place.Root, "log"), plan.DiskMegabytes);
        if (!disk.CanFill)
        {
            AnsiConsole.WriteLine("No small disk could be mounted (Linux, as root): the log's disk does not fail in this run.");
        }

        var logs = Path.Combine(disk.Folder, "predictions");
        SoakRun run;
        using (var server = await ServerProcess.StartAsync(
            "dotnet",
            a => [ServingBenchmark.Tool, "serve", "--channel", "production", "--channels", channels, "--packages", place.Root, "--urls", a.ToString(), "--log", logs],
            new Dictionary<string, string>(),
            cancellation))
        {
            run = new SoakRun(churn, versions, server, disk, channels, plan);
            await run.RunAsync(cancellation);
            await server.StopAsync(cancellation);
        }

        return Report(run, plan, new PredictionHistory(logs, TestPackage.Id).Feedback(HistoryFilter.All));
    }

    private static int Report(SoakRun run, SoakPlan plan, FeedbackSummary kept)
    {
        var tally = run.Tally;
        var (early, late) = (run.Memory.Median(0.2, 0.4), run.Memory.Median(0.8, 1));
        if (kept.Labels != tally.Labels || kept.DuplicateLabels != 0)
        {
            tally.Fault(FormattableString.Invariant($"{tally.Labels:N0} labels were accepted, {kept.Labels:N0} are kept, {kept.DuplicateLabels:N0} of them twice"));
        }

        if (late > AllowedGrowth * early)
        {
            tally.Fault(FormattableString.Invariant($"Memory grew from {early:0} to {late:0} MiB"));
        }

        var table = new Table().HideHeaders().AddColumns("what", "how many");
        void Add(string what, string value) => table.AddRow(Markup.Escape(what), Markup.Escape(value));
        Add("time", FormattableString.Invariant($"{run.Took.TotalSeconds:0} s with {plan.Clients} clients; no room on the log's disk for {run.WithoutDisk.TotalSeconds:0} s"));
        Add("right answers", FormattableString.Invariant($"{tally.Answers:N0} ({tally.Answers / run.Took.TotalSeconds:N0}/s), {tally.Rows:N0} rows"));
        Add("swaps", string.Create(CultureInfo.InvariantCulture, $"{run.SeenSwaps} of {plan.Swaps}"));
        Add("wrong requests, wrong connections", FormattableString.Invariant($"{tally.Refused:N0}, {tally.Connections:N0}"));
        Add("labels", FormattableString.Invariant($"{tally.Labels:N0} accepted, {kept.Labels:N0} kept; {tally.LabelsPostponed:N0} times asked to come again"));
        Add("logged rows", FormattableString.Invariant($"{kept.Predictions:N0} of {tally.Rows:N0} and those of wrong requests that were right"));
        Add("memory", FormattableString.Invariant($"{early:0} MiB early, {late:0} MiB late, {run.Memory.Largest:0} MiB at most"));
        Add("faults", FormattableString.Invariant($"{tally.FaultCount:N0}"));
        AnsiConsole.Write(table);
        foreach (var fault in tally.Faults)
        {
            AnsiConsole.WriteLine(fault);
        }

        return tally.FaultCount == 0 ? 0 : 1;
    }
}
