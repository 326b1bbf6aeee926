using Ingot.Core.Behaviour;
using Ingot.Core.Gates;

namespace Ingot.Core.Readiness;

/// <summary>Computes the ML Test Score from what the build really has. What nothing proves has no points.</summary>
public sealed class MLTestScorer
{
    private const double Automated = 1;
    private const double Manual = 0.5;
    private const int Named = 5;

    private readonly MLTestEvidence _evidence;

    private MLTestScorer(MLTestEvidence evidence) => _evidence = evidence;

    /// <summary>Computes the score.</summary>
    public static MLTestReport Score(MLTestEvidence evidence)
    {
        var scorer = new MLTestScorer(evidence);
        var tests = MLTestCatalog.All.Select(scorer.ResultOf).ToList();
        var sections = MLTestCatalog.All.Zip(tests).GroupBy(p => p.First.Section).ToDictionary(g => g.Key, g => g.Sum(p => p.Second.Points));
        var score = sections.Values.Min();
        return new MLTestReport
        {
            Model = evidence.Model,
            Version = evidence.Version,
            Score = score,
            Interpretation = MLTestCatalog.Interpret(score),
            Sections = sections,
            Tests = tests,
        };
    }

    private MLTestResult ResultOf(MLTest test)
    {
        if (ProofOf(test.Id) is { } proof)
        {
            return new MLTestResult(test.Id, test.Title, Automated, proof);
        }

        var declared = _evidence.Declared.FirstOrDefault(d => string.Equals(d.Id, test.Id, StringComparison.OrdinalIgnoreCase));
        return declared is null
            ? new MLTestResult(test.Id, test.Title, 0, WhyNot(test))
            : new MLTestResult(
                test.Id, test.Title, declared.Automated ? Automated : Manual, $"{(declared.Automated ? "automated" : "by hand")}, see {declared.Evidence}");
    }

    private string? ProofOf(string id) => id switch
    {
        "Data1" => _evidence.Schema is { } schema
            ? FormattableString.Invariant($"a schema of {schema.Columns.Count} columns, which every build compares the data with") : null,
        "Data2" => _evidence.UselessFeatures is { Count: 0 } ? "permuting any feature makes the model worse on the reference data" : null,
        "Data4" => _evidence.Schema is null ? null : "a column that the schema does not know stops the build",
        "Data7" => Parity is null ? null : $"{Parity}; there is no other code that computes features",
        "Model1" => _evidence.IsAccepted ? "the accepted result was made with just these parameters and this schema" : null,
        "Model4" => Passed(v => IsTest(v, nameof(StalenessTest))),
        "Model5" => Passed(v => IsTest(v, nameof(SimplerModelTest))),
        "Model6" => Passed(v => IsGate(v) && v.Slice is not null),
        "Model7" => Passed(v => IsTest(v, nameof(FairnessGate)) || IsTest(v, nameof(InvarianceTest))),
        "Infra1" => _evidence.IsReproduced ? "the model was trained from scratch a second time, to the same bytes" : null,
        "Infra2" => Passed(v => IsTest(v, nameof(ExpectedPrediction)) || IsTest(v, nameof(DirectionalTest))),
        "Infra3" => "this build ran the whole way, from the data files to the gated ONNX file",
        "Infra4" => Passed(v => IsGate(v) && (v.Gate.Contains(" Min=", StringComparison.Ordinal) || v.Gate.Contains(" Max=", StringComparison.Ordinal)))
            is { } value && Passed(v => IsGate(v) && v.Gate.Contains(" MaxRegression=", StringComparison.Ordinal)) is { } change ? $"{value}, {change}" : null,
        "Monitor3" => Parity is null ? null : $"training sees what the shipped graph computes; {Parity}",
        "Monitor5" => FormattableString.Invariant($"the scores of all {_evidence.ReferenceRows:N0} reference rows are finite, else the build stops"),
        "Monitor6" => Passed(v => v.Gate.StartsWith("Latency.", StringComparison.Ordinal) || v.Gate.StartsWith("Throughput ", StringComparison.Ordinal)),
        _ => null,
    };

    private string? Parity => double.IsFinite(_evidence.ParityDifference)
        ? FormattableString.Invariant($"the ONNX file's scores differ from the learner's by at most {_evidence.ParityDifference:G2}") : null;

    private string WhyNot(MLTest test) => test.Id switch
    {
        "Data2" when _evidence.UselessFeatures is { Count: > 0 } useless =>
            $"permuting {string.Join(", ", useless.Take(Named))}{(useless.Count > Named ? FormattableString.Invariant($" and {useless.Count - Named} more") : string.Empty)} does not make the model worse. {test.Remedy}",
        _ => test.Remedy,
    };

    /// <summary>The tests of a kind, when there are any and all passed.</summary>
    private string? Passed(Func<Verdict, bool> kind)
    {
        var verdicts = _evidence.Verdicts.Where(kind).ToList();
        return verdicts.Count > 0 && verdicts.TrueForAll(v => v.Outcome == GateOutcome.Passed)
            ? string.Join(", ", verdicts.Take(Named).Select(v => v.Slice is null ? v.Gate : $"{v.Gate} on {v.Slice}"))
                + (verdicts.Count > Named ? FormattableString.Invariant($" and {verdicts.Count - Named} more") : string.Empty)
            : null;
    }

    private static bool IsTest(Verdict verdict, string kind) => verdict.Gate.StartsWith($"{kind} ", StringComparison.Ordinal);

    // A gate's name begins with its metric: no metric has the name of a kind of behaviour test.
    private static bool IsGate(Verdict verdict) => !BehaviourKinds.Any(k => IsTest(verdict, k));

    private static readonly string[] BehaviourKinds =
    [
        nameof(InvarianceTest), nameof(DirectionalTest), nameof(ExpectedPrediction), nameof(FairnessGate), nameof(CalibrationGate),
        nameof(StabilityTest), nameof(SimplerModelTest), nameof(LeakageTest), nameof(StalenessTest),
    ];
}
