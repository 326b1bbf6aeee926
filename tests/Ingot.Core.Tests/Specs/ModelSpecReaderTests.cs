using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Specs;

public class ModelSpecReaderTests
{
    [Fact]
    public void A_gate_is_read_as_it_was_written()
    {
        var gate = Assert.Single(Read(Item("Gate", "AUC", ("min", "0.8"), ("MaxRegression", "2%"), ("Slice", "plan=a"))).Gates);

        Assert.Equal(new GateSpec("AUC", "plan=a", "0.8", null, "2%", new SourceLocation("M.csproj", 9, 5)), gate);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_each_where_it_stands()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """
            {
              "properties": { "ModelName": "M", "ProjectFile": "/r/M.csproj", "ModelSchemaFile": "s", "ModelAcceptedFile": "a", "ModelSeed": "seven", "ModelTask": "Guess", "ModelMaxLatency": "soon", "ModelRemoveDuplicates": "maybe" },
              "places": { "ModelSeed": { "file": "M.csproj", "line": 7, "column": 5 }, "ModelTask": { "file": "Directory.Build.props", "line": 3, "column": 5 } },
              "items": [
                { "type": "TrainingData", "include": "t.csv", "metadata": {} },
                { "type": "Gate", "include": "AUC", "metadata": { "Mim": "1" }, "file": "M.csproj", "line": 12, "column": 5 },
                { "type": "Gate", "include": "AUC", "metadata": { "Min": "1" }, "file": "M.csproj", "line": 13, "column": 5 },
                { "type": "StabilityTest", "include": "s", "metadata": {}, "file": "M.csproj", "line": 14, "column": 5 }
              ]
            }
            """);
        var faults = Assert.Throws<IngotException>(() => ModelSpecReader.Read(ProjectDocument.Read(path))).Diagnostics;
        File.Delete(path);

