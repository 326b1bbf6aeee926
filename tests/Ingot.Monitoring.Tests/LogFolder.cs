using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Monitoring.History;
using Ingot.Monitoring.Predictions;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Monitoring.Tests;

/// <summary>A folder for a log, a clock that only tests move, and a model with a column of every kind.</summary>
internal sealed class LogFolder : IDisposable
{
    public const string Package = "Contoso.Churn";

    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ModelSchema Schema { get; } = new()
    {
        Task = ModelTask.BinaryClassification,
        PositiveClass = "Yes",
        Columns =
        [
            new() { Name = "customer", Type = ColumnType.String, Role = ColumnRole.Entity },
            new() { Name = "tenure", Type = ColumnType.Number, Role = ColumnRole.Feature },
            new() { Name = "charges", Type = ColumnType.Number, Role = ColumnRole.Feature, Precision = NumberPrecision.Float64 },
            new() { Name = "senior", Type = ColumnType.Boolean, Role = ColumnRole.Feature },
            new() { Name = "since", Type = ColumnType.Date, Role = ColumnRole.Feature },
            new() { Name = "contract", Type = ColumnType.String, Role = ColumnRole.Feature },
            new() { Name = "note", Type = ColumnType.String, Role = ColumnRole.Ignored },
            new() { Name = "churn", Type = ColumnType.String, Role = ColumnRole.Label, Domain = ["No", "Yes"] },
        ],
    };

    public string Path { get; } = Directory.CreateTempSubdirectory("ingot-log-").FullName;

    public FakeTimeProvider Clock { get; } = new(Noon);

    public DiagnosticList Diagnostics { get; } = new();

    public PredictionLogOptions Options => new() { Folder = Path, Diagnostics = Diagnostics };

    public PredictionHistory History => new(Path, Package);

    public IReadOnlyList<string> Files(string pattern) =>
        [.. Directory.EnumerateFiles(Path, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public PredictionLog Open(PredictionLogOptions? options = null) => new(options ?? Options, Clock);

    public static ModelLog Churn(PredictionLog log, string version = "1.0.0") => log.Open(Package, version, Schema);

    /// <summary>A request whose values all follow from its number.</summary>
    public static PredictionEntry Entry(int number, int rows = 1) => new()
    {
        Id = $"r{number}",
        Timestamp = Noon.AddSeconds(number),
        Latency = TimeSpan.FromMicroseconds(1000 + number),
        Channel = "Production",
        Rows = rows,
        Inputs =
        [
            new("customer", Repeat($"customer-{number}", rows)),
            new("tenure", Repeat((float)number, rows)),
            new("charges", Repeat(number + 0.25, rows)),
            new("senior", Repeat(number % 2 == 0, rows)),
            new("since", Repeat(1_000_000L * number, rows)),
            new("contract", Repeat($"contract-{number}", rows)),
            new("note", Repeat($"note-{number}", rows)),
        ],
        Outputs =
        [
            new("predicted_label", Repeat(number % 2 == 0 ? "Yes" : "No", rows)),
            new("score", Repeat(number / 2f, rows)),
            new("probability", Repeat(number / 100f, rows)),
        ],
    };

    public static T[] Repeat<T>(T value, int rows) => [.. Enumerable.Repeat(value, rows)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
