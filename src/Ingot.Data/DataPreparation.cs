using DuckDB.NET.Data;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Prepares data: reads, validates against the schema (or infers it), cleans, looks for leakage, profiles, writes Parquet.</summary>
public static class DataPreparation
{
    private static readonly string[] Tables = ["training", "reference"];

    /// <summary>Runs the preparation.</summary>
    /// <param name="spec">What the project says.</param>
    /// <param name="outputFolder">Gets <c>training.parquet</c>, <c>reference.parquet</c> and <c>profile.json</c>.</param>
    /// <param name="sink">Takes all anomalies.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="IngotException">INGOT1xxx: the data cannot be used.</exception>
    public static PreparedData Run(
        ModelSpec spec, string outputFolder, IDiagnosticSink sink, IStageProgress progress, CancellationToken cancellation)
    {
        using var session = new DuckDbSession();
        progress.Report("reading the data");
        var training = RawData.Load(session, "training", spec.TrainingData);
        var reference = RawData.Load(session, "reference", spec.ReferenceData);
        cancellation.ThrowIfCancellationRequested();

        var known = File.Exists(spec.SchemaFile);
        if (!known && spec.ContinuousIntegration)
        {
            throw new IngotException(PrepareDiagnostics.InvalidSchema.At(
                new SourceLocation(spec.ProjectFile),
                $"There is no {Path.GetFileName(spec.SchemaFile)}, and in CI none is inferred. Build once locally and commit the file."));
        }

        var schema = known ? SchemaFile.Read(spec.SchemaFile) : new SchemaInference(session, spec).Infer(training);
        CheckAgreement(spec, schema);
        progress.Report("validating against the schema");
        var found = new DiagnosticList();
        var validation = new SchemaValidation(session, spec, schema, found);
        // Both tables are looked at, whatever the first one has: all anomalies are reported at once.
        if (validation.CheckColumns("training", training) & validation.CheckColumns("reference", reference))
        {
            validation.CheckValues("training");
            validation.CheckValues("reference");
        }

        foreach (var diagnostic in found.Items)
        {
            sink.Report(diagnostic);
        }

        if (found.HasErrors)
        {
            return new PreparedData(schema, 0, 0);
        }

        cancellation.ThrowIfCancellationRequested();
        progress.Report("cleaning");
        foreach (var table in Tables)
        {
            Clean(session, table, spec, schema);
        }

        CheckLeakage(session, spec, schema, sink);
        foreach (var table in Tables)
        {
            var path = Path.Combine(outputFolder, $"{table}.parquet");
            session.Execute($"COPY (SELECT * FROM {table} ORDER BY {RawData.RowNumber}) TO {DuckDbSession.Text(path)} (FORMAT parquet, COMPRESSION zstd)");
        }

        cancellation.ThrowIfCancellationRequested();
        progress.Report("profiling");
        File.WriteAllBytes(Path.Combine(outputFolder, "profile.json"), DataProfile.Of(session, schema, Tables));
        if (!known)
        {
            WriteSchema(spec.SchemaFile, schema);
        }

        return new PreparedData(schema, Rows(session, "training"), Rows(session, "reference"));
    }

    private static long Rows(DuckDbSession session, string table) => session.Count($"SELECT count(*) FROM {table}");

    private static void CheckAgreement(ModelSpec spec, ModelSchema schema)
    {
        if (schema.Label.Name != spec.Label)
        {
            throw new IngotException(PrepareDiagnostics.InvalidSchema.At(
                new SourceLocation(spec.SchemaFile, schema.Label.Line, 1),
                $"The schema's label is '{schema.Label.Name}', the project's Label is '{spec.Label}'. Make them agree."));
        }

        if (spec.Task is { } task && task != schema.Task)
        {
            throw new IngotException(PrepareDiagnostics.InvalidSchema.At(
                new SourceLocation(spec.SchemaFile, 2, 1), $"The schema's task is {schema.Task}, the project's ModelTask is {task}. Make them agree."));
        }

        if (spec.PositiveClass is { } positive && schema.Task == ModelTask.BinaryClassification && positive != schema.PositiveClass)
        {
            throw new IngotException(PrepareDiagnostics.InvalidSchema.At(
                new SourceLocation(spec.SchemaFile, 3, 1), $"The schema's positiveClass is '{schema.PositiveClass}', the project's PositiveClass is '{positive}'. Make them agree."));
        }
    }

