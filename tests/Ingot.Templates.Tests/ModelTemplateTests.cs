using System.IO.Compression;
using System.Xml.Linq;

namespace Ingot.Templates.Tests;

[Collection(TemplateGroup.Name)]
public class ModelTemplateTests(TemplateFixture templates)
{
    [Fact]
    public void One_file_and_a_label_are_enough()
    {
        var project = templates.NewProject("--data", "fraud.csv", "--label", "is_fraud");

        Assert.Equal("Ingot.Sdk/" + TemplateFixture.IngotVersion, (string?)project.Attribute("Sdk"));
        Assert.Equal("net10.0", Property(project, "TargetFramework"));
        Assert.Equal("is_fraud", Property(project, "ModelLabel"));
        Assert.Equal("0.2", Property(project, "ModelReferenceFraction"));
        Assert.Equal("fraud.csv", Include(project, "TrainingData"));
        Assert.Equal("BoostedTrees", Include(project, "Trainer"));
        Assert.Equal("Size", Include(project, "Gate"));
        Assert.Empty(project.Descendants("ReferenceData"));
        Assert.Empty(project.Descendants("ModelTask"));
    }

    [Fact]
    public void Reference_data_take_the_place_of_the_fraction()
    {
        var project = templates.NewProject("--data", "train.csv", "--reference", "later.csv", "--label", "is_fraud");

        Assert.Equal("train.csv", Include(project, "TrainingData"));
        Assert.Equal("later.csv", Include(project, "ReferenceData"));
        Assert.Empty(project.Descendants("ModelReferenceFraction"));
    }

    [Theory]
    [InlineData("BinaryClassification", "AUC", "LogisticRegression")]
    [InlineData("MulticlassClassification", "MacroF1", "LightGbm")]
    [InlineData("MulticlassClassification", "MacroF1", "FastTree")]
    [InlineData("Regression", "MAE", "FastTree")]
    [InlineData("Ranking", "NDCG", "FastTree")]
    public void The_task_chooses_the_gates_that_are_suggested(string task, string metric, string trainer)
    {
        var project = templates.NewProject("--label", "amount", "--task", task, "--trainer", trainer);

        Assert.Equal(task, Property(project, "ModelTask"));
        Assert.Equal(trainer, Include(project, "Trainer"));
        Assert.Equal("data.csv", Include(project, "TrainingData"));

        // Every suggestion is an element once its comment marks are gone.
        var suggested = project.DescendantNodes().OfType<XComment>()
            .Where(c => c.Value.Contains("<Gate", StringComparison.Ordinal)).Select(c => XElement.Parse(c.Value)).ToList();
        Assert.Contains(suggested, g => (string?)g.Attribute("Include") == metric);
        var foreign = new[] { "AUC", "MacroF1", "MAE" }.Except([metric]);
        Assert.DoesNotContain(suggested, g => foreign.Contains((string?)g.Attribute("Include")));
    }

    [Theory]
    [InlineData("MulticlassClassification", "LinearRegression", "LogisticRegression")]
    [InlineData("BinaryClassification", "LinearRegression", "LogisticRegression")]
    [InlineData("Regression", "LogisticRegression", "LinearRegression")]
    [InlineData("Ranking", "LinearRegression", "BoostedTrees")]
    public void A_trainer_that_cannot_learn_the_task_gives_way_and_the_project_says_so(string task, string asked, string trainer)
    {
        var project = templates.NewProject("--label", "amount", "--task", task, "--trainer", asked);

        Assert.Equal(trainer, Include(project, "Trainer"));
        Assert.Single(project.DescendantNodes().OfType<XComment>(), c => c.Value == $" The trainer {asked} cannot learn {task}: this one can. ");
    }

    [Fact]
    public void A_ranking_has_the_column_of_its_queries()
    {
        XElement? Column(params string[] more) => templates.NewProject(["--label", "grade", .. more]).Descendants("Column").SingleOrDefault();

        Assert.Equal("a & b", (string?)Column("--task", "Ranking", "--group", "a & b")!.Attribute("Include"));
        Assert.Null(Column("--task", "Regression"));
    }

    [Fact]
    public void Names_keep_their_characters()
    {
        var project = templates.NewProject("--data", "R&D/*.csv", "--label", "is <fraud> & \"more\"");

        Assert.Equal("R&D/*.csv", Include(project, "TrainingData"));
        Assert.Equal("is <fraud> & \"more\"", Property(project, "ModelLabel"));
    }

    [Fact]
    public void A_missing_label_and_an_unknown_task_are_refused()
    {
        var (withoutLabel, output, folder) = templates.New("ingot-model", "-n", "Fraud", "--data", "fraud.csv");
        Assert.NotEqual(0, withoutLabel);
        Assert.Contains("--label", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));

        var (unknownTask, reason, _) = templates.New("ingot-model", "-n", "Fraud", "--label", "x", "--task", "Guessing");
        Assert.NotEqual(0, unknownTask);
        Assert.Contains("Guessing", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_package_is_a_template_package_without_code()
    {
        using var package = ZipFile.OpenRead(templates.Package);
        Assert.DoesNotContain(package.Entries, e => e.FullName.EndsWith(".dll", StringComparison.Ordinal));
        using var stream = package.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var nuspec = XDocument.Load(stream);
        Assert.Equal("Template", (string?)nuspec.Descendants().Single(e => e.Name.LocalName == "packageType").Attribute("name"));
        Assert.DoesNotContain(nuspec.Descendants(), e => e.Name.LocalName == "dependency");
    }

    private static string Property(XElement project, string name) => project.Descendants(name).Single().Value;

    private static string? Include(XElement project, string item) => (string?)project.Descendants(item).Single().Attribute("Include");
}
