using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Specs;

public class OwnModelSpecReaderTests
{
    [Fact]
    public void A_project_with_a_trainer_of_Ingots_brings_no_model() => Assert.Null(Read(Item("Trainer", "LightGbm", ("Leaves", "15"))).OwnModel);

    [Fact]
    public void A_pretrained_model_says_its_inputs_and_its_answer()
    {
        var spec = Read(Item("PretrainedModel", "/r/churn.onnx", ("Columns", "b; a;c"), ("Output", "p"), ("As", "logits"), ("Classes", "No;Yes")));
        var own = spec.OwnModel!;

        Assert.Equal((OwnModelKind.Pretrained, "/r/churn.onnx", "Pretrained", "churn.onnx"), (own.Kind, own.File, spec.Trainer.Name, spec.Trainer.Parameters["File"]));
        Assert.Equal(["b", "a", "c"], Assert.Single(own.InputColumns).Columns);
        Assert.Null(own.InputColumns[0].Name);
        Assert.Equal(("p", ModelOutputKind.Logits), (own.Output!.Name, own.Output.Kind));
        Assert.Equal(["No", "Yes"], own.Output.Classes!);
    }

    [Fact]
    public void A_model_that_ML_NET_saved_may_have_its_classes_said()
    {
        var own = Read(Item("PretrainedModel", "/r/kinds.zip", ("Classes", "b;a"))).OwnModel!;

        Assert.True(own.IsSavedPipeline);
        Assert.Equal(["b", "a"], own.Output!.Classes!);
        Assert.False(Read(Item("PretrainedModel", "/r/kinds.onnx")).OwnModel!.IsSavedPipeline);
    }

    [Fact]
    public void Items_say_the_same_of_several_inputs()
    {
        var own = Read(
            Item("PretrainedModel", "/r/m.onnx"), Item("ModelInput", "sizes", ("Columns", "x;y")), Item("ModelInput", "kinds", ("Columns", "cut")), Item("ModelOutput", "variable", ("As", "Value"))).OwnModel!;

        Assert.Equal([("sizes", 2), ("kinds", 1)], own.InputColumns.Select(i => (i.Name!, i.Columns.Count)));
        Assert.Equal(("variable", ModelOutputKind.Value, null), (own.Output!.Name, own.Output.Kind, own.Output.Classes));
    }

    [Fact]
    public void A_command_has_its_words_its_inputs_and_an_hour()
    {
        var own = Read(Item("Trainer", "command", ("Command", "python3 train.py {model}"), ("Columns", "a")), Item("TrainerInput", "/r/lib/train.py")).OwnModel!;

        Assert.Equal((OwnModelKind.Command, "python3 train.py {model}", TimeSpan.FromHours(1)), (own.Kind, own.Command, own.Timeout));
        Assert.Equal("lib/train.py", Assert.Single(own.Inputs).DisplayName);
        Assert.Equal(TimeSpan.FromMinutes(30), Read(Item("Trainer", "Command", ("Command", "t"), ("Timeout", "30min"))).OwnModel!.Timeout);
    }

    [Fact]
    public void A_pipeline_has_its_class_and_its_assemblies()
    {
        var own = Read(Item("Trainer", "Pipeline", ("Class", "My.Pipeline")), Item("TrainerProject", "../T/T.csproj"), Item("TrainerAssembly", "/r/T.dll"), Item("TrainerAssembly", "/r/T.deps.json")).OwnModel!;

        Assert.Equal((OwnModelKind.Pipeline, "My.Pipeline"), (own.Kind, own.Class));
        Assert.Equal(["/r/T.dll", "/r/T.deps.json"], own.Assemblies);

        // Where nothing is trained, nothing was built either.
        Assert.Empty(Read(Item("Trainer", "Pipeline"), Item("TrainerProject", "../T/T.csproj")).OwnModel!.Assemblies);
    }

