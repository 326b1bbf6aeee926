using System.Xml.Linq;
using Ingot.Core.Diagnostics;
using Ingot.Tool.Automl;

namespace Ingot.Tool.Tests;

public sealed class ProjectDraftTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("churn.csv", "Churn")]
    [InlineData("telco churn-2026.v2.csv.gz", "TelcoChurn2026")]
    [InlineData("2026.parquet", "Model2026")]
    [InlineData("日本.csv", "Model")]
    public void A_model_is_called_as_its_data(string file, string name) => Assert.Equal(name, ProjectDraft.NameOf(file));

    [Fact]
    public void What_means_something_to_MSBuild_or_XML_means_itself()
    {
        var data = At("50% & more;.csv");
        File.WriteAllText(data, "a,b\n");
        var draft = new ProjectDraft { DataFile = data, Label = "<y> $(x)", Folder = At("model"), ReferenceFile = data, Settings = [("Trials", "5"), ("Metric", null)] };
        draft.Write();

        var project = XDocument.Parse(File.ReadAllText(draft.ProjectFile)).Root!;
        Assert.Equal("<y> %24%28x%29", (string)project.Descendants("ModelLabel").Single());
        Assert.Equal("../50%25 & more%3B.csv", (string)project.Descendants("ReferenceData").Single().Attribute("Include")!);
        Assert.Equal(["Include=Auto", "Trials=5"], project.Descendants("Trainer").Single().Attributes().Select(a => $"{a.Name}={a.Value}"));
        Assert.Empty(project.Descendants("ModelReferenceFraction"));
    }

    [Fact]
    public void What_is_asked_of_trials_is_a_gate_where_gates_know_it()
    {
        var data = At("data.csv");
        File.WriteAllText(data, "a,b\n");
        var draft = new ProjectDraft { DataFile = data, Label = "a", Folder = At("model"), Settings = [(ProjectDraft.Constraints, "Size<=120KB; Recall>=0.5;Nodes<=500")] };
        draft.Write();

        var project = XDocument.Parse(File.ReadAllText(draft.ProjectFile)).Root!;
        Assert.Equal("Size<=120KB%3B Recall>=0.5%3BNodes<=500", (string)project.Descendants("Trainer").Single().Attribute("Constraints")!);
        Assert.Equal(["Include=Size Max=120KB", "Include=Recall Min=0.5"], project.Descendants("Gate").Select(g => string.Join(' ', g.Attributes().Select(a => $"{a.Name}={a.Value}"))));
    }

    [Fact]
    public void An_unfinished_project_is_gone_on_with_and_nothing_else_is_overwritten()
    {
        var data = At("data.csv");
        File.WriteAllText(data, "a,b\n");
        var draft = new ProjectDraft { DataFile = data, Label = "a", Folder = At("model") };
        draft.Write();
        File.WriteAllText(At("model/Data.schema.json"), "{}");
        draft.Write();
        Assert.True(File.Exists(At("model/Data.schema.json")));

        // Said otherwise, what the columns are may be otherwise too.
        (draft with { Label = "b" }).Write();
        Assert.False(File.Exists(At("model/Data.schema.json")));
        Assert.Contains("<ModelLabel>b<", File.ReadAllText(draft.ProjectFile), StringComparison.Ordinal);

        var finished = File.ReadAllText(draft.ProjectFile).Replace(ProjectDraft.Unfinished, string.Empty, StringComparison.Ordinal);
        File.WriteAllText(draft.ProjectFile, finished);
        var refused = Assert.Throws<IngotException>(draft.Write).Diagnostic;
        Assert.Equal("INGOT2624", refused.Code);
        Assert.Contains("has a project of its own, Data.csproj; nothing is overwritten", refused.Message, StringComparison.Ordinal);
        Assert.Equal(finished, File.ReadAllText(draft.ProjectFile));

        Directory.CreateDirectory(At("other"));
        File.WriteAllText(At("other/notes.txt"), "mine");
        Assert.Contains("something else in it", Assert.Throws<IngotException>((draft with { Folder = At("other") }).Write).Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_are_not_there_and_tasks_that_do_not_exist_make_no_folder()
    {
        var draft = new ProjectDraft { DataFile = At("no.csv"), Label = "a", Folder = At("model") };
        Assert.Equal("INGOT2625", Assert.Throws<IngotException>(draft.Write).Diagnostic.Code);

        File.WriteAllText(At("no.csv"), "a\n");
        Assert.Contains("did you mean Regression?", Assert.Throws<IngotException>((draft with { Task = "Regresion" }).Write).Diagnostic.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("model")));
    }

    private string At(string path) => Path.Combine(_root, path);
}
