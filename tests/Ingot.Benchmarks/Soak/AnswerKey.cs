using System.Text.Json;
using Ingot.Benchmarks.Serving;

namespace Ingot.Benchmarks.Soak;

/// <summary>Requests, and what each version must answer to them; worked out from the ONNX files, without the server.</summary>
internal sealed class AnswerKey
{
    private readonly Dictionary<string, float[]> _scores;

    public AnswerKey(ServedChurn churn, IReadOnlyList<string> versions)
    {
        _scores = versions.ToDictionary(v => v, churn.Scores);
        Requests =
        [
            .. Enumerable.Range(0, 200).Select(i => new SoakRequest(churn.Infer(i, 1), i, 1)),
            .. Enumerable.Range(0, 20).Select(i => new SoakRequest(churn.Infer(i * 64, 64), i * 64, 64)),
        ];
    }

    public IReadOnlyList<SoakRequest> Requests { get; }

    /// <summary>Compares an answer; null: it is right.</summary>
    public string? Check(SoakRequest request, JsonElement answer, out string version)
    {
        version = answer.GetProperty("model_version").GetString()!;
        if (!_scores.TryGetValue(version, out var scores))
        {
            return $"version {version}, which does not exist";
        }

        var probability = answer.GetProperty("outputs").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "probability").GetProperty("data");
        if (probability.GetArrayLength() != request.Rows)
        {
            return $"{probability.GetArrayLength()} rows; asked were {request.Rows}";
        }

        for (var row = 0; row < request.Rows; row++)
        {
            var expected = scores[(request.First + row) % scores.Length];
            if (probability[row].GetSingle() != expected)
            {
                return FormattableString.Invariant($"{probability[row].GetSingle():R} of {version} in row {request.First + row}; expected {expected:R}");
            }
        }

        return null;
    }
}
