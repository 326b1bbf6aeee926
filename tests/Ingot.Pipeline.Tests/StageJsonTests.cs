using Ingot.Clients;
using Ingot.Core;
using Ingot.Pipeline.Challenge;
using Ingot.Training;

namespace Ingot.Pipeline.Tests;
using Ingot.Pipeline.Shared;

/// <summary>The exact text of files that are hashed: what changed here would be another output of the same version of a stage.</summary>
public class StageJsonTests
{
    [Fact]
    public void Report() => Assert.Equal(
        """
        {
          "trainer": "LightGbm",
          "iterations": 12,
          "validationMetric": "LogLoss",
          "validationValue": 0.1,
          "parityDifference": "NaN",
          "parameters": {
            "Gr\u00F6\u00DFe": "1e\u002B20 \u0027\u003Ca\u003E\u0027"
          },
          "refit": {
            "done": true,
            "why": "ModelRefit=true",
            "rows": 90,
            "iterations": "validation rows"
          },
          "features": [
            {
              "column": "Gr\u00F6\u00DFe",
              "what": "the number",
              "features": 1
            }
          ]
        }
        """.ReplaceLineEndings("\n"),
        ReportFile.ToJson(new TrainingReport("LightGbm", 12, "LogLoss", 0.1, double.NaN, new Dictionary<string, string> { ["Größe"] = "1e+20 '<a>'" })
        {
            Refit = new RefitReport(true, "ModelRefit=true", 90, "validation rows"),
            Features = [new("Größe", "the number", 1)],
        }));

    [Fact]
    public void Rivals() => Assert.Equal(
        """
        [
          {
            "test": 0,
            "kind": "SingleFeature",
            "name": "Gr\u00F6\u00DFe \u0026 more",
            "file": "0.onnx",
            "sha256": "ab",
            "rows": 12
          }
        ]
        """.ReplaceLineEndings("\n"),
        RivalsFile.ToJson([new TrainedRival(0, RivalKind.SingleFeature, "Größe & more", "0.onnx", "ab", 12)]));

    [Fact]
    public void Validation() => Assert.Equal(
        """
        {
          "loadSeconds": 0.25,
          "memoryBytes": 1048576,
          "latencySeconds": 2E-05,
          "rows": 20
        }
        """.ReplaceLineEndings("\n"),
        JsonFormat.Write(new ClientMeasurement(0.25, 1048576, 2e-5, 20)));
}
