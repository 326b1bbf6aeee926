using System.Net;
using System.Text.Json.Nodes;
using Ingot.Releases.Packages;

namespace Ingot.Serving.Tests;

/// <summary>The Open Inference Protocol, version 2.</summary>
public sealed class InferTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Path = "/v2/models/Contoso.Churn/infer";

    private const string Row = """
        {"id": "42", "inputs": [
          {"name": "tenure", "shape": [1, 1], "datatype": "FP32", "data": [3]},
          {"name": "contract", "shape": [1, 1], "datatype": "BYTES", "data": ["Month-to-month"]},
          {"name": "senior", "shape": [1, 1], "datatype": "BOOL", "data": [true]}]}
        """;

    [Fact]
    public async Task Answers_are_those_that_the_model_gave_when_it_was_tested()
    {
        var host = server.Host;
        var golden = ModelPackage.Read(System.IO.Path.Combine(host.Packages, "Contoso.Churn.1.0.0.nupkg")).Golden!;

        var answer = await host.AskAsync(Path, $$"""
            {"inputs": [
              {"name": "tenure", "shape": [{{golden.Rows.Count}}, 1], "datatype": "FP64", "data": [{{Values("tenure")}}]},
              {"name": "contract", "shape": [{{golden.Rows.Count}}, 1], "datatype": "BYTES", "data": [{{Values("contract")}}]},
              {"name": "senior", "shape": [{{golden.Rows.Count}}, 1], "datatype": "BOOL", "data": [{{Values("senior")}}]}]}
            """);

        Assert.Equal("Contoso.Churn", (string?)answer["model_name"]);
        Assert.Equal("1.0.0", (string?)answer["model_version"]);
        Assert.Equal(["predicted_label", "score", "probability"], answer["outputs"]!.AsArray().Select(o => (string?)o!["name"]));
        Assert.Equal(golden.Rows.Select(r => r.Scores[0]), answer["outputs"]![2]!["data"]!.AsArray().Select(v => (float)v!));
        Assert.Equal(golden.Rows.Select(r => r.Scores[0] >= 0.5f ? "Yes" : "No"), answer["outputs"]![0]!["data"]!.AsArray().Select(v => (string)v!));
        Assert.Equal($"[{golden.Rows.Count},1]", answer["outputs"]![2]!["shape"]!.ToJsonString());
        Assert.Equal("FP32", (string?)answer["outputs"]![2]!["datatype"]);
        Assert.Equal("BYTES", (string?)answer["outputs"]![0]!["datatype"]);

        string Values(string column) => string.Join(", ", golden.Rows.Select(r => r.Inputs[column]?.ToJsonString() ?? "null"));
    }

    [Theory]
    [InlineData("[3, 24]", "[\"Two year\", null]", "[true, null]")]
    [InlineData("[[3], [24]]", "[[\"Two year\"], [null]]", "[[true], [null]]")]
    public async Task Nested_and_flat_data_are_the_same_and_data_may_come_first(string tenure, string contract, string senior)
    {
        var host = server.Host;

        var answer = await host.AskAsync(Path, $$"""
            {"outputs": [{"name": "probability", "parameters": {"binary_data": false} }], "parameters": {"x": [1, {"y": 2} ]}, "id": "a", "inputs": [
              {"data": {{tenure}}, "datatype": "INT16", "shape": [2, 1], "name": "tenure", "parameters": {"x": {"binary_data_size": 2}, "y": [1]} },
              {"name": "contract", "data": {{contract}}, "shape": [2], "datatype": "BYTES"},
              {"name": "senior", "shape": [2, 1], "datatype": "BOOL", "data": {{senior}}}]}
            """);

        Assert.Equal("a", (string?)answer["id"]);
        Assert.Equal("probability", (string?)Assert.Single(answer["outputs"]!.AsArray())!["name"]);
        var predicted = await host.AskAsync("/models/contoso.churn/predict", """[{"tenure": 3, "contract": "Two year", "senior": true}, {"tenure": 24}]""");
        Assert.Equal(
            predicted["predictions"]!.AsArray().Select(p => (float)p!["probability"]!),
            answer["outputs"]![0]!["data"]!.AsArray().Select(v => (float)v!));
    }

    [Theory]
    [InlineData("UINT8", "7")]
    [InlineData("UINT16", "7")]
    [InlineData("UINT32", "7")]
    [InlineData("UINT64", "7")]
    [InlineData("INT8", "7")]
    [InlineData("INT16", "7")]
    [InlineData("INT32", "7")]
    [InlineData("INT64", "7")]
    [InlineData("FP16", "7")]
    [InlineData("FP32", "7.0")]
    [InlineData("FP64", "0.7e1")]
    public async Task Every_numeric_type_is_taken(string datatype, string value)
    {
        var host = server.Host;

        var answer = await host.AskAsync(Path, Tenure(datatype, value));

        var expected = await host.AskAsync("/models/Contoso.Churn/predict", """{"tenure": 7, "contract": "Month-to-month", "senior": true}""");
        Assert.Equal((float)expected["prediction"]!["probability"]!, (float)answer["outputs"]![2]!["data"]![0]!);
    }

    [Theory]
    [InlineData("INT8", "128", "tenure")]
    [InlineData("UINT8", "-1", "tenure")]
    [InlineData("INT32", "1.5", "tenure")]
    [InlineData("INT64", "16777217", "tenure")]
    [InlineData("UINT64", "18446744073709551616", "tenure")]
    [InlineData("FP64", "1e39", "tenure")]
    [InlineData("FP32", "1e999", "tenure")]
    [InlineData("FP16", "65520", "tenure")]
    [InlineData("FP32", "\"3\"", "tenure")]
    [InlineData("FP32", "true", "tenure")]
    [InlineData("BYTES", "\"3\"", "tenure")]
    [InlineData("FP128", "3", "tenure")]
    [InlineData("FP32", "[3]]", "JSON")]
    [InlineData("FP32", "[3, 4]", "tenure")]
    [InlineData("FP32", "3, 4", "tenure")]
    [InlineData("FP32", "[[3]]", "tenure")]
    [InlineData("FP32", "NaN", "null")]
    [InlineData("FP32", "", "tenure")]
    public async Task A_value_that_does_not_fit_is_refused_by_name(string datatype, string value, string named)
    {
        var host = server.Host;

        var answer = await host.RefusedAsync(HttpStatusCode.BadRequest, Path, Tenure(datatype, value));

        Assert.Contains(named, (string?)answer["error"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"inputs": []}""", "'tenure' is missing")]
    [InlineData("""{}""", "no 'inputs'")]
    [InlineData("""[]""", "expected an object")]
    [InlineData("", "not valid JSON")]
    [InlineData("""{"inputs": {}}""", "'inputs' is an object")]
    [InlineData("""{"inputs": [3]}""", "element of 'inputs'")]
    [InlineData("""{"inputs": [{"name": "tenur", "shape": [1, 1], "datatype": "FP32", "data": [3]}]}""", "did you mean 'tenure'")]
    [InlineData("""{"inputs": [{"name": "tenure", "shape": [1, 2], "datatype": "FP32", "data": [3, 4]}]}""", "'tenure' has another shape")]
    [InlineData("""{"inputs": [{"name": "tenure", "shape": [0, 1], "datatype": "FP32", "data": []}]}""", "'tenure' has another shape")]
    [InlineData("""{"inputs": [{"name": "tenure", "shape": [1, 1, 1], "datatype": "FP32", "data": [3]}]}""", "'tenure' has another shape")]
    [InlineData("""{"inputs": [{"name": "tenure", "shape": [-1, 1], "datatype": "FP32", "data": [3]}]}""", "'tenure' has another shape")]
    [InlineData("""{"inputs": [{"name": "tenure", "shape": [1, 1], "datatype": "FP32"}]}""", "'tenure' has no 'data'")]
    [InlineData("""{"inputs": [{"shape": [1, 1], "datatype": "FP32", "data": [3]}]}""", "no 'name'")]
    [InlineData("""{"inputs": [{"name": "tenure", "shape": [2, 1], "datatype": "FP32", "data": [3, 4]}, {"name": "contract", "shape": [1, 1], "datatype": "BYTES", "data": ["x"]}]}""", "'contract' has 1 rows")]
    [InlineData("""{"inputs": [{"name": "tenure", "shape": [1, 1], "datatype": "FP32", "data": [3]}, {"name": "tenure", "shape": [1, 1], "datatype": "FP32", "data": [3]}]}""", "'tenure' is given twice")]
    [InlineData("""{"inputs": [{"name": "tenure", "shape": [1, 1], "datatype": "FP32", "data": [3], "data": [4]}]}""", "'data' twice")]
    [InlineData("""{"id": "a", "id": "b"}""", "'id' twice")]
    [InlineData("""{"id": 3}""", "id is a number")]
    [InlineData("""{"outputs": [{"name": "probabilty"}]}""", "did you mean 'probability'")]
    [InlineData("""{"outputs": [{"name": "score"}, {"name": "score"}]}""", "asked for twice")]
    [InlineData("""{"x": "\ud800"}""", "no 'inputs'")]
    [InlineData("""{"id": "\ud800"}""", "surrogate")]
    public async Task A_request_that_is_wrong_is_refused(string body, string message)
    {
        var host = server.Host;

        var answer = await host.RefusedAsync(HttpStatusCode.BadRequest, Path, body);

        Assert.Contains(message, (string?)answer["error"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": "input-0", "shape": [1, 19], "datatype": "FP32", "data": [1]}""", "no input 'input-0'; each feature is an input of its own with the shape [N, 1]: tenure, contract, senior.")]
    [InlineData("""{"shape": [1, 19], "datatype": "XX", "data": [1], "name": "input-0"}""", "no input 'input-0'")]
    [InlineData("""{"shape": "x", "datatype": 3, "name": "input-0"}""", "no input 'input-0'")]
    [InlineData("""{"shape": [1, 19], "name": "tenure", "datatype": "XX", "data": [1]}""", "'tenure' has the datatype 'XX'")]
    [InlineData("""{"name": "tenure", "datatype": null, "shape": [1], "data": [1]}""", "'tenure' has no 'datatype'")]
    [InlineData("""{"name": "tenure", "datatype": 3, "shape": [1], "data": [1]}""", "'tenure' has the datatype a number")]
    [InlineData("""{"shape": [1, 19, 2, 3, 4, 5], "name": "tenure", "datatype": "FP32", "data": [1]}""", "model's: [1, 19, 2, 3, …]; expected [N, 1]")]
    [InlineData("""{"shape": [[1]], "name": "tenure", "datatype": "FP32", "data": [1]}""", "model's: […]; expected [N, 1]")]
    [InlineData("""{"shape": {"a": 1}, "name": "tenure", "datatype": "FP32", "data": [1]}""", "model's: an object; expected [N, 1]")]
    [InlineData("""{"name": "tenure", "name": "contract", "datatype": "FP32", "shape": [1], "data": [1]}""", "'name' twice")]
    [InlineData("""{"name": "tenure", "datatype": "FP32", "shape": [1], "data": [1], "shape": [1]}""", "'shape' twice")]
    [InlineData("""{"name": "tenure", "datatype": "FP32", "shape": [1], "data": null}""", "'tenure' has no 'data'")]
    [InlineData("""{"name": null, "datatype": "FP32", "shape": [1], "data": [1]}""", "no 'name'")]
    public async Task The_name_is_judged_first_then_the_type_then_the_shape(string tensor, string message)
    {
        var host = server.Host;

        var answer = await host.RefusedAsync(HttpStatusCode.BadRequest, Path, $$"""{"inputs": [{{tensor}}]}""");

        Assert.Contains(message, (string?)answer["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_given_may_be_null()
    {
        var host = server.Host;
        var expected = await host.AskAsync(Path, Row);

        var answer = await host.AskAsync(Path, """
            {"id": null, "parameters": null, "outputs": null, "inputs": [
              {"name": "tenure", "shape": [1, 1], "datatype": "FP32", "parameters": null, "data": [3]},
              {"name": "contract", "shape": [1, 1], "datatype": "BYTES", "data": null, "data": ["Month-to-month"]},
              {"name": "senior", "shape": [1, 1], "datatype": "BOOL", "data": [true]}]}
            """);
        var some = await host.AskAsync(Path, Row.Replace("\"id\"", "\"outputs\": [{\"name\": \"score\", \"parameters\": null}], \"id\"", StringComparison.Ordinal));

        Assert.Equal(expected["outputs"]!.ToJsonString(), answer["outputs"]!.ToJsonString());
        Assert.Equal(32, ((string)answer["id"]!).Length);
        Assert.Equal("score", (string?)Assert.Single(some["outputs"]!.AsArray())!["name"]);
        Assert.Contains("no 'inputs'", (string?)(await host.RefusedAsync(HttpStatusCode.BadRequest, Path, """{"inputs": null}"""))["error"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[true, null]", "[true, true]", 1)]
    [InlineData("[null, false]", "[true, false]", 0)]
    [InlineData("[null, false]", "[1, 0]", 0)]
    public async Task No_value_that_is_said_to_be_there_is_refused(string senior, string present, int row)
    {
        var host = server.Host;
        var values = $$"""{"name": "senior", "shape": [2, 1], "datatype": "BOOL", "data": {{senior}}}""";
        var presence = $$"""{"name": "senior__present", "shape": [2, 1], "datatype": "{{(present.Contains('1', StringComparison.Ordinal) ? "UINT8" : "BOOL")}}", "data": {{present}}}""";

        foreach (var both in new[] { $"{values}, {presence}", $"{presence}, {values}" })
        {
            var answer = await host.RefusedAsync(HttpStatusCode.BadRequest, Path, $$"""
                {"inputs": [
                  {"name": "tenure", "shape": [2, 1], "datatype": "FP32", "data": [3, 4]},
                  {"name": "contract", "shape": [2, 1], "datatype": "BYTES", "data": ["a", "b"]}, {{both}}]}
                """);

            Assert.Contains("Column 'senior' has no value in row", (string?)answer["error"], StringComparison.Ordinal);
            Assert.Equal("senior", (string?)answer["column"]);
            Assert.Equal(row, (int?)answer["row"]);
        }
    }

    [Fact]
    public async Task Null_false_and_no_presence_input_all_say_that_a_value_is_missing()
    {
        var host = server.Host;
        string Ask(string senior, string? present) => $$"""
            {"outputs": [{"name": "score"}], "inputs": [
              {"name": "tenure", "shape": [2, 1], "datatype": "FP32", "data": [3, 3]},
              {"name": "contract", "shape": [2, 1], "datatype": "BYTES", "data": ["a", "a"]},
              {"name": "senior", "shape": [2, 1], "datatype": "BOOL", "data": {{senior}}}{{(present is null ? "" : $$""", {"name": "senior__present", "shape": [2, 1], "datatype": "BOOL", "data": {{present}}}""")}}]}
            """;

        var expected = (await host.AskAsync(Path, Ask("[false, null]", null)))["outputs"]!.ToJsonString();

        Assert.Equal(expected, (await host.AskAsync(Path, Ask("[false, null]", "[true, false]")))["outputs"]!.ToJsonString());
        Assert.Equal(expected, (await host.AskAsync(Path, Ask("[false, false]", "[true, false]")))["outputs"]!.ToJsonString());
        Assert.NotEqual(expected, (await host.AskAsync(Path, Ask("[false, false]", "[true, true]")))["outputs"]!.ToJsonString());
    }

    [Theory]
    [InlineData(40, '[', ']')]
    [InlineData(100_000, '[', ']')]
    public async Task Deep_nesting_is_refused(int depth, char open, char close)
    {
        var host = server.Host;

        var answer = await host.RefusedAsync(HttpStatusCode.BadRequest, Path, Tenure("FP32", new string(open, depth) + new string(close, depth)));

        Assert.NotNull((string?)answer["error"]);
    }

    [Fact]
    public async Task A_body_cut_off_anywhere_is_refused_and_never_the_server_s_failure()
    {
        var host = server.Host;
        for (var length = 0; length < Row.Length - 1; length += 3)
        {
            await host.RefusedAsync(HttpStatusCode.BadRequest, Path, Row[..length]);
        }
    }

    [Fact]
    public async Task Metadata_health_and_readiness_are_told()
    {
        var host = server.Host;

        Assert.Equal("ingot", (string?)(await host.GetAsync("/v2"))["name"]);
        Assert.True((bool)(await host.GetAsync("/v2/health/live"))["live"]!);
        Assert.True((bool)(await host.GetAsync("/v2/health/ready"))["ready"]!);
        Assert.True((bool)(await host.GetAsync("/v2/models/Contoso.Churn/ready"))["ready"]!);
        Assert.True((bool)(await host.GetAsync("/v2/models/Contoso.Churn/versions/1.0.0/ready"))["ready"]!);
        var metadata = await host.GetAsync("/v2/models/Contoso.Churn");
        Assert.Equal("[\"1.0.0\"]", metadata["versions"]!.ToJsonString());
        Assert.Equal("onnxruntime_onnxv1", (string?)metadata["platform"]);
        Assert.Equal("""{"name":"tenure","datatype":"FP32","shape":[-1,1]}""", metadata["inputs"]![0]!.ToJsonString());
        Assert.Equal(["tenure", "contract", "senior", "senior__present"], metadata["inputs"]!.AsArray().Select(i => (string?)i!["name"]));
        Assert.Equal("""{"name":"predicted_label","datatype":"BYTES","shape":[-1,1]}""", metadata["outputs"]![0]!.ToJsonString());
        Assert.Equal("1.0.0", (string?)(await host.AskAsync("/v2/repository/index", "{}"))[0]!["version"]);
    }

    [Theory]
    [InlineData("/v2/models/Contoso.Chrun/infer", "did you mean 'Contoso.Churn'")]
    [InlineData("/v2/models/Contoso.Churn/versions/9.9.9/infer", "no version '9.9.9'")]
    public async Task An_unknown_model_or_version_is_not_found(string path, string message)
    {
        var host = server.Host;

        var answer = await host.RefusedAsync(HttpStatusCode.NotFound, path, Row);

        Assert.Contains(message, (string?)answer["error"], StringComparison.Ordinal);
    }

    private static string Tenure(string datatype, string value) => $$"""
        {"inputs": [
          {"name": "tenure", "shape": [1, 1], "datatype": "{{datatype}}", "data": [{{value}}]},
          {"name": "contract", "shape": [1, 1], "datatype": "BYTES", "data": ["Month-to-month"]},
          {"name": "senior", "shape": [1, 1], "datatype": "BOOL", "data": [true]}]}
        """;
}
