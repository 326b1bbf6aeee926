using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ingot.Tests.Shared;

namespace Ingot.EndToEnd.Tests;

/// <summary>The application of <c>docs/deploy.md</c>, with a model that was built, packed and promoted, as a container's image.</summary>
[Collection(EndToEndGroup.Second)]
public class ContainerTests(Workshop workshop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static string Snippets => Path.Combine(Workshop.Repository, "docs", "snippets");

    [Fact]
    public async Task The_image_has_the_program_the_model_and_nothing_of_other_platforms_and_serves() => await workshop.TestAsync(async folder =>
    {
        await using var registry = new BaseImageRegistry();
        await registry.StartAsync();
        MakeApplication(folder);
        var archive = Path.Combine(folder, "models.tar");
        workshop.DotNet(
            Path.Combine(folder, "App"), "publish", "-t:PublishContainer", $"-p:ContainerArchiveOutputPath={archive}", $"-p:ContainerBaseImage={registry.Image}").Succeeded();

        var image = new ContainerImage(archive, Path.Combine(folder, "image"));
        Assert.Equal("docker.io/contoso/models:1.4.0", image.Index.GetProperty("annotations").GetProperty("io.containerd.image.name").GetString());
        Assert.Equal(("amd64", "linux"), (image.Config.GetProperty("architecture").GetString(), image.Config.GetProperty("os").GetString()));
        var config = image.Config.GetProperty("config");
        Assert.Equal("1654", config.GetProperty("User").GetString());
        Assert.Equal("/app/", config.GetProperty("WorkingDir").GetString());
        Assert.Equal(["8080/tcp"], config.GetProperty("ExposedPorts").EnumerateObject().Select(p => p.Name));
        Assert.Equal("1.4.0", config.GetProperty("Labels").GetProperty("org.opencontainers.image.version").GetString());
        Assert.Equal("The models of Contoso", config.GetProperty("Labels").GetProperty("org.opencontainers.image.description").GetString());
        string[] variables = ["PATH=/usr/bin:/bin", "ASPNETCORE_HTTP_PORTS=8080", "DOTNET_EnableDiagnostics=0", "Ingot__Channel=production", "Ingot__PackageFolders__0=models/packages"];
        Assert.Equal(variables, image.Texts("Env"));
        Assert.Equal(["dotnet", "/app/Container.dll"], image.Texts("Entrypoint"));

        Assert.Equal(registry.BaseLayer, image.Layers[0]);
        var root = Directory.CreateDirectory(Path.Combine(folder, "root")).FullName;
        var owners = image.Extract(root);
        foreach (var file in new[] { "Container.dll", "Ingot.Serving.dll", "libonnxruntime.so", "models/packages/Contoso.Churn.1.0.0.nupkg", "models/channels/production/Contoso.Churn.json" })
        {
            Assert.Equal((file, 1654), (file, owners.GetValueOrDefault("app/" + file)));
            Assert.True(File.Exists(Path.Combine(root, "app", file)), file);
        }

        Assert.Empty(Directory.GetFiles(root, "*.dylib", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(Path.Combine(root, "app", "runtimes")));
        Assert.Empty(Directory.GetFiles(root, "*lightgbm*", SearchOption.AllDirectories));
        string[] builders = ["Google.Protobuf.dll", "Ingot.Clients.dll", "Ingot.Onnx.dll", "Ingot.Reports.dll", "Ingot.Training.dll", "Microsoft.ML.dll", "OxyPlot.dll"];
        Assert.Empty(builders.Intersect(Directory.GetFiles(Path.Combine(root, "app")).Select(Path.GetFileName), StringComparer.OrdinalIgnoreCase));
        if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64)
        {
            await ServesAsync(image, root);
        }
    });

    private void MakeApplication(string folder)
    {
        var application = Directory.CreateDirectory(Path.Combine(folder, "App")).FullName;
        foreach (var file in new[] { "Container.csproj", "Container.cs" })
        {
            File.Copy(Path.Combine(Snippets, file), Path.Combine(application, file));
        }

        workshop.GiveRelease(Directory.CreateDirectory(Path.Combine(application, "models", "packages")).FullName);
        workshop.GiveTool(application);
        workshop.DotNet(
            application, "ingot", "promote", "Contoso.Churn", "1.0.0", "--to", "production", "--package", Path.Combine("models", "packages", "Contoso.Churn.1.0.0.nupkg"), "--reason", "A test").Succeeded();
    }

    /// <summary>Starts the image's entrypoint from the files of its layers, with the image's variables, and asks it.</summary>
    private static async Task ServesAsync(ContainerImage image, string root)
    {
        var entrypoint = image.Texts("Entrypoint");
        var start = new ProcessStartInfo(entrypoint[0], entrypoint.Skip(1).Select(a => root + a))
        {
            WorkingDirectory = Path.Combine(root, "app"),
            RedirectStandardOutput = true,
            Environment = { ["HOME"] = root, ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["PredictionLog__Folder"] = Path.Combine(root, "log") },
        };
        foreach (var variable in image.Texts("Env").Select(v => v.Split('=', 2)).Where(v => v[0] != "PATH"))
        {
            start.Environment[variable[0]] = variable[1];
        }

        using var process = Process.Start(start)!;
        try
        {
            using var over = new CancellationTokenSource(Patience);
            var address = await ListeningAddress.FindAsync(process.StandardOutput, over.Token);
            using var client = new HttpClient { BaseAddress = address };
            using var ready = await client.GetAsync("/v2/health/ready", over.Token);
            Assert.True(ready.IsSuccessStatusCode);
            using var answer = await client.PostAsJsonAsync(
                "/models/Contoso.Churn/predict", JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Snippets, "customer.json"), over.Token)).RootElement, over.Token);
            var prediction = await answer.Content.ReadFromJsonAsync<JsonElement>(over.Token);
            Assert.Equal(("Contoso.Churn", "1.0.0"), (prediction.GetProperty("model").GetString(), prediction.GetProperty("version").GetString()));
            Assert.InRange(prediction.GetProperty("prediction").GetProperty("probability").GetDouble(), 0, 1);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
