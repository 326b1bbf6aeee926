using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Ingot.Benchmarks.Text;

/// <summary>A full build of a model of free text, beside scikit-learn's vectoriser and logistic regression of the same rows and terms.</summary>
internal static class TextBenchmark
{
    private const int Terms = 20_000;
    private const int Buckets = 1 << 15;

    public static void Run(int rows, string python, string[] kinds)
    {
        using var place = new Workplace();
        MadeReviews.Write(place.Root, rows);
        foreach (var kind in kinds)
        {
            var size = kind == "Hashed" ? $"Buckets=\"{Buckets}\"" : $"MaxTerms=\"{Terms}\"";
            place.Write($"{kind}/{kind}.csproj", $"""
                <Project Sdk="Ingot.Sdk/0.1.0">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ModelLabel>label</ModelLabel>
                    <ModelPositiveClass>content</ModelPositiveClass>
                  </PropertyGroup>
                  <ItemGroup>
                    <TrainingData Include="../train.tsv" Quote="none" />
                    <ReferenceData Include="../reference.tsv" Quote="none" />
                    <Column Include="review" Encoding="Text" Terms="{kind}" {size} />
                    <Gate Include="AUC" Min="0.6" />
                  </ItemGroup>
                </Project>
                """);
            place.Run("dotnet", "restore", $"{kind}/{kind}.csproj");
            var before = ProcessorTime.OfChildren();
            var seconds = place.Run("dotnet", "build", $"{kind}/{kind}.csproj", "--no-restore");
            var processor = ProcessorTime.OfChildren() - before;
            using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(place.Root, kind, "obj", "Debug", "ingot", "evaluate", "metrics.json")));
            var area = metrics.RootElement.GetProperty("metrics").EnumerateArray().First(m => m.GetProperty("name").GetString() == "AUC").GetProperty("value").GetDouble();
            var (theirs, theirProcessor, theirArea) = Python(python, place.Root, kind);
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"{rows:N0} reviews, {kind}: full build {seconds:0.0} s ({processor:0.0} s of processors), AUC {area:0.0000}; scikit-learn {theirs:0.0} s ({theirProcessor:0.0}), AUC {theirArea:0.0000}: ratio {seconds / theirs:0.00} ({processor / theirProcessor:0.00})");
        }
    }

    private static (double Seconds, double Processor, double Area) Python(string python, string folder, string kind)
    {
        var size = kind == "Hashed" ? Buckets : Terms;
        var start = new ProcessStartInfo(
            python, [Path.Combine(AppContext.BaseDirectory, "Text", "sklearn_text.py"), folder, kind, size.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        var before = ProcessorTime.OfChildren();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double[] values = [.. output.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        return (values[0], ProcessorTime.OfChildren() - before, values[1]);
    }
}
