using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ingot.Monitoring.Predictions;
using Ingot.Tests.Shared;

namespace Ingot.Serving.Tests;

/// <summary>Whatever is asked, the server answers, in the right form, and never by a failure of its own.</summary>
public sealed class FuzzTests
{
    private const int Requests = 3000;

    private const string Infer = """
        {"id": "42", "parameters": {"x": 1}, "outputs": [{"name": "probability"}, {"name": "predicted_label"}], "inputs": [
          {"name": "tenure", "shape": [2, 1], "datatype": "FP32", "data": [3, 24.5]},
          {"name": "contract", "shape": [2, 1], "datatype": "BYTES", "data": ["Month-to-month", "Tw\u006f year"]},
          {"name": "senior", "shape": [2], "datatype": "BOOL", "data": [[true], [null]]}]}
        """;

    private const string Binary = """
        {"parameters": {"binary_data_output": true}, "outputs": [{"name": "score", "parameters": {"binary_data": false}}, {"name": "predicted_label"}], "inputs": [
          {"name": "tenure", "shape": [2, 1], "datatype": "FP64", "parameters": {"binary_data_size": 16}},
          {"name": "contract", "shape": [2, 1], "datatype": "BYTES", "parameters": {"binary_data_size": 17}},
          {"name": "senior", "shape": [2], "datatype": "INT16", "parameters": {"binary_data_size": 4}}]}
        """;

    private const string Predict = """[{"tenure": 3, "contract": "Month-to-month", "senior": true}, {"tenure": 24.5, "contract": null}]""";

    private static byte[] BinaryData { get; } =
        [.. BitConverter.GetBytes(3.5), .. BitConverter.GetBytes(double.NaN), 8, 0, 0, 0, .. "Two year"u8, 1, 0, 0, 0, (byte)'x', 1, 0, 0, 0];

    private static readonly string[] Paths =
    [
        "/v2/models/Contoso.Churn/infer", "/v2/models/Contoso.Churn/versions/1.0.0/infer", "/models/Contoso.Churn/predict", "/models/Contoso.Churn/versions/1.0.0/predict",
    ];

    private static readonly string[] OddPaths =
    [
        "/v2/models/..%2f..%2fetc/infer", "/v2/models/Contoso.Churn/versions/%ff/infer", "/v2/models/Contoso.Churn/versions/1.0.0%0a/infer",
        "/models/%F0%9F%98%80/predict", "/models//predict", "/models/Contoso.Churn/versions/1.0.0-../predict", "/v2/models/" + "x%20" + "/infer", "/models/CONTOSO.churn/predict",
    ];

    private static readonly string[] MediaTypes = ["application/json; charset=utf-8", "application/vnd.x+json", "text/plain", "application/octet-stream", "application/x-www-form-urlencoded", "application/json; charset=utf-16"];

    private static readonly string[] Encodings = ["gzip", "deflate", "br", "identity", "gzip, gzip"];

