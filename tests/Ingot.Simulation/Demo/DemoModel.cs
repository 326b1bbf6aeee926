using System.Text.RegularExpressions;
using Ingot.Core.Statistics;
using Ingot.Releases.Channels;
using Ingot.Simulation.Models;
using Ingot.Simulation.World;

namespace Ingot.Simulation.Demo;

/// <summary>The model of the demonstration, as models/Churn is: its project, its data, its releases.</summary>
/// <param name="place">Where it is.</param>
internal sealed partial class DemoModel(DemoPlace place)
{
    /// <summary>The package's id.</summary>
    public const string Package = "Contoso.Churn";

    private const string Project = "models/Churn/Churn.csproj";
    private const double LeakedShare = 0.9;

    /// <summary>The file of its channel.</summary>
    public string Channel => place.At("models", "channels", "production", Package + ".json");

    /// <summary>The version that holds the channel.</summary>
    public string Serving => ChannelFile.Read(Channel).Current!.Version;

    /// <summary>The version that the project has.</summary>
    public string Version
    {
        get => VersionText().Match(File.ReadAllText(place.At(Project))).Groups["version"].Value;
        private set => place.Write(Project, VersionText().Replace(File.ReadAllText(place.At(Project)), $"<Version>{value}</Version>"));
    }

    /// <summary>Writes the project and its data.</summary>
    public void Create(YearWorld world)
    {
        Directory.CreateDirectory(place.At("data", "telco"));
        CsvRows.Write(place.At("data", "telco", "train.csv"), world.Training());
        CsvRows.Write(place.At("data", "telco", "reference.csv"), world.Reference());
        place.Write(Project, $"""
            <Project Sdk="Ingot.Sdk/0.1.0">

              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <PackageId>{Package}</PackageId>
                <Version>1.0.0</Version>
                <RootNamespace>{Package}</RootNamespace>
                <Authors>Contoso</Authors>
                <Description>Will a telephone customer leave? The model of a simulated year.</Description>
                <ModelTask>BinaryClassification</ModelTask>
                <ModelLabel>churn</ModelLabel>
                <ModelPositiveClass>Yes</ModelPositiveClass>
                <!-- The world may change: what a new model must prove, it must prove on the newest rows, and it learns from these. -->
                <ModelRetrainPolicy>Window</ModelRetrainPolicy>
                <ModelRetrainTraining>Replace</ModelRetrainTraining>
                <ModelRetrainAtMost>21d</ModelRetrainAtMost>
                <ModelRetrainHistory>../../history</ModelRetrainHistory>
              </PropertyGroup>

              <ItemGroup>
                <TrainingData Include="../../data/telco/train.csv" />
                <ReferenceData Include="../../data/telco/reference.csv" />
                <Column Include="total_charges" Missing="Median" />
                <Trainer Include="LightGbm" Iterations="200" Leaves="15" LearningRate="0.05" />
                <Gate Include="AUC" Min="0.65" />
                <MonitorGate Include="Drift" />
                <MonitorGate Include="Drift.Prediction" />
                <MonitorGate Include="AUC" MaxRegression="0.03" />
                <MonitorGate Include="Estimated.AUC" MaxRegression="0.03" />
                <RetrainTrigger Include="Performance" />
                <RetrainTrigger Include="Drift" />
              </ItemGroup>

            </Project>

            """);
    }

    /// <summary>Publishes the project as it is, and promotes it.</summary>
    public void Release(string reason)
    {
        place.Ingot("publish", "models/Churn", "--feed", "feed/").Expect(0);
        place.Ingot("promote", Package, Version, "--to", "production", "--reason", reason, "--package", place.At("feed", $"{Package}.{Version}.nupkg")).Expect(0);
    }

    /// <summary>
    /// Releases, under the next version, what somebody built from data that were taken after the fact: those who left have paid their last bill, and their total
    /// is 0. Then the data are as they were.
    /// </summary>
    public void ReleaseFromTheFuture(int seed)
    {
        var parts = Version.Split('.');
        Version = FormattableString.Invariant($"{parts[0]}.{int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) + 1}.0");
        var kept = Data().ToDictionary(f => f, File.ReadAllText);
        var draws = new SplitMix64((ulong)seed);
        foreach (var file in kept.Keys)
        {
            CsvRows.Replace(file, "total_charges", "0", YearWorld.Label, label => draws.Below(100) < 100 * LeakedShare && label == YearWorld.Positive);
        }

        Release("A better export of the data: the AUC is much higher");
        foreach (var (file, text) in kept)
        {
            File.WriteAllText(file, text);
        }
    }

    /// <summary>The model that was released last, to answer with; its files are kept.</summary>
    public BuiltModel Answering()
    {
        var (from, to) = (place.At("models", "Churn", "obj", "Release", "ingot", "export"), place.At("served", Serving));
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(f => Path.GetFileName(f) is "metrics.json" or "monitoring.parquet" || Path.GetExtension(f) == ".onnx" || f.EndsWith(".schema.json", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        return new BuiltModel(Serving, to, []);
    }

    /// <summary>Dates the last change of the channel to the year's clock: the tools have the machine's.</summary>
    public void DateChannel(DateTimeOffset now)
    {
        var state = ChannelFile.Read(Channel);
        ChannelFile.Write(Channel, state with { Current = state.Current! with { PromotedAt = now } });
    }

    // The rows that the next build would learn from and be measured on.
    private IEnumerable<string> Data() => ((string[])[place.At("data", "telco", "train.csv"), place.At("data", "telco", "reference.csv"), place.At("models", "Churn", "retraining", "training.csv"), place.At("models", "Churn", "retraining", "reference.csv")])
        .Where(File.Exists);

    [GeneratedRegex("<Version>(?<version>[^<]+)</Version>", RegexOptions.ExplicitCapture)]
    private static partial Regex VersionText();
}
