using System.Globalization;
using System.Runtime.InteropServices;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;

namespace Ingot.Tool.Serving.Monitoring;

/// <summary>What a package says of its monitoring, as MSBuild would hand over the project that it came from: so the stage is the same.</summary>
internal static class MonitorProject
{
    /// <summary>Writes <c>project.json</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plan">What the package asks of production.</param>
    /// <param name="evidence">The folder of what it is compared with.</param>
    /// <param name="job">The version.</param>
    /// <param name="log">The folder of the prediction log; null: it is in PostgreSQL.</param>
    public static void Write(string path, MonitorPlan plan, string evidence, MonitorJob job, string? log)
    {
        var schema = Directory.GetFiles(evidence, "*.schema.json").Single();
        Dictionary<string, string?> properties = new(StringComparer.Ordinal)
        {
            // It is a part of files' names.
            ["ModelName"] = plan.Model.Length is > 0 and <= 100 && plan.Model.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? plan.Model : job.Package,
            ["PackageId"] = job.Package,
            ["Version"] = job.Version,
            ["ProjectFile"] = Path.Combine(evidence, ExportFiles.MonitoringPlan.NameFor(plan.Model)),
            ["ModelSchemaFile"] = schema,
            ["ModelLabel"] = SchemaFile.Read(schema).Columns.FirstOrDefault(c => c.Role == ColumnRole.Label)?.Name ?? "label",
            ["ModelSeed"] = plan.Seed.ToString(CultureInfo.InvariantCulture),
            ["ModelClassificationThreshold"] = plan.ClassificationThreshold.ToString("R", CultureInfo.InvariantCulture),
            ["ModelDriftThreshold"] = plan.DriftThreshold.ToString(),
            ["ModelMonitorLog"] = log,
            ["ModelMonitorPostgres"] = log is null ? "true" : null,
            ["ModelMonitorReference"] = evidence,
            ["ModelMonitorVersion"] = job.Version,
            ["ModelMonitorChannel"] = job.Channel,
            [LightGbmLocation.Property] = LightGbmLocation.Find(RuntimeInformation.RuntimeIdentifier, string.Empty, File.Exists),

            // A project must name them, and the stage reads none: there are no data of the build here.
            ["ModelAcceptedFile"] = Path.Combine(evidence, "none"),
            ["ModelReferenceFraction"] = "0.2",
        };
        List<object> items =
        [
            new { type = "TrainingData", include = Path.Combine(evidence, ExportFiles.MonitoringRows.NameFor(plan.Model)) },
            .. plan.Gates.Select(g => new { type = "MonitorGate", include = g.Name, metadata = g.Metadata() }),
            .. plan.Slices.Select(s => new { type = "Slice", include = s }),
        ];
        File.WriteAllText(path, JsonFormat.Write(new { properties = properties.Where(p => p.Value is not null).ToDictionary(), items }));
    }
}
