using System.Globalization;
using System.Text;

namespace Ingot.Benchmarks;

/// <summary>What a build costs when nothing changed.</summary>
internal static class NoOpBenchmark
{
    // Beyond, what evaluates every project takes most of the time and tells nothing new.
    private const int MostUnpruned = 20;

    public static void Run(IEnumerable<int> counts, int rounds)
    {
        foreach (var count in counts)
        {
            using var place = new Workplace();
            Make(place, count);
            var race = new Contestants();
            race.Add("empty projects, .slnx", () => place.Run("dotnet", "build", "Empty.slnx"));
            race.Add("models, .slnx", () => place.Run("dotnet", "build", "Models.slnx"));
            race.Add("models, traversal", () => place.Run("dotnet", "msbuild", "models.proj", "-v:q"));
            if (count <= MostUnpruned)
            {
                race.Add("models, .slnx, not pruned", () => place.Run("dotnet", "build", "Models.slnx", "-p:IngotPrune=false"));
                race.Add("class libraries, .slnx", () => place.Run("dotnet", "build", "Libraries.slnx"));
            }

            race.Add("make, stamps", () => place.Run("make", "-s", "-f", "stamps.mk"));
            if (count == 1)
            {
                race.Add("one model, its project", () => place.Run("dotnet", "build", "m0/m0.csproj"));
                race.Add("one class library, its project", () => place.Run("dotnet", "build", "l0/l0.csproj"));
            }

            // The first builds train, compile and record; records are sure of files only from the second build on.
            for (var i = 0; i < 3; i++)
            {
                race.Race(1);
            }

            race.Forget();
            race.Race(rounds);
            race.Print($"Nothing changed in {count} models", "empty projects, .slnx");
        }
    }

    private static void Make(Workplace place, int count)
    {
        // One name for all: they have the same stage keys, so that one trains and the others take it from the cache.
        place.Write("train.csv", Rows(0, 500));
        place.Write("reference.csv", Rows(500, 200));
        place.Write("Directory.Solution.targets", """
            <Project>
              <Import Project="Ingot.Prune.targets" Sdk="Ingot.Sdk" Version="0.1.0" Condition="'$(SolutionName)' == 'Models'" />
            </Project>
            """);
        var names = Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        foreach (var n in names)
        {
            place.Write($"m{n}/m{n}.csproj", """
                <Project Sdk="Ingot.Sdk/0.1.0">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ModelName>Tiny</ModelName>
                    <RootNamespace>Tiny</RootNamespace>
                    <PackageId>Tiny</PackageId>
                    <ModelLabel>y</ModelLabel>
                  </PropertyGroup>
                  <ItemGroup>
                    <TrainingData Include="../train.csv" />
                    <ReferenceData Include="../reference.csv" />
                    <Trainer Include="LightGbm" Iterations="5" />
                    <Gate Include="Accuracy" Min="0.1" />
                  </ItemGroup>
                </Project>
                """);
            place.Write($"l{n}/l{n}.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                </Project>
                """);
            place.Write($"l{n}/Class1.cs", $"namespace L{n};\n\npublic class Class1\n{{\n}}\n");
            place.Write($"e{n}/e{n}.csproj", """
                <Project>
                  <Target Name="Build" />
                  <Target Name="Restore" />
                  <Target Name="_IsProjectRestoreSupported" Returns="@(None)" />
                </Project>
                """);
        }

        place.Write("Models.slnx", Solution(names.Select(n => $"m{n}/m{n}.csproj")));
        place.Write("Libraries.slnx", Solution(names.Select(n => $"l{n}/l{n}.csproj")));
        place.Write("Empty.slnx", Solution(names.Select(n => $"e{n}/e{n}.csproj")));
        place.Write("models.proj", $"""
            <Project DefaultTargets="Build">
              <ItemGroup><ProjectReference Include="{string.Join(';', names.Select(n => $"m{n}/m{n}.csproj"))}" /></ItemGroup>
              <Target Name="Build"><MSBuild Projects="@(ProjectReference)" BuildInParallel="true" /></Target>
              <Import Project="Ingot.Prune.targets" Sdk="Ingot.Sdk" Version="0.1.0" />
            </Project>
            """);
        var rules = names.Select(n => $"stamps/{n}: train.csv reference.csv m{n}/m{n}.csproj\n\tmkdir -p stamps && touch $@\n");
        place.Write("stamps.mk", $"all: {string.Join(' ', names.Select(n => $"stamps/{n}"))}\n{string.Concat(rules)}");
    }

    private static string Solution(IEnumerable<string> projects) =>
        $"<Solution>\n{string.Concat(projects.Select(p => $"  <Project Path=\"{p}\" />\n"))}</Solution>\n";

    private static string Rows(int first, int count)
    {
        var text = new StringBuilder("x,y\n");
        for (var i = first; i < first + count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i * 7 % 1000},{(i * 7 % 1000 > 500 ? "yes" : "no")}\n");
        }

        return text.ToString();
    }
}
