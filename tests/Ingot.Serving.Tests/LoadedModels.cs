using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Releases.Packages;
using Ingot.Serving.Models;
using Ingot.Serving.Requests;
using Ingot.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace Ingot.Serving.Tests;

/// <summary>Models in memory, without a server: for the tests of how requests are read and answers written.</summary>
public sealed class LoadedModels : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-loaded-").FullName;
    private readonly Dictionary<ModelSchema, ServedModel> _models = new(ReferenceEqualityComparer.Instance);

    private static Table Rows => new(
    [
        new NumberColumn("tenure", [3, 24, double.NaN, 60]),
        new StringColumn("contract", [0, 1, -1, 1], ["Month-to-month", "Two year"]),
        new BooleanColumn("senior", [1, 0, -1, 0]),
    ]);

    /// <summary>A feature of that name is none of the file's inputs.</summary>
    internal const string Unused = "unused";

    /// <summary>A schema whose model gives two reasons of each prediction.</summary>
    internal static ModelSchema Explained { get; } = TestPackage.Schema with { };

    internal ServedModel Of(ModelSchema schema)
    {
        if (!_models.TryGetValue(schema, out var model))
        {
            var needed = schema with { Columns = [.. schema.Columns.Where(c => c.Name != Unused)] };
            var artifact = ModelArtifact.Of(ModelPackage.Read(TestPackage.Write(_folder, $"1.{_models.Count}.0", schema: needed))) with { Schema = schema };
            artifact = ReferenceEquals(schema, Explained) ? artifact with { Onnx = CoveredTrees.Onnx(schema, Rows, reasons: 2, split: 12) } : artifact;
            _models[schema] = model = ServedModel.Load(artifact, threads: 1, (_, _) => { });
        }

        return model;
    }

    /// <summary>Reads a request.</summary>
    internal PredictionRequest Read(RequestFormat format, ModelSchema schema, string json, int maxRows = 100, byte[]? binary = null)
    {
        var text = Encoding.UTF8.GetBytes(json);
        return format.Read(new ReadOnlySequence<byte>([.. text, .. binary ?? []]), Of(schema).Signature, maxRows, binary is null ? null : text.Length);
    }

    /// <summary>What is said of a request that is wrong: the status, the message, and of which column and row.</summary>
    internal (int Status, string Message, string? Column, int? Row) Refused(RequestFormat format, ModelSchema schema, string json, int maxRows = 100, byte[]? binary = null)
    {
        var refused = Assert.Throws<RequestException>(() => Read(format, schema, json, maxRows, binary));
        return (refused.Status, refused.Message, refused.Column, refused.Row);
    }

    /// <summary>The answer's JSON, with reasons where the request asks for some.</summary>
    internal JsonNode Answer(RequestFormat format, ModelSchema schema, string json)
    {
        var request = Read(format, schema, json);
        var model = Of(schema);
        var outputs = model.Run(request.Batch, CancellationToken.None);
        outputs = request.Reasons > 0 ? model.Explain(request.Batch, outputs, request.Reasons, CancellationToken.None) : outputs;
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        AnswerWriter.Write(context.Response, outputs, (w, o) => format.Write(w, model, request, "an-id", o), (b, o) => format.WriteBinary(b, request, o));
        context.Response.BodyWriter.FlushAsync().AsTask().Wait();
        return JsonNode.Parse(body.ToArray())!;
    }

    public void Dispose()
    {
        foreach (var model in _models.Values)
        {
            model.Release();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
