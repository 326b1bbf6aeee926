using System.CommandLine;
using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Core.Schemas;
using Ingot.Runs.Stores;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary>A folder with a store of runs, and the verbs on it.</summary>
internal sealed class RunsFolder : IDisposable
{
    public RunsFolder() => Store = new SqliteRunStore(File, new DiagnosticList(), TimeProvider.System);

    public string Folder { get; } = Directory.CreateTempSubdirectory("ingot-runs-").FullName;

    public string File => Path.Combine(Folder, "runs.db");

    public SqliteRunStore Store { get; }

    /// <summary>A finished run of Churn of a day of March 2026.</summary>
    public static Run Of(int day, RunKind kind, double auc, params (string Name, string Value)[] parameters) => new()
    {
        Id = $"run-{day}",
        Kind = kind,
        State = RunState.Finished,
        Model = "Churn",
        Task = ModelTask.BinaryClassification,
        Started = new DateTimeOffset(2026, 3, Math.Min(day, 4), 5, day, 0, TimeSpan.Zero),
        Ended = new DateTimeOffset(2026, 3, Math.Min(day, 4), 5, day, 9, TimeSpan.Zero),
        Parameters = new SortedDictionary<string, string>(parameters.Append(("Trainer", "LightGbm")).ToDictionary(p => p.Item1, p => p.Item2), StringComparer.Ordinal),
        Metrics = [new RunMetric { Name = "AUC", Value = auc, Low = auc - 0.01, High = auc + 0.01, HigherIsBetter = true }],
    };

    public List<string> Ids() => [.. Store.Read(new RunQuery()).Select(r => r.Id).Order(StringComparer.Ordinal)];

    /// <summary><c>dotnet ingot runs …</c> on the store.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var parsed = RootCommandFactory.Create().Parse(["runs", .. arguments, "--store", File]);
        (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error) = (output, error);
        return (await parsed.InvokeAsync(parsed.InvocationConfiguration), output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
