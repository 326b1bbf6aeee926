using System.Globalization;

namespace Ingot.Sdk.Tests;

/// <summary>A model project of a few lines in a folder of its own.</summary>
internal sealed class TinyModel
{
    private readonly SdkFixture _fixture;
    private readonly bool _severalFrameworks;

    /// <param name="fixture">The packages that it is built with.</param>
    /// <param name="severalFrameworks">Whether it has two target frameworks, which takes twice as long.</param>
    public TinyModel(SdkFixture fixture, bool severalFrameworks = false)
    {
        _fixture = fixture;
        _severalFrameworks = severalFrameworks;
        Folder = Directory.CreateDirectory(Path.Combine(fixture.Root, Guid.NewGuid().ToString("N"))).FullName;
        File.WriteAllText(At("nuget.config"), $"""
            <configuration>
              <packageSources><add key="ingot" value="{fixture.Feed}" /></packageSources>
            </configuration>
            """);
        File.WriteAllLines(At("train.csv"), Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{i % 2}")));
        File.WriteAllLines(At("reference.csv"), Enumerable.Range(300, 50).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{i % 2}")));
        WriteProject(iterations: 5, min: "0.5");
    }

    public string Folder { get; }

    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>A solution with this model, pruned by the SDK.</summary>
    public void AddSolution()
    {
        File.WriteAllText(At("Directory.Solution.targets"), """
            <Project>
              <Import Project="Ingot.Prune.targets" Sdk="Ingot.Sdk" Version="0.1.0" />
            </Project>
            """);
        File.WriteAllText(At("All.slnx"), """
            <Solution>
              <Project Path="Tiny.csproj" />
            </Solution>
            """);
    }

    public void WriteProject(int iterations, string min) => File.WriteAllText(At("Tiny.csproj"), $"""
        <Project Sdk="Ingot.Sdk/0.1.0">
          <PropertyGroup>
            {(_severalFrameworks ? "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>" : "<TargetFramework>net10.0</TargetFramework>")}
            <ModelLabel>y</ModelLabel>
          </PropertyGroup>
          <ItemGroup>
            <TrainingData Include="train.csv" />
            <ReferenceData Include="reference.csv" />
            <Trainer Include="LightGbm" Iterations="{iterations.ToString(CultureInfo.InvariantCulture)}" />
            <Gate Include="Accuracy" Min="0.1" />
            <Gate Include="AUC" Min="{min}" />
          </ItemGroup>
        </Project>
        """);

    /// <summary>Adds items as further lines, from line 12 on.</summary>
    public void AddItems(params string[] items) => Replace("  </ItemGroup>", string.Concat(items.Select(i => $"    {i}\n")) + "  </ItemGroup>");

    /// <summary>Edits the project.</summary>
    public void Replace(string text, string by) =>
        File.WriteAllText(At("Tiny.csproj"), File.ReadAllText(At("Tiny.csproj")).Replace(text, by, StringComparison.Ordinal));

    /// <summary>Runs dotnet; gives the exit code, the stages that ran, and the output.</summary>
    public (int ExitCode, string Stages, string Output) Run(string? crash, params string[] arguments) =>
        Run(crash, new Dictionary<string, string>(), arguments);

    /// <summary>Runs dotnet with more variables in its environment.</summary>
    public (int ExitCode, string Stages, string Output) Run(
        string? crash, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var (exitCode, output) = _fixture.DotNet(Folder, crash, arguments, environment);
        var stages = output.Split('\n').Select(l => l.Trim())
            .Where(l => l.StartsWith("stage ", StringComparison.Ordinal)).Select(l => l[6..]);
        return (exitCode, string.Join(' ', stages), output);
    }

    /// <summary>Builds; restores only the first time, since no test changes what is restored.</summary>
    public (int ExitCode, string Stages, string Output) Build() =>
        File.Exists(At("obj/project.assets.json")) ? Run(null, "build", "--no-restore") : Run(null, "build");
}
