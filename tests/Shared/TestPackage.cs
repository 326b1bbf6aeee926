using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Releases.Provenance;
using Ingot.Releases.Validation;
using Ingot.Scoring;

namespace Ingot.Tests.Shared;

/// <summary>A small released model, Contoso.Churn: a real ONNX file with its evidence in a .nupkg, written without a build.</summary>
internal static class TestPackage
{
    public const string Id = "Contoso.Churn";

    public static ModelSchema Schema { get; } = new()
    {
        Task = ModelTask.BinaryClassification,
        PositiveClass = "Yes",
        Columns =
        [
            new SchemaColumn { Name = "churn", Type = ColumnType.String, Role = ColumnRole.Label, Domain = ["No", "Yes"], MinDomainMass = 1 },
            new SchemaColumn { Name = "tenure", Type = ColumnType.Number, Role = ColumnRole.Feature },
            new SchemaColumn { Name = "contract", Type = ColumnType.String, Role = ColumnRole.Feature, Domain = ["Month-to-month", "Two year"] },
            new SchemaColumn { Name = "senior", Type = ColumnType.Boolean, Role = ColumnRole.Feature },
        ],
    };

    /// <summary>Writes <c>Contoso.Churn.VERSION.nupkg</c> into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="version">The version.</param>
    /// <param name="weight">The weight of tenure: another one is another model.</param>
    /// <param name="schema">The schema; null: <see cref="Schema"/>.</param>
    /// <param name="edit">Changes the files before they are zipped; by their paths.</param>
    /// <param name="attest">Whether the files get provenance after <paramref name="edit"/>, when they have none.</param>
    /// <returns>The package's path.</returns>
    public static string Write(
        string folder, string version, double weight = -0.5, ModelSchema? schema = null, Action<Dictionary<string, byte[]>>? edit = null, bool attest = true)
    {
        schema ??= Schema;
        var onnx = Model(schema, weight, out var golden);
        return Write(folder, version, schema, onnx, golden, 0.75 - (weight / 10), edit, attest);
    }

    /// <summary>Writes a package around a model that is there already.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="version">The version.</param>
    /// <param name="schema">The model's schema.</param>
    /// <param name="onnx">The ONNX file.</param>
    /// <param name="golden">Rows with its answers.</param>
    /// <param name="auc">The AUC that the evidence tells.</param>
    /// <param name="edit">Changes the files before they are zipped; by their paths.</param>
    /// <param name="attest">Whether the files get provenance after <paramref name="edit"/>, when they have none.</param>
    /// <returns>The package's path.</returns>
    public static string Write(
        string folder,
        string version,
        ModelSchema schema,
        byte[] onnx,
        IReadOnlyList<GoldenRow> golden,
        double auc,
        Action<Dictionary<string, byte[]>>? edit = null,
        bool attest = true)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(onnx));
        var metrics = new MetricsReport
        {
            Model = "Churn",
            Version = version,
            Task = schema.Task,
            PositiveClass = schema.PositiveClass,
            OnnxSha256 = hash,
            ReferenceRows = 1000,
            Metrics = [new MetricResult { Name = "AUC", Value = auc, Low = 0.7, High = 0.9, StandardError = 0.01, Rows = 1000 }],
        };
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [$"{Id}.nuspec"] = Bytes($"""
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata><id>{Id}</id><version>{version}</version><authors>Contoso</authors><description>Will a customer leave?</description>
                    <packageTypes><packageType name="Dependency" /><packageType name="IngotModel" /></packageTypes>
                    <dependencies><dependency id="Ingot.Runtime" version="0.1.0" /></dependencies></metadata>
                </package>
                """),
            ["model/Churn.onnx"] = onnx,
            ["evidence/Churn.schema.json"] = Bytes(SchemaFile.ToJson(schema)),
            ["evidence/metrics.json"] = Bytes(MetricsFile.ToJson(metrics)),
            ["evidence/verdicts.json"] = Bytes(VerdictsFile.ToJson([new Verdict { Gate = "AUC", Value = auc, Threshold = 0.7, Outcome = GateOutcome.Passed, Message = "AUC is over 0.7." }])),
            ["evidence/golden.json"] = Bytes(new GoldenFile("Churn", hash, schema.Classes, golden).ToJson()),
        };
        edit?.Invoke(files);
        if (attest && !files.ContainsKey("evidence/provenance.json"))
        {
            AddProvenance(files);
        }

        var path = Path.Combine(folder, $"{Id}.{version}.nupkg");
        File.Delete(path);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 2, 0, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            stream.Write(content);
        }

        return path;
    }

    /// <summary>Gives the files of a package the provenance that speaks of them.</summary>
    private static void AddProvenance(Dictionary<string, byte[]> files)
    {
        var statement = new
        {
            _type = ProvenanceStatement.StatementType,
            subject = files.Where(f => !f.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Select(f => new { name = f.Key, digest = new { sha256 = Convert.ToHexStringLower(SHA256.HashData(f.Value)) } }),
            predicateType = ProvenanceStatement.PredicateType,
            predicate = new { runDetails = new { builder = new { id = "urn:test" } } },
        };
        files["evidence/provenance.json"] = JsonSerializer.SerializeToUtf8Bytes(statement);
    }

    private static byte[] Model(ModelSchema schema, double weight, out List<GoldenRow> golden)
    {
        var table = new Table([.. schema.Features.Select(Values)]);
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.Linear);
        var path = Path.Combine(Path.GetTempPath(), $"ingot-{Guid.NewGuid():N}.onnx");
        try
        {
            // One weight per feature that the plan makes; tenure's is the one that differs between models.
            double[] weights = [.. plan.Transform(table, threads: 1).Names.Select(n => n == "tenure" ? weight : 0.25)];
            var learned = schema.Task == ModelTask.MulticlassClassification
                ? new LinearModel([.. schema.Classes.Select((_, c) => Array.ConvertAll(weights, w => w * c))], [.. schema.Classes.Select((_, c) => 0.5 * c)]) { Link = OutputLink.Softmax, Outputs = schema.Classes.Count }
                : new LinearModel([weights], [0.5]) { Link = OutputLink.Sigmoid, Outputs = 1 };
            OnnxModelWriter.Write(path, schema, plan, learned, 0.5, "Churn");
            using var scorer = new OnnxScorer(path, threads: 1);
            var scores = scorer.Score(table, schema);
            golden = [.. scores.Chunk(learned.Outputs).Select((s, r) => new GoldenRow(r, GoldenFile.Inputs(schema.Features, table, r), s))];
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TableColumn Values(SchemaColumn column) => column.Type switch
    {
        ColumnType.Number => new NumberColumn(column.Name, [3, 24, double.NaN, 71]),
        ColumnType.Boolean => new BooleanColumn(column.Name, [1, 0, -1, 1]),
        ColumnType.Date => new DateColumn(column.Name, [0, 86_400_000_000, DateColumn.Missing, 43_200_000_000]),
        _ => new StringColumn(column.Name, [0, 1, -1, 0], [.. (column.Domain ?? ["a", "b"]).Order(StringComparer.Ordinal)]),
    };

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"));
}