    private static void Clean(DuckDbSession session, string table, ModelSpec spec, ModelSchema schema)
    {
        var columns = schema.Columns.Select(c => $"{SchemaValidation.Typed(c)} AS {DuckDbSession.Name(c.Name)}");
        session.Execute($"CREATE TABLE {table} AS SELECT {string.Join(", ", columns)}, {RawData.RowNumber} FROM raw_{table} ORDER BY {RawData.RowNumber}");
        session.Execute($"DROP TABLE raw_{table}");
        if (spec.Filter is { } filter)
        {
            try
            {
                session.Execute($"DELETE FROM {table} WHERE NOT coalesce(({filter}\n), false)");
            }
            catch (DuckDBException e)
            {
                throw new IngotException(
                    PrepareDiagnostics.BadFilter.At(
                        new SourceLocation(spec.ProjectFile),
                        $"The Filter \"{filter}\" is not valid SQL over the columns: {e.Message.Split('\n')[0]} Write a condition such as: price > 0."),
                    e);
            }
        }

        foreach (var column in spec.Columns.Where(c => c.Missing == MissingValues.DropRow))
        {
            session.Execute($"DELETE FROM {table} WHERE {DuckDbSession.Name(column.Name)} IS NULL");
        }

        if (spec.RemoveDuplicates)
        {
            session.Execute(
                $"DELETE FROM {table} WHERE {RawData.RowNumber} NOT IN (SELECT min({RawData.RowNumber}) FROM {table} GROUP BY {string.Join(", ", schema.Columns.Select(c => DuckDbSession.Name(c.Name)))})");
        }

        if (Rows(session, table) == 0)
        {
            throw new IngotException(PrepareDiagnostics.BadFilter.At(
                new SourceLocation(spec.ProjectFile), $"Cleaning leaves no row of the {table} data. Correct the Filter or the columns with Missing=\"DropRow\"."));
        }

        var label = DuckDbSession.Name(schema.Label.Name);
        if (table == "training" && session.Count($"SELECT count(DISTINCT {label}) FROM {table}") < 2)
        {
            throw new IngotException(PrepareDiagnostics.BadLabel.At(
                new SourceLocation(spec.ProjectFile), $"The label '{schema.Label.Name}' has one value only in the training data: nothing can be learned. Bring rows of every class."));
        }
    }

    private static void CheckLeakage(DuckDbSession session, ModelSpec spec, ModelSchema schema, IDiagnosticSink sink)
    {
        // Rows are compared by DuckDB's 64-bit hash of all columns: a chance match is rarer than 1 in 10^6 for 10^6 rows each.
        var hash = $"hash({string.Join(", ", schema.Columns.Select(c => DuckDbSession.Name(c.Name)))})";
        var leaked = session.Count($"SELECT count(*) FROM reference WHERE {hash} IN (SELECT {hash} FROM training)");
        if (leaked == 0)
        {
            return;
        }

        var rows = Rows(session, "reference");
        var share = (double)leaked / rows;
        var diagnostic = PrepareDiagnostics.Leakage.At(
            spec.ReferenceData[0].Location,
            $"{leaked:N0} of {rows:N0} reference rows ({share * 100:0.0##} %) also stand in the training data; at most {spec.MaxLeakage * 100:0.##} % may. Metrics on them flatter the model: remove them, or raise MaxLeakage if equal rows are natural.");
        sink.Report(share > spec.MaxLeakage ? diagnostic with { Severity = DiagnosticSeverity.Error } : diagnostic);
    }

    private static void WriteSchema(string path, ModelSchema schema)
    {
        var temporary = $"{path}.tmp-{Environment.ProcessId}";
        File.WriteAllText(temporary, SchemaFile.ToJson(schema) + "\n");
        File.Move(temporary, path, overwrite: true);
    }
}
