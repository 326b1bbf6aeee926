using System.Diagnostics;
using System.Globalization;
using Ingot.Core.Schemas;
using Ingot.Data;
using Ingot.Onnx.Features;
using Ingot.Scoring;
using Ingot.Tests.Shared;
using Ingot.Training;
using Ingot.Training.LightGbm;
using Spectre.Console;

namespace Ingot.Benchmarks;

/// <summary>
/// A full build of a large table, beside nothing but LightGBM's own training of the matrix that it came to, and beside a script that reads, trains and measures
/// the same rows with pandas and scikit-learn.
/// </summary>
internal static class FullBuildBenchmark
{
    private const int Rows = 1_250_000;
    private const int Columns = 28;

    /// <summary>3,000,000 flights: five columns, of which two are texts.</summary>
    public static void Flights(FileInfo flights, int iterations, string python) => Run(
        iterations,
        python,
        session => session.Execute($"CREATE TABLE f AS SELECT * EXCLUDE (delay), CASE WHEN delay >= 15 THEN 'yes' ELSE 'no' END AS label, row_number() OVER () AS n FROM read_parquet({DuckDbSession.Text(flights.FullName)})"));

    /// <summary>1,250,000 rows of 28 numbers of 64 bits, made with a fixed seed.</summary>
    public static void Numbers(int iterations, string python) => Run(iterations, python, session => MakeNumbers(session, Rows));

    /// <summary>Makes a table <c>f</c> of 28 numbers, a label that follows from some of them with noise, and the number of the row.</summary>
    internal static void MakeNumbers(DuckDbSession session, int rows)
    {
        session.UseThreads(1);
        session.Query("SELECT setseed(0.5)");
        var columns = Enumerable.Range(0, Columns).Select(i => (i % 3) switch
        {
            0 => $"random() * 10 AS x{i}",
            1 => $"sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) AS x{i}",
            _ => $"exp(random() * 3) AS x{i}",
        });
        session.Execute(FormattableString.Invariant($"CREATE TABLE r AS SELECT {string.Join(", ", columns)}, random() AS u FROM range({rows})"));
        session.Execute("CREATE TABLE f AS SELECT * EXCLUDE (u), CASE WHEN u < 1 / (1 + exp(-(x1 + 0.5 * x4 * (x7 + 0.3) + 0.2 * (x0 - 5) + 0.1 * (x2 - 6) * sign(x10)))) THEN 'yes' ELSE 'no' END AS label, row_number() OVER () AS n FROM r");
    }

    /// <summary>Writes four of five rows of the table as train.parquet, and the others as reference.parquet.</summary>
    internal static void Split(Workplace place, Action<DuckDbSession> makeTable)
    {
        using var session = new DuckDbSession(threads: 2);
        makeTable(session);
        foreach (var (name, condition) in ((string, string)[])[("train", "n % 5 <> 0"), ("reference", "n % 5 = 0")])
        {
            session.Execute($"COPY (SELECT * EXCLUDE (n) FROM f WHERE {condition}) TO {DuckDbSession.Text(Path.Combine(place.Root, name + ".parquet"))} (FORMAT parquet)");
        }
    }

    private static void Run(int iterations, string python, Action<DuckDbSession> makeTable)
    {
        using var place = new Workplace();
        Split(place, makeTable);
        place.Write("Large/Large.csproj", FormattableString.Invariant($"""
            <Project Sdk="Ingot.Sdk/0.1.0">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ModelLabel>label</ModelLabel>
                <ModelPositiveClass>yes</ModelPositiveClass>
                <ModelMaxLeakage>1</ModelMaxLeakage>
              </PropertyGroup>
              <ItemGroup>
                <TrainingData Include="../train.parquet" />
                <ReferenceData Include="../reference.parquet" />
                <Trainer Include="LightGbm" Iterations="{iterations}" Leaves="31" LearningRate="0.1" EarlyStopping="0" />
                <Gate Include="AUC" Min="0.6" />
              </ItemGroup>
            </Project>
            """));
        place.Run("dotnet", "restore", "Large/Large.csproj");
        var before = ProcessorTime.OfChildren();
        var build = place.Run("dotnet", "build", "Large/Large.csproj", "--no-restore");
        var processor = ProcessorTime.OfChildren() - before;
        var bare = TrainBare(place, iterations);
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"full build {build:0.0} s ({processor:0.0} s of processors), bare LightGBM training {bare:0.0} s: ratio {build / bare:0.00}");
        WriteCsv(place);
        before = ProcessorTime.OfChildren();
        var script = place.Run(python, Path.Combine(AppContext.BaseDirectory, "Quality", "sklearn_script.py"), place.Root, iterations.ToString(CultureInfo.InvariantCulture));
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"the script {script:0.0} s ({ProcessorTime.OfChildren() - before:0.0} s of processors): ratio {build / script:0.00}");
        Score(place);
    }

    // Python's reader of Parquet is no part of pandas.
    private static void WriteCsv(Workplace place)
    {
        using var session = new DuckDbSession(threads: 2);
        foreach (var name in (string[])["train", "reference"])
        {
            var path = Path.Combine(place.Root, name);
            session.Execute($"COPY (SELECT * FROM read_parquet({DuckDbSession.Text(path + ".parquet")})) TO {DuckDbSession.Text(path + ".csv")} (FORMAT csv)");
        }
    }

    /// <summary>The same rows, features, parameters and threads; LightGBM's dataset and iterations, nothing else.</summary>
    private static double TrainBare(Workplace place, int iterations)
    {
        var prepared = Path.Combine(place.Root, "Large", "obj", "Debug", "ingot", "prepare");
        var schema = SchemaFile.Read(Path.Combine(prepared, "schema.json"));
        var table = ParquetTable.Read(Path.Combine(prepared, "training.parquet"), schema.Columns.Select(c => c.Name));
        var all = Enumerable.Range(0, table.Rows).ToArray();
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees, all);
        var features = MatrixRows.Of(plan, plan.Transform(table, all, Environment.ProcessorCount));
        var rows = new LabelledRows(features, TrainingLabels.Of(schema, table), null);
        var categorical = features.Categorical.Count > 0 ? $" categorical_feature={string.Join(',', features.Categorical)}" : string.Empty;
        var watch = Stopwatch.StartNew();
        using var booster = new LightGbmBooster();
        booster.Create(rows, FormattableString.Invariant(
            $"objective=binary deterministic=true force_row_wise=true verbosity=-1 num_leaves=31 learning_rate=0.1 seed=1 num_threads={Environment.ProcessorCount}{categorical}"));
        for (var i = 0; i < iterations; i++)
        {
            booster.Update();
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static void Score(Workplace place)
    {
        var stages = Path.Combine(place.Root, "Large", "obj", "Debug", "ingot");
        var schema = SchemaFile.Read(Path.Combine(stages, "prepare", "schema.json"));
        var table = ParquetTable.Read(Path.Combine(stages, "prepare", "reference.parquet"), schema.Columns.Select(c => c.Name));
        using var scorer = new OnnxScorer(Path.Combine(stages, "train", "model.onnx"), Environment.ProcessorCount);
        var watch = Stopwatch.StartNew();
        scorer.Score(table, schema);
        AnsiConsole.MarkupLineInterpolated($"scoring {table.Rows:N0} rows: {table.Rows / watch.Elapsed.TotalSeconds:N0} rows/s");
    }
}
