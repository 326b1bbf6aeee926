using System.Text.Json.Nodes;
using Ingot.Core.Schemas;
using Ingot.Serving.Models;
using Ingot.Serving.Requests;
using Ingot.Serving.Telemetry;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Ingot.Serving.Endpoints;

/// <summary>
/// Adds to the OpenAPI document what only the loaded models know: a path <c>/models/NAME/predict</c> for each, with the columns of
/// its serving version.
/// </summary>
internal sealed class OpenApiDocument : IOpenApiDocumentTransformer
{
    private const string Json = "application/json";

    public Task TransformAsync(Microsoft.OpenApi.OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "Ingot";
        var state = context.ApplicationServices.GetRequiredService<ServingState>();
        foreach (var model in state.Models())
        {
            if (model.Versions.FirstOrDefault(v => v.Role == ModelRole.Serving) is { } version)
            {
                document.Paths[$"/models/{model.Name}/predict"] = PredictPath(model.Name, version);
            }
        }

        return Task.CompletedTask;
    }

    private static OpenApiPathItem PredictPath(string name, VersionState version)
    {
        var row = Row(version.Schema);
        var content = new OpenApiMediaType
        {
            Schema = new OpenApiSchema { OneOf = [row, new OpenApiSchema { Type = JsonSchemaType.Array, Items = row }] },
            Example = new JsonObject([.. version.Schema.Features.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Name, Example(c)))]),
        };
        var operation = new OpenApiOperation
        {
            OperationId = "Predict_" + name,
            Summary = $"Predictions of {name} {version.Version}: one row, or an array of rows.",
            Tags = new HashSet<OpenApiTagReference>(),
            Parameters = version.Reasons == 0 ? null : [new OpenApiParameter
            {
                Name = ReasonsQuery.Name,
                In = ParameterLocation.Query,
                Description = $"How many reasons of each prediction are given: the columns that moved it most. Without a number {version.Reasons}.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" },
            }],
            RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [Json] = content } },
            Responses = new OpenApiResponses
            {
                ["200"] = Response("The predictions."),
                ["400"] = Response("A column is unknown, missing, or of another type; it is named."),
                ["413"] = Response("The body has too many bytes or rows."),
                ["429"] = Response("Too many requests wait already."),
                ["503"] = Response("No version serves, or the request took too long."),
            },
        };
        return new OpenApiPathItem { Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Post] = operation } };
    }

    private static OpenApiResponse Response(string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [Json] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
    };

    private static OpenApiSchema Row(ModelSchema schema) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = schema.Features.ToDictionary(c => c.Name, c => (IOpenApiSchema)Column(c)),
        Required = schema.Features.Where(c => c.MinFraction >= 1).Select(c => c.Name).ToHashSet(),
    };

    private static OpenApiSchema Column(SchemaColumn column)
    {
        var type = column.Type switch
        {
            ColumnType.Number => JsonSchemaType.Number,
            ColumnType.Boolean => JsonSchemaType.Boolean,
            _ => JsonSchemaType.String,
        };
        return new OpenApiSchema
        {
            Type = column.MinFraction >= 1 ? type : type | JsonSchemaType.Null,
            Format = column.Type == ColumnType.Date ? "date-time" : null,
            Minimum = Text(column.Min),
            Maximum = Text(column.Max),
            Enum = column is { Domain: { } domain, MinDomainMass: >= 1 } ? [.. domain.Select(d => (JsonNode)JsonValue.Create(d))] : [],
        };
    }

    private static string? Text(double? bound) => bound?.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonValue? Example(SchemaColumn column) => column.Type switch
    {
        ColumnType.Number => JsonValue.Create(column.Min ?? 0),
        ColumnType.Boolean => JsonValue.Create(true),
        ColumnType.Date => JsonValue.Create("2026-01-31T00:00:00Z"),
        _ => JsonValue.Create(column.Domain is { Count: > 0 } domain ? domain[0] : "text"),
    };
}
