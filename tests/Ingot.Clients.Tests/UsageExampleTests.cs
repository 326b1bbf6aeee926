using Ingot.Core.Schemas;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.Schemas;

namespace Ingot.Clients.Tests;

public class UsageExampleTests
{
    [Theory]
    [InlineData("BinaryClassification")]
    [InlineData("MulticlassClassification")]
    [InlineData("Regression")]
    [InlineData("AnomalyDetection")]
    [InlineData("Clustering")]
    public void The_lines_compile_against_the_client(string task)
    {
        SchemaColumn[][] inputs =
        [
            [.. Schemas.Churn.Features],
            [Number("a", min: 0.5), Number("b", min: -3e20), Number("c", max: -7), Number("d", min: 12345678901) with { Precision = NumberPrecision.Float64 }],
            [Text("say \"hi\"\n", 0, "```\n\"", "x"), Of("when", ColumnType.Date), Of("free", ColumnType.String), Of("class", ColumnType.Boolean)],
        ];
        foreach (var columns in inputs)
        {
            var schema = task switch
            {
                "BinaryClassification" => Binary(columns),
                "MulticlassClassification" => Multiclass(["a", "b", "c"], columns),
                "AnomalyDetection" => Anomalies(columns),
                "Clustering" => Clusters(columns),
                _ => Regression(columns),
            };
            var code = string.Join('\n', UsageExample.Lines(schema, "Churn", "Contoso.Churn"));

            CompiledClient.Of(schema, "Churn", "Contoso.Churn", program: "using System;\n" + code + "\n").Check();
        }
    }
}
