using DuckDB.NET.Data;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Profiles;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Prepares data: reads, infers the schema or validates against it, cleans, looks for leakage, profiles, writes Parquet.</summary>
public static class DataPreparation
{
    private const string Training = "training";
    private const string Reference = "reference";

    // As doubles 128 MB.
    private const long ManyValues = 1 << 24;
    private const int MegabytesOfThread = 64;

    /// <summary>Runs the preparation. A schema that was inferred is written beside the project as the last act.</summary>
    /// <param name="spec">What the project says.</param>
    /// <param name="files">Where it writes.</param>
    /// <param name="sink">Takes all anomalies.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="threads">How many threads may be used; the result does not depend on it.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>What was made; null, and nothing written, when the sink was told of an error.</returns>
    /// <exception cref="IngotException">INGOT1xxx: the data cannot be used.</exception>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static PreparedData? Run(
        ModelSpec spec, PreparedFiles files, IDiagnosticSink sink, IStageProgress progress, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var scratch = new ScratchFolder(files.Folder);
        using var session = new DuckDbSession(threads);
        var found = new DiagnosticRelay(sink);
        var known = ReadSchema(spec);
        progress.Report("reading the data");
        var context = Context(spec, known, scratch, found);
        var training = RawData.Load(session, Training, spec.TrainingData, context);
        if (known is null)
        {
            context = context with { File = training.Reading, Origin = "the training data", Names = [.. training.Columns.Select(c => c.Name)] };
        }

        RawData[] tables = spec.ReferenceFraction is null ? [training, RawData.Load(session, Reference, spec.ReferenceData, context)] : [training];
        session.Confine(files.Folder, tables.SelectMany(t => t.FilesInUse));
        cancellation.ThrowIfCancellationRequested();