    [Theory]
    [InlineData(1, Infer, false)]
    [InlineData(2, Infer, true)]
    [InlineData(3, Predict, false)]
    [InlineData(4, Predict, true)]
    public async Task No_request_is_the_server_s_failure(int seed, string right, bool isCanary)
    {
        await using var host = new ServingHost();
        host.Publish("1.0.0");
        host.Publish("1.1.0", weight: -1);
        host.Promote("production", "1.0.0");
        host.Promote("staging", "1.1.0");
        await host.RunAsync(o =>
        {
            o.Canary.Channel = isCanary ? "staging" : null;
            o.Canary.Percent = 50;

            // Wrong requests are what is asked here, and no reason to end the trial.
            o.Canary.MaxErrorShare = 1;
            o.Limits.MaxRows = 100;
        });
        var own = Paths.Single(p => p.EndsWith("versions/1.0.0/" + (right.StartsWith('[') ? "predict" : "infer"), StringComparison.Ordinal));
        var expected = await AnswerAsync(host, own, right);
        var mutator = new RequestMutator(seed);
        var statuses = new HashSet<HttpStatusCode>();

        for (var i = 0; i < Requests; i++)
        {
            using var request = Request(mutator, right);
            using var response = await host.Client.SendAsync(request);
            statuses.Add(response.StatusCode);
            await CheckAsync(request, response);
        }

        Assert.Superset(new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.UnsupportedMediaType }, statuses);
        Assert.Equal(expected, await AnswerAsync(host, own, right));
        Assert.DoesNotContain(host.Log.Lines, l => l.Contains("failed at a request", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task No_request_that_loads_or_labels_is_the_server_s_failure(int seed)
    {
        (string Path, string Right)[] kinds =
        [
            ("/v2/repository/index", """{"ready": true}"""),
            ("/v2/repository/models/Contoso.Churn/load", """{"parameters": {"version": "1.1.0", "config": "x"}}"""),
            ("/v2/repository/models/Contoso.Churn/unload", """{"parameters": {"version": "1.1.0"}}"""),
            ("/models/Contoso.Churn/feedback", """[{"id": "a", "row": 1, "label": "Yes"}, {"id": "b", "label": "No"}]"""),
        ];
        var folder = Directory.CreateTempSubdirectory("ingot-fuzz-log-").FullName;
        try
        {
            await using var host = new ServingHost();
            host.Publish("1.0.0");
            host.Publish("1.1.0", weight: -1);
            host.Promote("production", "1.0.0");
            await host.RunAsync(services: s => s.AddIngotPredictionLog(new PredictionLogOptions { Folder = folder }));
            var mutator = new RequestMutator(seed);
            var statuses = new HashSet<HttpStatusCode>();
            for (var i = 0; i < Requests / 5; i++)
            {
                var (path, right) = kinds[mutator.Below(kinds.Length)];
                using var content = new ByteArrayContent(mutator.Mutate(right));
                content.Headers.ContentType = new("application/json");
                using var response = await host.Client.PostAsync(path, content);
                statuses.Add(response.StatusCode);
                Assert.True(
                    (int)response.StatusCode is 200 or 202 or 400 or 404 or 413,
                    $"{path}: {Convert.ToBase64String(await content.ReadAsByteArrayAsync())}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }

            Assert.Superset(new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.BadRequest }, statuses);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public async Task No_binary_request_is_the_server_s_failure(int seed)
    {
        await using var host = await ServingHost.StartAsync(o => o.Limits.MaxRows = 100);
        var mutator = new RequestMutator(seed);
        var statuses = new HashSet<HttpStatusCode>();
        for (var i = 0; i < Requests; i++)
        {
            var json = mutator.Below(2) == 0 ? Encoding.UTF8.GetBytes(Binary) : mutator.Mutate(Binary);
            var data = mutator.Below(2) == 0 ? BinaryData.ToArray() : mutator.Damage(BinaryData.ToArray());
            using var content = new ByteArrayContent([.. json, .. data]);
            using var request = new HttpRequestMessage(HttpMethod.Post, Paths[0]) { Content = content };
            var length = mutator.Below(4) == 0 ? json.Length + mutator.Below(9) - 4 : json.Length;
            request.Headers.TryAddWithoutValidation("Inference-Header-Content-Length", length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            using var response = await host.Client.SendAsync(request);
            statuses.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                // Whatever was asked for in which form: the answer adds up.
                TritonAnswer.Read(response.Headers.TryGetValues("Inference-Header-Content-Length", out var header) ? header.Single() : null, await response.Content.ReadAsByteArrayAsync());
            }
            else
            {
                await CheckAsync(request, response);
            }
        }

        Assert.Superset(new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.BadRequest }, statuses);
        Assert.DoesNotContain(host.Log.Lines, l => l.Contains("failed at a request", StringComparison.Ordinal));
    }

    private static HttpRequestMessage Request(RequestMutator mutator, string right)
    {
        var path = mutator.Below(20) == 0 ? OddPaths[mutator.Below(OddPaths.Length)] : Paths[mutator.Below(Paths.Length)];
        var method = mutator.Below(40) == 0 ? new HttpMethod(new[] { "GET", "PUT", "DELETE", "PATCH", "QUERY" }[mutator.Below(5)]) : HttpMethod.Post;
        var content = new ByteArrayContent(mutator.Mutate(right));
        content.Headers.ContentType = mutator.Below(30) == 0 ? MediaTypeHeaderValue.Parse(MediaTypes[mutator.Below(MediaTypes.Length)]) : new("application/json");
        if (mutator.Below(15) == 0)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", Encodings[mutator.Below(Encodings.Length)]);
        }

        var request = new HttpRequestMessage(method, path) { Content = content };
        if (mutator.Below(10) == 0)
        {
            request.Headers.TryAddWithoutValidation("Ingot-Routing-Key", new string('k', mutator.Below(2000)));
        }

        return request;
    }

    /// <summary>A success has rows, a refusal says why; what no endpoint takes has no body.</summary>
    private static async Task CheckAsync(HttpRequestMessage request, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var asked = $"{request.Method} {request.RequestUri}: {Convert.ToBase64String(await request.Content!.ReadAsByteArrayAsync())}: {(int)response.StatusCode} {text}";
        Assert.True((int)response.StatusCode is 200 or 400 or 404 or 405 or 413 or 415, asked);
        if (text.Length > 0)
        {
            var answer = JsonNode.Parse(text)!;
            Assert.True(
                response.StatusCode == HttpStatusCode.OK
                    ? answer["outputs"] is JsonArray || answer["predictions"] is JsonArray || answer["prediction"] is JsonObject
                    : answer["error"] is JsonValue error && error.GetValue<string>().Length is > 0 and <= 2048,
                asked);
        }
        else
        {
            Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, asked);
        }
    }

    /// <summary>The answer but for the id that the server gave it.</summary>
    private static async Task<string> AnswerAsync(ServingHost host, string path, string body)
    {
        var answer = (await host.AskAsync(path, body)).AsObject();
        answer.Remove("id");
        return answer.ToJsonString();
    }
}