    [Theory]
    [InlineData("PretrainedModel a.onnx|PretrainedModel b.onnx", "a model has one")]
    [InlineData("PretrainedModel a.onnx|Trainer LightGbm", "Remove one of the two")]
    [InlineData("PretrainedModel a.onnx Colums=x", "did you mean Columns?")]
    [InlineData("PretrainedModel a.onnx As=Odds", "expected Value, Probabilities, Logits")]
    [InlineData("PretrainedModel a.onnx Columns=x|ModelInput i Columns=x", "which say the same")]
    [InlineData("PretrainedModel a.onnx As=Value|ModelOutput o", "which say the same")]
    [InlineData("PretrainedModel a.onnx|ModelInput i", "has no Columns")]
    [InlineData("PretrainedModel a.onnx|ModelInput i Columns=x|ModelInput i Columns=y", "two ModelInput items 'i'")]
    [InlineData("PretrainedModel a.onnx|ModelOutput o|ModelOutput p", "one output is the model's answer")]
    [InlineData("PretrainedModel a.onnx|TrainerInput t.py", "is trained elsewhere")]
    [InlineData("PretrainedModel a.zip Columns=x", "which takes columns by their names")]
    [InlineData("PretrainedModel a.zip Output=Score", "only Classes says something")]
    [InlineData("PretrainedModel a.ZIP As=Value", "only Classes says something")]
    [InlineData("PretrainedModel a.zip|ModelInput i Columns=x", "which takes columns by their names")]
    [InlineData("Trainer Command", "has no Command")]
    [InlineData("Trainer Command Command=t|Trainer LightGbm", "a model has one")]
    [InlineData("Trainer Command Command=t Timeout=5", "a time such as")]
    [InlineData("Trainer Command Command=t Leaves=5", "has the metadata Leaves")]
    [InlineData("Trainer Pipeline", "has no code")]
    [InlineData("Trainer Pipeline|TrainerProject t|ModelOutput o", "does not need")]
    [InlineData("Trainer LightGbm|ModelInput i Columns=x", "which a model has that is brought")]
    [InlineData("Trainer LightGbm|TrainerInput t.py", "which a model has that is brought")]
    public void What_cannot_be_is_an_error_at_its_line(string items, string message)
    {
        var faults = Assert.Throws<IngotException>(() => Read([.. items.Split('|').Select(Parse)])).Diagnostics;

        Assert.All(faults, f => Assert.Equal("INGOT1001", f.Code));
        Assert.Contains(faults, f => f.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(faults, f => Assert.Equal(9, f.Location.Line));
    }

    [Fact]
    public void What_the_model_follows_from_is_in_the_hash_of_parameters_by_its_content()
    {
        string Hash(string sha, string include) => Read(Item("PretrainedModel", include) with { Sha256 = sha }).ParametersSha256;

        Assert.Equal(Hash("1", "/r/a.onnx"), Hash("1", "/other/a.onnx"));
        Assert.NotEqual(Hash("1", "/r/a.onnx"), Hash("2", "/r/a.onnx"));
    }

    private static ProjectItem Parse(string text)
    {
        var parts = text.Split(' ');
        return Item(parts[0], parts[1], [.. parts.Skip(2).Select(p => p.Split('=')).Select(p => (p[0], p[1]))]);
    }

    private static ProjectItem Item(string type, string include, params (string Name, string Value)[] metadata) =>
        new(type, include, metadata.ToDictionary(m => m.Name, m => m.Value, StringComparer.OrdinalIgnoreCase), new SourceLocation("M.csproj", 9));

    private static ModelSpec Read(params ProjectItem[] items) => ModelSpecReader.Read(new ProjectDocument(
        [
            KeyValuePair.Create("ModelName", "M"), KeyValuePair.Create("ProjectFile", "/r/M.csproj"), KeyValuePair.Create("ModelLabel", "y"),
            KeyValuePair.Create("ModelSchemaFile", "/r/M.schema.json"), KeyValuePair.Create("ModelAcceptedFile", "/r/M.accepted.json"),
        ],
        [Item("TrainingData", "/r/train.csv"), Item("ReferenceData", "/r/reference.csv"), .. items]));
}
