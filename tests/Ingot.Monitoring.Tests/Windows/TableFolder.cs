using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Data;
using Ingot.Monitoring.Windows;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Monitoring.Tests.Windows;

/// <summary>A folder of tables that something else than Ingot wrote, and a clock.</summary>
internal sealed class TableFolder : IDisposable
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 8, 12, 0, 0, TimeSpan.Zero);

    public static ModelSchema Schema { get; } = new()
    {
        Task = ModelTask.BinaryClassification,
        PositiveClass = "Yes",
        Columns =
        [
            new() { Name = "age", Type = ColumnType.Number, Role = ColumnRole.Feature, Min = 0, Max = 120, MinFraction = 0.5, Line = 11 },
            new() { Name = "plan", Type = ColumnType.String, Role = ColumnRole.Feature, Domain = ["basic", "gold"], MinDomainMass = 0.9, Line = 12 },
            new() { Name = "churn", Type = ColumnType.String, Role = ColumnRole.Label, Domain = ["No", "Yes"], Line = 13 },
        ],
    };

    public static ColumnMapping Mapping { get; } = new()
    {
        Timestamp = "at",
        Id = "key",
        Version = "model",
        Label = "truth",
        Labelled = "known",
        Outputs = new Dictionary<string, string> { ["probability"] = "p" },
        Features = new Dictionary<string, string> { ["age"] = "Age in years" },
    };

    public string Path { get; } = Directory.CreateTempSubdirectory("ingot-tables-").FullName;

    public DiagnosticList Diagnostics { get; } = new();

    public IEnumerable<string> Codes => Diagnostics.Items.Select(d => d.Code).Order(StringComparer.Ordinal);

    /// <summary>Writes a Parquet file of a query of DuckDB's.</summary>
    public string Write(string name, string sql)
    {
        var path = System.IO.Path.Combine(Path, name);
        using var session = new DuckDbSession();
        session.Execute($"COPY ({sql}) TO {DuckDbSession.Text(path)}");
        return path;
    }

    /// <summary>Writes a file of text.</summary>
    public string Text(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public ServedWindow Open(ColumnMapping mapping, WindowQuery? query = null, ModelSchema? schema = null, IReadOnlyList<string>? labels = null, params string[] files) => ServedWindow.Open(
        new TableSource(files.Length > 0 ? files : [Path], mapping) { LabelFiles = labels ?? [] },
        query ?? new WindowQuery(),
        new ChunkPlan(ChunkUnit.Day),
        new WindowOptions { Schema = schema ?? Schema, SchemaFile = "Churn.schema.json", Time = new FakeTimeProvider(Now), Diagnostics = Diagnostics });

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
