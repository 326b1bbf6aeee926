using System.Text;
using System.Text.Json.Nodes;
using Ingot.Core.Schemas;
using Ingot.Serving;
using Ingot.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Pipeline.Tests;

/// <summary>A server in this process, of the model that a folder's stages made, as the package Contoso.Churn.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly string _packages;
    private readonly WebApplication _application;
    private readonly HttpClient _client;

    private ModelServer(string packages, WebApplication application) => (_packages, _application, _client) = (packages, application, application.GetTestClient());

    public static async Task<ModelServer> StartAsync(ModelFolder model)
    {
        var packages = Directory.CreateTempSubdirectory("ingot-served-").FullName;
        var schema = SchemaFile.Read(model.Output(Stage.Prepare, "schema.json"));
        TestPackage.Write(packages, "1.0.0", schema, await File.ReadAllBytesAsync(model.Output(Stage.Train, "model.onnx")), [], 0.8);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddIngotModels(o =>
        {
            o.Packages.Add("Contoso.Churn@1.0.0");
            o.PackageFolders.Add(packages);
        });
        var application = builder.Build();
        application.MapIngotModels();
        await application.StartAsync();
        return new ModelServer(packages, application);
    }

    /// <summary>What <c>predict</c> says of rows.</summary>
    public async Task<JsonArray> PredictAsync(IEnumerable<JsonObject> rows) => (await AskAsync("/models/Contoso.Churn/predict", new JsonArray([.. rows])))["predictions"]!.AsArray();

    /// <summary>What <c>infer</c> says of tensors.</summary>
    public async Task<JsonArray> InferAsync(params JsonObject[] tensors) =>
        (await AskAsync("/v2/models/Contoso.Churn/infer", new JsonObject { ["inputs"] = new JsonArray([.. tensors]) }))["outputs"]!.AsArray();

    /// <summary>A tensor of one value.</summary>
    public static JsonObject Tensor(string name, string type, JsonNode value) =>
        new() { ["name"] = name, ["datatype"] = type, ["shape"] = new JsonArray(1, 1), ["data"] = new JsonArray(value) };

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
        Directory.Delete(_packages, recursive: true);
    }

    private async Task<JsonNode> AskAsync(string path, JsonNode body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
