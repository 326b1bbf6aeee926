using Ingot.Core.Runs;
using Ingot.Core.Schemas;

namespace Ingot.Runs.Tests;

/// <summary>Runs to store.</summary>
internal static class RunSamples
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);

    /// <summary>A run with a value in every member.</summary>
    public static Run Full(string id = "20260304T050607089-00000001", int minutes = 0) => new()
    {
        Id = id,
        Kind = RunKind.Build,
        State = RunState.Finished,
        Model = "Churn",
        Task = ModelTask.BinaryClassification,
        Version = "1.4.0",
        Project = "models/Churn/Churn.csproj",
        Parent = null,
        Build = "b-" + id,
        Started = Start.AddMinutes(minutes),
        Ended = Start.AddMinutes(minutes).AddSeconds(12.5),
        Fault = null,
        Parameters = new Dictionary<string, string> { ["LearningRate"] = "0.05", ["Trainer"] = "LightGbm", ["Ärger"] = "'; DROP TABLE runs; --" },
        Metrics =
        [
            new RunMetric { Name = "AUC", Value = 0.84, Low = 0.82, High = 0.86, Rows = 1409, HigherIsBetter = true },
            new RunMetric { Name = "AUC", Slice = "contract=Two year", Value = 0.74, Rows = 340, HigherIsBetter = true },
            new RunMetric { Name = "LogLoss", Value = 0.41, HigherIsBetter = false },
            new RunMetric { Name = "Undefined", Value = double.NaN },
        ],
        Steps = [new RunStep("Train", Start, Start.AddSeconds(9), "Passed"), new RunStep("Evaluate", Start.AddSeconds(9))],
        Hashes = new RunHashes { Data = "d", Reference = "r", Schema = "s", Parameters = "p", Model = "m", Key = "k" },
        Commit = new RunCommit("0123456789abcdef", false),
        Environment = new RunEnvironment("2.0.0", "Debian GNU/Linux 13, x64", "10.0.1", 8),
        Seed = 7,
        Gates = new RunGates(3, 1, 0, 2),
        Notes = "first",
        Tags = ["baseline", "for Ann"],
    };

    /// <summary>A small run with one metric.</summary>
    public static Run Small(int number, double auc, string model = "Churn", RunState state = RunState.Finished, string? parent = null) => new()
    {
        Id = FormattableString.Invariant($"20260304T0506{number:00000}-0000000{number % 10}"),
        Kind = parent is null ? RunKind.Train : RunKind.Trial,
        State = state,
        Model = model,
        Parent = parent,
        Started = Start.AddHours(number),
        Ended = state == RunState.Running ? null : Start.AddHours(number).AddMinutes(1),
        Metrics = [new RunMetric { Name = "AUC", Value = auc, HigherIsBetter = true }, new RunMetric { Name = "LogLoss", Value = 1 - auc, HigherIsBetter = false }],
    };
}
