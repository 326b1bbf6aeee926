using Ingot.Tests.Shared.Trials;

namespace Ingot.Benchmarks.Reliability;

/// <summary>Builds by <c>dotnet build</c> and <c>dotnet pack</c>, with a cache, of a small model.</summary>
/// <param name="place">Where.</param>
/// <param name="kind">What is built.</param>
internal sealed class BuildTrial(TrialPlace place, string kind) : KillTrial(place)
{
    /// <summary>A build of all; two of them at once, of which one is killed; a package; a solution that leaves out what is up to date, after data changed.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["build", "two-builds", "pack", "solution"];

    // They hold times and numbers of files.
    private static readonly string[] Records = ["record.txt", "fingerprints.txt", "seal.txt", "names.txt"];

    public override string Name => kind;

    public override async Task PrepareAsync()
    {
        TrialData.Write(Place.At("train.csv"), 600, 1);
        TrialData.Write(Place.At("reference.csv"), 200, 2);
        await File.WriteAllTextAsync(Place.At("nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="ingot" value="{Workplace.Feed}" /></packageSources>
            </configuration>
            """);
        await File.WriteAllTextAsync(Place.At("Directory.Build.rsp"), "-nodeReuse:false\n");
        await File.WriteAllTextAsync(Place.At("Leave.csproj"), """
            <Project Sdk="Ingot.Sdk/0.1.0">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <PackageId>Contoso.Leave</PackageId>
                <Version>1.0.0</Version>
                <ModelLabel>left</ModelLabel>
              </PropertyGroup>
              <ItemGroup>
                <TrainingData Include="train.csv" />
                <ReferenceData Include="reference.csv" />
                <Trainer Include="LightGbm" Iterations="20" />
                <Gate Include="AUC" Min="0.5" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Place.At("All.slnx"), """
            <Solution>
              <Project Path="Leave.csproj" />
            </Solution>
            """);
        await File.WriteAllTextAsync(Place.At("Directory.Solution.targets"), """
            <Project>
              <Import Project="Ingot.Prune.targets" Sdk="Ingot.Sdk" Version="0.1.0" />
            </Project>
            """);
        await SucceedAsync(DotNet("restore", "Leave.csproj"));
        if (kind == "pack")
        {
            await SucceedAsync(DotNet("build", "Leave.csproj", "--no-restore", "-c", "Release"));
        }
        else if (kind == "solution")
        {
            await SucceedAsync(DotNet("build", "All.slnx", "--no-restore"));
            TrialData.Write(Place.At("reference.csv"), 210, 3);
        }
    }

    public override string? ContentOf(string name, string path)
    {
        var parts = name.Split(Path.DirectorySeparatorChar);
        return Records.Contains(parts[^1], StringComparer.Ordinal) ? "a record"
            : parts[0] == "obj" && !(parts.Contains("ingot", StringComparer.Ordinal) || WholeFiles.IsTemporary(name)) ? null
            : base.ContentOf(name, path);
    }

    protected override IReadOnlyList<TrialCommand> Commands() => kind switch
    {
        "build" => [DotNet("build", "Leave.csproj", "--no-restore")],
        "two-builds" => [DotNet("build", "Leave.csproj", "--no-restore"), DotNet("build", "Leave.csproj", "--no-restore")],
        "pack" => [DotNet("pack", "Leave.csproj", "--no-restore", "-c", "Release", "-o", "out")],
        "solution" => [DotNet("build", "All.slnx", "--no-restore")],
        _ => throw new InvalidOperationException($"There is no trial of '{kind}'."),
    };

    private TrialCommand DotNet(params IReadOnlyList<string> arguments)
    {
        var command = Place.Program(["dotnet", .. arguments]);
        return command with
        {
            Environment = new Dictionary<string, string>(command.Environment)
            {
                ["NUGET_PACKAGES"] = Path.Combine(Path.GetDirectoryName(Place.Work)!, "packages"),
                ["RestoreFallbackFolders"] = Workplace.Packages,
                ["IngotCacheDirectory"] = Place.At("cache"),
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["UseSharedCompilation"] = "false",
            },
        };
    }
}