        try
        {
            progress.Report("comparing the columns");
            var places = new ColumnPlaces(spec, known is not null);
            var reading = known?.Reading ?? ReadingOf(spec, training.Reading);
            var said = known is null
                ? Words(spec.Columns.Select(c => (c.Name, c.MissingWords)))
                : Words(known.Columns.Select(c => (c.Name, c.Missing)));
            foreach (var raw in tables)
            {
                RawText.Normalise(session, raw, reading.Text, name => said.GetValueOrDefault(name, reading.Text.Missing));
            }

            var types = known is not null ? new InferredTypes(known.Columns, known.Reading) : new TypeInference(session, spec, training, reading, places, found).Infer();
            var columns = types.Columns;
            var words = Words(columns.Select(c => (c.Name, c.Missing)));
            foreach (var raw in words.Count > said.Count || words.Any(w => said.GetValueOrDefault(w.Key) != w.Value) ? tables : [])
            {
                // Words that were found to mean missing values among numbers and dates.
                RawText.Normalise(session, raw, reading.Text, name => words.GetValueOrDefault(name, reading.Text.Missing));
            }

            var agreement = new ColumnAgreement(spec, columns, places, found);
            agreement.CheckProject();
            if (known is not null)
            {
                agreement.CheckMetadata(Path.GetFileName(spec.SchemaFile), known.Reading.Text);
            }

            foreach (var raw in tables)
            {
                agreement.CheckData(raw);
            }

            if (found.HasErrors)
            {
                return null;
            }

            cancellation.ThrowIfCancellationRequested();
            progress.Report("cleaning");
            if (tables.All(t => !t.IsKept) && tables.Sum(t => Rows(session, t.Table) * t.Columns.Count) >= ManyValues)
            {
                session.KeepOnDisk(scratch.NewFile(".duckdb"), Math.Max(threads, 2) * MegabytesOfThread);
            }

            var typed = new TypedValues(session, types.Reading.Text);
            var validation = new SchemaValidation(session, types.Reading.Text, places, found);
            var cleaning = new Cleaning(session, spec, columns, typed);
            foreach (var raw in tables)
            {
                validation.CheckTypes(raw, columns);
                cleaning.Run(raw);
            }

            cancellation.ThrowIfCancellationRequested();
            progress.Report(known is null ? "inferring the schema" : "validating against the schema");
            var (numbers, categories) = (new NumberScans(session, threads), new CategoryScans(session));
            var schema = known ?? new SchemaInference(session, numbers, categories, spec, places, found).Infer(types, training);
            agreement.CheckFeatures(schema);
            ExpressionAgreement.Check(spec, schema, found);
            var plan = SplitPlan.Of(spec, schema);
            var split = new SplitCheck(session, spec, plan, places, schema.Task == ModelTask.Ranking, found);
            split.TellTimes(schema);
            foreach (var raw in tables)
            {
                validation.CheckValues(raw, schema, new ValueCounts(Rows(session, raw.Name), numbers.Of(raw.Name, schema.Columns), categories.Of(raw.Name, schema.Columns)));
                raw.Drop(session);
            }

            if (spec.ReferenceFraction is null)
            {
                LeakageCheck.Run(session, spec, schema, found);
                split.CompareReference();
            }
            else if (!found.HasErrors)
            {
                new ReferenceSplit(session, spec, plan, found).Run(schema.Columns.Select(c => c.Name));
                numbers.Forget();
                categories.Forget();
            }

            if (schema.Task == ModelTask.Ranking && !found.HasErrors)
            {
                new QueryCheck(session, spec, schema, places, found).Run();
            }

            if (found.HasErrors)
            {
                return null;
            }

            cancellation.ThrowIfCancellationRequested();
            progress.Report("writing and profiling");
            // From here on with one thread: the bytes of Parquet files depend on their number. The profile is made beside them.
            session.UseThreads(1);
            var writing = session.ExecuteBeside([.. new[] { (Table: Training, Path: files.Training), (Table: Reference, Path: files.Reference) }
                .Select(f => $"COPY ({InOrder(session, f.Table)}) TO {DuckDbSession.Text(f.Path)} (FORMAT parquet, COMPRESSION zstd)")]);
            DataProfile profile;
            try
            {
                profile = DataProfiler.Of(session, numbers, categories, schema, Training, Reference);
            }
            finally
            {
                ((IAsyncResult)writing).AsyncWaitHandle.WaitOne();
            }

            writing.GetAwaiter().GetResult();
            cancellation.ThrowIfCancellationRequested();
            File.WriteAllText(files.Profile, ProfileFile.ToJson(profile));
            if (known is null)
            {
                WriteSchema(spec.SchemaFile, schema);
            }

            return new PreparedData(schema, profile, ExamplesOf(session, schema), Rows(session, Training), Rows(session, Reference));
        }
        catch (Exception e) when (e is DuckDBException or IOException)
        {
            foreach (var raw in tables)
            {
                raw.ThrowIfUnreadable(session);
            }

            throw;
        }
    }

    /// <summary>
    /// All rows in the order of the files, in which the tables are already: sorting makes the groups of rows alike, however many threads made
    /// the table. It takes as much memory as the table again, so it is left out where they are alike: where all rows fit into one group, and where
    /// every group is full but the last.
    /// </summary>
    private static string InOrder(DuckDbSession session, string table)
    {
        const int rowsOfGroup = 122_880;
        var rows = Rows(session, table);
        if (rows <= rowsOfGroup)
        {
            return $"SELECT * FROM {table}";
        }

        // Rows that were deleted are counted in their group.
        var groups = session.Query(
            $"SELECT sum(count)::BIGINT FROM pragma_storage_info('{table}') WHERE column_name = '{RawData.RowNumber}' AND segment_type <> 'VALIDITY' GROUP BY row_group_id ORDER BY row_group_id")
            .Select(g => DuckDbSession.Integer(g[0])).ToList();
        return $"SELECT * FROM {table}{(groups.SkipLast(1).All(g => g == rowsOfGroup) && groups.Sum() == rows ? string.Empty : $" ORDER BY {RawData.RowNumber}")}";
    }

    /// <summary>The words of the columns that have their own.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Words(IEnumerable<(string Name, IReadOnlyList<string>? Missing)> columns) =>
        columns.Where(c => c.Missing is not null).DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.Missing!, StringComparer.Ordinal);

    private static ReadingContext Context(ModelSpec spec, ModelSchema? known, ScratchFolder scratch, IDiagnosticSink sink) => new(scratch, sink)
    {
        File = known?.Reading.File,
        Names = [.. known?.Columns.Select(c => c.Name) ?? []],
        Ignored = spec.Columns.Where(c => c.Role == ColumnRole.Ignored).Select(c => c.Name)
            .Concat(known?.Columns.Where(c => c.Role == ColumnRole.Ignored).Select(c => c.Name) ?? []).ToHashSet(StringComparer.Ordinal),
        Label = spec.Label,
    };

    /// <summary>How data are read where no schema says it: files as was found, texts as the kind of the files is.</summary>
    private static DataReading ReadingOf(ModelSpec spec, FileReading found)
    {
        var reading = (found.Format == FileFormat.Csv ? DataReading.Default : DataReading.Typed(found.Format)) with { File = found };
        return spec.MissingWords is { } words ? reading with { Text = reading.Text with { Missing = words } } : reading;
    }

    private static Dictionary<string, IReadOnlyList<string>> ExamplesOf(DuckDbSession session, ModelSchema schema)
    {
        const int most = 100;
        return schema.Columns.Where(c => c is { Type: ColumnType.String, Role: not (ColumnRole.Feature or ColumnRole.Label) } or { IsText: true }).Take(most).ToDictionary(
            c => c.Name,
            IReadOnlyList<string> (c) => [.. session.Query($"SELECT {DuckDbSession.Name(c.Name)} FROM {Training} WHERE {DuckDbSession.Name(c.Name)} IS NOT NULL ORDER BY {RawData.RowNumber} LIMIT 3").Select(r => (string)r[0]!)],
            StringComparer.Ordinal);
    }

    private static long Rows(DuckDbSession session, string table) => session.Count($"SELECT count(*) FROM {table}");

    /// <summary>The schema that people reviewed, or null when it is to be inferred.</summary>
    private static ModelSchema? ReadSchema(ModelSpec spec)
    {
        if (!File.Exists(spec.SchemaFile))
        {
            return !spec.ContinuousIntegration ? null : throw new IngotException(PrepareDiagnostics.InvalidSchema.At(
                new SourceLocation(spec.ProjectFile),
                $"There is no {Path.GetFileName(spec.SchemaFile)}, and in CI none is inferred. Build once locally and commit the file."));
        }

        var schema = SchemaFile.Read(spec.SchemaFile);
        if (schema.LabelIfAny?.Name != spec.Label)
        {
            throw new IngotException(PrepareDiagnostics.InvalidSchema.At(
                new SourceLocation(spec.SchemaFile, schema.LabelIfAny?.Line ?? 1, 1),
                $"{(schema.LabelIfAny is { } label ? $"The schema's label is '{label.Name}'" : "The schema has no label")}, {(spec.Label is { } said ? $"the project's ModelLabel is '{said}'" : "the project has no ModelLabel")}. Correct the one that is wrong; if it is the schema, delete {Path.GetFileName(spec.SchemaFile)} and build: it is inferred anew."));
        }

        // A project that does not say it would be told of labels that are missing.
        if ((spec.Task ?? (schema.Task.IsUnsupervised() ? null : schema.Task)) != schema.Task)
        {
            throw new IngotException(PrepareDiagnostics.InvalidSchema.At(
                new SourceLocation(spec.SchemaFile, 2, 1), $"The schema's task is {schema.Task}, {(spec.Task is { } task ? $"the project's ModelTask is {task}" : "and the project has no ModelTask")}. Correct the one that is wrong; if it is the schema, delete {Path.GetFileName(spec.SchemaFile)} and build: it is inferred anew."));
        }

        return spec.PositiveClass is { } positive && schema.Task is ModelTask.BinaryClassification or ModelTask.AnomalyDetection && schema.LabelIfAny is not null && positive != schema.PositiveClass
            ? throw new IngotException(PrepareDiagnostics.InvalidSchema.At(
                new SourceLocation(spec.SchemaFile, 3, 1), $"The schema's positiveClass is '{schema.PositiveClass}', the project's ModelPositiveClass is '{positive}'. Correct the one that is wrong; if it is the schema, delete {Path.GetFileName(spec.SchemaFile)} and build: it is inferred anew."))
            : schema;
    }

    private static void WriteSchema(string path, ModelSchema schema) => AtomicFile.WriteToDisk(path, SchemaFile.ToJson(schema) + "\n");
}
