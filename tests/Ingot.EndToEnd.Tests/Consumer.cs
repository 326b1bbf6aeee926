using System.Globalization;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.EndToEnd.Tests;

/// <summary>A console application that predicts with the typed clients of packages or of referenced model projects.</summary>
internal sealed class Consumer
{
    private readonly Workshop _workshop;

    public Consumer(Workshop workshop, string parent, string[] models, string references)
    {
        _workshop = workshop;
        Folder = Directory.CreateDirectory(Path.Combine(parent, "App")).FullName;
        File.Copy(Path.Combine(AppContext.BaseDirectory, "ConsumerApp.cs.txt"), Path.Combine(Folder, "Program.cs"));
        File.WriteAllText(Path.Combine(Folder, "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <DefineConstants>$(DefineConstants);{string.Join(';', models).ToUpperInvariant()}</DefineConstants>
              </PropertyGroup>
              <ItemGroup>
                {references}
              </ItemGroup>
            </Project>
            """);
    }

    public string Folder { get; }

    public static string Package(string id, string version) => $"<PackageReference Include=\"{id}\" Version=\"{version}\" />";

    public RunResult Build(params string[] more) => _workshop.DotNet(Folder, ["build", "-v:d", .. more]);

    /// <summary>Predicts the reference rows, which must give exactly what the model's evaluation measured.</summary>
    public void PredictsExactly(params ModelFolder[] models)
    {
        var references = models.Select(m => $"{m.Name}={m.ReferenceFile}").ToArray();
        var lines = _workshop.DotNet(Folder, ["exec", Path.Combine(Folder, "bin", "Debug", "net10.0", "App.dll"), .. references])
            .Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var predicted = lines.Select(l => l.Split(' ')).ToDictionary(
            l => (l[0], int.Parse(l[1], CultureInfo.InvariantCulture)),
            l => l[2..].Select(s => float.Parse(s, CultureInfo.InvariantCulture)).ToArray());
        foreach (var model in models)
        {
            var file = model.Evaluated();
            var scores = ParquetTable.ColumnNames(file).Where(c => c.StartsWith("probability", StringComparison.Ordinal) || c == "prediction").ToList();
            var table = ParquetTable.Read(file, ["row", .. scores]);
            Assert.True(table.Rows > 1000);
            for (var i = 0; i < table.Rows; i++)
            {
                var row = (int)((NumberColumn)table["row"]).Values[i];
                var expected = scores.Select(s => (float)((NumberColumn)table[s]).Values[i]).ToArray();
                Assert.True(
                    expected.SequenceEqual(predicted[(model.Name, row)]),
                    $"{model.Name}, row {row}: {string.Join(' ', predicted[(model.Name, row)])}, evaluated as {string.Join(' ', expected)}");
            }
        }
    }
}
