namespace Ingot.EndToEnd.Tests;

/// <summary>An application that uses the version of a model that holds a channel: the page's own example.</summary>
[Collection(EndToEndGroup.First)]
public class ReferenceTests(Workshop workshop)
{
    private const string Reference = "<ModelReference Include=\"Contoso.Churn\" Channel=\"production\"";

    [Fact]
    public void An_application_follows_its_channel() => workshop.Test(folder =>
    {
        var feed = Path.Combine(folder, "feed");
        workshop.GiveRelease(feed);
        workshop.GiveTool(folder);
        new ModelFolder(workshop, folder, "Churn").Run("pack", "-o", feed, "-c", "Debug", "-p:Version=1.1.0").Succeeded();
        var app = Application(folder);
        Build().FailedWith("INGOT6050", $"{app}(10,5)").Contains("no folder channels or models/channels above the project");

        Ingot("promote", "Contoso.Churn", "1.0.0", "--to", "production", "--reason", "The first.").Succeeded();
        Assert.Equal("1.0.0.0", Run(Build().Succeeded().Contains("Contoso.Churn 1.0.0 holds production")));

        // Nothing changed: nobody is asked. Then the channel moves, which a build without restore sees too.
        Assert.DoesNotContain("holds production", Build("--no-restore").Succeeded().All, StringComparison.Ordinal);
        Ingot("promote", "Contoso.Churn", "1.1.0", "--to", "production", "--reason", "Autumn data.").Succeeded();
        Build("--no-restore").FailedWith("INGOT6052", app + " ").Contains("names 1.1.0");
        File.WriteAllText(
            Path.Combine(folder, "Directory.Packages.props"),
            "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>");
        Assert.Equal("1.1.0.0", Run(Build("-warnaserror").Succeeded()));

        // A server in a container brings the package and the channel along.
        Edit(app, Reference, Reference + " CopyPackage=\"true\"");
        workshop.DotNet(Path.GetDirectoryName(app)!, "publish", "-o", Path.Combine(folder, "out")).Succeeded();
        Assert.True(File.Exists(Path.Combine(folder, "out", "models", "packages", "Contoso.Churn.1.1.0.nupkg")));
        Assert.True(File.Exists(Path.Combine(folder, "out", "models", "channels", "production", "Contoso.Churn.json")));

        // Another package of the version, as if somebody had published it where this machine looks first.
        var channel = Path.Combine(folder, "models", "channels", "production", "Contoso.Churn.json");
        var promoted = File.ReadAllText(channel);
        File.WriteAllText(channel, promoted.Replace("\"contentHash\": \"", "\"contentHash\": \"AAAA", StringComparison.Ordinal).Replace("==\"", "\"", StringComparison.Ordinal));
        Build().FailedWith("INGOT6030");
        File.WriteAllText(channel, promoted.Replace(HashOf(promoted), Convert.ToBase64String(new byte[64]), StringComparison.Ordinal));
        Build().FailedWith("INGOT6053", app + " ");
        File.WriteAllText(channel, promoted);

        // A version that was taken away is refused, also to those who named it themselves.
        Ingot("rollback", "Contoso.Churn", "--on", "production", "--reason", "Too many alarms.").Succeeded();
        Ingot("retire", "Contoso.Churn", "1.1.0", "--reason", "It leaks the label.").Succeeded();
        Edit(app, Reference + " CopyPackage=\"true\"", "<ModelReference Include=\"Contoso.Churn\" Version=\"1.1.0\"");
        Build().FailedWith("INGOT6034", $"{app}(10,5)").Contains("It leaks the label.");

        RunResult Build(params string[] more) => workshop.DotNet(Path.GetDirectoryName(app)!, ["build", .. more]);
        RunResult Ingot(params string[] arguments) => workshop.DotNet(folder, ["ingot", .. arguments]);
        string Run(RunResult _) => workshop.DotNet(Path.GetDirectoryName(app)!, "run", "--no-build").Succeeded().Output.Trim();
    });

    private static string Application(string folder)
    {
        var app = Directory.CreateDirectory(Path.Combine(folder, "src", "App")).FullName;
        File.WriteAllText(Path.Combine(app, "Program.cs"), "Console.WriteLine(typeof(Contoso.Churn.ChurnModel).Assembly.GetName().Version);\n");
        var project = Path.Combine(app, "App.csproj");
        File.Copy(Path.Combine(Workshop.Repository, "docs", "snippets", "Reference.csproj"), project);
        return project;
    }

    private static string HashOf(string channel) => channel.Split("\"contentHash\": \"")[1].Split('"')[0];

    private static void Edit(string file, string old, string replacement)
    {
        var text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
