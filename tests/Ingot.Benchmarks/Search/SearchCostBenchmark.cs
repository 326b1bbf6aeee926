using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ingot.Benchmarks.Text;
using Ingot.Core.Schemas;
using Ingot.Data;
using Ingot.Onnx.Features;
using Ingot.Tests.Shared;
using Ingot.Training;
using Ingot.Training.LightGbm;

namespace Ingot.Benchmarks.Search;

/// <summary>A search, as a person starts it, beside nothing but LightGBM's own trainings of the same matrix with the same parameters.</summary>
internal static class SearchCostBenchmark
{
    private const double ValidationFraction = 0.2;

    /// <summary>Searches, trains barely what was tried, and prints the ratios of processor time and of time.</summary>
    /// <param name="rows">Rows to learn from, of 28 numbers.</param>
    /// <param name="trials">How many trials.</param>
    /// <param name="iterations">Boosting rounds of each.</param>
    public static void Run(int rows, int trials, int iterations)
    {
        using var place = new Workplace();
        FullBuildBenchmark.Split(place, session => FullBuildBenchmark.MakeNumbers(session, rows * 5 / 4));
        place.Write("Large/Large.csproj", FormattableString.Invariant($"""
            <Project Sdk="Ingot.Sdk/0.1.0">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ModelLabel>label</ModelLabel>
                <ModelPositiveClass>yes</ModelPositiveClass>
                <ModelMaxLeakage>1</ModelMaxLeakage>
                <ModelValidationFraction>{ValidationFraction}</ModelValidationFraction>
              </PropertyGroup>
              <ItemGroup>
                <TrainingData Include="../train.parquet" />
                <ReferenceData Include="../reference.parquet" />
                <Trainer Include="LightGbm" Iterations="{iterations}" EarlyStopping="0" />
                <Search Include="Boosting" Trials="{trials}" LearningRate="log(0.02..0.3)" Leaves="15..63" MinDataInLeaf="log(5..200)" L2="log(0.001..10)" />
              </ItemGroup>
            </Project>
            """));
        place.Run("dotnet", "restore", "Large/Large.csproj");
        place.Run("dotnet", "build", "Large/Large.csproj", "--no-restore", "-t:PrepareData");
        var before = ProcessorTime.OfChildren();
        var search = place.Run("dotnet", "build", "Large/Large.csproj", "--no-restore", "-t:SearchModel");
        var searchProcessor = ProcessorTime.OfChildren() - before;
        using var self = Process.GetCurrentProcess();
        var (bare, bareProcessor) = TrainBare(place, iterations, isMeasured: false, self);
        var (measured, measuredProcessor) = TrainBare(place, iterations, isMeasured: true, self);
        Console.WriteLine(FormattableString.Invariant(
            $"{trials} trials of {iterations} iterations on {rows * (1 - ValidationFraction):N0} rows: search {search:0.0} s ({searchProcessor:0.0} s of processor time), bare LightGBM trainings {bare:0.0} s ({bareProcessor:0.0}): ratio {search / bare:0.00}, of processor time {searchProcessor / bareProcessor:0.00}; with the loss of the validation rows after every iteration {measured:0.0} s ({measuredProcessor:0.0}): ratio {search / measured:0.00}, of processor time {searchProcessor / measuredProcessor:0.00}"));
    }

    /// <summary>As many rows, the same features, parameters and threads; LightGBM's dataset and iterations, nothing else but, when it is measured, the loss of the validation rows after each. The present trainer is one of them.</summary>
    private static (double Seconds, double Processor) TrainBare(Workplace place, int iterations, bool isMeasured, Process self)
    {
        var stages = Path.Combine(place.Root, "Large", "obj", "Debug", "ingot");
        var report = JsonNode.Parse(File.ReadAllText(Path.Combine(stages, "search", "search.json")))!;
        var schema = SchemaFile.Read(Path.Combine(stages, "prepare", "schema.json"));
        var table = ParquetTable.Read(Path.Combine(stages, "prepare", "training.parquet"), schema.Columns.Select(c => c.Name));
        var learned = Enumerable.Range(0, (int)(table.Rows * (1 - ValidationFraction))).ToArray();
        var heldOut = Enumerable.Range(learned.Length, table.Rows - learned.Length).ToArray();
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees, learned);
        var labels = TrainingLabels.Of(schema, table);
        LabelledRows Rows(int[] of) => new(MatrixRows.Of(plan, plan.Transform(table, of, Environment.ProcessorCount)), [.. of.Select(r => labels[r])], null);
        var (rows, validation) = (Rows(learned), Rows(heldOut));
        self.Refresh();
        var (watch, processor) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        foreach (var trial in report["trials"]!.AsArray().Append(report["present"]!))
        {
            string Said(string name, string fallback) => (string?)trial!["parameters"]![name] ?? fallback;
            using var booster = new LightGbmBooster();
            var parameters = string.Create(
                CultureInfo.InvariantCulture,
                $"objective=binary deterministic=true force_row_wise=true verbosity=-1 seed=1 num_threads={Environment.ProcessorCount} num_leaves={Said("Leaves", "31")} learning_rate={Said("LearningRate", "0.1")} min_data_in_leaf={Said("MinDataInLeaf", "20")} lambda_l2={Said("L2", "0")} metric=binary_logloss");
            booster.Create(rows, parameters);
            if (isMeasured)
            {
                booster.AddValidation(validation, parameters);
            }

            for (var i = 0; i < iterations; i++)
            {
                booster.Update();
                _ = isMeasured ? booster.Validation() : 0;
            }
        }

        self.Refresh();
        return (watch.Elapsed.TotalSeconds, (self.TotalProcessorTime - processor).TotalSeconds);
    }
}
