namespace Ingot.EndToEnd.Tests;

/// <summary>A Cake script with the aliases of Ingot.Cake, run by the Cake that the repository's tool manifest names.</summary>
[Collection(EndToEndGroup.Second)]
public class CakeTests(Workshop workshop)
{
    [Fact]
    public void The_aliases_build_and_publish_a_model() => workshop.Test(folder =>
    {
        _ = new ModelFolder(workshop, folder, "Churn");
        Directory.CreateDirectory(Path.Combine(folder, ".config"));
        File.Copy(Path.Combine(Workshop.Repository, ".config", "dotnet-tools.json"), Path.Combine(folder, ".config", "dotnet-tools.json"));
        System.IO.Compression.ZipFile.ExtractToDirectory(
            Path.Combine(Workshop.Feed, $"Ingot.Cake.{Workshop.IngotVersion}.nupkg"), Path.Combine(folder, "addin"));
        File.WriteAllText(Path.Combine(folder, "build.cake"), """
            #r "addin/lib/net10.0/Ingot.Cake.dll"

            Task("Stages").Does(() =>
            {
                IngotPrepare("Churn");
                IngotTrain("Churn/Churn.csproj", s => s.Verbosity = "minimal");
                IngotEvaluate("Churn");
                IngotGate("Churn");
                IngotExport("Churn");
                IngotAccept("Churn");
            });
            Task("Publish").Does(() => IngotPublish("Churn", s =>
            {
                s.Configuration = "Release";
                s.OutputDirectory = "packed, here";
                s.Feed = MakeAbsolute(Directory("published")).FullPath;
            }));
            Task("Fail").Does(() => IngotPack("Churn", s => s.Properties["ModelLabel"] = "no, such; column"));

            RunTarget(Argument("target", "Stages"));
            """);
        Directory.CreateDirectory(Path.Combine(folder, "published"));
        workshop.DotNet(folder, "tool", "restore").Succeeded();

        workshop.DotNet(folder, "cake").Succeeded().Contains("4 of 4 gates passed");
        Assert.True(File.Exists(Path.Combine(folder, "Churn", "obj", "Debug", "ingot", "export", "Churn.onnx")));

        workshop.DotNet(folder, "cake", "--target=Publish").Succeeded();
        Assert.True(File.Exists(Path.Combine(folder, "packed, here", "Contoso.Churn.1.0.0.nupkg")));
        Assert.True(File.Exists(Path.Combine(folder, "published", "Contoso.Churn.1.0.0.nupkg")));

        var failed = workshop.DotNet(folder, "cake", "--target=Fail");
        Assert.NotEqual(0, failed.ExitCode);
        failed.Contains("'no, such; column'");
    });
}