        Assert.All(faults, f => Assert.Equal("INGOT1001", f.Code));
        Assert.Contains(faults, f => f.Message.Contains(", or <ModelReferenceFraction>0.2</ModelReferenceFraction> to a PropertyGroup", StringComparison.Ordinal));
        Assert.Equal(
            [
                "/r/M.csproj ModelLabel", "/r/M.csproj ModelMaxLatency", "/r/M.csproj ModelRemoveDuplicates", "/r/M.csproj ReferenceData", "Directory.Build.props(3,5) ModelTask",
                "M.csproj(12,5) Mim", "M.csproj(14,5) Metric", "M.csproj(7,5) ModelSeed",
            ],
            faults.Select(f => $"{f.Location} {new[] { "ModelTask", "ModelLabel", "ModelMaxLatency", "ModelRemoveDuplicates", "ReferenceData", "Mim", "Metric", "ModelSeed" }.Single(w => f.Message.Contains(w, StringComparison.Ordinal))}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_change_gate_has_a_policy_an_alpha_and_a_correction()
    {
        var spec = Read(Item("Gate", "AUC", ("MaxRegression", "0.01"), ("Policy", "noninferior"), ("Alpha", "0.01")), Item("Gate", "AUC", ("MaxRegression", "0.01")));

        Assert.Equal([(GatePolicy.NonInferior, 0.01), (GatePolicy.Significant, 0.05)], spec.Gates.Select(g => (g.Policy, g.Alpha)));
        Assert.Equal(GateCorrection.Holm, spec.GateCorrection);
    }

    [Fact]
    public void Non_inferiority_of_a_metric_that_is_biased_is_refused()
    {
        var gate = Item("Gate", "ECE", ("MaxRegression", "0.01"), ("Policy", "NonInferior"));
        var diagnostic = Assert.Throws<IngotException>(() => Read(gate)).Diagnostic;

        Assert.Equal(("INGOT1001", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains("nothing can be proven", diagnostic.Message, StringComparison.Ordinal);
        Assert.Single(Read(Item("Gate", "ECE", ("MaxRegression", "0.01"))).Gates);
    }

    [Theory]
    [InlineData("MaxRegression", "Alpha", "0", "expected a number above 0 and at most 0.5")]
    [InlineData("MaxRegression", "Alpha", "0.6", "expected a number above 0 and at most 0.5")]
    [InlineData("MaxRegression", "Alpha", "5%", "expected a number above 0 and at most 0.5")]
    [InlineData("MaxRegression", "Alpha", "NaN", "expected a number above 0 and at most 0.5")]
    [InlineData("MaxRegression", "Policy", "Strict", "expected Significant, NonInferior")]
    [InlineData("Min", "Policy", "NonInferior", "has Policy but no MaxRegression")]
    [InlineData("Max", "Alpha", "0.05", "has Alpha but no MaxRegression")]
    [InlineData("Max", "Against", "best", "has Against but no MaxRegression")]
    [InlineData("MaxRegression", "Against", "latest", "expected a released version such as 1.2.0, or best")]
    [InlineData("MaxRegression", "Against", "1.*", "expected a released version such as 1.2.0, or best")]
    public void A_policy_or_an_alpha_that_decides_nothing_is_an_error(string threshold, string name, string value, string expected)
    {
        var diagnostic = Assert.Throws<IngotException>(() => Read(Item("Gate", "AUC", (threshold, "0.8"), (name, value)))).Diagnostic;

        Assert.Equal(("INGOT1001", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains(expected, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gate", "Mim", "which does not exist (did you mean Min?); expected Slice, Min, Max, MaxRegression")]
    [InlineData("Gate", "Minimum", "which does not exist; expected Slice, Min, Max, MaxRegression")]
    [InlineData("Gate", "MaxRegresion", "expected Slice, Min, Max, MaxRegression")]
    [InlineData("Gate", "Where", "expected Slice, Min, Max, MaxRegression")]
    [InlineData("Slice", "Were", "expected Where")]
    [InlineData("Column", "Mising", "expected Missing, Constant, Role, Type, Monotone")]
    public void Metadata_that_nobody_reads_is_an_error_at_the_item(string type, string name, string expected)
    {
        var diagnostic = Assert.Throws<IngotException>(() => Read(Item(type, "AUC", (name, "0.8")))).Diagnostic;

        Assert.Equal(("INGOT1001", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains($"{type} 'AUC' has the metadata {name}", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains(expected, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_of_data_and_of_the_trainer_is_not_ours_to_judge()
    {
        var spec = Read(Item("Trainer", "LightGbm", ("Leeves", "31")), Item("TrainingData", "/data/more.csv", ("Link", "more.csv"), ("Visible", "false")));

        Assert.Equal("31", spec.Trainer.Parameters["Leeves"]);
        Assert.Equal(2, spec.TrainingData.Count);
    }

    [Theory]
    [InlineData(null, null, "LightGbm", true)]
    [InlineData(null, "none", "FastTree", true)]
    [InlineData("boostedtrees", "/opt/lib_lightgbm.dylib", "LightGbm", true)]
    [InlineData("BoostedTrees", "none", "FastTree", true)]
    [InlineData("LightGbm", "none", "LightGbm", false)]
    public void Boosted_trees_are_those_that_the_machine_has_and_a_named_learner_is_never_another_one(string? said, string? library, string expected, bool isOpen)
    {
        var properties = library is null ? [] : new Dictionary<string, string> { ["LightGbmLibrary"] = library };
        var trainer = Read(properties, said is null ? [] : [Item("Trainer", said)]).Trainer;

        Assert.Equal((expected, isOpen, library), (trainer.Name, trainer.IsBoostedTrees, trainer.LightGbmLibrary));
    }

    [Theory]
    [InlineData("Column", "Missing", "Medain")]
    [InlineData("Column", "Missing", "1")]
    [InlineData("Column", "Type", "Integer")]
    [InlineData("Column", "Role", "Target")]
    [InlineData("Column", "Monotone", "Up")]
    [InlineData("Column", "Encoding", "Hot")]
    [InlineData("Column", "NGrams", "1-4")]
    [InlineData("Column", "NGrams", "2-1")]
    [InlineData("Column", "NGrams", "0")]
    [InlineData("Column", "CharGrams", "1-7")]
    [InlineData("Column", "MaxTerms", "0")]
    [InlineData("Column", "MinRows", "0")]
    [InlineData("Column", "MaxCategories", "0")]
    [InlineData("Column", "Transform", "Root")]
    [InlineData("Column", "Parts", "Minute")]
    [InlineData("Column", "Cyclic", "true")]
    [InlineData("Column", "MissingIndicator", "yes")]
    [InlineData("Column", "Weighting", "Idf")]
    [InlineData("Column", "Sublinear", "yes")]
    [InlineData("Column", "Terms", "None")]
    [InlineData("Column", "Buckets", "1000")]
    [InlineData("Column", "Buckets", "128")]
    [InlineData("Column", "Buckets", "2^7")]
    [InlineData("Column", "Buckets", "2^19")]
    [InlineData("Column", "Buckets", "2^99")]
    [InlineData("Column", "Buckets", "2^")]
    [InlineData("Column", "Buckets", "524288")]
    public void A_value_that_does_not_exist_is_an_error(string type, string name, string value)
    {
        var diagnostic = Assert.Throws<IngotException>(() => Read(Item(type, "age", (name, value)))).Diagnostic;

        Assert.Equal(("INGOT1001", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains(value, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_computed_feature_is_read_and_what_is_wrong_with_it_is_told_at_the_item()
    {
        Assert.Equal(("ratio", "a / b"), Read(Item("Feature", "ratio", ("Expression", "a / b"))).Features.Select(f => (f.Name, f.Text)).Single());

        var diagnostic = Assert.Throws<IngotException>(() => Read(Item("Feature", "ratio", ("Expression", "a / / b")))).Diagnostic;
        Assert.Equal(("INGOT1040", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains("The expression 'a / / b' of the feature 'ratio' cannot be read at character 5, before '/ b': '/'; expected a column, a number or a function.", diagnostic.Message, StringComparison.Ordinal);

        Assert.Contains("has no Expression", Assert.Throws<IngotException>(() => Read(Item("Feature", "ratio"))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "which makes its features itself",
            Assert.Throws<IngotException>(() => Read(Item("Feature", "ratio", ("Expression", "a")), Item("Trainer", "Command", ("Command", "x {training} {model}")))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2^15")]
    [InlineData("32768")]
    public void The_terms_of_free_text_may_be_hashed(string buckets)
    {
        var text = Read(Item("Column", "message", ("Terms", "hashed"), ("Buckets", buckets))).Columns[0].Text!;

        Assert.Equal((TextTerms.Hashed, 32_768), (text.Terms, text.Buckets));
        Assert.Equal(TextTerms.Vocabulary, Read(Item("Column", "message", ("NGrams", "1"))).Columns[0].Text!.Terms);
    }

    [Theory]
    [InlineData("MaxTerms", "Hashed", "MaxTerms")]
    [InlineData("Buckets", "Vocabulary", "no Terms=\"Hashed\"")]
    public void What_only_one_kind_of_terms_has_is_refused_of_the_other(string name, string terms, string expected) => Assert.Contains(
        expected, Assert.Throws<IngotException>(() => Read(Item("Column", "message", ("Terms", terms), (name, "1024")))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_said_of_free_text_is_read()
    {
        var column = Read(Item("Column", "message", ("NGrams", "1-3"), ("CharGrams", "None"), ("MaxTerms", "500"), ("MinRows", "3"), ("Weighting", "Binary"), ("Normalise", "false"))).Columns[0];

        Assert.Equal(
            new TextSpec { NGrams = (1, 3), CharGrams = (0, 0), MaxTerms = 500, MinRows = 3, Weighting = TermWeighting.Binary, Normalise = false }, column.Text);
        Assert.Equal((ColumnType.String, null), (column.SaidType, column.Encoding));
        Assert.Null(Read(Item("Column", "message", ("Encoding", "Text"))).Columns[0].Text);
    }

    [Theory]
    [InlineData("Encoding", "Text", "Type", "Number", "has Encoding=\"Text\", which texts have, and Type=\"Number\"")]
    [InlineData("Encoding", "Text", "Unit", "$", "has Encoding=\"Text\", which texts have, and Unit")]
    [InlineData("MaxTerms", "9", "Format", "yyyy", "has metadata of free text, which texts have, and Format")]
    [InlineData("Encoding", "Category", "MaxTerms", "9", "has MaxTerms, which free text has, and Encoding=\"Category\"")]
    [InlineData("Encoding", "Text", "MaxCategories", "9", "has MaxCategories, which categories have, and is free text")]
    [InlineData("NGrams", "None", "CharGrams", "none", "so that nothing is left of its texts")]
    public void Free_text_is_nothing_else(string name, string value, string other, string otherValue, string expected)
    {
        var diagnostic = Assert.Throws<IngotException>(() => Read(Item("Column", "message", (name, value), (other, otherValue)))).Diagnostic;

        Assert.Equal(("INGOT1001", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains(expected, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification, true, 1, "LogisticRegression")]
    [InlineData(ModelTask.Regression, true, 1, "LinearRegression")]
    [InlineData(ModelTask.BinaryClassification, true, 2, "LightGbm")]
    [InlineData(ModelTask.BinaryClassification, false, 1, "LightGbm")]
    public void A_project_of_free_text_that_names_no_trainer_has_a_linear_one(ModelTask task, bool isImplied, int numbers, string expected)
    {
        var trainer = Read(isImplied ? [] : [Item("Trainer", "BoostedTrees")]).Trainer;
        var schema = new ModelSchema
        {
            Task = task,
            Columns =
            [
                new SchemaColumn { Name = "message", Type = ColumnType.String, Role = ColumnRole.Feature, IsText = true },
                .. Enumerable.Range(0, numbers).Select(i => new SchemaColumn { Name = $"n{i}", Type = ColumnType.Number, Role = ColumnRole.Feature }),
            ],
        };

        Assert.Equal(expected, TrainerChoice.Of(trainer, schema).Name);
    }

    private static ModelSpec Read(params ProjectItem[] items) => Read([], items);

    private static ModelSpec Read(Dictionary<string, string> more, ProjectItem[] items)
    {
        var properties = new Dictionary<string, string>(more)
        {
            ["ModelName"] = "M",
            ["ProjectFile"] = "/m/M.csproj",
            ["ModelSchemaFile"] = "/m/M.schema.json",
            ["ModelAcceptedFile"] = "/m/M.accepted.json",
            ["ModelLabel"] = "left",
        };
        return ModelSpecReader.Read(
            new ProjectDocument(properties, [Item("TrainingData", "/data/train.csv"), Item("ReferenceData", "/data/reference.csv"), .. items]));
    }

    private static ProjectItem Item(string type, string include, params (string Name, string Value)[] metadata) => new(
        type,
        include,
        metadata.ToDictionary(m => m.Name, m => m.Value, StringComparer.OrdinalIgnoreCase),
        new SourceLocation("M.csproj", 9, 5));
}
