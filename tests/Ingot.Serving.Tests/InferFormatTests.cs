using Ingot.Core.Schemas;
using Ingot.Serving.Requests;
using Ingot.Tests.Shared;

namespace Ingot.Serving.Tests;

/// <summary>The members of <c>infer</c> around its tensors, which outputs are answered, and how both formats write several classes.</summary>
public sealed class InferFormatTests(LoadedModels models) : IClassFixture<LoadedModels>
{
    private const string Inputs = """
        "inputs": [{"name": "tenure", "shape": [1, 1], "datatype": "FP32", "data": [3]}, {"name": "contract", "shape": [1, 1], "datatype": "BYTES", "data": ["Two year"]}, {"name": "senior", "shape": [1, 1], "datatype": "BOOL", "data": [true]}]
        """;

    private static ModelSchema Plans { get; } = new()
    {
        Task = ModelTask.MulticlassClassification,
        Columns =
        [
            new SchemaColumn { Name = "plan", Type = ColumnType.String, Role = ColumnRole.Label, Domain = ["gold", "none", "silver"], MinDomainMass = 1 },
            .. TestPackage.Schema.Columns.Skip(1),
        ],
    };

    [Theory]
    [InlineData("[]", "The body is an array; expected an object.")]
    [InlineData("null", "The body is null; expected an object.")]
    [InlineData("{\"id\": 3}", "The request's id is a number; expected a string.")]
    [InlineData("{\"inputs\": true}", "'inputs' is a truth value; expected an array.")]
    [InlineData("{\"inputs\": [3]}", "An element of 'inputs' is a number; expected an object.")]
    [InlineData("{\"inputs\": [[]]}", "An element of 'inputs' is an array; expected an object.")]
    [InlineData("{\"outputs\": {}}", "'outputs' is an object; expected an array.")]
    [InlineData("{\"outputs\": [null]}", "An element of 'outputs' is null; expected an object.")]
    [InlineData("{\"outputs\": [{\"name\": 3}]}", "The name of an output is a number; expected a string.")]
    [InlineData("{\"outputs\": [{\"name\": null}]}", "The name of an output is null; expected a string.")]
    [InlineData("{\"outputs\": [{}]}", "An element of 'outputs' has no name; the model's outputs are predicted_label, score, probability.")]
    [InlineData("{\"outputs\": [{\"name\": \"x\"}]}", "The model has no output 'x'; its outputs are predicted_label, score, probability.")]
    [InlineData("{\"outputs\": [{\"name\": \"scor\"}]}", "The model has no output 'scor' (did you mean 'score'?); its outputs are predicted_label, score, probability.")]
    [InlineData("{\"outputs\": [{\"name\": \"score\"}, {\"name\": \"score\"}]}", "The output 'score' is asked for twice.")]
    [InlineData("{\"outputs\": [{\"name\": \"score\", \"parameters\": {\"binary_data\": 1}}]}", "'binary_data' of the output 'score' is a number; expected true or false.")]
    [InlineData("{\"outputs\": [{\"parameters\": {\"binary_data\": 1}, \"name\": \"score\"}]}", "'binary_data' of the output is a number; expected true or false.")]
    [InlineData("{\"outputs\": [{\"name\": \"score\", \"parameters\": []}]}", "'parameters' of the output 'score' is an array; expected an object.")]
    [InlineData("{\"outputs\": [{\"name\": \"score\", \"parameters\": {\"classification\": 2}}]}", "The output 'score' has the parameter 'classification', an extension of the protocol that this server does not have.")]
    [InlineData("{\"parameters\": {\"binary_data_output\": \"yes\"}}", "'binary_data_output' of the request is a string; expected true or false.")]
    [InlineData("{\"parameters\": 1}", "'parameters' of the request is a number; expected an object.")]
    [InlineData("{\"parameters\": {\"shared_memory_region\": \"a\"}}", "The request has the parameter 'shared_memory_region', an extension of the protocol that this server does not have.")]
    [InlineData("{\"id\": \"a\"}", "The request has no 'inputs'; expected one tensor for each of tenure, contract, senior.")]
    [InlineData("{\"x\": 1, \"x\": 2}", "The request has 'x' twice.")]
    public void What_is_wrong_around_the_tensors_is_told(string json, string message) =>
        Assert.Equal((400, message, null, null), models.Refused(InferFormat.Instance, TestPackage.Schema, json));

    [Fact]
    public void An_id_may_be_long_but_not_without_end()
    {
        Assert.Equal(new string('i', 256), Read($$"""{"id": "{{new string('i', 256)}}", {{Inputs}}}""").Id);
        Assert.Equal("The request's id has 257 characters; 256 are allowed.", models.Refused(InferFormat.Instance, TestPackage.Schema, $$"""{"id": "{{new string('i', 257)}}", {{Inputs}}}""").Message);
        Assert.Null(Read($$"""{{{Inputs}}}""").Id);
    }

