using System.IO.Compression;

namespace Ingot.EndToEnd.Tests;

/// <summary>A model in somebody else's application: its predictions are those that were evaluated, bit for bit.</summary>
[Collection(EndToEndGroup.Second)]
public class ConsumerTests(Workshop workshop)
{
    [Fact]
    public void Three_packages_in_one_application() => workshop.Test(folder =>
    {
        var feed = Path.Combine(folder, "feed");
        var models = new[] { new ModelFolder(workshop, folder, "Churn"), SmallDiamonds(folder), SmallLetters(folder) };
        foreach (var model in models)
        {
            model.Run("pack", "-o", feed).Succeeded();
        }

        var app = new Consumer(workshop, folder, ["CHURN", "DIAMONDS", "LETTERS"], string.Concat(models.Select(m => Consumer.Package("Contoso." + m.Name, "1.0.0"))));
        app.Build("-warnaserror").Succeeded();
        app.PredictsExactly(models);
    });

    [Fact]
    public void A_large_model_travels_as_a_file() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn").Edit("<Version>1.0.0</Version>", "<Version>1.0.1-large</Version><IngotEmbedLimit>1</IngotEmbedLimit>");
        model.Run("pack", "-o", Path.Combine(folder, "feed")).Succeeded();
        using (var package = ZipFile.OpenRead(Path.Combine(folder, "feed", "Contoso.Churn.1.0.1-large.nupkg")))
        {
            Assert.NotNull(package.GetEntry("model/Churn.onnx"));
            Assert.True(package.GetEntry("lib/net10.0/Churn.dll")!.Length < package.GetEntry("model/Churn.onnx")!.Length);
        }

        var app = new Consumer(workshop, folder, ["CHURN"], Consumer.Package("Contoso.Churn", "1.0.1-large"));
        app.Build("-warnaserror").Succeeded();
        Assert.True(File.Exists(Path.Combine(app.Folder, "bin", "Debug", "net10.0", "Churn.onnx")));
        app.PredictsExactly(model);
    });

    [Fact]
    public void A_project_reference_trains_the_model_once_and_then_never() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn")
            .Edit("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>")
            .Edit("Iterations=\"200\"", "Iterations=\"60\"")
            .Edit("MaxRegression=\"0.005\"", "MaxRegression=\"0.1\"");
        var app = new Consumer(workshop, folder, ["CHURN"], $"<ProjectReference Include=\"{model.ProjectFile}\" />");
        Assert.Equal("prepare train evaluate gate export", app.Build().Succeeded().Stages);
        app.PredictsExactly(model);

        Assert.Equal(string.Empty, app.Build("-graph").Succeeded().Stages);
        Assert.Equal(string.Empty, model.Build("-p:IngotIsolateTasks=true").Succeeded().Stages);
        model.Edit("Iterations=\"60\"", "Iterations=\"50\"");
        Assert.Equal("train evaluate gate export", app.Build("-graph", "--no-restore").Succeeded().Stages);
        app.PredictsExactly(model);
    });

    private ModelFolder SmallDiamonds(string folder)
    {
        var model = new ModelFolder(workshop, folder, "Diamonds").Edit("Iterations=\"200\"", "Iterations=\"15\"");
        return model.WithoutGates();
    }

    private ModelFolder SmallLetters(string folder)
    {
        var model = new ModelFolder(workshop, folder, "Letters").Edit("Iterations=\"120\"", "Iterations=\"3\"");
        return model.WithoutGates();
    }
}
