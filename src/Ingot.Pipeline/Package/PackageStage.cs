using System.Diagnostics;
using System.Globalization;
using Ingot.Artifacts.Stages;
using Ingot.Clients;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Releases.Baselines;
using Ingot.Releases.Comparison;
using Ingot.Releases.Validation;

namespace Ingot.Pipeline.Package;

/// <summary>
/// Package: the contract must be that of the baseline unless the version says otherwise. Then the built assembly is loaded in this
/// process, with the packages that an application would load, and must give the answers that were evaluated, within what the project
/// allows it to cost.
/// </summary>
internal static class PackageStage
{
    private const int WarmUps = 20;
    private const int Predictions = 300;

    public static bool Run(StageContext context)
    {
        var golden = GoldenFile.Read(context.Input(ExportFiles.Golden));
        var schema = SchemaFile.Read(context.Input(ExportFiles.Schema));
        CheckContract(context, schema);
        var measured = Measure(context, golden, schema);
        context.Write(PackageFiles.Validation, JsonFormat.Write(measured));
        context.Progress.Report(string.Create(
            CultureInfo.InvariantCulture,
            $"the packed client gave {measured.Rows} golden answers: loaded in {Milliseconds(measured.LoadSeconds)}, {Megabytes(measured.MemoryBytes)}, {Milliseconds(measured.LatencySeconds)} a prediction"));
        CheckBudgets(context, measured);
        return true;
    }

    private static void CheckContract(StageContext context, ModelSchema schema)
    {
        var (spec, location) = (context.Spec, context.Spec.Location);
        if (spec.Baseline is not { Folder: not null } baseline
            || !string.Equals(baseline.Package, spec.PackageId, StringComparison.OrdinalIgnoreCase)
            || spec.AllowBreaking)
        {
            return;
        }

        var evidence = new PackageEvidence(spec.PackageId, spec.Version, schema, MetricsFile.Read(context.Input(ExportFiles.Metrics)));
        if (VersionRule.FaultOf(VersionDifference.Of(PackagedModel.ReadEvidence(baseline, location), evidence), location) is { } fault)
        {
            context.Diagnostics.Report(fault);
        }
    }

    private static ClientMeasurement Measure(StageContext context, GoldenFile golden, ModelSchema schema)
    {
        var assembly = context.Spec.ClientAssembly!;
        using var process = Process.GetCurrentProcess();
        var before = process.WorkingSet64;
        try
        {
            var start = Stopwatch.GetTimestamp();
            using var client = LoadedClient.Load(
                assembly, context.Spec.ClientAssets, schema, context.Spec.Name, context.Spec.Namespace);
            var load = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var inputs = golden.Rows.Select(r => client.CreateInput(r.Inputs)).ToList();
            for (var i = 0; i < inputs.Count; i++)
            {
                Compare(context, golden.Rows[i], client.Predict(inputs[i]));
            }

            var latency = Latency(client, inputs, context.Cancellation);
            process.Refresh();
            return new ClientMeasurement(load, Math.Max(0, process.PeakWorkingSet64 - before), latency, inputs.Count);
        }
#pragma warning disable CA1031 // The assembly holds the project's own code, which may throw anything; all of it means that consumers cannot use it.
        catch (Exception e) when (e is not (OperationCanceledException or IngotException))
#pragma warning restore CA1031
        {
            throw new IngotException(
                PackageDiagnostics.CannotBeUsed.At(
                    context.Spec.Location,
                    $"The client in {Path.GetFileName(assembly)} cannot be used: {e.GetBaseException().GetType().Name}: {e.GetBaseException().Message} Build again; check that the project's packages fit Ingot.Runtime, and what C# of your own runs when the assembly is loaded."),
                e);
        }
    }

    private static void Compare(StageContext context, GoldenRow expected, IReadOnlyList<float> found)
    {
        if (GoldenAnswers.AreSame([.. found], expected.Scores))
        {
            return;
        }

        context.Diagnostics.Report(PackageDiagnostics.OtherAnswers.At(
            context.Spec.Location,
            $"The packed client predicts {Text(found)} for row {expected.Row} of the reference data, but the evaluated model predicts {Text(expected.Scores)}. The model or the client in the assembly is not of this build: delete the output folder and build again."));
    }

    private static double Latency(LoadedClient client, List<object> inputs, CancellationToken cancellation)
    {
        var seconds = new double[Predictions];
        for (var i = -WarmUps; inputs.Count > 0 && i < Predictions; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            client.Predict(inputs[(i + WarmUps) % inputs.Count]);
            if (i >= 0)
            {
                seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        Array.Sort(seconds);
        return seconds[Predictions / 2];
    }

    private static void CheckBudgets(StageContext context, ClientMeasurement measured)
    {
        var budgets = context.Spec.PackageBudgets;
        Check("ModelMaxLoadTime", "takes", measured.LoadSeconds, budgets.LoadSeconds, Milliseconds, "to load");
        Check("ModelMaxMemory", "needs", measured.MemoryBytes, budgets.MemoryBytes, Megabytes, "of memory");
        Check("ModelMaxLatency", "takes", measured.LatencySeconds, budgets.LatencySeconds, Milliseconds, "for a prediction");

        void Check(string property, string verb, double value, double? limit, Func<double, string> format, string what)
        {
            if (value > limit)
            {
                context.Diagnostics.Report(PackageDiagnostics.OverBudget.At(
                    context.Spec.Location,
                    $"The packed client {verb} {format(value)} {what}, over the {format(limit.Value)} that {property} allows. Train a smaller model (fewer iterations or leaves), or raise {property} if the machine is slower than those that the model is for."));
            }
        }
    }

    private static string Text(IEnumerable<float> scores) => string.Join(", ", scores.Select(s => s.ToString(CultureInfo.InvariantCulture)));

    private static string Milliseconds(double seconds) => (seconds * 1000).ToString("0.###", CultureInfo.InvariantCulture) + " ms";

    private static string Megabytes(double bytes) => (bytes / 1e6).ToString("0.#", CultureInfo.InvariantCulture) + " MB";

    private static string Megabytes(long bytes) => Megabytes((double)bytes);
}
