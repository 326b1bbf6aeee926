using System.Diagnostics;
using System.Globalization;
using Ingot.Data;
using Spectre.Console;

namespace Ingot.Benchmarks;

/// <summary>Prepare of tables that are wider than long, beside nothing but DuckDB reading the same files as text.</summary>
internal static class WideTableBenchmark
{
    private const int TrainingRows = 2000;
    private const int ReferenceRows = 500;

    public static void Run(int[] widths)
    {
        foreach (var columns in widths)
        {
            RunOne(columns);
        }
    }

    private static void RunOne(int columns)
    {
        using var place = new Workplace();
        Write(place, "train.csv", TrainingRows, columns);
        Write(place, "reference.csv", ReferenceRows, columns);
        place.Write("Wide/Wide.csproj", """
            <Project Sdk="Ingot.Sdk/0.1.0">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ModelLabel>y</ModelLabel>
              </PropertyGroup>
              <ItemGroup>
                <TrainingData Include="../train.csv" />
                <ReferenceData Include="../reference.csv" />
              </ItemGroup>
            </Project>
            """);
        place.Run("dotnet", "restore", "Wide/Wide.csproj");
        var prepare = place.Run("dotnet", "msbuild", "Wide/Wide.csproj", "-t:PrepareData", "-v:q");
        var bare = Read(place, columns);
        AnsiConsole.MarkupLineInterpolated($"{columns:N0} columns: Prepare {prepare:0.0} s, DuckDB's reading {bare:0.0} s: ratio {prepare / bare:0.00}");
    }

    // Nine of ten columns are numbers, the tenth has four words.
    private static void Write(Workplace place, string name, int rows, int columns)
    {
        var random = new Random(rows);
        using var file = File.CreateText(Path.Combine(place.Root, name));
        file.Write(string.Concat(Enumerable.Range(0, columns).Select(i => $"c{i},")) + "y\n");
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < columns; i++)
            {
                file.Write(i % 10 == 0 ? "abcd"[random.Next(4)].ToString() : (random.NextDouble() * 10).ToString("0.000", CultureInfo.InvariantCulture));
                file.Write(',');
            }

            file.Write(random.Next(2) == 0 ? "yes\n" : "no\n");
        }
    }

    private static double Read(Workplace place, int columns)
    {
        using var session = new DuckDbSession(Environment.ProcessorCount);
        var types = string.Join(", ", Enumerable.Range(0, columns).Select(i => $"c{i}: 'VARCHAR'").Append("y: 'VARCHAR'"));
        var watch = Stopwatch.StartNew();
        foreach (var name in (string[])["train", "reference"])
        {
            session.Execute($"CREATE TABLE {name} AS SELECT * FROM read_csv({DuckDbSession.Text(Path.Combine(place.Root, name + ".csv"))}, columns={{{types}}}, header=true)");
        }

        return watch.Elapsed.TotalSeconds;
    }
}