    [Fact]
    public void What_is_not_known_is_passed_over_with_all_that_it_has()
    {
        var request = Read($$"""
            {"x": {"inputs": 3, "a": [{"id": 1}]}, {{Inputs}}, "y": [[1], {"outputs": 2}],
             "outputs": [{"z": {"name": "probability"}, "name": "score", "parameters": {"w": {"binary_data": 1}, "binary_data": true} }], "parameters": {"v": {"binary_data_output": 2} } }
            """);

        Assert.Equal((new RequestedOutput(1, IsBinary: true), 1, 0), (Assert.Single(request.Outputs!), request.Batch.Rows, request.Reasons));
    }

    [Fact]
    public void Outputs_have_the_form_of_the_request_unless_they_say_another()
    {
        Assert.Null(Read($$"""{{{Inputs}}, "outputs": []}""").Outputs);
        Assert.Null(Read($$"""{{{Inputs}}, "parameters": {"binary_data_output": false} }""").Outputs);
        Assert.Equal([new(0, true), new(1, true), new(2, true)], Read($$"""{{{Inputs}}, "parameters": {"binary_data_output": true} }""").Outputs!);
        Assert.Equal(
            [new(2, true), new(0, false)],
            Read($$"""{"outputs": [{"name": "probability"}, {"name": "predicted_label", "parameters": {"binary_data": false} }], {{Inputs}}, "parameters": {"binary_data_output": true} }""").Outputs!);
        Assert.Equal([new(2, false)], Read($$"""{"outputs": [{"name": "probability", "parameters": {"binary_data": null} }], {{Inputs}}}""").Outputs!);
    }

    [Theory]
    [InlineData("\"score\"", 0)]
    [InlineData("\"reason_columns\"", 2)]
    [InlineData("\"score\"}, {\"name\": \"reason_contributions\"", 2)]
    public void Reasons_are_found_for_who_asks_for_them_only(string outputs, int reasons) => Assert.Equal(
        reasons,
        models.Read(InferFormat.Instance, LoadedModels.Explained, $$"""{"outputs": [{"name": {{outputs}} }], {{Inputs}}}""").Reasons);

    [Fact]
    public void A_model_with_reasons_has_them_among_its_outputs()
    {
        Assert.Equal(0, models.Read(InferFormat.Instance, LoadedModels.Explained, $$"""{{{Inputs}}}""").Reasons);
        Assert.Equal(
            "The model has no output 'x'; its outputs are predicted_label, score, probability, reason_columns, reason_contributions.",
            models.Refused(InferFormat.Instance, LoadedModels.Explained, """{"outputs": [{"name": "x"}]}""").Message);

        var asked = models.Answer(InferFormat.Instance, LoadedModels.Explained, $$"""{"outputs": [{"name": "reason_columns"}], {{Inputs}}}""")["outputs"]![0]!;
        Assert.Equal(("BYTES", "[1,2]", 2), ((string?)asked["datatype"], asked["shape"]!.ToJsonString(), asked["data"]!.AsArray().Count));
    }

    /// <summary>The model's weights are 0, 1 and 2 times those of one class: its probabilities are a softmax of multiples of one number.</summary>
    [Fact]
    public void Several_classes_are_answered_by_their_names_and_as_a_tensor_in_their_order()
    {
        var predicted = models.Answer(PredictFormat.Instance, Plans, """[{"tenure": 3, "contract": "Two year", "senior": true}, {"tenure": 71}]""");
        var rows = predicted["predictions"]!.AsArray();
        Assert.Equal(("Contoso.Churn", "an-id"), ((string?)predicted["model"], (string?)predicted["id"]));
        Assert.All(rows, row =>
        {
            Assert.Equal(["predicted_label", "probabilities"], row!.AsObject().Select(p => p.Key));
            var classes = row["probabilities"]!.AsObject();
            Assert.Equal(["gold", "none", "silver"], classes.Select(c => c.Key));
            var (gold, none, silver) = ((double)classes["gold"]!, (double)classes["none"]!, (double)classes["silver"]!);
            Assert.Equal(1, gold + none + silver, 1e-6);
            Assert.Equal(none / gold, silver / none, 1e-4 * none / gold);
            Assert.Equal(classes.MaxBy(c => (double)c.Value!).Key, (string?)row["predicted_label"]);
        });

        var tensors = models.Answer(InferFormat.Instance, Plans, """
            {"inputs": [{"name": "tenure", "shape": [2, 1], "datatype": "FP32", "data": [3, 71]}, {"name": "contract", "shape": [2, 1], "datatype": "BYTES", "data": ["Two year", null]}, {"name": "senior", "shape": [2, 1], "datatype": "BOOL", "data": [true, null]}]}
            """)["outputs"]!.AsArray();
        Assert.Equal("[2,3]", tensors[1]!["shape"]!.ToJsonString());
        Assert.Equal(rows.SelectMany(r => r!["probabilities"]!.AsObject().Select(p => (float)p.Value!)), tensors[1]!["data"]!.AsArray().Select(v => (float)v!));
    }

    [Fact]
    public void Formats_have_names_in_metrics() => Assert.Equal(("infer", "predict"), (InferFormat.Instance.Name, PredictFormat.Instance.Name));

    private PredictionRequest Read(string json) => models.Read(InferFormat.Instance, TestPackage.Schema, json);
}
